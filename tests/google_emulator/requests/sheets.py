"""Requests on whole tabs and on the spreadsheet."""

from __future__ import annotations

import copy

from tests.google_emulator.a1 import quoted
from tests.google_emulator.answers import sheet_properties
from tests.google_emulator.cells import Cell, Formula, colours, with_value
from tests.google_emulator.errors import Json, invalid
from tests.google_emulator.formulas.rewrite import renamed
from tests.google_emulator.masks import Tree, update
from tests.google_emulator.model import Book, Sheet, new_sheet
from tests.google_emulator.requests.common import Handler, mask_of

MAX_CELLS = 10_000_000


def check_title(book: Book, title: str, own: Sheet | None = None) -> None:
    """400 for a title that another tab has."""
    found = book.titled(title)
    if found is not None and found is not own:
        raise invalid(f'A sheet with the name "{title}" already exists. Please enter another name.')
    if not title or len(title) > 100:
        raise invalid(f"Invalid sheet name: {title}")


def free_title(book: Book, pattern: str = "Sheet{}") -> str:
    """A title that no tab has."""
    number = len(book.sheets) + 1
    while book.titled(pattern.format(number)) is not None:
        number += 1
    return pattern.format(number)


def check_size(book: Book) -> None:
    """400 beyond ten million cells."""
    if sum(sheet.row_count * sheet.column_count for sheet in book.sheets) > MAX_CELLS:
        raise invalid(
            "This action would increase the number of cells in the workbook above the limit of "
            f"{MAX_CELLS} cells."
        )


def add_sheet(book: Book, request: Json) -> Json:
    """addSheet."""
    wanted = colours(request.get("properties", {}))
    title = wanted.get("title") or free_title(book)
    check_title(book, title)
    sheet_id = wanted.get("sheetId") or book.new_id()
    if any(sheet.id == sheet_id for sheet in book.sheets):
        raise invalid(f"A sheet with id {sheet_id} already exists.")
    sheet = new_sheet(sheet_id, title)
    grid = sheet.grid | wanted.get("gridProperties", {})
    sheet.properties |= {**wanted, "sheetId": sheet_id, "title": title, "gridProperties": grid}
    index = min(int(wanted.get("index", len(book.sheets))), len(book.sheets))
    book.sheets.insert(index, sheet)
    book.renumber()
    check_size(book)
    return {"properties": sheet_properties(sheet)}


def delete_sheet(book: Book, request: Json) -> Json:
    """deleteSheet."""
    sheet = book.sheet(int(request.get("sheetId", 0)))
    visible = [s for s in book.sheets if not s.properties.get("hidden") and s is not sheet]
    if not visible:
        raise invalid("You can't remove all the sheets in a document.")
    book.sheets.remove(sheet)
    book.renumber()
    gone = sheet.id
    book.named = [n for n in book.named if n["range"].get("sheetId", 0) != gone]
    book.metadata = [
        m for m in book.metadata
        if gone not in (m["location"].get("sheetId"),
                        m["location"].get("dimensionRange", {}).get("sheetId"))
    ]  # fmt: skip
    return {}


def update_sheet(book: Book, request: Json) -> Json:
    """updateSheetProperties."""
    mask = mask_of(request, "SheetProperties")
    new = colours(request["properties"])
    sheet = book.sheet(int(new.get("sheetId", 0)))
    grid = mask.get("gridProperties", {}) if mask else {}
    if not mask or "title" in mask:
        _rename(book, sheet, str(new.get("title", "")))
    if "index" in mask:
        _move(book, sheet, int(new.get("index", 0)))
    rest: Tree = {k: v for k, v in mask.items() if k not in ("sheetId", "index", "title")}
    if rest:
        before = copy.deepcopy(sheet.grid)
        sheet.properties = update(sheet.properties, new, rest)
        sheet.properties["gridProperties"] = before | sheet.properties.get("gridProperties", {})
        for key in grid:
            if key not in new.get("gridProperties", {}):
                sheet.grid[key] = before[key] if key in ("rowCount", "columnCount") else 0
    _check_grid(book, sheet)
    return {}


