"""Which column is which: by its header first, then by what its cells hold; each field once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sheets_sync.cells import Cell
from sheets_sync.intake.content import fit, told_by
from sheets_sync.intake.headers import MANY, fields_of
from sheets_sync.intake.layout import Block
from sheets_sync.intake.lexicon import Lexicon
from sheets_sync.intake.understood import Column

SAMPLE = 200
"""So many rows are enough to tell what a column holds."""


def columns_of(block: Block, lexicon: Lexicon) -> tuple[Column, ...]:
    """Every column of the table that has a header or cells, with the field that it is."""
    cells = {index: _cells(block, index) for index in range(block.left, block.right)}
    scores = []
    for index, its in cells.items():
        for field, sure, score in _scores(block.headers[index - block.left], its, lexicon):
            scores.append((score, -index, field, sure))
    taken: dict[int, tuple[str, float]] = {}
    for _, place, field, sure in sorted(scores, reverse=True):
        free = field in MANY or all(its != field for its, _ in taken.values())
        if -place not in taken and free:
            taken[-place] = field, sure
    return tuple(
        Column(index, block.header(index) or f"столбец {index + 1}", *taken.get(index, ("", 1.0)))
        for index, its in cells.items()
        if its or block.header(index)
    )


def _cells(block: Block, index: int) -> list[Cell]:
    rows = range(block.first, min(block.end, block.first + SAMPLE))
    found = [block.sheet.cell(row, index) for row in rows]
    people = [
        cell
        for row, cell in zip(rows, found, strict=True)
        if sum(not each.blank for each in block.cells(row)) > 2
    ]
    return [cell for cell in (people or found) if not cell.blank and cell.kind != "error"]


def _scores(
    headers: Sequence[str], cells: Sequence[Cell], lexicon: Lexicon
) -> list[tuple[str, float, float]]:
    """Field, confidence in it, and the score by which columns compete for it."""
    by_header = fields_of(*headers)
    by_cells = told_by(cells, lexicon)
    out = []
    for field, sure in by_header.items():
        fits = fit(field, cells, lexicon)
        if fits < 0.3 and _is_other(field, by_cells):
            continue
        confidence = 1.0 if fits >= 0.5 and sure >= 0.8 else 0.9 if sure >= 0.9 else 0.8
        out.append((field, confidence, sure * (0.5 + fits / 2) + 1))
    if not out:
        out = [(field, 0.9 if like >= 0.9 else 0.8, like) for field, like in by_cells.items()]
    return out


def _is_other(field: str, by_cells: Mapping[str, float]) -> bool:
    """Whether the cells speak clearly for something else than their header says."""
    return any(other != field and like >= 0.75 for other, like in by_cells.items())


def renamed(columns: Sequence[Column], names: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns with some fields under other names."""
    return tuple(replace(each, field=names.get(each.field, each.field)) for each in columns)
