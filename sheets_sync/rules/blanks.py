"""Blank consents: to the processing of personal data, and to mentoring, one sheet a signature."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from sheets_sync.facts import BANKS, At, Context, Facts, Filled, Outcome, Problem, Record
from sheets_sync.names import initials
from sheets_sync.rules.consents import Consents
from sheets_sync.rules.drafts import Wanted, drafted, is_fixed, lines_of
from sheets_sync.rules.pairs import Pair, Register, away
from sheets_sync.rules.paper_data import iso, person_data, school_data, unanswered
from sheets_sync.rules.school_year import year_of

DATA, MENTORING = "data_consent", "mentoring_consent"
SIDES: Mapping[str, str] = {"mentor": "mentor_consent", "mentee": "mentee_consent"}
"""The role of the one who consents to mentoring, and the column of «Пары» with the date."""


def blanks(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """A blank for each consent that is lacking; what was signed is remembered beside its line."""
    if "documents" not in facts.headers:  # the tab is gone: nothing could be registered
        return Outcome()
    now = facts.after(so_far)
    register = Register.of(now, context.today)
    signed = Outcome(cells=dict(_signed(now, register, context.today)))
    now = now.after(signed)
    out = Outcome()
    if not unanswered(now, context):
        wanted = [*_of_people(now, context), *_of_pairs(now, register, context)]
        out = drafted(wanted, now, context)
    return signed.joined(out).joined(Outcome(problems=_lapsed(now.after(out), context)))


def _of_people(facts: Facts, context: Context) -> Iterator[Wanted]:
    """One blank for each person without a consent in force, whichever banks they stand in."""
    consents = Consents.of(facts, context.today)
    open_lines = _open_lines(facts, DATA)
    school = school_data(facts)
    people = {consents.first(row).text("id"): row for row in _without(facts, consents)}
    for own, row in people.items():
        line = open_lines.get(own)
        year = line.text("year") if line else year_of(facts, context.today)
        person = {**person_data(row), "id": own}
        data: dict[str, Any] = {"school": school, "person": person, "until": ""}
        yield Wanted(DATA, own, year, data, line, initials(row.text("name")))


def _without(facts: Facts, consents: Consents) -> Iterator[Record]:
    """The rows of people who are here and have no consent in force."""
    for table in BANKS:
        for row in facts.rows(table):
            known = row.text("id") and row.text("name") and row.text("position")
            if known and not consents.valid(row) and not away(row, consents.today):
                yield row


def _of_pairs(facts: Facts, register: Register, context: Context) -> Iterator[Wanted]:
    """Two blanks for each approved pair with a term, while the dates of the consents are empty."""
    open_lines = _open_lines(facts, MENTORING)
    school = school_data(facts)
    for pair in register.pairs:
        people = _people(pair, register)
        if not people or not _needs(pair):
            continue
        for role, column in SIDES.items():
            person, other = people if role == "mentor" else people[::-1]
            if pair.row.date(column) or column in pair.row.unclear:
                continue
            subject = f"{pair.row.text('id')} {person.text('id')}"
            data = _mentoring(pair, role, person, other, school)
            year = year_of(facts, pair.row.date("begins") or context.today)
            whose = initials(person.text("name"))
            yield Wanted(MENTORING, subject, year, data, open_lines.get(subject), whose)


def _mentoring(
    pair: Pair, role: str, person: Record, other: Record, school: Mapping[str, str]
) -> dict[str, Any]:
    begins = iso(pair.row.date("begins"))
    term = {"pair_id": pair.row.text("id"), "from": begins, "to": iso(pair.row.date("ends"))}
    return {
        "school": school,
        "pair": {**term, "form": pair.row.text("form")},
        "role": role,
        "person": person_data(person),
        "other": person_data(other),
        "day": begins,
    }


def _people(pair: Pair, register: Register) -> tuple[Record, Record] | None:
    mentor = register.mentors.by_id.get(pair.approved)
    mentee = register.mentees.by_id.get(pair.mentee)
    if mentor is None or mentee is None or not pair.row.text("id"):
        return None
    return (mentor, mentee) if mentor.text("position") and mentee.text("position") else None


def _needs(pair: Pair) -> bool:
    """Whether the two still have to sign: approved, alive, with a term, not from papers."""
    term = pair.row.date("begins") and pair.row.date("ends")
    return bool(term) and not (pair.closed or pair.from_papers or pair.row.text("order_id"))


def _open_lines(facts: Facts, kind: str) -> dict[str, Record]:
    """The last line of each subject that nobody has signed."""
    lines = [
        line for line in lines_of(facts, kind) if not line.date("signed") and not is_fixed(line)
    ]
    return {line.text("subject"): line for line in lines}


def _signed(facts: Facts, register: Register, today: dt.date) -> Iterator[tuple[At, Filled]]:
    """The date of the consent that a line's blank became, taken back with the date itself."""
    consents = Consents.of(facts, today)
    people = {row.text("id"): row for table in BANKS for row in facts.rows(table)}
    pairs = {pair.row.text("id"): pair for pair in register.pairs}
    for line in lines_of(facts, DATA):
        row = people.get(line.text("subject"))
        held = line.date("signed")
        day = consents.row(row).date("consent_from") if row else held
        if day and row and not consents.valid(row):  # run out since, or not begun yet
            day = held
        yield line.at("signed"), Filled(held if held and day else day, "подпись")
    for line in lines_of(facts, MENTORING):
        own, _, who = line.text("subject").partition(" ")
        pair = pairs.get(own)
        side = "mentor" if pair and pair.approved == who else "mentee"
        day = pair.row.date(SIDES[side]) if pair else line.date("signed")
        yield line.at("signed"), Filled(day, "подпись")


def _lapsed(facts: Facts, context: Context) -> tuple[Problem, ...]:
    """A consent that is no longer in force is asked about, with the blank that waits for it."""
    consents = Consents.of(facts, context.today)
    lines = _open_lines(facts, DATA)
    problems = []
    for table in BANKS:
        for row in facts.rows(table):
            last = consents.last(row)
            if row.text("id") and last and last < context.today and not away(row, context.today):
                line = lines.get(consents.first(row).text("id"))
                ready = f"Бланк нового готов ({line.text('id')})." if line else "Возьмите новое."
                says = f"Согласие на ПДн закончилось {last:%d.%m.%Y}. {ready} "
                says += "После подписи впишите дату."
                problems.append(Problem(table, row.key, "consent_from", "asks", says))
    return tuple(problems)
