"""Dates on paper."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.papers.dates import in_digits, in_words
from sheets_sync.values.dates import MONTHS


def test_a_date_in_words_has_no_leading_zero_and_no_place_to_break() -> None:
    assert in_words(dt.date(2026, 9, 2)) == "2\xa0сентября\xa02026\xa0г."


def test_a_date_in_digits_has_two_two_and_four_of_them() -> None:
    assert in_digits(dt.date(2026, 9, 2)) == "02.09.2026"
    assert in_digits(dt.date(987, 12, 31)) == "31.12.0987"


@given(st.dates())
def test_words_and_digits_name_the_same_day(date: dt.date) -> None:
    day, month, year, _ = in_words(date).split("\xa0")
    assert in_digits(date) == f"{int(day):02}.{MONTHS.index(month) + 1:02}.{int(year):04}"
