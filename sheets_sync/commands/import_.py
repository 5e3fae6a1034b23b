"""``import``: people and pairs from the workbook that a school has had until now."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

from sheets_sync import config, journal, resources
from sheets_sync.commands import clock, log
from sheets_sync.commands.progress import READING, progress
from sheets_sync.commands.school import School, opened
from sheets_sync.errors import SettingsError, UnreadableError
from sheets_sync.intake.as_data import as_data
from sheets_sync.intake.into import Rows, Target, rows_for
from sheets_sync.intake.into_pairs import pair_rows_for
from sheets_sync.intake.preview import lines
from sheets_sync.intake.understood import Understood
from sheets_sync.intake.workbook import understand
from sheets_sync.plan import Plan
from sheets_sync.schema import compile_schemas, compile_vocabulary
from sheets_sync.snapshot import Snapshot, Table
from sheets_sync.stores.foreign import read_sheets
from sheets_sync.turn import turn
from sheets_sync.words import count

EXPECTED = (
    "Нужна строка заголовков, например: ФИО · Должность · Предмет · Стаж · Чем может помочь · "
    "Согласие на ПДн. У наставляемых вместо «Чем может помочь» – «Запросы»."
)
YES = ("да", "д", "yes", "y")


def import_(file: Path, config_path: Path, *, dry: bool, as_json: bool, yes: bool) -> int:
    """Show what ``file`` holds and, where a person agrees, add it to the banks. Exit code 0.

    Without a school's folder it can still be shown (``dry``), by the shipped tables and lists.
    """
    if as_json and not dry:
        raise SettingsError("С --json файл только показывают. Добавьте --dry или уберите --json.")
    alone = dry and config_path == Path(config.NAME) and not config_path.exists()
    school = None if alone else opened(config_path)
    target = _target(school)
    today = school.context.today if school else clock.now("Europe/Moscow").date()
    understood = _recognised(file, target, today)
    if as_json:
        print(json.dumps(as_data(understood), ensure_ascii=False, indent=1))
        return 0
    rows = rows_for(understood, target)
    pair_rows_for(understood, target, rows)
    for line in lines(file.name, understood, rows):
        print(line)
    if school and rows.added and not dry and (yes or _agreed(file)):
        _write(school, target.snapshot, rows)
        written = count(len(rows.added), "строка", "строки", "строк")
        print(f"Записано: {written}. Дальше: sheets-sync run")
    return 0


def _target(school: School | None) -> Target:
    if school is not None:
        snapshot = school.store.read()
        return Target(snapshot, school.context.schemas, school.context.vocabulary)
    schemas = compile_schemas(resources.schemas(), {})
    vocabulary = compile_vocabulary(resources.schemas(), {})
    tables = {
        name: Table(name, schema.tab, {c: column.header for c, column in schema.columns.items()})
        for name, schema in schemas.items()
    }
    return Target(Snapshot(tables), schemas, vocabulary)


def _recognised(file: Path, target: Target, today: dt.date) -> Understood:
    with progress() as step:
        step(READING)
        understood = understand(read_sheets(file), target.vocabulary, today)
    if not understood.people and not understood.pairs:
        seen = "; ".join(
            f"вкладка «{tab.name.strip()}» – {tab.seen or 'пусто'}" for tab in understood.tabs
        )
        raise UnreadableError(
            f"В файле «{file.name}» не нашлось ни наставников, ни наставляемых, ни пар. "
            f"Видно: {seen}. {' '.join(understood.left) or EXPECTED}"
        )
    return understood


def _agreed(file: Path) -> bool:
    """Ask on a terminal; elsewhere say how to agree."""
    if not sys.stdin.isatty():
        print(f"Ничего не записано. Записать: sheets-sync import {_quoted(file)} --yes")
        return False
    answer = input("Записать? (да/нет) ").strip().lower()
    if answer in YES:
        return True
    print("Ничего не записано.")
    return False


def _quoted(file: Path) -> str:
    """The path as any shell takes it."""
    return f'"{file}"' if " " in str(file) else str(file)


def _write(school: School, snapshot: Snapshot, rows: Rows) -> None:
    """Exactly the rows that were shown, into exactly the workbook that they were compared with."""
    with turn(school.lock):
        school.store.sweep()
        added = tuple(rows.added)
        who = journal.person("import")
        context = school.context
        lines = journal.entries(added, context.now, snapshot, context.schemas, who)
        school.store.write(snapshot, Plan(changes=added, stamps=lines))
        log.counted(changes=len(added))
        for remark in school.store.remarks:
            print(remark)
