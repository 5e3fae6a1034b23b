"""One reading of a spreadsheet, and what is missing in it sent in as few batches as size permits.

Every batch closes a generation as those of a run do, so that a batch whose answer got lost is never
carried out twice, and a run that has read before writes nothing past it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from sheets_sync.errors import StaleError, StoreError, UnreadableError
from sheets_sync.stores.google import batches, troubles
from sheets_sync.stores.google.client import Client, RefusedBatch
from sheets_sync.stores.google.prepare.work import Prepared, Wanted, Work, missing
from sheets_sync.stores.google.read import FIELDS
from sheets_sync.stores.google.requests import Json

READ = f"properties(locale,timeZone),{FIELDS}"
MOST_TRIES = 3


def prepare(
    client: Client,
    file: str,
    wanted: Wanted,
    mark: Callable[[], str],
    *,
    room: int = batches.ROOM,
) -> Prepared:
    """Add to the spreadsheet what it lacks, and nothing else; no batch where it lacks nothing.

    ``mark`` gives a word that no other process has, ``room`` is in bytes. UnreadableError where it
    is no spreadsheet of Google's, not shared, or shared to be read only.
    """
    refused: Json = {}
    done: Prepared | None = None
    for _ in range(MOST_TRIES):
        version = _editable(client, file)
        answer = client.spreadsheet(file, READ)
        if answer == refused:
            raise StoreError(troubles.NOT_UNDERSTOOD.format(code=400))
        work = missing(answer, wanted)
        done = done or work.done
        if work.done.lacked and client.version(file) != version:
            continue  # columns are written where they were seen
        try:
            for body in _bodies(work, mark, room):
                client.batch(file, body, batches.REPLIES)
        except RefusedBatch:
            refused = answer
            continue  # it was carried out and its answer lost, or somebody was faster: look again
        return done
    raise StaleError("Таблицу Google сейчас меняет кто-то ещё. Повторите через минуту.")


def _editable(client: Client, file: str) -> str:
    """The version of the spreadsheet; UnreadableError where the account may only read it."""
    try:
        about = client.about(file, "version,capabilities(canEdit)")
    except UnreadableError:
        client.spreadsheet(file, "spreadsheetId")  # it says better why not
        raise
    if not about.get("capabilities", {}).get("canEdit"):
        raise UnreadableError(troubles.READS_ONLY.format(account=client.key.account))
    return str(about["version"])


def _bodies(work: Work, mark: Callable[[], str], room: int) -> Iterator[Json]:
    """The batches: all tabs are made by the first, and none is filled by halves."""
    if not work.start and not work.parts:
        return
    number, requests = work.generation, list(work.start)
    size = _bytes(requests)
    for part in work.parts:
        if requests and size + _bytes(part) > room:
            yield _body(requests, work, number, mark())
            number, requests, size = number + 1, [], 0
        requests += part
        size += _bytes(part)
    yield _body(requests, work, number, mark())


def _body(requests: list[Json], work: Work, number: int, mark: str) -> Json:
    """A batch that turns the generation as soon as there are all tabs."""
    turn = batches.body_of([], number, mark, work.memory, last=False)["requests"]
    made = len(work.start) if number == work.generation else 0
    return {"requests": [*requests[:made], *turn, *requests[made:]]}


def _bytes(requests: list[Json]) -> int:
    return len(json.dumps(requests, ensure_ascii=False).encode())
