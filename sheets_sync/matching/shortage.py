"""Why some stay without a mentor, and which places would help: one answer for every optimum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from sheets_sync.matching.costs import Move
from sheets_sync.matching.explain import Explanation, explain
from sheets_sync.matching.instance import Bools, Ints
from sheets_sync.matching.seating import solve

MOST_REMEDIES = 10


@dataclass(frozen=True, slots=True)
class Shortage:
    """People who compete for the places of these mentors, all of them taken.

    Any of the people could be the one left out and no seat would be lost; a place more at any of
    the mentors would seat one more. It is a minimal shortage, not the smallest one. Without
    mentors it is one person whom nobody here suits.
    """

    people: tuple[str, ...]
    mentors: tuple[str, ...]
    places: int
    lacking: int


@dataclass(frozen=True, slots=True)
class Remedy:
    """One place more at this mentor after those before it: seats, points, who moves."""

    mentor: str
    seats: int
    points: int
    moves: tuple[Move, ...]


def shortages(explanation: Explanation) -> tuple[Shortage, ...]:
    """Every group that lacks places, in the order of ids; empty where everybody is seated.

    People and mentors of the groups are the same for every optimum and every order of rows.
    """
    people, mentors = short_of(explanation)
    links = explanation.face.moves[:, :-1] & people[:, None] & mentors
    return tuple(sorted(_groups(explanation, people, links), key=lambda each: each.people))


def short_of(explanation: Explanation) -> tuple[Bools, Bools]:
    """n and m: whose leaving out costs no seat × where a place more would seat one."""
    locks = explanation.instance.locks
    loose = np.array([own not in locks for own in explanation.instance.mentees], np.bool_)
    return loose & (explanation.leave_out()[0] == 0), explanation.place_values()[0] > 0


def remedies(explanation: Explanation, most: int = MOST_REMEDIES) -> tuple[Remedy, ...]:
    """The places that would help, one after another, each the best one then; at most ``most``.

    Together they seat one person each: no fewer places could seat as many.
    """
    return tuple(_remedies(explanation, most))


def _remedies(explanation: Explanation, most: int) -> Iterator[Remedy]:
    for _ in range(most):
        seats, points = explanation.place_values()
        if not (seats > 0).any():
            return
        node = max(range(len(seats)), key=lambda at: (int(seats[at]), int(points[at]), -at))
        mentor = explanation.instance.mentors[node]
        found = explanation.place_more(mentor)
        yield Remedy(mentor, int(seats[node]), int(points[node]), found.moves)
        places = explanation.instance.places.copy()
        places[node] += 1
        more = replace(explanation.instance, places=places)
        explanation = explain(more, solve(more))


def _groups(explanation: Explanation, people: Bools, links: Bools) -> Iterator[Shortage]:
    instance, solution = explanation.instance, explanation.solution
    for rows, columns in _connected(links):
        seated = int((solution.seats[rows] < len(instance.mentors)).sum())
        yield Shortage(
            tuple(instance.mentees[row] for row in rows),
            tuple(instance.mentors[column] for column in columns),
            seated,
            len(rows) - seated,
        )
    for row in np.flatnonzero(people & ~links.any(axis=1)):
        yield Shortage((instance.mentees[row],), (), 0, 1)


def _connected(links: Bools) -> Iterator[tuple[Ints, Ints]]:
    """Rows and columns of each connected part that has a link."""
    left: Bools = np.asarray(links.any(axis=1))
    while left.any():
        rows: Bools = np.arange(len(links)) == left.argmax()
        while True:
            columns = links[rows].any(axis=0)
            more: Bools = np.asarray(links[:, columns].any(axis=1))
            if np.array_equal(more, rows):
                break
            rows = more
        left = np.logical_and(left, ~rows)
        yield np.flatnonzero(rows), np.flatnonzero(columns)
