"""Requests on developer metadata: what a program fastens to a row, column, tab or spreadsheet."""

from __future__ import annotations

from tests.google_emulator.errors import Json, invalid
from tests.google_emulator.masks import update
from tests.google_emulator.model import Book, tidy
from tests.google_emulator.places import found_metadata
from tests.google_emulator.requests.common import Handler, check_within, lines_of, mask_of


def located(book: Book, location: Json) -> Json:
    """A location as it is kept and answered, with its type."""
    if "dimensionRange" in location:
        sheet, dimension, start, end = lines_of(book, location["dimensionRange"])
        check_within(sheet, dimension, end)
        if end - start != 1:
            raise invalid("Developer metadata may be associated with one row or column only.")
        kind = "ROW" if dimension == "ROWS" else "COLUMN"
        return {"locationType": kind, "dimensionRange": tidy(location["dimensionRange"])}
    if "sheetId" in location:
        return {"locationType": "SHEET", "sheetId": book.sheet(location["sheetId"]).id}
    if location.get("spreadsheet"):
        return {"locationType": "SPREADSHEET", "spreadsheet": True}
    raise invalid("A location must be specified.")


def create(book: Book, request: Json) -> Json:
    """createDeveloperMetadata."""
    item = dict(request.get("developerMetadata", {}))
    if not item.get("metadataKey"):
        raise invalid("Developer metadata must have a key.")
    if item.get("visibility") not in ("DOCUMENT", "PROJECT"):
        raise invalid("Developer metadata must have a visibility.")
    given = item.get("metadataId")
    if given and any(one["metadataId"] == given for one in book.metadata):
        raise invalid(f"Developer metadata with id {given} already exists.")
    item["metadataId"] = given or book.new_id()
    item["location"] = located(book, item.get("location", {}))
    book.metadata.append(item)
    return {"developerMetadata": item}


def change(book: Book, request: Json) -> Json:
    """updateDeveloperMetadata: all that the filters find."""
    mask = mask_of(request, "DeveloperMetadata")
    new = dict(request.get("developerMetadata", {}))
    if "location" in new and (not mask or "location" in mask):
        new["location"] = located(book, new["location"])
        mask = {k: ({} if k == "location" else v) for k, v in mask.items()}
    found = _found(book, request.get("dataFilters", []))
    made = []
    for place, item in enumerate(book.metadata):
        if item["metadataId"] in found:
            book.metadata[place] = update(item, new, mask) | {"metadataId": item["metadataId"]}
            made.append(book.metadata[place])
    return {"developerMetadata": made}


def _found(book: Book, filters: list[Json]) -> set[int]:
    return {item["metadataId"] for one in filters for item in found_metadata(book, one)}


def delete(book: Book, request: Json) -> Json:
    """deleteDeveloperMetadata: all that the filter finds."""
    found = _found(book, [request.get("dataFilter", {})])
    gone = [item for item in book.metadata if item["metadataId"] in found]
    book.metadata = [item for item in book.metadata if item["metadataId"] not in found]
    return {"deletedDeveloperMetadata": gone} if gone else {}


HANDLERS: dict[str, Handler] = {
    "createDeveloperMetadata": create,
    "updateDeveloperMetadata": change,
    "deleteDeveloperMetadata": delete,
}
