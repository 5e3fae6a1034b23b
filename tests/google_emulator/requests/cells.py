"""Requests that write CellData: updateCells, repeatCell, appendCells, borders, validation."""

from __future__ import annotations

from typing import Any

from tests.google_emulator.a1 import Box
from tests.google_emulator.cells import colours, to_json, with_value, written
from tests.google_emulator.errors import Json, invalid
from tests.google_emulator.formulas.rewrite import relocated
from tests.google_emulator.masks import Tree
from tests.google_emulator.model import Book, Row, Sheet
from tests.google_emulator.requests.common import Handler, mask_of


def _rows(request: Json) -> list[list[Json]]:
    return [row.get("values", []) for row in request.get("rows", [])]


def _check(sheet: Sheet, rows: list[list[Json]], top: int, left: int) -> None:
    width = max((len(row) for row in rows), default=0)
    if top + len(rows) > sheet.row_count or left + width > sheet.column_count:
        raise invalid(
            f"Attempting to write row: {top + len(rows) - 1}, column: {left + width - 1}, beyond "
            f"the last requested row or column of {sheet.row_count - 1}, {sheet.column_count - 1}"
        )
    for row in rows:
        for data in row:
            if len(data.get("userEnteredValue", {}).get("stringValue", "")) > 50_000:
                raise invalid(
                    "Your input contains more than the maximum of 50000 characters in a single "
                    "cell."
                )


def put_rows(sheet: Sheet, rows: list[list[Json]], top: int, left: int, mask: Tree) -> None:
    """Write rows of CellData from a corner."""
    _check(sheet, rows, top, left)
    for index, row in enumerate(rows, top):
        cells: Row = {
            column: written(sheet.cell(index, column), data, mask)
            for column, data in enumerate(row, left)
        }
        if cells:
            sheet.put_row(index, cells)


def update_cells(book: Book, request: Json) -> Json:
    """updateCells: from ``start``, or over a range whose rest is cleared."""
    mask = mask_of(request, "CellData")
    rows = _rows(request)
    if "start" in request:
        start = request["start"]
        sheet = book.sheet(int(start.get("sheetId", 0)))
        put_rows(sheet, rows, start.get("rowIndex", 0), start.get("columnIndex", 0), mask)
        return {}
    box = book.box(request.get("range", {}))
    sheet = book.sheet(box.sheet_id)
    if len(rows) > box.height or any(len(row) > box.width for row in rows):
        raise invalid(
            f"Attempting to write row or column beyond the range: {box.height} rows and "
            f"{box.width} columns"
        )
    given = {(r, c) for r, row in enumerate(rows, box.top) for c in range(box.left, box.left + len(row))}  # noqa: E501  # fmt: skip
    for row, column, cell in list(sheet.filled(box)):
        if (row, column) not in given:
            sheet.put(row, column, written(cell, {}, mask))
    put_rows(sheet, rows, box.top, box.left, mask)
    return {}


def repeat_cell(book: Book, request: Json) -> Json:
    """repeatCell: the same data everywhere; relative references of a formula go along."""
    mask = mask_of(request, "CellData")
    data = dict(request.get("cell", {}))
    if "userEnteredFormat" in data:
        data["userEnteredFormat"] = colours(data["userEnteredFormat"])
    box = book.box(request.get("range", {}))
    sheet = book.sheet(box.sheet_id)
    formula = data.get("userEnteredValue", {}).get("formulaValue")
    for row in range(box.top, box.bottom):
        cells: Row = {}
        for column in range(box.left, box.right):
            made = data
            if formula is not None:
                text = relocated(formula, row - box.top, column - box.left)
                made = {**data, "userEnteredValue": {"formulaValue": text}}
            cells[column] = written(sheet.cell(row, column), made, mask, plain=False)
        if any(not cell.is_blank for cell in cells.values()) or row < len(sheet.rows):
            sheet.put_row(row, cells)
    return {}


def append_cells(book: Book, request: Json) -> Json:
    """appendCells: below the last row with data, making the sheet longer when it must."""
    mask = mask_of(request, "CellData")
    sheet = book.sheet(int(request.get("sheetId", 0)))
    rows, top = _rows(request), sheet.last_row()
    width = max((len(row) for row in rows), default=0)
    sheet.resize(max(sheet.row_count, top + len(rows)), max(sheet.column_count, width))
    put_rows(sheet, rows, top, 0, mask)
    return {}


def set_validation(book: Book, request: Json) -> Json:
    """setDataValidation; without a rule it is taken away."""
    rule = request.get("rule")
    if rule is not None and "condition" not in rule:
        raise invalid("A condition must be specified.")
    _each(book, request, lambda cell_json: {"dataValidation": rule} if rule else {},
          {"dataValidation": {}})  # fmt: skip
    return {}


