"""The lookup formulas as the store writes them, in a spreadsheet that counts in Russian."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.stores.google import requests as ask
from sheets_sync.stores.google.lookups import ROWS_TAB, Keeping, same
from sheets_sync.stores.google.requests import Json
from tests import build
from tests.live.findings import Told, Trial
from tests.live.scratch import TABS, Answer, Scratch

CLAIMS = {
    "formula": "a replacement that begins with «=» becomes a formula, in all blank cells at once",
    "same": "its text is read back as it was written, with «;» and English names",
    "shown": "INDEX($A:$A;ROW()) and XLOOKUP with «;» show what is kept under the row's id, at "
    "once, in the answer of the batch",
    "unnamed": "a row that nothing is kept of shows nothing",
    "appended": "the same formula written by appendCells shows the same",
    "sorted": "after sortRange each row shows what is kept under its own id",
    "moved": "a column inserted before the ids is followed by the formula",
    "searched": "includeFormulas finds a formula by its text, and empties the cell, counted 1",
}
NAME, KEEPING = "state", Keeping(build.SCHEMAS["mentors"])
IDS = ("М-001Ж", "М-002Щ", "М-003Я")
KEPT = ("работает", "перерыв")
COLUMN = 3


def _formula(at: int) -> str:
    """The store's own, that looks into our tab."""
    text = KEEPING.formula(NAME, {"id": at, "name": at + 1}, 1, 2)
    return text.replace(ROWS_TAB, TABS["kept"].title)


def _setup(tab: int) -> list[Json]:
    keys = [f"{KEEPING.schema.name}~{each}" for each in IDS]
    kept = [ask.line_of({1: k, 2: v}) for k, v in zip(keys, KEPT, strict=False)]
    rows = [ask.line_of({1: each}) for each in ("№", *IDS)]
    return [ask.put(TABS["kept"].id, 1, 1, kept), ask.put(tab, 1, 1, rows)]


def tried(scratch: Scratch) -> Iterator[Told]:
    """Fill the column, add a row; then sort, insert a column, search."""
    tab, text = TABS["lookups"], _formula(1)
    cells = ask.box(tab.id, 2, COLUMN, 4)
    [new] = ask.append(tab.id, [ask.line_of({1: IDS[0], COLUMN: ask.formula(text)})])
    steps = {"formula": ask.exchange(cells, "", text), "appended": new}
    first = scratch.batch(tab, _setup(tab.id), steps)
    shown = first.page.shown("C2", "C3", "C4", "C5")
    held = first.page.formula("C2")
    three = first.counts.get("formula") == 3 and held.startswith("=")
    yield Told("formula", three, first.refused or f"count {first.counts.get('formula')}, {held}")
    yield Told("same", same(held, text), first.refused or held)
    yield Told("shown", shown[:2] == list(KEPT), first.refused or shown[:2])
    yield Told("unnamed", bool(held) and shown[2] == "", first.refused or shown[2:3])
    yield Told("appended", shown[3:] == [KEPT[0]], first.refused or shown[3:])
    if first.refused:
        return
    yield from _afterwards(scratch.batch(tab, (), _later(tab.id, held)))


def _later(tab: int, text: str) -> dict[str, Json]:
    """By id, falling: М-003Я, М-002Щ, М-001Ж, М-001Ж; the ids stand in B then."""
    spec = {"dimensionIndex": 0, "sortOrder": "DESCENDING"}
    line = {"sheetId": tab, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}
    return {
        "sorted": {"sortRange": {"range": ask.box(tab, 2, 1, 5, 3), "sortSpecs": [spec]}},
        "searched": ask.exchange(ask.box(tab, 5, COLUMN), text, "", formulas=True),
        "moved": {"insertDimension": {"range": line}},
    }


def _afterwards(answer: Answer) -> Iterator[Told]:
    page = answer.page
    shown, held = page.shown("D2", "D3", "D4"), page.formula("D3")
    yield Told("sorted", shown == ["", KEPT[1], KEPT[0]], answer.refused or shown)
    yield Told("moved", same(held, _formula(2)), answer.refused or held)
    gone = answer.counts.get("searched") == 1 and not page.cell("D5").get("userEnteredValue")
    yield Told("searched", gone, answer.refused or f"count {answer.counts.get('searched')}")


TRIAL = Trial(CLAIMS, tried, russian=True)
