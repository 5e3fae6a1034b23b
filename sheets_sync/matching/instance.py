"""One pool of mentees and mentors as numbers, and the single number that ranks a seating."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from sheets_sync.errors import SheetsSyncError

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

HASH_BITS = 40
PACKED_BITS = 58
"""Lengths that pack loss, people and arcs stay below this; 2 to the 60th is «no way»."""


class TooLargeError(SheetsSyncError):
    """The costs would not fit the engine's 62 bits, or the engine gave up."""


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """``n`` mentees, ``m`` mentors, both sorted by id; make one with ``Instance.of``.

    ``scores`` is n × m, whole and 0 or more (of forbidden pairs too: they price the ban);
    ``allowed`` n × m: bans, the floor and every other hard rule are already in it; ``places`` m.
    ``shown`` is what stands in the sheet (mentee → mentor, worth ``bonus`` points more than a new
    pair); ``locks`` are seats that a person gave: they hold even where ``allowed`` says no.
    """

    mentees: tuple[str, ...]
    mentors: tuple[str, ...]
    scores: Ints
    allowed: Bools
    places: Ints
    shown: Mapping[str, str] = field(default_factory=dict)
    bonus: int = 0
    locks: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raise ValueError for shapes, orders, signs and locks that cannot be meant."""
        size = (len(self.mentees), len(self.mentors))
        if not self.scores.shape == self.allowed.shape == size or len(self.places) != size[1]:
            raise ValueError(f"scores, allowed and places do not fit {size[0]} × {size[1]}")
        for ids in (self.mentees, self.mentors):
            if any(left >= right for left, right in pairwise(ids)):
                raise ValueError("ids are not sorted or not unique; use Instance.of")
        if self.bonus < 0 or (self.scores.size and int(self.scores.min()) < 0):
            raise ValueError("scores and bonus are 0 or more")
        self._check_locks()

    def _check_locks(self) -> None:
        if not self.locks:
            return
        held = np.zeros(len(self.mentors), np.int64)
        for mentee, mentor in self.locks.items():
            self.row(mentee)
            held[self.column(mentor)] += 1
        if bool((held > self.places).any()):
            raise ValueError("more locks than places at a mentor")

    @classmethod
    def of(
        cls,
        mentees: Sequence[str],
        mentors: Sequence[str],
        scores: npt.ArrayLike,
        allowed: npt.ArrayLike | None = None,
        places: npt.ArrayLike = 1,
        *,
        shown: Mapping[str, str] | None = None,
        bonus: int = 0,
        locks: Mapping[str, str] | None = None,
    ) -> Instance:
        """The same instance whatever the order of rows and columns.

        ``places`` is one number for everybody or one for each mentor; below 0 counts as 0.
        Shown mentees and mentors who are not here any more are left out.
        """
        size = (len(mentees), len(mentors))
        points = np.asarray(scores, np.int64).reshape(size)
        mask = np.ones(size, np.bool_) if allowed is None else np.asarray(allowed, np.bool_)
        room = np.broadcast_to(np.asarray(places, np.int64), (size[1],)).clip(min=0)
        rows = sorted(range(size[0]), key=mentees.__getitem__)
        columns = sorted(range(size[1]), key=mentors.__getitem__)
        here, there = set(mentees), set(mentors)
        known = {a: b for a, b in (shown or {}).items() if a in here and b in there}
        return cls(
            tuple(mentees[row] for row in rows),
            tuple(mentors[column] for column in columns),
            points[rows][:, columns],
            mask.reshape(size)[rows][:, columns],
            room[columns],
            dict(sorted(known.items())),
            bonus,
            dict(sorted((locks or {}).items())),
        )

    def row(self, mentee: str) -> int:
        """Where the mentee stands; KeyError for a stranger."""
        return _find(self.mentees, mentee)

    def column(self, mentor: str) -> int:
        """Where the mentor stands; KeyError for a stranger."""
        return _find(self.mentors, mentor)


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """What a seat is worth, Z («nobody», the last column, worth 0) included.

    ``gain`` is n × (m + 1): ``seat`` + points + the bonus of a shown pair. ``seat`` outweighs all
    points together twice, so that every difference splits into (seats, points) in one way.
    ``free`` is n × (m + 1): the moves that the rules leave; a locked mentee has just the lock.
    """

    gain: Ints
    free: Bools
    kept: Bools
    seat: int

    @classmethod
    def of(cls, instance: Instance) -> Worth:
        """Raise TooLargeError where the sums would not fit 62 bits."""
        people, mentors = instance.scores.shape
        kept = np.zeros((people, mentors + 1), np.bool_)
        for mentee, mentor in instance.shown.items():
            kept[instance.row(mentee), instance.column(mentor)] = True
        most = int(instance.scores.max(initial=0)) + instance.bonus
        seat = 2 * most * people + 1
        if (seat + most).bit_length() > cost_bits(people + mentors + 2):
            raise TooLargeError(
                f"Для одного подбора слишком много людей или баллов: {people}. Уменьшите веса в "
                "config.toml."
            )
        gain = np.zeros((people, mentors + 1), np.int64)
        gain[:, :mentors] = instance.scores + seat
        gain[kept] += instance.bonus
        return cls(gain, _free(instance), kept, seat)

    def split(self, loss: Ints) -> tuple[Ints, Ints]:
        """Seats and points of each loss."""
        seats = (loss + self.seat // 2) // self.seat
        return seats, loss - seats * self.seat


def cost_bits(nodes: int) -> int:
    """How many bits a cost may have in a flow of so many nodes."""
    return 61 - (nodes + 1).bit_length()


def tie_hash(instance: Instance, salt: int = 0) -> Ints:
    """n × (m + 1): 1 to 2**40 for each pair, from nothing but the two ids; 0 for nobody."""
    rows, columns = _seeds(instance.mentees, salt), _seeds(instance.mentors, salt)
    mixed = rows[:, None] ^ (columns << np.uint64(1)) ^ (columns >> np.uint64(63))
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    mixed ^= mixed >> np.uint64(31)
    out = np.zeros((len(rows), len(columns) + 1), np.int64)
    out[:, :-1] = (mixed >> np.uint64(64 - HASH_BITS)).astype(np.int64) + 1
    return out


def _seeds(ids: Sequence[str], salt: int) -> npt.NDArray[np.uint64]:
    digests = (hashlib.blake2b(f"{salt} {own}".encode(), digest_size=8).digest() for own in ids)
    return np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)


def _find(ids: Sequence[str], own: str) -> int:
    at = bisect_left(ids, own)
    if at == len(ids) or ids[at] != own:
        raise KeyError(own)
    return at


def _free(instance: Instance) -> Bools:
    people, mentors = instance.scores.shape
    free = np.ones((people, mentors + 1), np.bool_)
    free[:, :mentors] = instance.allowed
    for mentee, mentor in instance.locks.items():
        free[instance.row(mentee)] = False
        free[instance.row(mentee), instance.column(mentor)] = True
    return free
