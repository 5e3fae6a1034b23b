"""Snapshots from plain dicts, and what people do to them; for every test of the pure layers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from sheets_sync import resources
from sheets_sync.cells import BLANK, Cell, Value, cell_of
from sheets_sync.changes import apply
from sheets_sync.facts import Context, Settings
from sheets_sync.plan import Plan, make_plan
from sheets_sync.schema import compile_schemas, compile_vocabulary
from sheets_sync.snapshot import Row, Snapshot, Table, keyed

SCHEMAS = compile_schemas(resources.schemas(), {})
VOCABULARY = compile_vocabulary(resources.schemas(), {})
TODAY = dt.date(2026, 9, 2)
SETTINGS = Settings(
    workbook="Наставничество.xlsx",
    papers_folder="Документы",
    timezone="Europe/Moscow",
    weights={"requests": 60, "subject": 25, "spare": 15},
    floor=20,
    stability=5,
)
SCHOOL: Mapping[str, Value] = {
    "full_name": "Школа № 1 села Ясного",
    "place": "с. Ясное",
    "director_name": "Ким Анна Львовна",
    "director_title": "директор",
    "curator_name": "Мельник Татьяна Ивановна",
    "curator_title": "заместитель директора",
    "curator_sex": "ж",
}

Given = Mapping[str, Value | Cell]
Rows = Sequence[Given]


def context(today: dt.date = TODAY, settings: Settings = SETTINGS) -> Context:
    """The context of a run on ``today`` at a quarter past eight."""
    now = dt.datetime.combine(today, dt.time(8, 15))
    return Context(today, now, settings, SCHEMAS, VOCABULARY)


def snapshot(school: Given = SCHOOL, **tables: Rows) -> Snapshot:
    """Every shipped tab; the rows of those that are given, cells by the names of columns."""
    made = {name: _table(name, tables.get(name, ())) for name in SCHEMAS if name != "school"}
    return Snapshot({"school": _form("school", school), **made})


def _table(name: str, rows: Rows) -> Table:
    schema = SCHEMAS[name]
    headers = {column: schema.columns[column].header for column in schema.columns}
    made = (replace(row_of(row), place=place) for place, row in enumerate(rows, start=2))
    return Table(name, schema.tab, headers, keyed(made))


def _form(name: str, cells: Given) -> Table:
    return replace(_table(name, ()), rows=(replace(row_of(cells), key=name),), form=True)


def row_of(given: Given) -> Row:
    """A row of values, and of cells where a value alone does not say enough."""
    return Row({name: v if isinstance(v, Cell) else cell_of(v) for name, v in given.items()})


def with_rows(snap: Snapshot, table: str, rows: Iterable[Row]) -> Snapshot:
    """The snapshot with other rows in ``table``; nobody else's cells move."""
    made = keyed(replace(row, place=place) for place, row in enumerate(rows, start=2))
    return replace(snap, tables={**snap.tables, table: replace(snap.tables[table], rows=made)})


def typed(snap: Snapshot, table: str, where: str, **cells: Value) -> Snapshot:
    """A person types ``cells`` into every row of ``table`` in which some cell shows ``where``."""

    def change(row: Row) -> Row:
        return set_cells(row, cells) if shows(row, where) else row

    if snap.tables[table].form:
        row = set_cells(snap.tables[table].rows[0], cells)
        form = replace(snap.tables[table], rows=(row,))
        return replace(snap, tables={**snap.tables, table: form})
    rows = snap.tables[table].rows
    if not any(shows(row, where) for row in rows):
        raise LookupError(f"no row of {table} shows {where}")
    return with_rows(snap, table, map(change, rows))


def shows(row: Row, text: str) -> bool:
    """Whether some cell of the row shows ``text``."""
    return any(text in cell.shown for cell in row.cells.values())


def set_cells(row: Row, cells: Given) -> Row:
    """The row with ``cells`` typed over what it had."""
    return replace(row, cells={**row.cells, **row_of(cells).cells})


def added(snap: Snapshot, table: str, **cells: Value) -> Snapshot:
    """A person types a new row at the end of ``table``."""
    return with_rows(snap, table, [*snap.tables[table].rows, row_of(cells)])


def removed(snap: Snapshot, table: str, where: str) -> Snapshot:
    """A person deletes the rows of ``table`` in which some cell shows ``where``."""
    return with_rows(snap, table, [r for r in snap.tables[table].rows if not shows(r, where)])


def arranged(
    snap: Snapshot, order: Callable[[tuple[Row, ...]], Sequence[Row]], table: str = ""
) -> Snapshot:
    """The snapshot with the rows of ``table``, or of every table, in another order."""
    for name in [table] if table else list(snap.tables):
        if not snap.tables[name].form:
            snap = with_rows(snap, name, order(snap.tables[name].rows))
    return snap


def plan(snap: Snapshot, today: dt.date = TODAY, settings: Settings = SETTINGS) -> Plan:
    """The plan for ``snap`` on ``today``."""
    return make_plan(snap, context(today, settings))


def run(snap: Snapshot, today: dt.date = TODAY, settings: Settings = SETTINGS) -> Snapshot:
    """The snapshot after one run on ``today``."""
    return apply(snap, plan(snap, today, settings).written)


def column(snap: Snapshot, table: str, name: str) -> list[Value]:
    """The values of one column of ``table``, row by row."""
    return [row.cell(name).value for row in snap.tables[table].rows]


def ids(snap: Snapshot, table: str = "mentors", by: str = "name") -> dict[str, str]:
    """The id of every row of ``table`` by what its cell ``by`` shows; of twins the last."""
    return {row.cell(by).shown: row.cell("id").shown for row in snap.tables[table].rows}


def found(snap: Snapshot, table: str, where: str) -> Row:
    """The one row of ``table`` in which some cell shows ``where``."""
    rows = [row for row in snap.tables[table].rows if shows(row, where)]
    if len(rows) != 1:
        raise LookupError(f"{len(rows)} rows of {table} show {where}")
    return rows[0]


def blank(row: Row, *names: str) -> Row:
    """The row with the cells ``names`` emptied."""
    return replace(row, cells={**row.cells, **dict.fromkeys(names, BLANK)})
