"""How high a row must be for its wrapped texts: programs that open a file do not all measure it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable

from sheets_sync.stores.xlsx.markup import Node, with_attribute

USUAL_WIDTH = 8.43
_PADDING = 1.0
_LEADING = 1.275
_NARROW = frozenset(" .,:;!|()[]'\"ijlftrгIт-–")
_BROAD = frozenset("жмшщыюфмЖМШЩЫЮФДWMmw@%—…№")
_SET_BY_HAND = re.compile(rb"""\scustomHeight\s*=\s*["'](?:1|true)["']""")
_HEIGHT = re.compile(rb"""\sht\s*=\s*["']([\d.]+)["']""")


def letters_wide(text: str) -> float:
    """About how many digits wide ``text`` is; a little too much rather than too little."""
    return sum(_letter(letter) for letter in text)


def _letter(letter: str) -> float:
    if letter in _NARROW:
        return 0.65
    if letter in _BROAD:
        return 1.45
    return 1.25 if letter.isupper() else 1.05


def lines(text: str, width: float) -> int:
    """How many lines ``text`` takes in a column ``width`` digits wide."""
    room = max(1.0, width - _PADDING)
    return sum(_paragraph(part, room) for part in text.split("\n"))


def _paragraph(text: str, room: float) -> int:
    count, used = 1, 0.0
    for word in text.split(" "):
        size = letters_wide(word)
        if used and used + letters_wide(" ") + size > room:
            count, used = count + 1, 0.0
        used += size + (letters_wide(" ") if used else 0.0)
        if used > room:
            count, used = count + math.ceil(used / room) - 1, used % room
    return count


def widths(frame: Node) -> Callable[[int], float]:
    """The width of each column in digits; 0 for a hidden one."""
    columns, usual = frame.find("cols"), frame.find("sheetFormatPr")
    default = float(usual.attrs.get("defaultColWidth", USUAL_WIDTH)) if usual else USUAL_WIDTH
    known = [
        (int(node.attrs["min"]), int(node.attrs["max"]), _width(node, default))
        for node in (columns.children if columns else [])
        if node.attrs.get("min", "").isdecimal() and node.attrs.get("max", "").isdecimal()
    ]

    def width(column: int) -> float:
        return next((size for low, high, size in known if low <= column <= high), default)

    return width


def _width(node: Node, default: float) -> float:
    if node.attrs.get("hidden") in {"1", "true"}:
        return 0.0
    return float(node.attrs.get("width", default))


def usual_height(frame: Node) -> float:
    """The height of a row about which the file says nothing, in points."""
    usual = frame.find("sheetFormatPr")
    return float(usual.attrs.get("defaultRowHeight", 15)) if usual else 15.0


def fitted(tag: bytes, needs: Iterable[tuple[int, float]], usual: float) -> bytes:
    """A row's tag with the height for ``needs`` (lines and size of letters in points, by cell).

    A height that a person has set stays; none is said where the usual one will do.
    """
    if _SET_BY_HAND.search(tag):
        return tag
    height = max((count * size * _LEADING + 1 for count, size in needs), default=0.0)
    if height <= usual + 1:
        return with_attribute(tag, b"ht", None) if _HEIGHT.search(tag) else tag
    return with_attribute(tag, b"ht", f"{math.ceil(height * 4) / 4:g}")
