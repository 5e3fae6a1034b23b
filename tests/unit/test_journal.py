"""The journal: a line for each changed row, enough to put the old back, and no noise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import pytest

from sheets_sync import journal
from sheets_sync.cells import Value
from sheets_sync.changes import AddRow, Change, DropRow, SetCell, apply
from sheets_sync.journal import Entry
from sheets_sync.snapshot import Snapshot
from tests import build

NOW = dt.datetime(2026, 9, 3, 8, 15, 42)
NEWCOMER = (("name", "Цой Ян"), ("notes", "допишите"), ("state", "в банке"))


def entries(*changes: Change, who: str = journal.PROGRAM) -> tuple[AddRow, ...]:
    return journal.entries(changes, NOW, build.snapshot(), build.SCHEMAS, who)


def read(lines: Iterable[Change]) -> tuple[Entry, ...]:
    """The lines as a workbook gives them back."""
    return journal.read(apply(build.snapshot(), lines).tables["journal"].rows)


def set_(column: str, old: Value, new: Value, row: str = "М-001Л", why: str = "") -> SetCell:
    return SetCell("mentors", row, column, old, new, why, "sync", "person")


def test_a_row_is_one_line_however_many_cells_have_changed() -> None:
    lines = entries(set_("id", None, "М-001Л", "~ab", "новый"), set_("state", None, "?", "~ab"))
    (entry,) = read(lines)
    assert (entry.table, entry.row, entry.change) == ("mentors", "М-001Л", "set")
    assert entry.cells == {"id": (None, "М-001Л"), "state": (None, "?")}
    assert (entry.who, entry.reason) == ("программа", "новый")


def test_a_view_is_no_matter_for_the_journal_but_a_state_is() -> None:
    assert entries(set_("notes", None, "допишите"), set_("load", None, "1 из 2")) == ()
    assert len(entries(set_("state", "в банке", "в паре"))) == 1


def test_tables_that_are_ours_alone_are_not_journalled() -> None:
    ours = ("_sync", "journal", "attention")
    assert entries(*(AddRow(table, "+1", (("id", "1"),), "") for table in ours)) == ()


def test_a_new_row_and_a_row_withdrawn_are_lines_of_their_own() -> None:
    lines = entries(
        AddRow("mentees", "+Цой", NEWCOMER, "из файла"),
        DropRow("pairs", "~ab", "больше не нужна"),
        who=journal.person("import"),
    )
    one, other = read(lines)
    assert (one.who, one.row, one.change) == ("человек: import", "+Цой", "add")
    assert one.cells == {"name": (None, "Цой Ян"), "state": (None, "в банке")}
    assert (other.row, other.change, other.reason) == ("~ab", "drop", "больше не нужна")


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "2026-09-03",
        "=1+1",
        'a "quote" {}\n\x0b',
        7,
        1.5,
        True,
        dt.date(2026, 9, 3),
        dt.datetime(2026, 9, 3, 8, 15),
        dt.time(8, 15),
    ],
)
def test_any_value_comes_back_as_it_was(value: Value) -> None:
    (entry,) = read(entries(set_("name", value, "новое")))
    assert entry.cells == {"name": (value, "новое")}
    assert type(entry.cells["name"][0]) is type(value)


def test_a_line_never_outgrows_its_cell_and_what_is_cut_still_reads() -> None:
    long = [set_(name, "у" * 40_000, "ж" * 40_000) for name in build.SCHEMAS["mentors"].columns]
    lines = entries(*long)
    assert len(lines) > 1
    assert all(len(str(value)) < 32_767 for line in lines for _, value in line.cells)
    assert all(
        text == "у" * 2_000 or text == "ж" * 2_000
        for entry in read(lines)
        for pair in entry.cells.values()
        for text in pair
    )


def test_a_spoilt_line_is_passed_over() -> None:
    spoilt = ["", "{", "[]", '{"a": 1}', '{"a": [1]}', '{"a": [{"x": 1}, 2]}', '{"a": [[], 2]}']
    spoilt += ['{"a": [{"date": 5}, 2]}', '{"a": [{"date": "?"}, 2]}', '{"a": [{}, 2]}']
    rows = [build.row_of({"table": "mentors", "cells": text}) for text in spoilt]
    assert journal.read(rows) == ()


def test_without_its_tab_or_with_a_header_gone_nothing_is_journalled() -> None:
    snap, change = build.snapshot(), set_("state", "в банке", "в паре")
    table = snap.tables["journal"]
    lost = replace(table, headers={"who": "Кто"})
    for tables in ({**snap.tables, "journal": lost}, {"mentors": snap.tables["mentors"]}):
        assert journal.entries([change], NOW, Snapshot(tables), build.SCHEMAS) == ()


def test_a_run_journals_what_it_changed_and_a_quiet_day_nothing() -> None:
    snap = build.run(build.snapshot(mentors=[{"name": "Ким Юлия Ли", "strength_1": "МТ1"}]))
    (entry,) = journal.read(snap.tables["journal"].rows)
    assert (entry.moment, entry.who) == (dt.datetime(2026, 9, 2, 8, 15), "программа")
    assert (entry.table, entry.row) == ("mentors", "М-001Л")
    tomorrow = build.run(snap, build.TODAY + dt.timedelta(days=1))
    assert len(tomorrow.tables["journal"].rows) == 1


def test_the_journal_is_no_part_of_the_hash_of_a_plan() -> None:
    snap = build.snapshot(mentors=[{"name": "Ким Юлия Ли"}])
    plan = build.plan(snap)
    assert any(change.table == "journal" for change in plan.written)
    assert plan.hash == replace(plan, stamps=()).hash


def test_the_bytes_of_a_placed_paper_stand_in_the_journal_too() -> None:
    added = AddRow("documents", "+Д-001Щ", (("id", "Д-001Щ"), ("kind", "pair_order")), "")
    plan = replace(build.plan(build.snapshot()), changes=(added,), stamps=entries(added))
    (entry,) = read(plan.with_file_hash("+Д-001Щ", "0a1b").stamps)
    assert entry.cells["file_hash"] == (None, "0a1b")
    assert entry.cells["id"] == (None, "Д-001Щ")
