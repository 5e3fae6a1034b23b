"""Number formats: which are dates and times, and what a number under one of them means."""

from __future__ import annotations

import datetime as dt
import re
from enum import Flag, auto
from functools import lru_cache

from sheets_sync.cells import DATE_FORMAT, GENERAL, MOMENT_FORMAT, TIME_FORMAT, Value

BUILT_IN = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '#,##0"р.";-#,##0"р."',
    6: '#,##0"р.";[Red]-#,##0"р."',
    7: '#,##0.00"р.";-#,##0.00"р."',
    8: '#,##0.00"р.";[Red]-#,##0.00"р."',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0;(#,##0)",
    38: "#,##0;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)",
    41: '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-',
    42: '_-* #,##0"р."_-;-* #,##0"р."_-;_-* "-""р."_-;_-@_-',
    43: '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-',
    44: '_-* #,##0.00"р."_-;-* #,##0.00"р."_-;_-* "-"??"р."_-;_-@_-',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}
LAST_SERIAL = 2_958_466
_EPOCH = dt.datetime(1899, 12, 30)
_EPOCH_1904 = dt.datetime(1904, 1, 1)
_QUIET = re.compile(r'"[^"]*"|\\.|[_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]|General', re.IGNORECASE)


class Shows(Flag):
    """What of a moment a number format shows."""

    NOTHING = 0
    DAY = auto()
    TIME = auto()
    ELAPSED = auto()


@lru_cache(maxsize=1024)
def shows(code: str) -> Shows:
    """What the first section of a number format shows of a moment."""
    bare = _QUIET.sub("", code).split(";")[0].lower()
    if "[" in bare:
        return Shows.ELAPSED
    # An m beside hours or seconds is minutes, elsewhere it is months.
    time = bool(re.search(r"[hs]", bare))
    day = bool(re.search(r"[dy]|mmm", bare)) or ("m" in bare and not time)
    return (Shows.DAY if day else Shows.NOTHING) | (Shows.TIME if time else Shows.NOTHING)


def moment(serial: float, code: str, from_1904: bool) -> Value:
    """The date, time or both of a number under a date format; nothing if it is none.

    ``serial`` is in days. A whole number is a date, a part of a day under a format with hours is a
    time, the rest are moments, to the millisecond.
    """
    seen = shows(code)
    if seen is Shows.NOTHING or not 0 <= serial < LAST_SERIAL:
        return None
    milliseconds = round(serial * 86_400_000)
    days, rest = divmod(milliseconds, 86_400_000)
    if serial < 1 and days == 0 and (rest or Shows.DAY not in seen):
        return (_EPOCH + dt.timedelta(milliseconds=rest)).time()
    if Shows.ELAPSED in seen or (not from_1904 and days in (0, 60)):
        return None
    shift = 1 if not from_1904 and days < 60 else 0
    try:
        found = (_EPOCH_1904 if from_1904 else _EPOCH) + dt.timedelta(
            days=days + shift, milliseconds=rest
        )
    except OverflowError:
        return None
    return found if rest else found.date()


def serial_of(value: dt.date | dt.time, from_1904: bool) -> float | int | None:
    """Days since the epoch of the workbook; nothing for a date before it."""
    if isinstance(value, dt.time):
        return _part(value)
    epoch = _EPOCH_1904 if from_1904 else _EPOCH
    days: int = (dt.date(value.year, value.month, value.day) - epoch.date()).days
    if not from_1904 and days <= 60:
        days -= 1
    if days < (0 if from_1904 else 1):
        return None
    if not isinstance(value, dt.datetime):
        return days
    part = _part(value.time())
    return days + part if part else days


def _part(time: dt.time) -> float:
    seconds = time.hour * 3600 + time.minute * 60 + time.second
    return (seconds + time.microsecond / 1_000_000) / 86_400


def format_for(value: Value, code: str) -> str | None:
    """The format that ``value`` needs where ``code`` would misshow it; nothing if it is fine."""
    seen = shows(code)
    if isinstance(value, dt.datetime):
        return None if Shows.DAY in seen else MOMENT_FORMAT
    if isinstance(value, dt.date):
        return None if Shows.DAY in seen else DATE_FORMAT
    if isinstance(value, dt.time):
        return None if Shows.TIME in seen or Shows.ELAPSED in seen else TIME_FORMAT
    if isinstance(value, int | float) and not isinstance(value, bool):
        return GENERAL if seen is not Shows.NOTHING else None
    return None
