"""When the sync last looked, and that nothing stops it; written along with changes."""

from __future__ import annotations

import datetime as dt

from sheets_sync.facts import At, Context, Facts, Filled, Outcome
from sheets_sync.rules.memory import lines_of, remembered

RUN = "#run"
"""The row of «_sync» that bears the moment of the last run."""


REFUSAL = ("refusal", "refusal_offer", "refusal_plan")
"""What a refused run has written on «Школа»; any other run takes it away."""


def stamps(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """The stamp cells; the plan decides whether they are due."""
    moment = context.now.replace(second=0, microsecond=0, tzinfo=None)
    places = (At("school", "school", "checked"), At("checked", "checked", "checked"))
    shown = Outcome(
        {place: Filled(moment, "время сверки") for place in places}
        | {At("school", "school", name): Filled(None, "ничто не мешает") for name in REFUSAL}
    )
    return shown.joined(remembered(facts, {RUN: {"table": "run", "stamp": moment}}))


def last_run(facts: Facts) -> dt.date | None:
    """The day of the last run, from the workbook's own memory."""
    moments = [row.date("stamp") for row in lines_of(facts, RUN)]
    days = [day.date() if isinstance(day, dt.datetime) else day for day in moments if day]
    return max(days, default=None)


def refused(facts: Facts) -> bool:
    """Whether «Школа» still bears what an earlier, refused run has written there."""
    form = facts.form("school")
    return any(form.text(name) for name in REFUSAL)
