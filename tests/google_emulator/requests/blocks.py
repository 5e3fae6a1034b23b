"""Requests that move or copy blocks of cells."""

from __future__ import annotations

from dataclasses import replace

from tests.google_emulator.a1 import Box
from tests.google_emulator.calc import effective, formatted
from tests.google_emulator.cells import BLANK, Cell, Formula, with_value
from tests.google_emulator.entered import typed
from tests.google_emulator.errors import Json, invalid
from tests.google_emulator.formulas.rewrite import relocated
from tests.google_emulator.model import Book, Row, Sheet
from tests.google_emulator.requests.cells import full_range
from tests.google_emulator.requests.common import Handler

Block = dict[tuple[int, int], Cell]


def taken(sheet: Sheet, box: Box) -> Block:
    """The filled cells of a box by their place in it."""
    return {(r - box.top, c - box.left): cell for r, c, cell in sheet.filled(box)}


def wiped(sheet: Sheet, box: Box) -> None:
    """Empty the cells of a box wholly."""
    for row in range(box.top, min(box.bottom, len(sheet.rows))):
        if any(box.left <= column < box.right for column in sheet.rows[row]):
            sheet.put_row(row, {column: BLANK for column in range(box.left, box.right)})


def insert_range(book: Book, request: Json) -> Json:
    """insertRange: cells below or to the right give way."""
    box = book.box(request.get("range", {}))
    sheet = book.sheet(box.sheet_id)
    down = request.get("shiftDimension") != "COLUMNS"
    if down:
        tail = replace(box, bottom=max(box.bottom, len(sheet.rows)))
        sheet.resize(max(sheet.row_count, _end(sheet, tail, True) + box.height),
                     sheet.column_count)  # fmt: skip
    else:
        tail = replace(box, right=sheet.column_count)
        sheet.resize(sheet.row_count,
                     max(sheet.column_count, _end(sheet, tail, False) + box.width))  # fmt: skip
    block = taken(sheet, tail)
    wiped(sheet, tail)
    top, left = (box.bottom, box.left) if down else (box.top, box.right)
    for (row, column), cell in block.items():
        sheet.put(top + row, left + column, cell)
    return {}


def _end(sheet: Sheet, box: Box, rows: bool) -> int:
    places = [(row if rows else column) + 1 for row, column, _ in sheet.filled(box)]
    return max(places, default=0)


def delete_range(book: Book, request: Json) -> Json:
    """deleteRange: cells from below or from the right come in."""
    box = book.box(request.get("range", {}))
    sheet = book.sheet(box.sheet_id)
    if request.get("shiftDimension") != "COLUMNS":
        tail = replace(box, top=box.bottom, bottom=max(box.bottom, len(sheet.rows)))
        whole = replace(box, bottom=tail.bottom)
    else:
        tail = replace(box, left=box.right, right=sheet.column_count)
        whole = replace(box, right=tail.right)
    block = taken(sheet, tail)
    wiped(sheet, whole)
    for (row, column), cell in block.items():
        sheet.put(box.top + row, box.left + column, cell)
    return {}


def pasted(book: Book, old: Cell, new: Cell, kind: str, rows: int, columns: int) -> Cell:
    """The old cell after the new one, from so far away, was pasted over it."""
    value = new.value
    if isinstance(value, Formula):
        value = Formula(relocated(value.text, rows, columns))
    if kind in ("PASTE_VALUES", "PASTE_FORMULA"):
        return with_value(old, value)
    if kind == "PASTE_FORMAT":
        return replace(old, format=new.format)
    if kind == "PASTE_DATA_VALIDATION":
        return replace(old, validation=new.validation)
    if kind == "PASTE_CONDITIONAL_FORMATTING":
        return old
    made = replace(new, value=value)
    if kind == "PASTE_NO_BORDERS":
        format_ = {k: v for k, v in new.format.items() if k != "borders"}
        made = replace(made, format=format_)
    return made


def copy_paste(book: Book, request: Json) -> Json:
    """copyPaste: the source again and again until the destination is full."""
    source, target = book.box(request["source"]), book.box(request["destination"])
    kind = request.get("pasteType", "PASTE_NORMAL")
    turned = request.get("pasteOrientation") == "TRANSPOSE"
    block = taken(book.sheet(source.sheet_id), source)
    if kind == "PASTE_VALUES":
        block = _computed(book, book.sheet(source.sheet_id), source)
    height, width = (source.width, source.height) if turned else (source.height, source.width)
    sheet = book.sheet(target.sheet_id)
    bottom = min(sheet.row_count, target.top + max(height, target.height))
    right = min(sheet.column_count, target.left + max(width, target.width))
    for row in range(target.top, bottom):
        cells: Row = {}
        for column in range(target.left, right):
            r, c = (row - target.top) % height, (column - target.left) % width
            r, c = (c, r) if turned else (r, c)
            moved = (row - source.top - r, column - source.left - c)
            new = block.get((r, c), BLANK)
            cells[column] = pasted(book, sheet.cell(row, column), new, kind, *moved)
        sheet.put_row(row, cells)
    if kind in ("PASTE_NORMAL", "PASTE_FORMAT") and not turned:
        _copy_merges(book, source, target)
    return {}


