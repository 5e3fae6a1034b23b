"""A1 notation and boxes of cells: half-open, zero-based, always within one sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass

CORNER = re.compile(r"\$?([A-Za-z]{1,3})?\$?([1-9][0-9]*)?$")
R1C1 = re.compile(r"[Rr]([1-9][0-9]*)[Cc]([1-9][0-9]*)$")
PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*$")


@dataclass(frozen=True, slots=True)
class Box:
    """Rows ``top`` to ``bottom``, columns ``left`` to ``right`` of a sheet; ends are not in it."""

    sheet_id: int
    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        """How many rows."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """How many columns."""
        return self.right - self.left

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell lies in it."""
        return self.top <= row < self.bottom and self.left <= column < self.right

    def meets(self, other: Box) -> bool:
        """Whether the two share a cell."""
        return (
            self.sheet_id == other.sheet_id
            and self.top < other.bottom
            and other.top < self.bottom
            and self.left < other.right
            and other.left < self.right
        )

    def covers(self, other: Box) -> bool:
        """Whether the other lies wholly in it."""
        return (
            self.sheet_id == other.sheet_id
            and self.top <= other.top
            and other.bottom <= self.bottom
            and self.left <= other.left
            and other.right <= self.right
        )


@dataclass(frozen=True, slots=True)
class Open:
    """A range as written: None where it is open to the edge of the sheet."""

    top: int | None = None
    left: int | None = None
    bottom: int | None = None
    right: int | None = None

    @property
    def is_cell(self) -> bool:
        """Whether one cell was named."""
        return (
            self.top is not None
            and self.left is not None
            and self.bottom == self.top + 1
            and self.right == self.left + 1
        )


def column_name(index: int) -> str:
    """0 -> "A", 26 -> "AA"."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_index(name: str) -> int:
    """The column of "A" is 0."""
    found = 0
    for letter in name.upper():
        found = found * 26 + ord(letter) - 64
    return found - 1


def quoted(title: str) -> str:
    """A sheet's title as Google writes it before "!": in quotes unless plain and no cell name."""
    looks_like_cell = re.fullmatch(r"[A-Za-z]{1,3}[0-9]+", title) or R1C1.match(title)
    if PLAIN.match(title) and not looks_like_cell:
        return title
    return "'" + title.replace("'", "''") + "'"


def box_name(title: str, box: Box) -> str:
    """A box as Google writes it: "Sheet1!A1:B2", one cell "Sheet1!A1"."""
    start = f"{column_name(box.left)}{box.top + 1}"
    end = f"{column_name(box.right - 1)}{box.bottom}"
    return f"{quoted(title)}!{start}" + ("" if start == end else f":{end}")


def split_title(text: str) -> tuple[str | None, str | None]:
    """(sheet title or None, cells or None) of a reference; quotes are taken off the title."""
    if text.startswith("'"):
        match = re.match(r"'((?:[^']|'')*)'(?:!(.*))?$", text, re.DOTALL)
        if match is None:
            return None, text
        return match[1].replace("''", "'"), match[2]
    title, mark, cells = text.rpartition("!")
    return (title, cells) if mark else (None, text)


def parse_cells(text: str) -> Open | None:
    """The part after "!": "A1", "A1:B2", "A:C", "2:3", "A2:2", "R1C1"; None if it is no range."""
    first, mark, second = text.partition(":")
    start, end = _corner(first), _corner(second if mark else first)
    if start is None or end is None or (not mark and None in start):
        return None
    rows = _ends(start[0], end[0])
    columns = _ends(start[1], end[1])
    return Open(rows[0], columns[0], rows[1], columns[1])


def _corner(text: str) -> tuple[int | None, int | None] | None:
    if found := R1C1.match(text):
        return int(found[1]) - 1, int(found[2]) - 1
    match = CORNER.match(text)
    if match is None or not (match[1] or match[2]):
        return None
    row = int(match[2]) - 1 if match[2] else None
    return row, column_index(match[1]) if match[1] else None


def _ends(start: int | None, end: int | None) -> tuple[int | None, int | None]:
    if start is not None and end is not None:
        return min(start, end), max(start, end) + 1
    return (start, None) if end is None else (None, end + 1)
