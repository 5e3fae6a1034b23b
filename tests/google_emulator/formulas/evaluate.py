"""Computed values of a spreadsheet: each formula once, until something changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.google_emulator.a1 import Box, Open
from tests.google_emulator.cells import Fault, Formula, Scalar, whole
from tests.google_emulator.formulas.functions import FUNCTIONS, compare, number, text_of
from tests.google_emulator.formulas.parse import (
    FormulaError,
    Literal,
    Name,
    Node,
    Reference,
    parse,
)
from tests.google_emulator.locales import locale
from tests.google_emulator.model import Book, Sheet


@dataclass(frozen=True)
class Area:
    """A stretch of cells whose values are computed when asked for."""

    calculator: Calculator
    box: Box

    def at(self, row: int, column: int) -> Scalar:
        """The value in the area's own row and column."""
        return self.calculator.value(self.box.sheet_id, self.box.top + row, self.box.left + column)

    def flat(self) -> list[Scalar]:
        """Row by row; empty cells below the last filled row are left out."""
        sheet = self.calculator.book.sheet(self.box.sheet_id)
        bottom = min(self.box.bottom, len(sheet.rows))
        if self.box.top >= bottom:
            return []
        return [
            self.calculator.value(self.box.sheet_id, row, column)
            for row in range(self.box.top, bottom)
            for column in range(self.box.left, self.box.right)
        ]

    def positions(self) -> dict[tuple[str, object], int]:
        """Value -> its first place in :meth:`flat`; kept while nothing changes."""
        key = ("positions", self.box)
        memo = self.calculator.book.memo
        if key not in memo:
            found: dict[tuple[str, object], int] = {}
            for place, value in enumerate(self.flat()):
                if value is not None and not isinstance(value, Fault):
                    found.setdefault(lookup_key(value), place)
            memo[key] = found
        made: dict[tuple[str, object], int] = memo[key]
        return made


Value = Scalar | Area


def lookup_key(value: Scalar) -> tuple[str, object]:
    """Two values are equal to a lookup when these are: case does not matter, kinds do."""
    if isinstance(value, bool):
        return "bool", value
    if isinstance(value, int | float):
        return "number", float(value)
    return "text", str(value).lower()


@dataclass(frozen=True)
class Place:
    """Where the formula stands."""

    sheet: Sheet
    row: int
    column: int


class Calculator:
    """Values of one spreadsheet."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.separator = locale(book.locale).separator

    def value(self, sheet_id: int, row: int, column: int) -> Scalar:
        """The effective value of a cell."""
        sheet = self.book.sheet(sheet_id)
        entered = sheet.cell(row, column).value
        if not isinstance(entered, Formula):
            return entered
        key = (sheet_id, row, column)
        memo = self.book.memo
        if key not in memo:
            memo[key] = Fault("REF", "Circular dependency detected.")
            memo[key] = self.formula(entered.text, Place(sheet, row, column))
        found: Scalar = memo[key]
        return found

    def formula(self, text: str, place: Place) -> Scalar:
        """What a formula gives at a place."""
        try:
            tree = parse(text, self.separator)
        except FormulaError:
            return Fault("ERROR", "Formula parse error.")
        found = self.single(self.evaluate(tree, place), place)
        return 0 if found is None else whole(found) if isinstance(found, float) else found

    def single(self, value: Value, place: Place) -> Scalar:
        """One value of an area: its only cell, or the one on the formula's line."""
        if not isinstance(value, Area):
            return value
        box = value.box
        if box.height == 1 and box.width == 1:
            return value.at(0, 0)
        if box.width == 1 and box.top <= place.row < box.bottom:
            return value.at(place.row - box.top, 0)
        if box.height == 1 and box.left <= place.column < box.right:
            return value.at(0, place.column - box.left)
        return Fault("VALUE", "An array value could not be found.")

    def evaluate(self, node: Node, place: Place) -> Value:
        """A tree's value; an area stays one."""
        if isinstance(node, Literal):
            return node.value
        if isinstance(node, Reference):
            return self.reference(node, place)
        if isinstance(node, Name):
            return self.named(node.name)
        if node.name in LAZY:
            return LAZY[node.name](self, node.arguments, place)
        arguments = [self.evaluate(one, place) for one in node.arguments]
        if node.name in OPERATORS:
            return self.operator(node.name, [self.single(a, place) for a in arguments])
        if node.name in FUNCTIONS:
            return self.function(node.name, arguments, place)
        return Fault("NAME", f"The emulator does not compute '{node.name}'.")

    def reference(self, node: Reference, place: Place) -> Value:
        """The cells that a reference names."""
        sheet = self.book.titled(node.title) if node.title else place.sheet
        if sheet is None:
            return Fault("REF", f"Unresolved sheet name '{node.title}'.")
        first, last = node.corners[0], node.corners[-1]
        rows = [c.row for c in (first, last) if c.row is not None]
        columns = [c.column for c in (first, last) if c.column is not None]
        pair = len(node.corners) == 2
        part = Open(
            min(rows) if rows else None,
            min(columns) if columns else None,
            max(rows) + 1 if rows and not (pair and last.row is None) else None,
            max(columns) + 1 if columns and not (pair and last.column is None) else None,
        )
        box = sheet.resolve(part)
        if box.height < 1 or box.width < 1:
            return Fault("REF", "Reference does not exist.")
        return Area(self, box)

    def named(self, name: str) -> Value:
        """The cells of a named range."""
        for item in self.book.named:
            if item["name"].lower() == name.lower():
                return Area(self, self.book.box(item["range"]))
        return Fault("NAME", f"Unknown range name: '{name}'.")

    def operator(self, sign: str, values: list[Scalar]) -> Scalar:
        """An operator on single values; the first error wins."""
        for value in values:
            if isinstance(value, Fault):
                return value
        return OPERATORS[sign](values)

    def function(self, name: str, arguments: list[Value], place: Place) -> Value:
        """A function on evaluated arguments."""
        try:
            return FUNCTIONS[name](self, arguments, place)
        except (IndexError, ValueError, TypeError) as error:
            return Fault("VALUE", f"{name}: {error}")


