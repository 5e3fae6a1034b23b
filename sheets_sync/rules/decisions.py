"""What «Решение» makes of a row: the mentor frozen at approval, and what still has to be typed."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.facts import At, Context, Facts, Filled, Outcome, Problem
from sheets_sync.rules.pairs import APPROVALS, POSTPONED, Pair, Register
from sheets_sync.rules.refs import label


def decisions(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """The approved mentor of every row, and a problem where a decision lacks something."""
    register = Register.of(facts.after(so_far), context.today)
    cells: dict[At, Filled] = {}
    problems: list[Problem] = []
    for pair in register.pairs:
        cells[pair.row.at("approved")] = Filled(pair.approved or None, "решение куратора")
        problems += [*_lacking(pair), *_unknown(pair, register)]
        problems += [*_put_off(pair), *_ending(pair), *_old_order(pair), *_ordered_before(pair)]
    problems += _twice(register)
    return Outcome(cells=cells, problems=tuple(problems))


def _lacking(pair: Pair) -> list[Problem]:
    decision, key = pair.row.text("decision"), pair.row.key
    asked = decision or "decision" in pair.row.unclear or pair.from_papers
    if pair.row.text("mentor") and not asked:
        says = "Наставник вписан, а решения нет. Выберите «утвердить» или «беседую»."
        return [Problem("pairs", key, "decision", "asks", says)]
    if decision in APPROVALS and not pair.approved and not pair.row.text("mentor"):
        says = "Решение есть, а наставник не назван. Выберите его в «Наставник (если другой)»."
        return [Problem("pairs", key, "mentor", "stops", says)]
    return []


def _put_off(pair: Pair) -> Iterator[Problem]:
    """«Отложить до» and its day: both, and only until that day."""
    until = pair.row.date("postponed")
    if pair.row.text("decision") == POSTPONED:
        if until is None and "postponed" not in pair.row.unclear:
            says = "Решение отложено, а до какого дня – не сказано. Впишите дату в «Отложить до»."
            yield Problem("pairs", pair.row.key, "postponed", "asks", says)
        elif until and not pair.postponed:
            says = f"Решение было отложено до {until:%d.%m.%Y}. Выберите новое «Решение»."
            yield Problem("pairs", pair.row.key, "decision", "asks", says)
    elif until and not pair.row.text("decision"):
        says = "Дата в «Отложить до» есть, а решения нет. Выберите «отложить до»."
        yield Problem("pairs", pair.row.key, "decision", "asks", says)


def _ending(pair: Pair) -> Iterator[Problem]:
    """«Закончена» and «Причина»: both or neither."""
    reason, changes = pair.row.text("reason"), pair.row.date("change_from")
    if pair.last_day and not reason and "reason" not in pair.row.unclear:
        what = "Наставник меняется" if changes else "Пара закончена"
        says = f"{what}, а причина не названа. Выберите её в «Причина»."
        yield Problem("pairs", pair.row.key, "reason", "asks", says)
    if reason and not pair.last_day and "ended" not in pair.row.unclear:
        says = "Причина названа, а дня нет. Впишите дату в «Закончена»."
        yield Problem("pairs", pair.row.key, "ended", "asks", says)


def _old_order(pair: Pair) -> Iterator[Problem]:
    """A pair from papers: number, date and mentor, or it is an ordinary row."""
    number, day = pair.row.text("old_order_number"), pair.row.date("old_order_date")
    if number and not day and "old_order_date" not in pair.row.unclear:
        says = "У прежнего приказа нет даты. Впишите её в «Прежний приказ от»."
        yield Problem("pairs", pair.row.key, "old_order_date", "asks", says)
    if day and not number and "old_order_number" not in pair.row.unclear:
        says = "У прежнего приказа нет номера. Впишите его в «Прежний приказ №»."
        yield Problem("pairs", pair.row.key, "old_order_number", "asks", says)
    if number and day and not pair.row.text("mentor"):
        says = "Пара с прежним приказом, а наставник не назван. Впишите его."
        yield Problem("pairs", pair.row.key, "mentor", "stops", says)


def _ordered_before(pair: Pair) -> Iterator[Problem]:
    """The tick of a pair from papers asks for an order that there is already."""
    number, day = pair.row.text("old_order_number"), pair.row.date("old_order_date")
    if number and day and pair.row.tick("in_order") and not pair.closed:
        says = f"Эта пара уже есть в приказе № {number} от {day:%d.%m.%Y}."
        says = f"{says} Уберите «да»: в новый она не войдёт."
        yield Problem("pairs", pair.row.key, "in_order", "asks", says)


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