def _each(book: Book, request: Json, make: Any, mask: Tree) -> None:
    box = book.box(request.get("range", {}))
    sheet = book.sheet(box.sheet_id)
    for row in range(box.top, box.bottom):
        cells = {
            column: written(cell, make(to_json(cell)), mask)
            for column in range(box.left, box.right)
            for cell in [sheet.cell(row, column)]
        }
        if any(not cell.is_blank for cell in cells.values()) or row < len(sheet.rows):
            sheet.put_row(row, cells)


def update_borders(book: Book, request: Json) -> Json:
    """updateBorders: each side of the range, and the lines inside it."""
    box = book.box(request.get("range", {}))
    sheet = book.sheet(box.sheet_id)
    for row in range(box.top, box.bottom):
        for column in range(box.left, box.right):
            sides = _sides(request, box, row, column)
            if sides:
                cell = sheet.cell(row, column)
                borders = {**cell.format.get("borders", {}), **colours(sides)}
                kept = {k: v for k, v in borders.items() if v.get("style") != "NONE"}
                data = {"userEnteredFormat": {"borders": kept} if kept else {}}
                mask: Tree = {"userEnteredFormat": {"borders": {}}}
                sheet.put(row, column, written(cell, data, mask))
    return {}


def _sides(request: Json, box: Box, row: int, column: int) -> Json:
    edges = {
        "top": ("top", row == box.top, "innerHorizontal"),
        "bottom": ("bottom", row == box.bottom - 1, "innerHorizontal"),
        "left": ("left", column == box.left, "innerVertical"),
        "right": ("right", column == box.right - 1, "innerVertical"),
    }
    names = {side: outer if at_edge else inner for side, (outer, at_edge, inner) in edges.items()}
    return {side: request[name] for side, name in names.items() if name in request}


def merge_cells(book: Book, request: Json) -> Json:
    """mergeCells: the values other than the first go."""
    box = book.box(request.get("range", {}))
    sheet = book.sheet(box.sheet_id)
    kind = request.get("mergeType", "MERGE_ALL")
    parts = [box]
    if kind == "MERGE_ROWS":
        parts = [Box(box.sheet_id, r, box.left, r + 1, box.right) for r in range(box.top, box.bottom)]  # noqa: E501  # fmt: skip
    elif kind == "MERGE_COLUMNS":
        parts = [Box(box.sheet_id, box.top, c, box.bottom, c + 1) for c in range(box.left, box.right)]  # noqa: E501  # fmt: skip
    merges = sheet.lists.setdefault("merges", [])
    for item in merges:
        other = book.box(item)
        if other.meets(box) and not box.covers(other):
            raise invalid("You must select all cells in a merged range to merge or unmerge them.")
    sheet.lists["merges"] = [m for m in merges if not box.covers(book.box(m))]
    for part in parts:
        _merge(sheet, part)
    return {}


def _merge(sheet: Sheet, box: Box) -> None:
    sheet.lists["merges"].append(full_range(box))
    kept = next((cell.value for _, _, cell in sheet.filled(box) if cell.value is not None), None)
    for row, column, cell in list(sheet.filled(box)):
        sheet.put(row, column, with_value(cell, None))
    if kept is not None:
        first = sheet.cell(box.top, box.left)
        sheet.put(box.top, box.left, with_value(first, kept))


def full_range(box: Box) -> Json:
    """A GridRange with all its sides."""
    return {
        "sheetId": box.sheet_id,
        "startRowIndex": box.top,
        "endRowIndex": box.bottom,
        "startColumnIndex": box.left,
        "endColumnIndex": box.right,
    }


def unmerge_cells(book: Book, request: Json) -> Json:
    """unmergeCells."""
    box = book.box(request.get("range", {}))
    sheet = book.sheet(box.sheet_id)
    merges = sheet.lists.get("merges", [])
    for item in merges:
        other = book.box(item)
        if other.meets(box) and not box.covers(other):
            raise invalid("You must select all cells in a merged range to merge or unmerge them.")
    sheet.lists["merges"] = [m for m in merges if not box.covers(book.box(m))]
    return {}


HANDLERS: dict[str, Handler] = {
    "updateCells": update_cells,
    "repeatCell": repeat_cell,
    "appendCells": append_cells,
    "setDataValidation": set_validation,
    "updateBorders": update_borders,
    "mergeCells": merge_cells,
    "unmergeCells": unmerge_cells,
}
