"""What a choice costs and who would move, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cost:
    """What is lost: ``seats`` (people with a mentor), then ``points`` (the bonus included).

    ``moved`` is how few people need to change seats for it. Below 0 is a gain: of a pair that a
    rule forbids, what the rule costs.
    """

    seats: int
    points: int
    moved: int

    @property
    def worth(self) -> tuple[int, int]:
        """Seats and points alone, as they are compared."""
        return self.seats, self.points


@dataclass(frozen=True, slots=True)
class Move:
    """One person changes seats; an empty id is «nobody»."""

    mentee: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """One other choice: its cost, the fewest moves that make the best of it, in their order.

    ``plain`` is the points lost without the bonus of shown suggestions.
    """

    cost: Cost
    plain: int
    moves: tuple[Move, ...]

    @property
    def left_out(self) -> tuple[str, ...]:
        """Who had a mentor and would have none."""
        return tuple(move.mentee for move in self.moves if move.before and not move.after)

    @property
    def equal(self) -> bool:
        """«Равноценный выбор»: nobody loses a seat, and the scores are no worse."""
        return self.cost.seats == 0 and self.plain <= 0