def _if(calculator: Calculator, nodes: Sequence[Node], place: Place) -> Value:
    test = calculator.single(calculator.evaluate(nodes[0], place), place)
    if isinstance(test, Fault):
        return test
    if isinstance(test, str):
        return Fault("VALUE", "IF expects a truth value.") if test else False
    chosen = 1 if test else 2
    return calculator.evaluate(nodes[chosen], place) if len(nodes) > chosen else bool(test)


def _iferror(calculator: Calculator, nodes: Sequence[Node], place: Place) -> Value:
    value = calculator.single(calculator.evaluate(nodes[0], place), place)
    if not isinstance(value, Fault):
        return value
    return calculator.evaluate(nodes[1], place) if len(nodes) > 1 else ""


def _ifna(calculator: Calculator, nodes: Sequence[Node], place: Place) -> Value:
    value = calculator.single(calculator.evaluate(nodes[0], place), place)
    if not (isinstance(value, Fault) and value.kind == "N_A"):
        return value
    return calculator.evaluate(nodes[1], place) if len(nodes) > 1 else ""


LAZY: dict[str, Callable[[Calculator, Sequence[Node], Place], Value]] = {
    "IF": _if,
    "IFERROR": _iferror,
    "IFNA": _ifna,
}


def _arithmetic(step: Callable[[float, float], float]) -> Callable[[list[Scalar]], Scalar]:
    def run(values: list[Scalar]) -> Scalar:
        pair = [number(value) for value in values]
        for one in pair:
            if isinstance(one, Fault):
                return one
        left, right = (one for one in pair if not isinstance(one, Fault))
        try:
            return whole(step(left, right))
        except ZeroDivisionError:
            return Fault("DIVIDE_BY_ZERO", "Division by zero.")
        except (OverflowError, ValueError):
            return Fault("NUM", "The result is no number.")

    return run


def _minus(values: list[Scalar]) -> Scalar:
    found = number(values[0])
    return found if isinstance(found, Fault) else -found


def _percent(values: list[Scalar]) -> Scalar:
    found = number(values[0])
    return found if isinstance(found, Fault) else whole(found / 100)


OPERATORS: dict[str, Callable[[list[Scalar]], Scalar]] = {
    "+": _arithmetic(lambda a, b: a + b),
    "-": _arithmetic(lambda a, b: a - b),
    "*": _arithmetic(lambda a, b: a * b),
    "/": _arithmetic(lambda a, b: a / b),
    "^": _arithmetic(lambda a, b: float(a) ** b),
    "u-": _minus,
    "%": _percent,
    "&": lambda v: text_of(v[0]) + text_of(v[1]),
    "=": lambda v: compare(v[0], v[1]) == 0,
    "<>": lambda v: compare(v[0], v[1]) != 0,
    "<": lambda v: compare(v[0], v[1]) < 0,
    ">": lambda v: compare(v[0], v[1]) > 0,
    "<=": lambda v: compare(v[0], v[1]) <= 0,
    ">=": lambda v: compare(v[0], v[1]) >= 0,
    "#REF!": lambda v: Fault("REF", "Reference does not exist."),
}
