"""The contract of a store: everything in one reading, everything in one writing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from sheets_sync.facts import PaperRequest
from sheets_sync.plan import Plan
from sheets_sync.snapshot import Snapshot


class Store(Protocol):
    """Where the tables live. Two calls, and nothing is written between them."""

    def read(self) -> Snapshot:
        """Every known tab at one moment; StoreError where that cannot be."""
        ...

    def write(self, snapshot: Snapshot, plan: Plan) -> Snapshot:
        """Carry out ``plan.written`` whole or not at all, and return the state afterwards.

        StaleError if the store no longer is what ``snapshot`` says, BusyError if somebody has it
        open; in both cases nothing was written.
        """
        ...

    def version(self) -> str:
        """The token that `read` would give now, without reading the tables."""
        ...

    def busy(self) -> str:
        """Who has the store open, as a sentence; '' if nobody has."""
        ...


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock file: its ``name``, who or which computer laid it (``owner``), and since when."""

    name: str
    owner: str
    since: dt.datetime


class SchoolStore(Store, Protocol):
    """The store that a school works in, with what the commands ask of it beside the tables."""

    @property
    def path(self) -> Path:
        """The file, or where it would lie: copies and the page of a busy day go beside it."""
        ...

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a person should know of the last reading and writing beside the tables."""
        ...

    @property
    def shown_at(self) -> tuple[str, ...]:
        """Files and addresses to open for a person who wants to see the tables."""
        ...

    def lock(self) -> Lock | None:
        """The lock file of whoever has it open, where there are such files."""
        ...

    def sweep(self) -> None:
        """Remove what a killed run left unfinished."""
        ...


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft that lies on the desk: what was asked for, its bytes and their SHA-256."""

    paper: PaperRequest
    data: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Shelved:
    """Where drafts can be opened, by the names of their files; names that a draft must not take."""

    links: Mapping[str, str] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()


class Shelf(Protocol):
    """Where drafts are placed for everybody who works in the tables."""

    def place(self, snapshot: Snapshot, drafts: Sequence[Drafted]) -> Shelved:
        """Place each draft, or find it where it lies, before a write registers it.

        Where one is taken nothing has to be placed; StoreError where none can be now.
        """
        ...

    def tidy(self, snapshot: Snapshot) -> None:
        """Take back what this shelf has placed and ``snapshot`` does not know of."""
        ...
