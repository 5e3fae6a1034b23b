"""One game: a settled school, a script of acts and faults in the gaps between calls, a rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from sheets_sync.errors import StaleError, StoreError
from sheets_sync.plan import Plan
from sheets_sync.snapshot import Snapshot
from sheets_sync.stores.google import GoogleStore
from sheets_sync.sync import MOST_WRITES
from tests import build
from tests.google import prepared
from tests.google.chaos import oracle as judge
from tests.google.chaos.person import ACTS, COPYING, Desk
from tests.google.chaos.wire import client
from tests.google_emulator.calls import Answer
from tests.google_emulator.emulator import Emulator
from tests.google_emulator.files import SPREADSHEET

FAULTS = ("500", "reset", "reset-after", "500-after", "429")
EVERY = {**ACTS, **COPYING}
RUNS = 2


Staff = dict[str, Counter[tuple[tuple[str, str], ...]]]
"""What staff have typed, by table: rows in any order."""


class Step(NamedTuple):
    """In the gap before call ``gap`` of the game: an act (or a fault) at a place."""

    gap: int
    what: str
    table: str = "mentors"
    pick: int = 0


Script = Sequence[Step]


def people() -> Snapshot:
    """Five mentors and three mentees."""
    names = ["Ким Анна Львовна", "Цой Олег Ильич", "Гоголь Ольга Юрьевна", "Шмидт Пётр Маркович",
             "Сковорода Павел Олегович", "Мельник Нина Павловна", "Шевчук Роман Ильич",
             "Бондарь Глеб Маркович"]  # fmt: skip
    mentors = [
        {"name": name, "subject": "физика", "strength_1": "ПП1", "position": "учитель"}
        for name in names[:5]
    ]
    mentees = [{"name": name, "subject": "физика", "request_1": "ПП1"} for name in names[5:]]
    return build.snapshot(mentors=mentors, mentees=mentees)


@dataclass
class Table:
    """An emulator with a settled school and one that was never looked at, to be played again."""

    emulator: Emulator = field(default_factory=Emulator)
    settled: str = ""
    fresh: str = ""

    def __post_init__(self) -> None:
        self.fresh = prepared.spreadsheet(self.emulator, people())
        self.settled = self.copy(self.fresh)
        run(store(self.emulator, self.settled, lambda _, serve: serve()))

    def copy(self, file: str) -> str:
        """The id of a copy of a spreadsheet, shared with the sync."""
        drive = self.emulator.drive
        made = self.emulator.spreadsheet()
        book = self.emulator.file(file).book
        assert book is not None
        drive.files[made].book = book.copy()
        assert drive.files[made].mime == SPREADSHEET
        return made


_MARKS = count()


def store(
    emulator: Emulator, file: str, around: Callable[[str, Callable[[], Answer]], Answer]
) -> GoogleStore:
    """The store of a new process."""
    return GoogleStore(client(emulator, around), file, build.SCHEMAS, lambda: f"c{next(_MARKS)}")


def run(store: GoogleStore) -> Plan:
    """One run to its end; what it would still write."""
    snapshot = store.read()
    for _ in range(MOST_WRITES):
        plan = build.plan(snapshot)
        if not plan.written:
            return plan
        try:
            snapshot = store.write(snapshot, plan)
        except StaleError:
            snapshot = store.read()
    return build.plan(snapshot)


@dataclass
class Game:
    """What came of it: offences, blank cells hit, acts and faults that really happened."""

    offences: list[str]
    blank_hits: int
    done: Counter[str]


@dataclass
class Played:
    """A game that is being played."""

    emulator: Emulator
    file: str
    script: Script
    oracle: judge.Oracle
    desk: Desk
    done: Counter[str] = field(default_factory=Counter)
    calls: Iterator[int] = field(default_factory=count)
    told: Staff = field(default_factory=dict)

    def around(self, path: str, serve: Callable[[], Answer]) -> Answer:
        """One call: the script's acts before it, the oracle's look at what it wrote."""
        gap = next(self.calls)
        for step in self.script:
            if step.gap == gap:
                self._step(step)
        if not path.endswith(":batchUpdate"):
            return serve()
        before = judge.tabs(self.emulator.book(self.file))
        try:
            return serve()
        finally:
            self.oracle.batch(before, judge.tabs(self.emulator.book(self.file)))

    def _step(self, step: Step) -> None:
        self.done[step.what] += 1
        if step.what in FAULTS:
            self.emulator.fail(step.what)
        else:
            EVERY[step.what](self.desk, step.table, step.pick)
            self.told = staff(self.emulator, self.file)

    def quiet(self, path: str, serve: Callable[[], Answer]) -> Answer:
        """A call when all is done: a write is one too many."""
        if path.endswith(":batchUpdate"):
            self.oracle.offences.append("вторая спокойная сверка пишет")
        return serve()


def play(table: Table, script: Script, *, settled: bool = True) -> Game:
    """Two runs with the script in their gaps, then two quiet ones."""
    emulator = table.emulator
    file = table.copy(table.settled if settled else table.fresh)
    oracle = judge.Oracle()
    game = Played(
        emulator, file, script, oracle, Desk(emulator, file, emulator.person(file), oracle)
    )
    oracle.seeded(emulator.book(file))
    if settled:
        oracle.rest(emulator.book(file))
    for _ in range(RUNS):
        try:
            run(store(emulator, file, game.around))
        except StoreError as error:
            oracle.offences.append(f"ошибка: {error}")
    emulator.faults.waiting.clear()
    run(store(emulator, file, game.around))
    _judged(game, run(store(emulator, file, game.quiet)))
    del emulator.drive.files[file]
    emulator.service.log.clear()
    return Game(oracle.offences, oracle.blank_hits, game.done)


def _judged(game: Played, left: Plan) -> None:
    """She rests."""
    offences = game.oracle.offences
    if left.written:
        offences.append(f"не успокаивается: {left.written[0]}")
    game.oracle.rest(game.emulator.book(game.file))
    now = staff(game.emulator, game.file)
    if game.told and game.told != now:
        offences.append(f"клетки людей: {_differ(game.told, now)}")


def staff(emulator: Emulator, file: str) -> Staff:
    """What staff have typed into the banks, row by row, in any order."""
    book = emulator.book(file)
    return {
        table: Counter(tuple(sorted(line.items())) for line in judge.typed(book, table) if line)
        for table in judge.BANKS
    }


def _differ(one: Staff, other: Staff) -> object:
    return [(list(one[t] - other[t]), list(other[t] - one[t])) for t in one if one[t] != other[t]]
