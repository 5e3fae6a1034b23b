"""What a workbook was understood to hold: people, pairs, and what was made of each tab."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sheets_sync.facts import Bank
from sheets_sync.intake.competences import Item
from sheets_sync.intake.read import UNSAID, Read
from sheets_sync.intake.years import Reference

Holds = Literal["mentors", "mentees", "pairs", ""]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a foreign table: the field that it was taken for ('' for none), how surely."""

    index: int
    header: str
    field: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a bank. ``rest`` has what no field takes, under the headers of the sheet.

    ``labels`` gives the header of each field in that sheet.
    """

    bank: Bank
    place: str
    reads: Mapping[str, Read]
    items: tuple[Item, ...] = ()
    rest: tuple[tuple[str, str], ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    def read(self, name: str) -> Read:
        """What was read for a field, `UNSAID` where the sheet has nothing."""
        return self.reads.get(name, UNSAID)

    @property
    def name(self) -> str:
        """The full name, its spaces and capitals put right."""
        value = self.read("name").value
        return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair that exists on paper, its people by the names in the sheet."""

    place: str
    mentee: str
    mentor: str
    reads: Mapping[str, Read]
    rest: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A row that holds no person: where it is, what it was taken for, what it says."""

    place: str
    what: Literal["total", "note", "unreadable"]
    text: str


@dataclass(frozen=True, slots=True)
class Tab:
    """One table of the workbook, or a tab without one (``columns`` empty).

    ``header_rows`` are the first and the last row of the header, from 1.
    """

    name: str
    holds: Holds = ""
    confidence: float = 1.0
    header_rows: tuple[int, int] = (0, 0)
    columns: tuple[Column, ...] = ()
    lines: tuple[Line, ...] = ()
    blank_rows: int = 0
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """A whole workbook."""

    tabs: tuple[Tab, ...]
    people: tuple[Person, ...]
    pairs: tuple[Pair, ...]
    reference: Reference
    left: tuple[str, ...] = field(default=())

    def bank(self, name: Bank) -> list[Person]:
        """The people of one bank, in the order of the sheets."""
        return [person for person in self.people if person.bank == name]
