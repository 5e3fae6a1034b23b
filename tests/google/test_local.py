"""Names at home, numbers in the spreadsheet: the whole program on a key workbook and Google."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sheets_sync.errors import SheetsSyncError
from sheets_sync.leaks import looks_like, names_of
from sheets_sync.stores.workbook import WorkbookStore
from tests import build
from tests.e2e.staff import APPROVED, program
from tests.google.two import Two, school_of_two
from tests.google_emulator.emulator import Emulator
from tests.halves import HALVES


@pytest.fixture
def two(emulator: Emulator, tmp_path: Path) -> Two:
    """Four people typed at home, nothing in the spreadsheet yet."""
    return school_of_two(emulator, tmp_path)


def autumn(two: Two) -> None:
    """People have numbers; strengths and requests are typed in the spreadsheet."""
    two.run()
    for table, name in (("mentors", "strength_1"), ("mentees", "request_1")):
        for row in (1, 2):
            two.type(table, row, **{name: "МТ1"})


def test_people_typed_at_home_get_numbers_and_a_row_in_the_spreadsheet(two: Two) -> None:
    two.run()
    assert not any("Записано" in line for line in two.run())
    shown = two.hands.see("Наставники")
    assert {"М-001Л", "М-002Щ"} <= {line[0] for line in shown}
    assert set(two.key.rows("Наставники", "№").values()) == {"М-001Л", "М-002Щ"}


def test_a_pair_is_decided_in_the_spreadsheet_and_its_order_drafted_at_home(two: Two) -> None:
    autumn(two)
    two.run(1)
    named = {c.header: c.name for c in build.SCHEMAS["pairs"].columns.values()}
    for header, value in APPROVED.items():
        text = f"{value:%d.%m.%Y}" if isinstance(value, dt.date) else str(value)
        two.type("pairs", 1, **{named[header]: text})
    two.run(2)
    two.run(3)
    orders = [each for each in (two.folder / "Документы").iterdir() if "риказ" in each.name]
    assert len(orders) == 1
    said = {line[2] for line in two.hands.see("Пары")[1:]}
    assert "в приказе" in said


def told(two: Two) -> Iterator[str]:
    """Every text in every request."""
    heap: list[object] = [json.loads(text) for text in two.sent]
    while heap:
        each = heap.pop()
        if isinstance(each, dict):
            heap += each.values()
        elif isinstance(each, list):
            heap += each
        elif isinstance(each, str):
            yield each


def test_nothing_of_a_person_is_in_any_request(two: Two) -> None:
    autumn(two)
    two.run(1)
    home = WorkbookStore(two.folder / "Наставничество.xlsx", HALVES["home"]).read()
    names = names_of(home)
    assert names.surnames
    assert len(list(told(two))) > 100
    assert [text for text in told(two) if looks_like(text, names)] == []


def test_a_name_typed_into_the_spreadsheet_is_told_and_goes_no_further(two: Two) -> None:
    autumn(two)
    two.type("mentors", 1, strength_2="Рябова Инна")
    two.run(1)
    assert "Рябова" not in "".join(told(two))
    notes = "".join(two.key.rows("Наставники", "Замечания").values())
    assert "Рябова" in notes


def test_a_row_typed_into_the_spreadsheet_alone_is_named(two: Two) -> None:
    two.run()
    two.type("mentors", 3, capacity="2")
    assert any("строка «2» есть в общей таблице" in line for line in two.run(1))


def test_an_open_key_workbook_stops_the_writing_in_both_places(two: Two) -> None:
    (two.folder / "~$Наставничество.xlsx").write_bytes(b"\x03Ann" + bytes(161))
    before = two.hands.see("Наставники")
    with pytest.raises(SheetsSyncError, match="Таблица открыта") as raised:
        two.run()
    assert raised.value.exit_code == 4
    assert two.hands.see("Наставники") == before


def test_the_program_is_run_as_ever(two: Two) -> None:
    done = program("run", cwd=two.folder)
    assert done.returncode == 0, done.stderr.decode()
    assert "Записано" in done.stdout.decode()
    copy = program("export", "копия.xlsx", cwd=two.folder)
    assert copy.returncode == 0, copy.stderr.decode()
    assert len(two.key.rows("Наставники", "№")) == 2
