"""«Другие варианты»: who else could be chosen, and what exactly would follow for whom."""

from __future__ import annotations

from collections.abc import Mapping

from sheets_sync.criteria import FURTHER
from sheets_sync.matching.costs import Alternative
from sheets_sync.rules.board import Board
from sheets_sync.rules.pairs import Pair
from sheets_sync.rules.seating import Seating
from sheets_sync.words import count

MOST = 3
NEAR, FAR = 10, 30
"""Points by which a pair is «чуть дальше» or «дальше»; beyond, «заметно дальше»."""

_FEW = ("", "у одного", "у двоих", "у троих", "у четверых", "у пятерых")


def alternatives(pair: Pair, board: Board, seating: Seating) -> str | None:
    """The best other choices for this mentee, a line each; None where there are none."""
    explanation = seating.explanation
    if explanation is None or pair.mentee not in explanation.instance.mentees:
        return None
    most = len(explanation.instance.mentees)
    possible = sorted(
        (*cost.worth, cost.moved, mentor)
        for mentor, cost in explanation.costs(pair.mentee).items()
        if mentor != pair.offered and (pair.mentee, mentor) in seating.gains and cost.seats <= most
    )
    lines = [
        _told(pair, mentor, explanation.alternative(pair.mentee, mentor), board)
        for *_, mentor in possible[:MOST]
    ]
    return "\n".join(lines) or None


def _told(pair: Pair, mentor: str, choice: Alternative, board: Board) -> str:
    name = board.names[mentor]
    if choice.equal and pair.offered:
        then = follows(pair.mentee, choice, board.people)
        more = f"; тогда {then}" if then else ""
        return f"{name} – выбор равноценный, решайте по-человечески{more}.".replace("..", ".")
    parts = _further(pair, mentor, board), follows(pair.mentee, choice, board.people)
    said = [part for part in parts if part]
    return f"{name} – {', и тогда '.join(said) or 'тоже подходит'}.".replace("..", ".")


def _further(pair: Pair, mentor: str, board: Board) -> str:
    """How much worse the pair itself is than the one that is offered, and in what."""
    here, there = board.score(pair.mentee, mentor), board.score(pair.mentee, pair.offered)
    if here is None or there is None:
        return ""
    lost = there.total - here.total
    if lost <= 0:
        return "подходит не хуже"
    far = "чуть дальше" if lost <= NEAR else "дальше" if lost <= FAR else "заметно дальше"
    most = max(FURTHER, key=lambda name: there.points.get(name, 0) - here.points.get(name, 0))
    return f"{far}{FURTHER[most]}"


def follows(mentee: str, choice: Alternative, people: Mapping[str, str]) -> str:
    """What becomes of the others: who would be left alone, for whom the mentor would change.

    ``people`` are the names by which the mentees may be called; '' where nothing changes.
    """
    out = [people[own] for own in choice.left_out if own != mentee]
    if out:
        stay = "останется" if len(out) == 1 else "останутся"
        return f"без наставника {stay} {', '.join(out)}"
    moved = [
        people[move.mentee]
        for move in choice.moves
        if move.mentee != mentee and move.before and move.after
    ]
    if not moved:
        return ""
    if len(moved) < len(_FEW):
        return f"наставник сменится ещё {_FEW[len(moved)]}: {', '.join(moved)}"
    return f"наставник сменится ещё у {count(len(moved), 'человека', 'человек', 'человек')}"
