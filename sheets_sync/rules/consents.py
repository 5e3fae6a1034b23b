"""Consents to the processing of personal data: until when one holds (152-ФЗ, article 9, part 4)."""

from __future__ import annotations

import datetime as dt

from sheets_sync.facts import Facts, Record

USUAL_YEARS = 3


def ends(person: Record, years: int) -> dt.date | None:
    """The last day of the consent, from the cell or from the school's term; None without one."""
    begins = person.date("consent_from")
    if begins is None:
        return None
    stated = person.date("consent_to")
    if stated:
        return stated
    try:
        anniversary = begins.replace(year=begins.year + years)
    except ValueError:  # 29 February
        anniversary = dt.date(begins.year + years, 3, 1)
    return anniversary - dt.timedelta(days=1)


def valid(person: Record, years: int, today: dt.date) -> bool:
    """Whether the consent holds on ``today``."""
    begins, last = person.date("consent_from"), ends(person, years)
    return begins is not None and last is not None and begins <= today <= last


def term(facts: Facts) -> int:
    """How many years a consent without a last day holds, from «Школа»."""
    return facts.form("school").number("consent_years") or USUAL_YEARS
