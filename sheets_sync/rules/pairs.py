"""What several rules need to know of a row of «Пары»: who is meant, and how far it has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sheets_sync.facts import Facts, Record
from sheets_sync.ids import read_id
from sheets_sync.rules.refs import Bank

REFUSALS = ("отказ наставника", "отказ наставляемого")
APPROVALS = ("утвердить", "другой наставник")
SEEDED = frozenset({"mentee"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A row with its people found: ids, '' where nobody is named or the name leads nowhere."""

    row: Record
    mentee: str
    offered: str
    approved: str
    other: str

    @property
    def refused(self) -> bool:
        """Closed by a refusal."""
        return self.row.text("decision") in REFUSALS

    @property
    def open(self) -> bool:
        """Nothing is decided or typed beside the mentee's name: it may get another suggestion."""
        return not self.row.text("id") and not self.row.touched - SEEDED

    @property
    def withdrawable(self) -> bool:
        """Appended by the sync and untouched since, the mentee's name included."""
        seeded = self.row.text("seeded")
        read = read_id(self.row.text("mentee"))
        return self.open and bool(seeded) and str(read) == seeded

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
    def of(cls, facts: Facts) -> Register:
        """The register that ``facts`` hold."""
        mentors, mentees = Bank.of(facts.rows("mentors")), Bank.of(facts.rows("mentees"))
        pairs = tuple(
            _pair(row, mentees.id_of(row.text("mentee")), mentors.id_of(row.text("mentor")))
            for row in facts.rows("pairs")
        )
        return cls(pairs, mentors, mentees)

    def open_by_mentee(self) -> Mapping[str, tuple[Pair, ...]]:
        """The rows of each mentee that no refusal has closed, numbered ones first."""
        found: dict[str, list[Pair]] = {}
        for pair in self.pairs:
            if pair.mentee and not pair.refused:
                found.setdefault(pair.mentee, []).append(pair)
        return {mentee: tuple(sorted(its, key=_age)) for mentee, its in found.items()}

    def bans(self) -> frozenset[tuple[str, str]]:
        """Pairs (mentee, mentor) that a refusal has closed: they are not offered again."""
        return frozenset((pair.mentee, pair.mentor) for pair in self.pairs if pair.refused)


def _pair(row: Record, mentee: str, other: str) -> Pair:
    return Pair(row, mentee, row.text("offered"), _approved(row, other), other)


def _approved(row: Record, other: str) -> str:
    """The mentor that a person's decision stands for; a name typed beside it wins."""
    decision = row.text("decision")
    if decision in REFUSALS:  # remembered: it says whose refusal it was
        return row.text("approved")
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
    """How many places of each mentor are taken: one by every row that is held and not closed."""
    return Counter(
        pair.mentor for pair in pairs if pair.mentor and not pair.refused and not pair.open
    )
