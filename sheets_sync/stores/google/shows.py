"""The lookups that show in people's tabs what «_rows» keeps: each put where it is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sheets_sync.cells import BLANK
from sheets_sync.snapshot import Row, Table
from sheets_sync.stores.google import requests as ask
from sheets_sync.stores.google.draft import Draft
from sheets_sync.stores.google.lookups import same
from sheets_sync.stores.google.read import Place, View, formulas_of, leavings
from sheets_sync.stores.google.requests import Json
from sheets_sync.stores.google.wire import typed


def filled(view: View, table: Table, at: Mapping[str, int], made: Draft) -> Iterator[Json]:
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
