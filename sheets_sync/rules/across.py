"""What only two tables together can show: a pair of one person, too many pairs, another year."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.facts import Context, Facts, Outcome, Problem, Record
from sheets_sync.names import person_key
from sheets_sync.rules.board import capacity
from sheets_sync.rules.pairs import Pair, Register, load
from sheets_sync.rules.school_year import span
from sheets_sync.words import count, quoted, shortened


def across(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """Problems that lie between tables. One person on both sides stops a paper, the rest asks."""
    now = facts.after(so_far)
    register = Register.of(now, context.today)
    year = now.form("school").text("year")
    problems: list[Problem] = []
    for pair in register.pairs:
        problems += _one_person(pair, register)
        problems += _outside(pair, year)
    problems += [*_too_many(register, context), *_no_year(now.form("school"), year)]
    return Outcome(problems=tuple(problems))


def _one_person(pair: Pair, register: Register) -> Iterator[Problem]:
    mentor = register.mentors.by_id.get(pair.approved or pair.other)
    mentee = register.mentees.by_id.get(pair.mentee)
    if mentor is None or mentee is None:
        return
    if person_key(mentor.text("name")) == person_key(mentee.text("name")):
        says = "Наставник и наставляемый – один и тот же человек. Выберите другого наставника."
        yield Problem("pairs", pair.row.key, "mentor", "stops", says)


def _too_many(register: Register, context: Context) -> Iterator[Problem]:
    header = context.schemas["mentors"].columns["capacity"].header
    taken = load(register.pairs)
    for own, mentor in register.mentors.by_id.items():
        most = capacity(mentor)
        if taken[own] > most:
            used = count(taken[own], "место", "места", "мест")
            says = (
                f"Занято {used}, а есть {most}. Поправьте {quoted(header)} или выберите другого "
                "наставника на вкладке «Пары»."
            )
            yield Problem("mentors", mentor.key, "capacity", "asks", says)


def _outside(pair: Pair, year: str) -> Iterator[Problem]:
    """The term of a living pair that leaves the school year, on the first date that does."""
    days = span(year)
    if days is None or pair.closed:
        return
    for column in ("begins", "ends"):
        day = pair.row.date(column)
        if day and not days[0] <= day <= days[1]:
            says = f"{day:%d.%m.%Y} – не в учебном году {shortened(year)}. Проверьте дату."
            yield Problem("pairs", pair.row.key, column, "asks", says)
            return


def _no_year(school: Record, year: str) -> Iterator[Problem]:
    if year and span(year) is None:
        says = f"Учебный год непонятен: {quoted(shortened(year))}. Впишите, например, 2026/2027."
        yield Problem("school", school.key, "year", "asks", says)
