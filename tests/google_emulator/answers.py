"""A spreadsheet as the API answers it."""

from __future__ import annotations

import re
from typing import Any

from tests.google_emulator.a1 import Box
from tests.google_emulator.calc import effective, formatted
from tests.google_emulator.cells import Cell, Formula, extended, to_json
from tests.google_emulator.conditional import format_here
from tests.google_emulator.errors import Json
from tests.google_emulator.masks import Tree, pick, wants
from tests.google_emulator.model import DIMENSIONS, Book, Sheet, tidy
from tests.google_emulator.styling import DEFAULT_FORMAT, THEME

PIXELS = {"ROWS": 21, "COLUMNS": 100}
LINK = re.compile(r'=HYPERLINK\(\s*"([^"]*)"', re.IGNORECASE)
EFFECTIVE_KEYS = ("backgroundColor", "padding", "verticalAlignment", "wrapStrategy", "textFormat",
                  "backgroundColorStyle")  # fmt: skip


def spreadsheet(book: Book, boxes: list[Box] | None, grid: bool, mask: Tree, base: str) -> Json:
    """A Spreadsheet: all of it, or the sheets that ``boxes`` lie in; cells when asked for."""
    made: Json = {
        "spreadsheetId": book.id,
        "properties": {
            **book.properties,
            "defaultFormat": DEFAULT_FORMAT,
            "spreadsheetTheme": THEME,
        },
        "sheets": _sheets(book, boxes, grid, mask),
        "spreadsheetUrl": f"{base}/spreadsheets/d/{book.id}/edit",
    }
    if book.named:
        made["namedRanges"] = [named_range(item) for item in book.named]
    own = [item for item in book.metadata if item["location"]["locationType"] == "SPREADSHEET"]
    if own:
        made["developerMetadata"] = own
    # The sheets went through their part of the mask already.
    picked: Json = pick(made, {**mask, "sheets": {}} if "sheets" in mask else mask)
    return picked


def named_range(item: Json) -> Json:
    """A NamedRange in an answer."""
    return {**item, "range": tidy(item["range"])}


def _sheets(book: Book, boxes: list[Box] | None, grid: bool, mask: Tree) -> list[Json]:
    inner = mask.get("sheets", {}) if mask else {}
    if mask and "sheets" not in mask:
        return []
    with_data = "data" in inner if inner else (grid or bool(mask))
    made = []
    for sheet in book.sheets:
        own = None if boxes is None else [box for box in boxes if box.sheet_id == sheet.id]
        if own == []:
            continue
        made.append(_sheet(book, sheet, own or [sheet.whole()], with_data, inner))
    return made


def _sheet(book: Book, sheet: Sheet, boxes: list[Box], with_data: bool, mask: Tree) -> Json:
    made: Json = {"properties": sheet_properties(sheet)}
    for name, items in sheet.lists.items():
        if items and wants(mask, name):
            made[name] = [listed(book, name, item) for item in items]
    for dimension, name in zip(DIMENSIONS, ("rowGroups", "columnGroups"), strict=True):
        if sheet.groups[dimension]:
            made[name] = [dimension_group(group) for group in sheet.groups[dimension]]
    if sheet.basic_filter is not None:
        made["basicFilter"] = {
            **sheet.basic_filter, "range": tidy(sheet.basic_filter["range"])
        }  # fmt: skip
    own = [m for m in book.metadata if m["location"].get("sheetId") == sheet.id
           and m["location"]["locationType"] == "SHEET"]  # fmt: skip
    if own:
        made["developerMetadata"] = own
    made = pick(made, mask)
    if with_data:
        made["data"] = [grid_data(book, sheet, box, mask.get("data", {})) for box in boxes]
    return made


def sheet_properties(sheet: Sheet) -> Json:
    """SheetProperties; what is off is left out."""
    grid = {k: v for k, v in sheet.grid.items() if v}
    rest = {
        k: v for k, v in sheet.properties.items() if v or k in ("sheetId", "index", "title")
    }  # fmt: skip
    return {**rest, "gridProperties": grid}


def dimension_group(group: Json) -> Json:
    """A DimensionGroup in an answer."""
    made = {"range": tidy(group["range"]), "depth": group["depth"]}
    return made | ({"collapsed": True} if group.get("collapsed") else {})


