"""findReplace on single cells: the compare-and-set by which every cell of staff's is spared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sheets_sync.cells import Value
from sheets_sync.stores.google import requests as ask
from sheets_sync.stores.google.wire import serial
from tests.live.findings import Told, Trial
from tests.live.page import Json
from tests.live.scratch import TABS, Answer, Scratch

CLAIMS = {
    "blank": "one-cell findReplace with ^$ finds a blank cell, and occurrencesChanged is 1",
    "filled": "the same on a filled cell changes nothing, and the count is 0",
    "old": "compare and set, old to new, changes the cell that shows the old text",
    "other": "compare and set leaves a cell alone that shows another text",
    "part": "matchEntireCell leaves a cell alone that only begins with the text",
    "case": "matchCase leaves a cell alone that differs in case",
    "emptied": "a text replaced by nothing leaves a blank cell",
    "column": "^$ over a column fills its blank cells and no other",
    "shows_blank": "^$ leaves a formula alone that shows nothing",
    "shows_text": "without includeFormulas a formula is left alone that shows the text",
    "signs": "«$» and «\\» of a replacement arrive as they are, by regex and without",
    "date": "a date is found by what it shows, and the replacement becomes a date",
}
OLD, NEW = "М-001Ж", "М-002Щ"
DAY = dt.date(2026, 9, 15)
SIGNS = "a$1\\b"
HELD: tuple[Value | Json, ...] = (
    None, "Ким", OLD, "М-003Я", f"{OLD} и", OLD.lower(), OLD, ask.formula('=""'),
    ask.formula(f'="М-001"&"{OLD[-1]}"'), DAY, None, "old",
)  # fmt: skip


def _steps(tab: int) -> dict[str, Json]:
    def cell(row: int, column: int = 1) -> Json:
        return ask.box(tab, row, column)

    return {
        "blank": ask.exchange(cell(1), "", NEW),
        "filled": ask.exchange(cell(2), "", NEW),
        "old": ask.exchange(cell(3), OLD, NEW),
        "other": ask.exchange(cell(4), OLD, NEW),
        "part": ask.exchange(cell(5), OLD, NEW),
        "case": ask.exchange(cell(6), OLD, NEW),
        "emptied": ask.exchange(cell(7), OLD, ""),
        "shows_blank": ask.exchange(cell(8), "", NEW),
        "shows_text": ask.exchange(cell(9), OLD, NEW),
        "date": ask.exchange(cell(10), f"{DAY:%d.%m.%Y}", "16.09.2026"),
        "signs": ask.exchange(cell(11), "", SIGNS),
        "plain_signs": ask.exchange(cell(12), "old", SIGNS),
        "column": ask.exchange(ask.box(tab, 1, 2, 4), "", "x"),
    }


def tried(scratch: Scratch) -> Iterator[Told]:
    """All of it in one batch."""
    tab = TABS["exchange"].id
    lines = [ask.line_of({1: value, 2: "y" if row == 2 else None})
             for row, value in enumerate(HELD, start=1)]  # fmt: skip
    answer = scratch.batch(TABS["exchange"], [ask.put(tab, 1, 1, lines)], _steps(tab))
    yield _one(answer, "blank", "A1", 1, NEW)
    yield _one(answer, "filled", "A2", 0, "Ким")
    yield _one(answer, "old", "A3", 1, NEW)
    yield _one(answer, "other", "A4", 0, "М-003Я")
    yield _one(answer, "part", "A5", 0, f"{OLD} и")
    yield _one(answer, "case", "A6", 0, OLD.lower())
    yield _one(answer, "emptied", "A7", 1, "")
    yield _one(answer, "shows_blank", "A8", 0, "")
    yield _one(answer, "shows_text", "A9", 0, OLD)
    yield _one(answer, "signs", "A11", 1, SIGNS, "A12")
    yield _column(answer)
    yield _date(answer, scratch)


def _one(answer: Answer, name: str, at: str, count: int, text: str, also: str = "") -> Told:
    """Whether the step changed so many, and the cell shows the text."""
    shown = answer.page.shown(*filter(None, (at, also)))
    held = answer.counts.get(name) == count and set(shown) == {text}
    return Told(name, held, answer.refused or f"count {answer.counts.get(name)}, shows {shown}")


def _column(answer: Answer) -> Told:
    shown = answer.page.shown("B1", "B2", "B3", "B4")
    held = answer.counts.get("column") == 3 and shown == ["x", "y", "x", "x"]
    return Told("column", held, answer.refused or f"count {answer.counts.get('column')}, {shown}")


def _date(answer: Answer, scratch: Scratch) -> Told:
    if not scratch.russian:
        return Told("date", None, f"the spreadsheet counts in {scratch.locale}, not in Russian")
    number = answer.page.number("A10")
    held = answer.counts.get("date") == 1 and number == serial(DAY + dt.timedelta(days=1))
    return Told("date", held, answer.refused or f"shows {answer.page.shown('A10')}, is {number}")


TRIAL = Trial(CLAIMS, tried)
