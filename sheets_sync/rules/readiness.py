"""How many can be matched today, and what the others lack: the last sentence of a run."""

from __future__ import annotations

from sheets_sync.facts import Context, Facts
from sheets_sync.rules.board import ready_mentee, ready_mentor
from sheets_sync.rules.pairs import away
from sheets_sync.rules.refs import label

NAMED = 3
"""Names in the sentence; more of them are counted."""


def readiness(facts: Facts, context: Context) -> tuple[str, ...]:
    """«Готово к подбору (наставляемые): 14 из 16. …», a sentence a bank; none for an empty bank."""
    said = []
    for table, ready, who, lacking in (
        ("mentees", ready_mentee, "наставляемые", "главного запроса"),
        ("mentors", ready_mentor, "наставники", "сильных сторон"),
    ):
        here = [row for row in facts.rows(table) if row.text("id") and not away(row, context.today)]
        not_yet = [label(row) for row in here if not ready(row)]
        if here:
            text = f"Готово к подбору ({who}): {len(here) - len(not_yet)} из {len(here)}."
            names = ", ".join(not_yet[:NAMED])
            more = f" и ещё {len(not_yet) - NAMED}" if len(not_yet) > NAMED else ""
            rest = f" Остальным не хватает {lacking}: {names}{more}." if not_yet else ""
            said.append((text + rest).replace("..", "."))
    return tuple(said)
