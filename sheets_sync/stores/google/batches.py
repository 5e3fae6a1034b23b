"""Batches that void themselves: each closes one generation of the spreadsheet and opens the next.

A second batch from the same reading is refused as a whole, and so is the same batch sent twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from sheets_sync.stores.google.read import FIELDS, GENERATION_ID, Book
from sheets_sync.stores.google.requests import Json

ROOM = 1_500_000
"""Bytes of one batch; Google recommends at most two million."""
ANSWER = f"replies(findReplace(occurrencesChanged)),updatedSpreadsheet({FIELDS})"
REPLIES = "replies(findReplace(occurrencesChanged))"


def portions(requests: Iterable[Json], room: int = ROOM) -> Iterator[list[Json]]:
    """The requests in their order, dealt out to batches that are not too big."""
    part: list[Json] = []
    size = 0
    for request in requests:
        own = len(json.dumps(request, ensure_ascii=False).encode())
        if part and size + own > room:
            yield part
            part, size = [], 0
        part.append(request)
        size += own
    if part:
        yield part


def body_of(requests: Sequence[Json], number: int, mark: str, sheet: int, *, last: bool) -> Json:
    """The batch that turns generation ``number`` into the next, which bears ``mark``.

    ``sheet`` is where the range of the generation lies; the ``last`` batch asks for everything.
    """
    range_ = {
        "sheetId": sheet,
        "startRowIndex": 0,
        "endRowIndex": 1,
        "startColumnIndex": 0,
        "endColumnIndex": 1,
    }
    opened = {
        "namedRangeId": GENERATION_ID.format(number=number + 1),
        "name": name_of(number + 1, mark),
        "range": range_,
    }
    turn: list[Json] = [{"addNamedRange": {"namedRange": opened}}]
    if number:
        turn.insert(0, {"deleteNamedRange": {"namedRangeId": GENERATION_ID.format(number=number)}})
    made: Json = {"requests": [*turn, *requests]}
    if last:
        made |= {"includeSpreadsheetInResponse": True, "responseIncludeGridData": True}
    return made


def name_of(number: int, mark: str) -> str:
    """The name of a generation's range."""
    return f"_sheets_sync_{number}_{mark}"


def turned(book: Book, number: int, mark: str) -> bool:
    """Whether ``book`` is what the batch to generation ``number`` with ``mark`` left."""
    return (book.generation, book.mark) == (number, mark)
