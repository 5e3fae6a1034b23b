"""Values as somebody would type them, and what reading them gives, in Russian."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from sheets_sync.stores.google import requests as ask
from sheets_sync.stores.google.client import SHEETS
from sheets_sync.stores.google.requests import Json
from sheets_sync.stores.google.wire import serial
from tests.live.findings import Told, Trial
from tests.live.scratch import TABS, Scratch

CLAIMS = {
    "typed": "typed in Russian: dates, time, decimal comma, percent, money, truth value, «'text»",
    "comma": "«,» separates no arguments of a formula",
    "title": "a Cyrillic title is quoted in an answer",
    "empty": 'a formula that gives "" stays in a values answer as ""',
    "beyond": "values.update beyond the grid is refused and makes the tab no longer",
    "nested": "a list within a list of rows is taken apart",
    "cut": "reading values cuts cells and rows without any at the ends",
}
DAY = serial(dt.date(2026, 9, 15))
ENTERED: dict[str, Any] = {
    "15.09.2026": DAY, "15.09.26": DAY, "15/09/2026": DAY, "15.09.2026 10:30": DAY + 0.4375,
    "10:30": 0.4375, "0,5": 0.5, "1 234,5": 1234.5, "12,5%": 0.125, "100 ₽": 100,
    "ИСТИНА": True, "'15": "15",
}  # fmt: skip
TAB = TABS["typed"]


def _url(range_: str) -> str:
    place = quote(f"'{TAB.title}'!{range_}", safe="")
    return f"{SHEETS}/v4/spreadsheets/{{file}}/values/{place}"


def _update(scratch: Scratch, range_: str, rows: list[list[str]]) -> Json:
    params = {
        "valueInputOption": "USER_ENTERED",
        "includeValuesInResponse": "true",
        "responseValueRenderOption": "UNFORMATTED_VALUE",
    }
    url = _url(range_).format(file=scratch.file)
    return scratch.called("put", url, params=params, json={"values": rows})


def tried(scratch: Scratch) -> Iterator[Told]:
    """Type down a column, read back, go beyond the grid."""
    rows = [[text] for text in ENTERED]
    made = _update(scratch, "A1", [*rows, ['=IF(TRUE,"a","b")']])
    values = [line[0] if line else "" for line in made.get("updatedData", {}).get("values", ())]
    wrong = {
        text: got
        for (text, wanted), got in zip(ENTERED.items(), values, strict=False)
        if not _alike(got, wanted)
    }
    done = len(values) > len(ENTERED)
    yield Told("typed", done and not wrong, wrong or values or _refusal(scratch))
    shown = str(values[-1]) if done else _refusal(scratch)
    yield Told("comma", done and shown.startswith("#"), shown)
    place = str(made.get("updatedRange", ""))
    yield Told("title", place.startswith(f"'{TAB.title}'!"), place or _refusal(scratch))
    yield from _nested(scratch)
    read = scratch.called("get", _url("D1:F9").format(file=scratch.file)).get("values")
    yield Told("empty", read == [["a", ""]], read)
    yield from _cut(scratch)
    _update(scratch, "A61", [["x"]])
    yield Told("beyond", scratch.code == 400, _refusal(scratch) or "carried out")


def _alike(got: Any, wanted: Any) -> bool:
    if isinstance(wanted, float) and isinstance(got, int | float):
        return abs(got - wanted) < 1e-9
    return bool(got == wanted and isinstance(got, bool) == isinstance(wanted, bool))


def _refusal(scratch: Scratch) -> str:
    return str(scratch.said.get("message", "")).partition("\n")[0]


def _nested(scratch: Scratch) -> Iterator[Told]:
    line = {"values": ask.line_of({1: "a", 2: ask.formula('=""')})}
    put = ask.put(TAB.id, 1, 4, [])
    put["updateCells"]["rows"] = [[line]]
    answer = scratch.batch(TAB, [put])
    shown = answer.page.shown("D1")
    yield Told("nested", shown == ["a"], answer.refused or shown)


def _cut(scratch: Scratch) -> Iterator[Told]:
    params = {
        "ranges": f"'{TAB.title}'!A1:L60",
        "fields": "sheets(data(rowData(values(userEnteredValue))))",
    }
    url = f"{SHEETS}/v4/spreadsheets/{scratch.file}"
    read = scratch.called("get", url, params=params)
    sheets = read.get("sheets") or [{}]
    rows = (sheets[0].get("data") or [{}])[0].get("rowData", [])
    widths = [len(row.get("values", ())) for row in rows]
    held = widths == [5] + [1] * len(ENTERED)
    yield Told("cut", held, f"cells in each row {widths}")


TRIAL = Trial(CLAIMS, tried, russian=True)
