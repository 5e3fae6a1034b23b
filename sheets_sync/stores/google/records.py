"""The hidden tab «_rows»: what the sync keeps of every row, a line a key, a column a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sheets_sync.cells import Cell
from sheets_sync.snapshot import Snapshot
from sheets_sync.stores.google import requests as ask
from sheets_sync.stores.google.draft import Draft
from sheets_sync.stores.google.lookups import KEY_HEADER, ROWS_TAB, SIGN
from sheets_sync.stores.google.read import Book
from sheets_sync.stores.google.requests import Json

ROWS_ID = 720_720_001
"""The id of the sheet «_rows»: fixed, so that two first runs cannot both make it."""
WIDTH = 96
"""Columns of a new «_rows»."""


def columns(book: Book, made: Draft) -> dict[str, int]:
    """Where each name has its column in «_rows», new ones at the end; the tab where it is new."""
    known = dict(book.records.columns) or {KEY_HEADER: 1}
    names = dict.fromkeys(n for view in book.views.values() for n in view.keeping.names)
    fresh = [name for name in names if name not in known]
    last = max(known.values())
    known |= {name: last + number for number, name in enumerate(fresh, start=1)}
    sheet = book.records.sheet
    if sheet is None:
        grid = {"rowCount": 100, "columnCount": WIDTH}
        shape = {"sheetId": ROWS_ID, "title": ROWS_TAB, "hidden": True, "gridProperties": grid}
        made.requests.append({"addSheet": {"properties": shape}})
        fresh = [KEY_HEADER, *fresh]
    elif max(known.values()) > sheet.size[1]:
        more = {"dimension": "COLUMNS", "length": len(fresh), "sheetId": sheet.id}
        made.requests.append({"appendDimension": more})
    if fresh:
        line = ask.line_of(dict(enumerate(fresh, start=1)))
        made.requests.append(ask.put(_rows_id(book), 1, known[fresh[0]], [line]))
    return known


def _rows_id(book: Book) -> int:
    return book.records.sheet.id if book.records.sheet else ROWS_ID


def kept(book: Book, after: Snapshot, at: Mapping[str, int], made: Draft) -> None:
    """Bring «_rows» to what stands beside every row afterwards.

    What is kept under an id stays, even while its row is gone; what is kept under the words of a
    row without an id goes with it.
    """
    wanted = dict(_wanted(book, after, made))
    changed: dict[int, list[Json]] = {}
    new: list[list[Json]] = []
    free = list(book.records.free)
    for key, cells in wanted.items():
        place = book.records.places.get(key.casefold(), 0)
        if place and not _differs(book, key, cells, at):
            continue
        line = ask.line_of({1: key, **{at[n]: cell.value for n, cell in cells.items()}})
        line += [{}] * (max(at.values()) - len(line))
        if place or free:
            changed[place or free.pop(0)] = line
        else:
            new.append(line)
    known = {key.casefold() for key in wanted}
    passing = tuple(
        f"{name}{SIGN}" for name, view in book.views.items() if view.keeping.kind == "board"
    )
    for key, place in book.records.places.items():
        if key not in known and (2 * SIGN in key or key.startswith(passing)):
            changed[place] = [{}] * max(at.values())
    made.requests += _blocks(_rows_id(book), changed)
    made.requests += ask.append(_rows_id(book), new)


def _wanted(book: Book, after: Snapshot, made: Draft) -> Iterator[tuple[str, Mapping[str, Cell]]]:
    """What is to be kept, by key; of rows that cannot be told apart the first."""
    seen = {""}
    for name, view in book.views.items():
        keeping, table = view.keeping, after.tables[name]
        for number, row in enumerate(table.rows, start=1):
            key = keeping.key(row.cells, number)
            cells = {each: row.cell(each) for each in keeping.names if each in table.headers}
            known = key.casefold() in book.records.places
            if key.casefold() in seen:
                made.unnamed.add((name, row.key))
            elif known or _anything(cells):
                seen.add(key.casefold())
                yield key, cells


def _anything(cells: Mapping[str, Cell]) -> bool:
    return any(not cell.blank for cell in cells.values())


def _differs(book: Book, key: str, cells: Mapping[str, Cell], at: Mapping[str, int]) -> bool:
    held = (book.records.cell(key, name) for name in cells)
    return any(
        old.value != new.value and not (old.blank and new.blank)
        for old, new in zip(held, cells.values(), strict=True)
    )


def _blocks(sheet: int, lines: Mapping[int, list[Json]]) -> Iterator[Json]:
    """Rows by their place, neighbours in one request."""
    run: list[list[Json]] = []
    first = 0
    for place in sorted(lines):
        if run and (place != first + len(run) or len(run) >= ask.MOST_ROWS):
            yield ask.put(sheet, first, 1, run)
            run = []
        if not run:
            first = place
        run.append(lines[place])
    if run:
        yield ask.put(sheet, first, 1, run)