def _computed(book: Book, sheet: Sheet, box: Box) -> Block:
    made: Block = {}
    for row, column, cell in sheet.filled(box):
        value = effective(book, sheet, row, column, cell)
        kept = value if isinstance(value, bool | int | float | str) else None
        made[row - box.top, column - box.left] = with_value(cell, kept)
    return made


def _copy_merges(book: Book, source: Box, target: Box) -> None:
    sheet = book.sheet(target.sheet_id)
    for item in list(book.sheet(source.sheet_id).lists.get("merges", [])):
        box = book.box(item)
        if source.covers(box):
            top, left = target.top + box.top - source.top, target.left + box.left - source.left
            moved = Box(target.sheet_id, top, left, top + box.height, left + box.width)
            merges = sheet.lists.setdefault("merges", [])
            merges[:] = [m for m in merges if not book.box(m).meets(moved)]
            merges.append(full_range(moved))


def cut_paste(book: Book, request: Json) -> Json:
    """cutPaste: what was at the destination is lost; the formulas moved keep their references."""
    source, start = book.box(request["source"]), request["destination"]
    sheet = book.sheet(int(start.get("sheetId", 0)))
    top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
    if top + source.height > sheet.row_count or left + source.width > sheet.column_count:
        raise invalid("The pasted range does not fit on the sheet.")
    kind = request.get("pasteType", "PASTE_NORMAL")
    origin = book.sheet(source.sheet_id)
    block = taken(origin, source)
    if kind in ("PASTE_VALUES", "PASTE_FORMULA"):
        for (row, column), cell in block.items():
            origin.put(source.top + row, source.left + column, with_value(cell, None))
    else:
        wiped(origin, source)
    for row in range(source.height):
        cells = {
            left + column: pasted(book, sheet.cell(top + row, left + column),
                                  block.get((row, column), BLANK), kind, 0, 0)
            for column in range(source.width)
        }  # fmt: skip
        sheet.put_row(top + row, cells)
    return {}


def paste_data(book: Book, request: Json) -> Json:
    """pasteData: text cut at the delimiter, each part as if typed."""
    if "html" in request:
        raise invalid("The emulator does not paste HTML.")
    start, mark = request["coordinate"], request.get("delimiter") or "\t"
    sheet = book.sheet(int(start.get("sheetId", 0)))
    top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
    rows = [line.split(mark) for line in request.get("data", "").splitlines()]
    width = max((len(row) for row in rows), default=0)
    sheet.resize(max(sheet.row_count, top + len(rows)), max(sheet.column_count, left + width))
    for index, row in enumerate(rows, top):
        cells = {c: typed(sheet.cell(index, c), text, book.locale) for c, text in enumerate(row, left)}  # noqa: E501  # fmt: skip
        sheet.put_row(index, cells)
    return {}


def text_to_columns(book: Book, request: Json) -> Json:
    """textToColumns: one column cut into several."""
    box = book.box(request.get("source", {}))
    if box.width != 1:
        raise invalid("The source must be one column wide.")
    marks = {"COMMA": ",", "SEMICOLON": ";", "PERIOD": ".", "SPACE": " ",
             "CUSTOM": request.get("delimiter", ",")}  # fmt: skip
    mark = marks.get(request.get("delimiterType", "COMMA"), ",")
    sheet = book.sheet(box.sheet_id)
    for row, column, cell in list(sheet.filled(box)):
        if isinstance(cell.value, str) and mark in cell.value:
            parts = [part.strip() for part in cell.value.split(mark)]
            sheet.resize(sheet.row_count, max(sheet.column_count, column + len(parts)))
            sheet.put_row(row, {c: typed(sheet.cell(row, c), text, book.locale)
                                for c, text in enumerate(parts, column)})  # fmt: skip
    return {}


def trim(book: Book, request: Json) -> Json:
    """trimWhitespace: ends off, runs of spaces to one."""
    box = book.box(request.get("range", {}))
    sheet, changed = book.sheet(box.sheet_id), 0
    for row, column, cell in list(sheet.filled(box)):
        if isinstance(cell.value, str) and " ".join(cell.value.split()) != cell.value:
            sheet.put(row, column, with_value(cell, " ".join(cell.value.split())))
            changed += 1
    return {"cellsChangedCount": changed} if changed else {}


def shown(book: Book, sheet: Sheet, row: int, column: int) -> str:
    """What a cell shows."""
    cell = sheet.cell(row, column)
    return formatted(book, cell, effective(book, sheet, row, column, cell))


HANDLERS: dict[str, Handler] = {
    "insertRange": insert_range,
    "deleteRange": delete_range,
    "copyPaste": copy_paste,
    "cutPaste": cut_paste,
    "pasteData": paste_data,
    "textToColumns": text_to_columns,
    "trimWhitespace": trim,
}