def listed(book: Book, name: str, item: Json) -> Json:
    """An item of one of a sheet's lists."""
    if name == "merges":
        return tidy(item)
    made = dict(item)
    if "range" in item:
        made["range"] = tidy(item["range"])
    for key in ("ranges", "unprotectedRanges"):
        if key in item:
            made[key] = [tidy(range_) for range_ in item[key]]
    if name == "protectedRanges":
        users = item["editors"].get("users", [])
        # The owner can always edit.
        made["editors"] = {**item["editors"], "users": [*users, *({book.owner} - set(users))]}
        made["requestingUserCanEdit"] = can_edit(book, item)
    return made


def can_edit(book: Book, item: Json) -> bool:
    """Whether the caller may change what a protected range covers."""
    users = item["editors"].get("users", [book.owner])
    return bool(item.get("warningOnly")) or book.caller in (*users, book.owner)


def grid_data(book: Book, sheet: Sheet, box: Box, mask: Tree) -> Json:
    """The GridData of a box; rows and cells without anything asked for are cut at the ends."""
    made: Json = {}
    if box.top:
        made["startRow"] = box.top
    if box.left:
        made["startColumn"] = box.left
    made = pick(made, mask)
    if wants(mask, "rowData"):
        rows = _row_data(book, sheet, box, mask.get("rowData", {}).get("values", {}))
        if rows:
            made["rowData"] = rows
    for dimension, name in zip(DIMENSIONS, ("rowMetadata", "columnMetadata"), strict=True):
        if wants(mask, name):
            inner = mask.get(name, {})
            start, end = (box.top, box.bottom) if dimension == "ROWS" else (box.left, box.right)
            made[name] = pick(lines(book, sheet, dimension, start, end), inner)
    return made


def _row_data(book: Book, sheet: Sheet, box: Box, mask: Tree) -> list[Json]:
    rows: list[list[Json]] = []
    for row, column, cell in sheet.filled(box):
        data = pick(cell_data(book, sheet, row, column, cell, mask), mask)
        if not data:
            continue
        while len(rows) <= row - box.top:
            rows.append([])
        values = rows[row - box.top]
        values.extend({} for _ in range(column - box.left - len(values)))
        values.append(data)
    return [{"values": values} if values else {} for values in rows]


def lines(book: Book, sheet: Sheet, dimension: str, start: int, end: int) -> list[Json]:
    """The DimensionProperties of rows or columns."""
    fastened: dict[int, list[Json]] = {}
    for item in book.metadata:
        place = item["location"].get("dimensionRange")
        if place and (place.get("sheetId", 0), place["dimension"]) == (sheet.id, dimension):
            fastened.setdefault(place["startIndex"], []).append(item)
    made = []
    for index in range(start, end):
        own = {"pixelSize": PIXELS[dimension]} | sheet.lines[dimension].get(index, {})
        own = {k: v for k, v in own.items() if v}
        made.append(own | ({"developerMetadata": m} if (m := fastened.get(index)) else {}))
    return made


def cell_data(book: Book, sheet: Sheet, row: int, column: int, cell: Cell, mask: Tree) -> Json:
    """The CellData of a cell; only what the mask wants is computed."""
    made = to_json(cell)
    shown, valued = wants(mask, "formattedValue"), wants(mask, "effectiveValue")
    if cell.value is not None and (shown or valued):
        value: Any = effective(book, sheet, row, column, cell)
        if valued:
            made["effectiveValue"] = extended(value)
        if shown:
            made["formattedValue"] = formatted(book, cell, value)
    if wants(mask, "effectiveFormat") and (cell.value is not None or cell.format):
        ruled = format_here(book, sheet, row, column, mask)
        made["effectiveFormat"] = effective_format(cell, ruled)
    link = _link(cell)
    if link:
        made["hyperlink"] = link
    return made


def _link(cell: Cell) -> str:
    if isinstance(cell.value, Formula) and (match := LINK.match(cell.value.text)):
        return match[1]
    found = cell.format.get("textFormat", {}).get("link", {}).get("uri", "")
    return str(found)


def effective_format(cell: Cell, ruled: Json) -> Json:
    """The default format under the cell's own, under what conditional formats give it."""
    kind = cell.value
    aligned = "RIGHT" if isinstance(kind, int | float) and not isinstance(kind, bool) else "LEFT"
    made: Json = {k: DEFAULT_FORMAT[k] for k in EFFECTIVE_KEYS}
    made |= {"horizontalAlignment": aligned, "hyperlinkDisplayType": "PLAIN_TEXT"}
    for name, value in [*cell.format.items(), *ruled.items()]:
        both = isinstance(value, dict) and isinstance(made.get(name), dict)
        joined = both and not name.startswith("background")
        made[name] = {**made[name], **value} if joined else value
    return made
