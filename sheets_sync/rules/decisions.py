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
        approved = _approved(pair)
        cells[pair.row.at("approved")] = Filled(approved or None, "решение куратора")
        problems += _lacking(pair, approved)
        problems += _unknown(pair, register)
    problems += _twice(register)
    return Outcome(cells=cells, problems=tuple(problems))


def _approved(pair: Pair) -> str:
    """The mentor that a person's decision stands for; a name typed beside it wins."""
    decision = pair.row.text("decision")
    if decision not in APPROVALS:
        return ""
    if pair.other or decision == "другой наставник":
        return pair.other
    if pair.row.text("mentor"):  # a name that leads nowhere: not what was offered, at any rate
        return ""
    return pair.approved or pair.offered


def _lacking(pair: Pair, approved: str) -> list[Problem]:
    decision, key = pair.row.text("decision"), pair.row.key
    if pair.row.text("mentor") and not decision:
        says = "Наставник вписан, а решения нет. Выберите «утвердить» или «беседую»."
        return [Problem("pairs", key, "decision", "asks", says)]
    if decision in APPROVALS and not approved and not pair.row.text("mentor"):
        says = "Решение есть, а кто наставник – не видно. Выберите человека из списка."
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
    """A mentee with two rows that are both alive: the later one is asked about."""
    problems = []
    for mentee, rows in register.open_by_mentee().items():
        live = [pair for pair in rows if not pair.open]
        for pair in live[1:]:
            person = label(register.mentees.by_id[mentee])
            first = live[0].row.text("id")
            says = f"У {person} уже есть пара {first}. Лишнюю строку удалите или выберите отказ."
            problems.append(Problem("pairs", pair.row.key, "mentee", "stops", says))
    return problems
