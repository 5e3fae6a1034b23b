"""What a plan becomes: requests in an order in which every beginning of it is a valid state.

Into people's tabs nothing is written by position but compare-and-set of one cell, lookups into
cells that are blank, and whole new rows under the last one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sheets_sync.cells import BLANK, Cell, Value
from sheets_sync.changes import AddRow, Change, DropRow, SetCell, apply
from sheets_sync.journal import JOURNAL
from sheets_sync.plan import Plan
from sheets_sync.snapshot import Row, Snapshot, Table
from sheets_sync.stores.google import requests as ask
from sheets_sync.stores.google.lookups import KEY_HEADER, ROWS_TAB, SIGN, same
from sheets_sync.stores.google.read import Book, Place, View, formulas_of, leavings
from sheets_sync.stores.google.requests import Json
from sheets_sync.stores.google.wire import typed

ROWS_ID = 720_720_001
"""The id of the sheet «_rows»: fixed, so that two first runs cannot both make it."""
WIDTH = 96
"""Columns of a new «_rows»."""


@dataclass(slots=True)
class Draft:
    """A plan in requests.

    ``landing``: what is put into single blank cells, by table, column's name and place;
    ``appended``: the rows added to people's tabs, by table; ``unnamed``: rows (table, key) that
    no lookup can tell from others.
    """

    requests: list[Json] = field(default_factory=list)
    landing: dict[tuple[str, str, Place], str] = field(default_factory=dict)
    unnamed: set[tuple[str, str]] = field(default_factory=set)
    appended: dict[str, list[Mapping[int, str]]] = field(default_factory=dict)


def drafted(book: Book, snapshot: Snapshot, plan: Plan) -> Draft:
    """The requests that carry out ``plan.written``."""
    after = apply(snapshot, plan.written)
    made = Draft()
    at = _columns(book, made)
    _records(book, after, at, made)
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
        made.requests += _filled(view, after.tables[view.keeping.schema.name], at, made)
    if late:
        made.requests += _own(book.views[JOURNAL], snapshot.tables[JOURNAL], late)
    return made


def _columns(book: Book, made: Draft) -> dict[str, int]:
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


def _records(book: Book, after: Snapshot, at: Mapping[str, int], made: Draft) -> None:
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


def _filled(view: View, table: Table, at: Mapping[str, int], made: Draft) -> Iterator[Json]:
    """The lookups that are missing or wrong; a blank one is filled for the whole column at once."""
    keeping = view.keeping
    if keeping.kind == "own" or not keeping.names:
        return
    yield from _leavings(view)
    formulas = formulas_of(keeping, view.tab, at)
    if keeping.kind == "form":
        yield from _answers_filled(view, table, formulas)
        return
    columns = view.tab.columns()
    rows = _rows_of(view, table)
    named = [each for each in rows if (table.name, each[1].key) not in made.unnamed]
    for name in keeping.names:
        if name in columns:
            yield from _column_filled(view, named, name, columns[name], formulas[name])
            for place, row in rows:
                if (table.name, row.key) in made.unnamed:
                    yield from _said(view, row, name, (place, columns[name]), made)


def _rows_of(view: View, table: Table) -> list[tuple[int, Row]]:
    """The rows that stand in the sheet already, by their place."""
    if view.keeping.kind == "board":
        return list(enumerate(table.rows, start=view.tab.head() + 1))
    return [(row.place, row) for row in table.rows if row.place]


def _column_filled(
    view: View, rows: Iterable[tuple[int, Row]], name: str, column: int, text: str
) -> Iterator[Json]:
    """One column: a lookup is missed where there is anything to show."""
    sheet = view.sheet
    lacking: dict[str, list[int]] = {}
    missed = False
    for place, row in rows:
        held = sheet.formulas.get((place, column), "")
        shown = sheet.cells.get((place, column), BLANK).shown
        if held and same(held, text):
            continue
        missed = missed or bool(shown) or not row.cell(name).blank
        lacking.setdefault(held or shown, []).append(place)
    for old, places in lacking.items() if missed else ():
        formula = old.startswith("=") and any((p, column) in sheet.formulas for p in places)
        if not old or formula:
            whole = ask.box(sheet.id, min(places), column, max(places), column)
            yield ask.exchange(whole, old, text, formulas=formula)
        else:
            for place in places:
                yield ask.exchange(ask.box(sheet.id, place, column), old, text)


def _leavings(view: View) -> Iterator[Json]:
    """Take away what is left of ours beside rows that somebody has emptied; formulas may stay."""
    for place in leavings(view):
        if place not in view.sheet.formulas:
            shown = view.sheet.cells[place].shown
            yield ask.exchange(ask.box(view.sheet.id, *place), shown, "")


def _said(view: View, row: Row, name: str, place: Place, made: Draft) -> Iterator[Json]:
    """The words themselves, beside a row that no lookup can name."""
    held = view.sheet.formulas.get(place, "")
    shown = view.sheet.cells.get(place, BLANK).shown
    alone = not row.others and not any(
        column.filled_by == "staff" and not row.cell(column.name).blank
        for column in view.keeping.schema.columns.values()
    )
    text = "" if alone else typed(row.cell(name).value)
    if text != ("" if held else shown):
        cell = ask.box(view.sheet.id, *place)
        yield ask.exchange(cell, held or shown, text, formulas=bool(held))
        if not held and not shown:
            made.landing[view.keeping.schema.name, name, place] = text


def _answers_filled(view: View, table: Table, formulas: Mapping[str, str]) -> Iterator[Json]:
    row = table.rows[0]
    for place, name in view.spots.items():
        held = view.sheet.formulas.get(place, "")
        shown = view.sheet.cells.get(place, BLANK).shown
        if held and same(held, formulas[name]):
            continue
        if shown or not row.cell(name).blank:
            cell = ask.box(view.sheet.id, *place)
            yield ask.exchange(cell, held or shown, formulas[name], formulas=bool(held))
