"""Cells and areas of a sheet by number: rows and columns count from 1, both ends belong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from sheets_sync.cells import letter_of

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
_CORNER = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})\Z")


class Area(NamedTuple):
    """Rows ``top..bottom``, columns ``left..right``."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def meets(self, other: Area) -> bool:
        """Whether the two have a cell in common."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    def down_to(self, bottom: int) -> Area:
        """The same area with another last row."""
        return self._replace(bottom=bottom)

    def __str__(self) -> str:
        start = address(self.top, self.left)
        if self.top == self.bottom and self.left == self.right:
            return start
        return f"{start}:{address(self.bottom, self.right)}"


@lru_cache(maxsize=LAST_COLUMN)
def column_number(name: str) -> int:
    """«AB» is column 28."""
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - 64
    return number


def address(row: int, column: int) -> str:
    """«B5» for row 5, column 2."""
    return f"{letter_of(column)}{row}"


def corner(text: str) -> tuple[int, int] | None:
    """Row and column of «B5» or «$B$5»; nothing when the text is no such thing."""
    found = _CORNER.match(text)
    return (int(found[2]), column_number(found[1])) if found else None


def area(text: str) -> Area | None:
    """The area of «B5», «A1:C9», «A:C» or «1:3»; nothing when the text is none of these."""
    start, _, end = text.replace("$", "").partition(":")
    end = end or start
    if start.isdecimal() and end.isdecimal():
        return Area(int(start), 1, int(end), LAST_COLUMN)
    if start.isalpha() and end.isalpha() and ":" in text:
        return Area(1, column_number(start), LAST_ROW, column_number(end))
    first, last = corner(start), corner(end)
    if first is None or last is None:
        return None
    (top, left), (bottom, right) = first, last
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def areas(text: str) -> list[Area]:
    """The areas of an ``sqref``: some, parted by spaces."""
    return [found for piece in text.split() if (found := area(piece)) is not None]


def around(parts: Iterable[Area]) -> Area:
    """The smallest area that holds all of them."""
    tops, lefts, bottoms, rights = zip(*parts, strict=True)
    return Area(min(tops), min(lefts), max(bottoms), max(rights))
