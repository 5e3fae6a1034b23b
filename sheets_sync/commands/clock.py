"""The only place that asks for the time: once a run, in the school's time zone."""

from __future__ import annotations

import datetime as dt
import zoneinfo


def now(timezone: str) -> dt.datetime:
    """The present moment in ``timezone``."""
    return dt.datetime.now(zoneinfo.ZoneInfo(timezone))


def here() -> dt.datetime:
    """The present moment on this computer's own clock, for its log."""
    return dt.datetime.now(dt.UTC).astimezone()
