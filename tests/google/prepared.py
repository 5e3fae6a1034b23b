"""A spreadsheet as a school has it after it was prepared: headers, rows, formats of dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from sheets_sync import look
from sheets_sync.schema import Schemas, TableSchema
from sheets_sync.snapshot import Row, Snapshot
from sheets_sync.stores.google import Client, GoogleStore, key_of
from sheets_sync.stores.google import requests as ask
from sheets_sync.stores.google.requests import Json
from tests import build
from tests.google_emulator import batch
from tests.google_emulator.emulator import Emulator

WIDTH = 60
"""Columns of a tab: as many as a schema may have."""


@dataclass
class Waits:
    """A clock that only counts the seconds that a client would have waited."""

    seconds: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def spreadsheet(emulator: Emulator, held: Snapshot, schemas: Schemas = build.SCHEMAS) -> str:
    """The id of a spreadsheet that holds ``held``, its tabs drawn as `look` says."""
    drawn = look.tabs(schemas, build.VOCABULARY)
    heads = {tab.tab: tab.head for tab in drawn}
    titles = dict.fromkeys(schema.tab for schema in schemas.values())
    most = max(len(table.rows) for table in held.tables.values())
    blank = [[None] * WIDTH for _ in range(most + 20)]
    file = emulator.spreadsheet(tabs=dict.fromkeys(titles, blank))
    book = emulator.book(file)
    requests: list[Json] = []
    for table in held.tables.values():
        sheet = book.titled(schemas[table.name].tab)
        assert sheet is not None
        requests += _put(sheet.id, schemas[table.name], held, heads.get(sheet.title, 1))
    batch.update(book, {"requests": requests}, {}, "")
    return file


def _put(sheet: int, schema: TableSchema, held: Snapshot, head: int) -> Iterator[Json]:
    name, columns = schema.name, schema.columns.values()
    rows = held.tables[name].rows or (Row({}),)
    if schema.layout == "form":
        lines = [
            ask.line_of({1: each.header, 2: rows[0].cell(each.name).value})
            for each in columns
            if not each.beside
        ]
        if name != "checked":
            yield ask.put(sheet, 4, 1, lines)
        else:
            yield ask.put(sheet, 2, 1, lines)
        return
    at = {each.name: column for column, each in enumerate(columns, start=1)}
    lines = [ask.line_of({at[each.name]: each.header for each in columns})]
    lines += [ask.line_of({at[n]: c.value for n, c in row.cells.items()}) for row in rows]
    yield ask.put(sheet, max(head, 4) if name == "attention" else head, 1, lines)


def store(
    emulator: Emulator,
    file: str,
    folder: Path,
    waits: Waits | None = None,
    timeout: float = 3.0,
    schemas: Schemas = build.SCHEMAS,
) -> GoogleStore:
    """The store of a run on ``file``: a new client, as another process has it."""
    made = client(emulator, folder, waits, timeout)
    return GoogleStore(made, file, schemas, marks())


def client(
    emulator: Emulator, folder: Path, waits: Waits | None = None, timeout: float = 3.0
) -> Client:
    """A client with the emulator's key that never really waits."""
    key = key_of(emulator.key_file(folder / "key.json"))
    patience = waits if waits is not None else Waits()
    return Client(
        key, emulator.base, sleep=patience, chance=lambda: 0.5, timeout=(timeout, timeout)
    )


_RUNS = count()


def marks() -> Callable[[], str]:
    """Words that no other store of this process has."""
    run, number = next(_RUNS), count()
    return lambda: f"r{run}n{next(number)}"
