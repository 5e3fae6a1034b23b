"""The time zone that a school has named on «Школа», and the moment of a run as it is there."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sheets_sync.words import fold

if TYPE_CHECKING:
    from sheets_sync.facts import Context
    from sheets_sync.snapshot import Snapshot

MOSCOW = 180
"""Minutes ahead of UTC; no zone of Russia changes its clocks (107-ФЗ «Об исчислении времени»)."""

_ANSWER = re.compile(r"мск(?:\s*([+-])\s*(\d{1,2})(?!\d))?(?![\w+-])")


def named(snapshot: Snapshot) -> int | None:
    """Minutes ahead of UTC of the zone on «Школа», None where there is no answer to read."""
    table = snapshot.tables.get("school")
    return offset(table.rows[0].cell("zone").shown) if table and table.rows else None


def offset(answer: str) -> int | None:
    """«МСК+2 Екатеринбург» is 300 minutes ahead of UTC; None for anything that begins otherwise."""
    read = _ANSWER.match(fold(answer))
    if read is None:
        return None
    hours = int(read[2] or 0)
    return MOSCOW + 60 * (-hours if read[1] == "-" else hours) if hours <= 12 else None


def moved(now: dt.datetime, minutes: int | None) -> dt.datetime:
    """The same moment by the clocks of that zone; a moment without a zone stays as it is."""
    if minutes is None or now.tzinfo is None:
        return now
    return now.astimezone(dt.timezone(dt.timedelta(minutes=minutes)))


def local(snapshot: Snapshot, context: Context) -> Context:
    """The context with the day and time of the zone that the school has named."""
    now = moved(context.now, named(snapshot))
    if now is context.now:
        return context
    return replace(context, now=now, today=now.date())
