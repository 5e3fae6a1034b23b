"""A person who works in the spreadsheet by hand, between the calls of a program."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from tests.google_emulator.a1 import Box, parse_cells
from tests.google_emulator.calc import effective, formatted
from tests.google_emulator.cells import with_value
from tests.google_emulator.changes import apply, deletion, insertion, movement
from tests.google_emulator.entered import typed
from tests.google_emulator.errors import Json
from tests.google_emulator.files import Drive
from tests.google_emulator.model import Book, Sheet
from tests.google_emulator.requests import blocks, cells, dimensions, fill, sheets, sort
from tests.google_emulator.undo import Undo, now_at, renamer, resized, restore


class Person:
    """Rows and columns are counted from 0; a range is written as in A1 ("A2:C5").

    Each act is one step that :meth:`undo` takes back. Undo gives back the cells and lines that
    the act changed and leaves alone what others did since.
    """

    def __init__(self, drive: Drive, lock: threading.RLock, file_id: str, email: str) -> None:
        self._drive, self._lock, self._file, self._email = drive, lock, file_id, email
        self._undo: list[Undo] = []

    @contextmanager
    def _at(self, tab: str) -> Iterator[tuple[Book, Sheet]]:
        with self._lock:
            file = self._drive.files[self._file]
            book = self._drive.opened(file, self._email)
            sheet = book.titled(tab)
            assert sheet is not None, f"no tab «{tab}»"
            yield book, sheet
            book.touch()
            file.name = str(book.properties["title"])
            self._drive.touch(file)

    @contextmanager
    def _cells(self, tab: str) -> Iterator[tuple[Book, Sheet]]:
        """An act that changes cells and nothing else."""
        with self._at(tab) as (book, sheet):
            before = list(sheet.rows)
            yield book, sheet
            self._undo.append(restore(sheet.id, before, list(sheet.rows), len(book.history)))

    def see(self, tab: str) -> list[list[str]]:
        """What the tab shows; empty ends are cut."""
        with self._lock:
            book = self._drive.opened(self._drive.files[self._file], self._email)
            sheet = book.titled(tab)
            assert sheet is not None, f"no tab «{tab}»"
            rows: list[list[str]] = []
            for row, column, cell in sheet.filled(sheet.whole()):
                if cell.value is not None:
                    rows.extend([] for _ in range(row + 1 - len(rows)))
                    rows[row].extend([""] * (column - len(rows[row])))
                    value = effective(book, sheet, row, column, cell)
                    rows[row].append(formatted(book, cell, value))
            return rows

    def type(self, tab: str, row: int, column: int, text: str) -> None:
        """Type into a cell; "" empties it."""
        with self._cells(tab) as (book, sheet):
            sheet.put(row, column, typed(sheet.cell(row, column), text, book.locale))

    def clear(self, tab: str, range_: str) -> None:
        """Empty cells with the Delete key."""
        with self._cells(tab) as (_, sheet):
            for row, column, cell in list(sheet.filled(_box(sheet, range_))):
                sheet.put(row, column, with_value(cell, None))

    def paste(self, tab: str, row: int, column: int, rows: list[list[str]]) -> None:
        """Paste a block of texts from elsewhere."""
        with self._cells(tab) as (book, sheet):
            for r, line in enumerate(rows, row):
                for c, text in enumerate(line, column):
                    sheet.put(r, c, typed(sheet.cell(r, c), text, book.locale))

    def copy(self, tab: str, source: str, row: int, column: int) -> None:
        """Copy cells and paste them with their upper left corner there."""
        with self._cells(tab) as (book, sheet):
            start = cells.full_range(Box(sheet.id, row, column, row + 1, column + 1))
            source_range = cells.full_range(_box(sheet, source))
            blocks.copy_paste(book, {"source": source_range, "destination": start})

    def cut(self, tab: str, source: str, row: int, column: int) -> None:
        """Cut cells and paste them with their upper left corner there."""
        with self._cells(tab) as (book, sheet):
            start: Json = {"sheetId": sheet.id, "rowIndex": row, "columnIndex": column}
            source_range = cells.full_range(_box(sheet, source))
            blocks.cut_paste(book, {"source": source_range, "destination": start})

    def drag(self, tab: str, source: str, length: int, dimension: str = "ROWS") -> None:
        """Drag the fill handle of the source over so many more lines."""
        with self._cells(tab) as (book, sheet):
            fill.fill(book, _box(sheet, source), dimension, length)

    def sort(self, tab: str, range_: str, column: int, falling: bool = False) -> None:
        """Sort the rows of a range by a column of the sheet."""
        with self._cells(tab) as (book, sheet):
            order = "DESCENDING" if falling else "ASCENDING"
            spec = {"dimensionIndex": column, "sortOrder": order}
            range_json = cells.full_range(_box(sheet, range_))
            sort.sort_range(book, {"range": range_json, "sortSpecs": [spec]})

    def insert_rows(self, tab: str, at: int, count: int = 1) -> None:
        """Insert rows before row ``at``."""
        self._insert(tab, "ROWS", at, count)

    def insert_columns(self, tab: str, at: int, count: int = 1) -> None:
        """Insert columns before column ``at``."""
        self._insert(tab, "COLUMNS", at, count)

    def _insert(self, tab: str, dimension: str, at: int, count: int) -> None:
        with self._at(tab) as (book, sheet):
            dimensions.insert(book, sheet, dimension, at, count, at - 1)
            mark, sheet_id = len(book.history), sheet.id

            def undo(book: Book) -> None:
                lines = [now_at(book, mark, sheet_id, dimension, i) for i in range(at, at + count)]
                for line in sorted((i for i in lines if i is not None), reverse=True):
                    resized(book, deletion(sheet_id, dimension, line, line + 1), -1)

            self._undo.append(undo)

    def delete_rows(self, tab: str, start: int, count: int = 1) -> None:
        """Delete rows."""
        self._delete(tab, "ROWS", start, count)

    def delete_columns(self, tab: str, start: int, count: int = 1) -> None:
        """Delete columns."""
        self._delete(tab, "COLUMNS", start, count)

    def _delete(self, tab: str, dimension: str, start: int, count: int) -> None:
        with self._at(tab) as (book, sheet):
            end = start + count
            box = sheet.whole()
            taken = Box(sheet.id, start, 0, end, box.right) if dimension == "ROWS" else Box(
                sheet.id, 0, start, box.bottom, end
            )  # fmt: skip
            kept = list(sheet.filled(taken))
            line = {
                "sheetId": sheet.id,
                "dimension": dimension,
                "startIndex": start,
                "endIndex": end,
            }
            dimensions.delete_dimension(book, {"range": line})
            mark, sheet_id = len(book.history), sheet.id

            def undo(book: Book) -> None:
                at = now_at(book, mark, sheet_id, dimension, start)
                size = book.sheet(sheet_id).size(dimension)
                at = size if at is None else min(at, size)
                back = insertion(sheet_id, dimension, at, count)
                resized(book, replace(back, restores=mark - 1, lower=at - start), count)
                for row, column, cell in kept:
                    place = (row + at - start, column) if dimension == "ROWS" else (
                        row, column + at - start
                    )  # fmt: skip
                    book.sheet(sheet_id).put(*place, cell)

            self._undo.append(undo)

    def move_rows(self, tab: str, start: int, end: int, to: int) -> None:
        """Drag rows ``start`` to ``end`` before row ``to``."""
        self._move(tab, "ROWS", start, end, to)

    def move_columns(self, tab: str, start: int, end: int, to: int) -> None:
        """Drag columns ``start`` to ``end`` before column ``to``."""
        self._move(tab, "COLUMNS", start, end, to)

    def _move(self, tab: str, dimension: str, start: int, end: int, to: int) -> None:
        with self._at(tab) as (book, sheet):
            if start <= to <= end:
                return
            apply(book, movement(sheet.id, dimension, start, end, to))
            place = to if to < start else to - (end - start)
            goal = end if to < start else start
            mark, sheet_id, size = len(book.history), sheet.id, end - start

            def undo(book: Book) -> None:
                here = now_at(book, mark, sheet_id, dimension, place)
                there = now_at(book, mark, sheet_id, dimension, goal)
                if here is not None and there is not None and not here <= there <= here + size:
                    resized(book, movement(sheet_id, dimension, here, here + size, there), 0)

            self._undo.append(undo)

    def rename_tab(self, tab: str, title: str) -> None:
        """Give a tab another title."""
        with self._at(tab) as (book, sheet):
            rename = renamer(sheet.id, title)
            self._undo.append(renamer(sheet.id, sheet.title))
            rename(book)

    def duplicate_tab(self, tab: str) -> str:
        """Duplicate a tab; the title of the copy."""
        with self._at(tab) as (book, sheet):
            request = {"sourceSheetId": sheet.id, "insertSheetIndex": len(book.sheets)}
            made = sheets.duplicate_sheet(book, request)["properties"]
            gone = {"sheetId": made["sheetId"]}
            self._undo.append(lambda book: _ignore(sheets.delete_sheet(book, gone)))
            return str(made["title"])

    def delete_tab(self, tab: str) -> None:
        """Delete a tab; not taken back by undo."""
        with self._at(tab) as (book, sheet):
            sheets.delete_sheet(book, {"sheetId": sheet.id})

    def undo(self) -> bool:
        """Take the last own act back; False when there is none left."""
        if not self._undo:
            return False
        with self._lock:
            file = self._drive.files[self._file]
            book = self._drive.opened(file, self._email)
            self._undo.pop()(book)
            book.touch()
            self._drive.touch(file)
        return True


def _ignore(_: object) -> None:
    return None


def _box(sheet: Sheet, range_: str) -> Box:
    return sheet.resolve(parse_cells(range_))
