"""Where the tables of a sheet are: headers under titles, in one row or in two, and their rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sheets_sync.cells import Cell
from sheets_sync.intake.content import is_a_value
from sheets_sync.intake.grid import Sheet, filled, plainly, text_of
from sheets_sync.intake.headers import NAME_FIELDS, fields_of
from sheets_sync.intake.people import looks_like_a_name
from sheets_sync.words import fold, tidy

TALLEST = 3
LEAST = 1.7
"""The least that the fields of a header must weigh together: a name and one more."""


@dataclass(frozen=True, slots=True)
class Block:
    """One table of a sheet; rows and columns count from 0.

    ``headers`` are the spellings of each column's header, the whole of it first; ``top`` is the
    first row of the header, ``first`` and ``end`` bound the rows under it; ``titles`` are the
    texts above, the nearest first.
    """

    sheet: Sheet
    top: int
    first: int
    end: int
    left: int
    right: int
    headers: tuple[tuple[str, ...], ...]
    titles: tuple[str, ...]

    def header(self, column: int) -> str:
        """The header of ``column`` as a person would read it."""
        return self.headers[column - self.left][0]

    def cells(self, row: int) -> tuple[Cell, ...]:
        """The cells of this table in ``row``."""
        return self.sheet.rows[row][self.left : self.right]


def blocks_of(sheet: Sheet) -> list[Block]:
    """The tables of ``sheet``, from the top."""
    heads: list[tuple[int, int]] = []
    row = 0
    while row < len(sheet.rows):
        height = _header_at(sheet, row)
        if height:
            heads.append((row, height))
        row += max(height, 1)
    out: list[Block] = []
    floor = 0
    for place, (top, height) in enumerate(heads):
        headers = _spellings(sheet, top, height)
        if out and _same(headers, out[-1]):  # printed again at the top of a page
            continue
        later = [t for t, h in heads[place + 1 :] if not _repeats(sheet, t, h, headers)]
        end = _without_titles(sheet, later[0]) if later else len(sheet.rows)
        titles = _titles(sheet, top, floor)
        first = _past_numbering(sheet, top + height, end)
        out += _side_by_side(Block(sheet, top, first, end, 0, sheet.width, headers, titles))
        floor = end
    return out


def _header_at(sheet: Sheet, row: int) -> int:
    """How many rows the header that begins in ``row`` has; 0 if none begins here."""
    best, height = LEAST, 0
    for tall in range(1, TALLEST + 1):
        last = row + tall - 1
        if last >= len(sheet.rows) or not _may_be_header(sheet, last):
            break
        weight = _weight(_spellings(sheet, row, tall))
        if weight > best + (0.5 if height else 0.0):
            best, height = weight, tall
    while height and height < TALLEST and _continues(sheet, row, height):
        height += 1
    return height


def _may_be_header(sheet: Sheet, row: int) -> bool:
    """Several texts, and no person, number or date among them."""
    cells = [sheet.rows[row][index] for index in filled(sheet.rows[row])]
    texts = [text_of(cell) for cell in cells]
    if len(cells) < 2 or any(cell.kind in ("number", "date", "error") for cell in cells):
        return False
    if sum(is_a_value(cell) for cell in cells) > 1:
        return False
    return not any(
        looks_like_a_name(text, strictly=True) or re.fullmatch(r"[\d\s.,+()-]+", text)
        for text in texts
        if not fields_of(text)
    )


def _weight(headers: Sequence[Sequence[str]]) -> float:
    """The weight of the fields that the headers speak of; 0 without a column of names."""
    found: dict[str, float] = {}
    for spellings in headers:
        if fields := fields_of(*spellings):
            field = max(fields, key=lambda each: fields[each])
            found[field] = max(found.get(field, 0.0), fields[field])
    found.pop("number", None)
    return sum(found.values()) if set(NAME_FIELDS) & set(found) else 0.0


def _continues(sheet: Sheet, top: int, height: int) -> bool:
    """Whether the next row still belongs to the header: labels under merged or blank cells."""
    row = top + height
    if row >= len(sheet.rows) or not _may_be_header(sheet, row):
        return False
    above = _spellings(sheet, top, height)
    below = filled(sheet.rows[row])
    names = [i for i, s in enumerate(above) if set(fields_of(*s)) & set(NAME_FIELDS)]
    if set(below) & set(names):
        parts = [fields_of(text_of(sheet.cell(row, i))) for i in below]
        return any({"first", "patronymic", "surname"} & set(fields) for fields in parts)
    merged = any(a[0] <= row - 1 <= a[2] and a[3] > a[1] for a in sheet.merged)
    short = all(len(text_of(sheet.cell(row, i))) < 40 for i in below)
    return short and (merged or all(not above[i][0] for i in below))


def _spellings(sheet: Sheet, top: int, height: int) -> tuple[tuple[str, ...], ...]:
    """For every column its header whole («Согласие ПДн от») and its lowest line alone («от»)."""
    out = []
    for column in range(sheet.width):
        lines = [_header_text(sheet, row, column, top + height) for row in range(top, top + height)]
        kept = list(dict.fromkeys(line for line in lines if line))
        whole = tidy(" ".join(kept))
        lowest = kept[-1] if len(kept) > 1 else ""
        out.append((whole, lowest) if lowest else (whole,))
    return tuple(out)


def _header_text(sheet: Sheet, row: int, column: int, end: int) -> str:
    own = text_of(sheet.cell(row, column))
    if own:
        return own
    for top, left, bottom, right in sheet.merged:
        if top <= row <= bottom and left <= column <= right:
            return text_of(sheet.cell(top, left)) if top == row else ""
    if row + 1 < end and not sheet.merged and text_of(sheet.cell(row + 1, column)):
        # Where merging is not known, a label reaches over the blank cells to its right.
        left = column
        while left > 0 and not text_of(sheet.cell(row, left)):
            left -= 1
        reaches = all(text_of(sheet.cell(row + 1, c)) for c in range(left, column + 1))
        return text_of(sheet.cell(row, left)) if reaches else ""
    return ""


def _same(headers: tuple[tuple[str, ...], ...], block: Block) -> bool:
    mine = [plainly(spellings[0]) for spellings in headers]
    return mine[block.left : block.right] == [plainly(each[0]) for each in block.headers]


def _repeats(sheet: Sheet, top: int, height: int, headers: tuple[tuple[str, ...], ...]) -> bool:
    again = _spellings(sheet, top, height)
    return [plainly(each[0]) for each in again] == [plainly(each[0]) for each in headers]


def _titles(sheet: Sheet, top: int, floor: int) -> tuple[str, ...]:
    """The texts above a header, back to the end of the table before it."""
    texts = []
    for row in range(top - 1, floor - 1, -1):
        line = " ".join(dict.fromkeys(text_of(sheet.cell(row, i)) for i in filled(sheet.rows[row])))
        if line:
            texts.append(line)
    return tuple(texts)


def _without_titles(sheet: Sheet, top: int) -> int:
    """Where the table before a header at ``top`` ends: its titles are no rows of that table."""
    row = top
    while row > 0 and len(filled(sheet.rows[row - 1])) <= 1 and not _is_total(sheet, row - 1):
        row -= 1
    return row


def _is_total(sheet: Sheet, row: int) -> bool:
    return any(fold(text_of(cell)).startswith(("итог", "всего")) for cell in sheet.rows[row])


def _past_numbering(sheet: Sheet, row: int, end: int) -> int:
    """Past a row «1 2 3 4 …» under the header."""
    if row < end:
        texts = [text_of(sheet.cell(row, i)) for i in filled(sheet.rows[row])]
        if len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]:
            return row + 1
    return row


def _side_by_side(block: Block) -> list[Block]:
    """Two tables beside each other, with a blank column between, taken apart."""
    edges, start = [], block.left
    for column in range(block.left, block.right + 1):
        empty = column == block.right or not (
            block.header(column)
            or any(not block.sheet.cell(row, column).blank for row in range(block.first, block.end))
        )
        if empty:
            if column > start:
                edges.append((start, column))
            start = column + 1
    parts = [_part(block, left, right) for left, right in edges]
    if len(parts) > 1 and all(_weight(part.headers) >= LEAST for part in parts):
        return parts
    return [block]


def _part(block: Block, left: int, right: int) -> Block:
    headers = block.headers[left - block.left : right - block.left]
    return Block(block.sheet, block.top, block.first, block.end, left, right, headers, block.titles)
