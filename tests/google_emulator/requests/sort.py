"""sortRange, randomizeRange and deleteDuplicates: rows of a range in another order, or fewer."""

from __future__ import annotations

from typing import Any

from tests.google_emulator.a1 import Box
from tests.google_emulator.calc import effective, formatted
from tests.google_emulator.cells import BLANK, Cell, Fault, Formula, Scalar, with_value
from tests.google_emulator.errors import Json, invalid
from tests.google_emulator.formulas.rewrite import relocated
from tests.google_emulator.model import Book, Sheet
from tests.google_emulator.requests.common import Handler

KINDS = {int: 0, float: 0, str: 1, bool: 2, Fault: 3}


def sort_range(book: Book, request: Json) -> Json:
    """sortRange: whole cells of the range move; blanks come last in either order."""
    box = book.box(request.get("range", {}))
    sheet = book.sheet(box.sheet_id)
    order = list(range(box.top, box.bottom))
    for spec in reversed(request.get("sortSpecs", [])):
        column = int(spec.get("dimensionIndex", 0))
        if not box.left <= column < box.right:
            raise invalid(f"sortSpec dimensionIndex {column} must be within the range")
        order = sorted_rows(book, sheet, order, column, spec.get("sortOrder") == "DESCENDING")
    rearrange(book, sheet, box, order)
    return {}


def sorted_rows(
    book: Book, sheet: Sheet, order: list[int], column: int, falling: bool
) -> list[int]:  # fmt: skip
    """The rows by the values of a column; equal ones stay as they stood."""
    keys = {row: _key(book, sheet, row, column) for row in order}
    filled = [row for row in order if keys[row] is not None]
    blank = [row for row in order if keys[row] is None]
    return sorted(filled, key=lambda row: keys[row], reverse=falling) + blank


def _key(book: Book, sheet: Sheet, row: int, column: int) -> Any:
    cell = sheet.cell(row, column)
    value: Scalar = effective(book, sheet, row, column, cell)
    if value is None or value == "":
        return None
    kind = KINDS[type(value)]
    return kind, value.casefold() if isinstance(value, str) else 0 if kind == 3 else value


def rearrange(book: Book, sheet: Sheet, box: Box, order: list[int]) -> None:
    """Row ``order[i]`` of the box goes to the box's i-th row."""
    old = {row: sheet.rows[row] if row < len(sheet.rows) else {} for row in order}
    columns = range(box.left, box.right)
    for to, row in enumerate(order, box.top):
        if to == row:
            continue
        cells = {c: _carried(old[row].get(c, BLANK), to - row) for c in columns}
        if any(not cell.is_blank for cell in cells.values()) or to < len(sheet.rows):
            sheet.put_row(to, cells)
    if book.metadata_follows_sort:
        _carry_metadata(book, sheet, {row: to for to, row in enumerate(order, box.top)})


def _carried(cell: Cell, rows: int) -> Cell:
    if isinstance(cell.value, Formula):
        return with_value(cell, Formula(relocated(cell.value.text, rows, 0)))
    return cell


def _carry_metadata(book: Book, sheet: Sheet, moved: dict[int, int]) -> None:
    for place, item in enumerate(book.metadata):
        line = item["location"].get("dimensionRange")
        if line and (line.get("sheetId", 0), line["dimension"]) == (sheet.id, "ROWS"):
            to = moved.get(line["startIndex"], line["startIndex"])
            line = {**line, "startIndex": to, "endIndex": to + 1}
            location = {**item["location"], "dimensionRange": line}
            book.metadata[place] = {**item, "location": location}


def randomize(book: Book, request: Json) -> Json:
    """randomizeRange."""
    box = book.box(request.get("range", {}))
    order = list(range(box.top, box.bottom))
    book.chance.shuffle(order)
    rearrange(book, book.sheet(box.sheet_id), box, order)
    return {}


def delete_duplicates(book: Book, request: Json) -> Json:
    """deleteDuplicates: of rows that show the same the first stays; the rest moves up."""
    box = book.box(request.get("range", {}))
    sheet = book.sheet(box.sheet_id)
    columns = list(range(box.left, box.right))
    for part in request.get("comparisonColumns", []):
        columns = list(range(part["startIndex"], part["endIndex"]))
    seen: set[tuple[str, ...]] = set()
    kept: list[int] = []
    gone: list[int] = []
    for row in range(box.top, min(box.bottom, max(len(sheet.rows), box.top))):
        shown = tuple(_shown(book, sheet, row, column) for column in columns)
        (gone if shown in seen and any(shown) else kept).append(row)
        seen.add(shown)
    rearrange(book, sheet, box, kept + gone)
    for row in range(box.top + len(kept), box.top + len(kept) + len(gone)):
        sheet.put_row(row, {column: BLANK for column in range(box.left, box.right)})
    return {"duplicatesRemovedCount": len(gone)} if gone else {}


def _shown(book: Book, sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cell(row, column)
    return formatted(book, cell, effective(book, sheet, row, column, cell)).casefold()


HANDLERS: dict[str, Handler] = {
    "sortRange": sort_range,
    "randomizeRange": randomize,
    "deleteDuplicates": delete_duplicates,
}
