"""What was written past people who worked at that moment, and its taking back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from sheets_sync.cells import BLANK
from sheets_sync.snapshot import ID
from sheets_sync.stores.google import requests as ask
from sheets_sync.stores.google.draft import Draft
from sheets_sync.stores.google.read import Book, Place, View
from sheets_sync.stores.google.requests import Json
from sheets_sync.stores.google.wire import typed

PAIRS, DECISION, OFFERED = "pairs", "decision", "offered"
FEW = 3
"""So many ids beside other people are no accident to the guard."""
SUGGESTION = (OFFERED, "offer", "why", "others")
"""What a person looks at when she decides, and what her decision is taken for."""


def taken_back(before: Book, after: Book, made: Draft) -> Draft:
    """Requests that take back what the batch ``made`` put where it does not belong.

    Only what it has put itself into cells that were blank: ids that nobody had before, lookups,
    and whole new rows. An id whose row has moved goes after it.
    """
    back = Draft()
    for view in after.views.values():
        for place in view.strays:
            cell = ask.box(view.sheet.id, *place)
            back.requests.append(ask.exchange(cell, view.sheet.formulas[place], "", formulas=True))
    back.requests += _suggestions(before, after)
    both = before.views.keys() & after.views.keys()
    gone = {table: _gone(before.views[table], after.views[table], made) for table in both}
    new: list[Json] = []
    for (table, name, place), text in made.landing.items():
        if table in both and _stands(after.views[table], place, text):
            new += _put_right(after.views[table], gone[table], (name, place, text), back)
    back.requests += new
    for table, rows in made.appended.items():
        if table in both:
            back.requests += _rows(before.views[table], after.views[table], rows)
    return back


def _put_right(
    view: View, gone: Mapping[int, int], landed: tuple[str, Place, str], back: Draft
) -> Iterator[Json]:
    """Away with a text from a wrong place, and what puts an id beside its row."""
    name, place, text = landed
    astray = view.tab.columns().get(name) != place[1] or place[0] <= view.tab.head()
    if not astray and place[0] not in gone:
        return
    back.requests.append(ask.exchange(ask.box(view.sheet.id, *place), text, ""))
    to = gone.get(place[0], 0), place[1]
    if not astray and name == ID and to[0]:
        back.landing[view.keeping.schema.name, name, to] = text
        yield ask.exchange(ask.box(view.sheet.id, *to), "", text)


def _suggestions(before: Book, after: Book) -> Iterator[Json]:
    """Suggestions that changed while a person decided on them: the one that she saw comes back."""
    if not {PAIRS} <= set(before.views) & set(after.views):
        return
    keeping, records = after.views[PAIRS].keeping, after.records
    undecided = {
        keeping.key(row.cells, 0) for row in before.tables[PAIRS].rows if row.cell(DECISION).blank
    }
    for row in after.tables[PAIRS].rows:
        key = keeping.key(row.cells, 0)
        if key not in undecided or row.cell(DECISION).blank or records.sheet is None:
            continue
        place = records.places.get(key.casefold(), 0)
        old = {name: before.records.cell(key, name).value for name in SUGGESTION}
        if place and old[OFFERED] != records.cell(key, OFFERED).value:
            for name, value in old.items():
                line = ask.line_of({1: value}) or [{}]
                yield ask.put(records.sheet.id, place, records.columns[name], [line])


def _stands(view: View, place: Place, text: str) -> bool:
    """Whether a text stands where it was put."""
    return view.keeping.kind != "form" and (typed(view.sheet.cells.get(place, BLANK).value) == text)


def _gone(before: View, after: View, made: Draft) -> Mapping[int, int]:
    """Where the row went at whose place another one stands by now; 0 where nobody can say.

    A name that was only typed anew moves nothing. Few rows are left to the next plan, which puts
    ids right by itself; many would look to it like columns that somebody sorted alone.
    """
    name = before.keeping.schema.name
    landed = {place[0] for table, column, place in made.landing if (table, column) == (name, ID)}
    if before.keeping.kind != "people" or len(landed) <= FEW:
        return {}
    old, new = _named(before), _named(after)
    places = {name: place for place, name in old.items()}
    now = {name: place for place, name in new.items()}
    found = {place: now.get(meant, 0) for place, meant in old.items() if new.get(place) != meant}
    return {
        place: to
        for place, to in found.items()
        if to or places.get(new.get(place, ""), place) != place
    }


def _named(view: View) -> dict[int, str]:
    """By what the rows are named, for those that are named alone so."""
    column = view.tab.columns().get(view.keeping.naming[0], 0)
    head, cells = view.tab.head(), view.sheet.cells
    found = {row: cell.shown for (row, c), cell in cells.items() if c == column and row > head}
    often = Counter(found.values())
    return {row: name for row, name in found.items() if name and often[name] == 1}


def _rows(before: View, after: View, rows: list[Mapping[int, str]]) -> Iterator[Json]:
    """New rows whose cells stand under other headers than they were meant for."""
    if before.tab.columns() == after.tab.columns():
        return
    last = after.sheet.last_row
    places = range(max(1, last - len(rows) - 50), last + 1)
    for told in rows:
        for place in places:
            cells = after.sheet.cells
            if all(cells.get((place, c), BLANK).shown == text for c, text in told.items()):
                for column, text in told.items():
                    yield ask.exchange(ask.box(after.sheet.id, place, column), text, "")
                break
