"""Whole numbers and years; years of service and numbers that became dates are told apart."""

from __future__ import annotations

import datetime as dt
import re

from sheets_sync.cells import Cell
from sheets_sync.values.basics import Unclear, brief, broken, empty, serial_of
from sheets_sync.words import fold, tidy

_EARLIEST = 1930
_SPELT = {"один": 1, "одного": 1, "два": 2, "двух": 2, "двоих": 2, "три": 3, "трех": 3, "троих": 3}


def read_whole(cell: Cell) -> int | Unclear | None:
    """A whole number, typed as a number or as digits."""
    if empty(cell):
        return None
    if bad := broken(cell) or _dated(cell):
        return bad
    value, text = cell.value, tidy(cell.shown)
    if cell.kind == "number" and isinstance(value, int | float):
        if value == int(value):
            return int(value)
        text = f"{value:g}".replace(".", ",")  # a format of whole numbers shows another
    if re.fullmatch(r"\d{1,6}", text):
        return int(text)
    digits = re.findall(r"\d+", text) if cell.kind == "text" else []
    example = _SPELT.get(fold(text)) or (digits[0] if len(digits) == 1 else 2)
    return Unclear(
        f"Здесь нужно целое число, а стоит «{brief(text)}». Впишите, например, {example}."
    )


def _dated(cell: Cell) -> Unclear | None:
    """A number under a date format shows a day of about 1900; «1.2» became a day of this year."""
    if cell.kind != "date":
        return None
    number = _serial(cell)
    again = f": «'{number}»" if number else ", например «'2»"
    says = f"Таблица показывает число как дату: {tidy(cell.shown)}. Впишите его заново, начав с"
    return Unclear(f"{says} апострофа{again}.")


def _serial(cell: Cell) -> int:
    """The number that was typed under a date format, 0 where a real date is shown."""
    day = cell.value
    if not isinstance(day, dt.date) or day.year >= _EARLIEST:
        return 0
    return serial_of(dt.date(day.year, day.month, day.day))


def read_year(cell: Cell, today: dt.date) -> int | Unclear | None:
    """A year («1987», «с 1987 г.»); the years that somebody has worked are told apart from it."""
    if empty(cell):
        return None
    if bad := broken(cell):
        return bad
    if cell.kind == "date":
        return _of_date(cell, today)
    text = tidy(cell.shown)
    found = re.search(r"(?<!\d)(1[89]\d\d|2[01]\d\d)(?!\d)", text)
    if found:
        return _of_year(int(found[1]), today)
    years = re.match(r"(\d{1,2})(?:\s*(?:л|г|лет|год|года)\b.*)?$", text)
    if years:
        begun = today.year - int(years[1])
        return Unclear(f"Похоже на стаж: «{text}». Впишите год начала работы, например {begun}.")
    return Unclear(
        f"Здесь нужен год, а стоит «{brief(text)}». Впишите четыре цифры, например 2019."
    )


def _of_year(year: int, today: dt.date) -> int | Unclear:
    if year > today.year:
        return Unclear(f"Год ещё не наступил: {year}. Впишите год начала работы, например 2019.")
    if year < _EARLIEST:
        return Unclear(f"Проверьте год: {year}. Впишите год начала работы, например 2019.")
    return year


def _of_date(cell: Cell, today: dt.date) -> Unclear:
    """A whole date says its year; a year under a date format is shown as a day of 1905."""
    shown = tidy(cell.shown)
    if (serial := _serial(cell)) and _EARLIEST <= serial <= today.year:
        return Unclear(f"Таблица показывает год как дату: {shown}. Впишите «{serial} г.».")
    if not isinstance(cell.value, dt.date) or not _EARLIEST <= cell.value.year <= today.year:
        return Unclear(f"Здесь дата {shown}, а нужен год. Впишите, например, «2019 г.».")
    year = cell.value.year
    return Unclear(f"Здесь дата {shown}, а нужен год. Впишите «{year} г.».", year)
