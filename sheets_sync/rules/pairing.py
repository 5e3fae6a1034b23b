"""Suggestions: one open row for each mentee without a pair, with a mentor and the reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sheets_sync.cells import Value
from sheets_sync.facts import At, Context, Facts, Filled, Outcome
from sheets_sync.rules.alternatives import alternatives
from sheets_sync.rules.archive import archived
from sheets_sync.rules.board import Board
from sheets_sync.rules.pairs import Pair, Register
from sheets_sync.rules.reasons import before, closed, nobody, why
from sheets_sync.rules.refs import label, name, where
from sheets_sync.rules.seating import Seating
from sheets_sync.rules.selection import selection
from sheets_sync.rules.situation import Situation
from sheets_sync.rules.summary import summary


def pairing(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """Open rows for mentees without a pair; rows that are no longer needed are withdrawn."""
    now = facts.after(so_far)
    found = Situation.of(now, context)
    seating = found.board.choose(found.seeking, found.shown, same_day=found.same_day)
    out = _open_rows(found, seating.chosen, context)
    kept = archived(found, seating, context)
    out = out.joined(Outcome(problems=found.board.wishes.problems, archive=kept))
    out = out.joined(summary(found, seating, now, context))
    out = out.joined(selection(found, seating, now, context))
    return out.joined(_said(now.after(out), found.board, seating, context))


def _open_rows(found: Situation, chosen: Mapping[str, str], context: Context) -> Outcome:
    register, held, seeking = found.register, found.held, found.seeking
    place = where(context, "pairs", "mentee")
    cells: dict[At, Filled] = {}
    new, dropped = [], []
    for mentee in sorted(seeking):
        rows = held.get(mentee, ())
        key = rows[0].row.key if rows else f"+{mentee}"
        if not rows:
            new.append(("pairs", key))
            person = register.mentees.by_id[mentee]
            cells[At("pairs", key, "mentee")] = Filled(name(person, place), "пока без пары")
            cells[At("pairs", key, "seeded")] = Filled(mentee, "пока без пары")
        cells[At("pairs", key, "offered")] = Filled(chosen.get(mentee), "предложение")
        moved = _moved(rows[0], chosen.get(mentee, ""), context) if rows else None
        cells[At("pairs", key, "moved")] = Filled(moved, "предложение сменилось")
    for pair in register.pairs:
        rows = held.get(pair.mentee, ())
        surplus = pair.mentee not in seeking or (bool(rows) and pair is not rows[0])
        if pair.withdrawable and surplus:
            dropped.append(("pairs", pair.row.key))
        elif pair.open and surplus:
            cells[pair.row.at("offered")] = Filled(None, "предложение")
    moved_today = any(at.column == "moved" and each.value for at, each in cells.items())
    tomorrow = (context.today + dt.timedelta(days=1),) if moved_today else ()
    return Outcome(cells, tuple(new), tuple(dropped), next_dates=tomorrow)


def _moved(pair: Pair, mentor: str, context: Context) -> str | None:
    """«2026-09-03 М-001Л»: whom the row offered before today's change, for the rest of the day."""
    day = context.today.isoformat()
    if pair.offered and pair.offered != mentor:
        return f"{day} {pair.offered}"
    held = pair.row.text("moved")
    return held if held.startswith(day) else None


def _said(now: Facts, board: Board, seating: Seating, context: Context) -> Outcome:
    """«Предлагаем», «Почему», «Другие варианты» of every row, from the ids that it remembers."""
    register = Register.of(now, context.today)
    place = where(context, "pairs", "offer")
    cells: dict[At, Filled] = {}
    for pair in register.pairs:
        mentor = register.mentors.by_id.get(pair.offered)
        offer: Value = name(mentor, place) if mentor else None
        waiting = pair.open and bool(pair.mentee)
        cells[pair.row.at("offer")] = Filled(offer, "предложение")
        reason = _reason(pair, register, board, seating)
        if place == "cloud":  # the row at home has no other column that says whose it is
            reason = _whose(pair, register, reason)
        cells[pair.row.at("why")] = Filled(reason, "причина предложения")
        other = alternatives(pair, board, seating) if waiting else None
        cells[pair.row.at("others")] = Filled(other, "другие варианты")
    return Outcome(cells=cells)


def _reason(pair: Pair, register: Register, board: Board, seating: Seating) -> str | None:
    if not pair.mentee:
        return None
    if said := closed(pair):
        return said
    mentor = register.mentors.by_id.get(pair.offered)
    if mentor:
        said = why(pair, mentor, register.mentees.by_id[pair.mentee], board)
    elif pair.open and not pair.offered and pair.mentee in board.mentees:
        said = nobody(pair.mentee, board, seating)
    else:
        return None
    return " ".join(filter(None, (said, before(pair, board) if pair.open else "")))


def _whose(pair: Pair, register: Register, reason: str | None) -> str | None:
    """The reason under the names of both; of a row that names nobody nothing."""
    mentee = register.mentees.by_id.get(pair.mentee)
    if mentee is None:
        return reason
    mentor = register.mentors.by_id.get(pair.mentor or pair.other)
    both = " – ".join(label(person) for person in (mentor, mentee) if person)
    return f"{both}. {reason or ''}".replace("..", ".").rstrip()
