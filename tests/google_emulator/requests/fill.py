"""autoFill: what dragging the fill handle does."""

from __future__ import annotations

import re

from tests.google_emulator.a1 import Box
from tests.google_emulator.cells import BLANK, Cell, Formula, with_value
from tests.google_emulator.errors import Json, invalid
from tests.google_emulator.formulas.rewrite import relocated
from tests.google_emulator.model import Book, Sheet
from tests.google_emulator.requests.common import Handler

TAIL = re.compile(r"^(.*?)(\d+)$", re.DOTALL)


def auto_fill(book: Book, request: Json) -> Json:
    """autoFill: ``sourceAndDestination``, or a range whose filled head is the source."""
    alternate = bool(request.get("useAlternateSeries"))
    if "sourceAndDestination" in request:
        wanted = request["sourceAndDestination"]
        source = book.box(wanted["source"])
        fill(book, source, wanted.get("dimension", "ROWS"), int(wanted.get("fillLength", 0)),
             alternate)  # fmt: skip
        return {}
    box = book.box(request.get("range", {}))
    sheet = book.sheet(box.sheet_id)
    height = max((row + 1 - box.top for row, _, c in sheet.filled(box) if c.value is not None),
                 default=0)  # fmt: skip
    if height and height < box.height:
        source = Box(sheet.id, box.top, box.left, box.top + height, box.right)
        fill(book, source, "ROWS", box.bottom - source.bottom, alternate)
    return {}


def fill(book: Book, source: Box, dimension: str, length: int, alternate: bool = False) -> None:
    """Continue the source by ``length`` lines (backwards when negative)."""
    sheet = book.sheet(source.sheet_id)
    down = dimension != "COLUMNS"
    size = source.height if down else source.width
    start = source.top if down else source.left
    steps = range(size, size + length) if length > 0 else range(-1, length - 1, -1)
    limit = sheet.row_count if down else sheet.column_count
    if start + min(steps, default=0) < 0 or start + max(steps, default=0) >= limit:
        raise invalid("The fill would leave the sheet.")
    lanes = range(source.left, source.right) if down else range(source.top, source.bottom)
    for lane in lanes:
        cells = [_at(sheet, down, start + i, lane) for i in range(size)]
        for step in steps:
            row, column = (start + step, lane) if down else (lane, start + step)
            sheet.put(row, column, _next(cells, step, down, alternate))


def _at(sheet: Sheet, down: bool, index: int, lane: int) -> Cell:
    return sheet.cell(index, lane) if down else sheet.cell(lane, index)


def _next(cells: list[Cell], step: int, down: bool, alternate: bool) -> Cell:
    """The cell so many steps from the first of the source."""
    size = len(cells)
    model = cells[step % size]
    if isinstance(model.value, Formula):
        moved = step - step % size
        rows, columns = (moved, 0) if down else (0, moved)
        return with_value(model, Formula(relocated(model.value.text, rows, columns)))
    series = None if alternate else _series(cells)
    if series is None:
        return model if model is not BLANK else BLANK
    first, pace, prefix, width = series
    number = first + pace * step
    if prefix is None:
        return with_value(model, number)
    return with_value(model, f"{prefix}{max(0, int(number)):0{width}d}")


def _series(cells: list[Cell]) -> tuple[float, float, str | None, int] | None:
    """(first, step, prefix or None for plain numbers, digits) when the source is a series."""
    values = [cell.value for cell in cells]
    numbers = [v for v in values if isinstance(v, int | float) and not isinstance(v, bool)]
    if len(numbers) == len(values):
        if len(numbers) == 1:
            kind = cells[0].format.get("numberFormat", {}).get("type", "")
            # One number is repeated, one date goes on by days.
            return (numbers[0], 1, None, 0) if "DATE" in kind else None
        pace = (numbers[-1] - numbers[0]) / (len(numbers) - 1)
        return numbers[0], int(pace) if float(pace).is_integer() else pace, None, 0
    tails = [TAIL.match(v) if isinstance(v, str) else None for v in values]
    found = [tail for tail in tails if tail is not None]
    if len(found) != len(values) or len({tail[1] for tail in found}) != 1:
        return None
    first, last = int(found[0][2]), int(found[-1][2])
    pace = (last - first) // (len(found) - 1) if len(found) > 1 else 1
    width = len(found[0][2]) if found[0][2].startswith("0") else 0
    return first, pace, found[0][1], width


HANDLERS: dict[str, Handler] = {"autoFill": auto_fill}
