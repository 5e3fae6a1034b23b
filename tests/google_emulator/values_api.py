"""spreadsheets.values: get, update, append, clear, in ones and in batches."""

from __future__ import annotations

from typing import Any

from tests.google_emulator import tables
from tests.google_emulator.a1 import Box, column_name
from tests.google_emulator.calc import turned, values
from tests.google_emulator.cells import Cell
from tests.google_emulator.changes import apply, insertion
from tests.google_emulator.entered import raw, typed
from tests.google_emulator.errors import Json, invalid
from tests.google_emulator.model import Book, Row, Sheet
from tests.google_emulator.places import beyond, box_of, filter_boxes, name_of


def get(book: Book, box: Box, options: Json) -> Json:
    """A ValueRange of the cells."""
    major = options.get("majorDimension") or "ROWS"
    sheet = book.sheet(box.sheet_id)
    rows = values(book, sheet, box, options.get("valueRenderOption", ""),
                  options.get("dateTimeRenderOption", ""))  # fmt: skip
    made: Json = {"range": name_of(book, box), "majorDimension": major}
    if major == "COLUMNS":
        rows = turned(rows)
    return made | ({"values": rows} if rows else {})


def _responses(options: Json) -> Json:
    """The render options of a write's answer, under the names of a read."""
    return {
        "valueRenderOption": options.get("responseValueRenderOption", ""),
        "dateTimeRenderOption": options.get("responseDateTimeRenderOption", ""),
        "majorDimension": options.get("majorDimension", ""),
    }


def grid_of(body: Json) -> list[list[Any]]:
    """The rows of a ValueRange."""
    rows = [list(row) for row in body.get("values", [])]
    if body.get("majorDimension") != "COLUMNS":
        return rows
    height = max((len(column) for column in rows), default=0)
    return [[c[i] if i < len(c) else None for c in rows] for i in range(height)]


def mode(options: Json) -> str:
    """The valueInputOption; 400 without one."""
    word = options.get("valueInputOption")
    if word in (None, "", "INPUT_VALUE_OPTION_UNSPECIFIED"):
        raise invalid("'valueInputOption' is required but not specified")
    return str(word)


def update(book: Book, range_: str, body: Json, options: Json) -> Json:
    """Write a ValueRange; null leaves a cell alone, "" empties it."""
    how = mode(options)
    sheet, box = box_of(book, range_)
    if body.get("range") and box_of(book, body["range"])[1] != box:
        raise invalid(
            f"Requested writing within range [{name_of(book, box)}], but tried writing to "
            f"[{body['range']}]"
        )
    rows = grid_of(body)
    _check_fits(book, sheet, box, rows)
    return write(book, sheet, box, rows, how, options)


def _check_fits(book: Book, sheet: Sheet, box: Box, rows: list[list[Any]]) -> None:
    height, width = len(rows), max((len(row) for row in rows), default=0)
    name = name_of(book, box)
    if (box.height, box.width) != (1, 1):
        if height > box.height:
            row = box.bottom + 1
            raise invalid(
                f"Requested writing within range [{name}], but tried writing to row [{row}]"
            )
        if width > box.width:
            column = column_name(box.right)
            raise invalid(
                f"Requested writing within range [{name}], but tried writing to column [{column}]"
            )
    if box.top + height > sheet.row_count or box.left + width > sheet.column_count:
        raise beyond(sheet, name_of(book, _data_box(box, height, width)))


def _data_box(box: Box, height: int, width: int) -> Box:
    """Where data of this size lie when they start at the box's corner."""
    return Box(box.sheet_id, box.top, box.left, box.top + max(1, height), box.left + max(1, width))


