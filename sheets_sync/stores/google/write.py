"""What a plan becomes: requests in an order in which every beginning of it is a valid state.

Into people's tabs nothing is written by position but compare-and-set of one cell, lookups into
cells that are blank, and whole new rows under the last one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sheets_sync.cells import BLANK, Value
from sheets_sync.changes import AddRow, Change, DropRow, SetCell, apply
from sheets_sync.journal import JOURNAL
from sheets_sync.plan import Plan
from sheets_sync.snapshot import Row, Snapshot, Table
from sheets_sync.stores.google import records, shows
from sheets_sync.stores.google import requests as ask
from sheets_sync.stores.google.draft import Draft
from sheets_sync.stores.google.read import Book, View, formulas_of
from sheets_sync.stores.google.requests import Json
from sheets_sync.stores.google.wire import typed


def drafted(book: Book, snapshot: Snapshot, plan: Plan) -> Draft:
    """The requests that carry out ``plan.written``."""
    after = apply(snapshot, plan.written)
    made = Draft()
    at = records.columns(book, made)
    records.kept(book, after, at, made)
    by_table: dict[str, list[Change]] = {}
    for change in plan.written:
        by_table.setdefault(change.table, []).append(change)
    late = by_table.pop(JOURNAL, [])
    for name, its in by_table.items():
        view = book.views[name]
        if view.keeping.kind == "own":
            made.requests += _own(view, snapshot.tables[name], its)
    for view in book.views.values():
        made.requests += [
            ask.exchange(
                ask.box(view.sheet.id, *place), view.sheet.formulas[place], "", formulas=True
            )
            for place in view.strays
        ]
    for name, its in by_table.items():
        if book.views[name].keeping.kind != "own":
            _staff(book, snapshot.tables[name], its, at, made)
    for view in book.views.values():
        made.requests += shows.filled(view, after.tables[view.keeping.schema.name], at, made)
    if late:
        made.requests += _own(book.views[JOURNAL], snapshot.tables[JOURNAL], late)
    return made


def _own(view: View, table: Table, changes: Sequence[Change]) -> list[Json]:
    """Changes of a hidden tab that nobody else writes into."""
    columns, sheet = view.tab.columns(), view.sheet
    places = {row.key: row.place for row in table.rows}
    out: list[Json] = []
    new: list[list[Json]] = []
    for change in changes:
        if isinstance(change, AddRow):
            new.append(ask.line_of({columns[name]: value for name, value in change.cells}))
        elif isinstance(change, DropRow):
            blank: list[Json] = [{}] * max(columns.values())
            out.append(ask.put(sheet.id, places[change.row], 1, [blank]))
        else:
            line = ask.line_of({1: change.new}) or [{}]
            out.append(ask.put(sheet.id, places[change.row], columns[change.column], [line]))
    return out + ask.append(sheet.id, new)


def _staff(
    book: Book, table: Table, changes: Sequence[Change], at: Mapping[str, int], made: Draft
) -> None:
    """Changes of a tab in which people work: cells one by one, new rows under the last."""
    view = book.views[table.name]
    rows = {row.key: row for row in table.rows}
    new: list[AddRow] = []
    for change in changes:
        if isinstance(change, AddRow):
            if view.keeping.kind != "board":
                new.append(change)
        elif isinstance(change, DropRow):
            if view.keeping.kind != "board":
                made.requests += _withdrawn(view, rows[change.row])
        elif change.column not in view.keeping.names:
            _set(view, rows[change.row], change, made)
    if new:
        _added(view, new, at, made)


def _set(view: View, row: Row, change: SetCell, made: Draft) -> None:
    """One cell, if it still shows what it showed."""
    form = view.keeping.kind == "form"
    place = (
        view.tab.answers()[change.column]
        if form
        else (row.place, view.tab.columns()[change.column])
    )
    shown = row.cell(change.column).shown
    new = typed(change.new)
    made.requests.append(ask.exchange(ask.box(view.sheet.id, *place), shown, new))
    if not shown:
        made.landing[view.keeping.schema.name, change.column, place] = new


def _withdrawn(view: View, row: Row) -> Iterator[Json]:
    """Blank the cells of a row of ours; lookups too, so that the next new row comes after it."""
    for name, column in view.tab.columns().items():
        place = row.place, column
        cell = ask.box(view.sheet.id, *place)
        if place in view.sheet.formulas and name in view.keeping.names:
            yield ask.exchange(cell, view.sheet.formulas[place], "", formulas=True)
        elif view.sheet.cells.get(place, BLANK).shown:
            yield ask.exchange(cell, view.sheet.cells[place].shown, "")


def _added(view: View, rows: Iterable[AddRow], at: Mapping[str, int], made: Draft) -> None:
    """New rows with their lookups in them."""
    columns = view.tab.columns()
    formulas = formulas_of(view.keeping, view.tab, at)
    lookups = {columns[n]: ask.formula(text) for n, text in formulas.items() if n in columns}
    lines: list[list[Json]] = []
    for row in rows:
        values: dict[int, Value] = {
            columns[name]: value for name, value in row.cells if name not in view.keeping.names
        }
        lines.append(ask.line_of({**lookups, **values}))
        told = made.appended.setdefault(view.keeping.schema.name, [])
        told.append({column: typed(value) for column, value in values.items() if value})
    dated = any("userEnteredFormat" in cell for line in lines for cell in line)
    made.requests += ask.append(view.sheet.id, lines, styled=dated)
