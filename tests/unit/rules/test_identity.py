"""Whose id is whose, after everything that people do to rows; see docs on identity."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from sheets_sync.cells import cell_of
from sheets_sync.ids import Id
from sheets_sync.plan import Plan
from sheets_sync.snapshot import Row, Snapshot
from tests import build

PAVEL = "Сковорода Павел Дмитриевич"
OLGA = "Гоголь Ольга Сергеевна"
IRINA = "Шмидт Ирина Львовна"
YULIA = "Ким Юлия Андреевна"
PEOPLE = (PAVEL, OLGA, IRINA, YULIA)
FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH = (str(Id("М", number)) for number in range(1, 7))
LATER = dt.date(2026, 9, 9)


@pytest.fixture
def bank() -> Snapshot:
    """Four mentors after a run: Olga 1, Yulia 2, Pavel 3, Irina 4 (by name)."""
    subjects = ("математика", "физика", "химия", "музыка")
    rows = [
        {"name": name, "subject": subject, "position": "учитель", "strength_1": "ПП1"}
        for name, subject in zip(PEOPLE, subjects, strict=True)
    ]
    return build.run(build.snapshot(mentors=rows))


def rows(snap: Snapshot) -> list[Row]:
    return list(snap.tables["mentors"].rows)


def of(snap: Snapshot, name: str) -> Row:
    return build.found(snap, "mentors", name)


def edited(snap: Snapshot, change: Callable[[list[Row]], list[Row]]) -> dict[str, str]:
    """The ids after a person's ``change`` of the rows and a run a week later."""
    return build.ids(build.run(build.with_rows(snap, "mentors", change(rows(snap))), LATER))


def with_id(row: Row, text: str | None) -> Row:
    return build.set_cells(row, {"id": text})


def notes(snap: Snapshot, name: str) -> str:
    return of(snap, name).cell("notes").shown


def test_ids_are_given_by_name_and_not_by_position(bank: Snapshot) -> None:
    assert build.ids(bank) == {OLGA: FIRST, YULIA: SECOND, PAVEL: THIRD, IRINA: FOURTH}


@pytest.mark.parametrize("turn", range(4))
def test_rows_shuffled_before_the_first_run_get_the_same_ids(bank: Snapshot, turn: int) -> None:
    names = PEOPLE[turn:] + PEOPLE[:turn]
    other = build.run(build.snapshot(mentors=[{"name": name} for name in reversed(names)]))
    assert build.ids(other) == build.ids(bank)


def test_ids_follow_their_people_when_whole_rows_are_sorted(bank: Snapshot) -> None:
    assert edited(bank, lambda its: its[::-1]) == build.ids(bank)


def test_a_copied_row_gets_a_number_of_its_own(bank: Snapshot) -> None:
    after = build.run(build.with_rows(bank, "mentors", [*rows(bank), of(bank, PAVEL)]), LATER)
    held = [row.cell("id").shown for row in rows(after) if row.cell("name").shown == PAVEL]
    assert sorted(held) == [THIRD, FIFTH]
    assert len({*build.column(after, "mentors", "id")}) == 5


def test_of_a_row_and_its_changed_copy_the_likest_keeps_the_id(bank: Snapshot) -> None:
    copy = build.set_cells(of(bank, PAVEL), {"subject": "география"})
    after = build.run(build.with_rows(bank, "mentors", [copy, *rows(bank)]), LATER)
    assert build.found(after, "mentors", "география").cell("id").shown == FIFTH


def test_a_person_keeps_the_id_when_the_original_of_a_copy_is_overtyped(bank: Snapshot) -> None:
    both = build.run(build.with_rows(bank, "mentors", [*rows(bank), of(bank, PAVEL)]), LATER)
    overtyped = [
        build.set_cells(row, {"name": "Цой Наталья Рашидовна"})
        if row.cell("id").shown == THIRD
        else row
        for row in rows(both)
    ]
    after = build.ids(build.run(build.with_rows(both, "mentors", overtyped), LATER))
    assert after[PAVEL] == THIRD
    assert after["Цой Наталья Рашидовна"] == SIXTH


def test_copies_of_copies_keep_their_ids_when_the_first_one_goes(bank: Snapshot) -> None:
    snap = bank
    for _ in range(2):
        last = [row for row in rows(snap) if row.cell("name").shown == PAVEL][-1]
        snap = build.run(build.with_rows(snap, "mentors", [*rows(snap), last]), LATER)
    without = [row for row in rows(snap) if row.cell("id").shown != THIRD]
    after = build.run(build.with_rows(snap, "mentors", without), LATER)
    assert build.plan(after, LATER).changes == ()


