"""Effective and shown values of cells: what answers carry."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.google_emulator.a1 import Box
from tests.google_emulator.cells import Cell, Fault, Formula, Scalar, shown_fault
from tests.google_emulator.errors import Json
from tests.google_emulator.formats import DATE_TYPES, moment, shown
from tests.google_emulator.formulas import lookups
from tests.google_emulator.formulas.evaluate import Calculator
from tests.google_emulator.locales import locale
from tests.google_emulator.model import Book, Sheet

KNOWN_FUNCTIONS = frozenset(lookups.LOOKUPS)


def effective(book: Book, sheet: Sheet, row: int, column: int, cell: Cell) -> Scalar:
    """The value of a cell; a formula's result."""
    if not isinstance(cell.value, Formula):
        return cell.value
    return Calculator(book).value(sheet.id, row, column)


def number_format(book: Book, cell: Cell) -> Json:
    """The cell's number format; a formula that gives a date and has none is shown as a date."""
    found: Json = cell.format.get("numberFormat", {})
    if not found and isinstance(cell.value, Formula):
        head = cell.value.text[1:].strip().upper()
        if head.startswith(("TODAY(", "DATE(")):
            return {"type": "DATE", "pattern": locale(book.locale).date}
        if head.startswith("NOW("):
            return {"type": "DATE_TIME", "pattern": locale(book.locale).date_time}
    return found


def formatted(book: Book, cell: Cell, value: Scalar) -> str:
    """What stands in the cell."""
    return shown(value, number_format(book, cell), locale(book.locale))


def rendered(book: Book, cell: Cell, value: Scalar, render: str, dates: str) -> Any:
    """A cell in a ValueRange, by the two render options."""
    if render == "FORMULA" and isinstance(cell.value, Formula):
        return cell.value.text
    if value is None:
        return ""
    if render not in ("UNFORMATTED_VALUE", "FORMULA"):
        return formatted(book, cell, value)
    if isinstance(value, Fault):
        return shown_fault(value)
    as_text = dates == "FORMATTED_STRING" and isinstance(value, int | float)
    if as_text and number_format(book, cell).get("type") in DATE_TYPES:
        return formatted(book, cell, value)
    return value


def values(book: Book, sheet: Sheet, box: Box, render: str, dates: str) -> list[list[Any]]:
    """The rows of a box without empty ends: inner empty rows are []."""
    rows: list[list[Any]] = []
    for row, column, cell in sheet.filled(box):
        if cell.value is None:
            continue
        value = effective(book, sheet, row, column, cell)
        while len(rows) <= row - box.top:
            rows.append([])
        line = rows[row - box.top]
        line.extend([""] * (column - box.left - len(line)))
        line.append(rendered(book, cell, value, render, dates))
    return rows


def turned(rows: list[list[Any]]) -> list[list[Any]]:
    """Columns instead of rows, without empty ends."""
    width = max((len(row) for row in rows), default=0)
    columns: list[list[Any]] = [[] for _ in range(width)]
    for index, row in enumerate(rows):
        for column, value in enumerate(row):
            if value != "":
                line = columns[column]
                line.extend([""] * (index - len(line)))
                line.append(value)
    while columns and not columns[-1]:
        columns.pop()
    return columns


def day(number: float) -> dt.date:
    """The date of a serial number."""
    return moment(number).date()
