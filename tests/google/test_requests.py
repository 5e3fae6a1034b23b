"""What a request may touch, seen on the wire: of people's rows only cells of the sync's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from sheets_sync.schema import locate
from tests import build
from tests.google.school import IRINA, OLGA, School
from tests.google_emulator.calls import Call

OWN = {"_sync", "_rows", "Журнал", "Что горит", "Сводка"}
TURNING = {"addNamedRange", "deleteNamedRange", "addSheet", "appendDimension"}
BY_TAB = {schema.tab: schema for schema in build.SCHEMAS.values() if schema.layout == "rows"}


def offences(school: School, call: Call) -> Iterator[str]:
    """Every request of a batch that could write into a staff cell of a row that is there."""
    for request in json.loads(call.content)["requests"]:
        [(kind, body)] = request.items()
        if kind in TURNING:
            continue
        where = body.get("range") or body.get("start") or body
        book = school.emulator.book(school.file)
        title = next((s.title for s in book.sheets if s.id == where["sheetId"]), "_rows")
        if title in OWN:
            continue
        if kind == "findReplace":
            yield from _of_staff(school, title, body["range"])
        elif kind != "appendCells":  # whole new rows, under all that stand there
            yield f"{kind} in «{title}»"


def _of_staff(school: School, title: str, where: dict[str, Any]) -> Iterator[str]:
    if title not in BY_TAB:
        if where["endRowIndex"] - where["startRowIndex"] > 1:
            yield f"«{title}»: many cells of a form"
        return
    heads = school.hands.see(title)[0]
    columns = {at: BY_TAB[title].columns[name] for name, at in locate(BY_TAB[title], heads).items()}
    for at in range(where["startColumnIndex"], where["endColumnIndex"]):
        if at not in columns or columns[at].filled_by == "staff":
            yield f"«{title}», column {at}, row {where['startRowIndex']}"


@pytest.fixture
def watched(school: School) -> Iterator[School]:
    """A school whose every batch is looked at."""
    found: list[str] = []
    batches: list[Call] = []

    def look(call: Call) -> None:
        if call.kind.endswith("batchUpdate"):
            batches.append(call)
            found.extend(offences(school, call))

    school.emulator.before_call(look)
    yield school
    assert batches
    assert found == []


def test_no_request_of_a_year_reaches_into_a_staff_cell_of_a_row_that_is_there(
    watched: School,
) -> None:
    hands, pairs = watched.hands, build.SCHEMAS["pairs"].tab
    watched.run()
    hands.type("Наставники", 2, watched.column("mentors", "capacity"), "много")
    watched.run()
    hands.type(pairs, 1, watched.column("pairs", "decision"), "утвердить")
    watched.run()
    hands.sort("Наставники", "A2:AD3", 1)
    hands.insert_rows("Наставники", 1)
    hands.type("Наставники", 1, watched.column("mentors", "name"), "Ким Юлия Андреевна")
    watched.run()
    hands.type("Наставляемые", 1, watched.column("mentees", "name"), "Шмидт-Ким Ирина Львовна")
    watched.run()
    hands.delete_rows("Наставники", 2)
    watched.run()
    hands.move_columns("Наставники", 0, 1, 6)
    watched.run()
    assert watched.left() == ()


def test_the_watch_sees_a_write_into_a_staff_cell(school: School) -> None:
    sheet = school.emulator.book(school.file).titled("Наставники")
    assert sheet is not None
    place = {"sheetId": sheet.id, "rowIndex": 1, "columnIndex": 1}
    cell = {**dict.fromkeys(("startRowIndex", "startColumnIndex"), 1), "endRowIndex": 2}
    bad = [
        {"updateCells": {"start": place, "rows": [], "fields": "userEnteredValue"}},
        {"findReplace": {"range": {**cell, "sheetId": sheet.id, "endColumnIndex": 2}}},
    ]
    call = Call("POST", "", {}, {}, json.dumps({"requests": bad}).encode(), "")
    assert len(list(offences(school, call))) == 2
    assert {IRINA, OLGA} & {row[1] for row in school.shown("mentors")}
