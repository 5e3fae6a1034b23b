"""The references of a formula, rewritten when cells move or the formula is copied."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import NamedTuple

from tests.google_emulator.a1 import column_index, column_name

SHEET = r"(?P<sheet>'(?:[^']|'')+'!|[^\W\d][\w.]*!)?"
CORNER = r"(?:\$?[A-Za-z]{1,3}\$?[1-9][0-9]*)"
COLUMN = r"(?:\$?[A-Za-z]{1,3})"
ROW = r"(?:\$?[1-9][0-9]*)"
REFERENCE = re.compile(
    rf'(?P<text>"(?:[^"]|"")*")|(?<![\w.$]){SHEET}'
    rf"(?P<cells>{CORNER}:{CORNER}|{CORNER}:{COLUMN}(?![\w(])|{CORNER}:{ROW}|{CORNER}"
    rf"|{COLUMN}:{COLUMN}|{ROW}:{ROW})(?![\w(!])"
)
PART = re.compile(r"(\$?)([A-Za-z]{0,3})(\$?)([0-9]*)$")


class Corner(NamedTuple):
    """One end of a reference; None where it is open."""

    row: int | None
    column: int | None
    row_fixed: bool
    column_fixed: bool

    def text(self) -> str:
        """As it is written."""
        made = ""
        if self.column is not None:
            made += ("$" if self.column_fixed else "") + column_name(self.column)
        if self.row is not None:
            made += ("$" if self.row_fixed else "") + str(self.row + 1)
        return made


@functools.lru_cache(maxsize=65536)
def corner(text: str) -> Corner:
    """A corner such as "$A1", "A" or "$3"."""
    match = PART.match(text)
    assert match is not None, text
    first, letters, second, digits = match.groups()
    return Corner(
        int(digits) - 1 if digits else None,
        column_index(letters) if letters else None,
        bool(second or (first and not letters)),
        bool(first and letters),
    )


def _rewritten(text: str, change: Callable[[str, list[Corner]], list[Corner] | None]) -> str:
    """Each reference through ``change(sheet prefix, corners)``; None becomes #REF!."""

    def one(match: re.Match[str]) -> str:
        if match["text"] is not None:
            return match[0]
        prefix = match["sheet"] or ""
        corners = change(prefix, [corner(part) for part in match["cells"].split(":")])
        return prefix + ("#REF!" if corners is None else ":".join(c.text() for c in corners))

    return REFERENCE.sub(one, text)


def relocated(text: str, rows: int, columns: int) -> str:
    """The formula copied so many rows down and columns right: relative references go along."""

    def change(_: str, corners: list[Corner]) -> list[Corner] | None:
        made = []
        for one in corners:
            row = one.row if one.row is None or one.row_fixed else one.row + rows
            column = one.column if one.column is None or one.column_fixed else one.column + columns
            if (row or 0) < 0 or (column or 0) < 0:
                return None
            made.append(one._replace(row=row, column=column))
        return made

    return _rewritten(text, change) if rows or columns else text


def title_of(prefix: str) -> str:
    """The sheet that a prefix such as "'Two words'!" names."""
    bare = prefix.removesuffix("!")
    return bare[1:-1].replace("''", "'") if bare.startswith("'") else bare


def moved_references(
    text: str,
    own_title: str,
    title: str,
    dimension: str,
    index: Callable[[int], int | None],
    span: Callable[[int, int], tuple[int, int] | None],
) -> str:
    """The formula after lines of the sheet ``title`` were inserted, deleted or moved."""

    def at(one: Corner) -> int | None:
        return one.row if dimension == "ROWS" else one.column

    def put(one: Corner, place: int) -> Corner:
        return one._replace(row=place) if dimension == "ROWS" else one._replace(column=place)

    def change(prefix: str, corners: list[Corner]) -> list[Corner] | None:
        if (title_of(prefix) or own_title) != title:
            return corners
        places = [at(one) for one in corners]
        known = [place for place in places if place is not None]
        if len(corners) == 1 and known:
            to = index(known[0])
            return None if to is None else [put(corners[0], to)]
        if len(corners) == 2 and len(known) == 2:
            stretch = span(min(known), max(known) + 1)
            if stretch is None:
                return None
            ends = (stretch[0], stretch[1] - 1)
            return [put(c, e) for c, e in zip(corners, ends, strict=True)]
        if len(corners) == 2 and places[0] is not None:
            # Open at its end: only the start can move.
            start = span(places[0], 10**7)
            return None if start is None else [put(corners[0], start[0]), corners[1]]
        return corners

    return _rewritten(text, change)


def renamed(text: str, old: str, new_prefix: str) -> str:
    """The formula after the sheet ``old`` got another title."""

    def one(match: re.Match[str]) -> str:
        if match["text"] is not None or not match["sheet"] or title_of(match["sheet"]) != old:
            return match[0]
        return new_prefix + match["cells"]

    return REFERENCE.sub(one, text)
