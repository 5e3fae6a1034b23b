"""What the tabs looked like: headers and rows last seen, so that the guard can miss them."""

from __future__ import annotations

from sheets_sync.facts import At, Context, Facts, Filled, Outcome


def tabs(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """A row of «_sync» for each table: its columns, and how many rows bear a name or an id."""
    rows = {row.text("id"): row.key for row in facts.rows("_sync")}
    now = facts.after(so_far)
    cells: dict[At, Filled] = {}
    new = []
    for table in sorted(facts.headers):
        if table == "_sync":
            continue
        own = f"#{table}"
        key = rows.get(own, own)
        if own not in rows:
            new.append(("_sync", key))
        values = {
            "id": own,
            "table": "tab",
            "seen": " ".join(sorted(facts.headers[table])),
            "present": str(sum(1 for row in now.rows(table) if row.text("id"))),
        }
        for column, value in values.items():
            cells[At("_sync", key, column)] = Filled(value, "память программы")
    return Outcome(cells=cells, new_rows=tuple(new))
