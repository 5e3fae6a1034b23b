"""Changes as data: what, why, by whose authority; and what they make of a snapshot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from sheets_sync.cells import Value, cell_of
from sheets_sync.errors import AuthorityError, StaleError
from sheets_sync.snapshot import Row, Snapshot, Table, keyed

Authority = Literal["sync", "person"]
Owner = Literal["staff", "sync"]


@dataclass(frozen=True, slots=True)
class SetCell:
    """One cell of an existing row goes from ``old`` to ``new``.

    Made with the authority of the sync for a cell of staff's it raises AuthorityError.
    """

    table: str
    row: str
    column: str
    old: Value
    new: Value
    reason: str
    owner: Owner
    authority: Authority = "sync"

    def __post_init__(self) -> None:
        if self.authority == "sync" and self.owner == "staff":
            raise AuthorityError(f"{self.table}.{self.column} of {self.row} belongs to staff")

    def as_data(self) -> dict[str, object]:
        """The change as plain JSON values."""
        return {
            "change": "set",
            "table": self.table,
            "row": self.row,
            "column": self.column,
            "old": plain(self.old),
            "new": plain(self.new),
            "reason": self.reason,
            "authority": self.authority,
        }


@dataclass(frozen=True, slots=True)
class AddRow:
    """A whole new row at the end of a table; ``row`` is its key among the plan's changes."""

    table: str
    row: str
    cells: tuple[tuple[str, Value], ...]
    reason: str
    authority: Authority = "sync"

    def as_data(self) -> dict[str, object]:
        """The change as plain JSON values."""
        return {
            "change": "add",
            "table": self.table,
            "row": self.row,
            "cells": {name: plain(value) for name, value in self.cells},
            "reason": self.reason,
            "authority": self.authority,
        }


@dataclass(frozen=True, slots=True)
class DropRow:
    """A row that the sync appended and nobody touched is withdrawn: its cells become blank."""

    table: str
    row: str
    reason: str
    authority: Authority = "sync"

    def as_data(self) -> dict[str, object]:
        """The change as plain JSON values."""
        return {
            "change": "drop",
            "table": self.table,
            "row": self.row,
            "reason": self.reason,
            "authority": self.authority,
        }


Change = SetCell | AddRow | DropRow


def plain(value: Value) -> str | int | float | bool | None:
    """A cell's value as JSON knows it: dates and times in ISO form."""
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def order_of(change: Change) -> tuple[str, int, str, str]:
    """The sort key of a change: by table, kind, row, column."""
    kind = {SetCell: 0, AddRow: 1, DropRow: 2}[type(change)]
    return change.table, kind, change.row, change.column if isinstance(change, SetCell) else ""


def apply(snapshot: Snapshot, changes: Iterable[Change]) -> Snapshot:
    """The snapshot as it would be after ``changes``, without touching any store.

    StaleError if a change expects another old value than the snapshot holds.
    """
    by_table: dict[str, list[Change]] = {}
    for change in changes:
        by_table.setdefault(change.table, []).append(change)
    tables = dict(snapshot.tables)
    for name, its in by_table.items():
        tables[name] = _apply_to(tables[name], its)
    return replace(snapshot, tables=tables)


def _apply_to(table: Table, changes: Iterable[Change]) -> Table:
    rows = {row.key: row for row in table.rows}
    for change in changes:
        if isinstance(change, AddRow):
            known = {name: value for name, value in change.cells if name in table.headers}
            rows[f"+{change.row}"] = Row({name: cell_of(v) for name, v in known.items()})
        elif change.row not in rows:
            raise StaleError(f"Строки {change.row} на вкладке «{table.tab}» больше нет.")
        elif isinstance(change, DropRow):
            del rows[change.row]
        else:
            rows[change.row] = _with_cell(table, rows[change.row], change)
    return replace(table, rows=tuple(rows.values()) if table.form else keyed(rows.values()))


def _with_cell(table: Table, row: Row, change: SetCell) -> Row:
    held = row.cell(change.column)
    if held.value != change.old:
        header = table.headers.get(change.column, change.column)
        raise StaleError(f"Ячейка «{header}» на вкладке «{table.tab}» изменилась.")
    return replace(row, cells={**row.cells, change.column: cell_of(change.new)})
