"""How well a mentor suits a mentee, in whole points, by criterion (roadmap activity 4.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SUBJECT_CODES = "ПР"
"""Codes that mean something only within one subject."""

SHARE_OF_RANK = (6, 3, 1)
"""How much the first, second and third request count, of ten."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What counts of a person: subject (folded), codes in their order, places still free."""

    id: str
    subject: str
    codes: tuple[str, ...]
    free: int = 0
    capacity: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """Points by criterion, and the requests that the mentor covers."""

    requests: int
    subject: int
    spare: int
    covered: tuple[str, ...]

    @property
    def total(self) -> int:
        """The sum of all points."""
        return self.requests + self.subject + self.spare


def score(mentee: Profile, mentor: Profile, weights: Mapping[str, int]) -> Score:
    """The points of a pair; ``weights`` has «requests», «subject» and «spare»."""
    same = bool(mentee.subject) and mentee.subject == mentor.subject
    covered = tuple(
        code
        for code in mentee.codes
        if code in mentor.codes and (same or not code.startswith(SUBJECT_CODES))
    )
    shares = sum(
        share for code, share in zip(mentee.codes, SHARE_OF_RANK, strict=False) if code in covered
    )
    most = sum(SHARE_OF_RANK[: len(mentee.codes)])
    return Score(
        requests=weights["requests"] * shares // most if most else 0,
        subject=weights["subject"] if same else 0,
        spare=weights["spare"] * mentor.free // mentor.capacity if mentor.capacity else 0,
        covered=covered,
    )
