"""What any other choice would cost: every pair, every place, every rule, from one closed graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sheets_sync.matching.costs import Alternative, Cost, Move
from sheets_sync.matching.instance import PACKED_BITS, Bools, Instance, Ints, TooLargeError, Worth
from sheets_sync.matching.residual import NO_WAY, Face, closed, distances, one_way
from sheets_sync.matching.seating import Solution

ALL_PAIRS = 2000
"""Up to so many mentors every price is ready; above, each is worked out when it is asked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """Every question about one seating; ``ways`` is closed for up to 2,000 mentors, else empty."""

    instance: Instance
    solution: Solution
    worth: Worth
    face: Face
    length: Ints
    """Packed, n × (m + 1): of each mentee's own move."""
    lengths: Ints
    bits: int
    ways: Ints

    def prices(self) -> tuple[Ints, Ints, Ints]:
        """Seats lost, points lost, people moved: each n × (m + 1), of every mentee at every
        mentor and (last) at nobody; 0, 0, 0 is the present seat. Where there is no place to give,
        n + 1 seats. Raises TooLargeError above 2,000 mentors."""
        return self._unpacked(self._totals())

    def cost(self, mentee: str, mentor: str | None) -> Cost:
        """What seating this mentee there (None: nowhere) would cost; n + 1 seats where no place
        can be had."""
        return self._costs(self.instance.row(mentee))[self._node(mentor)]

    def costs(self, mentee: str) -> dict[str, Cost]:
        """By mentor, in the order of ids."""
        found = self._costs(self.instance.row(mentee))
        return dict(zip(self.instance.mentors, found, strict=False))

    def alternative(self, mentee: str, mentor: str | None) -> Alternative:
        """The chain of moves that this choice would start; ValueError where no place can be had."""
        row, node = self.instance.row(mentee), self._node(mentor)
        home = int(self.solution.seats[row])
        if home == node:
            return Alternative(Cost(0, 0, 0), 0, ())
        if self._to(home)[node] >= NO_WAY // 2:
            raise ValueError(f"no place of {mentor} can be had")
        moves = ((row, home, node), *self._chain(node, home))
        seats, points, moved = (int(each[node]) for each in self._row(row))
        return self._alternative(Cost(seats, points, moved), moves)

    def equals(self, mentee: str) -> tuple[str, ...]:
        """The mentors who are «равноценный выбор»; two such choices may exclude each other, so
        solve again after one is taken."""
        row = self.instance.row(mentee)
        near = self.face.moves[row] & self._equal(self._total(row))
        return tuple(self.instance.mentors[node] for node in np.flatnonzero(near[:-1]))

    def equal_pairs(self) -> Bools:
        """n × m: ``equals`` of everybody at once. Only up to 2,000 mentors."""
        out: Bools = self.face.moves & self._equal(self._totals())
        return out[:, :-1]

    def ban(self, mentee: str) -> Alternative:
        """What forbidding the present pair costs, and who would move; nothing without a pair."""
        row = self.instance.row(mentee)
        home = int(self.solution.seats[row])
        if home == len(self.instance.mentors):
            return Alternative(Cost(0, 0, 0), 0, ())
        may = self.face.moves[row].copy()
        if mentee in self.instance.locks:
            may[:-1] = self.instance.allowed[row]
        may[-1], may[home] = True, False
        found = self._costs(row)
        node = min(
            (int(each) for each in np.flatnonzero(may)),
            key=lambda each: (found[each].worth, found[each].moved, each),
        )
        return self.alternative(mentee, self._name(node) or None)

    def lock_cost(self, mentee: str) -> Cost:
        """What the lock of this mentee costs the others and the total: 0 where it costs nothing."""
        best = self.ban(mentee).cost
        if best.worth >= (0, 0):
            return Cost(0, 0, 0)
        return Cost(-best.seats, -best.points, best.moved)

    def rule_cost(self, mentee: str, mentor: str) -> Cost:
        """What would be won if this forbidden pair were allowed: 0 where the rule costs nothing."""
        found = self.cost(mentee, mentor)
        if found.worth >= (0, 0):
            return Cost(0, 0, 0)
        return Cost(-found.seats, -found.points, found.moved)

    def place_more(self, mentor: str) -> Alternative:
        """What one place more at this mentor brings (costs are 0 or below), and who moves."""
        node = self.instance.column(mentor)
        return self._way(len(self.instance.mentors), node)

    def place_less(self, mentor: str) -> Alternative | None:
        """What one place less costs; None where there is none, or locks hold all of them."""
        node = self.instance.column(mentor)
        if not self.instance.places[node] or self._from(node)[-1] >= NO_WAY // 2:
            return None
        return self._way(node, len(self.instance.mentors))

    def place_values(self) -> tuple[Ints, Ints]:
        """Both m: seats and points that one place more at each mentor brings."""
        seats, points, _ = self._unpacked(self._from(len(self.instance.mentors))[:-1])
        return -seats, -points

    def leave_out(self) -> tuple[Ints, Ints]:
        """Both n: seats and points lost where each mentee is left out."""
        away = self._from(len(self.instance.mentors))[self.solution.seats]
        total = self.length[:, -1] + away
        total[self.solution.seats == len(self.instance.mentors)] = 0
        seats, points, _ = self._unpacked(total)
        return seats, points

    def _way(self, start: int, end: int) -> Alternative:
        seats, points, moved = self._unpacked(self._from(start)[[end]])
        cost = Cost(int(seats[0]), int(points[0]), int(moved[0]))
        return self._alternative(cost, tuple(self._chain(start, end)))

    def _costs(self, row: int) -> list[Cost]:
        found = zip(*(each.tolist() for each in self._row(row)), strict=True)
        return [Cost(*each) for each in found]

    def _row(self, row: int) -> tuple[Ints, Ints, Ints]:
        return self._unpacked(self._total(row))

    def _total(self, row: int) -> Ints:
        home = int(self.solution.seats[row])
        total: Ints = self.length[row] + self._to(home)
        total[home] = 0
        return total

    def _totals(self) -> Ints:
        if not self.ways.size:
            raise TooLargeError("Цены всех пар сразу – только до 2000 наставников.")
        total = self.length + np.ascontiguousarray(self.ways.T)[self.solution.seats]
        total[np.arange(len(total)), self.solution.seats] = 0
        return total

    def _unpacked(self, total: Ints) -> tuple[Ints, Ints, Ints]:
        seats, points = self.worth.split(total >> (3 * self.bits + 1))
        none = total >= NO_WAY // 2
        seats[none], points[none] = len(self.solution.seats) + 1, 0
        return seats, points, (total >> (2 * self.bits + 1)) & ((1 << self.bits) - 1)

    def _equal(self, total: Ints) -> Bools:
        """Where nobody loses a seat and the scores, without the bonus, are no worse."""
        seats, points, moved = self._unpacked(total)
        dropped = (total >> self.bits) & ((1 << (self.bits + 1)) - 1)
        dropped -= total & ((1 << self.bits) - 1)
        out: Bools = (seats == 0) & (moved > 0) & (points <= self.instance.bonus * dropped)
        return out

    def _from(self, node: int) -> Ints:
        return self.ways[node] if self.ways.size else one_way(self.lengths, node)

    def _to(self, node: int) -> Ints:
        return self.ways[:, node] if self.ways.size else one_way(self.lengths.T, node)

    def _chain(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """(row, from, to) of each person who moves on the shortest way."""
        left = self._to(end)
        while start != end:
            step = self.lengths[start] + left
            step[start] = NO_WAY
            node = int(step.argmin())
            if (row := self._who(start, node)) is not None:
                yield row, start, node
            start = node

    def _who(self, start: int, node: int) -> int | None:
        """The person on this arc, the first by id among equals; None where nobody moves."""
        if self.lengths[start, node] == (1 << self.bits) + 1:
            return None
        here = np.flatnonzero((self.solution.seats == start) & self.face.moves[:, node])
        return int(here[self.length[here, node].argmin()])

    def _alternative(self, cost: Cost, moves: tuple[tuple[int, int, int], ...]) -> Alternative:
        named = tuple(
            Move(self.instance.mentees[row], self._name(before), self._name(after))
            for row, before, after in moves
        )
        plain = sum(
            self._points(row, before) - self._points(row, after) for row, before, after in moves
        )
        return Alternative(cost, plain, named)

    def _points(self, row: int, node: int) -> int:
        return 0 if node == len(self.instance.mentors) else int(self.instance.scores[row, node])

    def _node(self, mentor: str | None) -> int:
        return len(self.instance.mentors) if mentor is None else self.instance.column(mentor)

    def _name(self, node: int) -> str:
        return "" if node == len(self.instance.mentors) else self.instance.mentors[node]


def explain(instance: Instance, solution: Solution) -> Explanation:
    """Close the graph of everything that may still move.

    Raises TooLargeError where the packed lengths would not fit 58 bits.
    """
    worth = Worth.of(instance)
    face = Face(worth.free, np.ones(len(instance.mentors), np.bool_), instance.places)
    bits = (len(instance.mentors) + 2).bit_length()
    if (4 * worth.seat).bit_length() + 3 * bits + 1 > PACKED_BITS:
        raise TooLargeError("Для объяснений слишком много наставников или баллов.")
    length = _packed(worth, solution.seats, bits)
    idle = (1 << bits) + 1
    lengths = distances(solution.seats, length, face, idle)
    few = len(instance.mentors) <= ALL_PAIRS
    ways = closed(lengths, solution.price << (3 * bits + 1)) if few else np.empty((0, 0), np.int64)
    return Explanation(instance, solution, worth, face, length, lengths, bits, ways)


def _packed(worth: Worth, seats: Ints, bits: int) -> Ints:
    """n × (m + 1): loss, then people, then suggestions given up (1 more an arc), then arcs."""
    people = np.arange(len(seats))
    loss = worth.gain[people, seats][:, None] - worth.gain
    dropped = worth.kept[people, seats][:, None].astype(np.int64) - worth.kept + 1
    return (loss << (3 * bits + 1)) + (1 << (2 * bits + 1)) + (dropped << bits) + 1
