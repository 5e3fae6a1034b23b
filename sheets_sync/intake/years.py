"""Years of work: «29», «26 л. 6 мес.», «с 1987 г.», «менее года»; and the year they count to."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sheets_sync.cells import Cell
from sheets_sync.intake.grid import text_of
from sheets_sync.intake.read import Read
from sheets_sync.words import fold

_YEAR = re.compile(r"(?<!\d)(19[3-9]\d|20\d\d)(?!\d)")
_WHOLE = re.compile(r"(\d{1,2})(?:[.,]\d+)?\s*(?:полн\w*\s*)?(?:лет|л|год[а-я]*|г)?\.?")
_WITH_MONTHS = re.compile(r"(\d{1,2})\s*(?:лет|л|год[а-я]*|г)[.,]?\s*(?:и\s*)?\d{1,2}\s*м[а-я]*\.?")
_MONTHS = re.compile(r"\d{1,2}\s*мес[а-я]*\.?")
_NONE = (
    "нет",
    "-",
    "без стажа",
    "менее года",
    "менее 1 года",
    "до года",
    "до 1 года",
    "меньше года",
)
_ROUGH = re.compile(
    r"(?:более|больше|свыше|около|почти|менее|до|>|~|от)\s*(\d{1,2})\D*|(\d{1,2})\s*\+"
)
_TEACHING = re.compile(r"пед[а-я.]*\D{0,12}(\d{1,2})(?!\d)")
_TWO = re.compile(r"\d{1,2}\s*[/\\|]\s*(\d{1,2})\D*")
_WORDS = (
    "ноль",
    "один",
    "два",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
)
MOST = 60


@dataclass(frozen=True, slots=True)
class Reference:
    """The year as of which a workbook counts years of work, and what says so."""

    year: int
    why: str


@dataclass(frozen=True, slots=True)
class Years:
    """Years of work as the sheet counts them, and the year of their beginning if it says that."""

    years: Read
    since: Read | None = None


def reference_of(titles: Iterable[str], dates: Iterable[dt.date], today: dt.date) -> Reference:
    """«на 01.09.2024» in a title, its school year, the newest date in the sheets, or today."""
    text = " ".join(titles)
    if found := re.search(r"(?:на|от)\s+\d{1,2}[.\s][\w.]+[.\s](20\d\d)", text):
        return Reference(int(found[1]), f"«{found[0]}» в заголовке")
    if found := re.search(r"(20\d\d)\s*[-–—/]\s*(?:20)?\d\d(?!\d)", text):
        return Reference(int(found[1]), f"учебный год {found[0]}")
    newest = max((day for day in dates if day <= today), default=None)
    if newest is not None:
        begun = newest.year if newest.month >= 6 else newest.year - 1
        return Reference(begun, f"самая поздняя дата {newest:%d.%m.%Y}")
    return Reference(today.year if today.month >= 6 else today.year - 1, "сегодняшний день")


def read_years(cell: Cell, reference: Reference) -> Years:
    """The years of work in ``cell``; from a beginning they are counted, as a guess."""
    typed = text_of(cell)
    if isinstance(cell.value, dt.date):
        return _from(cell.value.year, typed, reference)
    text = fold(typed).strip(" .,;")
    number = _plain(text)
    if number is not None:
        return Years(Read(number, 1.0 if number <= MOST else 0.3, typed))
    if found := _YEAR.search(text):
        return _from(int(found[1]), typed, reference)
    return Years(_rough(text, typed))


def _from(year: int, typed: str, reference: Reference) -> Years:
    if year > reference.year + 1:
        return Years(Read(None, 0.0, typed, "год в будущем"))
    why = f"считаем к {reference.year} году: {reference.why}"
    years = Read(max(reference.year - year, 0), 0.8, typed, why)
    return Years(years, Read(year, 1.0, typed))


def _plain(text: str) -> int | None:
    if text in _NONE:
        return 0
    if found := _WHOLE.fullmatch(text) or _WITH_MONTHS.fullmatch(text):
        return int(found[1])
    if _MONTHS.fullmatch(text):
        return 0
    head, _, tail = text.partition(" ")
    return _WORDS.index(head) if head in _WORDS and tail in ("", "год", "года", "лет") else None


def _rough(text: str, typed: str) -> Read:
    """What is said without being exact; a guess in every case."""
    if found := _TEACHING.search(text):
        return Read(int(found[1]), 0.75, typed, "взят педагогический")
    if found := _TWO.fullmatch(text):
        return Read(int(found[1]), 0.5, typed, "из двух чисел взято второе")
    if found := _ROUGH.fullmatch(text):
        return Read(int(found[1] or found[2]), 0.6, typed, "сказано приблизительно")
    if "первый" in text or "без опыта" in text:
        return Read(0, 0.7, typed, "сказано словами")
    if found := re.search(r"(?<!\d)(\d{1,2})(?!\d)", text):
        return Read(int(found[1]), 0.5, typed, "взято первое число")
    return Read(None, 0.0, typed, "не похоже на стаж")
