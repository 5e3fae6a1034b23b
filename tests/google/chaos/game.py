"""One game: a school, acts and faults in the gaps between the calls of runs, a rest, an oracle."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sheets_sync import sync
from sheets_sync.errors import BusyError, RefusedError, SheetsSyncError
from tests.google.chaos import oracle as judge
from tests.google.chaos import sight
from tests.google.chaos.decides import DECIDING
from tests.google.chaos.desk import Act, Desk
from tests.google.chaos.person import COPYING, PLAIN, renames_back
from tests.google.chaos.school import CONTEXT, Drawer, School
from tests.google_emulator.calls import Answer

FAULTS = (
    "500", "503", "429", "reset", "stall",  # not carried out
    "500-after", "503-after", "reset-after", "stall-after", "half",  # … and the answer got lost
    "killed", "killed-after",  # the run ends before the call, or before it knows the answer
)  # fmt: skip
ACTS: dict[str, Act] = {**PLAIN, **DECIDING}
EVERY: dict[str, Act] = {**ACTS, **COPYING}
RUNS = 2
WIDTH = 5
"""Gaps of a run that a script names: before its first five calls."""
GAPS = tuple(
    f"{run} {call}" for run in "12" for call in ("look", "read", "probe", "batch", "after")
)
WRONG = (SheetsSyncError, LookupError, TypeError, ValueError, AssertionError)
"""A run must end in none of these, but where it is refused or too late."""
MOST_AGREED = 4
"""How often she says in a row that a plan that looks like an accident is as it should be."""


class Step(NamedTuple):
    """In a gap (its number in GAPS): an act at a place, or a fault. ``late``: she has not looked
    since before the acts of her other hand, and what she remembers may be elsewhere."""

    gap: int
    what: str
    table: str = "mentors"
    pick: int = 0
    late: bool = False


Script = Sequence[Step]


class Killed(Exception):
    """A run ends here, whatever it was about to do."""


@dataclass
class Game:
    """What came of it: offences, and every act and fault that really happened, with its gap.

    ``twice``: the run after she rested needed a second write of its own; ``refused``: it took what
    it found for an accident, and she had to say that it was none.
    """

    offences: list[str]
    blank_hits: int
    happened: list[Step]
    twice: bool = False
    refused: bool = False

    @property
    def done(self) -> Counter[str]:
        """How often each act and fault happened."""
        return Counter(step.what for step in self.happened)


@dataclass
class Played:
    """A game that is being played: the gap before call ``call`` of run ``run``."""

    school: School
    file: str
    script: Script
    oracle: judge.Oracle
    desk: Desk
    happened: list[Step] = field(default_factory=list)
    told: sight.Staff = field(default_factory=dict)
    drawer: Drawer = field(default_factory=Drawer)
    run: int = 0
    call: int = 0
    peace: bool = False
    twice: bool = False
    refused: bool = False

    def around(self, path: str, serve: Callable[[], Answer]) -> Answer:
        """One call: the script's acts before it, the oracle's look at what it wrote."""
        gap = self.run * WIDTH + self.call if self.run < RUNS and self.call < WIDTH else -1
        self.call += 1
        its = [step for step in self.script if step.gap == gap]
        self.peace = not any(step.what in EVERY for step in its)
        for step in its:
            self._step(step)
        if any(step.what == "killed" for step in its):
            raise Killed
        answer = self._served(path, serve)
        if any(step.what == "killed-after" for step in its):
            raise Killed
        return answer

    def _served(self, path: str, serve: Callable[[], Answer]) -> Answer:
        if not path.endswith(":batchUpdate"):
            return serve()
        book = self.school.emulator.book(self.file)
        before = sight.tabs(book)
        try:
            return serve()
        finally:
            self.oracle.batch(before, sight.tabs(book))

    def _step(self, step: Step) -> None:
        self.happened.append(step)
        if step.what in EVERY:
            self.act(step)
        elif not step.what.startswith("killed"):
            self.school.quick.faults.add(step.what, "")

    def act(self, step: Step) -> None:
        """She acts, on what she sees or on what she remembers; the oracle looks over her shoulder.

        What happens to nobody else is hers: an act on lines that are gone is none.
        """
        book = self.school.emulator.book(self.file)
        if not step.late or not self.desk.seen:
            self.desk.look()
        before = self.oracle.decisions(book)
        EVERY[step.what](self.desk, step.table, step.pick)
        self.oracle.decided(before, self.oracle.decisions(book))
        self.told = sight.staff(self.school.quick, book)

    def quiet(self, path: str, serve: Callable[[], Answer]) -> Answer:
        """A call when all is done: a write is one too many."""
        if path.endswith(":batchUpdate"):
            self.oracle.offences.append("вторая спокойная сверка пишет")
        return serve()

    def runs(self, accept: str = "") -> sync.Report:
        """One run of a new process to its end."""
        self.call = 0
        store = self.school.store(self.file, self.around)
        return sync.run(store, self.drawer, {}, CONTEXT, accept=accept)


def begun(school: School, file: str, script: Script) -> Played:
    """A game in the spreadsheet ``file`` before its first run."""
    oracle = judge.Oracle(school.quick)
    hands = school.emulator.person(file)
    desk = Desk(school.emulator, school.quick, file, hands, oracle)
    oracle.seeded(school.emulator.book(file))
    desk.look()
    return Played(school, file, script, oracle, desk)


def play(school: School, script: Script, start: str = "settled") -> Game:
    """Two runs with the script in their gaps, then she rests, and three quiet ones."""
    with school.game(start) as file:
        game = begun(school, file, script)
        if start != "fresh":
            game.oracle.rest(school.emulator.book(file))
        for game.run in range(RUNS):
            with contextlib.suppress(Killed, RefusedError, BusyError):
                _told(game)
        school.quick.faults.waiting.clear()
        try:
            _rested(game)
        except WRONG as error:
            game.oracle.offences.append(f"ошибка: {error!r}")
        oracle = game.oracle
    return Game(oracle.offences, oracle.blank_hits, game.happened, game.twice, game.refused)


def _told(game: Played) -> None:
    try:
        report = game.runs()
        if game.peace and not report.left.written:
            game.oracle.finished(game.school.emulator.book(game.file))
    except (RefusedError, BusyError):
        raise
    except WRONG as error:
        game.oracle.offences.append(f"ошибка: {error!r}")


def _rested(game: Played) -> None:
    """Headers are as they were; one run does all there is to do, and the next finds nothing."""
    game.run, offences = RUNS, game.oracle.offences
    for table in ("mentors", "mentees", "pairs"):
        game.desk.look()
        renames_back(game.desk, table, 0)
    game.told = sight.staff(game.school.quick, game.school.emulator.book(game.file))
    report = _agreed(game)
    game.twice = len(report.plans) > 1
    quiet = game.school.store(game.file, game.quiet)
    again = sync.run(quiet, game.drawer, {}, CONTEXT)
    for left in (report.left, again.left):
        if left.written:
            offences.append(f"не успокаивается: {left.written[0]}")
    book = game.school.emulator.book(game.file)
    game.oracle.rest(book)
    now = sight.staff(game.school.quick, book)
    if game.told != now:
        offences.append(f"клетки людей: {_differ(game.told, now)}")


def _agreed(game: Played) -> sync.Report:
    """A run after which she says of everything that looks like an accident that it is right."""
    accept = ""
    for _ in range(MOST_AGREED):
        try:
            return game.runs(accept)
        except RefusedError as error:
            accept, game.refused = error.code, True
    return game.runs(accept)


def _differ(one: sight.Staff, other: sight.Staff) -> object:
    return [(list(one[t] - other[t]), list(other[t] - one[t])) for t in one if one[t] != other[t]]
