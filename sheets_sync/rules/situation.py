"""Where the pairing stands: who seeks a mentor, what is offered to them now, and the board."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sheets_sync.facts import Context, Facts
from sheets_sync.rules.board import Board, ready_mentee
from sheets_sync.rules.pairs import Pair, Register, away
from sheets_sync.rules.stamps import last_run


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that a seating is made from. ``held`` are the living rows of each mentee.

    ``shown`` is mentee → mentor as it stands in the sheet; on the ``same_day`` as the last run it
    stays.
    """

    register: Register
    board: Board
    held: Mapping[str, tuple[Pair, ...]]
    seeking: frozenset[str]
    shown: Mapping[str, str]
    same_day: bool

    @classmethod
    def of(cls, facts: Facts, context: Context) -> Situation:
        """The situation after everybody has got an id."""
        register = Register.of(facts, context.today)
        held = register.open_by_mentee()
        seeking = _seeking(register, held, context.today)
        shown = {m: held[m][0].offered for m in seeking if m in held and held[m][0].offered}
        board = Board.of(register, facts, context)
        return cls(register, board, held, seeking, shown, last_run(facts) == context.today)


def _seeking(
    register: Register, held: Mapping[str, tuple[Pair, ...]], today: dt.date
) -> frozenset[str]:
    """The mentees who need a mentor: ready, here, willing, and with nothing decided about them."""
    done = {pair.mentee for pair in register.pairs if pair.ended and pair.done and pair.approved}
    resting = register.resting()
    return frozenset(
        mentee
        for mentee, record in register.mentees.by_id.items()
        if ready_mentee(record)
        and not away(record, today)
        and mentee not in resting
        and not (mentee in done and mentee not in held)
        and all(pair.open for pair in held.get(mentee, ()))
    )
