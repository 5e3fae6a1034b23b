"""Formulas as text: which areas, names and tables one reads, and references rewritten in place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sheets_sync.stores.xlsx.areas import LAST_COLUMN, LAST_ROW, Area, column_number

_TOKEN = re.compile(
    r"""
    (?P<text>"(?:[^"]|"")*")
  | (?P<error>\#[A-Z0-9/]+[!?]?)
  | (?P<sheet>(?:'(?:[^']|'')*'|(?:\[\d+\])?[^\W\d][\w.]*(?::[\w.]+)?|\[\d+\])!)
  | (?P<area>\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}(?::\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6})?(?![\w(.!\[]))
  | (?P<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\w(.!]))
  | (?P<rows>\$?[1-9]\d{0,6}:\$?[1-9]\d{0,6}(?![\w(.!]))
  | (?P<table>[^\W\d\\]?[\w.\\]*\[)
  | (?P<call>[^\W\d][\w.]*\()
  | (?P<name>[^\W\d][\w.\\?]*)
  | (?P<number>\d+(?:\.\d*)?(?:[Ee][+-]?\d+)?)
  | (?P<colon>:)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CORNER = re.compile(r"(\$?)([A-Za-z]{0,3})(\$?)(\d{0,7})\Z")
_END = r"(\$?)([A-Za-z]{0,3})(\$?)(\d{0,7})"
_ENDS = re.compile(f"{_END}(?::{_END})?")
_UNSTABLE = frozenset(
    {"NOW", "TODAY", "RAND", "RANDBETWEEN", "RANDARRAY", "OFFSET", "INDIRECT", "INFO", "CELL"}
)


class Reference(NamedTuple):
    """An area in a formula: sheet as written ('' for its own), where in the text, and its cells.

    ``fixed`` tells of top, left, bottom, right whether the sign $ stands before it.
    """

    sheet: str
    start: int
    end: int
    area: Area
    fixed: tuple[bool, bool, bool, bool]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a formula reads; ``unstable`` when that cannot be told from its text."""

    references: tuple[Reference, ...]
    names: tuple[tuple[str, str], ...]
    tables: tuple[str, ...]
    unstable: bool


def read_formula(text: str) -> Parsed:
    """What the formula reads; texts in quotes and other workbooks are passed over."""
    references: list[Reference] = []
    names, tables, unstable, sheet, at = [], [], False, "", 0
    while at < len(text) and (token := _TOKEN.match(text, at)) is not None:
        at, kind = token.end(), token.lastgroup
        if kind == "sheet":
            sheet = sheet_named(token[0])
            continue
        if "[" not in sheet and kind in {"area", "columns", "rows"}:
            found = _reference(sheet, token)
            references += [found] if found else []
        elif kind == "name" and "[" not in sheet:
            names.append((sheet, token[0].lower()))
        elif kind == "table":
            tables.append(token[0][:-1].lower())
            at = _closed(text, at)
        unstable |= kind == "colon" or (kind == "call" and _shaky(token[0]))
        sheet = ""
    return Parsed(tuple(references), tuple(names), tuple(tables), unstable)


def only_areas(text: str) -> bool:
    """Whether the formula is nothing but areas of sheets, perhaps several with commas between."""
    tokens = [(found.lastgroup, found[0]) for found in _TOKEN.finditer(text)]
    areas = [one for one in tokens if one[0] in {"area", "columns", "rows"}]
    rest = [text for kind, text in tokens if kind not in {"area", "columns", "rows", "sheet"}]
    return bool(areas) and all(text in ",()= " for text in rest)


def sheet_named(prefix: str) -> str:
    """The sheet's name out of «'Лист 1'!»; of «Лист1:Лист3!» both with the colon between."""
    name = prefix[:-1]
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


def _shaky(call: str) -> bool:
    return call[:-1].upper().rpartition(".")[2] in _UNSTABLE


def _closed(text: str, at: int) -> int:
    """The place after the bracket that closes the one before ``at``."""
    depth = 1
    while at < len(text) and depth:
        if text[at] == "'":
            at += 1
        elif text[at] in "[]":
            depth += 1 if text[at] == "[" else -1
        at += 1
    return at


def _reference(sheet: str, token: re.Match[str]) -> Reference | None:
    ends = _ENDS.fullmatch(token[0])
    if ends is None:
        return None
    left_fixed, left, top_fixed, top, right_fixed, right, bottom_fixed, bottom = ends.groups()
    if right is None:
        row, column = int(top), column_number(left)
        where = Area(row, column, row, column)
        fixed = (bool(top_fixed), bool(left_fixed), bool(top_fixed), bool(left_fixed))
        return Reference(sheet, token.start(), token.end(), where, fixed)
    rows = (int(top), int(bottom)) if top and bottom else (1, LAST_ROW)
    columns = (column_number(left), column_number(right)) if left else (1, LAST_COLUMN)
    if not left:
        # In «$1:3» the only sign $ belongs to the row.
        top_fixed, bottom_fixed = left_fixed or top_fixed, right_fixed or bottom_fixed
    where = Area(min(rows), min(columns), max(rows), max(columns))
    fixed = (
        *(bool(top_fixed or not top), bool(left_fixed or not left)),
        *(bool(bottom_fixed or not top), bool(right_fixed or not left)),
    )
    return Reference(sheet, token.start(), token.end(), where, fixed)


def moved(reference: Reference, down: int, right: int) -> Area:
    """The area of a shared formula's reference in a cell that lies so far from its master."""
    steps = (down, right, down, right)
    limits = (LAST_ROW, LAST_COLUMN, LAST_ROW, LAST_COLUMN)
    top, left, bottom, last = (
        number if fixed else (number + step - 1) % limit + 1
        for number, fixed, step, limit in zip(
            reference.area, reference.fixed, steps, limits, strict=True
        )
    )
    return Area(min(top, bottom), min(left, last), max(top, bottom), max(left, last))


def rewritten(text: str, references: Iterable[Reference], grown: Callable[[Area], Area]) -> str:
    """The formula with some of its references grown downwards; all else as it was written."""
    for one in sorted(references, key=lambda one: -one.start):
        new = grown(one.area)
        if new == one.area:
            continue
        old = text[one.start : one.end]
        start, colon, end = old.partition(":")
        corner = _CORNER.match(end if colon else start)
        if corner is not None:
            last = f"{corner[1]}{corner[2]}{corner[3]}{new.bottom}"
            text = text[: one.start] + f"{start}:{last}" + text[one.end :]
    return text
