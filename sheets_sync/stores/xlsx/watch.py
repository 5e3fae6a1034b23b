"""Who reads a cell: areas that formulas read, found by cell without asking every formula."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sheets_sync.stores.xlsx.areas import Area

_BLOCK = 64
_PATIENCE = 5_000_000

Place = tuple[str, int, int]
"""Sheet (case folded), row, column."""


class Watch:
    """Formulas by number, and the areas that each reads."""

    def __init__(self) -> None:
        self._cells: dict[Place, list[int]] = defaultdict(list)
        self._low: dict[tuple[str, int], list[tuple[Area, int]]] = defaultdict(list)
        self._tall: dict[str, dict[Area, list[int]]] = defaultdict(dict)
        self._work = 0

    def add(self, sheet: str, area: Area, number: int) -> None:
        """Note that formula ``number`` reads an area of a sheet."""
        if area.top == area.bottom and area.left == area.right:
            self._cells[sheet, area.top, area.left].append(number)
        elif area.bottom - area.top < _BLOCK:
            for block in {area.top // _BLOCK, area.bottom // _BLOCK}:
                self._low[sheet, block].append((area, number))
        else:
            self._tall[sheet].setdefault(area, []).append(number)

    def readers(self, place: Place) -> Iterable[int]:
        """Formulas that read a cell; those of tall areas are named once."""
        sheet, row, column = place
        yield from self._cells.get(place, ())
        for area, number in self._low.get((sheet, row // _BLOCK), ()):
            if area.holds(row, column):
                yield number
        tall = self._tall.get(sheet)
        if tall:
            self._work += len(tall)
            for area in [area for area in tall if area.holds(row, column)]:
                yield from tall.pop(area)

    @property
    def tired(self) -> bool:
        """Whether so much was searched that it is quicker to take every formula as a reader."""
        return self._work > _PATIENCE
