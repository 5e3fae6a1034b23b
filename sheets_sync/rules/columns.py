"""Grey columns that only show: a function a column, from the facts to what stands beside each id.

A view that asks nothing, remembers nothing and moves no other rule has its place here; the order of
the functions does not matter.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from sheets_sync.cells import Value
from sheets_sync.facts import At, Context, Facts, Filled, Outcome
from sheets_sync.rules.board import capacity
from sheets_sync.rules.pairs import Register, load


def columns(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """The cells of every column of `COLUMNS`; empty where its function says nothing of an id."""
    now = facts.after(so_far)
    register = Register.of(now, context.today)
    cells: dict[At, Filled] = {}
    for (table, column), shown in COLUMNS.items():
        values = shown(now, register, context.today)
        why = context.schemas[table].columns[column].header
        for row in now.rows(table):
            cells[row.at(column)] = Filled(values.get(row.text("id")), why)
    return Outcome(cells=cells)


def _load(facts: Facts, register: Register, today: dt.date) -> Mapping[str, Value]:
    """«1 из 2»: how many places of each mentor are taken."""
    taken = load(register.pairs)
    return {own: f"{taken[own]} из {capacity(row)}" for own, row in register.mentors.by_id.items()}


Shown = Callable[[Facts, Register, dt.date], Mapping[str, Value]]
COLUMNS: Mapping[tuple[str, str], Shown] = {
    ("mentors", "load"): _load,
}
"""By table and column: the value for each id."""
