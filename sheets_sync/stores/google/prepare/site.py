"""Where each tab of the look stands in a spreadsheet, or is going to, and what of it is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from sheets_sync.cells import letter_of
from sheets_sync.look import ColumnLook, ListLook, TabLook
from sheets_sync.schema import LISTS, LISTS_TAB, Schemas, TableSchema
from sheets_sync.stores.google.read import Book, Sheet
from sheets_sync.stores.tabs import Tab
from sheets_sync.words import fold

FIRST_ID = 720_721_000
"""The ids of tabs that are added count from here: of two who prepare at once one is refused."""
DEEP = 200
"""Rows that a new tab is prepared for: every formatted cell is read by every run."""
SPARE = 6
"""Columns that staff may fill as they like, right of ours."""
LISTS_DEEP = 200


@dataclass(frozen=True, slots=True)
class Site:
    """One tab. ``places`` are the columns (of a form: the rows) of ``look.columns``, from 1.

    ``fresh`` are those of ``look.columns`` that are to be drawn, by their index; ``whole`` says
    that nothing stands in the tab yet, ``added`` that there is no such tab. ``held`` is the size of
    the tab as it is, in rows and columns.
    """

    look: TabLook
    sheet: int
    head: int
    places: tuple[int, ...]
    fresh: tuple[int, ...]
    whole: bool
    added: bool
    held: tuple[int, int] = (0, 0)

    @property
    def last(self) -> int:
        """The last row that is prepared."""
        if any(column.formula for column in self.look.columns):
            return self.head + self.look.last - self.look.head
        deep = LISTS_DEEP if self.look.tab == LISTS_TAB else DEEP
        return max(self.head + deep, self.held[0])

    @property
    def size(self) -> tuple[int, int]:
        """The rows and columns that the tab needs."""
        if not self.whole:
            across = self.look.layout == "rows"
            most = max(self.places, default=0)
            rows = self.held[0] if across else max(self.held[0], most)
            return rows, max(self.held[1], most if across else 0)
        if self.look.layout == "rows":
            wanted = self.last, len(self.look.columns) + SPARE
        else:
            wanted = self.head + len(self.look.columns) + 2 * SPARE, 2 * SPARE
        return max(wanted[0], self.held[0]), max(wanted[1], self.held[1])

    def drawn(self) -> Iterator[tuple[int, ColumnLook]]:
        """The place and the look of what is to be drawn."""
        return ((self.places[index], self.look.columns[index]) for index in self.fresh)

    def letter(self, looked: str) -> str:
        """Where the column is that the look has under the letter ``looked``."""
        letters = [letter_of(number) for number in range(1, len(self.places) + 1)]
        return letter_of(self.places[letters.index(looked)])


@dataclass(frozen=True, slots=True)
class Ground:
    """All tabs by title, and the words of each list by the letter that it has in the look."""

    sites: Mapping[str, Site]
    words: Mapping[str, tuple[str, ...]]


def survey(
    book: Book, schemas: Schemas, looks: Sequence[TabLook], lists: Sequence[ListLook]
) -> Ground:
    """Every tab of the look in ``book``; «Справочники» where the schemas keep it here."""
    known = {schema.tab: schema for schema in schemas.values() if not schema.above}
    taken = {sheet.id for sheet in book.sheets.values()}
    free = (number for number in count(FIRST_ID) if number not in taken)
    ours = [*looks, lists_look(lists)] if LISTS in schemas else [*looks]
    sites = {}
    for look in ours:
        sheet = book.sheets.get(fold(look.tab))
        if sheet is None:
            sites[look.tab] = _new(look, next(free))
        elif not sheet.cells:
            sites[look.tab] = _new(look, sheet.id, sheet.size)
        else:
            sites[look.tab] = _standing(look, sheet, known[look.tab])
    letters = [letter_of(number) for number in range(1, len(lists) + 1)]
    return Ground(sites, {at: each.words for at, each in zip(letters, lists, strict=True)})


def lists_look(lists: Sequence[ListLook]) -> TabLook:
    """«Справочники» as a tab: a list a column."""
    columns = [
        ColumnLook(each.header, 34, "@", False, False, False, False, "", None, None, False)
        for each in lists
    ]
    return TabLook(LISTS_TAB, "rows", True, tuple(columns))


def _new(look: TabLook, sheet: int, held: tuple[int, int] | None = None) -> Site:
    first = look.head + 1 if look.layout == "form" else 1
    places = tuple(range(first, first + len(look.columns)))
    all_ = tuple(range(len(look.columns)))
    return Site(look, sheet, look.head, places, all_, True, held is None, held or (0, 0))


def _standing(look: TabLook, sheet: Sheet, schema: TableSchema) -> Site:
    """A tab in which something stands: what is missing goes where nothing does."""
    tab = Tab(schema, sheet.title, sheet.cells, sheet.last_row)
    if look.layout == "form":
        found = {name: place[0] for name, place in tab.answers().items()}
        head, after = look.head, sheet.last_row
    elif look.layout == "rows":
        found, head = dict(tab.columns()), tab.head()
        after = max(column for _, column in sheet.cells)
    else:
        return Site(look, sheet.id, look.head, (), (), False, False, sheet.size)
    by_header = {fold(schema.columns[name].header): at for name, at in found.items()}
    if look.layout == "rows":
        shown = {fold(c.shown): at for (row, at), c in sheet.cells.items() if row == head}
        by_header = {**shown, **by_header}
    places: list[int] = []
    fresh: list[int] = []
    for index, column in enumerate(look.columns):
        at = by_header.get(fold(column.header), 0)
        if not at:
            after += 1
            at = after
            fresh.append(index)
        places.append(at)
    return Site(look, sheet.id, head, tuple(places), tuple(fresh), False, False, sheet.size)
