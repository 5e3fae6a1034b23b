"""Requests on rows and columns."""

from __future__ import annotations

from tests.google_emulator.answers import dimension_group
from tests.google_emulator.cells import Cell
from tests.google_emulator.changes import apply, deletion, insertion, movement
from tests.google_emulator.errors import Json, invalid
from tests.google_emulator.masks import update
from tests.google_emulator.model import Book, Row, Sheet
from tests.google_emulator.requests.common import (
    Handler,
    check_within,
    lines_of,
    mask_of,
)
from tests.google_emulator.requests.sheets import check_size

SIZE = {"ROWS": "rowCount", "COLUMNS": "columnCount"}


def insert_dimension(book: Book, request: Json) -> Json:
    """insertDimension; the new lines look like a neighbour."""
    sheet, dimension, start, end = lines_of(book, request["range"])
    if start > sheet.size(dimension):
        raise invalid(
            f"range.startIndex[{start}] must be less than the grid size "
            f"({sheet.size(dimension)}) if inheritFromBefore is false."
        )
    before = bool(request.get("inheritFromBefore"))
    if before and start == 0:
        raise invalid("inheritFromBefore cannot be true if inserting at the first line")
    insert(book, sheet, dimension, start, end - start, start - 1 if before else end)
    check_size(book)
    return {}


def insert(book: Book, sheet: Sheet, dimension: str, at: int, count: int, model: int) -> None:
    """New lines that take formats and validation from line ``model`` (as numbered afterwards)."""
    apply(book, insertion(sheet.id, dimension, at, count))
    sheet.grid[SIZE[dimension]] += count
    frozen = "frozenRowCount" if dimension == "ROWS" else "frozenColumnCount"
    if at < sheet.grid.get(frozen, 0):
        sheet.grid[frozen] += count
    if dimension == "ROWS" and model < len(sheet.rows):
        looks = _looks(sheet.rows[model])
        if looks:
            for row in range(at, at + count):
                sheet.put_row(row, looks)
    elif dimension == "COLUMNS":
        for index, line in enumerate(sheet.rows):
            look = _looks({model: line[model]}) if model in line else {}
            if look:
                sheet.put_row(index, {c: look[model] for c in range(at, at + count)})


def _looks(row: Row) -> Row:
    """The cells of a line without what is in them."""
    return {
        column: Cell(format=cell.format, validation=cell.validation)
        for column, cell in row.items()
        if cell.format or cell.validation
    }


def delete_dimension(book: Book, request: Json) -> Json:
    """deleteDimension."""
    sheet, dimension, start, end = lines_of(book, request["range"])
    check_within(sheet, dimension, start + 1)
    end = min(end, sheet.size(dimension))
    left = sheet.size(dimension) - (end - start)
    what = "rows" if dimension == "ROWS" else "columns"
    if left < 1:
        raise invalid(f"You can't delete all the {what} on the sheet.")
    frozen = "frozenRowCount" if dimension == "ROWS" else "frozenColumnCount"
    held = sheet.grid.get(frozen, 0)
    if held:
        held -= max(0, min(end, held) - start)
        if held >= left:
            raise invalid(f"You can't delete all the {what} that are not frozen.")
        sheet.grid[frozen] = held
    apply(book, deletion(sheet.id, dimension, start, end))
    sheet.grid[SIZE[dimension]] = left
    return {}


def move_dimension(book: Book, request: Json) -> Json:
    """moveDimension; the destination is counted before anything is taken out."""
    sheet, dimension, start, end = lines_of(book, request["source"])
    check_within(sheet, dimension, end)
    to = int(request.get("destinationIndex", 0))
    if to > sheet.size(dimension):
        raise invalid(f"destinationIndex[{to}] is beyond the sheet")
    if start < to < end:
        raise invalid("The destination must not lie inside the source.")
    if to not in (start, end):
        apply(book, movement(sheet.id, dimension, start, end, to))
    return {}


def append_dimension(book: Book, request: Json) -> Json:
    """appendDimension."""
    sheet = book.sheet(int(request.get("sheetId", 0)))
    length = int(request.get("length", 0))
    if length < 1:
        raise invalid("length must be greater than zero")
    sheet.grid[SIZE[request["dimension"]]] += length
    check_size(book)
    return {}


