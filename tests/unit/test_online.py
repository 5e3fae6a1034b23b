"""The column that leads to drafts: only where the names themselves are in a spreadsheet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sheets_sync import resources
from sheets_sync.changes import AddRow, apply
from sheets_sync.facts import Context, Google
from sheets_sync.plan import make_plan
from sheets_sync.schema import compile_schemas
from sheets_sync.snapshot import Snapshot
from tests import build

ONLINE = compile_schemas(resources.schemas(), {}, online=True)
TAB = "https://docs.google.com/spreadsheets/d/s/edit#gid=7"
FILE = "https://docs.google.com/document/d/f/edit"


def context(**links: str) -> Context:
    return replace(build.context(), schemas=ONLINE, links=links)


def school() -> Snapshot:
    """One person without a consent, and a column for links."""
    made = build.snapshot(mentors=[{"name": "Ким Юлия Андреевна", "position": "учитель"}])
    table = made.tables["documents"]
    headers = {**table.headers, "link": "Ссылка"}
    return replace(made, tables={**made.tables, "documents": replace(table, headers=headers)})


def settled(snapshot: Snapshot, address: str) -> Snapshot:
    """The snapshot after a run whose only draft can be opened at ``address``."""
    [paper] = make_plan(snapshot, context()).papers
    plan = make_plan(snapshot, replace(context(), links={paper.file_name: address}))
    return apply(snapshot, plan.written)


def test_only_a_spreadsheet_with_the_names_in_it_has_the_column() -> None:
    assert "link" in ONLINE["documents"].columns
    assert "link" not in build.SCHEMAS["documents"].columns


def test_names_leave_the_house_only_where_the_settings_say_so() -> None:
    google = Google("s", "k")
    assert replace(build.SETTINGS, google=google, personal_data="cloud").online
    assert not replace(build.SETTINGS, google=google, personal_data="local").online
    assert not replace(build.SETTINGS, personal_data="cloud").online


def test_a_request_bears_the_key_of_its_paper() -> None:
    [paper] = make_plan(school(), context()).papers
    assert (paper.line, paper.year, paper.edition) == ("Д-001Щ", "2026-2027", 1)
    assert paper.subject.startswith("М-001")


def test_a_link_is_registered_and_planned_once() -> None:
    after = settled(school(), FILE)
    [row] = after.tables["documents"].rows
    assert row.cell("link").value == FILE
    assert make_plan(after, context()).changes == ()


def test_a_draft_on_a_tab_is_told_by_the_same_plan(  # no second write for the sentence
) -> None:
    after = settled(school(), TAB)
    [row] = after.tables["documents"].rows
    assert "откройте её по ссылке и распечатайте" in row.cell("notes").shown
    assert make_plan(after, context()).changes == ()


def test_a_file_needs_no_sentence() -> None:
    [row] = settled(school(), FILE).tables["documents"].rows
    assert row.cell("notes").blank


def test_a_workbook_never_hears_of_links() -> None:
    plan = make_plan(build.snapshot(mentors=[{"name": "Ким Юлия Андреевна"}]), build.context())
    added = [change for change in plan.changes if isinstance(change, AddRow)]
    assert all("link" not in dict(change.cells) for change in added)


@pytest.mark.parametrize("table", ["school", "guide"])
def test_nobody_is_told_to_close_a_spreadsheet_and_every_line_has_its_own_stead(table: str) -> None:
    at_home, online = (
        compile_schemas(resources.schemas(), {}, online=where)[table] for where in (False, True)
    )
    assert any("закройте" in line for line in at_home.lines)
    assert not any("закройте" in line or "рядом с таблицей" in line for line in online.lines)
    assert set(at_home.online_lines) <= set(at_home.lines)
    assert len(online.lines) == len(at_home.lines)
