"""The seating: most people, then points, then suggestions kept, then a hash; one answer, proved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from sheets_sync.matching.flow import best
from sheets_sync.matching.instance import Instance, Ints, TooLargeError, Worth, tie_hash
from sheets_sync.matching.residual import Face, is_unique

MOST_HASHES = 8
Hash = Callable[[Instance, int], Ints]


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """One seating of an instance.

    ``seats`` is n: the column of each mentee's mentor, m for nobody. ``points`` counts no bonus.
    ``price`` is m + 1, the certificate: what a place is worth at these prices.
    """

    seats: Ints
    price: Ints
    mentor_of: Mapping[str, str]
    seated: int
    points: int
    kept: int
    hashes: int
    """How many fixed hashes were needed for one answer; 0 where points alone decide."""


def solve(instance: Instance, hashed: Hash = tie_hash) -> Solution:
    """The one best seating, the same for every order of rows and columns.

    Raises TooLargeError where costs do not fit, and where eight hashes in a row leave a tie.
    """
    worth = Worth.of(instance)
    places = np.where(instance.places > 0, instance.places, 0)
    face = Face(worth.free, np.ones(len(places), np.bool_), places)
    seats, price, spare = best(face, worth.gain, _locked(instance) if instance.locks else None)
    first, hashes = price, 0
    if not is_unique(seats, spare, face, price):
        face = tight(face, spare, price)
        seats, face, alone = _kept(face, worth, seats)
        if not alone:
            seats, hashes = _hashed(instance, face, seats, hashed)
    return _solution(instance, worth, seats, first, hashes)


def proved(instance: Instance, solution: Solution) -> bool:
    """Do the prices prove, without any solver, that no seating has more seats or points?

    A place costs what its price says and each mentee takes the best at these prices: if that adds
    up to what the seating has, nothing can have more.
    """
    worth, people = Worth.of(instance), np.arange(len(solution.seats))
    place = solution.price[-1] - solution.price
    open_ = worth.free.copy()
    open_[:, :-1] &= instance.places > 0
    load = np.bincount(solution.seats, minlength=len(place))[:-1]
    if not open_[people, solution.seats].all() or (load > instance.places).any() or min(place) < 0:
        return False
    least = np.iinfo(np.int64).min // 4
    most = np.where(open_, worth.gain - place, least).max(axis=1, initial=least)
    bound = int(most.sum()) + int((place[:-1] * instance.places).sum())
    return bound == int(worth.gain[people, solution.seats].sum())


def tight(face: Face, spare: Ints, price: Ints) -> Face:
    """The seatings as good as the one that these prices prove."""
    fits = price[:-1] == price[-1]
    return Face(face.moves & (spare == 0), face.may_empty & fits, face.places)


def _locked(instance: Instance) -> Ints:
    seats = np.full(len(instance.mentees), len(instance.mentors), np.int64)
    for mentee, mentor in instance.locks.items():
        seats[instance.row(mentee)] = instance.column(mentor)
    return seats


def _kept(face: Face, worth: Worth, seats: Ints) -> tuple[Ints, Face, bool]:
    """As many shown suggestions as the face has; is that one seating?"""
    if not worth.kept.any():
        return seats, face, False
    seats, price, spare = best(face, worth.kept.astype(np.int64), seats)
    alone = is_unique(seats, spare, face, price)
    return seats, tight(face, spare, price), alone


def _hashed(instance: Instance, face: Face, seats: Ints, hashed: Hash) -> tuple[Ints, int]:
    for salt in range(MOST_HASHES):
        found, price, spare = best(face, hashed(instance, salt), seats)
        if is_unique(found, spare, face, price):
            return found, salt + 1
    raise TooLargeError("Подбор не удался: равные ответы не различить. Сообщите об этом авторам.")


def _solution(instance: Instance, worth: Worth, seats: Ints, price: Ints, hashes: int) -> Solution:
    people = np.arange(len(seats))
    sits = seats < len(instance.mentors)
    rows, columns = people[sits], seats[sits]
    return Solution(
        seats,
        price,
        {instance.mentees[i]: instance.mentors[j] for i, j in zip(rows, columns, strict=True)},
        len(rows),
        int(instance.scores[rows, columns].sum()),
        int(worth.kept[people, seats].sum()),
        hashes,
    )
