"""Dates in the spellings that people use; a date that is none is answered with one to type."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from sheets_sync.cells import Cell
from sheets_sync.values.basics import EPOCH, Unclear, brief, broken, empty
from sheets_sync.words import fold, tidy

MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
_STEMS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_YEAR_TAIL = r"(?:\s*(?:г\.?|года?|год))?"
_DIGITS = re.compile(
    rf"^(\d{{1,2}})\s*[./,\-]\s*(\d{{1,2}})\s*[./,\-]\s*(\d{{4}}|\d{{2}}){_YEAR_TAIL}$"
)
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ t]\d{2}:\d{2}(?::\d{2})?)?$")
_WORDS = re.compile(rf"^(\d{{1,2}})\s*([а-я]+)\.?\s*(\d{{4}}|\d{{2}}){_YEAR_TAIL}$")
_NO_YEAR = re.compile(r"^(\d{1,2})\s*(?:[./\-]\s*(\d{1,2})|\s([а-я]+))\.?$")
_YEAR_ALONE = re.compile(rf"^((?:19|20)\d\d){_YEAR_TAIL}$")
_CLOCK = re.compile(r"^\d{1,2}:\d{2}(?::\d{2})?$")
_EARLIEST, _LATEST = 1910, 2100


def read_date(cell: Cell, today: dt.date) -> dt.date | Unclear | None:
    """A date, in any of the usual spellings; «2 сент.» and «31.09.2026» get their own sentence."""
    if isinstance(cell.value, dt.date):
        shown = tidy(cell.shown)
        return _date(cell.value.day, cell.value.month, cell.value.year, shown, today)
    if empty(cell):
        return None
    if bad := broken(cell):
        return bad
    if cell.kind == "number" and (serial := _serial(cell.value)):
        shown = brief(cell.shown)
        return Unclear(f"Здесь число {shown}, а нужна дата. Впишите, например, {serial:%d.%m.%Y}.")
    return _date_of_text(tidy(cell.shown), today)


def _serial(value: object) -> dt.date | None:
    """The date that a bare number of days stands for, where it is one of our time."""
    if not isinstance(value, int | float) or not 11_000 < value < 80_000:
        return None
    return EPOCH + dt.timedelta(days=int(value))


def _date_of_text(shown: str, today: dt.date) -> dt.date | Unclear:
    text = fold(shown)
    if found := _ISO.match(text):
        year, month, day = (int(group) for group in found.groups())
        return _date(day, month, year, shown, today)
    if found := _DIGITS.match(text):
        return _date(int(found[1]), int(found[2]), _century(found[3]), shown, today)
    if (found := _WORDS.match(text)) and (month := _month(found[2])):
        return _date(int(found[1]), month, _century(found[3]), shown, today)
    if (found := _NO_YEAR.match(text)) and (month := int(found[2] or 0) or _month(found[3] or "")):
        return _without_year(int(found[1]), month, shown, today)
    return _no_date(text, brief(shown), today)


def _no_date(text: str, shown: str, today: dt.date) -> Unclear:
    """The sentence for what is no date at all: a year, a time, a word."""
    if found := _YEAR_ALONE.match(text):
        return Unclear(f"Здесь только год: {found[1]}. Впишите дату, например, 01.09.{found[1]}.")
    if _CLOCK.match(text):
        return Unclear(f"Здесь время {shown}, а нужна дата. Впишите, например, {today:%d.%m.%Y}.")
    return Unclear(f"Это не похоже на дату: «{shown}». Впишите, например, {today:%d.%m.%Y}.")


def _date(day: int, month: int, year: int, shown: str, today: dt.date) -> dt.date | Unclear:
    if not _EARLIEST <= year <= _LATEST:
        example = _existing(day, month, today.year)
        return Unclear(
            f"Проверьте год: {shown.rstrip('.')}. Впишите, например, {example:%d.%m.%Y}."
        )
    if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
        return dt.date(year, month, day)
    if 12 < month <= 31 and 1 <= day <= 12:
        day, month = month, day
    example = _existing(day, month, year)
    return Unclear(f"Такой даты нет: {shown.rstrip('.')}. Впишите, например, {example:%d.%m.%Y}.")


def _existing(day: int, month: int, year: int) -> dt.date:
    """The nearest day that the calendar has."""
    month = min(max(month, 1), 12)
    return dt.date(year, month, min(max(day, 1), calendar.monthrange(year, month)[1]))


def _without_year(day: int, month: int, shown: str, today: dt.date) -> Unclear:
    begins = today.year if today.month >= 7 else today.year - 1
    made = _date(day, month, begins if month >= 7 else begins + 1, shown, today)
    example = f"{made:%d.%m.%Y}" if isinstance(made, dt.date) else f"{today:%d.%m.%Y}"
    return Unclear(f"Дата без года: «{shown}». Допишите год: {example}.")


def _month(word: str) -> int:
    """1–12 for a month's name or its beginning, 0 for anything else."""
    stem = word[:3]
    if stem in ("май", "мая"):
        return 5
    return _STEMS.index(stem) + 1 if stem in _STEMS else 0


def _century(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return 2000 + year if year < 70 else 1900 + year
