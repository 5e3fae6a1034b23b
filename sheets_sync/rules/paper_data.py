"""What papers are told: the school, its people, the pairs of an order; JSON values only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sheets_sync.facts import Context, Facts, Record
from sheets_sync.rules.pairs import Pair, Register

_SCHOOL = (
    "full_name short_name place address inn ogrn director_name director_title director_sex "
    "curator_name curator_title curator_sex"
).split()
CASES = ("gen", "dat", "acc", "ins")
"""The cases of which the banks have a column for a form typed by hand."""


def school_data(facts: Facts) -> dict[str, str]:
    """The answers of «Школа» that a paper may name."""
    school = facts.form("school")
    return {name: school.text(name) for name in _SCHOOL}


def unanswered(facts: Facts, context: Context) -> list[str]:
    """The headers of the answers on «Школа» without which no paper is made."""
    school, columns = facts.form("school"), context.schemas["school"].columns
    return [
        column.header
        for name, column in columns.items()
        if column.needed_for == "order" and school.values.get(name) in (None, "")
    ]


def person_data(record: Record) -> dict[str, Any]:
    """A person as a paper names them; forms only where somebody has typed one."""
    data: dict[str, Any] = {
        "id": record.text("id"),
        "full_name": record.text("name"),
        "title": record.text("position"),
        "sex": record.text("sex"),
    }
    forms = {case: record.text(f"name_{case}") for case in CASES if record.text(f"name_{case}")}
    return {**data, "forms": forms} if forms else data


def order_data(pairs: Sequence[Pair], register: Register, facts: Facts) -> dict[str, Any]:
    """An order about ``pairs``; ``day`` is that for which it is made: the first of their terms."""
    begins = [day for pair in pairs if (day := pair.row.date("begins"))]
    return {
        "school": school_data(facts),
        "basis": facts.form("school").text("basis"),
        "day": iso(min(begins, default=None)),
        "pairs": [_pair_data(pair, register) for pair in pairs],
    }


def _pair_data(pair: Pair, register: Register) -> dict[str, Any]:
    row = pair.row
    data: dict[str, Any] = {
        "pair_id": row.text("id"),
        "mentor": person_data(register.mentors.by_id[pair.approved]),
        "mentee": person_data(register.mentees.by_id[pair.mentee]),
        "mentor_consent": iso(row.date("mentor_consent")),
        "mentee_consent": iso(row.date("mentee_consent")),
        "from": iso(row.date("begins")),
        "to": iso(row.date("ends")),
    }
    more = {name: row.text(name) for name in ("group", "form", "kind", "pay")}
    number, day = row.text("supplement_number"), iso(row.date("supplement_date"))
    supplement = {"supplement": {"number": number, "date": day}} if number or day else {}
    return {**data, **{name: text for name, text in more.items() if text}, **supplement}


def iso(day: dt.date | None) -> str:
    """The day as papers take it, '' without one."""
    return day.isoformat() if day else ""
