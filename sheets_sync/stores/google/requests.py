"""The kinds of requests that a batch is made of, as data; rows and columns count from 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sheets_sync.cells import Value
from sheets_sync.stores.google.wire import entered

Json = dict[str, Any]

VALUES = "userEnteredValue"
STYLED = "userEnteredValue,userEnteredFormat.numberFormat"
MOST_ROWS = 400
"""Rows of one request: many of them can be dealt out to several batches."""


def box(sheet: int, top: int, left: int, bottom: int = 0, right: int = 0) -> Json:
    """A GridRange; without ``bottom`` and ``right`` one cell."""
    return {
        "sheetId": sheet,
        "startRowIndex": top - 1,
        "endRowIndex": bottom or top,
        "startColumnIndex": left - 1,
        "endColumnIndex": right or left,
    }


def exchange(where: Json, old: str, new: str, *, formulas: bool = False) -> Json:
    """Compare and set: cells of ``where`` that show exactly ``old`` («» for blank) get ``new``."""
    return {
        "findReplace": {
            "find": old or "^$",
            "replacement": new.replace("\\", "\\\\").replace("$", "\\$") if not old else new,
            "matchCase": True,
            "matchEntireCell": True,
            "searchByRegex": not old,
            "includeFormulas": formulas,
            "range": where,
        }
    }


def put(sheet: int, row: int, column: int, lines: Sequence[Sequence[Json]]) -> Json:
    """Write a block from a corner: into tabs of our own only."""
    return {
        "updateCells": {
            "start": {"sheetId": sheet, "rowIndex": row - 1, "columnIndex": column - 1},
            "rows": [{"values": list(line)} for line in lines],
            "fields": STYLED,
        }
    }


def append(sheet: int, lines: Sequence[Sequence[Json]], *, styled: bool = True) -> list[Json]:
    """Add rows under the last one with anything in it."""
    return [
        {
            "appendCells": {
                "sheetId": sheet,
                "rows": [{"values": list(line)} for line in lines[start : start + MOST_ROWS]],
                "fields": STYLED if styled else VALUES,
            }
        }
        for start in range(0, len(lines), MOST_ROWS)
    ]


def line_of(values: Mapping[int, Value | Json]) -> list[Json]:
    """A row of CellData from values by column; a dict is CellData already."""
    made = {c: v if isinstance(v, dict) else entered(v) for c, v in values.items()}
    return [made.get(column, {}) for column in range(1, max(made, default=0) + 1)]


def formula(text: str) -> Json:
    """The CellData of a formula."""
    return {"userEnteredValue": {"formulaValue": text}}
