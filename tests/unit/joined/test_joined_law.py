"""The law of two stores: whatever either half holds, runs come to rest, killed or not."""

from __future__ import annotations

import contextlib
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sheets_sync.changes import apply
from sheets_sync.facts import Where
from sheets_sync.snapshot import Snapshot
from tests import build
from tests.halves import Killed, Two
from tests.unit.test_law import SNAPSHOTS

SOME = settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@SOME
@given(SNAPSHOTS, st.integers(0, 2))
def test_runs_come_to_rest_wherever_one_of_them_is_killed(snap: Snapshot, part: int) -> None:
    two = Two(snap)
    before = two.store.read()
    two.kill(part)
    with contextlib.suppress(Killed):
        two.store.write(before, two.plan(before))
    two.revive()
    two.settle()
    for store, tables in ((two.home, ("mentors", "mentees")), (two.cloud, ("pairs", "documents"))):
        for name in tables:
            held = Counter(filter(None, build.column(store.read(), name, "id")))
            assert not held or max(held.values()) == 1


@SOME
@given(SNAPSHOTS)
def test_a_settled_school_stays_settled_in_a_new_process(snap: Snapshot) -> None:
    two = Two(snap)
    two.settle()
    state = two.content()
    two.revive()
    assert two.settle() == 0
    assert two.content() == state


@SOME
@given(SNAPSHOTS, st.sampled_from(["home", "cloud"]))
def test_a_writing_leaves_what_apply_says(snap: Snapshot, place: Where) -> None:
    two = Two(snap)
    two.settle()
    column = "subject" if place == "home" else "strength_1"
    half = two.home if place == "home" else two.cloud
    rows = [build.set_cells(row, {column: "МТ1"}) for row in half.read().tables["mentors"].rows]
    half.edit(build.with_rows(half.read(), "mentors", rows))
    before = two.store.read()
    plan = two.plan(before)
    assert shown(two.store.write(before, plan)) == shown(apply(before, plan.written))


def shown(snap: Snapshot) -> dict[str, list[dict[str, str]]]:
    """What every cell shows, tables that are never read back left out."""
    return {
        table.name: [
            {n: c.shown for n, c in row.cells.items() if not c.blank} for row in table.rows
        ]
        for table in snap
        if table.name != "journal"
    }