def test_a_row_pasted_over_another_does_not_take_its_id(bank: Snapshot) -> None:
    snap = build.with_rows(
        bank, "mentors", [of(bank, PAVEL) if row == of(bank, OLGA) else row for row in rows(bank)]
    )
    after = build.run(snap, LATER)
    assert sorted(map(str, build.column(after, "mentors", "id"))) == sorted(
        [SECOND, THIRD, FOURTH, FIFTH]
    )
    assert FIRST not in build.column(after, "mentors", "id")


def test_cells_pasted_over_another_row_beside_its_id_make_a_new_number(bank: Snapshot) -> None:
    pasted = replace(of(bank, PAVEL), cells={**of(bank, PAVEL).cells, "id": cell_of(FIRST)})
    after = build.run(
        build.with_rows(
            bank, "mentors", [pasted if row == of(bank, OLGA) else row for row in rows(bank)]
        ),
        LATER,
    )
    held = [row.cell("id").shown for row in rows(after) if row.cell("name").shown == PAVEL]
    assert sorted(held) == [THIRD, FIFTH]


def test_a_cleared_id_comes_back(bank: Snapshot) -> None:
    assert edited(bank, lambda its: [with_id(row, None) for row in its]) == build.ids(bank)


def test_ids_dragged_down_come_back(bank: Snapshot) -> None:
    assert edited(bank, lambda its: [with_id(row, THIRD) for row in its]) == build.ids(bank)


def test_ids_that_changed_places_come_back(bank: Snapshot) -> None:
    def only_the_names_sorted(its: list[Row]) -> list[Row]:
        names = sorted(its, key=lambda row: row.cell("name").shown)
        return [
            replace(row, cells={**name.cells, "id": row.cell("id")})
            for row, name in zip(its, names, strict=True)
        ]

    assert edited(bank, only_the_names_sorted) == build.ids(bank)


def test_a_number_is_not_given_again_when_the_last_row_is_deleted(bank: Snapshot) -> None:
    fresh = build.row_of({"name": "Цой Наталья Рашидовна"})
    after = edited(bank, lambda its: [*(r for r in its if r != of(bank, IRINA)), fresh])
    assert after["Цой Наталья Рашидовна"] == FIFTH


def test_a_number_is_not_given_again_when_its_line_of_memory_went_too(bank: Snapshot) -> None:
    snap = build.removed(build.removed(bank, "mentors", IRINA), "_sync", FOURTH)
    after = build.run(build.added(snap, "mentors", name="Цой Наталья Рашидовна"), LATER)
    assert build.ids(after)["Цой Наталья Рашидовна"] == FIFTH


def test_a_person_who_was_deleted_and_comes_back_has_the_old_id(bank: Snapshot) -> None:
    gone = build.run(build.removed(bank, "mentors", IRINA), LATER)
    after = build.run(build.added(gone, "mentors", name=IRINA), LATER)
    assert build.ids(after)[IRINA] == FOURTH


def test_two_namesakes_have_two_ids_and_keep_them(bank: Snapshot) -> None:
    snap = build.added(bank, "mentors", name=OLGA, subject="история и обществознание")
    after = build.run(snap, LATER)
    by_subject = build.ids(after, by="subject")
    assert by_subject["физика"] == FIRST
    assert by_subject["история и обществознание"] == FIFTH
    swapped = build.with_rows(after, "mentors", [with_id(row, None) for row in rows(after)][::-1])
    assert build.ids(build.run(swapped, LATER), by="subject") == by_subject


def test_a_surname_changed_by_marriage_keeps_the_id_and_is_said_for_a_day(bank: Snapshot) -> None:
    snap = build.typed(bank, "mentors", OLGA, name="Вернадская Ольга Сергеевна")
    planned = build.plan(snap, LATER)
    after = build.run(snap, LATER)
    assert build.ids(after)["Вернадская Ольга Сергеевна"] == FIRST
    assert "раньше здесь было «Гоголь Ольга Сергеевна»" in notes(after, "Вернадская")
    assert planned.next_date == LATER + dt.timedelta(days=1)
    assert "раньше" not in notes(build.run(after, LATER + dt.timedelta(days=1)), "Вернадская")


