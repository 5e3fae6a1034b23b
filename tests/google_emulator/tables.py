"""Where values.append lands: the last table that the range touches."""

from __future__ import annotations

from tests.google_emulator.a1 import Box
from tests.google_emulator.model import Sheet


def last_table(sheet: Sheet, box: Box) -> Box | None:
    """The table of the last filled cell in the range; None when the range holds none."""
    last = None
    for row, column, cell in sheet.filled(box):
        if cell.value is not None:
            last = (row, column)
    return None if last is None else region(sheet, *last)


def region(sheet: Sheet, row: int, column: int) -> Box:
    """The block of filled cells around a cell: bounded by empty rows and columns."""
    top, left, bottom, right = row, column, row + 1, column + 1
    while True:
        before = (top, left, bottom, right)
        while _filled(sheet, bottom, bottom + 1, left - 1, right + 1):
            bottom += 1
        while top and _filled(sheet, top - 1, top, left - 1, right + 1):
            top -= 1
        left -= left > 0 and _filled(sheet, top - 1, bottom + 1, left - 1, left)
        right += _filled(sheet, top - 1, bottom + 1, right, right + 1)
        if before == (top, left, bottom, right):
            return Box(sheet.id, top, left, bottom, right)


def _filled(sheet: Sheet, top: int, bottom: int, left: int, right: int) -> bool:
    box = Box(sheet.id, max(0, top), max(0, left), bottom, right)
    return any(cell.value is not None for _, _, cell in sheet.filled(box))
