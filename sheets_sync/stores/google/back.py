"""What was written past people who worked at that moment, and its taking back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sheets_sync.cells import BLANK
from sheets_sync.stores.google import requests as ask
from sheets_sync.stores.google.draft import Draft
from sheets_sync.stores.google.read import Book, Place, View
from sheets_sync.stores.google.requests import Json
from sheets_sync.stores.google.wire import typed

PAIRS, DECISION, OFFERED = "pairs", "decision", "offered"
SUGGESTION = (OFFERED, "offer", "why", "others")
"""What a person looks at when she decides, and what her decision is taken for."""


def taken_back(before: Book, after: Book, made: Draft) -> list[Json]:
    """Requests that take back what the batch ``made`` put where it does not belong.

    Only what it has put itself into cells that were blank: ids that nobody had before, lookups,
    and whole new rows.
    """
    out: list[Json] = []
    for view in after.views.values():
        for place in view.strays:
            cell = ask.box(view.sheet.id, *place)
            out.append(ask.exchange(cell, view.sheet.formulas[place], "", formulas=True))
    out += _suggestions(before, after)
    for (table, name, place), text in made.landing.items():
        if table in after.views and _astray(after.views[table], name, place, text):
            cell = ask.box(after.views[table].sheet.id, *place)
            out.append(ask.exchange(cell, text, ""))
    for table, rows in made.appended.items():
        if table in after.views:
            out += _rows(before.views[table], after.views[table], rows)
    return out


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


def _astray(view: View, name: str, place: Place, text: str) -> bool:
    """Whether a text stands where it was put, and its column does not."""
    if typed(view.sheet.cells.get(place, BLANK).value) != text or view.keeping.kind == "form":
        return False
    return view.tab.columns().get(name) != place[1] or place[0] <= view.tab.head()


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
