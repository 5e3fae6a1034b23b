"""Changes as data: who may make them, how they are ordered, what they make of a snapshot."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from sheets_sync.cells import BLANK, Cell, Value, cell_of
from sheets_sync.changes import AddRow, Change, DropRow, SetCell, apply, order_of, plain
from sheets_sync.errors import AuthorityError, StaleError
from sheets_sync.snapshot import Row, Snapshot, keyed, mark
from tests import build


@pytest.fixture
def snap() -> Snapshot:
    return build.snapshot(mentors=[{"id": "М-001Л", "name": "Ким Юлия"}, {"name": "Цой Ян"}])


def set_id(row: str, old: str | None, new: str | None) -> SetCell:
    return SetCell("mentors", row, "id", old, new, "номер строки", "sync")


def test_the_sync_may_not_change_a_cell_of_staffs() -> None:
    with pytest.raises(AuthorityError, match=r"mentors\.name of М-001Л belongs to staff"):
        SetCell("mentors", "М-001Л", "name", "Ким Юлия", "Ким Юлия А.", "", "staff")


def test_a_person_may_change_a_cell_of_staffs() -> None:
    change = SetCell("mentors", "М-001Л", "name", None, "Ким", "", "staff", "person")
    assert change.as_data()["authority"] == "person"


def test_changes_are_plain_json() -> None:
    changes: list[Change] = [
        SetCell("school", "school", "checked", None, dt.datetime(2026, 9, 2, 8, 15), "", "sync"),
        AddRow("pairs", "+Н-001", (("mentee", "Н-001"), ("begins", dt.date(2026, 9, 3))), "новая"),
        DropRow("pairs", "~1", "больше не нужна"),
    ]
    data = [change.as_data() for change in changes]
    assert json.loads(json.dumps(data)) == data
    assert data[0]["new"] == "2026-09-02T08:15:00"
    assert data[1]["cells"] == {"mentee": "Н-001", "begins": "2026-09-03"}
    assert [each["change"] for each in data] == ["set", "add", "drop"]


@pytest.mark.parametrize(
    ("value", "made"), [(dt.time(8, 15), "08:15:00"), (1.5, 1.5), (True, True), (None, None)]
)
def test_a_value_is_plain_json(value: Value, made: object) -> None:
    assert plain(value) == made


def test_changes_are_ordered_by_table_kind_row_and_column() -> None:
    ordered: list[Change] = [
        set_id("a", None, "1"),
        set_id("b", None, "1"),
        AddRow("mentors", "a", (), ""),
        DropRow("mentors", "a", ""),
        AddRow("pairs", "a", (), ""),
    ]
    assert sorted(ordered[::-1], key=order_of) == ordered


def test_a_cell_is_set_and_the_row_gets_its_new_key(snap: Snapshot) -> None:
    key = build.found(snap, "mentors", "Цой").key
    after = apply(snap, [set_id(key, None, "М-002Щ")])
    assert [row.key for row in after.tables["mentors"].rows] == ["М-001Л", "М-002Щ"]
    assert after.tables["mentees"] is snap.tables["mentees"]
    assert build.ids(snap) == {"Ким Юлия": "М-001Л", "Цой Ян": ""}


def test_a_row_is_added_with_the_columns_that_the_tab_has(snap: Snapshot) -> None:
    after = apply(snap, [AddRow("mentors", "+1", (("name", "Щукин Пётр"), ("shoe", 43)), "")])
    assert after.tables["mentors"].rows[-1].cells == {"name": cell_of("Щукин Пётр")}


def test_a_row_is_dropped(snap: Snapshot) -> None:
    after = apply(snap, [DropRow("mentors", "М-001Л", "")])
    assert build.column(after, "mentors", "name") == ["Цой Ян"]


def test_an_answer_of_a_form_is_set(snap: Snapshot) -> None:
    change = SetCell("school", "school", "checked", None, "x", "", "sync")
    school = apply(snap, [change]).tables["school"]
    assert school.row("school").cell("checked").value == "x"


def test_a_change_of_what_is_no_longer_there_is_stale(snap: Snapshot) -> None:
    with pytest.raises(StaleError, match="Строки М-009"):
        apply(snap, [set_id("М-009", None, "М-009Д")])
    with pytest.raises(StaleError, match="Ячейка «№» на вкладке «Наставники» изменилась"):
        apply(snap, [set_id("М-001Л", "М-002Щ", "М-009Д")])


def test_a_table_gives_its_rows_by_key(snap: Snapshot) -> None:
    assert snap.tables["mentors"].row("М-001Л").cell("name").value == "Ким Юлия"
    with pytest.raises(KeyError, match="mentors: М-009"):
        snap.tables["mentors"].row("М-009")


def test_blank_rows_have_no_key_and_are_left_out() -> None:
    assert keyed([Row({}), Row({"name": cell_of("  ")}), Row({}, {"Х": BLANK})]) == ()


def test_rows_without_an_id_of_their_own_are_named_by_their_contents() -> None:
    twins = keyed([build.row_of({"id": "М-001Л", "name": name}) for name in ("Ким", "Ким", "Цой")])
    first, second, third = (row.key for row in twins)
    assert second == f"{first}.2"
    assert first.startswith("~")
    assert third.startswith("~")
    assert third != first


@pytest.mark.parametrize("own", ["+Н-001", "~1"])
def test_an_id_that_looks_like_a_key_of_ours_names_no_row(own: str) -> None:
    (row,) = keyed([build.row_of({"id": own})])
    assert row.key == mark(row)


def test_a_number_and_its_text_are_different_contents() -> None:
    assert mark(build.row_of({"capacity": 1})) != mark(build.row_of({"capacity": "1"}))
    formula = Row({"capacity": Cell(1, "number", "1", formula=True)})
    assert mark(formula) != mark(build.row_of({"capacity": 1}))


def test_cells_of_unknown_columns_are_part_of_a_rows_contents() -> None:
    one, other = (Row({}, {"Кабинет": cell_of(room)}) for room in ("5", "6"))
    assert mark(one) != mark(other)
    assert not one.blank


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (None, "blank", ""),
        ("", "blank", ""),
        (True, "bool", "ИСТИНА"),
        (False, "bool", "ЛОЖЬ"),
        ("текст", "text", "текст"),
        (3, "number", "3"),
        (1.5, "number", "1.5"),
        (dt.date(2026, 9, 2), "date", "02.09.2026"),
        (dt.datetime(2026, 9, 2, 8, 15), "date", "02.09.2026 08:15"),
        (dt.time(8, 15), "date", "08:15"),
    ],
)
def test_a_written_value_is_shown(value: Value, kind: str, shown: str) -> None:
    cell = cell_of(value)
    assert (cell.kind, cell.shown) == (kind, shown)
    assert cell.blank is (kind == "blank")
