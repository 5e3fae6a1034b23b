"""Cells out of a worksheet's XML."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from sheets_sync.cells import BLANK, Cell, Value, cell_of
from sheets_sync.stores.xlsx.areas import Area
from sheets_sync.stores.xlsx.formats import Shows, moment, shows
from sheets_sync.stores.xlsx.markup import unescaped, whole
from sheets_sync.stores.xlsx.sheet import SheetXml
from sheets_sync.stores.xlsx.shown import general, shown_elapsed, shown_moment, shown_number
from sheets_sync.stores.xlsx.styles import Styles
from sheets_sync.stores.xlsx.texts import decoded, runs_text

_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")
_WHOLE = re.compile(r"-?\d{1,25}\Z")
_REMEMBERED = 100_000


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet as read: non-blank cells by (row, column), both from 1, and the last row of them."""

    cells: Mapping[tuple[int, int], Cell]
    last_row: int


class _Look(NamedTuple):
    """What the attributes of a cell say about its content."""

    kind: bytes
    code: str
    shows: Shows


class Reader:
    """What is needed to understand a cell: styles, shared texts and the epoch of dates."""

    def __init__(self, styles: Styles, strings: list[str], from_1904: bool) -> None:
        self.styles = styles
        self.from_1904 = from_1904
        self._strings = strings
        self._looks: dict[bytes, _Look] = {}

    def grid(self, sheet: SheetXml, spilled: list[Area], most: int | None = None) -> Grid:
        """All non-blank cells of a sheet; those of ``spilled`` areas count as formulas.

        Of rows below row ``most`` only the last one is found that has any cell.
        """
        cells: dict[tuple[int, int], Cell] = {}
        seen: dict[tuple[bytes, bytes], Cell] = {}
        last = 0
        for row in sheet.scan():
            if row.inner == row.close:
                continue
            if most is not None and row.number > most:
                last = max(last, row.number)
                continue
            for column, attrs, content in sheet.filled(row):
                cell = seen.get((attrs, content))
                if cell is None:
                    cell = self.cell(sheet, attrs, content)
                    if len(seen) < _REMEMBERED:
                        seen[attrs, content] = cell
                if cell.kind == "number" or not cell.blank:
                    cells[row.number, column] = cell
                    last = max(last, row.number)
        for one in spilled:
            for place in [place for place in cells if one.holds(*place)]:
                cells[place] = replace(cells[place], formula=True)
        return Grid(cells, last)

    def cell(self, sheet: SheetXml, attrs: bytes, content: bytes) -> Cell:
        """One cell from its attributes and content."""
        look = self._looks.get(attrs) or self._look(attrs)
        kind, code = look.kind, look.code
        value = sheet.patterns.plain_value.fullmatch(content)
        if value is not None:
            return self._typed(look, unescaped(value[1]), False)
        formula = sheet.patterns.formula.search(content) is not None
        if kind == b"inlineStr" and (inline := sheet.patterns.inline.search(content)):
            return _text(runs_text(inline[1], sheet.prefix), code, formula)
        value = sheet.patterns.value.search(content)
        if value is None:
            return _text("", code, formula)
        return self._typed(look, unescaped(value[1]), formula)

    def _look(self, attrs: bytes) -> _Look:
        fields = dict(_ATTRIBUTE.findall(attrs))
        code = self.styles.number_format(whole(fields.get(b"s", b"0")))
        look = _Look(fields.get(b"t", b"n"), code, shows(code))
        self._looks[attrs] = look
        return look

    def _typed(self, look: _Look, raw: str, formula: bool) -> Cell:
        kind, code, _ = look
        if kind == b"n":
            return self._number(raw.strip(), look, formula)
        if kind in {b"str", b"inlineStr"}:
            return _text(decoded(raw), code, formula)
        if not raw.strip():
            return _text("", code, formula)
        if kind == b"s":
            number = whole(raw)
            known = 0 <= number < len(self._strings)
            return _text(self._strings[number] if known else "", code, formula)
        if kind == b"b":
            true = raw.strip() in {"1", "true"}
            return replace(cell_of(true), number_format=code, formula=formula)
        if kind == b"d":
            return _iso(raw.strip(), code, formula)
        return Cell(raw, "error", raw, code, formula)

    def _number(self, raw: str, look: _Look, formula: bool) -> Cell:
        code, seen = look.code, look.shows
        if not raw:
            return _text("", code, formula)
        try:
            number: int | float = int(raw) if _WHOLE.match(raw) else float(raw)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            return Cell(raw, "error", raw, code, formula)
        if isinstance(number, float) and number.is_integer() and abs(number) < 1e15:
            number = int(number)
        if seen is Shows.NOTHING:
            return Cell(number, "number", shown_number(number, code), code, formula)
        value = moment(number, code, self.from_1904)
        elapsed = shown_elapsed(number, code) if Shows.ELAPSED in seen and number >= 0 else ""
        if isinstance(value, dt.date | dt.time):
            return Cell(value, "date", elapsed or shown_moment(value, code), code, formula)
        return Cell(number, "number", elapsed or general(number), code, formula)


def _iso(raw: str, code: str, formula: bool) -> Cell:
    value: Value
    try:
        if "T" not in raw and ":" in raw:
            value = dt.time.fromisoformat(raw.rstrip("Z"))
        else:
            at = dt.datetime.fromisoformat(raw.rstrip("Z"))
            value = at if at.time() != dt.time() else at.date()
    except ValueError:
        return Cell(raw, "error", raw, code, formula)
    code = code if shows(code) is not Shows.NOTHING else cell_of(value).number_format
    return Cell(value, "date", shown_moment(value, code), code, formula)


def _text(text: str, code: str, formula: bool) -> Cell:
    if text:
        return Cell(text, "text", text, code, formula)
    return Cell(number_format=code, formula=True) if formula else BLANK
