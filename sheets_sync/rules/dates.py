"""Dates that do not fit together, or lie on the wrong side of today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sheets_sync.facts import BANKS, Context, Facts, Outcome, Problem, Record
from sheets_sync.words import count

SHORTEST = 90
LONGEST = 366
"""Days of a programme: three months to a year (the method letter of 21.12.2021)."""

YOUNGEST, OLDEST = 18, 90
"""Years of age beyond which a date of birth is taken for a slip."""

CONSENTS = {"mentor_consent": "наставника", "mentee_consent": "наставляемого"}


def dates(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """Questions about dates; only a term that ends before it begins stops a paper."""
    now = facts.after(so_far)
    today = context.today
    lines = {line.text("id"): line for line in now.rows("documents") if line.text("id")}
    problems: list[Problem] = []
    for table in BANKS:
        for row in now.rows(table):
            problems += [*_consent(row, today), *_born(row, today), *_next_step(row, today)]
    for row in now.rows("pairs"):
        problems += [*_term(row), *_ended(row), *_pause(row), *_supplement(row)]
        line = lines.get(row.text("order_id"))
        problems += _after_order(row, line.date("date") if line else None)
    for line in now.rows("documents"):
        problems += _order(line, today)
    for row in now.rows("roadmap"):
        problems += _activity(row, today)
    steps = (row.date("next_step") for row in now.rows("mentees"))
    ahead = tuple(day + dt.timedelta(days=1) for day in steps if day and day >= today)
    return Outcome(problems=tuple(problems), next_dates=ahead)


def _asks(row: Record, column: str, says: str) -> Problem:
    return Problem(row.table, row.key, column, "asks", says)


def _consent(row: Record, today: dt.date) -> Iterator[Problem]:
    begins, ends = row.date("consent_from"), row.date("consent_to")
    if begins and ends and ends < begins:
        says = (
            f"Согласие на ПДн кончается ({ends:%d.%m.%Y}) раньше, чем начинается "
            f"({begins:%d.%m.%Y}). Проверьте даты."
        )
        yield _asks(row, "consent_to", says)
    if begins and begins > today:
        says = f"Согласие на ПДн помечено будущим днём: {begins:%d.%m.%Y}. Проверьте дату."
        yield _asks(row, "consent_from", says)
    if ends and not begins and "consent_from" not in row.unclear:
        says = "У согласия на ПДн есть последний день, а первого нет. Впишите, от какого числа оно."
        yield _asks(row, "consent_from", says)


def _born(row: Record, today: dt.date) -> Iterator[Problem]:
    born = row.date("born")
    if born is None:
        return
    if born > today:
        says = f"Дата рождения ещё не наступила: {born:%d.%m.%Y}. Проверьте дату."
        yield _asks(row, "born", says)
        return
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if not YOUNGEST <= years <= OLDEST:
        age = count(years, "год", "года", "лет")
        says = f"По дате рождения ({born:%d.%m.%Y}) человеку {age}. Проверьте дату."
        yield _asks(row, "born", says)


def _next_step(row: Record, today: dt.date) -> Iterator[Problem]:
    day = row.date("next_step")
    if day and day < today:
        says = f"Следующий шаг был намечен на {day:%d.%m.%Y}. Впишите новую дату."
        yield _asks(row, "next_step", says)


def _term(row: Record) -> Iterator[Problem]:
    begins, ends = row.date("begins"), row.date("ends")
    if not begins or not ends:
        return
    if ends <= begins:
        says = f"«Срок по» ({ends:%d.%m.%Y}) должен быть позже, чем «Срок с» ({begins:%d.%m.%Y})."
        yield Problem("pairs", row.key, "ends", "stops", f"{says} Проверьте даты.")
        return
    days = (ends - begins).days + 1
    if days > LONGEST:
        says = (
            "Срок больше года, а программа длится от 3 месяцев до года. Проверьте «Срок с» и "
            "«Срок по»."
        )
        yield _asks(row, "ends", says)
    elif days < SHORTEST:
        says = "Срок меньше 3 месяцев. Если так и задумано, напишите об этом в «Пояснение»."
        yield _asks(row, "ends", says)


def _ended(row: Record) -> Iterator[Problem]:
    begins, ended = row.date("begins"), row.date("ended")
    if begins and ended and ended < begins:
        says = f"«Закончена» ({ended:%d.%m.%Y}) раньше, чем «Срок с» ({begins:%d.%m.%Y})."
        yield _asks(row, "ended", f"{says} Проверьте даты.")


def _pause(row: Record) -> Iterator[Problem]:
    begins, ends = row.date("pause_from"), row.date("pause_to")
    if begins and ends and ends < begins:
        says = f"Перерыв кончается ({ends:%d.%m.%Y}) раньше, чем начинается ({begins:%d.%m.%Y})."
        yield _asks(row, "pause_to", f"{says} Проверьте даты.")
    if ends and not begins and "pause_from" not in row.unclear:
        says = "У перерыва есть последний день, а первого нет. Впишите дату в «Перерыв с»."
        yield _asks(row, "pause_from", says)


def _supplement(row: Record) -> Iterator[Problem]:
    number, day = row.text("supplement_number"), row.date("supplement_date")
    if number and not day and "supplement_date" not in row.unclear:
        says = "У доп. соглашения нет даты. Впишите её в «Доп. соглашение от»."
        yield _asks(row, "supplement_date", says)
    if day and not number and "supplement_number" not in row.unclear:
        says = "У доп. соглашения нет номера. Впишите его в «Доп. соглашение №»."
        yield _asks(row, "supplement_number", says)


def _after_order(row: Record, day: dt.date | None) -> Iterator[Problem]:
    for column, whose in CONSENTS.items():
        consent = row.date(column)
        if day and consent and consent > day:
            says = (
                f"Согласие {whose} ({consent:%d.%m}) позже приказа ({day:%d.%m}). Проверьте даты. "
                "Если так и было, не исправляйте задним числом: напишите, почему, в «Пояснение»."
            )
            yield _asks(row, column, says)


def _order(line: Record, today: dt.date) -> Iterator[Problem]:
    day, number = line.date("date"), line.text("number")
    if day and day > today:
        says = f"Дата бумаги ещё не наступила: {day:%d.%m.%Y}. Проверьте дату."
        yield _asks(line, "date", says)
    elif day and day.weekday() >= 5:
        says = f"{day:%d.%m.%Y} – выходной день. Проверьте дату бумаги."
        yield _asks(line, "date", says)
    if number and not day and "date" not in line.unclear:
        yield _asks(line, "date", "Номер есть, а даты нет. Впишите дату бумаги.")
    if day and not number and "number" not in line.unclear:
        yield _asks(line, "number", "Дата есть, а номера нет. Впишите регистрационный номер.")


def _activity(row: Record, today: dt.date) -> Iterator[Problem]:
    begins, ends, done = row.date("planned_from"), row.date("planned_to"), row.date("done")
    if begins and ends and ends < begins:
        says = f"«Срок по» ({ends:%d.%m.%Y}) раньше, чем «Срок с» ({begins:%d.%m.%Y})."
        yield _asks(row, "planned_to", f"{says} Проверьте даты.")
    if done and done > today:
        says = f"Отмечено выполненным будущим днём: {done:%d.%m.%Y}. Проверьте дату."
        yield _asks(row, "done", says)
