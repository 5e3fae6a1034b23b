"""From cells to facts: each cell is parsed, then each table goes through its pandera schema.

The only module that knows pandera and pandas; they take two seconds to import, so they come in
only when a column with a check holds a value.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from sheets_sync.cells import Cell
from sheets_sync.facts import OTHER, Facts, Problem, Record, Severity
from sheets_sync.ids import read_id
from sheets_sync.schema import Column, ColumnType, Schemas, TableSchema, Vocabulary
from sheets_sync.snapshot import ID, Row, Snapshot, Table
from sheets_sync.values import (
    TOTALS,
    Typed,
    Unclear,
    read_choice,
    read_code,
    read_date,
    read_name,
    read_shown,
    read_text,
    read_tick,
    read_whole,
    read_year,
)
from sheets_sync.words import fold, shortened, tidy

FREE = frozenset({"answer", "trained"})
"""Columns in which a date is as good a text as any."""


def validate(snapshot: Snapshot, schemas: Schemas, vocabulary: Vocabulary, today: dt.date) -> Facts:
    """Typed facts of the whole snapshot, with a problem for every cell that is not clear."""
    tables: dict[str, tuple[Record, ...]] = {}
    problems: list[Problem] = []
    for table in snapshot:
        schema = schemas[table.name]
        records, unclear = _parse(table, schema, vocabulary, today)
        failed = _check(schema, records)
        bad = {(each.row, each.column) for each in failed}
        tables[table.name] = tuple(_without(record, bad) for record in records)
        problems += [*_absent(table, schema, _seen(snapshot, table.name)), *unclear, *failed]
    headers = {table.name: table.headers for table in snapshot}
    return Facts(tables, headers, tuple(problems))


def _absent(table: Table, schema: TableSchema, seen: frozenset[str]) -> list[Problem]:
    """A problem for every column that the tab has lost; one that is newer than it is not missed."""
    says = "На вкладке «{}» нет столбца «{}». Верните заголовок, как он был."
    return [
        Problem(table.name, "", name, "stops", says.format(table.tab, column.header))
        for name, column in schema.columns.items()
        if name not in table.headers and (not seen or name in seen)
    ]


def _seen(snapshot: Snapshot, table: str) -> frozenset[str]:
    """The columns with which an earlier run has seen a table; none before the first."""
    lines = snapshot.tables["_sync"].rows if "_sync" in snapshot.tables else ()
    found = (row.cell("seen").shown for row in lines if row.cell("id").shown == f"#{table}")
    return frozenset(" ".join(found).split())


def _parse(
    table: Table, schema: TableSchema, vocabulary: Vocabulary, today: dt.date
) -> tuple[list[Record], list[Problem]]:
    records, problems = [], []
    for row in table.rows:
        if says := _nobody(row, table, schema):
            records.append(_of_nobody(table.name, row, schema))
            problems.append(Problem(table.name, row.key, schema.whose, "stops", says))
            continue
        values: dict[str, Typed] = {}
        unclear = {}
        for name, column in schema.columns.items():
            if column.role == "view":  # never read back
                continue
            read = _read(column, row.cell(name), vocabulary, today)
            if isinstance(read, Unclear):
                weight: Severity = "asks" if read.kept is not None else "stops"
                problems.append(Problem(table.name, row.key, name, weight, read.says))
                unclear[name] = row.cell(name).shown
                read = read.kept
            values[name] = read
        records.append(
            Record(table.name, row.key, values, _touched(row, schema), unclear, row.place)
        )
    return records, problems


def _nobody(row: Row, table: Table, schema: TableSchema) -> str:
    """The sentence for a row that counts others: a line of totals, a number without a name."""
    whose = schema.whose
    if table.form or not whose or read_id(row.cell(ID).shown):
        return ""
    looked = (row.cell(ID), row.cell(whose), *row.others.values())
    total = next((cell for cell in looked if TOTALS.match(fold(cell.shown))), None)
    if total is not None:
        said = shortened(tidy(total.shown))
        what = "новые люди" if schema.columns[whose].type == "name" else "новые строки"
        return f"Это строка итогов: «{said}». Уберите её: {what} дописываются в конец."
    cells = [row.cell(name) for name in _touched(row, schema) - {OTHER, "answer"}]
    typed = [cell for cell in (*cells, *row.others.values()) if not cell.blank]
    if schema.columns[whose].type != "name" or row.cell(ID).shown.strip() or not typed:
        return ""
    if any(cell.kind != "number" for cell in typed):
        return ""
    return (
        f"Строка без ФИО, а в ней число: {tidy(typed[0].shown)}. Это итог – уберите строку; "
        "это человек – впишите ФИО."
    )


def _of_nobody(table: str, row: Row, schema: TableSchema) -> Record:
    """The record of a row that stands for nobody: nothing in it counts but «Пояснение»."""
    kept = {name: read_shown(row.cell(name)) for name in ("answer", "answered")}
    unclear = {
        name: row.cell(name).shown
        for name, column in schema.columns.items()
        if column.role != "view" and name not in kept and not row.cell(name).blank
    }
    unclear.setdefault(schema.whose, "")
    return Record(table, row.key, kept, _touched(row, schema), unclear, row.place)


def _touched(row: Row, schema: TableSchema) -> frozenset[str]:
    staff = {name for name, column in schema.columns.items() if column.filled_by == "staff"}
    names = {name for name, cell in row.cells.items() if name in staff and not cell.blank}
    if any(not cell.blank for cell in row.others.values()):
        names.add(OTHER)
    return frozenset(names)


_READERS: Mapping[str, Callable[[Cell], Typed | Unclear]] = {
    "name": read_name,
    "int": read_whole,
    "tick": read_tick,
    "stamp": lambda cell: cell.value if isinstance(cell.value, dt.date) else None,
}


def _read(column: Column, cell: Cell, vocabulary: Vocabulary, today: dt.date) -> Typed | Unclear:
    if column.type in ("text", "ref"):
        if column.filled_by == "sync" or column.name == "remark":  # nobody reads a remark
            return read_shown(cell)
        return read_text(cell, dates=column.name in FREE)
    if column.type == "paper_number":
        return read_text(cell, number=True, dates=False)
    if column.type == "date":
        return read_date(cell, today)
    if column.type == "year":
        return read_year(cell, today)
    if column.type == "choice":
        choices = list(vocabulary[column.choices])
        return read_choice(cell, choices, is_open=column.open, about=column.header)
    if column.type == "code":
        return read_code(cell, vocabulary[column.choices], about=column.header)
    return _READERS[column.type](cell)


def _without(record: Record, bad: set[tuple[str, str]]) -> Record:
    """The record without the values that failed a check."""
    names = {column for row, column in bad if row == record.key}
    if not names:
        return record
    values = {name: None if name in names else value for name, value in record.values.items()}
    unclear = {**record.unclear, **{name: str(record.values[name]) for name in names}}
    return Record(record.table, record.key, values, record.touched, unclear, record.place)


def _check(schema: TableSchema, records: list[Record]) -> list[Problem]:
    """The problems that pandera finds in the typed values of one table."""
    checked = {
        name: column
        for name, column in schema.columns.items()
        if column.checks and any(record.values.get(name) is not None for record in records)
    }
    if not checked:
        return []
    values = tuple(tuple(record.values.get(name) for name in checked) for record in records)
    # A run validates what it has written: nearly always the same values once more.
    failing = _failing(tuple(map(_Checked.of, checked.values())), values)
    return [Problem(schema.name, records[n].key, name, "stops", says) for n, name, says in failing]


class _Checked(NamedTuple):
    """A column with checks, as a key of what was found in its values."""

    name: str
    header: str
    type: ColumnType
    says: str
    checks: str

    @classmethod
    def of(cls, column: Column) -> _Checked:
        checks = json.dumps(column.checks, sort_keys=True, default=str)
        return cls(column.name, column.header, column.type, column.says, checks)

    @property
    def column(self) -> Column:
        return Column(
            self.name, self.header, self.type, checks=json.loads(self.checks), says=self.says
        )


@functools.lru_cache(maxsize=16)
def _failing(
    checked: tuple[_Checked, ...], rows: tuple[tuple[Any, ...], ...]
) -> tuple[tuple[int, str, str], ...]:
    """Row (from 0), column and sentence of each value that fails."""
    import pandas as pd
    import pandera.errors

    frame = pd.DataFrame(
        {
            each.name: pd.Series([row[n] for row in rows], dtype=object)
            for n, each in enumerate(checked)
        }
    )
    try:
        compiled(each.column for each in checked).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as found:
        cases = found.failure_cases[["index", "column", "check"]].itertuples(index=False)
        return tuple((int(case[0]), str(case[1]), str(case[2])) for case in cases)
    return ()


def compiled(columns: Iterable[Column]) -> Any:
    """The pandera schema of ``columns``: of each that is read its type and its checks."""
    import pandera.pandas as pa

    read = {column.name: column for column in columns if column.role != "view"}
    return pa.DataFrameSchema({name: _pandera_column(pa, each) for name, each in read.items()})


_TYPES: Mapping[str, type] = {"int": int, "year": int, "tick": bool, "date": dt.date}
"""What a column's values are; a text where nothing is said."""


def _pandera_column(pa: Any, column: Column) -> Any:
    """The column as pandera has it: its type, then its checks, which see only what is filled in."""
    says = column.says or f"Значение не подходит столбцу «{column.header}»."
    given = {"ignore_na": True, "error": says}
    shape = dt.date if column.type == "stamp" else _TYPES.get(column.type, str)
    checks = [pa.Check(lambda held: held.map(lambda value: isinstance(value, shape)), **given)]
    for name, arguments in column.checks.items():
        make = getattr(pa.Check, name)
        checks.append(
            make(**arguments, **given) if isinstance(arguments, dict) else make(arguments, **given)
        )
    return pa.Column(object, checks, nullable=True, coerce=False)
