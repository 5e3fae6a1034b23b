"""What number formats mean and how they draw."""

from __future__ import annotations

import datetime as dt

import pytest

from sheets_sync.cells import cell_of
from sheets_sync.stores.xlsx.formats import Shows, moment, serial_of, shows
from sheets_sync.stores.xlsx.shown import general, shown_elapsed, shown_moment, shown_number

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("General", Shows.NOTHING),
        ("0.00", Shows.NOTHING),
        ("[Red]0.00", Shows.NOTHING),
        ('0" дней"', Shows.NOTHING),
        (r"0\d", Shows.NOTHING),
        ("#,##0.00_);[Red](#,##0.00)", Shows.NOTHING),
        ("0.00E+00", Shows.NOTHING),
        ("@", Shows.NOTHING),
        ("dd.mm.yyyy", Shows.DAY),
        ("[$-419]d mmm yyyy;@", Shows.DAY),
        ("[$-F800]dddd, mmmm dd, yyyy", Shows.DAY),
        ("mm", Shows.DAY),
        ("h:mm", Shows.TIME),
        ("mm:ss", Shows.TIME),
        ("dd.mm.yyyy hh:mm", Shows.DAY | Shows.TIME),
        ("[h]:mm:ss", Shows.ELAPSED),
    ],
)
def test_a_format_tells_whether_it_shows_days_or_hours(code: str, expected: Shows) -> None:
    assert shows(code) == expected


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (5, "General", "5"),
        (2.5, "General", "2.5"),
        (2.5, "0", "3"),
        (-2.5, "0.0", "-2.5"),
        (2, "0.00", "2.00"),
        (1234567.891, "#,##0.00", f"1{NBSP}234{NBSP}567.89"),
        (0.256, "0%", "26%"),
        (0.256, "0.0%", "25.6%"),
        (7, "000", "007"),
        (0, "#", ""),
        (0.5, "#.##", ".5"),
        (5, '0" лет"', "5 лет"),
        (5, "№ 0", "№ 5"),
        (-5, "0;(0)", "(5)"),
        (0, '0;-0;"нет"', "нет"),
        (12345, "0,", "12"),
        (1500, '#,##0"р."', f"1{NBSP}500р."),
        (1500, "#,##0\\ [$₽-419]", f"1{NBSP}500 ₽"),
        (0.5, "# ?/?", "0.5"),
        (5, "@", "5"),
        (5, "[>100]0;General", "5"),
        (79161234567, "00000000000", "79161234567"),
    ],
)
def test_a_number_is_drawn_as_people_see_it(value: float, code: str, expected: str) -> None:
    assert shown_number(value, code) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("dd.mm.yyyy", "05.09.2026"),
        ("d.m.yy", "5.9.26"),
        ("mm-dd-yy", "05.09.2026"),
        ("d-mmm", "05.сен"),
        ("[$-419]d mmm yyyy;@", "5 сен 2026"),
        ("[$-419]mmmm yyyy;@", "Сентябрь 2026"),
        ("[$-FC19]dd mmmm yyyy \\г\\.;@", "05 сентября 2026 г."),
        ("[$-F800]dddd, mmmm dd, yyyy", "5 сентября 2026 г."),
        ("[$-409]mmmm d, yyyy", "September 5, 2026"),
        ("dddd", "суббота"),
        ("ddd", "Сб"),
        ("dd.mm.yyyy hh:mm:ss", "05.09.2026 08:05:07"),
        ("h:mm AM/PM", "8:05 AM"),
        ("mm:ss", "05:07"),
        ("yyyy\\-mm\\-dd", "2026-09-05"),
    ],
)
def test_a_moment_is_drawn_as_people_see_it(code: str, expected: str) -> None:
    assert shown_moment(dt.datetime(2026, 9, 5, 8, 5, 7), code) == expected


def test_a_duration_is_drawn_in_whole_hours() -> None:
    assert shown_elapsed(1.5 + 5 / 1440, "[h]:mm:ss") == "36:05:00"


@pytest.mark.parametrize("value", [0, 5, -7, 2.5, 1234567.5, 1e-9, 10**20])
def test_a_plain_number_is_drawn_as_in_every_other_store(value: float) -> None:
    assert general(value) == cell_of(value).shown


@pytest.mark.parametrize("from_1904", [False, True])
def test_a_day_goes_to_its_serial_and_back(from_1904: bool) -> None:
    for year in range(1905, 2100, 7):
        day = dt.date(year, 2, 28)
        serial = serial_of(day, from_1904)
        assert serial is not None
        assert moment(serial, "dd.mm.yyyy", from_1904) == day


def test_the_day_that_excel_invented_is_skipped() -> None:
    assert serial_of(dt.date(1900, 2, 28), False) == 59
    assert serial_of(dt.date(1900, 3, 1), False) == 61
    assert serial_of(dt.date(1899, 12, 31), False) is None
