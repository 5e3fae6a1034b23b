"""A value as it is shown: number formats, dates from serial days, words of the locale."""

from __future__ import annotations

import datetime as dt
import functools
import re
from decimal import ROUND_HALF_UP, Decimal

from tests.google_emulator.cells import Fault, Scalar, shown_fault
from tests.google_emulator.errors import Json
from tests.google_emulator.locales import Locale

EPOCH = dt.datetime(1899, 12, 30)
DATE_TYPES = ("DATE", "TIME", "DATE_TIME")
TOKEN = re.compile(
    r'"[^"]*"|\\.|\[\$[^\]]*\]|\[[hms]+\]|\[[^\]]*\]|am/pm|a/p|y+|M+|m+|d+|h+|H+|s+|\.0+|_.|\*.|.',
    re.IGNORECASE,
)


def serial(moment: dt.datetime | dt.date) -> int | float:
    """Days since 30 December 1899, with a fraction for the time of day."""
    if not isinstance(moment, dt.datetime):
        return (dt.datetime(moment.year, moment.month, moment.day) - EPOCH).days
    delta = moment - EPOCH
    seconds = delta.seconds + delta.microseconds / 1e6
    return delta.days + seconds / 86400 if seconds else delta.days


def moment(number: float) -> dt.datetime:
    """The moment of a serial number, to the millisecond."""
    return EPOCH + dt.timedelta(milliseconds=round(number * 86_400_000))


def shown(value: Scalar, number_format: Json, locale: Locale) -> str:
    """What stands in the cell."""
    if value is None:
        return ""
    if isinstance(value, Fault):
        return shown_fault(value)
    if isinstance(value, bool):
        return locale.yes if value else locale.no
    if isinstance(value, str):
        return value
    kind = number_format.get("type", "")
    pattern = number_format.get("pattern", "") or default_pattern(kind, locale)
    if not pattern or kind == "TEXT":
        return general(value, locale)
    try:
        return number(value, pattern, locale)
    except OverflowError:
        return general(value, locale)


def default_pattern(kind: str, locale: Locale) -> str:
    """The pattern of a NumberFormat that names only a type."""
    return {
        "DATE": locale.date,
        "TIME": locale.time,
        "DATE_TIME": locale.date_time,
        "PERCENT": "0.00%",
        "CURRENCY": locale.money,
        "NUMBER": "#,##0.00",
        "SCIENTIFIC": "0.00E+00",
    }.get(kind, "")


def general(value: float, locale: Locale) -> str:
    """A number without a format: ten significant digits of the fraction, all of the whole."""
    if isinstance(value, int) and abs(value) < 10**15:
        return str(value)
    size = abs(value)
    if size and not 1e-6 <= size < 1e15:
        text = f"{value:.5E}"
        head, tail = text.split("E")
        text = f"{head.rstrip('0').rstrip('.')}E{tail}"
    else:
        before = len(str(int(size))) if size >= 1 else -_zeros(size)
        text = f"{value:.{max(0, 10 - before)}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        text = "0" if text == "-0" else text
    return text.replace(".", locale.decimal)


def _zeros(size: float) -> int:
    return 0 if not size else max(0, -1 - Decimal(size).adjusted())


def number(value: float, pattern: str, locale: Locale) -> str:
    """A number in a pattern of up to three sections."""
    sections = _sections(pattern)
    if value < 0 and len(sections) > 1:
        return _one(-value, sections[1], locale)
    if value == 0 and len(sections) > 2:
        return _one(value, sections[2], locale)
    return _one(value, sections[0], locale)


@functools.lru_cache(maxsize=1024)
def _sections(pattern: str) -> tuple[tuple[str, ...], ...]:
    made: list[list[str]] = [[]]
    for token in TOKEN.findall(pattern):
        if token == ";":
            made.append([])
        else:
            made[-1].append(token)
    return tuple(tuple(section) for section in made)


def _one(value: float, tokens: tuple[str, ...], locale: Locale) -> str:
    if any(re.match(r"[ymdhsYMDHS]|\[[hms]+\]$|am/pm", token) for token in tokens):
        return _date(value, tokens, locale)
    return _figure(value, tokens, locale)


def _literal(token: str) -> str | None:
    if token.startswith('"'):
        return token[1:-1]
    if token.startswith("\\"):
        return token[1]
    if token.startswith("[$"):
        return token[2:-1].split("-")[0]
    if token.startswith("_"):
        return " "
    if (token.startswith("[") and token.endswith("]")) or token.startswith("*"):
        return ""
    return None


