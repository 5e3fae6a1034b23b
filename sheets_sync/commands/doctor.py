"""``doctor``: whether everything that a run needs is in order; a line a finding, writes nothing."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sheets_sync.commands import log
from sheets_sync.commands.school import School, opened
from sheets_sync.errors import SheetsSyncError
from sheets_sync.schema import TableSchema
from sheets_sync.snapshot import Snapshot, Table
from sheets_sync.stores import copies
from sheets_sync.words import count

FONT = "Times New Roman"
"""The face of the templates; these others have the same widths."""
METRIC_TWINS = {
    "times": FONT,
    "liberationserif": "Liberation Serif",
    "tinos": "Tinos",
    "nimbusroman": "Nimbus Roman",
    "thorndale": "Thorndale",
}
"""Families by how the names of their files begin."""
FONT_FOLDERS = (
    "~/.fonts",
    "~/.local/share/fonts",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
CONFLICT = re.compile(r"(конфликт|conflict|несовпад|копия|copy|\(\d+\)|итог)", re.IGNORECASE)
EXPORT = re.compile(r" – копия \d{4}-\d\d-\d\d( \d+)?")
"""How the name of a copy ends that `export` made."""
OLD_LOCK = dt.timedelta(hours=12)


Weight = Literal["хорошо", "взглянуть", "мешает"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: all right, worth a look, or in the way of a run."""

    weight: Weight
    says: str


def doctor(config_path: Path) -> int:
    """Print all findings; exit code 3 if one of them is in the way of a run, else 0."""
    found = list(dict.fromkeys(findings(config_path)))  # two tables may share a tab
    for finding in found:
        print(f"{finding.weight:>9}: {finding.says}")
    log.counted(problems=sum(finding.weight != "хорошо" for finding in found))
    bad = sum(finding.weight == "мешает" for finding in found)
    if bad:
        print(f"Мешает сверке: {count(bad, 'причина', 'причины', 'причин')}.")
    return 3 if bad else 0


def findings(config_path: Path) -> Iterator[Finding]:
    """Everything worth saying, from the settings to the fonts."""
    try:
        school = opened(config_path)
    except SheetsSyncError as error:
        yield Finding("мешает", error.says)
        return
    yield Finding("хорошо", f"настройки читаются, часовой пояс {school.settings.timezone}")
    yield from _workbook(school)
    yield from _locks(school)
    yield from _conflicts(school.store.path)
    yield from _copies(school)
    for folder in dict.fromkeys((school.folder, school.store.path.parent, school.desk.folder)):
        yield from _writable(folder)
    yield from _log(config_path)
    yield from _fonts()


def _workbook(school: School) -> Iterator[Finding]:
    try:
        snapshot = school.store.read()
    except SheetsSyncError as error:
        yield Finding("мешает", error.says)
        return
    yield Finding("хорошо", f"таблица читается: {school.store.path}")
    known = _known(snapshot)
    for name, schema in school.context.schemas.items():
        if schema.layout != "text":  # text has nothing to be read
            yield from _tab(schema, snapshot.tables.get(name), known.get(name, frozenset()))
    yield from _drafts(snapshot, school.desk.folder)
    hidden = [schema.tab for schema in school.context.schemas.values() if schema.hidden]
    if not set(hidden) - {table.tab for table in snapshot}:
        named = ", ".join(f"«{tab}»" for tab in hidden)
        yield Finding("хорошо", f"скрытые вкладки на месте: {named}")


def _drafts(snapshot: Snapshot, folder: Path) -> Iterator[Finding]:
    """Drafts whose file somebody has moved or thrown away."""
    lines = snapshot.tables["documents"].rows if "documents" in snapshot.tables else ()
    for line in lines:
        own, name = line.cell("id").shown, line.cell("file").shown
        if name and line.cell("number").blank and not (folder / name).exists():
            says = f"{own}: файла «{name}» в папке «{folder.name}» нет. Верните его из корзины."
            yield Finding("взглянуть", says)


