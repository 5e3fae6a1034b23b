"""The functions that the emulator computes; every other name shows an error that says so."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from tests.google_emulator.cells import Fault, Scalar, whole
from tests.google_emulator.formats import moment, serial, shown
from tests.google_emulator.locales import locale

if TYPE_CHECKING:
    from tests.google_emulator.formulas.evaluate import Calculator, Place, Value

Function = Callable[["Calculator", list["Value"], "Place"], "Value"]
N_A = Fault("N_A", "Did not find value in lookup.")


def number(value: Scalar) -> float | Fault:
    """A value as arithmetic takes it."""
    if value is None or value == "":
        return 0
    if isinstance(value, bool | int | float):
        return value + 0
    if isinstance(value, Fault):
        return value
    try:
        return float(value)
    except ValueError:
        return Fault("VALUE", f"'{value}' is a text and cannot be coerced to a number.")


def text_of(value: Scalar) -> str:
    """A value as "&" takes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(whole(value)) if isinstance(value, int | float) else str(value)


def compare(left: Scalar, right: Scalar) -> int:
    """-1, 0 or 1: numbers before texts before truth values; letters' case does not matter."""
    if left is None or right is None:
        filler: Scalar = "" if isinstance(left or right, str) else 0
        left = filler if left is None else left
        right = filler if right is None else right
    first, second = _rank(left), _rank(right)
    return (first > second) - (first < second)


def _rank(value: Scalar) -> tuple[int, Any]:
    if isinstance(value, bool):
        return 2, value
    if isinstance(value, int | float):
        return 0, value
    return 1, str(value).lower()


def scalars(arguments: list[Value]) -> Iterator[Scalar]:
    """All values, those of areas too."""
    for one in arguments:
        if one is None or isinstance(one, bool | int | float | str | Fault):
            yield one
        else:
            yield from one.flat()


def numbers(arguments: list[Value]) -> list[float]:
    """The numbers among the values; TypeError carries the first error."""
    return [v for v in scalars(arguments) if isinstance(v, int | float) and v is not True and v is not False]  # noqa: E501  # fmt: skip


def first_fault(arguments: list[Value]) -> Fault | None:
    """The first error among the values."""
    return next((v for v in scalars(arguments) if isinstance(v, Fault)), None)


def _aggregate(step: Callable[[list[float]], Scalar]) -> Function:
    def run(_: Calculator, arguments: list[Value], place: Place) -> Value:
        fault = first_fault(arguments)
        return fault if fault else step(numbers(arguments))

    return run


def _single(step: Callable[[list[Scalar]], Scalar]) -> Function:
    """A function of single values."""

    def run(calculator: Calculator, arguments: list[Value], place: Place) -> Value:
        values = [calculator.single(a, place) for a in arguments]
        fault = next((v for v in values if isinstance(v, Fault)), None)
        return fault if fault else step(values)

    return run


def _count(step: Callable[[Scalar], bool]) -> Function:
    def run(_: Calculator, arguments: list[Value], place: Place) -> Value:
        return sum(1 for value in scalars(arguments) if step(value))

    return run


def _test(step: Callable[[Scalar], bool]) -> Function:
    def run(calculator: Calculator, arguments: list[Value], place: Place) -> Value:
        return step(calculator.single(arguments[0], place))

    return run


def _real(value: Scalar) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _float(value: Scalar) -> float:
    found = number(value)
    if isinstance(found, Fault):
        raise ValueError(found.message)
    return found


def _round(values: list[Scalar]) -> Scalar:
    places = int(_float(values[1])) if len(values) > 1 else 0
    scale = 10.0**places
    return whole(math.copysign(math.floor(abs(_float(values[0])) * scale + 0.5) / scale,
                               _float(values[0])))  # fmt: skip


def _date(values: list[Scalar]) -> Scalar:
    import datetime as dt

    year, month, day = (int(_float(v)) for v in values)
    first = dt.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    return serial(first) + day - 1


def _mid(values: list[Scalar]) -> Scalar:
    start = int(_float(values[1])) - 1
    return text_of(values[0])[start : start + int(_float(values[2]))]


def _find(values: list[Scalar]) -> Scalar:
    start = int(_float(values[2])) - 1 if len(values) > 2 else 0
    found = text_of(values[1]).find(text_of(values[0]), start)
    return found + 1 if found >= 0 else Fault("VALUE", "FIND: the text is not there.")


def _text(calculator: Calculator, arguments: list[Value], place: Place) -> Value:
    value, pattern = (calculator.single(a, place) for a in arguments[:2])
    return shown(value, {"type": "NUMBER", "pattern": text_of(pattern)},
                 locale(calculator.book.locale))  # fmt: skip


def _wildcard(pattern: str) -> re.Pattern[str]:
    text = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.compile(text + r"\Z", re.IGNORECASE | re.DOTALL)


