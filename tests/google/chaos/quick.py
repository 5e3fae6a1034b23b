"""The emulator's answers to the sync without wire, schema check and masks: the same, made quicker.

A test holds them against the emulator's own. What a row answers is kept as long as nothing in it
and, where it has formulas, nothing in «_rows» has changed.
"""

from __future__ import annotations

import re
from typing import Any

from sheets_sync.stores.google.lookups import ROWS_TAB, ours
from sheets_sync.stores.google.read import FIELDS
from tests.google_emulator import batch
from tests.google_emulator.calc import effective, formatted
from tests.google_emulator.calls import Answer, Call
from tests.google_emulator.cells import Cell, Formula, extended
from tests.google_emulator.emulator import Emulator
from tests.google_emulator.errors import ApiError, Json
from tests.google_emulator.faults import Faults, error_of
from tests.google_emulator.formulas.evaluate import Calculator, Place
from tests.google_emulator.model import Book, Row, Sheet
from tests.google_emulator.service import Broken
from tests.google_emulator.styling import DEFAULT_FORMAT

KEY = re.compile(r"XLOOKUP\((.*?);_rows!")
"""What a lookup looks for, in the text of its formula."""
MOST_KEPT = 4_000
"""Rows whose answers are kept."""


class Quick:
    """Stands where the emulator has its service."""

    def __init__(self, emulator: Emulator) -> None:
        self.drive = emulator.drive
        self.faults = Faults()
        self._rows: dict[tuple[object, ...], tuple[object, Json]] = {}
        self._keys: dict[object, tuple[Row, str]] = {}
        self._kept: tuple[tuple[object, ...], dict[str, object]] | None = None
        self._sheets: dict[int, tuple[tuple[object, ...], Json]] = {}

    def serve(self, call: Call) -> Answer:
        """The answer to a call; Broken when the connection is to break."""
        way = self.faults.next_for(call)
        late = way.endswith("-after") or way == "half"
        try:
            if way and not late:
                raise _failure(way, call)
            answer = Answer(json=self._done(call))
            if way:
                raise _failure(way, call)
        except ApiError as error:
            answer = Answer(error.code, error.body)
        return answer

    def _done(self, call: Call) -> Json:
        name = call.path.rpartition("/")[2].removesuffix(":batchUpdate")
        file = self.drive.files[name]
        if "/drive/" in call.path:
            return {"version": str(file.version)}
        assert file.book is not None
        if call.verb == "GET":
            assert call.one("fields") == FIELDS
            return self.spreadsheet(file.book)
        work = file.book.copy()
        replies = [batch.one(work, each, at) for at, each in enumerate(call.json["requests"])]
        made: Json = {"replies": replies}
        file.book.take(work)
        self.drive.touch(file)
        if call.json.get("includeSpreadsheetInResponse"):
            made["updatedSpreadsheet"] = self.spreadsheet(file.book)
        return made

    def spreadsheet(self, book: Book) -> Json:
        """What FIELDS ask of a book."""
        made: Json = {"sheets": [self._sheet(book, sheet) for sheet in book.sheets]}
        if book.named:
            named = [{k: item[k] for k in ("namedRangeId", "name")} for item in book.named]
            made["namedRanges"] = named
        return made

    def shown(self, book: Book, tab: str) -> list[list[str]]:
        """What a person sees in a tab, row by row; empty where there is none."""
        return [[each.get("formattedValue", "") for each in line] for line in self.cells(book, tab)]

    def cells(self, book: Book, tab: str) -> list[list[Json]]:
        """The CellData of a tab, row by row."""
        sheet = book.titled(tab)
        rows = [] if sheet is None else self._sheet(book, sheet)["data"][0].get("rowData", [])
        return [row.get("values", []) for row in rows]

    def _sheet(self, book: Book, sheet: Sheet) -> Json:
        records = book.titled(ROWS_TAB)
        kept: tuple[object, ...] = tuple(records.rows) if records is not None else ()
        size = sheet.row_count, sheet.column_count
        state = (sheet.id, sheet.title, size, tuple(map(id, sheet.rows)), tuple(map(id, kept)))
        known = self._sheets.get(hash(state))
        if known is not None and known[0][0] == state:
            return known[1]
        grid = {name: sheet.grid[name] for name in ("rowCount", "columnCount")}
        own = {"sheetId": sheet.id, "title": sheet.title, "gridProperties": grid}
        rows = [self._row(book, sheet, number, kept) for number in range(len(sheet.rows))]
        while rows and not rows[-1]:
            rows.pop()
        made = {"properties": own, "data": [{"rowData": rows} if rows else {}]}
        if len(self._sheets) > MOST_KEPT:
            self._sheets.clear()
        # The rows are held as well: an id means something only while its object lives.
        self._sheets[hash(state)] = (state, (list(sheet.rows), kept)), made
        return made

    def _row(self, book: Book, sheet: Sheet, number: int, kept: tuple[object, ...]) -> Json:
        row = sheet.rows[number]
        formulas = {c.value.text for c in row.values() if isinstance(c.value, Formula)}
        if not all(map(ours, formulas)):
            return _answered(book, sheet, number, row)
        held: tuple[object, ...] = (row,)
        key: tuple[object, ...] = (id(row),)
        if formulas:
            record = self._record(book, sheet, number, formulas, kept)
            held = (row, kept[0], record)
            key = (id(row), number, sheet.title, id(kept[0]), id(record))
        known = self._rows.get(key)
        if known is None:
            if len(self._rows) > MOST_KEPT:
                self._rows.clear()
            known = self._rows[key] = held, _answered(book, sheet, number, row)
        return known[1]

    def _record(
        self, book: Book, sheet: Sheet, number: int, formulas: set[str], kept: tuple[object, ...]
    ) -> object:
        """The row of «_rows» that all lookups of a row lead to; all rows where they differ."""
        keys = {found[1] for text in formulas if (found := KEY.search(text))}
        if len(keys) != 1 or not kept:
            return kept
        key = keys.pop()
        place = id(sheet.rows[number]), number, sheet.title, key
        if place not in self._keys:
            if len(self._keys) > MOST_KEPT:
                self._keys.clear()
            named = Calculator(book).formula(f"={key}", Place(sheet, number, 0))
            self._keys[place] = sheet.rows[number], str(named).casefold()
        return self._places(kept).get(self._keys[place][1])

    def _places(self, kept: tuple[object, ...]) -> dict[str, object]:
        """The rows of «_rows» by their key, the first of twins."""
        if (
            not self._kept
            or len(self._kept[0]) != len(kept)
            or any(one is not other for one, other in zip(self._kept[0], kept, strict=True))
        ):
            found: dict[str, object] = {}
            for row in reversed(kept):
                if isinstance(row, dict) and 0 in row:
                    found[str(row[0].value).casefold()] = row
            self._kept = kept, found
        return self._kept[1]


def _failure(way: str, call: Call) -> Exception:
    if way[0].isdigit():
        return error_of(way, "1", call.verb == "POST")
    return Broken(Answer() if way == "half" else None, way.startswith("stall"))


def _answered(book: Book, sheet: Sheet, number: int, row: Row) -> Json:
    values: list[Json] = []
    for column in sorted(row):
        if data := _cell(book, sheet, number, column, row[column]):
            values.extend({} for _ in range(column - len(values)))
            values.append(data)
    return {"values": values} if values else {}


def _cell(book: Book, sheet: Sheet, row: int, column: int, cell: Cell) -> Json:
    made: Json = {}
    if cell.value is not None:
        text = cell.value.text if isinstance(cell.value, Formula) else ""
        made["userEnteredValue"] = {"formulaValue": text} if text else {}
        value: Any = effective(book, sheet, row, column, cell)
        made["effectiveValue"] = extended(value)
        made["formattedValue"] = formatted(book, cell, value)
    if cell.value is not None or cell.format:
        style = cell.format.get("numberFormat", DEFAULT_FORMAT.get("numberFormat"))
        made["effectiveFormat"] = {"numberFormat": style} if style else {}
    return made
