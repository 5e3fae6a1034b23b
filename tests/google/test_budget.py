"""How many calls a run takes: counted by the emulator, at ten rows."""

from __future__ import annotations

from tests import build
from tests.google.school import OLGA, School, counted

PROBE, GET, BATCH = "drive.files.get", "sheets.spreadsheets.get", "sheets.spreadsheets.batchUpdate"


def test_a_spreadsheet_in_which_nothing_changed_takes_one_probe(school: School) -> None:
    school.run()
    counted(school)
    school.store().version()
    assert counted(school) == {PROBE: 1}


def test_a_change_takes_a_probe_before_reading_one_before_writing_and_two_calls(
    school: School,
) -> None:
    school.run()
    school.hands.type("Наставники", 2, school.column("mentors", "capacity"), "3")
    counted(school)
    store = school.store()
    store.version()  # as a command does before it reads
    after = school.run(store)
    assert counted(school) == {PROBE: 2, GET: 1, BATCH: 1}
    assert build.found(after, "mentors", OLGA).cell("load").value == "0 из 3"


def test_the_first_look_after_our_own_write_takes_a_probe_and_a_reading(school: School) -> None:
    school.run()
    counted(school)
    school.run()
    assert counted(school) == {PROBE: 1, GET: 1}


def test_putting_right_what_a_person_did_meanwhile_takes_one_batch_more(school: School) -> None:
    school.once_before("batchUpdate", lambda: school.hands.insert_rows("Наставники", 1))
    school.run()
    assert counted(school) == {PROBE: 2, GET: 1, BATCH: 2}
    assert school.left() == ()
