"""What the requests of a batchUpdate share: masks and lines."""

from __future__ import annotations

from collections.abc import Callable

from tests.google_emulator import masks
from tests.google_emulator.discovery import unknown_field
from tests.google_emulator.errors import Json, invalid
from tests.google_emulator.model import Book, Sheet

# Takes its part of the request; gives its part of the reply, {} for none.
Handler = Callable[[Book, Json], Json]


def mask_of(request: Json, schema: str) -> masks.Tree:
    """The request's field mask, checked against the schema; 400 without one."""
    text = request.get("fields", "")
    if not text:
        raise invalid(
            "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"
        )
    try:
        tree = masks.parse(text)
    except masks.MaskError:
        raise invalid(f"Invalid field mask: {text}") from None
    wrong = unknown_field("sheets.v4", schema, tree)
    if wrong:
        raise invalid(f"Invalid field: {wrong}")
    return tree


def lines_of(book: Book, range_: Json) -> tuple[Sheet, str, int, int]:
    """(sheet, dimension, start, end) of a DimensionRange; 400 beyond the sheet."""
    sheet = book.sheet(int(range_.get("sheetId", 0)))
    dimension = str(range_.get("dimension", ""))
    if dimension not in ("ROWS", "COLUMNS"):
        raise invalid("A dimension must be specified.")
    start = int(range_.get("startIndex", 0))
    end = int(range_.get("endIndex", sheet.size(dimension)))
    if start >= end:
        raise invalid(f"startIndex[{start}] must be less than endIndex[{end}]")
    return sheet, dimension, start, end


def check_within(sheet: Sheet, dimension: str, end: int) -> None:
    """400 unless the lines exist."""
    if end > sheet.size(dimension):
        what = "row" if dimension == "ROWS" else "column"
        raise invalid(f"range.endIndex {end} is beyond the last requested {what}")


def one_by(items: list[Json], key: str, value: object, what: str) -> int:
    """The place of the item that has the id; 400 when there is none."""
    for place, item in enumerate(items):
        if item.get(key) == value:
            return place
    raise invalid(f"No {what} with id: {value}")
