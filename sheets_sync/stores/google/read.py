"""A spreadsheet as one answer gives it: its sheets, its generation, and the tables in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sheets_sync.cells import BLANK, Cell
from sheets_sync.schema import Schemas
from sheets_sync.snapshot import ID, Table
from sheets_sync.stores.google.lookups import ROWS_TAB, SIGN, Keeping, ours, same
from sheets_sync.stores.google.wire import Json, cell_from
from sheets_sync.stores.tabs import Tab
from sheets_sync.words import fold

CELLS = (
    "properties(sheetId,title,gridProperties(rowCount,columnCount)),"
    "data(startRow,startColumn,rowData(values(userEnteredValue(formulaValue),effectiveValue,"
    "formattedValue,effectiveFormat(numberFormat))))"
)
FIELDS = f"namedRanges(namedRangeId,name),sheets({CELLS})"
"""What one reading takes."""

GENERATION = re.compile(r"_sheets_sync_(\d+)_(\w+)")
GENERATION_ID = "sheetssync{number}"

Place = tuple[int, int]
"""Row and column, both from 1."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One tab: its cells that are not empty, and the text of those that are formulas."""

    id: int
    title: str
    size: tuple[int, int]
    cells: Mapping[Place, Cell]
    formulas: Mapping[Place, str]

    @property
    def last_row(self) -> int:
        """The last row with anything in it."""
        return max((row for row, _ in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class Records:
    """«_rows»: where each name has its column and each key its row, and what stands there."""

    sheet: Sheet | None
    columns: Mapping[str, int]
    places: Mapping[str, int]
    free: tuple[int, ...] = ()

    def cell(self, key: str, name: str) -> Cell:
        """What is kept under ``key``; blank where nothing is."""
        place, column = self.places.get(key.casefold(), 0), self.columns.get(name, 0)
        return self.sheet.cells.get((place, column), BLANK) if self.sheet else BLANK


@dataclass(frozen=True, slots=True)
class View:
    """One table in its sheet.

    ``spots`` are the cells of its lookups with their names, ``formulas`` what belongs into them by
    name, ``strays`` lookups of ours that stand where they must not, ``typed`` the rows in which
    there is anything but them.
    """

    keeping: Keeping
    sheet: Sheet
    tab: Tab
    spots: Mapping[Place, str] = field(default_factory=dict)
    formulas: Mapping[str, str] = field(default_factory=dict)
    strays: frozenset[Place] = frozenset()
    typed: frozenset[int] = frozenset()

    def right(self, place: Place) -> bool:
        """Whether the formula stands there that belongs there."""
        held = self.sheet.formulas.get(place, "")
        return bool(held) and same(held, self.formulas[self.spots[place]])


@dataclass(frozen=True, slots=True)
class Book:
    """The whole spreadsheet at one moment. ``generation`` counts our own batches."""

    sheets: Mapping[str, Sheet]
    generation: int
    mark: str
    records: Records
    views: Mapping[str, View]
    tables: Mapping[str, Table] = field(compare=False)

    @property
    def shape(self) -> object:
        """What decides whether a batch can be carried out at all."""
        return self.generation, {sheet.id: sheet.size for sheet in self.sheets.values()}


def book_of(answer: Json, schemas: Schemas) -> Book:
    """The book in the answer of spreadsheets.get."""
    sheets = {fold(sheet.title): sheet for sheet in map(_sheet, answer.get("sheets", ()))}
    number, mark = _generation(answer)
    records = _records(sheets.get(ROWS_TAB))
    views = {}
    for name, schema in schemas.items():
        sheet = sheets.get(fold(schema.tab))
        if sheet is not None and schema.layout != "text":
            views[name] = _view(Keeping(schema), sheet, records)
    tables = {name: view.tab.table() for name, view in views.items()}
    return Book(sheets, number, mark, records, views, tables)


def _generation(answer: Json) -> tuple[int, str]:
    found = [GENERATION.fullmatch(each.get("name", "")) for each in answer.get("namedRanges", ())]
    return max(((int(each[1]), each[2]) for each in found if each), default=(0, ""))


def _sheet(data: Json) -> Sheet:
    properties = data["properties"]
    grid = properties.get("gridProperties", {})
    cells: dict[Place, Cell] = {}
    formulas: dict[Place, str] = {}
    for place, each in _cells(data):
        cell = cell_from(each)
        if cell.formula:
            formulas[place] = each["userEnteredValue"]["formulaValue"]
        if cell.formula or cell.kind != "blank":
            cells[place] = cell
    size = grid.get("rowCount", 0), grid.get("columnCount", 0)
    return Sheet(properties.get("sheetId", 0), properties["title"], size, cells, formulas)


def _cells(data: Json) -> Iterator[tuple[Place, Json]]:
    for block in data.get("data", ()):
        top, left = block.get("startRow", 0) + 1, block.get("startColumn", 0) + 1
        for row, line in enumerate(block.get("rowData", ()), start=top):
            for column, each in enumerate(line.get("values", ()), start=left):
                if each:
                    yield (row, column), each


def _records(sheet: Sheet | None) -> Records:
    if sheet is None:
        return Records(None, {}, {})
    columns: dict[str, int] = {}
    places: dict[str, int] = {}
    for (row, column), cell in sheet.cells.items():
        if row == 1 and cell.shown:
            columns.setdefault(cell.shown, column)
        elif column == 1 and cell.shown:
            places.setdefault(cell.shown.casefold(), row)
    used = {row for row, _ in sheet.cells}
    free = tuple(row for row in range(2, sheet.last_row) if row not in used)
    return Records(sheet, columns, places, free)


def _view(keeping: Keeping, sheet: Sheet, records: Records) -> View:
    """A table with the cells of its lookups replaced by what is kept for them."""
    tab = Tab(keeping.schema, sheet.title, sheet.cells, sheet.last_row)
    if keeping.kind == "own":
        return View(keeping, sheet, tab)
    strays = _strays(keeping, sheet, tab)
    made = View(
        keeping,
        sheet,
        tab,
        _spots(keeping, tab),
        formulas_of(keeping, tab, records.columns),
        strays,
        _typed(keeping, sheet, tab, strays),
    )
    tab.cells = _seen(made, records)
    return made


def formulas_of(keeping: Keeping, tab: Tab, at: Mapping[str, int]) -> dict[str, str]:
    """The formula of each lookup whose values have a column in «_rows»."""
    form = keeping.kind == "form"
    columns, head = ({}, 0) if form else (tab.columns(), tab.head())
    return {
        name: keeping.formula(name, columns, head, at[name]) if name in at else ""
        for name in keeping.names
    }


def _spots(keeping: Keeping, tab: Tab) -> dict[Place, str]:
    """The places of lookups down to the last row, with their names."""
    if keeping.kind == "form":
        found = tab.answers()
        return {found[name]: name for name in keeping.names if name in found}
    columns, head = tab.columns(), tab.head()
    known = [(columns[name], name) for name in keeping.names if name in columns]
    rows = range(head + 1, tab.last_row + 1)
    return {(row, column): name for row in rows for column, name in known}


def _seen(view: View, records: Records) -> dict[Place, Cell]:
    """The cells as a plan is to see them: values in place of lookups, without strays."""
    cells = {place: cell for place, cell in view.sheet.cells.items() if place not in view.strays}
    keys = _told_apart(dict(_keys(view, cells)))
    for place in leavings(view):
        cells.pop(place, None)
    for place, name in view.spots.items():
        if view.keeping.kind == "people" and place[0] not in view.typed:
            continue
        made = _looked_up(view, records, keys.get(place[0], ""), name, place)
        if made.blank:
            cells.pop(place, None)
        else:
            cells[place] = made
    return cells


def _told_apart(keys: Mapping[int, str]) -> Mapping[int, str]:
    """The keys by row, '' for the second of two rows without an id that nothing tells apart: what
    is kept under the words of both is the first one's (see records.py)."""
    seen: set[str] = set()
    out: dict[int, str] = {}
    for row, key in keys.items():
        again = 2 * SIGN in key and key.casefold() in seen
        seen.add(key.casefold())
        out[row] = "" if again else key
    return out


def leavings(view: View) -> Iterator[Place]:
    """What is left of ours, a number or a lookup, beside rows that hold nothing else."""
    if view.keeping.kind != "people":
        return
    column = view.tab.columns().get(ID, 0)
    for place in view.sheet.cells:
        mine = place in view.spots or (place[1] == column and place[0] > view.tab.head())
        if mine and place[0] not in view.typed:
            yield place


def _keys(view: View, cells: Mapping[Place, Cell]) -> Iterator[tuple[int, str]]:
    keeping, tab = view.keeping, view.tab
    if keeping.kind == "form":
        for row, _ in tab.answers().values():
            yield row, keeping.key({}, 0)
        return
    columns, head = tab.columns(), tab.head()
    naming = [(name, columns[name]) for name in (ID, *keeping.naming) if name in columns]
    for row in range(head + 1, tab.last_row + 1):
        named = {name: cells.get((row, column), BLANK) for name, column in naming}
        yield row, keeping.key(named, row - head)


def _looked_up(view: View, records: Records, key: str, name: str, place: Place) -> Cell:
    """What a lookup shows; of a cell that lost its formula, what stands there instead.

    What the program remembers is read from where it is kept, whatever stands in the cell.
    """
    kept = records.cell(key, name)
    if view.keeping.schema.columns[name].role == "memory" and kept is not BLANK:
        return kept
    if view.right(place):
        return kept
    seen = view.sheet.cells.get(place, BLANK)
    return Cell(seen.value, seen.kind, seen.shown, seen.number_format)


def _typed(keeping: Keeping, sheet: Sheet, tab: Tab, strays: frozenset[Place]) -> frozenset[int]:
    """The rows that are there for anything but our own lookups; formulas filled down are not."""
    if keeping.kind != "people":
        return frozenset()
    columns = tab.columns()
    known = set(columns.values())
    names = (*keeping.names, ID) if keeping.typed_first else keeping.names
    ours_here = {columns[name] for name in names if name in columns}
    return frozenset(
        row
        for (row, column), cell in sheet.cells.items()
        if column not in ours_here
        and (row, column) not in strays
        and not cell.blank
        and (column in known or not cell.formula)
    )


def _strays(keeping: Keeping, sheet: Sheet, tab: Tab) -> frozenset[Place]:
    """Lookups in columns that are not ours."""
    if keeping.kind != "people":
        return frozenset()
    columns, head = tab.columns(), tab.head()
    right = {columns[name] for name in keeping.names if name in columns}
    return frozenset(
        (row, column)
        for (row, column), formula in sheet.formulas.items()
        if (row <= head or column not in right) and ours(formula)
    )
