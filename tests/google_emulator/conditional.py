"""Conditional formats by a formula, worked out for one cell; other conditions are only kept."""

from __future__ import annotations

from tests.google_emulator.cells import Fault
from tests.google_emulator.errors import Json
from tests.google_emulator.formulas.evaluate import Calculator, Place
from tests.google_emulator.formulas.rewrite import relocated
from tests.google_emulator.masks import Tree, wants
from tests.google_emulator.model import Book, Sheet

DECIDED = ("backgroundColor", "backgroundColorStyle", "textFormat")
"""What a conditional format may change."""


def format_here(book: Book, sheet: Sheet, row: int, column: int, mask: Tree) -> Json:
    """The format that the rules give a cell, {} for none; the first rule that fits wins."""
    rules = sheet.lists.get("conditionalFormats", [])
    if not rules or not any(wants(mask, "effectiveFormat", name) for name in DECIDED):
        return {}
    for rule in rules:
        for range_ in rule["ranges"]:
            box = book.box(range_)
            inside = box.top <= row < box.bottom and box.left <= column < box.right
            if inside and _fits(book, sheet, rule, row, column, box.top, box.left):
                made: Json = rule["booleanRule"].get("format", {})
                return made
    return {}


def _fits(book: Book, sheet: Sheet, rule: Json, row: int, column: int, top: int, left: int) -> bool:
    """Whether the rule's formula, written for the first cell of its range, is true here."""
    condition = rule.get("booleanRule", {}).get("condition", {})
    if condition.get("type") != "CUSTOM_FORMULA":
        return False
    text = str(condition["values"][0].get("userEnteredValue", ""))
    moved = relocated(text, row - top, column - left)
    value = Calculator(book).formula(moved, Place(sheet, row, column))
    return not isinstance(value, Fault | str) and bool(value)
