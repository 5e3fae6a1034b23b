"""USER_ENTERED: what a person who typed this text would find in the cell."""

from __future__ import annotations

import datetime as dt
import re

from tests.google_emulator.cells import Cell, Entered, Formula, whole, with_value
from tests.google_emulator.errors import Json
from tests.google_emulator.formats import serial
from tests.google_emulator.locales import Locale, locale

CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([ap])\.?m\.?)?$", re.IGNORECASE)
ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$")
DATE = re.compile(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?$")
SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d+$")

Typed = tuple[Entered, Json]


def typed(cell: Cell, text: object, locale_name: str) -> Cell:
    """The cell after ``text`` (a JSON scalar) was typed into it."""
    value, number_format = parse(text, locale(locale_name))
    kept = cell.format.get("numberFormat", {})
    if kept.get("type") == "TEXT" and isinstance(text, str) and not text.startswith("="):
        return with_value(cell, text or None)
    # A format that the cell already has stays, except that a new kind of value brings its own.
    if number_format and (not kept or _kind(kept) != _kind(number_format)):
        return with_value(cell, value, {**cell.format, "numberFormat": number_format})
    return with_value(cell, value)


def _kind(number_format: Json) -> str:
    return "DATE" if "DATE" in number_format["type"] else str(number_format["type"])


def raw(cell: Cell, value: object) -> Cell:
    """The cell after RAW input."""
    return with_value(cell, _scalar(value))


def _scalar(value: object) -> Entered:
    if value is None or value == "":
        return None
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float):
        return whole(value)
    return str(value)


def parse(text: object, place: Locale) -> Typed:
    """(what is stored, the number format that comes with it or {})."""
    if not isinstance(text, str):
        return _scalar(text), {}
    if text.startswith("'"):
        return text[1:] or None, {}
    if text.startswith("=") and len(text) > 1:
        return Formula(text), {}
    bare = text.strip()
    if bare.upper() in ("TRUE", "FALSE", place.yes, place.no):
        return bare.upper() in ("TRUE", place.yes), {}
    for reader in (_number, _money, _percent, _scientific, _date_time):
        found = reader(bare, place)
        if found is not None:
            return found
    return text or None, {}


def plain_number(text: str, place: Locale) -> tuple[float, bool, int] | None:
    """(number, whether it had group marks, digits after the mark) of a number as typed."""
    group = r"[\xa0\u202f ]" if place.group == "\xa0" else re.escape(place.group)
    mark = re.escape(place.decimal)
    pattern = rf"([+-]?)(\d+|\d{{1,3}}(?:{group}\d{{3}})+)?(?:{mark}(\d*))?$"
    match = re.match(pattern, text)
    if match is None or not (match[2] or match[3]):
        return None
    digits = re.sub(r"\D", "", match[2] or "0")
    grouped = digits != (match[2] or "0")
    value = float(f"{digits}.{match[3] or '0'}")
    return (-value if match[1] == "-" else value), grouped, len(match[3] or "")


def _number(text: str, place: Locale) -> Typed | None:
    found = plain_number(text, place)
    if found is None:
        return None
    value, grouped, places = found
    pattern = "#,##0.00" if places else "#,##0"
    return whole(value), {"type": "NUMBER", "pattern": pattern} if grouped else {}


def _money(text: str, place: Locale) -> Typed | None:
    for symbol in place.symbols:
        bare = text.replace(symbol, "", 1).strip()
        if symbol in text and (found := plain_number(bare, place)) is not None:
            pattern = place.money if found[2] else place.money.replace(".00", "", 1)
            return whole(found[0]), {"type": "CURRENCY", "pattern": pattern}
    return None


def _percent(text: str, place: Locale) -> Typed | None:
    if not text.endswith("%") or (found := plain_number(text[:-1].strip(), place)) is None:
        return None
    pattern = "0.00%" if found[2] else "0%"
    return whole(found[0] / 100), {"type": "PERCENT", "pattern": pattern}


def _scientific(text: str, place: Locale) -> Typed | None:
    if not SCIENTIFIC.match(text.replace(place.decimal, ".")):
        return None
    value = float(text.replace(place.decimal, "."))
    return whole(value), {"type": "SCIENTIFIC", "pattern": "0.00E+00"}


def _date_time(text: str, place: Locale) -> Typed | None:
    day, _, rest = text.partition(" ")
    found = date(day, place)
    if found is None:
        clock = _clock(text)
        return None if clock is None else (clock[0], {"type": "TIME", "pattern": clock[1]})
    value, pattern = found
    if not rest:
        return value, {"type": "DATE", "pattern": pattern}
    clock = _clock(rest.strip())
    if clock is None:
        return None
    return value + clock[0], {"type": "DATE_TIME", "pattern": f"{pattern} {clock[1]}"}


def date(text: str, place: Locale) -> tuple[int, str] | None:
    """(serial day, pattern) of a date as typed."""
    if match := ISO.match(text):
        year, mark, month, day = int(match[1]), match[2], int(match[3]), int(match[4])
        return _day(year, month, day, mark.join(("yyyy", "mm", "dd")))
    match = DATE.match(text)
    if match is None or (match[2] == "." and place.order == "mdy"):
        return None
    first, second = int(match[1]), int(match[3])
    day, month = (second, first) if place.order == "mdy" else (first, second)
    if match[4] is None:
        return None
    year = int(match[4])
    if len(match[4]) == 2:
        year += 2000 if year < 50 else 1900
    return _day(year, month, day, place.date)


def _day(year: int, month: int, day: int, pattern: str) -> tuple[int, str] | None:
    try:
        return int(serial(dt.date(year, month, day))), pattern
    except ValueError:
        return None


def _clock(text: str) -> tuple[float, str] | None:
    """(part of a day, pattern) of a time as typed."""
    match = CLOCK.match(text)
    if match is None:
        return None
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if match[4]:
        hour = hour % 12 + (12 if match[4].lower() == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    pattern = "h:mm" + (":ss" if match[3] else "") + (" am/pm" if match[4] else "")
    return (hour * 3600 + minute * 60 + second) / 86400, pattern