def write(
    book: Book, sheet: Sheet, box: Box, rows: list[list[Any]], how: str, options: Json
) -> Json:  # fmt: skip
    """Put rows of JSON scalars at the corner of the box; an UpdateValuesResponse."""
    touched: set[tuple[int, int]] = set()
    for index, row in enumerate(rows, box.top):
        cells: Row = {}
        for column, value in enumerate(row, box.left):
            if value is not None:
                cells[column] = entered(book, sheet.cell(index, column), value, how)
                touched.add((index, column))
        if cells:
            sheet.put_row(index, cells)
    book.touch()
    written = _data_box(box, len(rows), max((len(row) for row in rows), default=0))
    made: Json = {"spreadsheetId": book.id, "updatedRange": name_of(book, written)}
    if touched:
        made["updatedRows"] = len({row for row, _ in touched})
        made["updatedColumns"] = len({column for _, column in touched})
        made["updatedCells"] = len(touched)
    if str(options.get("includeValuesInResponse", "")).lower() == "true":
        # All of the range that was asked for, also where nothing was written.
        asked = box if box.covers(written) else written
        made["updatedData"] = get(book, asked, _responses(options))
    return made


def entered(book: Book, cell: Cell, value: Any, how: str) -> Cell:
    """The cell after a value was put in."""
    if isinstance(value, list | dict):
        raise invalid(f"Invalid values: cannot put a {type(value).__name__} into a cell")
    if isinstance(value, str) and len(value) > 50_000:
        raise invalid(
            "Your input contains more than the maximum of 50000 characters in a single cell."
        )
    return typed(cell, value, book.locale) if how == "USER_ENTERED" else raw(cell, value)


def append(book: Book, range_: str, body: Json, options: Json) -> Json:
    """Write below the last table of the range; an AppendValuesResponse."""
    how = mode(options)
    sheet, box = box_of(book, range_)
    table = tables.last_table(sheet, box)
    rows = grid_of(body)
    made: Json = {"spreadsheetId": book.id}
    if table is not None:
        made["tableRange"] = name_of(book, table)
        box = Box(sheet.id, table.bottom, table.left, table.bottom + 1, table.left + 1)
    width = max((len(row) for row in rows), default=0)
    if options.get("insertDataOption") == "INSERT_ROWS" and rows:
        apply(book, insertion(sheet.id, "ROWS", box.top, len(rows)))
        sheet.grid["rowCount"] += len(rows)
    sheet.resize(max(sheet.row_count, box.top + len(rows)),
                 max(sheet.column_count, box.left + width))  # fmt: skip
    made["updates"] = write(book, sheet, box, rows, how, options)
    return made


def clear(book: Book, box: Box) -> str:
    """Take the values out of the cells, nothing else; the A1 name of what was cleared."""
    sheet = book.sheet(box.sheet_id)
    for row in range(box.top, min(box.bottom, len(sheet.rows))):
        cells = {
            column: raw(cell, None)
            for column, cell in sheet.rows[row].items()
            if box.left <= column < box.right and cell.value is not None
        }
        if cells:
            sheet.put_row(row, cells)
    book.touch()
    return name_of(book, box)


def batch_update(book: Book, body: Json) -> Json:
    """Several ValueRanges at once."""
    data = body.get("data", [])
    return _totals(book, [update(book, item.get("range", ""), item, body) for item in data])


def batch_update_by_filter(book: Book, body: Json) -> Json:
    """Several ValueRanges at once, their places named by data filters."""
    responses = []
    for item in body.get("data", []):
        for box in filter_boxes(book, item["dataFilter"]):
            sheet, rows = book.sheet(box.sheet_id), grid_of(item)
            _check_fits(book, sheet, box, rows)
            made = write(book, sheet, box, rows, mode(body), body)
            del made["spreadsheetId"]
            responses.append(made | {"dataFilter": item["dataFilter"]})
    return _totals(book, responses)


def _totals(book: Book, responses: list[Json]) -> Json:
    """The answer of a batch; columns and rows are counted once a sheet."""
    rows: set[tuple[str, int]] = set()
    columns: set[tuple[str, int]] = set()
    for one in responses:
        sheet, box = box_of(book, one["updatedRange"])
        if one.get("updatedCells"):
            rows |= {(sheet.title, row) for row in range(box.top, box.bottom)}
            columns |= {(sheet.title, column) for column in range(box.left, box.right)}
    counted = {
        "totalUpdatedRows": len(rows),
        "totalUpdatedColumns": len(columns),
        "totalUpdatedCells": sum(one.get("updatedCells", 0) for one in responses),
        "totalUpdatedSheets": len({title for title, _ in rows}),
    }
    made: Json = {"spreadsheetId": book.id} | {k: n for k, n in counted.items() if n}
    return made | ({"responses": responses} if responses else {})
