"""One tab as a store finds it: where its headers, columns and answers stand, and its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sheets_sync.cells import BLANK, Cell, letter_of
from sheets_sync.schema import TableSchema, locate
from sheets_sync.snapshot import Row, Table, keyed

MOST_ABOVE = 11
"""Rows that may stand above the header: a title, a line or two, whatever staff put there."""

ANSWER_COLUMN, NOTES_COLUMN = 2, 3
"""Where a form has its answers, and our notes on them."""

Places = Mapping[tuple[int, int], Cell]
"""Cells that are not empty by (row, column), both from 1."""


@dataclass(slots=True)
class Tab:
    """The cells of one tab, read by a schema. Rows and columns count from 1."""

    schema: TableSchema
    sheet: str
    cells: Places
    last_row: int
    _widths: dict[int, int] = field(init=False, default_factory=dict)
    _found: int = field(init=False, default=0)
    _known: dict[str, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for row, column in self.cells:
            if row <= MOST_ABOVE + 1:
                self._widths[row] = max(self._widths.get(row, 0), column)

    def table(self) -> Table:
        """The tab as a table; without rows where they are never read back."""
        if self.schema.layout == "form":
            return self._form()
        columns, head = self.columns(), self.head()
        heads = {column: self.cell(head, column).shown for column in self._width(head)}
        known = {column: name for name, column in columns.items()}
        rows: dict[int, tuple[dict[str, Cell], dict[str, Cell]]] = {}
        for (place, column), cell in self.cells.items():
            if place > head:
                cells, others = rows.setdefault(place, ({}, {}))
                if column in known:
                    cells[known[column]] = cell
                else:
                    others[f"{heads.get(column, '')} {letter_of(column)}"] = cell
        made = [
            Row(cells, others, "", place)
            for place, (cells, others) in sorted(rows.items())
            # A formula of staff's that was filled down ahead of the rows makes no row.
            if cells or not all(cell.formula for cell in others.values())
        ]
        headers = {name: self.cell(head, column).shown for name, column in columns.items()}
        letters = {name: letter_of(column) for name, column in columns.items()}
        kept = () if self.schema.unread else keyed(made)
        return Table(self.schema.name, self.sheet, headers, kept, letters)

    def columns(self) -> dict[str, int]:
        """Where each known column stands."""
        if not self._known:
            self._known = {n: index + 1 for n, index in self._heads_in(self.head()).items()}
        return self._known

    def head(self) -> int:
        """The row of the headers: the one that has most of them, the first of such."""
        if not self._found:
            found = {row: len(self._heads_in(row)) for row in range(1, MOST_ABOVE + 2)}
            self._found = max(found, key=lambda row: (found[row], -row))
        return self._found

    def answers(self) -> dict[str, tuple[int, int]]:
        """Row and column of each answer of a form, and of the notes on it."""
        heads = [self.cell(place, 1).shown for place in range(1, self.last_row + 1)]
        rows = {name: index + 1 for name, index in locate(self.schema, heads).items()}
        beside = {
            name: (rows[column.beside], NOTES_COLUMN)
            for name, column in self.schema.columns.items()
            if column.beside in rows
        }
        return {**{name: (row, ANSWER_COLUMN) for name, row in rows.items()}, **beside}

    def cell(self, row: int, column: int) -> Cell:
        """The cell, blank where there is nothing."""
        return self.cells.get((row, column), BLANK)

    def _form(self) -> Table:
        places = self.answers()
        columns = self.schema.columns
        cells = {name: self.cell(*place) for name, place in places.items()}
        headers = {
            name: columns[name].header if columns[name].beside else self.cell(row, 1).shown
            for name, (row, _) in places.items()
        }
        letters = {name: f"{letter_of(column)}{row}" for name, (row, column) in places.items()}
        row = Row(cells, {}, self.schema.name)
        return Table(self.schema.name, self.sheet, headers, (row,), letters, form=True)

    def _heads_in(self, row: int) -> Mapping[str, int]:
        heads = [self.cell(row, column).shown for column in self._width(row)]
        return locate(self.schema, heads) if heads else {}

    def _width(self, row: int) -> range:
        return range(1, self._widths.get(row, 0) + 1)
