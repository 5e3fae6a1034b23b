"""The small school that is played with, in three states: never looked at, settled, with a pair."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

from sheets_sync import sync
from sheets_sync.facts import Context
from sheets_sync.papers import Desk, drafts
from sheets_sync.papers.desk import Placed
from sheets_sync.plan import Plan, make_plan
from sheets_sync.schema import Schemas
from sheets_sync.snapshot import Snapshot, Table
from sheets_sync.stores.google import GoogleStore, read
from sheets_sync.stores.google import store as production
from sheets_sync.stores.google.read import Book, Sheet, book_of
from sheets_sync.stores.google.requests import Json
from tests import build
from tests.google import prepared
from tests.google.chaos.quick import Quick
from tests.google.chaos.wire import Around, client
from tests.google_emulator.emulator import Emulator
from tests.google_emulator.files import SPREADSHEET

KEPT = 64
"""How many readings and plans are remembered; both are functions of what they are given."""
CONTEXT = build.context()
AGREED = {"consent_from": "01.09.2026", "sex": "ж", "position": "учитель", "subject": "физика"}


def people() -> Snapshot:
    """Four mentors and three mentees; two of them have not signed yet."""
    mentors = ["Ким Анна Львовна", "Цой Олег Ильич", "Гоголь Ольга Юрьевна", "Шмидт Пётр Маркович"]
    mentees = ["Мельник Нина Павловна", "Шевчук Роман Ильич", "Бондарь Глеб Маркович"]
    men = ("Олег", "Пётр", "Роман", "Глеб")
    drawn = {
        name: {"name": name, **AGREED, "sex": "м" if name.split()[1] in men else "ж"}
        for name in (*mentors, *mentees)
    }
    del drawn[mentors[3]]["consent_from"], drawn[mentees[2]]["consent_from"]
    return build.snapshot(
        mentors=[{**drawn[name], "strength_1": "ПП1"} for name in mentors],
        mentees=[{**drawn[name], "request_1": "ПП1"} for name in mentees],
    )


@dataclass
class Drawer(Desk):
    """Where drafts are laid: in memory. ``held``: file name -> bytes."""

    folder: Path = Path()
    held: dict[str, bytes] = field(default_factory=dict)

    def place(self, name: str, data: bytes) -> Placed:
        """Lay ``data`` under ``name``, unless something lies there."""
        made = name not in self.held
        self.held.setdefault(name, data)
        return Placed(name, str(hash(data)), made)

    def holds(self, name: str) -> str:
        """The mark of what lies there, '' for nothing."""
        return str(hash(self.held[name])) if name in self.held else ""


def rendered(kind: str, data: Mapping[str, object], templates: object) -> bytes:
    """A paper without Word: what it says."""
    return json.dumps([kind, data], ensure_ascii=False, sort_keys=True).encode()


@dataclass
class School:
    """An emulator with a school in each state, to be copied for every game.

    Use it in a ``with`` statement: inside, papers are made without Word, and of two equal readings
    the second is not worked out again.
    """

    emulator: Emulator = field(default_factory=Emulator)
    starts: dict[str, str] = field(default_factory=dict)

    def __enter__(self) -> School:
        self.patch = pytest.MonkeyPatch()
        self.hurry()
        self.quick = Quick(self.emulator)
        fresh = prepared.spreadsheet(self.emulator, people())
        settled = self._after(fresh)
        self.starts = {"fresh": fresh, "settled": settled, "paired": self._after(settled, "paired")}
        return self

    def hurry(self) -> None:
        """From here on papers are made without Word; ``patch.undo()`` ends it."""
        self.patch.setattr(drafts, "draft", rendered)
        self.patch.setattr(read, "_sheet", _remembered_sheets())
        self.patch.setattr(production, "book_of", _remembered_books())
        self.patch.setattr(sync, "make_plan", _remembered_plans())

    def forget(self) -> None:
        """Of what was planned before nothing counts: production has been changed."""
        self.patch.setattr(sync, "make_plan", _remembered_plans())
        self.patch.setattr(production, "book_of", _remembered_books())

    def __exit__(self, *_: object) -> None:
        self.patch.undo()
        self.emulator.server.server_close()

    def _after(self, file: str, act: str = "") -> str:
        made = self.copy(file)
        if act:
            sheet = self.quick.shown(self.emulator.book(made), "Пары")
            row = next(n for n, line in enumerate(sheet) if "Мельник" in " ".join(line[:2]))
            column = sheet[0].index("Решение")
            line = ["утвердить", "", *["01.09.2026"] * 2, "03.09.2026", "31.05.2027", "да"]
            self.emulator.person(made).paste("Пары", row, column, [line])
        sync.run(self.store(made, lambda _, serve: serve()), Drawer(), {}, CONTEXT)
        return made

    def copy(self, file: str) -> str:
        """The id of a copy of a spreadsheet, shared with the sync."""
        drive = self.emulator.drive
        made = self.emulator.spreadsheet()
        book = self.emulator.file(file).book
        assert book is not None
        drive.files[made].book = book.copy()
        assert drive.files[made].mime == SPREADSHEET
        return made

    def store(self, file: str, around: Around) -> GoogleStore:
        """The store of a new process."""
        made = client(self.quick.serve, self.emulator.base, around)
        return GoogleStore(made, file, build.SCHEMAS, lambda: f"c{next(_MARKS)}")

    @contextlib.contextmanager
    def game(self, start: str) -> Iterator[str]:
        """A copy of a state, taken away afterwards."""
        file = self.copy(self.starts[start])
        try:
            yield file
        finally:
            del self.emulator.drive.files[file]


_MARKS = count()


def _remembered_books() -> Callable[[Json, Schemas], Book]:
    known: dict[object, tuple[Json, Book]] = {}

    def found(answer: Json, schemas: Schemas) -> Book:
        key = tuple(map(id, answer["sheets"])), str(answer.get("namedRanges"))
        if key not in known:
            while len(known) > KEPT:
                known.pop(next(iter(known)))
            known[key] = answer, book_of(answer, schemas)
        return known[key][1]

    return found


def _remembered_sheets() -> Callable[[Json], Sheet]:
    known: dict[int, tuple[Json, Sheet]] = {}
    parse = read._sheet

    def found(data: Json) -> Sheet:
        if id(data) not in known:
            while len(known) > 8 * KEPT:
                known.pop(next(iter(known)))
            known[id(data)] = data, parse(data)
        return known[id(data)][1]

    return found


def _remembered_plans() -> Callable[[Snapshot, Context], Plan]:
    known: dict[int, tuple[Mapping[str, Table], Context, Plan]] = {}

    def found(snapshot: Snapshot, context: Context) -> Plan:
        held = known.get(id(snapshot.tables))
        if held is None or held[0] is not snapshot.tables or held[1] is not context:
            while len(known) > KEPT:
                known.pop(next(iter(known)))
            held = snapshot.tables, context, make_plan(snapshot, context)
            known[id(snapshot.tables)] = held
        return held[2]

    return found
