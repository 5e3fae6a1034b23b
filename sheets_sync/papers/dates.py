"""Dates as Russian papers write them (ГОСТ Р 7.0.97), with no-break spaces."""

from __future__ import annotations

import datetime as dt

from sheets_sync.values.dates import MONTHS

NBSP = "\N{NO-BREAK SPACE}"


def in_words(date: dt.date) -> str:
    """«2 сентября 2026 г.»: no leading zero, no-break spaces throughout."""
    return NBSP.join((str(date.day), MONTHS[date.month - 1], str(date.year), "г."))


def in_digits(date: dt.date) -> str:
    """«02.09.2026»; the year always has four digits."""
    return f"{date.day:02}.{date.month:02}.{date.year:04}"
