"""What several rules need to know of a row of «Пары»: who is meant, and how far it has come."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sheets_sync.facts import OTHER, Facts, Record
from sheets_sync.ids import read_id
from sheets_sync.rules.refs import Bank

MENTOR_REFUSES, MENTEE_REFUSES = "отказ наставника", "отказ наставляемого"
REFUSALS = (MENTOR_REFUSES, MENTEE_REFUSES)
APPROVALS = ("утвердить", "другой наставник")
POSTPONED = "отложить до"
FOR_THE_YEAR = "на год"
DONE = "программа выполнена"
SHEET = "selection"
SEEDED = frozenset({"mentee", SHEET})
"""What may be typed into a row that still gets suggestions: a name, and the wish for a paper."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A row with its people found: ids, '' where nobody is named or the name leads nowhere."""

    row: Record
    mentee: str
    offered: str
    approved: str
    other: str
    today: dt.date

    @property
    def refused(self) -> bool:
        """Closed by a refusal."""
        return self.row.text("decision") in REFUSALS

    @property
    def last_day(self) -> dt.date | None:
        """The day after which the two no longer work together, None while nobody has typed one."""
        change = self.row.date("change_from")
        days = [self.row.date("ended"), change - dt.timedelta(days=1) if change else None]
        return min((day for day in days if day), default=None)

    @property
    def ended(self) -> bool:
        """Brought to its end: «Закончена» has come, or the day of another mentor."""
        ended, change = self.row.date("ended"), self.row.date("change_from")
        return bool((ended and ended <= self.today) or (change and change <= self.today))

    @property
    def done(self) -> bool:
        """Ended because the programme is fulfilled, and not for another mentor."""
        return self.row.text("reason") in (DONE, "") and not self.row.date("change_from")

    @property
    def leaving(self) -> bool:
        """It will end before its time, or has: the mentee needs somebody else."""
        return self.last_day is not None and not self.done

    @property
    def closed(self) -> bool:
        """Refused or ended: it holds nobody any more."""
        return self.refused or self.ended

    @property
    def from_papers(self) -> bool:
        """It was there before the tool: a person typed it with its former order."""
        return bool(self.row.text("old_order_number") and self.row.date("old_order_date"))

    @property
    def postponed(self) -> bool:
        """A person decides later: not before «Отложить до»."""
        until = self.row.date("postponed")
        return self.row.text("decision") == POSTPONED and (until is None or until > self.today)

    @property
    def open(self) -> bool:
        """Nothing is decided beside the mentee's name: it may get another suggestion.

        A column of the school's own says nothing here: formulas filled down would freeze the tab.
        """
        return not self.row.text("id") and not self.row.touched - SEEDED - {OTHER}

    @property
    def withdrawable(self) -> bool:
        """Appended by the sync and untouched since, the mentee's name included."""
        seeded = self.row.text("seeded")
        read = read_id(self.row.text("mentee"))
        untouched = self.open and not self.row.touched & {OTHER, SHEET}
        return untouched and bool(seeded) and str(read) == seeded

    @property
    def mentor(self) -> str:
        """The mentor that the row stands for: approved, or named by a person, or offered."""
        return self.approved or self.other or self.offered


@dataclass(frozen=True, slots=True)
class Register:
    """All rows of «Пары» beside both banks."""

    pairs: tuple[Pair, ...]
    mentors: Bank
    mentees: Bank

    @classmethod
    def of(cls, facts: Facts, today: dt.date) -> Register:
        """The register that ``facts`` hold on ``today``."""
        mentors, mentees = Bank.of(facts.rows("mentors")), Bank.of(facts.rows("mentees"))
        pairs = tuple(
            _pair(row, mentees.id_of(row.text("mentee")), mentors.id_of(row.text("mentor")), today)
            for row in facts.rows("pairs")
        )
        return cls(pairs, mentors, mentees)

    def open_by_mentee(self) -> Mapping[str, tuple[Pair, ...]]:
        """The rows of each mentee that hold or may hold, numbered ones first; none that leaves."""
        found: dict[str, list[Pair]] = {}
        for pair in self.pairs:
            if pair.mentee and not pair.closed and not pair.leaving:
                found.setdefault(pair.mentee, []).append(pair)
        return {mentee: tuple(sorted(its, key=_age)) for mentee, its in found.items()}

    def bans(self) -> frozenset[tuple[str, str]]:
        """Pairs (mentee, mentor) that a refusal or an early end has closed: not offered again."""
        return frozenset(
            (pair.mentee, pair.mentor) for pair in self.pairs if pair.refused or pair.leaving
        )

    def resting(self) -> frozenset[str]:
        """Ids of those who refused for the whole year: mentors and mentees."""
        found = set()
        for pair in self.pairs:
            if pair.refused and pair.row.text("refusal_for") == FOR_THE_YEAR:
                by_mentor = pair.row.text("decision") == MENTOR_REFUSES
                found.add(pair.mentor if by_mentor else pair.mentee)
        return frozenset(found - {""})


def _pair(row: Record, mentee: str, other: str, today: dt.date) -> Pair:
    return Pair(row, mentee, row.text("offered"), _approved(row, other), other, today)


def _approved(row: Record, other: str) -> str:
    """The mentor that a person's decision stands for; a name typed beside it wins."""
    decision = row.text("decision")
    if decision in REFUSALS:  # remembered: it says whose refusal it was
        return row.text("approved")
    if row.text("old_order_number") and row.date("old_order_date"):
        return other
    if decision not in APPROVALS:
        return ""
    if other or decision == "другой наставник":
        return other
    if row.text("mentor"):  # a name that leads nowhere: not what was offered, at any rate
        return ""
    return row.text("approved") or row.text("offered")


def _age(pair: Pair) -> tuple[object, ...]:
    """Numbered rows first; of others those where most stands, whatever the sync writes there."""
    row = pair.row
    staff = tuple((name, str(row.values.get(name))) for name in sorted(row.touched))
    own = row.text("id")
    return not own, own, pair.withdrawable, pair.open, staff, not pair.offered, row.key


def load(pairs: Iterable[Pair]) -> Counter[str]:
    """How many places of each mentor are taken: one by every row that is held and not closed.

    What is put off until later takes no place in the meantime.
    """
    return Counter(
        pair.mentor
        for pair in pairs
        if pair.mentor and not pair.closed and not pair.open and not pair.postponed
    )


def away(person: Record, today: dt.date) -> bool:
    """Whether «Перерыв / выбыл с» has come for this person."""
    since = person.date("away")
    return since is not None and since <= today
