"""Functions that find cells: MATCH, INDEX, VLOOKUP, XLOOKUP, and those that name or join them."""

from __future__ import annotations

from tests.google_emulator.a1 import Box
from tests.google_emulator.cells import Fault, Scalar
from tests.google_emulator.formulas.evaluate import Area, Calculator, Place, Value, lookup_key
from tests.google_emulator.formulas.functions import (
    N_A,
    Function,
    compare,
    first_fault,
    number,
    register,
    scalars,
    text_of,
)


def _whole(
    calculator: Calculator, arguments: list[Value], at: int, place: Place, other: int
) -> int:
    """An argument as a whole number."""
    if len(arguments) <= at:
        return other
    found = number(calculator.single(arguments[at], place))
    if isinstance(found, Fault):
        raise ValueError(found.message)
    return int(found)


def find(area: Value, wanted: Scalar, kind: int) -> int | None:
    """The place of a value: exact (0), last one not above (1), last one not below (-1)."""
    if wanted is None or isinstance(wanted, Fault):
        return None
    if kind == 0 and isinstance(area, Area):
        return area.positions().get(lookup_key(wanted))
    best = None
    for place, value in enumerate(scalars([area])):
        if value is None or isinstance(value, Fault):
            continue
        if kind == 0 and lookup_key(value) == lookup_key(wanted):
            return place
        same = lookup_key(value)[0] == lookup_key(wanted)[0]
        if kind and same and compare(value, wanted) * kind <= 0:
            best = place
    return best


def _match(calculator: Calculator, arguments: list[Value], place: Place) -> Value:
    wanted = calculator.single(arguments[0], place)
    if isinstance(wanted, Fault):
        return wanted
    found = find(arguments[1], wanted, _whole(calculator, arguments, 2, place, 1))
    return N_A if found is None else found + 1


def _index(calculator: Calculator, arguments: list[Value], place: Place) -> Value:
    area = arguments[0]
    fault = first_fault([a for a in arguments[1:] if not isinstance(a, Area)])
    if isinstance(area, Fault) or fault:
        return area if isinstance(area, Fault) else fault
    row = _whole(calculator, arguments, 1, place, 0)
    column = _whole(calculator, arguments, 2, place, 0)
    if not isinstance(area, Area):
        return area if row <= 1 and column <= 1 else Fault("REF", "Out of range.")
    if area.box.height == 1 and len(arguments) == 2:
        row, column = 0 if area.box.width > 1 else row, row if area.box.width > 1 else 0
    if row > area.box.height or column > area.box.width or row < 0 or column < 0:
        return Fault("REF", "Out of range.")
    return Area(calculator, part(area.box, row, column))


def part(box: Box, row: int, column: int) -> Box:
    """One cell, line or all of a box; numbers from 1, 0 for all."""
    return Box(
        box.sheet_id,
        box.top + row - 1 if row else box.top,
        box.left + column - 1 if column else box.left,
        box.top + row if row else box.bottom,
        box.left + column if column else box.right,
    )


def _lookup(calculator: Calculator, arguments: list[Value], place: Place, down: bool) -> Value:
    wanted, area = calculator.single(arguments[0], place), arguments[1]
    if isinstance(wanted, Fault):
        return wanted
    if not isinstance(area, Area):
        return N_A
    which = _whole(calculator, arguments, 2, place, 1)
    sorted_ = _whole(calculator, arguments, 3, place, 1)
    if not 1 <= which <= (area.box.width if down else area.box.height):
        return Fault("REF", "Index out of range.")
    line = part(area.box, 0, 1) if down else part(area.box, 1, 0)
    found = find(Area(calculator, line), wanted, 1 if sorted_ else 0)
    if found is None:
        return N_A
    return area.at(found, which - 1) if down else area.at(which - 1, found)


def _vlookup(calculator: Calculator, arguments: list[Value], place: Place) -> Value:
    return _lookup(calculator, arguments, place, True)


def _hlookup(calculator: Calculator, arguments: list[Value], place: Place) -> Value:
    return _lookup(calculator, arguments, place, False)


def _xlookup(calculator: Calculator, arguments: list[Value], place: Place) -> Value:
    wanted, result = calculator.single(arguments[0], place), arguments[2]
    if isinstance(wanted, Fault):
        return wanted
    found = find(arguments[1], wanted, 0)
    if found is None:
        return arguments[3] if len(arguments) > 3 else N_A
    if not isinstance(result, Area):
        return result
    down = result.box.width == 1 or (
        isinstance(arguments[1], Area) and arguments[1].box.width == 1
    )  # fmt: skip
    box = part(result.box, found + 1, 0) if down else part(result.box, 0, found + 1)
    return Area(calculator, box)


def _choose(calculator: Calculator, arguments: list[Value], place: Place) -> Value:
    return arguments[_whole(calculator, arguments, 0, place, 1)]


def _row(calculator: Calculator, arguments: list[Value], place: Place) -> Value:
    area = arguments[0] if arguments else None
    return (area.box.top if isinstance(area, Area) else place.row) + 1


def _column(calculator: Calculator, arguments: list[Value], place: Place) -> Value:
    area = arguments[0] if arguments else None
    return (area.box.left if isinstance(area, Area) else place.column) + 1


def _rows(calculator: Calculator, arguments: list[Value], place: Place) -> Value:
    return arguments[0].box.height if isinstance(arguments[0], Area) else 1


def _columns(calculator: Calculator, arguments: list[Value], place: Place) -> Value:
    return arguments[0].box.width if isinstance(arguments[0], Area) else 1


def _concatenate(_: Calculator, arguments: list[Value], place: Place) -> Value:
    return first_fault(arguments) or "".join(text_of(v) for v in scalars(arguments))


def _textjoin(calculator: Calculator, arguments: list[Value], place: Place) -> Value:
    mark, skip = (calculator.single(a, place) for a in arguments[:2])
    texts = [text_of(v) for v in scalars(arguments[2:])]
    return text_of(mark).join(t for t in texts if t or not skip)


def _all(_: Calculator, arguments: list[Value], place: Place) -> Value:
    return first_fault(arguments) or all(bool(v) for v in scalars(arguments) if v is not None)


def _any(_: Calculator, arguments: list[Value], place: Place) -> Value:
    return first_fault(arguments) or any(bool(v) for v in scalars(arguments) if v is not None)


LOOKUPS: dict[str, Function] = {
    "MATCH": _match,
    "INDEX": _index,
    "VLOOKUP": _vlookup,
    "HLOOKUP": _hlookup,
    "XLOOKUP": _xlookup,
    "CHOOSE": _choose,
    "ROW": _row,
    "COLUMN": _column,
    "ROWS": _rows,
    "COLUMNS": _columns,
    "CONCATENATE": _concatenate,
    "CONCAT": _concatenate,
    "TEXTJOIN": _textjoin,
    "AND": _all,
    "OR": _any,
}
register(LOOKUPS)
