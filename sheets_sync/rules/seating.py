"""The suggestions of a run as one seating, and the prices of every other choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sheets_sync.matching.assign import instance_of
from sheets_sync.matching.explain import Explanation, explain
from sheets_sync.matching.instance import Instance
from sheets_sync.matching.seating import solve
from sheets_sync.matching.shortage import Shortage, shortages

Gains = Mapping[tuple[str, str], int]
Places = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Seating:
    """Who is offered to whom, and why no other choice; None where nobody can be offered at all.

    ``gains`` are the points of every pair (mentee, mentor) that may be offered.
    """

    gains: Gains
    chosen: Mapping[str, str]
    explanation: Explanation | None = None

    def shortage(self, mentee: str) -> Shortage | None:
        """The group that lacks places and has this mentee in it, None where places are not it."""
        if self.explanation is None:
            return None
        groups = shortages(self.explanation)
        return next((group for group in groups if mentee in group.people), None)


def seated(
    gains: Gains, places: Places, shown: Mapping[str, str], stability: int, *, same_day: bool
) -> Seating:
    """The best seating. A shown suggestion counts ``stability`` points more; in a day it stays."""
    if not any(places.get(mentor, 0) > 0 for _, mentor in gains):
        return Seating(gains, {})
    known = {mentee: mentor for mentee, mentor in shown.items() if (mentee, mentor) in gains}
    locks = _held(known, places) if same_day else {}
    instance = instance_of(gains, places, shown=known, bonus=stability, locks=locks)
    chosen = solve(instance).mentor_of
    return Seating(gains, chosen, _explained(gains, places, chosen, stability))


def _held(shown: Mapping[str, str], places: Places) -> dict[str, str]:
    """What stands in the sheet and still has a place, in the order of ids."""
    left = dict(places)
    held = {}
    for mentee, mentor in sorted(shown.items()):
        if left.get(mentor, 0) > 0:
            left[mentor] -= 1
            held[mentee] = mentor
    return held


def _explained(
    gains: Gains, places: Places, chosen: Mapping[str, str], stability: int
) -> Explanation:
    """Prices against what stands in the sheet once it is written, so that they stay as they are.

    In the middle of a day what stands there need not be the best any more: then it is held.
    """
    instance = instance_of(gains, places, shown=chosen, bonus=stability)
    solution = solve(instance)
    if solution.mentor_of != chosen:
        instance = _holding(instance, gains, places, chosen, stability)
        solution = solve(instance)
    return explain(instance, solution)


def _holding(
    instance: Instance,
    gains: Gains,
    places: Places,
    chosen: Mapping[str, str],
    stability: int,
) -> Instance:
    locks = {mentee: mentor for mentee, mentor in chosen.items() if mentee in instance.mentees}
    return instance_of(gains, places, shown=chosen, bonus=stability, locks=locks)
