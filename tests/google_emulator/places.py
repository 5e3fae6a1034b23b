"""From an A1 range, a data filter or metadata to the cells meant."""

from __future__ import annotations

from tests.google_emulator.a1 import Box, box_name, parse_cells, quoted, split_title
from tests.google_emulator.errors import Json, invalid
from tests.google_emulator.model import Book, Sheet


def box_of(book: Book, text: str, grow: bool = False) -> tuple[Sheet, Box]:
    """The sheet and the cells of an A1 range; ApiError 400 for one that is none.

    A part beyond the grid is cut off; a range wholly beyond it is an error, unless ``grow``.
    """
    title, cells = split_title(text)
    if title is not None and cells is None:
        return _whole_sheet(book, title, text)
    if title is None:
        for item in book.named:
            if item["name"] == text:
                box = book.box(item["range"])
                return book.sheet(box.sheet_id), box
        sheet = book.titled(text)
        if sheet is not None and parse_cells(text) is None:
            return sheet, sheet.whole()
    sheet = book.sheets[0] if title is None else book.titled(title)
    part = parse_cells(cells or "")
    if sheet is None or part is None:
        raise invalid(f"Unable to parse range: {text}")
    box = sheet.resolve(part)
    if (box.height < 1 or box.width < 1) and grow:
        top, left = part.top or 0, part.left or 0
        return sheet, Box(sheet.id, top, left, part.bottom or top + 1, part.right or left + 1)
    if box.height < 1 or box.width < 1:
        raise beyond(sheet, f"{quoted(sheet.title)}!{cells}")
    return sheet, box


def _whole_sheet(book: Book, title: str, text: str) -> tuple[Sheet, Box]:
    sheet = book.titled(title)
    if sheet is None:
        raise invalid(f"Unable to parse range: {text}")
    return sheet, sheet.whole()


def beyond(sheet: Sheet, name: str) -> Exception:
    """400: the cells do not exist."""
    return invalid(
        f"Range ({name}) exceeds grid limits. Max rows: {sheet.row_count}, "
        f"max columns: {sheet.column_count}"
    )


def name_of(book: Book, box: Box) -> str:
    """The box in A1, as answers write it."""
    return box_name(book.sheet(box.sheet_id).title, box)


def metadata_box(book: Book, item: Json) -> Box | None:
    """The cells at a piece of developer metadata; None for the spreadsheet's own."""
    location = item["location"]
    if "dimensionRange" in location:
        line = location["dimensionRange"]
        sheet = book.sheet(line.get("sheetId", 0))
        if line["dimension"] == "ROWS":
            return Box(sheet.id, line["startIndex"], 0, line["endIndex"], sheet.column_count)
        return Box(sheet.id, 0, line["startIndex"], sheet.row_count, line["endIndex"])
    return book.sheet(location["sheetId"]).whole() if "sheetId" in location else None


def found_metadata(book: Book, data_filter: Json) -> list[Json]:
    """The metadata that a DataFilter finds."""
    lookup = data_filter.get("developerMetadataLookup")
    if lookup is None:
        boxes = filter_boxes(book, data_filter)
        return [m for m in book.metadata if (b := metadata_box(book, m)) and b in boxes]
    return [item for item in book.metadata if _fits(item, lookup)]


def _fits(item: Json, lookup: Json) -> bool:
    for key in ("metadataId", "metadataKey", "metadataValue", "visibility"):
        if key in lookup and item.get(key) != lookup[key]:
            return False
    kind = item["location"]["locationType"]
    if lookup.get("locationType", kind) != kind:
        return False
    place = lookup.get("metadataLocation")
    return place is None or _at(item["location"], place, lookup)


def _at(location: Json, place: Json, lookup: Json) -> bool:
    exact = {k: v for k, v in place.items() if k != "locationType"}
    own = {k: v for k, v in location.items() if k != "locationType"}
    if "dimensionRange" in exact:
        exact["dimensionRange"] = {"sheetId": 0} | exact["dimensionRange"]
    if "dimensionRange" in own:
        own["dimensionRange"] = {"sheetId": 0} | own["dimensionRange"]
    if lookup.get("locationMatchingStrategy") == "INTERSECTING_LOCATION" and "sheetId" in exact:
        return exact["sheetId"] in (
            own.get("sheetId"),
            own.get("dimensionRange", {}).get("sheetId"),
        )
    return exact == own


def filter_boxes(book: Book, data_filter: Json) -> list[Box]:
    """The cells that a DataFilter names."""
    if "a1Range" in data_filter:
        return [box_of(book, data_filter["a1Range"])[1]]
    if "gridRange" in data_filter:
        return [book.box(data_filter["gridRange"])]
    if "developerMetadataLookup" in data_filter:
        found = [metadata_box(book, item) for item in found_metadata(book, data_filter)]
        return [box for box in found if box is not None]
    raise invalid("A data filter must name a range or metadata.")
