"""The journal: what a run or a command changed, one line a row, written and read back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sheets_sync.cells import Value
from sheets_sync.changes import AddRow, Change, SetCell
from sheets_sync.schema import Column, Schemas, TableSchema
from sheets_sync.snapshot import ID, Row, Snapshot

JOURNAL = "journal"
"""The table of the journal."""
PROGRAM = "программа"
"""Who a run of the program is."""

_VIEWS = ("attention", "checked")
"""Tables that are computed afresh as a whole; the hidden ones are ours alone."""
_LONGEST = 2_000
_ROOM = 30_000
"""Characters of one line's cells; a workbook's cell takes 32,767."""
_TAGS: Mapping[str, type[dt.date] | type[dt.time]] = {
    "moment": dt.datetime,
    "date": dt.date,
    "time": dt.time,
}
"""How a date is told from a text that looks like one; a moment is tried before a date."""

Cells = Mapping[str, tuple[Value, Value]]
"""Old and new value by column."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: ``change`` («set», «add» or «drop») of one row of ``table``.

    ``row`` is the row's id, for one without an id its key in the plan. ``cells`` holds what staff
    typed or a command typed for them, what the program remembers, and states; no other view.
    """

    moment: dt.datetime | None
    who: str
    table: str
    row: str
    change: str
    cells: Cells = field(hash=False)
    reason: str = ""


def person(command: str) -> str:
    """Who a command is that a person gave."""
    return f"человек: {command}"


def entries(
    changes: Iterable[Change],
    moment: dt.datetime,
    snapshot: Snapshot,
    schemas: Schemas,
    who: str = PROGRAM,
) -> tuple[AddRow, ...]:
    """The lines for ``changes``, as rows to be appended; the same changes give the same lines.

    A line's key is the changed row's table and key, so that it is one in its plan. Without the
    tab, or one of its headers, there are none.
    """
    held = snapshot.tables.get(JOURNAL)
    if held is None or not set(schemas[JOURNAL].columns) <= set(held.headers):
        return ()
    by_row: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        if change.table not in _VIEWS and not schemas[change.table].hidden:
            by_row.setdefault((change.table, change.row), []).append(change)
    at = moment.replace(second=0, microsecond=0, tzinfo=None)
    lines: list[AddRow] = []
    for (table, key), its in by_row.items():
        made = _entry(its, schemas[table], Entry(at, who, table, key, "set", {}))
        if made is not None:
            lines += _lines(made, f"{table} {key}")
    return tuple(lines)


def _entry(changes: list[Change], schema: TableSchema, start: Entry) -> Entry | None:
    """All changes of one row as one entry; None where only views are made afresh."""
    cells: dict[str, tuple[Value, Value]] = {}
    reasons: dict[str, None] = {}
    kind = "set"
    for change in changes:
        kept = dict(_kept(change, schema))
        cells |= kept
        if kept or not isinstance(change, SetCell):
            reasons[change.reason] = None
            kind = str(change.as_data()["change"]) if not isinstance(change, SetCell) else kind
    if not reasons:
        return None
    own = cells.get(ID, (None, None))[1] or start.row
    said = "; ".join(filter(None, reasons))
    return replace(start, row=str(own)[:_LONGEST], change=kind, cells=cells, reason=said)


def _kept(change: Change, schema: TableSchema) -> Iterator[tuple[str, tuple[Value, Value]]]:
    if isinstance(change, SetCell):
        if _worth(schema.columns[change.column]):
            yield change.column, (change.old, change.new)
    elif isinstance(change, AddRow):
        for name, value in change.cells:
            if _worth(schema.columns[name]):
                yield name, (None, value)


def _worth(column: Column) -> bool:
    """Whether a column is kept: what is computed afresh each time is not, but for states."""
    return column.filled_by == "staff" or column.role == "memory" or column.name == "state"


def _lines(entry: Entry, key: str) -> Iterator[AddRow]:
    """The entry as a row of the journal; as several where one cell cannot hold it."""
    for number, text in enumerate(_texts(entry.cells), start=1):
        values: Mapping[str, Value] = {
            "moment": entry.moment,
            "who": entry.who,
            "table": entry.table,
            "row": entry.row,
            "change": entry.change,
            "cells": text,
            "reason": entry.reason[:_LONGEST],
        }
        filled = tuple(sorted((name, value) for name, value in values.items() if value))
        yield AddRow(JOURNAL, key if number == 1 else f"{key} {number}", filled, "журнал")


def _texts(cells: Cells) -> Iterator[str]:
    """The cells as JSON, cut between columns wherever the room ends."""
    part: dict[str, list[object]] = {}
    size = 0
    for name, pair in sorted(cells.items()):
        written = [_written(value) for value in pair]
        more = len(_json({name: written}))
        if part and size + more > _ROOM:
            yield _json(part)
            part, size = {}, 0
        part[name] = written
        size += more
    yield _json(part)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def _written(value: Value) -> object:
    for tag, kind in _TAGS.items():
        if isinstance(value, kind):
            return {tag: value.isoformat()}
    if isinstance(value, str) and len(value) > _LONGEST:
        return {"cut": value[:_LONGEST]}
    return value


def amended(
    lines: Iterable[Change], table: str, row: str, column: str, new: Value
) -> tuple[Change, ...]:
    """The lines with another new value of one cell of the row ``row`` (its key in the plan)."""
    return tuple(
        _amended(line, column, new)
        if isinstance(line, AddRow) and (line.table, line.row) == (JOURNAL, f"{table} {row}")
        else line
        for line in lines
    )


def _amended(line: AddRow, column: str, new: Value) -> AddRow:
    values = dict(line.cells)
    cells = json.loads(str(values["cells"]))
    old = cells.get(column, [None, None])[0]
    values["cells"] = _json(dict(sorted({**cells, column: [old, _written(new)]}.items())))
    return replace(line, cells=tuple(sorted(values.items())))


def read(rows: Iterable[Row]) -> tuple[Entry, ...]:
    """The entries of the journal's rows; a line that somebody has spoilt is passed over."""
    return tuple(entry for row in rows if (entry := _read(row)) is not None)


def _read(row: Row) -> Entry | None:
    said = {name: row.cell(name).shown for name in ("who", "table", "row", "change", "reason")}
    moment = row.cell("moment").value
    at = moment if isinstance(moment, dt.datetime) else None
    try:
        held = json.loads(row.cell("cells").shown)
        cells = {name: (_value(old), _value(new)) for name, (old, new) in held.items()}
    except (ValueError, TypeError, AttributeError):
        return None
    return Entry(at, cells=cells, **said)


def _value(written: Any) -> Value:
    """The value that was written; ValueError or TypeError for anything that never was."""
    if not isinstance(written, dict):
        return _plain(written)
    ((tag, text),) = written.items()
    if tag == "cut":
        return str(text)
    made: Value = _TAGS[tag].fromisoformat(text) if tag in _TAGS else None
    if made is None:
        raise ValueError(tag)
    return made


def _plain(written: Any) -> Value:
    if written is None or isinstance(written, str | int | float | bool):
        return written
    raise ValueError(written)
