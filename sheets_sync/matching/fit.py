"""The points of a pair in words, and the points of all pairs at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

import numpy as np

from sheets_sync.matching.instance import Bools, Ints
from sheets_sync.matching.score import (
    CRITERIA,
    Meanings,
    Profile,
    Score,
    marks,
    only_within_subject,
    share_of_category,
    shares_of,
)


class Level(StrEnum):
    """What staff see instead of points."""

    HIGH = "очень подходит"
    FAIR = "подходит"
    WEAK = "слабо"


HIGH_FROM = 66
FAIR_FROM = 33
"""Of a hundred of what requests and subject could give this mentee; other criteria only choose
between mentors who suit, so they lift nobody."""


def level(found: Score, mentee: Profile, weights: Mapping[str, int]) -> Level:
    """From two thirds of what requests and subject can give «очень подходит», from one third
    «подходит», below «слабо». A mentee without a subject is judged by requests alone."""
    most = weights.get("requests", 0) if mentee.codes else 0
    most += weights.get("subject", 0) if mentee.subject else 0
    share = 100 * (found.requests + found.subject) // most if most else 0
    return Level.HIGH if share >= HIGH_FROM else Level.FAIR if share >= FAIR_FROM else Level.WEAK


def score_matrix(
    mentees: Sequence[Profile],
    mentors: Sequence[Profile],
    weights: Mapping[str, int],
    meanings: Meanings | None = None,
) -> Ints:
    """n × m: ``score(…).total`` of every pair, a hundred times faster than pair by pair."""
    weight = dict.fromkeys(CRITERIA, 0) | dict(weights)
    bank = _Bank(mentors, weight, meanings or {})
    out = np.empty((len(mentees), len(mentors)), np.int64)
    for row, mentee in enumerate(mentees):
        out[row] = bank.points(mentee)
    return out


class _Bank:
    """The mentors as columns: who has what, as arrays of m."""

    def __init__(
        self, mentors: Sequence[Profile], weight: Mapping[str, int], meanings: Meanings
    ) -> None:
        self.weight, self.meanings, self.size = weight, meanings, len(mentors)
        have: dict[tuple[str, str], list[int]] = {}
        for column, mentor in enumerate(mentors):
            for key in _keys(mentor, meanings):
                have.setdefault(key, []).append(column)
        self.have = {key: self._columns(columns) for key, columns in have.items()}
        self.nobody = np.zeros(self.size, np.bool_)
        self.fixed = np.array([self._fixed(mentor) for mentor in mentors], np.int64)

    def points(self, mentee: Profile) -> Ints:
        """The total of this mentee with each mentor."""
        same = self.who("subject", mentee.subject)
        out = self.fixed + self._requests(mentee, same) + self.weight["subject"] * same
        agreed = {
            "area": same | self.who("area", mentee.area),
            "building": self.who("building", mentee.building),
            "hours": self._any("hours", mentee.hours),
            "form": self._any("form", mentee.forms),
            "kind": self._any("kind", mentee.kinds),
            "wishes": self._any("id", mentee.wants) | self.who("wants", mentee.id),
        }
        agreed |= {name: self.who(name, value) for name, value in mentee.alike}
        for name, yes in agreed.items():
            if self.weight.get(name):
                out += self.weight[name] * yes
        return out

    def who(self, name: str, value: str) -> Bools:
        """Which mentors have this value."""
        return self.have.get((name, value), self.nobody) if value else self.nobody

    def _any(self, name: str, values: frozenset[str]) -> Bools:
        out = self.nobody
        for value in values:
            out = out | self.who(name, value)
        return out

    def _requests(self, mentee: Profile, same: Bools) -> Ints:
        shares = shares_of(mentee)
        given = np.zeros(self.size, np.int64)
        for request, share in shares.items():
            met = self.nobody
            for mark in marks(request, self.meanings):
                who = self.who("mark", mark)
                met = met | (who & same if only_within_subject(mark) else who)
            given += share * met
        most = sum(shares.values())
        return self.weight["requests"] * given // most if most else given

    def _fixed(self, mentor: Profile) -> int:
        """The points that a mentor has with anybody."""
        spare = self.weight["spare"] * mentor.free // mentor.capacity if mentor.capacity else 0
        category = self.weight["category"] * share_of_category(mentor.category) // 10
        return spare + category + (self.weight["training"] if mentor.trained else 0)

    def _columns(self, columns: list[int]) -> Bools:
        out = np.zeros(self.size, np.bool_)
        out[columns] = True
        return out


def _keys(mentor: Profile, meanings: Meanings) -> set[tuple[str, str]]:
    out = {(name, getattr(mentor, name)) for name in ("id", "subject", "area", "building")}
    out |= {("mark", mark) for words in mentor.codes for mark in marks(words, meanings)}
    for name, values in (("hours", mentor.hours), ("form", mentor.forms), ("kind", mentor.kinds)):
        out |= {(name, value) for value in values}
    return out | mentor.alike | {("wants", own) for own in mentor.wants}
