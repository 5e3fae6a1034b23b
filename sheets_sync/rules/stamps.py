"""When the sync last looked: written by a day's first run and by any that changes something."""

from __future__ import annotations

import datetime as dt

from sheets_sync.facts import At, Context, Facts, Filled, Outcome

RUN = "#run"
"""The row of «_sync» that bears the moment of the last run."""


def stamps(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """The stamp cells; the plan decides whether they are due."""
    moment = context.now.replace(second=0, microsecond=0, tzinfo=None)
    cells = {At("school", "school", "checked"): Filled(moment, "время сверки")}
    new: tuple[tuple[str, str], ...] = ()
    row = next((row.key for row in facts.rows("_sync") if row.text("id") == RUN), "")
    if not row:
        row, new = RUN, (("_sync", RUN),)
        cells[At("_sync", row, "id")] = Filled(RUN, "память программы")
        cells[At("_sync", row, "table")] = Filled("run", "память программы")
    cells[At("_sync", row, "stamp")] = Filled(moment, "время сверки")
    return Outcome(cells=cells, new_rows=new)


def last_run(facts: Facts) -> dt.date | None:
    """The day of the last run, from the workbook's own memory."""
    for row in facts.rows("_sync"):
        if row.text("id") == RUN:
            moment = row.values.get("stamp")
            return moment.date() if isinstance(moment, dt.datetime) else row.date("stamp")
    return None
