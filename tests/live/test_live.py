"""`make live` against the emulator: every assumption held, nothing left behind, nothing hidden."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.google_emulator import batch
from tests.google_emulator.emulator import Emulator
from tests.live.allowance import CALLS
from tests.live.running import Live, left, lines_of, outcome
from tests.live.scratch import TABS


def test_against_the_emulator_every_assumption_holds(live: Live) -> None:
    code, lines = live()
    assert [line for line in lines[1:-2] if not line.startswith("held ")] == []
    assert re.match(r"\d\d held, 0 not held, 0 not tried; \d\d calls", lines[-1])
    assert code == 0


def test_it_takes_thirty_calls_at_most_and_says_how_many(emulator: Emulator, live: Live) -> None:
    _, lines = live()
    assert emulator.calls.total() <= CALLS
    assert lines[-1].endswith(f"; {emulator.calls.total()} calls")


def test_it_leaves_the_spreadsheet_as_it_was(emulator: Emulator, lent: str, live: Live) -> None:
    before = left(emulator, lent)
    _, lines = live()
    assert left(emulator, lent) == before
    assert "Cleaning up: the spreadsheet is as it was" in lines


def test_it_asks_for_no_cell_of_another_tab(emulator: Emulator, live: Live) -> None:
    live()
    asked = [call for call in emulator.log if "spreadsheets" in call.kind]
    own = tuple(f"'{tab.title}'!" for tab in TABS.values())
    for call in asked:
        ranges = [*call.query.get("ranges", []), *((call.json or {}).get("responseRanges", []))]
        if ".values." in call.kind:
            ranges.append(call.parts[1])
        with_cells = "data(" in call.one("fields") or ".values." in call.kind
        assert not with_cells or (ranges and all(each.startswith(own) for each in ranges))
        named = re.findall(r'"sheetId": ?(\d+)', call.content.decode())
        assert {int(each) for each in named} <= {tab.id for tab in TABS.values()}
    assert len(asked) > 20


def test_the_first_line_says_what_it_will_do_before_anything_is_done(
    emulator: Emulator, live: Live
) -> None:
    _, lines = live()
    assert "Makes 8 tabs of its own" in lines[0]
    assert all(tab.title in lines[0] for tab in TABS.values())


def test_in_a_spreadsheet_that_counts_otherwise_russian_assumptions_are_not_tried(
    emulator: Emulator, live: Live
) -> None:
    code, lines = live(emulator.spreadsheet(locale="en_US"))
    assert outcome(lines, "its text is read back as it was written, with «;»") == "not tried"
    assert outcome(lines, "typed in Russian") == "not tried"
    assert outcome(lines, r"\^\$ finds a blank cell") == "held"
    assert ", 0 not tried" not in lines[-1]
    assert code == 3


def test_an_upload_is_not_tried_with_the_key_of_a_person(
    emulator: Emulator, live: Live, tmp_path: Path
) -> None:
    files = len(emulator.drive.files)
    code, lines = live(key=emulator.user_file(tmp_path / "user.json"))
    assert outcome(lines, "storageQuotaExceeded") == "not tried"
    assert len(emulator.drive.files) == files
    assert code == 3


def test_what_a_killed_run_left_is_taken_away(emulator: Emulator, lent: str, live: Live) -> None:
    before = left(emulator, lent)
    book = emulator.book(lent)
    tab = TABS["lines"]
    batch.update(
        book,
        {"requests": [{"addSheet": {"properties": {"sheetId": tab.id, "title": tab.title}}}]},
        {},
        "",
    )
    code, _ = live()
    assert code == 0
    assert left(emulator, lent) == before


def test_what_an_outage_left_no_calls_for_is_not_tried_and_everything_is_taken_away(
    emulator: Emulator, lent: str, tmp_path: Path
) -> None:
    before = left(emulator, lent)
    emulator.fail("503", lambda call: b"addNamedRange" in call.content, times=99)
    lines, calls = lines_of(emulator, lent, tmp_path)
    assert outcome(lines, "a named range keeps the id") == "not tried"
    assert outcome(lines, "an id of Google's form") == "not tried"
    assert calls <= CALLS
    assert lines[-1] == "3"
    assert left(emulator, lent) == before


def test_a_version_that_does_not_change_with_a_write_is_said_not_to_hold(
    emulator: Emulator, lent: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(emulator.drive, "touch", lambda file: None)
    lines, calls = lines_of(emulator, lent, tmp_path)
    assert outcome(lines, "version changes with a write") == "not held"
    assert calls <= CALLS
    assert lines[-1] == "3"


def test_where_cleaning_up_fails_the_tabs_to_delete_are_named(
    emulator: Emulator, lent: str, tmp_path: Path
) -> None:
    emulator.fail("503", lambda call: b"deleteSheet" in call.content, times=99)
    lines, _ = lines_of(emulator, lent, tmp_path)
    assert "delete the tabs Проба_sheets_sync_1" in lines[-3]
    assert lines[-1] == "1"


def test_where_somebody_elses_tab_bears_the_title_nothing_is_made(
    emulator: Emulator, live: Live
) -> None:
    file = emulator.spreadsheet(tabs={TABS["lines"].title: [["x"]]})
    code, lines = live(file)
    assert code == 1
    assert "Nothing was made" in lines[1]
    assert emulator.values(file, TABS["lines"].title) == [["x"]]
    assert emulator.calls["sheets.spreadsheets.batchUpdate"] == 0


def test_a_spreadsheet_that_is_not_shared_ends_in_a_sentence(
    emulator: Emulator, live: Live
) -> None:
    code, lines = live(emulator.spreadsheet(share=False))
    assert code == 1
    assert "Нет доступа" in lines[1]
