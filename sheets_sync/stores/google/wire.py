"""Cells as Google writes them, to ours and back; dates are serial days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sheets_sync.cells import DATE_FORMAT, GENERAL, MOMENT_FORMAT, TIME_FORMAT, Cell, Value

Json = dict[str, Any]

EPOCH = dt.datetime(1899, 12, 30)
_MOMENTS = ("DATE", "DATE_TIME", "TIME")
_SECONDS = 86_400
_LAST = 2_958_465
"""31.12.9999, the last day that a cell can hold."""


def cell_from(data: Json) -> Cell:
    """The cell of a CellData with effectiveValue, formattedValue, effectiveFormat, formula."""
    held = data.get("effectiveValue", {})
    shown = str(data.get("formattedValue", ""))
    style = data.get("effectiveFormat", {}).get("numberFormat", {})
    pattern = "@" if style.get("type") == "TEXT" else str(style.get("pattern") or GENERAL)
    formula = "formulaValue" in data.get("userEnteredValue", {})
    if "stringValue" in held:
        return Cell(held["stringValue"], "text", shown or held["stringValue"], pattern, formula)
    if "boolValue" in held:
        return Cell(held["boolValue"], "bool", shown, pattern, formula)
    if "errorValue" in held:
        return Cell(shown, "error", shown, pattern, formula)
    if "numberValue" not in held:
        return Cell(None, "blank", "", pattern, formula)
    number = held["numberValue"]
    if style.get("type") in _MOMENTS and 0 <= number <= _LAST:
        return Cell(_moment(number, style["type"]), "date", shown, pattern, formula)
    whole = int(number) if float(number).is_integer() else number
    return Cell(whole, "number", shown, pattern, formula)


def _moment(number: float, kind: str) -> dt.date | dt.time:
    moment = EPOCH + dt.timedelta(days=int(number), seconds=round(number % 1 * _SECONDS))
    if kind == "TIME" and number < 1:
        return moment.time()
    return moment.date() if kind == "DATE" and number % 1 == 0 else moment


def serial(value: dt.date | dt.time) -> float:
    """The serial day of a date, with its time as a part of the day; whole days are whole."""
    if isinstance(value, dt.time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / _SECONDS
    moment = value if isinstance(value, dt.datetime) else dt.datetime(*value.timetuple()[:3])
    passed = moment.replace(tzinfo=None) - EPOCH
    return passed.days + passed.seconds / _SECONDS if passed.seconds else passed.days


def entered(value: Value) -> Json:
    """The userEnteredValue of a value, and the number format that a moment needs."""
    if value is None or value == "":
        return {}
    if isinstance(value, bool):
        return {"userEnteredValue": {"boolValue": value}}
    if isinstance(value, str):
        return {"userEnteredValue": {"stringValue": value}}
    if isinstance(value, int | float):
        return {"userEnteredValue": {"numberValue": value}}
    made: Json = {"userEnteredValue": {"numberValue": serial(value)}}
    return {**made, "userEnteredFormat": {"numberFormat": _format(value)}}


def _format(value: dt.date | dt.time) -> Json:
    if isinstance(value, dt.time):
        return {"type": "TIME", "pattern": TIME_FORMAT}
    if isinstance(value, dt.datetime):
        return {"type": "DATE_TIME", "pattern": MOMENT_FORMAT}
    return {"type": "DATE", "pattern": DATE_FORMAT}


def typed(value: Value) -> str:
    """What somebody would type for a value in a spreadsheet that counts in Russian."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ИСТИНА" if value else "ЛОЖЬ"
    if isinstance(value, dt.datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, dt.date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    return f"{value:.15g}".replace(".", ",") if isinstance(value, float) else str(value)


def joined(cell: Cell) -> str:
    """What ``&`` makes of a cell: a date is its serial day."""
    value = cell.value
    if isinstance(value, dt.date | dt.time):
        value = serial(value)
    return typed(value)
