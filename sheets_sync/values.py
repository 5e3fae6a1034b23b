"""Typed values read from cells: what staff typed, or a sentence that says what to type instead."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sheets_sync.cells import Cell
from sheets_sync.ids import cyrillic
from sheets_sync.words import fold, nearest, quoted, tidy

Typed = str | int | bool | dt.date | None


@dataclass(frozen=True, slots=True)
class Unclear:
    """A cell that is not clear; ``says`` tells what to type, ``kept`` is what may still be used."""

    says: str
    kept: Typed = None


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
_EARLIEST, _LATEST = 1930, 2100


def _empty(cell: Cell) -> bool:
    """Whether there is nothing to see: a formula may show nothing, a space may have no width."""
    return cell.blank or not tidy(cell.shown)


def read_text(cell: Cell) -> str | Unclear | None:
    """The text of a cell with single spaces; an error value is said to be one."""
    if _empty(cell):
        return None
    if cell.kind == "error":
        return Unclear(f"В ячейке ошибка формулы: {cell.shown}. Впишите значение вместо формулы.")
    return tidy(cell.shown)


TOTALS = ("итог", "всего")
"""How a line that counts people begins."""


def read_name(cell: Cell) -> str | Unclear | None:
    """A full name: surname, first name, patronymic."""
    text = read_text(cell)
    if not isinstance(text, str):
        return text
    if fold(text).startswith(TOTALS):
        return Unclear(f"Это строка итогов: «{text}». Уберите её: новые люди дописываются в конец.")
    if re.search(r"\d", text):
        return Unclear(f"В ФИО есть цифры: «{text}». Впишите фамилию, имя и отчество.")
    if any(word[0].islower() for word in text.split(" ")[:2] if word[0].isalpha()):
        better = " ".join(word[:1].upper() + word[1:] for word in text.split(" "))
        return Unclear(f"ФИО написано с маленькой буквы. Впишите «{better}».", kept=better)
    if len(text.split(" ")) < 2:
        return Unclear(f"Здесь только одно слово: «{text}». Впишите фамилию, имя и отчество.", text)
    return text


def read_whole(cell: Cell) -> int | Unclear | None:
    """A whole number, typed as a number or as digits."""
    if _empty(cell):
        return None
    if (
        cell.kind == "number"
        and isinstance(cell.value, int | float)
        and cell.value == int(cell.value)
    ):
        return int(cell.value)
    text = tidy(cell.shown)
    if re.fullmatch(r"\d{1,6}", text):
        return int(text)
    return Unclear(f"Здесь нужно целое число, а стоит «{text}». Впишите, например, 2.")


def read_year(cell: Cell, today: dt.date) -> int | Unclear | None:
    """A year («1987», «с 1987 г.»); the years that somebody has worked are told apart from it."""
    if _empty(cell):
        return None
    found = re.search(r"(?<!\d)(19[3-9]\d|20\d\d)(?!\d)", cell.shown)
    if found and int(found[1]) <= today.year:
        return int(found[1])
    text = tidy(cell.shown)
    years = re.match(r"(\d{1,2})(?:\s*(?:л|г|лет|год|года)\b.*)?$", text)
    if years:
        begun = today.year - int(years[1])
        return Unclear(f"Похоже на стаж: «{text}». Впишите год начала работы, например {begun}.")
    return Unclear(f"Здесь нужен год, а стоит «{text}». Впишите четыре цифры, например 2019.")


def read_date(cell: Cell, today: dt.date) -> dt.date | Unclear | None:
    """A date, in any of the usual spellings; «2 сент.» and «31.09.2026» get their own sentence."""
    if isinstance(cell.value, dt.date):
        return _date(cell.value.day, cell.value.month, cell.value.year, tidy(cell.shown))
    if _empty(cell):
        return None
    return _date_of_text(tidy(cell.shown), today)


def _date_of_text(shown: str, today: dt.date) -> dt.date | Unclear:
    text = fold(shown)
    if found := _ISO.match(text):
        year, month, day = (int(group) for group in found.groups())
        return _date(day, month, year, shown)
    if found := _DIGITS.match(text):
        return _date(int(found[1]), int(found[2]), _century(found[3]), shown)
    if (found := _WORDS.match(text)) and (month := _month(found[2])):
        return _date(int(found[1]), month, _century(found[3]), shown)
    if (found := _NO_YEAR.match(text)) and (month := int(found[2] or 0) or _month(found[3] or "")):
        return _without_year(int(found[1]), month, shown, today)
    return Unclear(f"Это не похоже на дату: «{shown}». Впишите, например, {today:%d.%m.%Y}.")


def _date(day: int, month: int, year: int, shown: str) -> dt.date | Unclear:
    if not _EARLIEST <= year <= _LATEST:
        return Unclear(f"Проверьте год: {shown.rstrip('.')}. Впишите, например, 01.09.2026.")
    if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
        return dt.date(year, month, day)
    if 12 < month <= 31 and 1 <= day <= 12:
        example = dt.date(year, day, min(month, calendar.monthrange(year, day)[1]))
    else:
        month = min(max(month, 1), 12)
        example = dt.date(year, month, min(max(day, 1), calendar.monthrange(year, month)[1]))
    return Unclear(f"Такой даты нет: {shown.rstrip('.')}. Впишите, например, {example:%d.%m.%Y}.")


def _without_year(day: int, month: int, shown: str, today: dt.date) -> Unclear:
    begins = today.year if today.month >= 7 else today.year - 1
    made = _date(day, month, begins if month >= 7 else begins + 1, shown)
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


def read_tick(cell: Cell) -> bool | Unclear | None:
    """A tick: «да», «+», «v», TRUE; «нет» and «-» are no tick."""
    if _empty(cell):
        return None
    text = fold(cell.shown)
    if text in ("да", "+", "v", "х", "x", "истина", "true", "1", "✓", "✔", "☑"):
        return True
    if text in ("нет", "-", "ложь", "false", "0", "☐"):
        return False
    return Unclear(
        f"Здесь отмечают «да», а стоит «{tidy(cell.shown)}». Впишите «да» или очистите ячейку."
    )


def read_choice(cell: Cell, choices: Sequence[str], *, is_open: bool) -> str | Unclear | None:
    """One of ``choices``; an open list takes another word too, but asks about it."""
    text = read_text(cell)
    if not isinstance(text, str):
        return text
    by_fold = {fold(choice): choice for choice in choices}
    if fold(text) in by_fold:
        return by_fold[fold(text)]
    near = nearest(text, choices)
    hint = f" Ближе всего {quoted(near)}." if near else ""
    if is_open:
        return Unclear(
            f"Значения {quoted(text)} нет в списке.{hint} Если так и нужно, оставьте.", text
        )
    return Unclear(f"Значения {quoted(text)} нет в списке.{hint} Выберите из списка.")


def read_code(cell: Cell, words: Mapping[str, str]) -> str | Unclear | None:
    """A code of the list («ПП1», «пп-1 дисциплина», its words alone), or a hint at the nearest."""
    text = read_text(cell)
    if not isinstance(text, str):
        return text
    found = re.match(r"([А-Я]{2})\s*[-‐-―−]?\s*(\d{1,2})(?!\d)", cyrillic(text.upper()))
    if found and (code := found[1] + found[2]) in words:
        return code
    by_words = {fold(meaning): code for code, meaning in words.items()}
    if fold(text) in by_words:
        return by_words[fold(text)]
    near = nearest(text, words.values())
    hint = f" Ближе всего {by_words[fold(near)]} {quoted(near)}." if near else ""
    return Unclear(f"Значения {quoted(text)} нет в списке.{hint} Выберите из списка.")
