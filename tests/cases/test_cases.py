"""Runs every case of this folder: rows and a day are given, a run follows, cells are expected.

A case is one .toml file. ``given`` has rows by table. Each ``step`` is a day: what people type into
the row ``where`` some cell shows a text (or into a new row), then one run, then what has to stand
``then`` in which row. ``says`` is part of what a row's note has to say, ``silent`` of what it must
not. ``rows`` counts the rows of tables, ``order`` names the pairs in the paper that was drafted.
Whatever a step leaves, a second run of that day has nothing to do.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.changes import apply
from sheets_sync.snapshot import Snapshot
from tests import build

CASES = sorted(Path(__file__).parent.glob("*.toml"))
WORDS = {"table", "where", "says", "silent"}


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_case(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(case) == {"about", "given", "step"}
    given = dict(case["given"])
    school = {**build.SCHOOL, **given.pop("school", {})}
    snap = build.snapshot(school, **given)
    for step in case["step"]:
        assert set(step) <= {"today", "typed", "deleted", "then", "rows", "order", "no_changes"}
        snap = _after(snap, step)


def test_there_are_cases() -> None:
    assert len(CASES) >= 10


def _after(snap: Snapshot, step: Mapping[str, Any]) -> Snapshot:
    """The snapshot after the step; AssertionError where it is not what the step expects."""
    today: dt.date = step["today"]
    for typed in step.get("typed", ()):
        cells = _cells(typed)
        if "where" in typed:
            snap = build.typed(snap, typed["table"], typed["where"], **cells)
        else:
            snap = build.added(snap, typed["table"], **cells)
    for gone in step.get("deleted", ()):
        snap = build.removed(snap, gone["table"], gone["where"])
    planned = build.plan(snap, today)
    assert [says.says for says in planned.dangers] == []
    papers = [paper for paper in planned.papers if paper.kind == "pair_order"]
    orders = [[pair["pair_id"] for pair in paper.data["pairs"]] for paper in papers]
    assert orders == ([step["order"]] if "order" in step else [])
    if step.get("no_changes"):
        assert planned.changes == ()
    after = apply(snap, planned.written)
    for expected in step.get("then", ()):
        _compare(after, expected)
    for table, number in step.get("rows", {}).items():
        assert len(after.tables[table].rows) == number, table
    left = build.plan(after, today)
    assert (left.written, left.papers) == ((), ())
    return after


def _compare(after: Snapshot, expected: Mapping[str, Any]) -> None:
    row = build.found(after, expected["table"], expected["where"])
    wanted = _cells(expected)
    assert {name: row.cell(name).value or "" for name in wanted} == wanted
    note = row.cell("notes").shown
    assert expected.get("says", "") in note
    assert "silent" not in expected or expected["silent"] not in note


def _cells(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name not in WORDS}
