"""«Состояние» of every row: computed from typed dates and numbers, never typed (domain 5, 6)."""

from __future__ import annotations

import datetime as dt

from sheets_sync.facts import At, Context, Facts, Filled, Outcome, Record
from sheets_sync.rules import consents
from sheets_sync.rules.orders import is_signed
from sheets_sync.rules.pairing import capacity, ready_mentee, ready_mentor
from sheets_sync.rules.pairs import Pair, Register, load
from sheets_sync.rules.refs import label


def states(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """The state of every pair, person and paper, and the days on which one changes by itself."""
    now = facts.after(so_far)
    register = Register.of(now)
    lines = {line.text("id"): line for line in now.rows("documents") if line.text("id")}
    cells: dict[At, Filled] = {}
    for pair in register.pairs:
        cells[pair.row.at("state")] = Filled(pair_state(pair, lines, context.today), "состояние")
    cells |= _mentors(now, register)
    cells |= _mentees(now, register)
    for line in now.rows("documents"):
        cells[line.at("state")] = Filled(_paper_state(line), "состояние")
    return Outcome(cells=cells, next_dates=_next_dates(now, context.today))


def pair_state(pair: Pair, lines: dict[str, Record], today: dt.date) -> str | None:
    """The first that fits, from the end of a pair's way to its beginning."""
    if not pair.mentee:
        return None
    row, line = pair.row, lines.get(pair.row.text("order_id"))
    if line and is_signed(line):
        begins = row.date("begins")
        return "работает" if begins and begins <= today else "приказ подписан"
    if line:
        return "в приказе"
    if pair.refused:
        return "отказ"
    if pair.approved:
        both = row.date("mentor_consent") and row.date("mentee_consent")
        return "согласия есть" if both else "утверждена"
    if row.text("decision"):
        return "беседа"
    return "подобрана" if pair.mentor else "пока без пары"


def _mentors(facts: Facts, register: Register) -> dict[At, Filled]:
    taken = load(register.pairs)
    cells = {}
    for row in facts.rows("mentors"):
        most, used = capacity(row), taken[row.text("id")]
        shown = f"{used} из {most}" if row.text("id") else None
        state = None
        if row.text("id"):
            full = "занят" if used >= most else "в банке"
            state = full if ready_mentor(row) else "кандидат"
        cells[row.at("load")] = Filled(shown, "занятость")
        cells[row.at("state")] = Filled(state, "состояние")
    return cells


def _mentees(facts: Facts, register: Register) -> dict[At, Filled]:
    held = register.open_by_mentee()
    cells = {}
    for row in facts.rows("mentees"):
        rows = held.get(row.text("id"), ()) if row.text("id") else ()
        pair = rows[0] if rows else None
        mentor = register.mentors.by_id.get(pair.approved) if pair else None
        cells[row.at("mentor")] = Filled(label(mentor) if mentor else None, "пара")
        cells[row.at("state")] = Filled(_mentee_state(row, pair), "состояние")
    return cells


def _mentee_state(row: Record, pair: Pair | None) -> str | None:
    if not row.text("id"):
        return None
    if pair is None:
        return "в банке" if ready_mentee(row) else "выявлен"
    if pair.approved:
        return "в паре"
    return "подбор" if pair.mentor else "без пары"


def _paper_state(line: Record) -> str | None:
    if not line.text("kind"):
        return None
    if is_signed(line):
        return "подписан"
    return "на подписи" if line.date("handed") else "черновик"


def _next_dates(facts: Facts, today: dt.date) -> tuple[dt.date, ...]:
    """Beginnings of pairs and ends of consents that lie ahead."""
    days = {row.date("begins") for row in facts.rows("pairs")}
    years = consents.term(facts)
    for table in ("mentors", "mentees"):
        for row in facts.rows(table):
            last = consents.ends(row, years)
            days |= {row.date("consent_from"), last + dt.timedelta(days=1) if last else None}
    return tuple(sorted(day for day in days if day and day > today))
