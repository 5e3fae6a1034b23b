"""The text that a person sees in a cell: numbers and dates drawn by their number format."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from sheets_sync.cells import GENERAL

_MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
_OF_MONTH = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
_DAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
_SHORT_DAYS = ("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс")
_ENGLISH = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# What Excel draws by the system's settings; staff have Russian ones.
_SYSTEM = {
    "mm-dd-yy": "dd.mm.yyyy",
    "d-mmm-yy": "dd.mmm.yy",
    "d-mmm": "dd.mmm",
    "mmm-yy": "mmm.yy",
    "m/d/yy h:mm": "dd.mm.yyyy h:mm",
}
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<pad>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<noon>AM/PM|A/P)|(?P<general>General)|(?P<part>\.0+|y+|m+|d+|h+|s+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_LOCALE = re.compile(r"\[\$[^\]-]*-([0-9A-Fa-f]+)[^\]]*\]")


def _sections(code: str) -> list[str]:
    found, now = [], ""
    for piece in _PIECE.finditer(code):
        if piece[0] == ";":
            found.append(now)
            now = ""
        else:
            now += piece[0]
    return [*found, now]


def shown_moment(value: dt.date | dt.time, code: str) -> str:
    """A date, time or both under a date format."""
    section = _sections(_SYSTEM.get(code, code))[0]
    locale = _LOCALE.search(section)
    tongue = locale[1].upper() if locale else ""
    if tongue == "F800":
        section = 'd mmmm yyyy "г."'
    pieces = [(found.lastgroup or "", found) for found in _PIECE.finditer(section)]
    noon = any(name == "noon" for name, _ in pieces)
    out = ""
    for at, (name, found) in enumerate(pieces):
        if name == "part":
            out += _part(found[0].lower(), value, noon, _minutes(pieces, at), tongue)
        elif name == "noon":
            out += "AM" if _time(value).hour < 12 else "PM"
        elif name == "bracket" and found["bracket"].lower().strip("hms") == "":
            out += _part(found["bracket"].lower(), value, False, True, tongue)
        else:
            out += _literal(name, found)
    return out.strip()


def _literal(name: str, found: re.Match[str]) -> str:
    if name in {"quoted", "escaped"}:
        return found[name]
    if name == "pad":
        return " "
    if name == "bracket" and found["bracket"].startswith("$"):
        return found["bracket"][1:].split("-")[0]
    return "" if name in {"fill", "bracket"} or found[0] == "@" else found[0]


def _minutes(pieces: list[tuple[str, re.Match[str]]], at: int) -> bool:
    """Whether an ``m`` beside hours or seconds means minutes."""

    def unit(found: re.Match[str]) -> str:
        return (found["bracket"] or found["part"] or "").lower()[:1]

    units = [unit(found) for name, found in pieces[:at] if name in {"part", "bracket"}]
    after = [unit(found) for name, found in pieces[at + 1 :] if name in {"part", "bracket"}]
    return bool(units and units[-1] == "h") or bool(after and after[0] == "s")


def _time(value: dt.date | dt.time) -> dt.time:
    if isinstance(value, dt.datetime):
        return value.time()
    return value if isinstance(value, dt.time) else dt.time()


def _part(token: str, value: dt.date | dt.time, noon: bool, minutes: bool, tongue: str) -> str:
    time = _time(value)
    kind, width = token[0], min(len(token), 2)
    if kind == ".":
        return "." + f"{time.microsecond:06d}"[: len(token) - 1]
    if kind == "h":
        return f"{time.hour % 12 or 12 if noon else time.hour:0{width}d}"
    if kind == "s":
        return f"{time.second:0{width}d}"
    if kind == "m" and minutes and len(token) < 3:
        return f"{time.minute:0{width}d}"
    day = value if isinstance(value, dt.date) else dt.date(1899, 12, 31)
    if kind == "y":
        return f"{day:%Y}" if len(token) > 2 else f"{day.year % 100:02d}"
    number = day.month if kind == "m" else day.day
    return f"{number:0{width}d}" if len(token) < 3 else _name(token, day, tongue)


def _name(token: str, day: dt.date, tongue: str) -> str:
    russian = tongue[-2:] in {"", "19", "00"}
    at = day.weekday() if token[0] == "d" else day.month - 1
    if token[0] == "d":
        if not russian:
            return _ENGLISH_DAYS[at] if len(token) > 3 else _ENGLISH_DAYS[at][:3]
        return _DAYS[at] if len(token) > 3 else _SHORT_DAYS[at]
    if len(token) == 5:
        return (_MONTHS[at] if russian else _ENGLISH[at])[0].upper()
    if not russian:
        return _ENGLISH[at] if len(token) > 3 else _ENGLISH[at][:3]
    if len(token) == 3:
        return _MONTHS[at][:3]
    return _OF_MONTH[at] if tongue in {"FC19", "F800"} else _MONTHS[at].capitalize()


def shown_elapsed(serial: float, code: str) -> str:
    """Hours and minutes of a duration in days under «[h]:mm» and its kin."""
    seconds = round(serial * 86_400)
    whole = {"h": 3600, "m": 60, "s": 1}

    def draw(found: re.Match[str]) -> str:
        part = found[1] or found[2]
        amount = seconds // whole[part[0].lower()]
        amount = amount if found[1] else amount % 60
        return f"{amount:0{len(part)}d}"

    return re.sub(r"\[([hms]+)\]|([hms]+)", draw, _sections(code)[0], flags=re.IGNORECASE)


def general(value: float | int) -> str:
    """A number without a format, as ``cells.cell_of`` shows it."""
    return f"{value:g}" if isinstance(value, float) else str(value)


def shown_number(value: float | int, code: str) -> str:
    """A number under a number format; under one that we do not know, as under General."""
    return general(value) if code == GENERAL else _formatted(value, code)


@lru_cache(maxsize=65_536)
def _formatted(value: float | int, code: str) -> str:
    sections = _sections(code)
    section = sections[0]
    if "[<" in code or "[>" in code or "[=" in code:
        return general(value)
    minus = "-" if value < 0 else ""
    if value < 0 and len(sections) > 1 and sections[1]:
        section, minus = sections[1], ""
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    if section in {GENERAL, "@", ""} or not re.search(r"[0#?]|General", section):
        return general(value) if section in {GENERAL, "@", ""} else _only_text(section)
    return _drawn(abs(value), section, minus)


def _only_text(section: str) -> str:
    return "".join(_literal(f.lastgroup or "", f) for f in _PIECE.finditer(section)).strip()


def _drawn(value: float | int, section: str, minus: str) -> str:
    """Literal texts around the digits, with the digits drawn at their first place."""
    digits, before, after, percent = "", "", "", 0
    for found in _PIECE.finditer(section):
        name, text = found.lastgroup or "", found[0]
        if name == "general":
            return minus + before + general(value)
        if (name == "other" and text in "0#?.,") or (name == "part" and text.startswith(".")):
            digits += text
        elif name == "other" and text in "/Ee":
            return minus + general(value)
        else:
            percent += text == "%"
            literal = _literal(name, found)
            before, after = (before, after + literal) if digits else (before + literal, after)
    return (before + minus + _digits(Decimal(repr(value)) * 100**percent, digits) + after).strip()


def _digits(value: Decimal, digits: str) -> str:
    while digits.endswith(","):
        digits, value = digits[:-1], value / 1000
    whole, _, fraction = digits.partition(".")
    places = len(fraction.replace(",", ""))
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:f}"
    left, _, right = text.partition(".")
    spare = len(fraction) - len(fraction.rstrip("#?"))
    right = right[: places - spare] + right[places - spare :].rstrip("0")
    left = left.lstrip("0").zfill(whole.count("0"))
    if "," in whole:
        left = f"{int(left):,}".replace(",", "\N{NO-BREAK SPACE}") if left else left
    return left + ("." + right if right else "")