def test_a_row_overtyped_with_another_person_gets_a_new_number(bank: Snapshot) -> None:
    snap = build.typed(bank, "mentors", OLGA, name="Цой Наталья Рашидовна")
    after = build.run(snap, LATER)
    assert build.ids(after)["Цой Наталья Рашидовна"] == FIFTH
    assert "раньше" not in notes(after, "Цой")


def test_a_name_cleared_for_a_moment_keeps_the_id(bank: Snapshot) -> None:
    snap = build.run(build.typed(bank, "mentors", OLGA, name=None), LATER)
    assert build.found(snap, "mentors", "физика").cell("id").shown == FIRST
    again = build.run(build.typed(snap, "mentors", FIRST, name=OLGA), LATER)
    assert build.ids(again) == build.ids(bank)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("M-001" + FIRST[-1], id="Latin M"),
        pytest.param("М-001", id="no check letter"),
        pytest.param("М-001Ш", id="wrong check letter"),
        pytest.param(FIRST.lower(), id="lower case"),
        pytest.param(f" {FIRST} ", id="spaces"),
        pytest.param(str(Id("Н", 1)), id="id of another table"),
        pytest.param(str(Id("М", 77)), id="forged"),
        pytest.param("руководитель", id="a word"),
    ],
)
def test_whatever_is_typed_over_an_id_it_is_put_right(bank: Snapshot, typed: str) -> None:
    def mistype(its: list[Row]) -> list[Row]:
        return [with_id(row, typed) if row == of(bank, OLGA) else row for row in its]

    assert edited(bank, mistype) == build.ids(bank)


@pytest.mark.parametrize("forged", [str(Id("М", 77)), str(Id("Н", 1)), "М-002", "?"])
def test_an_id_typed_beside_a_new_person_is_replaced(bank: Snapshot, forged: str) -> None:
    snap = build.added(bank, "mentors", id=forged, name="Цой Наталья Рашидовна")
    assert build.ids(build.run(snap, LATER))["Цой Наталья Рашидовна"] == FIFTH


def test_an_id_of_the_mentees_in_the_pairs_does_no_harm(bank: Snapshot) -> None:
    snap = build.added(bank, "mentees", name="Цой Наталья Рашидовна", request_1="МТ1")
    own = str(Id("Н", 1))
    snap = build.added(build.run(snap), "pairs", id=own, begins=dt.date(2026, 9, 3))
    after = build.run(snap, LATER)
    assert own not in build.column(after, "pairs", "id")
    assert build.plan(after, LATER).changes == ()


@pytest.mark.parametrize("lost", [*(str(Id("М", n)) for n in (1, 2, 3, 4)), "#mentors", "М-"])
def test_a_line_of_memory_that_was_deleted_costs_nobody_an_id(bank: Snapshot, lost: str) -> None:
    after = build.run(build.removed(bank, "_sync", lost), LATER)
    assert build.ids(after) == build.ids(bank)
    assert set(build.ids(bank, "_sync", "id")) <= set(build.ids(after, "_sync", "id"))


def test_the_whole_memory_lost_is_made_again_from_the_tab(bank: Snapshot) -> None:
    after = build.run(build.with_rows(bank, "_sync", []), LATER)
    assert build.ids(after) == build.ids(bank)


@pytest.mark.parametrize("name", ["id", "table", "key", "seen", "present", "origin", "was"])
@pytest.mark.parametrize("value", [None, "?", "2026-09-09", "ким юлия андреевна"])
def test_a_line_of_memory_that_was_spoilt_costs_nobody_an_id(
    bank: Snapshot, name: str, value: str | None
) -> None:
    spoilt = [
        build.set_cells(row, {name: value}) if row.cell("id").shown == FIRST else row
        for row in bank.tables["_sync"].rows
    ]
    after = build.run(build.with_rows(bank, "_sync", spoilt), LATER)
    assert build.ids(after) == build.ids(bank)
    assert build.plan(after, LATER).changes == ()


def test_lines_of_memory_that_were_doubled_are_kept_alike(bank: Snapshot) -> None:
    doubled = [*bank.tables["_sync"].rows, *bank.tables["_sync"].rows]
    changed = build.typed(build.with_rows(bank, "_sync", doubled), "mentors", OLGA, subject="ОБЗР")
    after = build.run(changed, LATER)
    assert build.ids(after) == build.ids(bank)
    assert build.plan(after, LATER) == build.plan(build.arranged(after, lambda r: r[::-1]), LATER)


