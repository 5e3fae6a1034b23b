"""Brute force: every seating of a small instance, and every answer read off the list of them."""

from __future__ import annotations

import itertools
import random

import numpy as np

from sheets_sync.matching.instance import Bools, Instance, Ints, tie_hash

SHAPES = {"fine": range(100), "coarse": range(0, 100, 20), "close": (50, 60), "equal": (50,)}


def small(seed: int) -> Instance:
    """Up to five mentees and four mentors: scores with few or many ties, bans, locks, shown."""
    chance = random.Random(seed)
    people, mentors = chance.choice([(1, 1), (2, 3), (3, 4), (4, 3), (5, 2), (5, 3)])
    values = SHAPES[chance.choice(sorted(SHAPES))]
    ease = chance.choice([0.4, 0.7, 1.0])
    names = [f"М-{n}" for n in range(mentors)]
    wards = [f"Н-{n}" for n in range(people)]
    shown = {ward: chance.choice(names) for ward in wards if chance.random() < 0.5}
    places = [chance.randint(0, 2) for _ in names]
    return Instance.of(
        wards,
        names,
        [[chance.choice(values) for _ in names] for _ in wards],
        [[chance.random() < ease for _ in names] for _ in wards],
        places,
        shown=shown if chance.random() < 0.6 else {},
        bonus=chance.choice([0, 5, 20]),
        locks=locks(chance, wards, names, places) if chance.random() < 0.3 else {},
    )


def locks(
    chance: random.Random, wards: list[str], names: list[str], places: list[int]
) -> dict[str, str]:
    """One lock at a mentor who has a place, if there is any."""
    open_ = [name for name, room in zip(names, places, strict=True) if room]
    return {chance.choice(wards): chance.choice(open_)} if open_ else {}


class Oracle:
    """Every way to seat ``n`` people at ``m`` mentors or nowhere, allowed or not."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        people, mentors = instance.scores.shape
        self.nobody = mentors
        ways = itertools.product(range(mentors + 1), repeat=people)
        self.seats: Ints = np.array(list(ways), np.int64).reshape(-1, people)
        self.load = np.stack([(self.seats == j).sum(axis=1) for j in range(mentors)], axis=1)
        rows = np.arange(people)
        scores = np.zeros((people, mentors + 1), np.int64)
        scores[:, :-1] = instance.scores
        kept = np.zeros((people, mentors + 1), np.int64)
        for ward, name in instance.shown.items():
            kept[instance.row(ward), instance.column(name)] = 1
        self.seated: Ints = (self.seats < mentors).sum(axis=1)
        self.plain: Ints = scores[rows, self.seats].sum(axis=1)
        self.kept: Ints = kept[rows, self.seats].sum(axis=1)
        self.points: Ints = self.plain + instance.bonus * self.kept
        self.hash: Ints = tie_hash(instance)[rows, self.seats].sum(axis=1)
        self.wrong = self._wrong()

    def _wrong(self) -> Bools:
        """Ways × people: who sits where the rules forbid it."""
        instance = self.instance
        people, mentors = instance.scores.shape
        may = np.ones((people, mentors + 1), np.bool_)
        may[:, :-1] = instance.allowed
        for ward, name in instance.locks.items():
            may[instance.row(ward)] = False
            may[instance.row(ward), instance.column(name)] = True
        out: Bools = ~may[np.arange(people), self.seats]
        return out

    def fits(self, places: Ints | None = None) -> Bools:
        """No mentor has more people than places."""
        room = self.instance.places if places is None else places
        return np.asarray((self.load <= room).all(axis=1))

    def best(self, which: Bools) -> tuple[int, int]:
        """Seats and points of the best of these ways."""
        return max(zip(self.seated[which].tolist(), self.points[which].tolist(), strict=True))

    @property
    def legal(self) -> Bools:
        """The ways that keep every rule."""
        return np.asarray(self.fits() & ~self.wrong.any(axis=1))

    @property
    def answer(self) -> Ints:
        """The seating, by all four levels."""
        ways = np.flatnonzero(self.legal)
        levels = np.lexsort(
            (self.hash[ways], self.kept[ways], self.points[ways], self.seated[ways])
        )
        return np.asarray(self.seats[ways[levels[-1]]])

    def forced(self, row: int, node: int) -> tuple[int, int, int] | None:
        """Seats and points lost, and the fewest people who change seats, if ``row`` sits there.

        None where nobody can be seated there at all.
        """
        others = np.delete(self.wrong, row, axis=1).any(axis=1)
        which = np.asarray(self.fits() & ~others & (self.seats[:, row] == node))
        if not which.any():
            return None
        best, base = self.best(which), self.best(self.legal)
        same = which & (self.seated == best[0]) & (self.points == best[1])
        moved = (self.seats[same] != self.answer).sum(axis=1).min()
        return base[0] - best[0], base[1] - best[1], int(moved)

    def with_places(self, column: int, more: int) -> tuple[int, int] | None:
        """Seats and points lost with so many places more; None where locks make it impossible."""
        places = self.instance.places.copy()
        places[column] += more
        which = np.asarray(self.fits(places) & ~self.wrong.any(axis=1))
        if places[column] < 0 or not which.any():
            return None
        best, base = self.best(which), self.best(self.legal)
        return base[0] - best[0], base[1] - best[1]
