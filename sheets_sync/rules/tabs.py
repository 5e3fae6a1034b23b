"""What the tabs looked like: headers and rows last seen, so that the guard can miss them."""

from __future__ import annotations

from sheets_sync.cells import Value
from sheets_sync.facts import Context, Facts, Outcome
from sheets_sync.ids import read_id
from sheets_sync.rules.identity import entries_of, highest
from sheets_sync.rules.memory import remembered
from sheets_sync.schema import MEMORY


def tabs(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """A line of «_sync» for each table: its columns, its rows with an id, its highest number."""
    now = facts.after(so_far)
    lines: dict[str, dict[str, Value]] = {}
    for table in sorted(facts.headers):
        if table != MEMORY:
            lines[f"#{table}"] = {
                "table": "tab",
                "seen": " ".join(sorted(facts.headers[table])),
                "present": str(sum(1 for row in now.rows(table) if row.text("id"))),
                "key": _highest(facts, now, table, context),
            }
    # A tab that is gone is missed by the guard once; a person who lets that through is believed.
    gone = [row.text("id") for row in facts.rows(MEMORY) if row.text("table") == "tab"]
    for own in gone:
        if own.startswith("#"):  # a spoilt line that bears somebody's id is for the register
            lines.setdefault(own, {"table": "tab", "seen": None, "present": None})
    return remembered(facts, lines)


def _highest(facts: Facts, now: Facts, table: str, context: Context) -> str:
    schema = context.schemas[table]
    if not schema.prefix:
        return ""
    reads = map(read_id, entries_of(now, table))
    given = [read.number for read in reads if read and read.prefix == schema.prefix]
    return str(max([highest(facts, schema), highest(now, schema), *given]))
