"""A second run changes nothing, byte for byte, whatever lies between the two."""

from __future__ import annotations

import datetime as dt
import os
import shutil

import pytest

from sheets_sync.demo import Typed
from tests.e2e.staff import MORNING, STAMPS, Folder, rows_of, sheet

AHEAD = "".join(
    f'<row r="{row}"><c r="AZ{row}"><f>B{row}&amp;""</f></c></row>' for row in range(4, 40)
)


@pytest.fixture
def ordered(settled: Folder) -> Folder:
    """A school with an order drafted."""
    settled.decide("Рябова")
    settled.run()
    assert len(settled.drafts) == 1
    return settled


def test_a_second_run_changes_no_byte_of_any_file(ordered: Folder) -> None:
    before = ordered.files
    ordered.run()
    assert ordered.files == before


def test_a_second_run_does_not_even_replace_the_file(ordered: Folder) -> None:
    before = ordered.book.stat()
    ordered.run()
    shutil.rmtree(ordered.path / ".sheets_sync")
    ordered.run()
    after = ordered.book.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_touching_the_workbook_is_no_reason_to_write(ordered: Folder) -> None:
    before = ordered.files
    os.utime(ordered.book, (0, 0))
    ordered.run()
    assert ordered.files == before
    assert ordered.book.stat().st_mtime == 0


def test_without_its_state_folder_a_run_plans_the_same(ordered: Folder) -> None:
    before = ordered.files
    shutil.rmtree(ordered.path / ".sheets_sync")
    report = ordered.run()
    assert report is not None
    assert not report.plans
    assert ordered.files == before


def test_a_formula_of_staffs_is_no_reason_to_write(filled: Folder) -> None:
    for row in (2, 3):
        filled.formula("Наставники", row, "Z", f'LEN(B{row})&" "&C{row}')
    filled.run()
    before = filled.files
    shutil.rmtree(filled.path / ".sheets_sync")
    filled.run()
    assert filled.files == before
    cells = sheet(filled.book, "Наставники")
    assert [cells[f"Z{row}"].value for row in (2, 3)] == ['=LEN(B2)&" "&C2', '=LEN(B3)&" "&C3']


def test_a_formula_filled_down_ahead_of_the_rows_makes_no_row(filled: Folder) -> None:
    wanted = filled.rows("Наставники").keys()
    filled.raw("Наставники", lambda xml: xml.replace("</sheetData>", f"{AHEAD}</sheetData>"))
    filled.run()
    notes = [line for row, line in filled.rows("Наставники").items() if row not in wanted]
    assert notes == [{"None": f'=B{row}&""'} for row in range(4, 40)]
    assert len(filled.rows("Пары")) == 2


def test_another_process_finds_nothing_to_do(ordered: Folder) -> None:
    before = ordered.files
    for hour in range(1, 3):
        done = ordered.program("run", moment=MORNING + dt.timedelta(hours=hour))
        assert (done.returncode, done.stderr) == (0, b"")
        assert ordered.files == before
        shutil.rmtree(ordered.path / ".sheets_sync")


def test_a_run_on_the_next_day_writes_its_stamps_and_nothing_else(ordered: Folder) -> None:
    state, drafts, before = ordered.state(), ordered.drafts, ordered.files
    ordered.run(MORNING + dt.timedelta(days=1))
    assert ordered.state() == state
    assert ordered.drafts == drafts
    changed = {name for name, digest in ordered.files.items() if before.get(name) != digest}
    assert changed == {"Наставничество.xlsx", ".sheets_sync/probe.json"}
    memory = rows_of(ordered.book, "_sync").values()
    stamps = [line[STAMPS[1]] for line in memory if STAMPS[1] in line]
    assert stamps == [dt.datetime(2026, 9, 4, 8, 15)]


def test_a_second_run_on_the_next_day_writes_no_stamp(ordered: Folder) -> None:
    ordered.run(MORNING + dt.timedelta(days=1))
    before = ordered.files
    ordered.run(MORNING + dt.timedelta(days=1, hours=5))
    shutil.rmtree(ordered.path / ".sheets_sync")
    ordered.run(MORNING + dt.timedelta(days=1, hours=6))
    assert ordered.files == before


def test_a_run_on_the_day_of_the_beginning_changes_the_state_alone(ordered: Folder) -> None:
    document: dict[str, Typed] = {"Рег. №": "57-од", "Дата": dt.date(2026, 9, 3)}
    ordered.hand.type_row("Документы", 2, document)
    ordered.run()
    assert "приказ подписан" in str(rows_of(ordered.book, "Пары"))
    ordered.run(MORNING + dt.timedelta(days=4))
    assert "работает" in str(rows_of(ordered.book, "Пары"))
    before = ordered.files
    ordered.run(MORNING + dt.timedelta(days=4, hours=1))
    assert ordered.files == before


def test_new_rows_fill_the_lines_that_hold_only_formulas_filled_down(filled: Folder) -> None:
    down = "".join(f'<row r="{row}"><c r="AZ{row}"><f>B{row}</f></c></row>' for row in (2, 3, 4))
    filled.raw("Пары", lambda xml: xml.replace("</sheetData>", f"{down}</sheetData>"))
    filled.run()
    lines = filled.rows("Пары")
    assert [row for row, line in lines.items() if line.get("Наставляемый")] == [2, 3]
    assert [line["None"] for line in lines.values()] == ["=B2", "=B3", "=B4"]
