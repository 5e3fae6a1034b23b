"""What a store held at one moment: tables of rows of cells, each row under a key of its own."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sheets_sync.cells import BLANK, Cell

ID = "id"
"""The column that names a row, in every table that has one."""

OURS = "~+"
"""Signs that begin a mark and the key of a row not yet written: no id begins with one."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: cells by column name, the cells of columns that we do not know by their header.

    ``key`` is the row's id where that is unique in its table, else a mark made of its contents, so
    that a row is named alike wherever it stands. ``place`` (1-based row of the sheet, 0 for a row
    not yet written) serves sentences and the store, and is no part of what the row is.
    """

    cells: Mapping[str, Cell]
    others: Mapping[str, Cell] = field(default_factory=dict)
    key: str = ""
    place: int = field(default=0, compare=False)

    def cell(self, column: str) -> Cell:
        """The cell of ``column``, blank where the row has none."""
        return self.cells.get(column, BLANK)

    @property
    def blank(self) -> bool:
        """True if nobody has put anything into this row."""
        return all(cell.blank for cell in (*self.cells.values(), *self.others.values()))


@dataclass(frozen=True, slots=True)
class Table:
    """One tab: its known headers as they are spelt there, and its rows that are not blank.

    ``letters`` gives the place of each known column («G») for sentences. A ``form`` is one record
    (questions and answers) under the name of its table.
    """

    name: str
    tab: str
    headers: Mapping[str, str]
    rows: tuple[Row, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict, compare=False)
    form: bool = False

    def row(self, key: str) -> Row:
        """The row under ``key``; KeyError if there is none."""
        for row in self.rows:
            if row.key == key:
                return row
        raise KeyError(f"{self.name}: {key}")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Every known tab at one moment; ``token`` names that moment to the store that read it."""

    tables: Mapping[str, Table]
    token: str = field(default="", compare=False)

    def __iter__(self) -> Iterator[Table]:
        return iter(self.tables.values())


def keyed(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows that are not blank, each under its key; equal rows are told apart by a number."""
    kept = [row for row in rows if not row.blank]
    ids = Counter(row.cell(ID).shown.strip() for row in kept)
    seen: Counter[str] = Counter()
    out = []
    for row in kept:
        own = row.cell(ID).shown.strip()
        key = own if own and ids[own] == 1 and own[0] not in OURS else mark(row)
        seen[key] += 1
        out.append(replace(row, key=key if seen[key] == 1 else f"{key}.{seen[key]}"))
    return tuple(out)


def mark(row: Row) -> str:
    """A name for a row made of its contents alone."""
    parts = [f"{name}={_told(cell)}" for name, cell in sorted(row.cells.items()) if not cell.blank]
    parts += [f"{name}≈{_told(cell)}" for name, cell in sorted(row.others.items())]
    return "~" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def _told(cell: Cell) -> str:
    """A cell's content: the number 1 is not the text «1»."""
    return f"{cell.kind} {cell.value!r}{' =' if cell.formula else ''}"
