"""What would change if a weight, a place or a rule were another: pairs, and the worth of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sheets_sync.matching.costs import Move
from sheets_sync.matching.instance import Instance
from sheets_sync.matching.seating import Solution, solve


@dataclass(frozen=True, slots=True)
class Change:
    """One chain of moves that stands or falls together.

    ``seats`` and ``points`` are what it brings by the changed numbers, ``points_before`` by the
    present ones; a seat that the changed rules forbid is worth nothing. No bonus is counted in
    points; ``kept`` is how many shown suggestions it wins (below 0: gives up).
    """

    moves: tuple[Move, ...]
    seats: int
    points: int
    points_before: int
    kept: int


@dataclass(frozen=True, slots=True)
class IfChanged:
    """Both seatings, and what lies between them; seats and points sum up the changes."""

    before: Solution
    after: Solution
    changes: tuple[Change, ...]


def if_changed(instance: Instance, changed: Instance) -> IfChanged:
    """Which pairs would change, chain by chain, in the order of ids; nothing is written."""
    before, after = solve(instance), solve(changed)
    moves = tuple(_moves(before.mentor_of, after.mentor_of, {*instance.mentees, *changed.mentees}))
    return IfChanged(
        before, after, tuple(_change(instance, changed, chain) for chain in chains(moves))
    )


def _moves(
    before: Mapping[str, str], after: Mapping[str, str], mentees: set[str]
) -> Iterator[Move]:
    for mentee in sorted(mentees):
        old, new = before.get(mentee, ""), after.get(mentee, "")
        if old != new:
            yield Move(mentee, old, new)


def chains(moves: tuple[Move, ...]) -> Iterator[tuple[Move, ...]]:
    """Split the moves into ways that pass no mentor twice, and rings; each could be made alone.

    «Nobody» begins and ends ways: any number of people may be there.
    """
    left = list(moves)
    while left:
        way = [_first(left)]
        left.remove(way[0])
        while way and way[-1].after:
            back = next((at for at, move in enumerate(way) if move.before == way[-1].after), None)
            if back is not None:
                yield tuple(way[back:])
                del way[back:]
                continue
            follower = next((each for each in left if each.before == way[-1].after), None)
            if follower is None:
                break
            way.append(follower)
            left.remove(follower)
        if way:
            yield tuple(way)


def _first(left: list[Move]) -> Move:
    """A move whose old place nobody takes, else the first by id (then all are rings)."""
    gains: dict[str, int] = {}
    for move in left:
        gains[move.after] = gains.get(move.after, 0) + 1
        gains[move.before] = gains.get(move.before, 0) - 1
    return next((each for each in left if not each.before or gains[each.before] < 0), left[0])


def _change(instance: Instance, changed: Instance, chain: tuple[Move, ...]) -> Change:
    seats = points = before = kept = 0
    for move in chain:
        for mentor, sign in ((move.before, -1), (move.after, 1)):
            counted, worth = _worth(changed, move.mentee, mentor)
            seats += sign * counted
            points += sign * worth
            before += sign * _worth(instance, move.mentee, mentor)[1]
            kept += sign * int(bool(mentor) and changed.shown.get(move.mentee) == mentor)
    return Change(chain, seats, points, before, kept)


def _worth(instance: Instance, mentee: str, mentor: str) -> tuple[int, int]:
    """Seats and points of this pair: nothing for nobody, a stranger or a forbidden pair."""
    if mentee not in instance.mentees or mentor not in instance.mentors:
        return 0, 0
    row, column = instance.row(mentee), instance.column(mentor)
    if not instance.allowed[row, column] and instance.locks.get(mentee) != mentor:
        return 0, 0
    return 1, int(instance.scores[row, column])
