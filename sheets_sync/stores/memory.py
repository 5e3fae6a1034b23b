"""A store in memory: the shipped fake, with the same contract as the others."""

from __future__ import annotations

from dataclasses import replace

from sheets_sync.changes import apply
from sheets_sync.errors import BusyError, StaleError
from sheets_sync.plan import Plan
from sheets_sync.snapshot import Snapshot


class MemoryStore:
    """Holds one snapshot. ``opened_by`` makes it busy; ``edit`` is a person who changes it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._held = replace(snapshot, token="0")
        self._moment = 0
        self.opened_by = ""
        self.writes = 0

    def read(self) -> Snapshot:
        """The snapshot held now."""
        return self._held

    def write(self, snapshot: Snapshot, plan: Plan) -> Snapshot:
        """Apply the plan to what is held."""
        if self.opened_by:
            raise BusyError(self.busy())
        if snapshot.token != self._held.token:
            raise StaleError("Таблица изменилась, пока шла сверка.")
        if plan.written:
            self.edit(apply(self._held, plan.written))
            self.writes += 1
        return self._held

    def version(self) -> str:
        """The moment held now."""
        return self._held.token

    def busy(self) -> str:
        """A sentence while ``opened_by`` is set."""
        return f"Таблица открыта: {self.opened_by}." if self.opened_by else ""

    def edit(self, snapshot: Snapshot) -> None:
        """What a person makes of the tables."""
        self._moment += 1
        self._held = replace(snapshot, token=str(self._moment))
