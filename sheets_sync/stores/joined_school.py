"""A school in two places: its key workbook at home and its spreadsheet in the cloud, as one."""

from __future__ import annotations

from pathlib import Path

from sheets_sync.facts import Where
from sheets_sync.schema import Schemas
from sheets_sync.snapshot import Row
from sheets_sync.stores.base import Lock, SchoolStore
from sheets_sync.stores.joined import JoinedStore
from sheets_sync.words import quoted

MOST_STRAYS = 5
"""Rows of one place alone that are named one by one."""

WHERE = {"home": "школьной таблице", "cloud": "общей таблице"}


class JoinedSchool(JoinedStore):
    """Both stores with what the commands ask of them; the key workbook stands for the school."""

    def __init__(self, home: SchoolStore, cloud: SchoolStore, schemas: Schemas) -> None:
        super().__init__(home, cloud, schemas)
        self._file = home
        self._shared = cloud

    @property
    def path(self) -> Path:
        """The key workbook."""
        return self._file.path

    @property
    def remarks(self) -> tuple[str, ...]:
        """Those of both, and rows that only one place has."""
        told = [self._told(*stray) for stray in self.strays]
        more = len(told) - MOST_STRAYS
        if more > 0:
            told[MOST_STRAYS:] = [f"И ещё таких строк: {more}."]
        return (*self._file.remarks, *self._shared.remarks, *told)

    @property
    def shown_at(self) -> tuple[str, ...]:
        """The key workbook, then the spreadsheet."""
        return (*self._file.shown_at, *self._shared.shown_at)

    def lock(self) -> Lock | None:
        """The lock file beside the key workbook."""
        return self._file.lock()

    def sweep(self) -> None:
        """Remove what a killed run left unfinished in either."""
        self._file.sweep()
        self._shared.sweep()

    def _told(self, table: str, place: Where, row: Row) -> str:
        tab = quoted(self._schemas[table].tab)
        other: Where = "cloud" if place == "home" else "home"
        own = row.cell("id").shown or next((c.shown for c in row.cells.values() if c.shown), "?")
        return (
            f"Вкладка {tab}: строка «{own}» есть в {WHERE[place]}, но не в {WHERE[other]}. "
            "Если она лишняя, удалите её."
        )
