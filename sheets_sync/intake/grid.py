"""A foreign sheet as rows of cells, and the little that every step asks of it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from sheets_sync.cells import BLANK, Cell, Value, cell_of
from sheets_sync.words import fold, tidy

Row = tuple[Cell, ...]
Area = tuple[int, int, int, int]
"""Top, left, bottom, right of merged cells; from 0, ends included."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One tab of a foreign workbook; all rows are equally wide."""

    name: str
    rows: tuple[Row, ...]
    merged: tuple[Area, ...] = ()
    hidden: bool = False

    def cell(self, row: int, column: int) -> Cell:
        """The cell at ``row`` and ``column`` (from 0), blank outside of the sheet."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return BLANK

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0


def sheet_of(
    name: str,
    rows: Sequence[Sequence[Value]],
    merged: Sequence[Area] = (),
    *,
    hidden: bool = False,
) -> Sheet:
    """A sheet of plain values; short rows are filled up, midnight is a date."""
    width = max((len(row) for row in rows), default=0)
    made = tuple((*(_cell(value) for value in row), *[BLANK] * (width - len(row))) for row in rows)
    return Sheet(name, made, tuple(merged), hidden)


_ERROR = re.compile(r"#(N/A|Н/Д|REF!|ССЫЛКА!|VALUE!|ЗНАЧ!|NAME\?|ИМЯ\?|DIV/0!|ДЕЛ/0!|NUM!|NULL!)")


def _cell(value: Value) -> Cell:
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return cell_of(value.date())
    if isinstance(value, float) and value.is_integer():
        return cell_of(int(value))
    if isinstance(value, str) and _ERROR.fullmatch(value.strip()):
        return Cell(value.strip(), "error", value.strip())
    if isinstance(value, str):
        return cell_of(unicodedata.normalize("NFC", value))
    return cell_of(value)


def text_of(cell: Cell) -> str:
    """What a cell shows, with single spaces."""
    return tidy(cell.shown)


def filled(row: Row) -> list[int]:
    """The columns of ``row`` that are not blank."""
    return [index for index, cell in enumerate(row) if not cell.blank]


def plainly(text: str) -> str:
    """A header or title folded, its punctuation as spaces: «Ф.И.О. педагога» → «ф и о педагога»."""
    return tidy(re.sub(r"[.,:;()\[\]/\\|*_!?+]+", " ", fold(text)))
