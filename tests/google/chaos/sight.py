"""What stands in the tabs: columns by their headers, and what staff have typed there."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping

from sheets_sync.schema import TableSchema, locate
from sheets_sync.stores.google.lookups import ours
from tests import build
from tests.google.chaos.quick import Quick
from tests.google_emulator.cells import Cell
from tests.google_emulator.errors import Json
from tests.google_emulator.model import Book

BANKS = ("mentors", "mentees")
PAIRS = "pairs"
STRANGE = "Чужое слово"
"""A header that she types over another for a while begins so, and ends with the column's name."""

Rows = list[dict[int, Cell]]
Tabs = Mapping[int, tuple[str, Rows]]
Line = dict[str, str]
Staff = dict[str, Counter[tuple[tuple[str, str], ...]]]
"""What staff have typed, by table: rows in any order."""


def owned(schema: TableSchema, rows: Rows) -> dict[int, int]:
    """The columns of the sync's by index; under -1 the row of the headers."""
    found = placed(schema, rows)
    head = rows[found[""]] if rows else {}
    words = {column: str(cell.value or "") for column, cell in head.items()}
    # A header that she types again before she rests has not made the column hers.
    passing = {
        w.removeprefix(STRANGE).strip(): c for c, w in words.items() if w.startswith(STRANGE)
    }
    own = {
        column: 0
        for name, column in {**passing, **found}.items()
        if name and schema.columns[name].filled_by == "sync"
    }
    return {**own, -1: found[""]}


def placed(schema: TableSchema, rows: Rows) -> dict[str, int]:
    """Where each column stands by its name; under "" the row of the headers."""
    heads = tuple(
        tuple(str(row[c].value) if c in row else "" for c in range(max(row, default=-1) + 1))
        for row in rows[:12]
    )
    head, found = _headers(schema.name, heads)
    return {**found, "": head}


@functools.lru_cache(maxsize=4096)
def _headers(table: str, lines: tuple[tuple[str, ...], ...]) -> tuple[int, Mapping[str, int]]:
    """The row of the headers, and where each column stands."""
    found = [locate(build.SCHEMAS[table], line) for line in lines]
    head = max(range(len(found)), key=lambda n: (len(found[n]), -n), default=0)
    return head, found[head] if found else {}


def tabs(book: Book) -> Tabs:
    """Every tab as it stands; rows are never changed in place."""
    return {sheet.id: (sheet.title, list(sheet.rows)) for sheet in book.sheets}


def people(quick: Quick, book: Book, table: str) -> list[tuple[str, str]]:
    """Name and id of every row that has a name."""
    lines = typed(quick, book, table, ("id", "name"))
    return [(line["name"], line.get("id", "")) for line in lines if line.get("name")]


def staff(quick: Quick, book: Book) -> Staff:
    """What staff have typed, row by row, in any order; the sync types mentees into «Пары» too."""
    found: Staff = {}
    for table in (*BANKS, PAIRS):
        columns = build.SCHEMAS[table].columns.items()
        own = tuple(
            n for n, c in columns if c.filled_by == "staff" and (table, n) != (PAIRS, "mentee")
        )
        lines = typed(quick, book, table, own)
        found[table] = Counter(tuple(sorted(line.items())) for line in lines)
    return found


def typed(
    quick: Quick, book: Book, table: str, names: tuple[str, ...], looked_up: bool = False
) -> list[Line]:
    """What some columns show, row by row; lookups of the sync's only if asked for."""
    rows = quick.cells(book, build.SCHEMAS[table].tab)
    shown = tuple(tuple(each.get("formattedValue", "") for each in row) for row in rows[:12])
    head, found = _headers(table, shown)
    at = {column: name for name, column in found.items() if name in names}
    lines = [
        {at[c]: _shown(cell, looked_up) for c, cell in enumerate(row) if c in at}
        for row in rows[head + 1 :]
    ]
    return [kept for line in lines if (kept := {n: text for n, text in line.items() if text})]


def _shown(cell: Json, looked_up: bool) -> str:
    text = cell.get("userEnteredValue", {}).get("formulaValue", "")
    return "" if ours(text) and not looked_up else str(cell.get("formattedValue", ""))
