"""``doctor``: whether everything that a run needs is in order; a line a finding, writes nothing."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sheets_sync.commands.school import School, opened
from sheets_sync.errors import SheetsSyncError
from sheets_sync.words import count

FONT = "Times New Roman"
"""The face of the templates; these others have the same widths."""
METRIC_TWINS = ("times", "liberationserif", "tinos", "nimbusroman", "thorndale")
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
OLD_LOCK = dt.timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: all right, worth a look, or in the way of a run."""

    weight: Literal["хорошо", "взглянуть", "мешает"]
    says: str


def doctor(config_path: Path) -> int:
    """Print all findings; exit code 3 if one of them is in the way of a run, else 0."""
    found = list(findings(config_path))
    for finding in found:
        print(f"{finding.weight:>9}: {finding.says}")
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
    for folder in dict.fromkeys((school.folder, school.store.path.parent, school.desk.folder)):
        yield from _writable(folder)
    yield from _fonts()


def _workbook(school: School) -> Iterator[Finding]:
    try:
        snapshot = school.store.read()
    except SheetsSyncError as error:
        yield Finding("мешает", error.says)
        return
    yield Finding("хорошо", f"таблица читается: {school.store.path}")
    for name, schema in school.context.schemas.items():
        table = snapshot.tables.get(name)
        if table is None:
            yield Finding("мешает", f"нет вкладки «{schema.tab}»; верните её или возьмите копию")
            continue
        lacking = [c.header for own, c in schema.columns.items() if own not in table.headers]
        if lacking:
            named = ", ".join(f"«{header}»" for header in lacking)
            yield Finding("мешает", f"вкладка «{schema.tab}»: нет столбцов {named}")


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
        if other != path and name.startswith(stem) and CONFLICT.search(name[len(stem) :]):
            says = (
                f"рядом лежит «{other.name}»: вторая копия таблицы? Сверяется только «{path.name}»"
            )
            yield Finding("взглянуть", says)


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
            if path.stem.casefold().replace(" ", "").startswith(METRIC_TWINS):
                yield Finding("хорошо", f"шрифт для приказов есть: {path.stem}")
                return
    yield Finding("взглянуть", f"шрифта {FONT} на этом компьютере нет: вид приказа будет другим")
