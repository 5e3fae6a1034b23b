"""Notes of «_sync» on rows on their way into the cloud, withdrawn once they stand there."""

from __future__ import annotations

from sheets_sync.facts import Context, Facts, Outcome
from sheets_sync.schema import MEMORY

BORN = "born"
"""What the column «Таблица» of such a note says. A store shows only notes that are done with."""


def arrived(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """The notes that a killed run could not strike out any more."""
    done = [row.key for row in facts.rows(MEMORY) if row.text("table") == BORN]
    return Outcome(dropped=tuple((MEMORY, key) for key in done))