def _figure(value: float, tokens: tuple[str, ...], locale: Locale) -> str:
    places = [token for token in tokens if _literal(token) is None]
    mask = "".join(places)
    digits = re.search(r"[0#?][0#?,]*(?:\.[0#?]*)?(?:E[+-]0+)?", _joined(tokens))
    if digits is None:
        return "".join(_plain(t, value, locale) for t in tokens)
    core = digits[0]
    scaled = value * 100 ** mask.count("%")
    text = _digits(scaled, core, locale)
    sign = "-" if value < 0 and re.search("[1-9]", text) else ""
    made, seen = "", False
    for token in tokens:
        literal = _literal(token)
        if literal is not None:
            made += literal
        elif re.match(r"[0#?,.E+]|\.0", token) and token not in ("+", "-"):
            made += "" if seen else text
            seen = True
        elif token not in ("+",) or "E" not in core:
            made += token
    return sign + made


def _joined(tokens: tuple[str, ...]) -> str:
    return "".join(token if _literal(token) is None else "\0" for token in tokens)


def _plain(token: str, value: float, locale: Locale) -> str:
    literal = _literal(token)
    if literal is not None:
        return literal
    return general(value, locale) if token == "@" or token.lower() == "general" else token


def _digits(value: float, core: str, locale: Locale) -> str:
    if "E" in core:
        core, power = re.split("E[+-]", core)
        places = len(core.partition(".")[2])
        head, tail = f"{abs(value):.{places}E}".split("E")
        exponent = int(tail)
        sign = "-" if exponent < 0 else "+"
        return head.replace(".", locale.decimal) + f"E{sign}{abs(exponent):0{len(power)}d}"
    whole, _, fraction = core.partition(".")
    needed, places = fraction.count("0"), len(fraction)
    exact = Decimal(repr(abs(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    head, _, tail = f"{exact:f}".partition(".")
    tail = tail[:needed] + tail[needed:].rstrip("0")
    head = head.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole:
        head = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", locale.group, head)
    return head + (locale.decimal + tail if tail or (needed == 0 and "." in core and tail) else "")


def _date(value: float, tokens: tuple[str, ...], locale: Locale) -> str:
    when = moment(value)
    clock12 = any(token.lower() in ("am/pm", "a/p") for token in tokens)
    made, hours = "", False
    for i, token in enumerate(tokens):
        letter = token[0].lower()
        if letter == "m" and token == token.lower() and token.isalpha():
            after = next((t[0].lower() for t in tokens[i + 1 :] if t[0].isalpha()), "")
            # "m" is minutes beside hours or seconds, else the month.
            token = "n" * len(token) if hours or after == "s" else token.upper()
        made += _part(token, when, value, clock12, locale)
        if token[0].isalpha() or token.startswith("[h"):
            hours = letter in ("h", "[")
    return made


def _part(token: str, when: dt.datetime, value: float, clock12: bool, locale: Locale) -> str:
    literal = None if re.match(r"\[[hms]+\]$", token) else _literal(token)
    if literal is not None:
        return literal
    size = len(token)
    letter = token[0]
    if token.lower() in ("am/pm", "a/p"):
        return ("AM" if when.hour < 12 else "PM")[: size // 2 if size == 3 else 2]
    if letter == "[":
        return f"{int(value * 24 + 1e-9):0{size - 2}d}"
    if letter in "yY":
        return f"{when.year % 100:02d}" if size <= 2 else f"{when.year:04d}"
    if letter == "M":
        return _month(when, size, locale)
    if letter in "dD":
        return _day(when, size, locale)
    if letter in "hH":
        hour = (when.hour + 11) % 12 + 1 if clock12 else when.hour
        return f"{hour:0{min(size, 2)}d}"
    if letter in "nsS":
        return f"{when.minute if letter == 'n' else when.second:0{min(size, 2)}d}"
    if re.match(r"\.0+$", token):
        return f"{when.microsecond / 1e6:.{size - 1}f}"[1:]
    return token


def _month(when: dt.datetime, size: int, locale: Locale) -> str:
    names = {3: locale.short_months, 4: locale.months}
    if size in names:
        return names[size][when.month - 1]
    return locale.months[when.month - 1][0] if size > 4 else f"{when.month:0{size}d}"


def _day(when: dt.datetime, size: int, locale: Locale) -> str:
    name = locale.days[when.weekday()]
    return {3: name[:3], 4: name}.get(size, f"{when.day:0{min(size, 2)}d}")
