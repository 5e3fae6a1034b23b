"""A spreadsheet: sheets, their cells, and everything that is fastened to places in them."""

from __future__ import annotations

import copy
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.google_emulator.a1 import Box, Open
from tests.google_emulator.cells import BLANK, Cell
from tests.google_emulator.errors import Json, invalid

Row = dict[int, Cell]
GRID_KEYS = ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
DIMENSIONS = ("ROWS", "COLUMNS")


@dataclass
class Sheet:
    """One tab.

    Rows and the JSON in the lists are never changed in place, so that a copy may share them.
    """

    properties: Json
    rows: list[Row] = field(default_factory=list)
    # Dimension -> index -> its DimensionProperties.
    lines: dict[str, dict[int, Json]] = field(default_factory=lambda: {d: {} for d in DIMENSIONS})
    groups: dict[str, list[Json]] = field(default_factory=lambda: {d: [] for d in DIMENSIONS})
    # Lists of JSON by their name in a Sheet: merges, protectedRanges, conditionalFormats, …
    lists: dict[str, list[Json]] = field(default_factory=dict)
    basic_filter: Json | None = None

    @property
    def id(self) -> int:
        """The sheet's id; 0 for the first one of a new spreadsheet."""
        return int(self.properties["sheetId"])

    @property
    def title(self) -> str:
        """What stands on the tab."""
        return str(self.properties["title"])

    @property
    def grid(self) -> Json:
        """The GridProperties, to be read and written."""
        found: Json = self.properties["gridProperties"]
        return found

    @property
    def row_count(self) -> int:
        """How many rows, empty ones too."""
        return int(self.grid["rowCount"])

    @property
    def column_count(self) -> int:
        """How many columns, empty ones too."""
        return int(self.grid["columnCount"])

    def size(self, dimension: str) -> int:
        """How many rows or columns."""
        return self.row_count if dimension == "ROWS" else self.column_count

    def resize(self, rows: int, columns: int) -> None:
        """Set the size; what lies outside goes."""
        self.grid["rowCount"], self.grid["columnCount"] = rows, columns
        del self.rows[rows:]
        for index, row in enumerate(self.rows):
            if any(column >= columns for column in row):
                self.rows[index] = {c: cell for c, cell in row.items() if c < columns}

    def cell(self, row: int, column: int) -> Cell:
        """The cell, blank where nothing was written."""
        return self.rows[row].get(column, BLANK) if row < len(self.rows) else BLANK

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Write one cell."""
        self.put_row(row, {column: cell})

    def put_row(self, row: int, cells: Row) -> None:
        """Write some cells of a row."""
        while len(self.rows) <= row:
            self.rows.append({})
        made = {**self.rows[row], **cells}
        self.rows[row] = {c: cell for c, cell in made.items() if not cell.is_blank}

    def whole(self) -> Box:
        """All of it."""
        return Box(self.id, 0, 0, self.row_count, self.column_count)

    def resolve(self, part: Open | None) -> Box:
        """A written range within this sheet, cut at its edges (possibly to nothing)."""
        if part is None:
            return self.whole()
        return Box(
            self.id,
            part.top or 0,
            part.left or 0,
            min(self.row_count, self.row_count if part.bottom is None else part.bottom),
            min(self.column_count, self.column_count if part.right is None else part.right),
        )

    def filled(self, box: Box) -> Iterator[tuple[int, int, Cell]]:
        """(row, column, cell) of what is in the box and not blank, row by row."""
        for index in range(box.top, min(box.bottom, len(self.rows))):
            row = self.rows[index]
            for column in sorted(row):
                if box.left <= column < box.right:
                    yield index, column, row[column]

    def last_row(self) -> int:
        """The number of rows down to the last one with a value."""
        for index in range(len(self.rows) - 1, -1, -1):
            if any(cell.value is not None for cell in self.rows[index].values()):
                return index + 1
        return 0

    def copy(self) -> Sheet:
        """An independent copy."""
        return Sheet(
            copy.deepcopy(self.properties),
            list(self.rows),
            {d: dict(lines) for d, lines in self.lines.items()},
            {d: list(groups) for d, groups in self.groups.items()},
            {name: list(items) for name, items in self.lists.items()},
            self.basic_filter,
        )


@dataclass
class Book:
    """A spreadsheet. ``memo`` holds computed values until something changes."""

    id: str
    properties: Json
    chance: random.Random
    sheets: list[Sheet] = field(default_factory=list)
    named: list[Json] = field(default_factory=list)
    metadata: list[Json] = field(default_factory=list)
    # Who asks, for the editors of a protected range.
    caller: str = ""
    owner: str = ""
    # Whether row metadata goes with a sorted row; the real service does not say.
    metadata_follows_sort: bool = True
    # Whether a search that matches the empty text finds a blank cell; the service does not say.
    blank_is_found: bool = True
    # The serial day and its fraction, for TODAY() and NOW().
    now: float = 0.0
    memo: dict[Any, Any] = field(default_factory=dict)
    # Every insertion, deletion and movement of lines so far, for an undo that comes later.
    history: list[Any] = field(default_factory=list)

    @property
    def locale(self) -> str:
        """Such as "ru_RU"."""
        return str(self.properties["locale"])

    def touch(self) -> None:
        """Forget computed values."""
        self.memo = {}

    def copy(self) -> Book:
        """An independent copy that shares unchanged rows."""
        return Book(
            self.id,
            copy.deepcopy(self.properties),
            self.chance,
            [sheet.copy() for sheet in self.sheets],
            list(self.named),
            list(self.metadata),
            self.caller,
            self.owner,
            self.metadata_follows_sort,
            self.blank_is_found,
            self.now,
            history=list(self.history),
        )

    def take(self, other: Book) -> None:
        """Become what the other is: the second half of copy-then-swap."""
        self.properties, self.sheets = other.properties, other.sheets
        self.named, self.metadata = other.named, other.metadata
        self.history = other.history
        self.memo = {}

    def sheet(self, sheet_id: int) -> Sheet:
        """The sheet of an id; ApiError 400 when there is none."""
        for sheet in self.sheets:
            if sheet.id == sheet_id:
                return sheet
        raise invalid(f"No grid with id: {sheet_id}")

    def titled(self, title: str) -> Sheet | None:
        """The sheet of a title; letters' case does not matter."""
        exact = [s for s in self.sheets if s.title == title]
        loose = [s for s in self.sheets if s.title.lower() == title.lower()]
        return next(iter(exact + loose), None)

    def new_id(self) -> int:
        """A number that nothing in the spreadsheet has yet."""
        used = {s.id for s in self.sheets}
        return next(
            n for n in (self.chance.randrange(10**8, 2**31) for _ in itertools.count())
            if n not in used
        )  # fmt: skip

    def renumber(self) -> None:
        """Each sheet's index after an order change."""
        for index, sheet in enumerate(self.sheets):
            sheet.properties["index"] = index

    def box(self, grid_range: Json) -> Box:
        """The cells of a GridRange, cut at the sheet's edges."""
        sheet = self.sheet(int(grid_range.get("sheetId", 0)))
        top, bottom, left, right = (grid_range.get(k) for k in GRID_KEYS)
        for start, end, what in ((top, bottom, "Row"), (left, right, "Column")):
            if start is not None and end is not None and start > end:
                low = what.lower()
                raise invalid(
                    f"range: end{what}Index must not be less than start{what}Index ({low}s)"
                )
        return sheet.resolve(Open(top, left, bottom, right))


