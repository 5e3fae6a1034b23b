"""Typed values read from cells: what staff typed, or a sentence that says what to type instead."""

from sheets_sync.values.basics import Typed, Unclear, read_shown, read_text
from sheets_sync.values.choices import read_choice, read_code, read_tick
from sheets_sync.values.dates import MONTHS, read_date
from sheets_sync.values.numbers import read_whole, read_year
from sheets_sync.values.people import TOTALS, read_name

__all__ = [
    "MONTHS",
    "TOTALS",
    "Typed",
    "Unclear",
    "read_choice",
    "read_code",
    "read_date",
    "read_name",
    "read_shown",
    "read_text",
    "read_tick",
    "read_whole",
    "read_year",
]
