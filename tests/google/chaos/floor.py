"""The floor: an all-seeing sync with gaps of zero width, and what it still gets wrong.

It knows which row is whose at every moment, of two alike which one was copied, and that a name
typed over another is somebody else; it gives ids at once, right after each of her acts, and never
goes back on one. What it cannot know is what she will do next: the row that she copied may be the
one that she overtypes or deletes, and then the copy was meant to go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from tests import build
from tests.google.chaos import oracle as judge
from tests.google.chaos import sight
from tests.google.chaos.game import EVERY, Step, begun
from tests.google.chaos.person import renames_back
from tests.google.chaos.school import School
from tests.google_emulator.cells import Cell, with_value
from tests.google_emulator.model import Book, Sheet

MARK = "whose"
"""Under this word a cell with a name carries the row's true identity; no answer shows it."""


@dataclass
class Floor:
    """The sync: identities, whose they are, where each stood when it last looked."""

    book: Callable[[], Book]
    oracle: judge.Oracle
    persons: dict[int, str] = field(default_factory=dict)
    ids: dict[int, str] = field(default_factory=dict)
    places: dict[int, int] = field(default_factory=dict)
    fresh: Iterator[int] = field(default_factory=count)

    def sync(self) -> None:
        """Every row that has a name gets the id of its identity."""
        for table in sight.BANKS:
            sheet = self.book().titled(build.SCHEMAS[table].tab)
            at = sight.placed(build.SCHEMAS[table], sheet.rows) if sheet else {}
            if sheet and {"id", "name"} <= set(at):
                self._table(sheet, at)
        self.book().touch()

    def _table(self, sheet: Sheet, at: dict[str, int]) -> None:
        rows = [n for n in range(at[""] + 1, len(sheet.rows)) if sheet.cell(n, at["name"]).value]
        rows.sort(key=lambda n: self._is_copy(sheet.cell(n, at["name"]), n))
        seen: set[int] = set()
        for row in rows:
            cell, own = sheet.cell(row, at["name"]), sheet.cell(row, at["id"])
            mark, who = _mark(cell), self.oracle.who(str(cell.value))
            known = self.oracle.who(self.persons.get(mark, ""))
            if mark < 0 or mark in seen or known != who:
                mark = next(self.fresh)
                sheet.put(row, at["name"], replace(cell, extra={**cell.extra, MARK: mark}))
                first = not self.places and isinstance(own.value, str)
                self.persons[mark] = who
                self.ids[mark] = str(own.value) if first else f"{sheet.title}-{mark}"
            seen.add(mark)
            if own.value != self.ids[mark]:
                sheet.put(row, at["id"], with_value(own, self.ids[mark]))
        at_last = {_mark(sheet.cell(row, at["name"])): row for row in rows}
        self.places = {**self.places, **at_last}

    def _is_copy(self, cell: Cell, row: int) -> tuple[bool, bool]:
        """Of two alike the one that still bears the name, and stands where it stood, is not."""
        mark, who = _mark(cell), self.oracle.who(str(cell.value))
        return self.oracle.who(self.persons.get(mark, "")) != who, self.places.get(mark) != row


def _mark(cell: Cell) -> int:
    return int(cell.extra.get(MARK, -1))


def floor(school: School, happened: Sequence[Step], start: str) -> list[str]:
    """The offences of the all-seeing sync, if she does what she did in a game."""
    with school.game(start) as file:
        game = begun(school, file, ())
        book = school.emulator.book(file)
        sync = Floor(lambda: school.emulator.book(file), game.oracle)
        sync.sync()
        game.oracle.finished(book)
        for step in happened:
            if step.what in EVERY:
                game.act(step)
                sync.sync()
        for table in sight.BANKS:
            game.desk.look()
            renames_back(game.desk, table, 0)
        sync.sync()
        game.oracle.persons(book)
        return game.oracle.offences
