"""Where rows are added, what a range does when lines are inserted, what dragging forges."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sheets_sync.stores.google import requests as ask
from sheets_sync.stores.google.requests import Json
from sheets_sync.stores.google.wire import serial
from tests.live.findings import Told, Trial
from tests.live.scratch import NAMED, TABS, Scratch

CLAIMS = {
    "letter": "dragging «М-014Ж» down repeats it, so that no number is forged",
    "series": "dragging «М-014» goes on with «М-015»",
    "number": "dragging one number repeats it",
    "date": "dragging one date goes on by days",
    "inside": "a named range grows when a row is inserted inside it, and not at its ends",
    "append": "appendCells lands under the last row with a value or a formula, above drop-downs",
}
DAY = dt.date(2026, 9, 1)
RANGE = f"{NAMED}90"
LAST = 20
"""The last row with anything in it, before three rows are inserted."""


def _inserted(tab: int, index: int) -> Json:
    line = {"sheetId": tab, "dimension": "ROWS", "startIndex": index, "endIndex": index + 1}
    return {"insertDimension": {"range": line}}


def _steps(tab: int) -> list[Json]:
    source = {"source": ask.box(tab, 1, 1, 1, 4), "dimension": "ROWS", "fillLength": 2}
    named = {"namedRangeId": RANGE, "name": "_sheets_sync_live_grows"}
    words = [{"userEnteredValue": "да"}]
    rule = {"condition": {"type": "ONE_OF_LIST", "values": words}, "showCustomUi": True}
    return [
        ask.put(tab, 1, 1, [ask.line_of({1: "М-014Ж", 2: "М-014", 3: 5, 4: DAY})]),
        {"autoFill": {"sourceAndDestination": source}},
        {"addNamedRange": {"namedRange": {**named, "range": ask.box(tab, 10, 1, 12)}}},
        _inserted(tab, 12),
        _inserted(tab, 9),
        _inserted(tab, 11),
        ask.put(tab, LAST + 3, 2, [[ask.formula('=""')]]),
        {"setDataValidation": {"range": ask.box(tab, LAST, 3, 40), "rule": rule}},
        *ask.append(tab, [ask.line_of({1: "new"})]),
    ]


def tried(scratch: Scratch) -> Iterator[Told]:
    """All of it in one batch."""
    tab = TABS["fills"]
    answer = scratch.batch(tab, _steps(tab.id))
    page = answer.page
    letters, series, numbers = (page.shown(f"{c}2", f"{c}3") for c in "ABC")
    yield Told("letter", letters == ["М-014Ж"] * 2, answer.refused or letters)
    yield Told("series", series == ["М-015", "М-016"], answer.refused or series)
    yield Told("number", numbers == ["5", "5"], answer.refused or numbers)
    days = [page.number("D2"), page.number("D3")]
    expected = [serial(DAY + dt.timedelta(days=n)) for n in (1, 2)]
    yield Told("date", days == expected, answer.refused or days)
    range_ = answer.named.get(RANGE, {}).get("range", {})
    rows = range_.get("startRowIndex"), range_.get("endRowIndex")
    yield Told("inside", rows == (10, 14), answer.refused or f"rows {rows} of 9 to 12")
    found = [row for row in range(1, 61) if page.shown(f"A{row}") == ["new"]]
    yield Told("append", found == [LAST + 4], answer.refused or f"rows {found}, meant {LAST + 4}")


TRIAL = Trial(CLAIMS, tried)
