"""What an answer shows of one scratch tab, cell by cell in A1 notation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
PLACE = re.compile(r"([A-Z])(\d+)")


@dataclass(frozen=True, slots=True)
class Page:
    """A tab after a batch: its cells by row and column from 1, and what is fastened to its lines.

    ``rows`` and ``columns`` give the key of developer metadata and the lines that bear it, from 1.
    """

    cells: Mapping[tuple[int, int], Json]
    rows: Mapping[str, tuple[int, ...]]
    columns: Mapping[str, tuple[int, ...]]
    rules: tuple[Json, ...] = ()

    def cell(self, at: str) -> Json:
        """The CellData at «B2»; {} where nothing is."""
        found = PLACE.fullmatch(at)
        if found is None:
            raise ValueError(at)
        return self.cells.get((int(found[2]), ord(found[1]) - 64), {})

    def shown(self, *at: str) -> list[str]:
        """What stands in the cells."""
        return [str(self.cell(each).get("formattedValue", "")) for each in at]

    def formula(self, at: str) -> str:
        """The text of the formula there; '' where there is none."""
        return str(self.cell(at).get("userEnteredValue", {}).get("formulaValue", ""))

    def number(self, at: str) -> float | None:
        """The number there, of a date its serial day."""
        found = self.cell(at).get("effectiveValue", {}).get("numberValue")
        return None if found is None else float(found)


BLANK = Page({}, {}, {})


def page_of(sheet: Json) -> Page:
    """The page in a Sheet of an answer."""
    cells: dict[tuple[int, int], Json] = {}
    rows: dict[str, tuple[int, ...]] = {}
    columns: dict[str, tuple[int, ...]] = {}
    for block in sheet.get("data", ()):
        top, left = block.get("startRow", 0) + 1, block.get("startColumn", 0) + 1
        for row, line in enumerate(block.get("rowData", ()), start=top):
            for column, data in enumerate(line.get("values", ()), start=left):
                cells[row, column] = data
        _fastened(block.get("rowMetadata", ()), top, rows)
        _fastened(block.get("columnMetadata", ()), left, columns)
    return Page(cells, rows, columns, tuple(sheet.get("conditionalFormats", ())))


def _fastened(lines: Any, first: int, into: dict[str, tuple[int, ...]]) -> None:
    for place, line in enumerate(lines, start=first):
        for item in line.get("developerMetadata", ()):
            key = str(item.get("metadataKey"))
            into[key] = (*into.get(key, ()), place)
