"""Red cells and drop-downs, in a spreadsheet that counts in Russian."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.stores.google import requests as ask
from sheets_sync.stores.google.lookups import same
from sheets_sync.stores.google.requests import Json
from tests.live.findings import Told, Trial
from tests.live.scratch import TABS, Scratch

CLAIMS = {
    "rule": "a conditional format with =ISNUMBER(FIND(…;…)) is taken and read back",
    "red": "it colours the cell that is named in its row, and no other",
    "list": "a drop-down of words is taken and read back",
    "range": "a drop-down of another tab's cells is taken and read back",
}
RULE = '=ISNUMBER(FIND(";"&A$1&";";$C2))'
WORDS = ("утвердить", "отказ")
AREA = f"={TABS['kept'].title}!$A$1:$A$5"
RED: Json = {"red": 1}


def _setup(tab: int) -> list[Json]:
    lines = [("Фамилия", "Имя", ""), ("Ким", "Юлия", ";Фамилия;Пол;"), ("Цой", "Анна", "")]
    rows = [ask.line_of(dict(enumerate(line, start=1))) for line in lines]
    custom = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": RULE}]}
    rule = {
        "ranges": [ask.box(tab, 2, 1, 3, 2)],
        "booleanRule": {"condition": custom, "format": {"backgroundColor": RED}},
    }
    chosen = [{"userEnteredValue": word} for word in WORDS]
    return [
        ask.put(tab, 1, 1, rows),
        {"addConditionalFormatRule": {"rule": rule, "index": 0}},
        _drop_down(ask.box(tab, 2, 4, 3), {"type": "ONE_OF_LIST", "values": chosen}),
        _drop_down(
            ask.box(tab, 2, 5, 3),
            {"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": AREA}]},
        ),
    ]


def _drop_down(where: Json, condition: Json) -> Json:
    rule = {"condition": condition, "strict": False, "showCustomUi": True}
    return {"setDataValidation": {"range": where, "rule": rule}}


def tried(scratch: Scratch) -> Iterator[Told]:
    """All of it in one batch."""
    tab = TABS["looks"]
    answer = scratch.batch(tab, _setup(tab.id))
    page = answer.page
    texts = [text for rule in page.rules for text in _texts(rule.get("booleanRule", {}))]
    held = len(texts) == 1 and same(texts[0], RULE)
    yield Told("rule", held, answer.refused or texts)
    red = [at for at in ("A2", "B2", "A3", "B3") if _colour(page.cell(at)) == RED]
    yield Told("red", red == ["A2"], answer.refused or f"red are {red}")
    words = _texts(page.cell("D2").get("dataValidation", {}))
    yield Told("list", words == list(WORDS), answer.refused or words)
    area = _texts(page.cell("E3").get("dataValidation", {}))
    held = len(area) == 1 and same(area[0], AREA)
    yield Told("range", held, answer.refused or area)


def _texts(rule: Json) -> list[str]:
    values = rule.get("condition", {}).get("values", ())
    return [str(each.get("userEnteredValue")) for each in values]


def _colour(cell: Json) -> Json:
    colour = cell.get("effectiveFormat", {}).get("backgroundColor", {})
    return {name: value for name, value in colour.items() if value}


TRIAL = Trial(CLAIMS, tried, russian=True)