def criterion(rule: Scalar) -> Callable[[Scalar], bool]:
    """The test of COUNTIF and its kin: ">5", "<>x", "a*"."""
    if not isinstance(rule, str):
        return lambda value: value is not None and compare(value, rule) == 0
    match = re.match(r"(<>|<=|>=|=|<|>)?(.*)$", rule, re.DOTALL)
    assert match is not None
    sign, bare = match[1] or "=", match[2]
    try:
        limit: Scalar = float(bare.replace(",", "."))
    except ValueError:
        limit = bare
    if sign in ("=", "<>") and isinstance(limit, str):
        pattern = _wildcard(limit)
        return lambda value: bool(pattern.match(text_of(value))) == (sign == "=")
    wanted = {"=": (0,), "<>": (-1, 1), "<": (-1,), ">": (1,), "<=": (-1, 0), ">=": (0, 1)}[sign]
    return lambda value: (
        (_real(value) == _real(limit) and compare(value, limit) in wanted) or
        (sign == "<>" and _real(value) != _real(limit))
    )  # fmt: skip


def _matches(calculator: Calculator, pairs: list[Value], place: Place) -> list[int]:
    """The places at which every (range, criterion) pair holds."""
    kept: set[int] | None = None
    for area, rule in zip(pairs[::2], pairs[1::2], strict=True):
        holds = criterion(calculator.single(rule, place))
        found = {i for i, value in enumerate(scalars([area])) if holds(value)}
        kept = found if kept is None else kept & found
    return sorted(kept or ())


def _countifs(calculator: Calculator, arguments: list[Value], place: Place) -> Value:
    return len(_matches(calculator, arguments, place))


def _sumif(calculator: Calculator, arguments: list[Value], place: Place) -> Value:
    summed = list(scalars([arguments[2] if len(arguments) > 2 else arguments[0]]))
    places = _matches(calculator, arguments[:2], place)
    return whole(sum(_float(summed[i]) for i in places if i < len(summed) and _real(summed[i])))


def _sumifs(calculator: Calculator, arguments: list[Value], place: Place) -> Value:
    summed = list(scalars(arguments[:1]))
    places = _matches(calculator, arguments[1:], place)
    return whole(sum(_float(summed[i]) for i in places if i < len(summed) and _real(summed[i])))


def _now(calculator: Calculator, arguments: list[Value], place: Place) -> Value:
    return calculator.book.now


def _today(calculator: Calculator, arguments: list[Value], place: Place) -> Value:
    return int(calculator.book.now)


FUNCTIONS: dict[str, Function] = {
    "SUM": _aggregate(lambda v: whole(math.fsum(v))),
    "MIN": _aggregate(lambda v: min(v, default=0)),
    "MAX": _aggregate(lambda v: max(v, default=0)),
    "AVERAGE": _aggregate(
        lambda v: whole(math.fsum(v) / len(v)) if v else Fault("DIVIDE_BY_ZERO", "No numbers.")
    ),
    "COUNT": _count(_real),
    "COUNTA": _count(lambda v: v is not None),
    "COUNTBLANK": _count(lambda v: v is None or v == ""),
    "COUNTIF": _countifs,
    "COUNTIFS": _countifs,
    "SUMIF": _sumif,
    "SUMIFS": _sumifs,
    "AND": _aggregate(lambda v: bool(v)),
    "NOT": _single(lambda v: not _float(v[0])),
    "ROUND": _single(_round),
    "INT": _single(lambda v: math.floor(_float(v[0]))),
    "ABS": _single(lambda v: abs(_float(v[0]))),
    "MOD": _single(lambda v: whole(_float(v[0]) % _float(v[1]))),
    "LEN": _single(lambda v: len(text_of(v[0]))),
    "LEFT": _single(lambda v: text_of(v[0])[: int(_float(v[1])) if len(v) > 1 else 1]),
    "RIGHT": _single(
        lambda v: text_of(v[0])[max(0, len(text_of(v[0])) - int(_float(v[1] if v[1:] else 1))) :]
    ),
    "MID": _single(_mid),
    "FIND": _single(_find),
    "LOWER": _single(lambda v: text_of(v[0]).lower()),
    "UPPER": _single(lambda v: text_of(v[0]).upper()),
    "TRIM": _single(lambda v: " ".join(text_of(v[0]).split())),
    "SUBSTITUTE": _single(lambda v: text_of(v[0]).replace(text_of(v[1]), text_of(v[2]))),
    "REGEXMATCH": _single(lambda v: re.search(text_of(v[1]), text_of(v[0])) is not None),
    "VALUE": _single(lambda v: whole(_float(v[0]))),
    "TEXT": _text,
    "HYPERLINK": _single(lambda v: v[1] if len(v) > 1 else v[0]),
    "DATE": _single(_date),
    "YEAR": _single(lambda v: moment(_float(v[0])).year),
    "MONTH": _single(lambda v: moment(_float(v[0])).month),
    "DAY": _single(lambda v: moment(_float(v[0])).day),
    "NOW": _now,
    "TODAY": _today,
    "NA": lambda c, a, p: N_A,
    "ISBLANK": _test(lambda v: v is None),
    "ISERROR": _test(lambda v: isinstance(v, Fault)),
    "ISNA": _test(lambda v: isinstance(v, Fault) and v.kind == "N_A"),
    "ISNUMBER": _test(_real),
    "ISTEXT": _test(lambda v: isinstance(v, str)),
    "PI": lambda c, a, p: math.pi,
}


def register(more: dict[str, Function]) -> None:
    """Add functions of another module."""
    FUNCTIONS.update(more)