def update_dimension(book: Book, request: Json) -> Json:
    """updateDimensionProperties."""
    mask = mask_of(request, "DimensionProperties")
    sheet, dimension, start, end = lines_of(book, request.get("range", {}))
    check_within(sheet, dimension, start + 1)
    lines = sheet.lines[dimension]
    for index in range(start, min(end, sheet.size(dimension))):
        made = update(lines.get(index, {}), request.get("properties", {}), mask)
        made = {k: v for k, v in made.items() if v}
        if made:
            lines[index] = made
        else:
            lines.pop(index, None)
    return {}


def auto_resize(book: Book, request: Json) -> Json:
    """autoResizeDimensions: widths by the longest text, roughly."""
    sheet, dimension, start, end = lines_of(book, request.get("dimensions", {}))
    for index in range(start, min(end, sheet.size(dimension))):
        pixels = 21
        if dimension == "COLUMNS":
            texts = [str(row[index].value) for row in sheet.rows if index in row]
            if not texts:
                continue
            pixels = 13 + 7 * max(len(text) for text in texts)
        sheet.lines[dimension][index] = {
            **sheet.lines[dimension].get(index, {}), "pixelSize": pixels
        }  # fmt: skip
    return {}


def _depths(sheet: Sheet, dimension: str) -> list[int]:
    depths = [0] * sheet.size(dimension)
    for group in sheet.groups[dimension]:
        for index in range(group["range"]["startIndex"], group["range"]["endIndex"]):
            depths[index] = max(depths[index], group["depth"])
    return depths


def _regroup(sheet: Sheet, dimension: str, depths: list[int]) -> list[Json]:
    """The groups that these depths make: one for each stretch at least so deep."""
    before = {
        (g["range"]["startIndex"], g["range"]["endIndex"], g["depth"]): g.get("collapsed")
        for g in sheet.groups[dimension]
    }
    made: list[Json] = []
    for depth in range(1, max(depths, default=0) + 1):
        start = None
        for index, deep in enumerate([*depths, 0]):
            if deep >= depth and start is None:
                start = index
            elif deep < depth and start is not None:
                collapsed = bool(before.get((start, index, depth)))
                range_ = {
                    "sheetId": sheet.id, "dimension": dimension,
                    "startIndex": start, "endIndex": index,
                }  # fmt: skip
                made.append({"range": range_, "depth": depth, "collapsed": collapsed})
                start = None
    return made


def _shift_depth(book: Book, request: Json, step: int) -> Json:
    sheet, dimension, start, end = lines_of(book, request["range"])
    check_within(sheet, dimension, end)
    depths = _depths(sheet, dimension)
    if step < 0 and not any(depths[start:end]):
        raise invalid("Cannot delete a group that does not exist.")
    for index in range(start, end):
        depths[index] = max(0, depths[index] + step)
    if max(depths) > 8:
        raise invalid("Groups cannot be more than 8 deep.")
    sheet.groups[dimension] = _regroup(sheet, dimension, depths)
    groups = [dimension_group(group) for group in sheet.groups[dimension]]
    return {"dimensionGroups": groups} if groups else {}


def add_group(book: Book, request: Json) -> Json:
    """addDimensionGroup: one level deeper over the range."""
    return _shift_depth(book, request, 1)


def delete_group(book: Book, request: Json) -> Json:
    """deleteDimensionGroup: one level less over the range."""
    return _shift_depth(book, request, -1)


def update_group(book: Book, request: Json) -> Json:
    """updateDimensionGroup: collapsed or not, which hides or shows its lines."""
    mask_of(request, "DimensionGroup")
    wanted = request["dimensionGroup"]
    sheet, dimension, start, end = lines_of(book, wanted["range"])
    for place, group in enumerate(sheet.groups[dimension]):
        here = group["range"]
        if (here["startIndex"], here["endIndex"], group["depth"]) == (
            start, end, wanted.get("depth", 1)
        ):  # fmt: skip
            collapsed = bool(wanted.get("collapsed"))
            sheet.groups[dimension][place] = {**group, "collapsed": collapsed}
            for index in range(start, end):
                lines = sheet.lines[dimension]
                lines[index] = {**lines.get(index, {}), "hiddenByUser": collapsed}
            return {}
    raise invalid("No group of this range and depth.")


HANDLERS: dict[str, Handler] = {
    "insertDimension": insert_dimension,
    "deleteDimension": delete_dimension,
    "moveDimension": move_dimension,
    "appendDimension": append_dimension,
    "updateDimensionProperties": update_dimension,
    "autoResizeDimensions": auto_resize,
    "addDimensionGroup": add_group,
    "deleteDimensionGroup": delete_group,
    "updateDimensionGroup": update_group,
}
