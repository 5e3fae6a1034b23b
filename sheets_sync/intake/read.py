"""What one cell of a foreign sheet was understood to say, and how surely."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

Meant = str | int | dt.date | None

DOUBT = 0.85
"""Below this a value is a guess: it is shown as one and never written in its own form."""


@dataclass(frozen=True, slots=True)
class Read:
    """``value`` as understood, ``typed`` as it stands in the sheet.

    ``why`` says in Russian what the guess rests on or what is unclear. ``whole`` is False where
    the sheet says more than ``value`` does; ``said`` is False where the sheet does not say it.
    """

    value: Meant = None
    confidence: float = 1.0
    typed: str = ""
    why: str = ""
    whole: bool = True
    said: bool = True

    @property
    def guessed(self) -> bool:
        """Whether a person has to look at it."""
        return self.confidence < DOUBT or not self.said

    def weakened(self, by: float) -> Read:
        """The same, less surely: its column itself is a guess."""
        return self if by >= 1 else replace(self, confidence=round(self.confidence * by, 2))


UNSAID = Read(None, 0.0, said=False)
"""The sheet has no such cell, and nothing to guess from."""


def in_words(confidence: float) -> str:
    """How sure we are, as people say it."""
    if confidence >= 0.9:
        return "почти наверняка"
    if confidence >= 0.7:
        return "скорее всего"
    if confidence >= 0.5:
        return "возможно"
    return "наугад"
