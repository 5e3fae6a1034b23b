"""The Google store: one spreadsheet that people have open while a run writes into it."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sheets_sync.errors import StaleError, StoreError, UnreadableError
from sheets_sync.plan import Plan
from sheets_sync.schema import MEMORY, Schemas
from sheets_sync.snapshot import Snapshot
from sheets_sync.stores import copies
from sheets_sync.stores.google import batches, troubles
from sheets_sync.stores.google.back import taken_back
from sheets_sync.stores.google.client import Client, RefusedBatch
from sheets_sync.stores.google.printable import Tab, requests_of
from sheets_sync.stores.google.read import FIELDS, Book, book_of
from sheets_sync.stores.google.requests import Json
from sheets_sync.stores.google.write import drafted

MOST_BACK = 3
"""Batches that take back what landed in a wrong place, after one write."""

ADDRESS = "https://docs.google.com/spreadsheets/d/{file}/edit"
NO_COPY = (
    "Копия таблицы за сегодня не сделана: Google её не отдал. Сделайте её сами: «Файл», «Скачать», "
    "«Microsoft Excel»."
)

_log = logging.getLogger(__name__)


class GoogleStore:
    """A spreadsheet by its id; ``path`` is where a file of the school's would lie.

    A snapshot is known by Drive's version, after our own write by the generation that it made;
    ``mark`` gives a word that no other run has. With a ``moment`` the copy of that day is laid down
    beside ``path`` before the first changes of the day. ``shelf_says`` is what the shelf of drafts
    has to tell of a run.
    """

    def __init__(
        self,
        client: Client,
        file: str,
        schemas: Schemas,
        mark: Callable[[], str],
        home: Path = Path("Наставничество.xlsx"),
        moment: dt.datetime | None = None,
        *,
        room: int = batches.ROOM,
    ) -> None:
        self.path = home
        self.client, self.file, self.schemas = client, file, schemas
        self.shelf_says = ""
        self._tabs: Sequence[Tab] = ()
        self._uncopied = ""
        self._moment = moment
        self._mark = mark
        self._room = room
        self._probed = ""
        self._held: tuple[str, Book] | None = None

    def read(self) -> Snapshot:
        """All known tabs as one answer gives them; one probe goes before."""
        self._tabs = ()
        version, self._probed = self._probed or self._version(), ""
        return self._snapshot(self._fresh(), version)

    def write(self, snapshot: Snapshot, plan: Plan) -> Snapshot:
        """Carry out the plan; see stores/google/write.py for what is touched and how.

        StaleError where the spreadsheet has changed since ``snapshot`` was read, as far as Drive
        tells; whatever it does not tell, compare-and-set and the answer do.
        """
        if self._held is None or self._held[0] != snapshot.token:
            raise _stale()
        book = self._held[1]
        if not plan.written:
            return snapshot
        if self._moment and plan.changes:
            self._uncopied = self._copied(self._moment)
        self._probed = ""
        if not snapshot.token.startswith("g") and self._version() != snapshot.token:
            raise _stale()
        made = drafted(book, snapshot, plan)
        held = {sheet.id for sheet in book.sheets.values()}
        after = self._sent(book, [*requests_of(self._tabs, held), *made.requests])
        self._tabs = ()
        for _ in range(MOST_BACK):
            back = taken_back(book, after, made)
            if not back.requests:
                break
            book, after, made = after, self._sent(after, back.requests), back
        return self._snapshot(after, f"g{after.generation} {after.mark}")

    def print_next(self, tabs: Sequence[Tab]) -> None:
        """Make ``tabs`` in the next write, before the lines that register them."""
        self._tabs = tabs

    @property
    def sheets(self) -> Mapping[int, str]:
        """The titles of all tabs by the ids of their sheets, as last read or written."""
        book = self._held[1] if self._held else None
        return {sheet.id: sheet.title for sheet in book.sheets.values()} if book else {}

    def version(self) -> str:
        """What Drive calls the spreadsheet's version; `read` takes it for its own."""
        self._probed = self._version()
        return self._probed

    @property
    def remarks(self) -> tuple[str, ...]:
        """Why today's copy could not be made, if it could not; where drafts are instead."""
        return tuple(filter(None, [self._uncopied, self.shelf_says]))

    @property
    def shown_at(self) -> tuple[str, ...]:
        """The address that a browser takes."""
        return (ADDRESS.format(file=self.file),)

    def busy(self) -> str:
        """Nobody has to leave a spreadsheet for a run to write into it."""
        return ""

    def lock(self) -> None:
        """There are no lock files."""

    def sweep(self) -> None:
        """A killed run leaves nothing unfinished: a batch is carried out whole or not at all."""

    def _copied(self, moment: dt.datetime) -> str:
        """Lay down the copy of the day, as Google gives it; why there is none, else ''."""
        newest = copies.newest(self.path)
        if newest is not None and newest.date() == moment.date():
            return ""
        try:
            return copies.keep(self.path, self.client.exported(self.file), moment)
        except StoreError:
            return NO_COPY

    def _version(self) -> str:
        return self.client.version(self.file)

    def _snapshot(self, book: Book, token: str) -> Snapshot:
        self._held = token, book
        return Snapshot(book.tables, token)

    def _fresh(self) -> Book:
        book = book_of(self.client.spreadsheet(self.file, FIELDS), self.schemas)
        if MEMORY not in book.tables:
            raise UnreadableError(troubles.FORGOTTEN.format(tab=MEMORY))
        if book.records.sheet is None and book.generation:
            raise UnreadableError(troubles.FORGOTTEN.format(tab="_rows"))
        return book

    def _sent(self, book: Book, requests: Iterable[Json]) -> Book:
        """The book after all requests, dealt out to as many batches as they need."""
        parts = list(batches.portions(requests, self._room))
        number, sheet = book.generation, book.views[MEMORY].sheet.id
        for turn, part in enumerate(parts, start=1):
            last = turn == len(parts)
            after = self._batch(book, part, number, sheet, last)
            number += 1
            if after is not None:
                book = replace(after, generation=after.generation)
        return book

    def _batch(
        self, book: Book, requests: Sequence[Json], number: int, sheet: int, last: bool
    ) -> Book | None:
        """One batch; the book it left, if it was the last or its answer got lost."""
        mark = self._mark()
        body = batches.body_of(requests, number, mark, sheet, last=last)
        fields = batches.ANSWER if last else batches.REPLIES
        try:
            answer = self.client.batch(self.file, body, fields)
        except RefusedBatch as refused:
            return self._resolved(book, number, mark, refused)
        if not last:
            return None
        return book_of(answer["updatedSpreadsheet"], self.schemas)

    def _resolved(self, book: Book, number: int, mark: str, refused: RefusedBatch) -> Book:
        """What a refusal means: our own batch was carried out and its answer lost, or another run
        or a person was faster."""
        now = self._fresh()
        if batches.turned(now, number + 1, mark):
            return now
        if now.generation != number or now.shape != book.shape:
            raise _stale()
        _log.error("refused: %s", str(refused).partition("\n")[0][:60])
        raise StoreError(troubles.NOT_UNDERSTOOD.format(code=400))


def _stale() -> StaleError:
    return StaleError("Таблица Google изменилась, пока шла сверка. Ничего не записано, повторите.")
