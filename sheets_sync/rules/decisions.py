"""What «Решение» makes of a row: the mentor frozen at approval, and what still has to be typed."""

from __future__ import annotations

from sheets_sync.facts import At, Context, Facts, Filled, Outcome, Problem
from sheets_sync.rules.pairs import APPROVALS, Pair, Register
from sheets_sync.rules.refs import label


def decisions(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """The approved mentor of every row, and a problem where a decision lacks something."""
    register = Register.of(facts.after(so_far))
    cells: dict[At, Filled] = {}
    problems: list[Problem] = []
    for pair in register.pairs:
        cells[pair.row.at("approved")] = Filled(pair.approved or None, "решение куратора")
        problems += _lacking(pair)
        problems += _unknown(pair, register)
    problems += _twice(register)
    return Outcome(cells=cells, problems=tuple(problems))


def _lacking(pair: Pair) -> list[Problem]:
    decision, key = pair.row.text("decision"), pair.row.key
    if pair.row.text("mentor") and not decision:
        says = "Наставник вписан, а решения нет. Выберите «утвердить» или «беседую»."
        return [Problem("pairs", key, "decision", "asks", says)]
    if decision in APPROVALS and not pair.approved and not pair.row.text("mentor"):
        says = "Решение есть, а наставник не назван. Выберите его в «Наставник (если другой)»."
        return [Problem("pairs", key, "mentor", "stops", says)]
    return []


def _unknown(pair: Pair, register: Register) -> list[Problem]:
    problems = []
    for column, bank in (("mentee", register.mentees), ("mentor", register.mentors)):
        text = pair.row.text(column)
        found = bank.find(text) if text else ""
        if isinstance(found, str) and found:
            problems.append(Problem("pairs", pair.row.key, column, "stops", found))
    return problems


def _twice(register: Register) -> list[Problem]:
    """A mentee with two rows that are both alive: the later ones are asked about."""
    problems = []
    for mentee, rows in register.open_by_mentee().items():
        live = [pair for pair in rows if not pair.open]
        first = live[0].row.text("id") if live else ""
        person = label(register.mentees.by_id[mentee])
        for pair in live[1:] if first or len(live) < 2 else live:
            says = f"{person} – уже есть {f'пара {first}' if first else 'другая строка'}."
            says = f"{says} Оставьте одну строку, лишнюю удалите."
            problems.append(Problem("pairs", pair.row.key, "mentee", "stops", says))
    return problems