@pytest.fixture
def pairs() -> Snapshot:
    """One mentee, one pair that was decided."""
    snap = build.snapshot(
        mentors=[{"name": PAVEL, "strength_1": "МТ1", "subject": "физика"}],
        mentees=[{"name": IRINA, "request_1": "МТ1", "subject": "физика"}],
    )
    return build.run(build.typed(build.run(snap), "pairs", "Шмидт", decision="утвердить"))


def numbers(plan_or_snap: Snapshot) -> list[str]:
    return [row.cell("id").shown for row in plan_or_snap.tables["pairs"].rows]


def test_a_pair_is_numbered_at_its_first_decision(pairs: Snapshot) -> None:
    assert numbers(pairs) == [str(Id("П", 1))]


def test_the_number_of_a_deleted_pair_is_not_given_to_the_next_suggestion(pairs: Snapshot) -> None:
    snap = build.run(build.removed(pairs, "pairs", "Шмидт"))
    assert numbers(snap) == [""]
    assert numbers(build.run(snap, LATER)) == [""]
    decided = build.typed(snap, "pairs", "Шмидт", decision="утвердить")
    assert numbers(build.run(decided, LATER)) == [str(Id("П", 2))]


def test_a_deleted_pair_that_comes_back_by_undo_keeps_its_number(pairs: Snapshot) -> None:
    gone = build.run(build.removed(pairs, "pairs", "Шмидт"))
    row = pairs.tables["pairs"].rows[0]
    back = build.run(build.with_rows(gone, "pairs", [row]), LATER)
    assert numbers(back) == [str(Id("П", 1))]


def test_the_cleared_number_of_a_pair_comes_back(pairs: Snapshot) -> None:
    snap = build.typed(pairs, "pairs", "Шмидт", id=None)
    assert numbers(build.run(snap, LATER)) == [str(Id("П", 1))]


def test_a_copy_of_a_pair_remembers_nothing_of_the_original(pairs: Snapshot) -> None:
    row = pairs.tables["pairs"].rows[0]
    other = build.set_cells(row, {"decision": "другой наставник", "approved": "М-009"})
    after = build.run(build.with_rows(pairs, "pairs", [row, other]), LATER)
    assert numbers(after) == [str(Id("П", 1)), str(Id("П", 2))]
    assert build.column(after, "pairs", "approved") == [str(Id("М", 1)), None]


def test_a_line_of_papers_gets_its_number_back_and_a_copy_gets_none() -> None:
    line = {"kind": "pair_order", "subject": str(Id("П", 1)), "number": "57-од"}
    own = str(Id("Д", 1))
    snap = build.run(build.snapshot(documents=[{**line, "id": own}]))
    cleared = build.run(build.typed(snap, "documents", "57-од", id=None))
    assert build.column(cleared, "documents", "id") == [own]
    doubled = build.with_rows(snap, "documents", [*snap.tables["documents"].rows] * 2)
    assert sorted(map(str, build.column(build.run(doubled), "documents", "id"))) == ["None", own]


def test_a_plan_of_a_settled_bank_is_empty(bank: Snapshot) -> None:
    assert build.plan(bank) == Plan(
        stamps=build.plan(bank).stamps,
        problems=build.plan(bank).problems,
        next_date=build.plan(bank).next_date,
    )


def test_a_total_row_is_no_person() -> None:
    after = build.run(build.snapshot(mentors=[{"name": "ИТОГО: 12"}, {"name": "Ким Анна Львовна"}]))
    rows = after.tables["mentors"].rows
    assert [row.cell("id").shown for row in rows] == ["", "М-001Л"]
    assert "строка итогов" in rows[0].cell("notes").shown


def test_an_approved_row_overtyped_with_another_mentee_forgets_its_mentor() -> None:
    people = [{"name": "Ким Анна Львовна"}, {"name": "Шмидт Ирина Львовна"}]
    snap = build.run(
        build.snapshot(
            mentors=[{"name": "Цой Олег Ильич", "strength_1": "ПП1"}],
            mentees=people,
            pairs=[{"mentee": "Ким Анна Львовна", "decision": "утвердить", "mentor": "М-001"}],
        )
    )
    own = snap.tables["pairs"].rows[0]
    assert own.cell("approved").shown == "М-001Л"
    overtyped = build.set_cells(own, {"mentee": "Шмидт Ирина Львовна", "mentor": None})
    after = build.run(build.with_rows(snap, "pairs", [overtyped]))
    row = next(row for row in after.tables["pairs"].rows if "Шмидт" in row.cell("mentee").shown)
    assert row.cell("id").shown != own.cell("id").shown
    assert row.cell("approved").shown == ""
