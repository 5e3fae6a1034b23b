"""Dates that do not fit together: in a consent, in a pair, between a pair and its order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sheets_sync.facts import Context, Facts, Outcome, Problem, Record

SHORTEST = 90
LONGEST = 366
"""Days of a programme: three months to a year (the method letter of 21.12.2021)."""

CONSENTS = {"mentor_consent": "наставника", "mentee_consent": "наставляемого"}


def dates(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """Questions about dates; none of them stops a paper."""
    now = facts.after(so_far)
    lines = {line.text("id"): line for line in now.rows("documents") if line.text("id")}
    problems: list[Problem] = []
    for table in ("mentors", "mentees"):
        for row in now.rows(table):
            problems += _person(row, context.today)
    for row in now.rows("pairs"):
        problems += _term(row)
        line = lines.get(row.text("order_id"))
        problems += _after_order(row, line.date("date") if line else None)
    for line in now.rows("documents"):
        problems += _order(line, context.today)
    return Outcome(problems=tuple(problems))


def _person(row: Record, today: dt.date) -> Iterator[Problem]:
    begins, ends = row.date("consent_from"), row.date("consent_to")
    if begins and ends and ends < begins:
        says = f"Согласие кончается ({ends:%d.%m.%Y}) раньше, чем начинается. Проверьте даты."
        yield Problem(row.table, row.key, "consent_to", "asks", says)
    if begins and begins > today:
        says = f"Согласие на ПДн помечено будущим днём: {begins:%d.%m.%Y}. Проверьте дату."
        yield Problem(row.table, row.key, "consent_from", "asks", says)


def _term(row: Record) -> Iterator[Problem]:
    begins, ends = row.date("begins"), row.date("ends")
    if not begins or not ends or ends <= begins:
        return
    days = (ends - begins).days + 1
    if days > LONGEST:
        says = "Срок больше года. Программа наставничества длится от 3 месяцев до года."
        yield Problem("pairs", row.key, "ends", "asks", says)
    elif days < SHORTEST:
        says = "Срок меньше 3 месяцев. Если так и задумано, напишите об этом в «Пояснение»."
        yield Problem("pairs", row.key, "ends", "asks", says)


def _after_order(row: Record, day: dt.date | None) -> Iterator[Problem]:
    for column, whose in CONSENTS.items():
        consent = row.date(column)
        if day and consent and consent > day:
            says = (
                f"Согласие {whose} ({consent:%d.%m}) позже приказа ({day:%d.%m}). Проверьте даты. "
                "Если так и было, не исправляйте задним числом: напишите, почему, в «Пояснение»."
            )
            yield Problem("pairs", row.key, column, "asks", says)


def _order(line: Record, today: dt.date) -> Iterator[Problem]:
    day, number = line.date("date"), line.text("number")
    if day and day > today:
        says = f"Дата бумаги ещё не наступила: {day:%d.%m.%Y}. Проверьте дату."
        yield Problem("documents", line.key, "date", "asks", says)
    elif day and day.weekday() >= 5:
        says = f"{day:%d.%m.%Y} – выходной день. Проверьте дату."
        yield Problem("documents", line.key, "date", "asks", says)
    if number and not day and "date" not in line.unclear:
        says = "Номер есть, а даты нет. Впишите дату бумаги."
        yield Problem("documents", line.key, "date", "asks", says)
    if day and not number:
        says = "Дата есть, а номера нет. Впишите регистрационный номер."
        yield Problem("documents", line.key, "number", "asks", says)
