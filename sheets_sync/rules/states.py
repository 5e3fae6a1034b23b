"""«Состояние» of every row: computed from typed dates and numbers, never typed (domain 5, 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Mapping, Sequence

from sheets_sync.facts import BANKS, At, Context, Facts, Filled, Outcome, Record
from sheets_sync.rules import consents
from sheets_sync.rules.board import capacity, ready_mentee, ready_mentor
from sheets_sync.rules.drafts import is_signed
from sheets_sync.rules.identity import entries_of
from sheets_sync.rules.pairs import POSTPONED, Pair, Register, away, load
from sheets_sync.rules.refs import label


def states(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """The state of every pair, person and paper, and the days on which one changes by itself."""
    now = facts.after(so_far)
    register = Register.of(now, context.today)
    lines = {line.text("id"): line for line in now.rows("documents") if line.text("id")}
    cells: dict[At, Filled] = {}
    for pair in register.pairs:
        cells[pair.row.at("state")] = Filled(pair_state(pair, lines), "состояние")
    cells |= _mentors(now, register, context.today)
    cells |= _mentees(now, register, entries_of(facts, "mentees"), context.today)
    for line in now.rows("documents"):
        cells[line.at("state")] = Filled(_paper_state(line), "состояние")
    for row in now.rows("roadmap"):
        cells[row.at("state")] = Filled(_activity_state(row, context.today), "состояние")
    return Outcome(cells=cells, next_dates=_next_dates(now, context.today))


def pair_state(pair: Pair, lines: Mapping[str, Record]) -> str | None:
    """The first that fits, from the end of a pair's way to its beginning."""
    if not pair.mentee:
        return None
    if pair.ended and not pair.refused:
        return "закончена" if pair.done else "прекращена"
    row = pair.row
    if pair.approved and _paused(row, pair.today):
        return "перерыв"
    if ordered := _by_order(pair, lines.get(row.text("order_id"))):
        return ordered
    if pair.approved and not pair.refused:
        both = row.date("mentor_consent") and row.date("mentee_consent")
        return "согласия есть" if both else "утверждена"
    if pair.postponed:
        return "отложена"
    if pair.refused:
        return "отказ"
    if row.text("decision") and row.text("decision") != POSTPONED:
        return "беседа"
    return "подобрана" if pair.mentor else "пока без пары"


def _by_order(pair: Pair, line: Record | None) -> str:
    """The states that an order gives; '' without one."""
    begins = pair.row.date("begins")
    if pair.from_papers and pair.approved:
        return "приказ подписан" if begins and begins > pair.today else "работает"
    if line and is_signed(line):
        return "работает" if begins and begins <= pair.today else "приказ подписан"
    return "в приказе" if line else ""


def _paused(row: Record, today: dt.date) -> bool:
    begins, ends = row.date("pause_from"), row.date("pause_to")
    return begins is not None and begins <= today and (ends is None or today <= ends)


def _activity_state(row: Record, today: dt.date) -> str | None:
    """An activity of the roadmap, by its dates alone."""
    if not row.text("activity"):
        return None
    if row.date("done"):
        return "выполнено"
    begins, ends = row.date("planned_from"), row.date("planned_to")
    if ends and ends < today:
        return "просрочено"
    return "в работе" if begins and begins <= today else "не начато"


def _mentors(facts: Facts, register: Register, today: dt.date) -> dict[At, Filled]:
    taken, resting = load(register.pairs), register.resting()
    cells = {}
    for row in facts.rows("mentors"):
        own = row.text("id")
        state = None
        if own:
            full = "занят" if taken[own] >= capacity(row) else "в банке"
            state = full if ready_mentor(row) else "кандидат"
            state = "приостановлен" if away(row, today) or own in resting else state
        cells[row.at("state")] = Filled(state, "состояние")
    return cells


def _mentees(
    facts: Facts, register: Register, known: Container[str], today: dt.date
) -> dict[At, Filled]:
    rows: dict[str, list[Pair]] = {}
    for pair in register.pairs:
        rows.setdefault(pair.mentee, []).append(pair)
    cells = {}
    for row in facts.rows("mentees"):
        its = rows.get(row.text("id"), []) if row.text("id") else []
        held = [register.mentors.by_id.get(pair.approved) for pair in its if not pair.closed]
        mentors = [label(mentor) for mentor in held if mentor]
        cells[row.at("mentor")] = Filled("; ".join(sorted(mentors)) or None, "пара")
        cells[row.at("state")] = Filled(_mentee_state(row, its, today), "состояние")
        since = None if mentors else _alone_since(row, its, today)
        if since and row.text("id") not in known:  # a new person: the day may be of the one before
            since = today
        cells[row.at("alone_since")] = Filled(since, "без наставника с этого дня")
    return cells


def _mentee_state(row: Record, pairs: Sequence[Pair], today: dt.date) -> str | None:
    if not row.text("id"):
        return None
    if away(row, today):
        return "выбыл"
    alive = [pair for pair in pairs if not pair.closed]
    if any(pair.approved for pair in alive):
        return "в паре"
    if alive:
        return "подбор" if any(pair.mentor for pair in alive) else "без пары"
    if any(pair.ended and pair.done and pair.approved for pair in pairs):
        return "программа завершена"
    if pairs:
        return "без пары"
    return "в банке" if ready_mentee(row) else "выявлен"


def _alone_since(row: Record, pairs: Sequence[Pair], today: dt.date) -> dt.date | None:
    """The day since which a mentee who is ready has had no mentor, as it was first seen."""
    done = any(pair.ended and pair.done and pair.approved for pair in pairs)
    if not row.text("id") or not ready_mentee(row) or away(row, today) or done:
        return None
    return row.date("alone_since") or today


def _paper_state(line: Record) -> str | None:
    if not line.text("kind"):
        return None
    if is_signed(line):
        return "подписан"
    return "на подписи" if line.date("handed") else "черновик"


TURNS: Mapping[str, tuple[str, ...]] = {
    "pairs": ("begins", "ended", "change_from", "pause_from", "postponed"),
    "mentors": ("away",),
    "mentees": ("away",),
}
"""Staff's dates on which a state changes by itself."""


def _next_dates(facts: Facts, today: dt.date) -> tuple[dt.date, ...]:
    """Every such date that lies ahead, and the days after pauses and consents."""
    days = {
        row.date(name)
        for table, names in TURNS.items()
        for row in facts.rows(table)
        for name in names
    }
    last = {row.date("pause_to") for row in facts.rows("pairs")}
    last |= {row.date("planned_to") for row in facts.rows("roadmap")}
    days |= {row.date("planned_from") for row in facts.rows("roadmap")}
    years = consents.term(facts)
    for table in BANKS:
        for row in facts.rows(table):
            last.add(consents.ends(row, years))
            days.add(row.date("consent_from"))
    days |= {day + dt.timedelta(days=1) for day in last if day}
    return tuple(sorted(day for day in days if day and day > today))
