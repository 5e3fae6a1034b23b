"""Sheets v4: what each method does with a spreadsheet that the caller may use."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.google_emulator import answers, batch, masks, values_api
from tests.google_emulator.a1 import Box
from tests.google_emulator.calls import Answer, Call
from tests.google_emulator.discovery import check_mask
from tests.google_emulator.errors import Json, bad_mask, invalid, no_permission, not_found
from tests.google_emulator.files import RANK, SPREADSHEET, Drive, File
from tests.google_emulator.masks import Tree
from tests.google_emulator.model import Book
from tests.google_emulator.places import box_of, filter_boxes, found_metadata
from tests.google_emulator.requests.sheets import add_sheet, copied, free_title

WELL_FORMED = re.compile(r"1[A-Za-z0-9_-]{43}$")
# Takes the spreadsheet, the call, the mask on the answer; gives the whole answer.
Method = Callable[[Book, Call, Tree], Json]


def mask_of(call: Call, schema: str) -> Tree:
    """The mask on the answer; ApiError 400 for one that does not fit it."""
    text = call.one("fields") or call.one("$fields")
    try:
        tree = masks.parse(text)
    except masks.MaskError:
        raise bad_mask(text) from None
    check_mask("sheets.v4", schema, tree)
    return tree


def opened(drive: Drive, file_id: str, call: Call) -> tuple[File, Book]:
    """The spreadsheet of an id; 404 for none, 403 for one that is not shared so far."""
    file = drive.files.get(file_id)
    if file is None:
        # An id of Google's form that was never made here stands for somebody else's file.
        foreign = WELL_FORMED.match(file_id) and file_id not in drive.deleted
        raise no_permission() if foreign else not_found()
    role = drive.role(file, call.caller.account)
    if role < (RANK["writer"] if call.is_write else RANK["reader"]):
        raise no_permission()
    if file.book is None:
        text = "This operation is not supported for this document"
        error = invalid(text)
        error.body["error"]["status"] = "FAILED_PRECONDITION"
        raise error
    return file, drive.opened(file, call.caller.account.email)


def create(drive: Drive, call: Call) -> Answer:
    """spreadsheets.create."""
    mask = mask_of(call, "Spreadsheet")
    wanted = call.json or {}
    properties = wanted.get("properties", {})
    title = properties.get("title") or "Untitled spreadsheet"
    file = drive.create(title, SPREADSHEET, call.caller.account, properties.get("locale", "en_US"))
    book = drive.opened(file, call.caller.account.email)
    book.properties |= {k: v for k, v in properties.items() if k in ("timeZone", "autoRecalc")}
    if wanted.get("sheets"):
        book.sheets = []
        for item in wanted["sheets"]:
            one = {"title": free_title(book), **item.get("properties", {})}
            first = add_sheet(book, {"properties": one})
            if not book.sheets[:-1] and "sheetId" not in one:
                book.sheets[0].properties["sheetId"] = 0
            _fill(book, first["properties"]["sheetId"] if "sheetId" in one else None, item)
    for item in wanted.get("namedRanges", []):
        batch.one(book, {"addNamedRange": {"namedRange": item}}, 0)
    return Answer(json=answers.spreadsheet(book, None, False, mask, call.base))


def _fill(book: Book, sheet_id: int | None, item: Json) -> None:
    sheet = book.sheets[-1] if sheet_id is None else book.sheet(sheet_id)
    for data in item.get("data", []):
        start = {"sheetId": sheet.id, "rowIndex": data.get("startRow", 0),
                 "columnIndex": data.get("startColumn", 0)}  # fmt: skip
        request = {"start": start, "rows": data.get("rowData", []), "fields": "*"}
        batch.one(book, {"updateCells": request}, 0)


def get(book: Book, call: Call, mask: Tree) -> Json:
    """spreadsheets.get."""
    ranges = call.query.get("ranges")
    boxes = None if ranges is None else [box_of(book, text)[1] for text in ranges]
    return answers.spreadsheet(book, boxes, call.on("includeGridData"), mask, call.base)


def get_by_filter(book: Book, call: Call, mask: Tree) -> Json:
    """spreadsheets.getByDataFilter."""
    boxes = [box for one in call.json.get("dataFilters", []) for box in filter_boxes(book, one)]
    grid = bool(call.json.get("includeGridData"))
    return answers.spreadsheet(book, boxes, grid, mask, call.base)


def batch_update(book: Book, call: Call, mask: Tree) -> Json:
    """spreadsheets.batchUpdate."""
    return batch.update(book, call.json, mask, call.base)


def values_get(book: Book, call: Call, mask: Tree) -> Json:
    """values.get."""
    return values_api.get(book, box_of(book, call.parts[1])[1], call.options())


def values_update(book: Book, call: Call, mask: Tree) -> Json:
    """values.update."""
    return values_api.update(book, call.parts[1], call.json, call.options())


def values_append(book: Book, call: Call, mask: Tree) -> Json:
    """values.append."""
    return values_api.append(book, call.parts[1], call.json, call.options())


def values_clear(book: Book, call: Call, mask: Tree) -> Json:
    """values.clear."""
    cleared = values_api.clear(book, box_of(book, call.parts[1])[1])
    return {"spreadsheetId": book.id, "clearedRange": cleared}


def values_batch_get(book: Book, call: Call, mask: Tree) -> Json:
    """values.batchGet."""
    ranges = [box_of(book, text)[1] for text in call.query.get("ranges", [])]
    found = [values_api.get(book, box, call.options()) for box in ranges]
    return {"spreadsheetId": book.id} | ({"valueRanges": found} if found else {})


def values_batch_update(book: Book, call: Call, mask: Tree) -> Json:
    """values.batchUpdate."""
    return values_api.batch_update(book, call.json)


def values_batch_clear(book: Book, call: Call, mask: Tree) -> Json:
    """values.batchClear."""
    boxes = [box_of(book, text)[1] for text in call.json.get("ranges", [])]
    return {"spreadsheetId": book.id, "clearedRanges": [values_api.clear(book, b) for b in boxes]}


def _filtered(book: Book, call: Call) -> list[tuple[Json, Box]]:
    return [(one, box) for one in call.json.get("dataFilters", [])
            for box in filter_boxes(book, one)]  # fmt: skip


def values_get_by_filter(book: Book, call: Call, mask: Tree) -> Json:
    """values.batchGetByDataFilter."""
    found = [{"valueRange": values_api.get(book, box, call.json), "dataFilters": [one]}
             for one, box in _filtered(book, call)]  # fmt: skip
    return {"spreadsheetId": book.id} | ({"valueRanges": found} if found else {})


def values_update_by_filter(book: Book, call: Call, mask: Tree) -> Json:
    """values.batchUpdateByDataFilter."""
    return values_api.batch_update_by_filter(book, call.json)


def values_clear_by_filter(book: Book, call: Call, mask: Tree) -> Json:
    """values.batchClearByDataFilter."""
    cleared = [values_api.clear(book, box) for _, box in _filtered(book, call)]
    return {"spreadsheetId": book.id, "clearedRanges": cleared}


def metadata_get(book: Book, call: Call, mask: Tree) -> Json:
    """developerMetadata.get."""
    for item in book.metadata:
        if str(item["metadataId"]) == call.parts[1]:
            return item
    raise not_found()


def metadata_search(book: Book, call: Call, mask: Tree) -> Json:
    """developerMetadata.search."""
    matched: dict[int, Json] = {}
    for one in call.json.get("dataFilters", []):
        for item in found_metadata(book, one):
            entry = matched.setdefault(
                item["metadataId"], {"developerMetadata": item, "dataFilters": []}
            )
            entry["dataFilters"].append(one)
    return {"matchedDeveloperMetadata": list(matched.values())} if matched else {}


def copy_to(drive: Drive, book: Book, call: Call) -> Json:
    """sheets.copyTo: a tab into another spreadsheet, at its end."""
    source = book.sheet(int(call.parts[1]))
    file, other = opened(drive, call.json.get("destinationSpreadsheetId", ""), call)
    title = f"Copy of {source.title}"
    if other.titled(title) is not None:
        title = free_title(other, title + " {}")
    sheet = copied(other, source, other.new_id(), title)
    other.sheets.append(sheet)
    other.renumber()
    other.touch()
    drive.touch(file)
    return answers.sheet_properties(sheet)


METHODS: dict[str, Method] = {
    "sheets.spreadsheets.get": get,
    "sheets.spreadsheets.getByDataFilter": get_by_filter,
    "sheets.spreadsheets.batchUpdate": batch_update,
    "sheets.spreadsheets.values.get": values_get,
    "sheets.spreadsheets.values.update": values_update,
    "sheets.spreadsheets.values.append": values_append,
    "sheets.spreadsheets.values.clear": values_clear,
    "sheets.spreadsheets.values.batchGet": values_batch_get,
    "sheets.spreadsheets.values.batchUpdate": values_batch_update,
    "sheets.spreadsheets.values.batchClear": values_batch_clear,
    "sheets.spreadsheets.values.batchGetByDataFilter": values_get_by_filter,
    "sheets.spreadsheets.values.batchUpdateByDataFilter": values_update_by_filter,
    "sheets.spreadsheets.values.batchClearByDataFilter": values_clear_by_filter,
    "sheets.spreadsheets.developerMetadata.get": metadata_get,
    "sheets.spreadsheets.developerMetadata.search": metadata_search,
}


MASKED = ("sheets.spreadsheets.get", "sheets.spreadsheets.getByDataFilter")


def serve(drive: Drive, call: Call, schema: str) -> Answer:
    """Carry out a method of Sheets; a refused write leaves the spreadsheet as it was."""
    if call.kind == "sheets.spreadsheets.create":
        return create(drive, call)
    mask = mask_of(call, schema)
    file, book = opened(drive, call.parts[0], call)
    work = book.copy() if call.is_write else book
    if call.kind == "sheets.spreadsheets.sheets.copyTo":
        return Answer(json=masks.pick(copy_to(drive, book, call), mask))
    made = METHODS[call.kind](work, call, mask)
    if call.kind not in MASKED:
        # A spreadsheet in the answer went through its part of the mask already.
        whole: Tree = {"updatedSpreadsheet": {}} if "updatedSpreadsheet" in mask else {}
        made = masks.pick(made, {**mask, **whole})
    if call.is_write:
        book.take(work)
        file.name = str(book.properties["title"])
        drive.touch(file)
    return Answer(json=made)
