"""What every reader of cells needs: nothing to see, a broken cell, a text as it was typed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from sheets_sync.cells import Cell
from sheets_sync.words import count, printable, shortened, tidy

Typed = str | int | bool | dt.date | None

LONGEST = 32_767
"""Characters that a cell of a workbook can hold."""

EPOCH = dt.date(1899, 12, 30)
"""The day from which a workbook counts: a number under a date format is so many days later."""

_ERROR = re.compile(
    r"#(N/A|Н/Д|(ССЫЛКА|REF|ЗНАЧ|VALUE|ЧИСЛО|NUM|ПУСТО|NULL|ДЕЛ/0|DIV/0)!|(ИМЯ|NAME)\?)"
)


@dataclass(frozen=True, slots=True)
class Unclear:
    """A cell that is not clear; ``says`` tells what to type, ``kept`` is what may still be used."""

    says: str
    kept: Typed = None


def empty(cell: Cell) -> bool:
    """Whether there is nothing to see: a formula may show nothing, a space may have no width."""
    return cell.blank or not tidy(cell.shown)


def broken(cell: Cell) -> Unclear | None:
    """A formula's error, a formula that stayed a text, more than a cell can hold; else None."""
    shown = cell.shown.strip()
    if cell.kind == "error" or _ERROR.fullmatch(shown):
        return Unclear(f"В ячейке ошибка формулы: «{shown}». Впишите значение вместо формулы.")
    if cell.kind != "text":
        return None
    if shown.startswith("=") and not cell.formula:
        return Unclear(f"Похоже на формулу: «{brief(shown)}». Впишите само значение.")
    if len(shown) > LONGEST:
        number = count(len(shown), "знак", "знака", "знаков")
        number = re.sub(r"(\d)(\d{3}) ", r"\1 \2 ", number)
        return Unclear(f"Слишком длинный текст: {number}. Сократите его до одной строки.")
    return None


def serial_of(day: dt.date) -> int:
    """The number that a workbook shows as ``day``; it believes in a 29 February 1900."""
    return (day - EPOCH).days - (day < dt.date(1900, 3, 1))


def brief(text: str) -> str:
    """``text`` as a sentence may quote it: one line, short, nothing that cannot be printed."""
    return shortened(tidy(printable(text)))


def read_shown(cell: Cell) -> str | None:
    """What a cell shows, with single spaces; for columns that staff do not fill."""
    return None if empty(cell) else tidy(cell.shown)


def read_text(cell: Cell, *, number: bool = False, dates: bool = True) -> str | Unclear | None:
    """The text of a cell with single spaces.

    A date is asked about: as likely as not a number («01-09/12») or «1.2» was turned into it. In a
    column of numbers nothing of it is kept; where ``dates`` are welcome they are texts as well.
    """
    if empty(cell):
        return None
    if bad := broken(cell):
        return bad
    if cell.kind == "date" and not dates:
        return _turned_into_date(cell, number=number)
    clean = tidy(printable(cell.shown))
    if clean != tidy(cell.shown):
        return Unclear(
            f"В тексте есть невидимые знаки: «{brief(clean)}». Наберите его заново.", clean
        )
    return clean


def _turned_into_date(cell: Cell, *, number: bool) -> Unclear:
    """What to type again, in the shape in which it may have been typed."""
    shown, day = tidy(cell.shown), cell.value
    if not isinstance(day, dt.date):
        again = shown
    elif number:
        again = f"{day:%d-%m/%y}"
    else:
        again = f"{day.day}.{day.month}"
    what = "номер" if number else "запись"
    anew = "его" if number else "её"
    says = f"Таблица превратила {what} в дату: {shown}. Впишите {anew} заново, начав с апострофа"
    return Unclear(f"{says}, например «'{again}».", None if number else shown)