def _known(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """The columns of each table that an earlier run has seen."""
    return {
        row.cell("id").shown[1:]: frozenset(row.cell("seen").shown.split())
        for row in snapshot.tables["_sync"].rows
        if row.cell("table").shown == "tab"
    }


def _tab(schema: TableSchema, table: Table | None, known: frozenset[str]) -> Iterator[Finding]:
    """What is missing: in the way where an earlier run has seen it, else never there."""
    if table is None and known:
        yield Finding("мешает", f"нет вкладки «{schema.tab}»; верните её или возьмите копию")
    elif table is None:
        yield Finding("взглянуть", f"вкладки «{schema.tab}» в таблице нет")
    else:
        lacking = [own for own in schema.columns if own not in table.headers]
        weights: tuple[tuple[Weight, list[str]], ...] = (
            ("мешает", [own for own in lacking if own in known]),
            ("взглянуть", [own for own in lacking if own not in known]),
        )
        for weight, names in weights:
            named = ", ".join(f"«{schema.columns[own].header}»" for own in names)
            if named:
                yield Finding(weight, f"вкладка «{schema.tab}»: нет столбцов {named}")


def _locks(school: School) -> Iterator[Finding]:
    path = school.store.path
    for name in (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#"):
        lock = path.with_name(name)
        if lock.exists():
            made = dt.datetime.fromtimestamp(lock.stat().st_mtime, school.context.now.tzinfo)
            age = school.context.now - made
            old = " Похоже, остался после сбоя: если таблица закрыта, удалите его."
            says = f"файл «{name}» с {made:%d.%m.%Y %H:%M}: таблица открыта."
            yield Finding("мешает", says + (old if age > OLD_LOCK else ""))


def _conflicts(path: Path) -> Iterator[Finding]:
    """Copies that a cloud drive or a careful colleague left beside the workbook."""
    stem = path.stem.casefold()
    for other in sorted(path.parent.glob("*.xlsx")):
        name = other.stem.casefold()
        rest = name[len(stem) :] if name.startswith(stem) and other != path else ""
        if CONFLICT.search(rest) and not EXPORT.fullmatch(rest):
            says = (
                f"рядом лежит «{other.name}»: вторая копия таблицы? Сверяется только «{path.name}»"
            )
            yield Finding("взглянуть", says)


def _copies(school: School) -> Iterator[Finding]:
    newest = copies.newest(school.store.path)
    folder = copies.folder_of(school.store.path)
    last = f"последняя от {newest:%d.%m.%Y %H:%M}" if newest else "пока ни одной"
    if folder.exists() and not (folder.is_dir() and os.access(folder, os.W_OK)):
        says = f"в папку «{folder.name}» нельзя писать, копии таблицы не делаются; {last}"
        yield Finding("взглянуть", says)
    else:
        yield Finding("хорошо", f"копии таблицы, одна в день: {last}")


def _log(config_path: Path) -> Iterator[Finding]:
    path = log.place(config_path)
    held = path if path.exists() else next(each for each in path.parents if each.exists())
    if path.is_dir() or not os.access(held, os.W_OK):
        yield Finding("взглянуть", f"журнал команд не пишется: {path}")
    else:
        yield Finding("хорошо", f"журнал команд, без имён: {path}")


def _writable(folder: Path) -> Iterator[Finding]:
    if not folder.exists():
        return
    if os.access(folder, os.W_OK):
        yield Finding("хорошо", f"в папку можно писать: {folder}")
    else:
        yield Finding("мешает", f"в папку нельзя писать: {folder}")


def _fonts() -> Iterator[Finding]:
    """Whether a draft will look here as it will on paper."""
    for folder in FONT_FOLDERS:
        for path in Path(folder).expanduser().rglob("*.[to]t[fc]"):
            name = path.stem.casefold().replace(" ", "")
            family = next((METRIC_TWINS[own] for own in METRIC_TWINS if name.startswith(own)), "")
            if family:
                yield Finding("хорошо", f"шрифт для приказов есть: {family}")
                return
    yield Finding("взглянуть", f"шрифта {FONT} на этом компьютере нет: вид приказа будет другим")
