"""Dates of old sheets: every spelling that ``values`` knows, serial numbers, words around them."""

from __future__ import annotations

import datetime as dt
import re

from sheets_sync.cells import Cell, cell_of
from sheets_sync.intake.grid import text_of
from sheets_sync.intake.read import Read
from sheets_sync.values import Unclear, read_date
from sheets_sync.words import fold

_DAY_ZERO = dt.date(1899, 12, 30)
_SERIALS = range(20000, 60000)
_BEFORE = re.compile(
    r"^(?:от|с|со|дата|дано|подписан[оа]?|получен[оа]?|имеется|есть|да|согласие)\b[\s,.:-]*"
)
_AFTER = re.compile(r"[\s,.;]*(?:\d{1,2}:\d{2}(?::\d{2})?)?$")
_ROMAN = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6,
    "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12,
}  # fmt: skip
_ROMAN_DATE = re.compile(r"(\d{1,2})[.\s]([ivxіх]+)[.\s](\d{4}|\d{2})")
_TWO_DATES = re.compile(
    r"(?:с\s+)?(\d\S+(?:\s[а-яё]+\.?\s\d{4})?(?:\s*г\.?)?)\s*(?:-|–|—|по|до)\s*(\d.+)"
)


def read_when(cell: Cell, today: dt.date) -> Read:
    """The date in ``cell``; without a day or a year it stays text, with a sentence why."""
    typed = text_of(cell)
    if isinstance(cell.value, dt.datetime):
        return Read(cell.value.date(), 1.0, f"{cell.value:%d.%m.%Y}")
    if isinstance(cell.value, dt.date):
        return Read(cell.value, 1.0, f"{cell.value:%d.%m.%Y}")
    if typed.isdigit() and int(typed) in _SERIALS:
        day = _DAY_ZERO + dt.timedelta(days=int(typed))
        return Read(day, 0.9, typed, "порядковый номер дня, как его хранит таблица")
    return _of_text(typed, today)


def read_term(cell: Cell, today: dt.date) -> tuple[Read, Read | None]:
    """«03.10.2024 – 31.05.2025» as beginning and end; a single date has no end."""
    typed = text_of(cell)
    if cell.kind == "text" and (found := _TWO_DATES.fullmatch(fold(typed))):
        begin, end = (_of_text(part, today) for part in found.groups())
        if begin.value and end.value:
            return begin, end
    return read_when(cell, today), None


def _of_text(typed: str, today: dt.date) -> Read:
    text = _AFTER.sub("", typed)
    bare = fold(text)
    while (cut := _BEFORE.sub("", bare)) != bare:
        bare = cut
    if found := _ROMAN_DATE.match(bare):
        month = _ROMAN.get(found[2].replace("і", "i").replace("х", "x"), 0)
        bare = f"{found[1]}.{month}.{found[3]}"
    read = read_date(cell_of(bare or None), today)
    if isinstance(read, dt.date):
        return Read(read, 1.0, typed)
    return Read(None, 0.0, typed, _why(bare, read))


def _why(bare: str, read: object) -> str:
    """What the text lacks to be a date."""
    if re.fullmatch(r"(?:19|20)\d\d(?: ?г\.?| год)?", bare):
        return "только год"
    if re.fullmatch(r"(?:[а-я]+\.?|\d{1,2}[./])\s?(?:19|20)?\d\d(?: ?г\.?| год[а]?)?", bare):
        return "нет дня"
    says = read.says if isinstance(read, Unclear) else ""
    if says.startswith("Дата без года"):
        return "нет года"
    return "такой даты нет" if says.startswith("Такой даты нет") else "не похоже на дату"
