"""The rows under a header: people, totals, notes, blank rows, and rows that go on with a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from sheets_sync.cells import Cell, cell_of
from sheets_sync.facts import Bank
from sheets_sync.intake.banks import bank_in
from sheets_sync.intake.grid import plainly, text_of
from sheets_sync.intake.headers import CODE_FIELDS
from sheets_sync.intake.layout import Block
from sheets_sync.intake.people import looks_like_a_name
from sheets_sync.intake.understood import Column, Line
from sheets_sync.words import fold, tidy

_TOTAL = re.compile(r"(?:итог|всего|total|количество|кол-во|в сумме|общее число)")
_NOTE = re.compile(
    r"(?:\*|примечан|директор|составил|исполн|заместитель|куратор|подпись|дата|согласован|утвержд|"
    r"отв(?:етственн)?|зам\.|и\.?\s?о\.? директ|список|внимание|м\.\s?п\.)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """The cells of one person or pair by column, a cell continued below already joined.

    ``row`` is the first of its rows, ``last`` the last.
    """

    row: int
    cells: Mapping[int, Cell]
    bank: Bank | None = None
    last: int = -1

    def cell(self, index: int) -> Cell:
        """The cell of a column."""
        return self.cells[index]


@dataclass(slots=True)
class Body:
    """What stands under a header."""

    entries: list[Entry] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    blank: int = 0


def body_of(block: Block, columns: Sequence[Column], names: Iterable[str]) -> Body:
    """Every row of the table; ``names`` are the fields of which a row needs one to be an entry."""
    wanted = [each.index for each in columns if each.field in set(names)]
    numbers = {each.index for each in columns if each.field == "number"}
    heads = [plainly(spellings[0]) for spellings in block.headers]
    out = Body()
    bank: Bank | None = None
    for row in range(block.first, block.end):
        cells = {block.left + i: cell for i, cell in enumerate(block.cells(row))}
        kept = {i: cell for i, cell in cells.items() if not cell.blank}
        told = {i: cell for i, cell in kept.items() if i not in numbers}
        if not kept or _repeats(cells, heads):
            out.blank += not kept
        elif len(told) == 1 and out.entries and _one_below(row, told, columns, out.entries[-1]):
            out.entries[-1] = _joined(out.entries[-1], told, row)
        elif what := _aside(kept, told, wanted):
            text = " ".join(text_of(cell) for cell in kept.values())
            bank = bank_in(text) if what == "note" and bank_in(text) and len(told) == 1 else bank
            out.lines.append(Line(place(block, row), what, text))
        elif any(index in kept for index in wanted):
            out.entries.append(Entry(row, cells, bank, row))
        elif out.entries and _goes_on(block, row, told, wanted, out.entries[-1]):
            out.entries[-1] = _joined(out.entries[-1], told, row)
        else:
            text = " ".join(text_of(cell) for cell in told.values())
            out.lines.append(Line(place(block, row), "unreadable", text))
    return out


def place(block: Block, row: int) -> str:
    """«наставники», строка 5: where a row is, for people."""
    return f"«{tidy(block.sheet.name)}», строка {row + 1}"


def _repeats(cells: Mapping[int, Cell], heads: Sequence[str]) -> bool:
    mine = [plainly(cell.shown) for cell in cells.values()]
    return mine == heads


def _aside(
    kept: Mapping[int, Cell], told: Mapping[int, Cell], wanted: Sequence[int]
) -> Literal["total", "note", "unreadable"] | None:
    """What a row is that holds no person, None where it may hold one."""
    first = fold(text_of(next(iter(kept.values()))))
    name = " ".join(text_of(told[index]) for index in wanted if index in told)
    if _TOTAL.match(first) or _TOTAL.match(fold(name)):
        return "total"
    if len(told) <= 1:
        only = next(iter((told or kept).values()))
        if only.kind == "number":
            return "total"
        if name and looks_like_a_name(name) and not _NOTE.match(fold(name)):
            return None
        return "note"
    if _NOTE.match(first) and not looks_like_a_name(name):
        return "note"
    if name and any(told[index].kind == "error" for index in wanted if index in told):
        return "unreadable"
    if all(cell.kind in ("number", "error") for cell in told.values()):
        return "total"
    return None


def _goes_on(
    block: Block, row: int, told: Mapping[int, Cell], wanted: Sequence[int], last: Entry
) -> bool:
    """Whether a row without a name belongs to the person above it."""
    merged = any(
        top <= last.row < row <= bottom and left in wanted
        for top, left, bottom, _ in block.sheet.merged
    )
    return merged or (last.last == row - 1 and len(told) <= 3)


def _one_below(row: int, told: Mapping[int, Cell], columns: Sequence[Column], last: Entry) -> bool:
    """Whether a single cell goes on with the list of competences above it."""
    index, cell = next(iter(told.items()))
    lists = {each.index for each in columns if each.field in CODE_FIELDS}
    text = fold(text_of(cell))
    return row == last.last + 1 and index in lists and not _TOTAL.match(text)


def _joined(entry: Entry, more: Mapping[int, Cell], row: int) -> Entry:
    cells = dict(entry.cells)
    for index, cell in more.items():
        own = cells[index]
        both = cell if own.blank else cell_of(f"{own.shown}\n{cell.shown}")
        cells[index] = both
    return replace(entry, cells=cells, last=row)
