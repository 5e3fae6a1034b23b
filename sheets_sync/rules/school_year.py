"""The school year: the one that «Школа» names, else that of a day; it begins in August."""

from __future__ import annotations

import datetime as dt
import re

from sheets_sync.facts import Facts

_TYPED = re.compile(r"(20\d\d)\D{1,3}(20)?(\d\d)(\D.*)?")
_FIRST, _LAST = (8, 1), (8, 31)
"""Month and day between which the pairs of a school year work; preparing begins in August."""


def span(typed: str) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of «2026/2027»; None where that is no school year."""
    found = _TYPED.fullmatch(typed)
    if not found:
        return None
    first = int(found[1])
    if int(found[3]) != (first + 1) % 100:
        return None
    return dt.date(first, *_FIRST), dt.date(first + 1, *_LAST)


def school_year(day: dt.date) -> str:
    """«2026-2027» for any day of it."""
    first = day.year if day.month >= _FIRST[0] else day.year - 1
    return f"{first}-{first + 1}"


def year_of(facts: Facts, day: dt.date) -> str:
    """The year under which a paper about ``day`` is filed: the answer on «Школа» goes first."""
    answered = span(facts.form("school").text("year"))
    return school_year(answered[0] if answered else day)