def grid_range(box: Box, sheet: Sheet | None = None) -> Json:
    """A GridRange as Google writes it: a sheet id of zero is left out.

    With ``sheet`` given, sides that reach its edges from end to end are left open.
    """
    made: Json = {"sheetId": box.sheet_id} if box.sheet_id else {}
    if sheet is None or (box.top, box.bottom) != (0, sheet.row_count):
        made |= {"startRowIndex": box.top, "endRowIndex": box.bottom}
    if sheet is None or (box.left, box.right) != (0, sheet.column_count):
        made |= {"startColumnIndex": box.left, "endColumnIndex": box.right}
    return made


def tidy(range_: Json) -> Json:
    """A GridRange or DimensionRange as it came, in Google's order, without a sheet id of zero."""
    order = ("sheetId", "dimension", *GRID_KEYS, "startIndex", "endIndex")
    return {k: range_[k] for k in order if k in range_ and not (k == "sheetId" and not range_[k])}


def new_sheet(sheet_id: int, title: str, rows: int = 1000, columns: int = 26) -> Sheet:
    """An empty tab."""
    return Sheet(
        {
            "sheetId": sheet_id,
            "title": title,
            "index": 0,
            "sheetType": "GRID",
            "gridProperties": {"rowCount": rows, "columnCount": columns},
        }
    )
