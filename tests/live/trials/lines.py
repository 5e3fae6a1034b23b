"""Rows and columns that are sorted, moved, copied: what goes with them."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.cells import Value
from sheets_sync.stores.google import requests as ask
from sheets_sync.stores.google.requests import Json
from tests.live.findings import Told, Trial
from tests.live.scratch import TABS, Answer, Scratch

CLAIMS = {
    "row_sorted": "developer metadata of a row goes with the row that is sorted",
    "order": "sortRange: numbers, texts without regard to case, truth values, errors, blanks last",
    "falling": "falling, blanks are last too",
    "equal": "equal rows keep their order",
    "row_moved": "developer metadata of a row goes with the row that is dragged (moveDimension)",
    "column_moved": "developer metadata of a column goes with the column that is dragged",
    "copied": "a copied row does not copy metadata",
}
NAMES = ("№", "Цой", "Ким", "Ли")
ROW, COLUMN = "sheets_sync_live_row", "sheets_sync_live_column"
TOP = 20
MIXED: tuple[Value | Json, ...] = (
    "Б", True, ask.formula("=1/0"), None, "а", 3, "Б", 1,
)  # fmt: skip
SORTED = [1, 3, "а", "Б", "Б", True, "error", None]


def _fastened(key: str, dimension: str, place: int) -> Json:
    line = {
        "sheetId": TABS["lines"].id,
        "dimension": dimension,
        "startIndex": place - 1,
        "endIndex": place,
    }
    made = {"metadataKey": key, "visibility": "DOCUMENT", "location": {"dimensionRange": line}}
    return {"createDeveloperMetadata": {"developerMetadata": made}}


def _sort(where: Json, order: str = "ASCENDING") -> Json:
    spec = {"dimensionIndex": where["startColumnIndex"], "sortOrder": order}
    return {"sortRange": {"range": where, "sortSpecs": [spec]}}


def _setup(tab: int) -> list[Json]:
    """Names by which rows are sorted; further down a mixture, in A rising and in C falling."""
    rows = [ask.line_of({1: name, 2: number}) for number, name in enumerate(NAMES)]
    mixed = [ask.line_of({1: v, 2: n, 3: v}) for n, v in enumerate(MIXED, start=1)]
    end = TOP + len(MIXED) - 1
    return [
        ask.put(tab, 1, 1, rows),
        ask.put(tab, TOP, 1, mixed),
        _fastened(ROW, "ROWS", 2),
        _fastened(COLUMN, "COLUMNS", 2),
        _sort(ask.box(tab, 2, 1, 4, 2)),
        _sort(ask.box(tab, TOP, 1, end, 2)),
        _sort(ask.box(tab, TOP, 3, end, 3), "DESCENDING"),
    ]


def tried(scratch: Scratch) -> Iterator[Told]:
    """Sort; then copy and drag."""
    tab = TABS["lines"]
    first = scratch.batch(tab, _setup(tab.id))
    place = _place(first, "Цой")
    seen = f"«Цой» is in row {place}, the metadata in {first.page.rows.get(ROW)}"
    went = place == 4 and first.page.rows.get(ROW) == (place,)
    yield Told("row_sorted", went, first.refused or seen)
    yield from _orders(first)
    if first.refused or ROW not in first.page.rows:
        return
    start = first.page.rows[ROW][0]
    second = scratch.batch(tab, (), _dragged(tab.id, start))
    rows, columns = second.page.rows.get(ROW, ()), second.page.columns.get(COLUMN, ())
    yield Told("row_moved", 10 in rows, second.refused or f"row {start} to 10, metadata {rows}")
    yield Told("column_moved", 4 in columns, second.refused or f"B to D, metadata {columns}")
    yield Told("copied", len(rows) == 1, second.refused or f"metadata in rows {rows}")


def _place(answer: Answer, text: str) -> int:
    found = [row for row in (2, 3, 4) if answer.page.shown(f"A{row}") == [text]]
    return found[0] if found else 0


def _orders(answer: Answer) -> Iterator[Told]:
    rising = [_value(answer, f"A{TOP + n}") for n in range(len(MIXED))]
    yield Told("order", rising == SORTED, answer.refused or rising)
    falling = [_value(answer, f"C{TOP + n}") for n in range(len(MIXED))]
    yield Told("falling", falling == [*SORTED[-2::-1], None], answer.refused or falling)
    equal = answer.page.shown(f"B{TOP + 3}", f"B{TOP + 4}")
    yield Told("equal", equal == ["1", "7"], answer.refused or f"rows {equal}")


def _value(answer: Answer, at: str) -> object:
    held = answer.page.cell(at).get("effectiveValue", {})
    return "error" if "errorValue" in held else next(iter(held.values()), None)


def _dragged(tab: int, row: int) -> dict[str, Json]:
    whole = {"sheetId": tab, "startRowIndex": row - 1, "endRowIndex": row}
    copy = {"sheetId": tab, "startRowIndex": 14, "endRowIndex": 15}

    def drag(dimension: str, place: int, before: int) -> Json:
        line = {"sheetId": tab, "dimension": dimension, "startIndex": place - 1, "endIndex": place}
        return {"moveDimension": {"source": line, "destinationIndex": before - 1}}

    return {
        "copied": {"copyPaste": {"source": whole, "destination": copy}},
        "row": drag("ROWS", row, 11),
        "column": drag("COLUMNS", 2, 5),
    }


TRIAL = Trial(CLAIMS, tried)
