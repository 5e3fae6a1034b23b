"""The days of the story: they end on the day on which it is told, whatever day that is."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

HOLIDAYS = 8
"""Days at the beginning of January on which no school works."""


@dataclass(frozen=True, slots=True)
class Days:
    """When what happens: ``runs`` are the days of the four runs, the last of them today.

    ``signed`` is the day of the order, ``begins`` and ``ends`` the usual term of a pair, ``later``
    the first day of a pair that waits a little; ``over`` the last day of the pairs of last year.
    """

    runs: tuple[dt.date, dt.date, dt.date, dt.date]
    signed: dt.date
    begins: dt.date
    ends: dt.date
    later: dt.date
    over: dt.date

    @property
    def last(self) -> int:
        """The year whose September the old workbook speaks of."""
        return self.ends.year - 2

    @classmethod
    def until(cls, today: dt.date) -> Days:
        """The story that ends ``today``."""
        third = school_day(today - dt.timedelta(days=4))
        second = school_day(third - dt.timedelta(days=3))
        first = school_day(second - dt.timedelta(days=3))
        signed = school_day(today)
        begins, ends = term(signed)
        after = max(begins, today)
        later = after + dt.timedelta(days=7 - after.weekday())
        may = dt.date(ends.year - 1, 5, 31)
        over = may if may < first else may.replace(year=may.year - 1)
        return cls((first, second, third, today), signed, begins, ends, later, over)


def school_day(day: dt.date) -> dt.date:
    """``day``, or the last one before it on which a school works."""
    while day.weekday() > 4 or (day.month == 1 and day.day <= HOLIDAYS):
        day -= dt.timedelta(days=1)
    return day


def term(day: dt.date) -> tuple[dt.date, dt.date]:
    """From ``day``, in spring and summer from the next first of September, to the end of May."""
    begins = dt.date(day.year, 9, 1) if 3 <= day.month <= 8 else day
    return begins, dt.date(begins.year + (begins.month >= 9), 5, 31)


def no_such_day(day: dt.date) -> str:
    """A slip of the finger: the day after the last one of this month, as if there were one."""
    last = calendar.monthrange(day.year, day.month)[1]
    return f"{last + 1}.{day:%m.%Y}"
