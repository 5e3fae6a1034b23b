"""A person works in the spreadsheet in the one moment that no probe sees: just before the batch."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sheets_sync.stores.google.lookups import ours
from tests import build
from tests.google.school import IRINA, OLGA, PAVEL, YULIA, School

TAB = "Наставники"

Act = Callable[[School], object]


def staff(school: School) -> dict[str, dict[str, str]]:
    """What staff typed, by person and header; wherever rows and columns stand."""
    own = [c.header for c in build.SCHEMAS["mentors"].columns.values() if c.filled_by == "staff"]
    head, *rows = school.shown("mentors")
    out = {}
    for row in rows:
        told = dict(zip(head, row, strict=False))
        if told.get("ФИО"):
            out[told["ФИО"]] = {name: told[name] for name in own if told.get(name)}
    return out


ACTS: dict[str, Act] = {
    "inserts a row above": lambda s: s.hands.insert_rows(TAB, 1),
    "inserts a column before the number": lambda s: s.hands.insert_columns(TAB, 0),
    "inserts a column in the middle": lambda s: s.hands.insert_columns(TAB, 2),
    "moves the column of the state away": lambda s: s.hands.move_columns(TAB, 2, 3, 7),
    "moves a column into the way of the state": lambda s: s.hands.move_columns(TAB, 5, 6, 2),
    "moves the number to the right": lambda s: s.hands.move_columns(TAB, 0, 1, 6),
    "sorts": lambda s: s.hands.sort(TAB, "A2:AD3", 1),
    "deletes a row": lambda s: s.hands.delete_rows(TAB, 1),
    "copies a row": lambda s: s.hands.copy(TAB, "A2:AD2", 3, 0),
    "cuts a row and pastes it": lambda s: s.hands.cut(TAB, "A2:AD2", 5, 0),
    "types a new person": lambda s: s.hands.type(TAB, 3, 1, YULIA),
    "types a subject": lambda s: s.hands.type(TAB, 1, 6, "химия"),
    "types a number of her own": lambda s: s.hands.type(TAB, 1, 0, "17"),
    "types into the state": lambda s: s.hands.type(TAB, 1, 2, "болеет"),
    "duplicates the tab": lambda s: s.hands.duplicate_tab(TAB),
    "deletes the column of the state": lambda s: s.hands.delete_columns(TAB, 2),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_what_staff_typed_stands_and_everything_is_right_after_one_more_run(
    school: School, act: Act
) -> None:
    told: list[dict[str, dict[str, str]]] = []

    def doing() -> None:
        act(school)
        told.append(staff(school))

    school.once_before("batchUpdate", doing)
    school.run()
    assert len(told) == 1
    assert staff(school) == told[0]
    school.run()
    assert staff(school) == told[0]
    assert school.left() == ()
    snap = school.store().read()
    ids = [row.cell("id").shown for row in snap.tables["mentors"].rows]
    assert all(ids)
    assert len(ids) == len(set(ids))
    assert not set(lookups(school)) - {
        school.at(letter)
        for name, letter in snap.tables["mentors"].letters.items()
        if build.SCHEMAS["mentors"].columns[name].filled_by == "sync"
    }


def lookups(school: School) -> list[int]:
    """The columns in which a lookup of ours stands."""
    sheet = school.emulator.book(school.file).titled(TAB)
    assert sheet is not None
    cells = sheet.filled(sheet.whole())
    return [column for _, column, cell in cells if ours(str(getattr(cell.value, "text", "")))]


def test_an_id_that_landed_in_a_blank_cell_of_hers_is_taken_back(school: School) -> None:
    school.once_before("batchUpdate", lambda: school.hands.insert_columns(TAB, 0))
    school.run()
    assert all(not row[0] for row in school.shown("mentors"))


def test_after_a_sort_ids_follow_their_people(school: School) -> None:
    known = build.ids(school.run())
    school.hands.sort(TAB, "A2:AD3", 1)
    assert build.ids(school.run()) == known


def test_a_row_that_a_person_adds_shows_its_state_after_one_run(school: School) -> None:
    school.run()
    school.hands.type(TAB, 3, 1, YULIA)
    after = build.found(school.run(), "mentors", YULIA)
    assert after.cell("state").shown
    row = next(row for row in school.shown("mentors") if YULIA in row)
    assert row[2] == after.cell("state").shown


def test_a_copy_of_a_row_gets_a_number_and_a_state_of_its_own(school: School) -> None:
    school.run()
    school.hands.copy(TAB, "A2:AD2", 3, 0)
    school.hands.type(TAB, 3, 1, YULIA)
    after = build.ids(school.run())
    assert len({*after.values()}) == 3
    assert after[PAVEL] == "М-002Щ"


def test_a_state_that_was_overtyped_is_put_back(school: School) -> None:
    school.run()
    kept = school.shown("mentors")
    school.hands.type(TAB, 1, 2, "болеет")
    school.run()
    assert school.shown("mentors") == kept


def test_a_suggestion_stays_in_sight_while_a_person_decides(school: School) -> None:
    school.run()
    column = school.column("pairs", "decision")
    before = school.shown("pairs")[1][5]
    school.hands.type("Пары", 1, column, "утвердить")
    assert school.shown("pairs")[1][5] == before != ""
    after = build.found(school.run(), "pairs", "Шмидт")
    assert after.cell("approved").shown.startswith("М-002")
    assert after.cell("id").shown.startswith("П-001")


def test_a_formula_of_somebody_elses_in_a_state_is_replaced(school: School) -> None:
    school.run()
    kept = school.shown("mentors")
    school.hands.type(TAB, 1, 2, '="в "&"отпуске"')
    school.run()
    assert school.shown("mentors") == kept


def test_the_programs_memory_survives_whatever_is_typed_over_it(school: School) -> None:
    school.run()
    column = school.column("pairs", "offered")
    school.hands.type("Пары", 1, column, "М-001Л")
    assert build.found(school.store().read(), "pairs", "Шмидт").cell("offered").value == "М-002Щ"
    assert IRINA not in school.shown("pairs")[1]
    assert OLGA


def test_a_decision_counts_for_the_suggestion_that_was_on_the_screen(school: School) -> None:
    school.run()
    assert school.shown("pairs")[1][5].startswith("М-002Щ")
    school.hands.type(TAB, 1, school.column("mentors", "away"), "01.09.2026")  # М-002Щ is gone
    column = school.column("pairs", "decision")
    school.once_before("batchUpdate", lambda: school.hands.type("Пары", 1, column, "утвердить"))
    after = build.found(school.run(), "pairs", "Шмидт")
    assert after.cell("decision").value == "утвердить"
    assert after.cell("approved").value == "М-002Щ"
