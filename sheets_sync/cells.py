"""One cell as a store saw it: value, kind, shown text, number format, formula or not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Value = str | int | float | bool | dt.date | dt.time | None
"""What a cell may hold. ``datetime.datetime`` is a ``date``; whole numbers come as ``int``."""

Kind = Literal["blank", "text", "number", "date", "bool", "error"]

DATE_FORMAT = "dd.mm.yyyy"
MOMENT_FORMAT = "dd.mm.yyyy hh:mm"
TIME_FORMAT = "hh:mm"
GENERAL = "General"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; equality is equality of what a person would see and what a formula would read.

    ``kind`` is ``date`` for a number under a date or time format (``value`` is then a ``date``,
    ``datetime`` or ``time``) and ``error`` for ``#N/A`` and its kin (``value`` is that text).
    """

    value: Value = None
    kind: Kind = "blank"
    shown: str = ""
    number_format: str = GENERAL
    formula: bool = False

    @property
    def blank(self) -> bool:
        """True for an empty cell and for one that holds nothing but white space."""
        return not self.formula and (self.kind == "blank" or not self.shown.strip())


BLANK = Cell()


def cell_of(value: Value) -> Cell:
    """The cell that a store shows after ``value`` has been written into a fresh cell."""
    if value is None or value == "":
        return BLANK
    if isinstance(value, bool):
        return Cell(value, "bool", "ИСТИНА" if value else "ЛОЖЬ")
    if isinstance(value, str):
        return Cell(value, "text", value)
    if isinstance(value, dt.datetime):
        return Cell(value, "date", f"{value:%d.%m.%Y %H:%M}", MOMENT_FORMAT)
    if isinstance(value, dt.date):
        return Cell(value, "date", f"{value:%d.%m.%Y}", DATE_FORMAT)
    if isinstance(value, dt.time):
        return Cell(value, "date", f"{value:%H:%M}", TIME_FORMAT)
    return Cell(value, "number", f"{value:g}" if isinstance(value, float) else str(value))


def letter_of(column: int) -> str:
    """«A» for 1, «AB» for 28."""
    out = ""
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out
