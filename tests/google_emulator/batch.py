"""spreadsheets.batchUpdate: all of the requests, or none of them."""

from __future__ import annotations

from tests.google_emulator import answers
from tests.google_emulator.errors import ApiError, Json, bad_request, invalid, sheets_error
from tests.google_emulator.masks import Tree
from tests.google_emulator.model import Book
from tests.google_emulator.places import box_of
from tests.google_emulator.requests import (
    blocks,
    cells,
    dimensions,
    fastened,
    fill,
    find,
    metadata,
    sheets,
    sort,
)
from tests.google_emulator.requests.common import Handler

HANDLERS: dict[str, Handler] = {
    **blocks.HANDLERS,
    **cells.HANDLERS,
    **dimensions.HANDLERS,
    **fastened.HANDLERS,
    **fill.HANDLERS,
    **find.HANDLERS,
    **metadata.HANDLERS,
    **sheets.HANDLERS,
    **sort.HANDLERS,
}


def update(book: Book, body: Json, mask: Tree, base: str) -> Json:
    """Carry out the requests; a BatchUpdateSpreadsheetResponse.

    The book is a copy: the caller swaps it in when nothing was refused. A field mask decides on
    the cells of the spreadsheet in the answer, if there is one.
    """
    requests = body.get("requests", [])
    if not requests:
        raise invalid("Must specify at least one request.")
    replies = [one(book, request, place) for place, request in enumerate(requests)]
    made: Json = {"spreadsheetId": book.id, "replies": replies}
    if body.get("includeSpreadsheetInResponse"):
        boxes = None
        if body.get("responseRanges"):
            boxes = [box_of(book, text)[1] for text in body["responseRanges"]]
        grid = bool(body.get("responseIncludeGridData"))
        inner = mask.get("updatedSpreadsheet", {})
        made["updatedSpreadsheet"] = answers.spreadsheet(book, boxes, grid, inner, base)
    return made


def one(book: Book, request: Json, place: int) -> Json:
    """One request's reply."""
    kinds = list(request)
    if len(kinds) != 1:
        raise discovery_error(place, kinds)
    kind = kinds[0]
    if kind not in HANDLERS:
        text = f"Invalid requests[{place}].{kind}: the emulator does not carry out this request."
        raise sheets_error(501, text)
    try:
        reply = HANDLERS[kind](book, request[kind])
    except KeyError as error:
        raise invalid(f"Invalid requests[{place}].{kind}: {error.args[0]} is required") from error
    except ApiError as error:
        message = error.body["error"]["message"]
        raise invalid(f"Invalid requests[{place}].{kind}: {message}") from error
    book.touch()
    return {kind: reply} if reply or kind in REPLYING else {}


# Kinds whose reply is there even when it counts nothing.
REPLYING = ("findReplace", "deleteDuplicates", "trimWhitespace", "addDimensionGroup",
            "deleteDimensionGroup", "deleteDeveloperMetadata")  # fmt: skip


def discovery_error(place: int, kinds: list[str]) -> ApiError:
    """400 for a request of no kind, or of two."""
    if not kinds:
        return invalid(f"Invalid requests[{place}]: No request set.")
    at = f"requests[{place}]"
    text = (
        f"Invalid value at '{at}' (oneof), oneof field 'kind' is already set. "
        f"Cannot set '{kinds[1]}'"
    )
    return bad_request([(at, text)])