def _rename(book: Book, sheet: Sheet, title: str) -> None:
    check_title(book, title, sheet)
    old, sheet.properties["title"] = sheet.title, title
    prefix = quoted(title) + "!"
    for one in book.sheets:
        for index, row in enumerate(one.rows):
            for column, cell in row.items():
                if isinstance(cell.value, Formula):
                    text = renamed(cell.value.text, old, prefix)
                    if text != cell.value.text:
                        one.put(index, column, _with_formula(cell, text))


def _with_formula(cell: Cell, text: str) -> Cell:
    return with_value(cell, Formula(text))


def _move(book: Book, sheet: Sheet, index: int) -> None:
    if not 0 <= index <= len(book.sheets):
        raise invalid(f"Invalid sheet index: {index}")
    # The place is counted before the sheet is taken out of its own.
    own = book.sheets.index(sheet)
    book.sheets.insert(index, sheet)
    del book.sheets[own + (index <= own)]
    book.renumber()


def _check_grid(book: Book, sheet: Sheet) -> None:
    rows, columns = sheet.row_count, sheet.column_count
    if rows < 1 or columns < 1:
        raise invalid("A sheet must have at least one row and one column.")
    if sheet.grid.get("frozenRowCount", 0) >= rows:
        raise invalid("You can't freeze all the rows in a sheet.")
    if sheet.grid.get("frozenColumnCount", 0) >= columns:
        raise invalid("You can't freeze all the columns in a sheet.")
    if all(s.properties.get("hidden") for s in book.sheets):
        raise invalid("You can't hide all the sheets in a document.")
    sheet.resize(rows, columns)
    check_size(book)


def duplicate_sheet(book: Book, request: Json) -> Json:
    """duplicateSheet."""
    source = book.sheet(int(request.get("sourceSheetId", 0)))
    title = request.get("newSheetName") or _copy_title(book, source.title)
    check_title(book, title)
    sheet_id = request.get("newSheetId") or book.new_id()
    if any(sheet.id == sheet_id for sheet in book.sheets):
        raise invalid(f"A sheet with id {sheet_id} already exists.")
    sheet = copied(book, source, sheet_id, title)
    book.sheets.insert(int(request.get("insertSheetIndex", 0)), sheet)
    book.renumber()
    check_size(book)
    return {"properties": sheet_properties(sheet)}


def _copy_title(book: Book, title: str) -> str:
    first = f"Copy of {title}"
    return first if book.titled(first) is None else free_title(book, first + " {}")


def copied(book: Book, source: Sheet, sheet_id: int, title: str) -> Sheet:
    """A copy of a tab: its lists speak of it, its protected ranges have ids of their own."""
    sheet = source.copy()
    sheet.lists, sheet.groups = copy.deepcopy(sheet.lists), copy.deepcopy(sheet.groups)
    sheet.basic_filter = copy.deepcopy(sheet.basic_filter)
    sheet.properties |= {"sheetId": sheet_id, "title": title}
    for items in sheet.lists.values():
        for item in items:
            for range_ in (item, item.get("range"), *item.get("ranges", [])):
                if isinstance(range_, dict) and (range_ is not item or "startRowIndex" in range_):
                    range_["sheetId"] = sheet_id
            for key in ("protectedRangeId", "bandedRangeId", "filterViewId"):
                if key in item:
                    item[key] = book.new_id()
    for groups in sheet.groups.values():
        for group in groups:
            group["range"]["sheetId"] = sheet_id
    if sheet.basic_filter is not None:
        sheet.basic_filter["range"]["sheetId"] = sheet_id
    return sheet


def update_spreadsheet(book: Book, request: Json) -> Json:
    """updateSpreadsheetProperties."""
    mask = mask_of(request, "SpreadsheetProperties")
    if mask.keys() & {"defaultFormat"}:
        raise invalid("Cannot update the default format of a spreadsheet.")
    book.properties = update(book.properties, request.get("properties", {}), mask)
    if not book.properties.get("title"):
        raise invalid("A spreadsheet must have a title.")
    return {}


HANDLERS: dict[str, Handler] = {
    "addSheet": add_sheet,
    "deleteSheet": delete_sheet,
    "updateSheetProperties": update_sheet,
    "duplicateSheet": duplicate_sheet,
    "updateSpreadsheetProperties": update_spreadsheet,
}
