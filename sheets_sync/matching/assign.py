"""The best seating of mentees at mentors, from pairs by name."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sheets_sync.matching.instance import Instance, TooLargeError
from sheets_sync.matching.seating import solve

__all__ = ["TooLargeError", "assign", "instance_of"]


def assign(gains: Mapping[tuple[str, str], int], places: Mapping[str, int]) -> Mapping[str, str]:
    """Mentee → mentor for the best seating.

    ``gains`` has the points (0 or more) of each allowed pair (mentee, mentor), ``places`` the free
    places of each mentor. The answer does not depend on the order of either.
    """
    if not any(places.get(mentor, 0) > 0 for _, mentor in gains):
        return {}
    return solve(instance_of(gains, places)).mentor_of


def instance_of(
    gains: Mapping[tuple[str, str], int],
    places: Mapping[str, int],
    *,
    shown: Mapping[str, str] | None = None,
    bonus: int = 0,
    locks: Mapping[str, str] | None = None,
) -> Instance:
    """The instance of these pairs; a pair that is not in ``gains`` is forbidden."""
    mentees = sorted({mentee for mentee, _ in gains})
    mentors = sorted({mentor for _, mentor in gains})
    row = {own: at for at, own in enumerate(mentees)}
    column = {own: at for at, own in enumerate(mentors)}
    scores = np.zeros((len(mentees), len(mentors)), np.int64)
    allowed = np.zeros(scores.shape, np.bool_)
    for (mentee, mentor), points in gains.items():
        if points.bit_length() > 61:
            raise TooLargeError("Баллов слишком много. Уменьшите веса в config.toml.")
        scores[row[mentee], column[mentor]] = points
        allowed[row[mentee], column[mentor]] = True
    room = [places.get(own, 0) for own in mentors]
    return Instance.of(
        mentees, mentors, scores, allowed, room, shown=shown, bonus=bonus, locks=locks
    )
