"""Who can be matched with whom: profiles, free places, what is forbidden, and the best seating."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sheets_sync.criteria import ALIKE
from sheets_sync.facts import Context, Facts, Record
from sheets_sync.matching.fit import Level, level, score_matrix
from sheets_sync.matching.score import Meanings, Profile, Score, score
from sheets_sync.matching.stems import meanings
from sheets_sync.names import person_key
from sheets_sync.rules.consents import Consents
from sheets_sync.rules.pairs import Register, away, load
from sheets_sync.rules.refs import name, where
from sheets_sync.rules.seating import Seating, seated
from sheets_sync.rules.wishes import Wishes, read_wishes
from sheets_sync.words import fold

STRENGTHS = ("strength_1", "strength_2", "strength_3", "strength_4")
REQUESTS = ("request_1", "request_2", "request_3")
USUAL_CAPACITY = 2
"""How many a mentor takes where the cell is empty."""


def ready_mentee(record: Record) -> bool:
    """A mentee can be matched once a name and the main request are there."""
    return bool(record.text("name") and any(record.text(column) for column in REQUESTS))


def ready_mentor(record: Record) -> bool:
    """A mentor can be offered once a name and one strength are there."""
    return bool(record.text("name") and any(record.text(column) for column in STRENGTHS))


def capacity(record: Record) -> int:
    """How many people this mentor takes."""
    return record.number("capacity") or USUAL_CAPACITY


@dataclass(frozen=True, slots=True)
class Board:
    """Profiles of everybody who can be matched, the free places, and what is forbidden."""

    mentors: Mapping[str, Profile]
    mentees: Mapping[str, Profile]
    bans: frozenset[tuple[str, str]]
    context: Context
    consents: Consents
    subjects: Mapping[str, str]
    names: Mapping[str, str]
    people: Mapping[str, str]
    wishes: Wishes
    meanings: Meanings
    _scores: dict[tuple[str, str], Score] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, register: Register, facts: Facts, context: Context) -> Board:
        taken, resting = load(register.pairs), register.resting()
        mentors = {}
        for own, record in register.mentors.by_id.items():
            if ready_mentor(record) and own not in resting and not away(record, context.today):
                most = capacity(record)
                free = max(0, most - taken[own])
                profile = _profile(own, record, STRENGTHS)
                mentors[own] = replace(profile, free=free, capacity=most)
        wishes = read_wishes(facts)
        mentees = {
            own: replace(_profile(own, record, REQUESTS), wants=wishes.wanted_by(own))
            for own, record in register.mentees.by_id.items()
            if ready_mentee(record)
        }
        same = _same_person(register)
        bans, consents = register.bans() | same | wishes.bans, Consents.of(facts, context.today)
        subjects = {own: each.text("subject") for own, each in register.mentors.by_id.items()}
        place = where(context, "pairs", "others")
        names = {own: name(each, place) for own, each in register.mentors.by_id.items()}
        people = {own: name(each, place) for own, each in register.mentees.by_id.items()}
        meant = _meanings((*mentors.values(), *mentees.values()), context)
        return cls(
            mentors, mentees, bans, context, consents, subjects, names, people, wishes, meant
        )

    def score(self, mentee: str, mentor: str) -> Score | None:
        """The points of a pair, None where either cannot be matched."""
        if mentee not in self.mentees or mentor not in self.mentors:
            return None
        if (mentee, mentor) not in self._scores:
            weights = self.context.settings.weights
            one, other = self.mentees[mentee], self.mentors[mentor]
            found = score(one, other, weights, self.meanings)
            self._scores[mentee, mentor] = found
        return self._scores[mentee, mentor]

    def gains(self, mentees: Iterable[str]) -> dict[tuple[str, str], int]:
        """The points of every pair that is allowed and not below the floor."""
        rows, columns = sorted(set(mentees) & set(self.mentees)), sorted(self.mentors)
        settings = self.context.settings
        points = score_matrix(
            [self.mentees[own] for own in rows],
            [self.mentors[own] for own in columns],
            settings.weights,
            self.meanings,
        )
        found = zip(*(each.tolist() for each in (points >= settings.floor).nonzero()), strict=True)
        return {
            (rows[row], columns[column]): int(points[row, column])
            for row, column in found
            if (rows[row], columns[column]) not in self.bans
        }

    def level(self, mentee: str, mentor: str) -> Level:
        """How well the two suit, in the words that staff see; both are on the board."""
        found = self.score(mentee, mentor)
        if found is None:
            return Level.WEAK
        return level(found, self.mentees[mentee], self.context.settings.weights)

    def choose(
        self, seeking: Iterable[str], shown: Mapping[str, str], *, same_day: bool
    ) -> Seating:
        """The suggestions for those who seek a mentor; ``shown`` are those of the sheet."""
        places = {own: profile.free for own, profile in self.mentors.items()}
        stability = self.context.settings.stability
        return seated(self.gains(seeking), places, shown, stability, same_day=same_day)


def _profile(own: str, record: Record, columns: Iterable[str]) -> Profile:
    codes = tuple(dict.fromkeys(filter(None, (record.text(column) for column in columns))))
    return Profile(
        own,
        fold(record.text("subject")),
        codes,
        category=fold(record.text("category")),
        trained=bool(record.text("trained")),
        alike=frozenset(
            (each.name, fold(chosen)) for each in ALIKE if (chosen := record.text(each.column))
        ),
    )


def _meanings(people: Iterable[Profile], context: Context) -> Meanings:
    """What requests and strengths in people's own words mean among the codes."""
    words = context.vocabulary["competences"]
    free = sorted({code for person in people for code in person.codes if code not in words})
    return meanings(free, words) if free else {}


def _same_person(register: Register) -> frozenset[tuple[str, str]]:
    """Nobody is offered to themselves: both roles are allowed to one person."""
    names: dict[str, list[str]] = {}
    for own, record in register.mentors.by_id.items():
        names.setdefault(person_key(record.text("name")), []).append(own)
    return frozenset(
        (own, mentor)
        for own, record in register.mentees.by_id.items()
        for mentor in names.get(person_key(record.text("name")), ())
    )
