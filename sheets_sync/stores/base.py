"""The contract of a store: everything in one reading, everything in one writing."""

from __future__ import annotations

from typing import Protocol

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
