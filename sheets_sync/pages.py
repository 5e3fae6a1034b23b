"""A paper as a spreadsheet can print it: lines from top to bottom, each of one or more pieces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A text within a line. ``share`` is its part of the line's width, in any unit."""

    text: str
    share: float = 1.0
    align: Align = "left"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a row of a table; ``framed`` where the table has rules around its cells."""

    pieces: tuple[Piece, ...]
    framed: bool = False

    @property
    def text(self) -> str:
        """The line as people read it, pieces set apart."""
        return "   ".join(piece.text for piece in self.pieces)


Page = tuple[Line, ...]
