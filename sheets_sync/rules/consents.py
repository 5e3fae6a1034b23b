"""Consents to the processing of personal data: until when one holds (152-ФЗ, article 9, part 4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sheets_sync.facts import BANKS, Facts, Record
from sheets_sync.names import person_key

USUAL_YEARS = 3


@dataclass(frozen=True, slots=True)
class Consents:
    """The consents of both banks on one day; who stands in both needs only one."""

    years: int
    today: dt.date
    both: Mapping[str, tuple[Record, ...]]

    @classmethod
    def of(cls, facts: Facts, today: dt.date) -> Consents:
        """The consents that ``facts`` hold on ``today``."""
        rows: dict[str, list[Record]] = {}
        for table in BANKS:
            for row in facts.rows(table):
                rows.setdefault(person_key(row.text("name")), []).append(row)
        both = {
            name: tuple(its)
            for name, its in rows.items()
            if name and len(its) == 2 and its[0].table != its[1].table and not _differ(*its)
        }
        return cls(term(facts), today, both)

    def row(self, person: Record) -> Record:
        """The row of this person whose consent counts: that which holds the longest."""
        rows = self.both.get(person_key(person.text("name")), ())
        same = [row for row in rows if row.key != person.key]
        return max([person, *same], key=lambda row: ends(row, self.years) or dt.date.min)

    def first(self, person: Record) -> Record:
        """The row that stands for this person where both banks have one: the mentor's."""
        return self.both.get(person_key(person.text("name")), (person,))[0]

    def given(self, person: Record) -> bool:
        """Whether there is a consent at all, in force or not."""
        return self.row(person).date("consent_from") is not None

    def last(self, person: Record) -> dt.date | None:
        """The last day of the consent, None without one."""
        return ends(self.row(person), self.years)

    def valid(self, person: Record) -> bool:
        """Whether the consent holds today."""
        return valid(self.row(person), self.years, self.today)


def _differ(one: Record, other: Record) -> bool:
    """Whether two of one name were born on different days."""
    days = one.date("born"), other.date("born")
    return all(days) and days[0] != days[1]


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
    """Whether the consent that stands in this very row holds on ``today``."""
    begins, last = person.date("consent_from"), ends(person, years)
    return begins is not None and last is not None and begins <= today <= last


def term(facts: Facts) -> int:
    """How many years a consent without a last day holds, from «Школа»."""
    return facts.form("school").number("consent_years") or USUAL_YEARS
