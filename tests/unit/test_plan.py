"""Plans: stamps, hashes, what a settled day leaves for the next one, addresses for people."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sheets_sync.changes import AddRow, SetCell
from sheets_sync.facts import Facts, Problem
from sheets_sync.plan import Plan, address, make_plan
from sheets_sync.rules.stamps import last_run
from sheets_sync.snapshot import Snapshot
from sheets_sync.validate import validate
from tests import build

TOMORROW = build.TODAY + dt.timedelta(days=1)


@pytest.fixture
def snap() -> Snapshot:
    """A school after its first run."""
    return build.run(
        build.snapshot(
            mentors=[{"name": "Ким Юлия Ли", "strength_1": "МТ1", "capacity": 2}],
            mentees=[{"name": "Цой Ян Ли", "request_1": "МТ1"}],
        )
    )


def stamp(snap: Snapshot) -> object:
    return snap.tables["school"].rows[0].cell("checked").value


def facts(snap: Snapshot) -> Facts:
    return validate(snap, build.SCHEMAS, build.VOCABULARY, build.TODAY)


def test_a_run_that_changes_something_writes_the_stamp(snap: Snapshot) -> None:
    assert stamp(snap) == dt.datetime(2026, 9, 2, 8, 15)
    assert last_run(facts(snap)) == build.TODAY


def test_a_second_run_of_the_day_writes_no_stamp(snap: Snapshot) -> None:
    later = replace(build.context(), now=dt.datetime(2026, 9, 2, 17, 45))
    planned = make_plan(snap, later)
    assert planned.stamps != ()
    assert planned.written == ()
    assert not planned


def test_the_first_run_of_the_next_day_writes_the_stamp_alone(snap: Snapshot) -> None:
    planned = build.plan(snap, TOMORROW)
    assert planned.changes == ()
    assert {c.table for c in planned.written} == {"school", "_sync"}
    after = build.run(snap, TOMORROW)
    assert stamp(after) == dt.datetime(2026, 9, 3, 8, 15)
    assert build.plan(after, TOMORROW).written == ()


def test_stamps_are_no_part_of_the_hash(snap: Snapshot) -> None:
    assert build.plan(snap, TOMORROW).hash == build.plan(snap).hash == Plan().hash


def test_without_a_run_there_is_no_last_day() -> None:
    assert last_run(facts(build.snapshot())) is None


def test_a_date_alone_is_a_last_day_too(snap: Snapshot) -> None:
    stamped = build.typed(snap, "_sync", "#run", stamp=dt.date(2026, 9, 1))
    assert last_run(facts(stamped)) == dt.date(2026, 9, 1)


def test_a_plan_of_papers_alone_is_something_to_do() -> None:
    assert not Plan()
    assert Plan(changes=(AddRow("pairs", "+1", (), ""),))


def test_the_bytes_of_a_placed_paper_are_registered_in_its_line() -> None:
    added = AddRow("documents", "+Д-001", (("file_hash", "old"), ("kind", "pair_order")), "")
    held = SetCell("documents", "Д-002", "file_hash", None, "old", "", "sync")
    other = SetCell("documents", "Д-002", "edition", None, 2, "", "sync")
    plan = Plan(changes=(added, held, other))
    first = plan.with_file_hash("+Д-001", "new").changes
    assert isinstance(first[0], AddRow)
    assert dict(first[0].cells) == {"file_hash": "new", "kind": "pair_order"}
    assert first[1:] == (held, other)
    second = plan.with_file_hash("Д-002", "new").changes
    assert second == (added, replace(held, new="new"), other)


def test_a_problem_has_an_address_that_people_find() -> None:
    snap = build.snapshot(mentors=[{"id": "М-001Л", "name": "Ким"}])
    mentors = replace(snap.tables["mentors"], letters={"name": "B"})
    school = replace(snap.tables["school"], letters={"place": "B3"})
    snap = replace(snap, tables={**snap.tables, "mentors": mentors, "school": school})
    assert address(snap, problem("mentors", "М-001Л", "name")) == "«Наставники», ячейка B2"
    assert address(snap, problem("mentors", "М-009", "name")) == "«Наставники»"
    assert address(snap, problem("mentors", "М-001Л", "subject")) == "«Наставники»"
    assert address(snap, problem("school", "school", "place")) == "«Школа», ячейка B3"


def problem(table: str, row: str, column: str) -> Problem:
    return Problem(table, row, column, "asks", "")


def test_a_missing_optional_tab_is_no_obstacle(snap: Snapshot) -> None:
    tables = {name: table for name, table in snap.tables.items() if name in ("mentors", "_sync")}
    assert build.plan(replace(snap, tables=tables)).dangers != ()


def test_a_problem_is_shown_in_the_note_of_its_row_and_flags_its_cell() -> None:
    snap = build.run(
        build.snapshot(mentors=[{"name": "Ким Юлия Ли", "consent_from": "31.09.2026"}])
    )
    row = snap.tables["mentors"].rows[0]
    assert "31.09.2026" in row.cell("notes").shown
    header = build.SCHEMAS["mentors"].columns["consent_from"].header
    assert f";{header};" in row.cell("stops").shown


@pytest.mark.parametrize(("capacity", "fails"), [(1, False), (3, False), (4, True), (0, True)])
def test_a_check_of_the_schema_speaks_on_its_cell(capacity: int, fails: bool) -> None:
    found = facts(
        build.snapshot(mentors=[{"name": "Ким Юлия"}, {"name": "Я", "capacity": capacity}])
    )
    says = build.SCHEMAS["mentors"].columns["capacity"].says
    assert (says in [each.says for each in found.problems]) is fails
    assert found.rows("mentors")[1].number("capacity") == (None if fails else capacity)
    assert ("capacity" in found.rows("mentors")[1].unclear) is fails


def test_a_column_that_the_tab_lacks_is_a_problem(snap: Snapshot) -> None:
    table = snap.tables["mentors"]
    headers = {name: header for name, header in table.headers.items() if name != "subject"}
    tables = {**snap.tables, "mentors": replace(table, headers=headers)}
    found = [each for each in facts(replace(snap, tables=tables)).problems if not each.row]
    assert [(each.column, each.weight) for each in found] == [("subject", "stops")]


def test_what_is_typed_into_a_grey_cell_is_emptied_where_no_rule_fills_it() -> None:
    snap = build.snapshot(documents=[{"number": "57-од", "about": "о нас", "file": "приказ.docx"}])
    (line,) = build.run(snap).tables["documents"].rows
    assert line.cell("number").value == "57-од"
    assert line.cell("about").blank
    assert line.cell("file").blank
