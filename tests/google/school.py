"""A small school in a spreadsheet, and runs on it as `sync.run` makes them, without papers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sheets_sync.errors import StaleError
from sheets_sync.snapshot import Snapshot
from sheets_sync.stores.google import GoogleStore
from sheets_sync.sync import MOST_WRITES
from tests import build
from tests.google import prepared
from tests.google_emulator.calls import Call
from tests.google_emulator.emulator import Emulator
from tests.google_emulator.people import Person

PAVEL = "Сковорода Павел Дмитриевич"
OLGA = "Гоголь Ольга Сергеевна"
IRINA = "Шмидт Ирина Львовна"
YULIA = "Ким Юлия Андреевна"


def people(rows: int = 3) -> Snapshot:
    """Two mentors and a mentee; more mentors where more ``rows`` are wanted."""
    more = [{"name": f"{_surname(n)} Наталья Рашидовна"} for n in range(rows - 3)]
    return build.snapshot(
        mentors=[
            {"name": PAVEL, "subject": "физика", "strength_1": "ПП1", "position": "учитель"},
            {"name": OLGA, "subject": "математика", "strength_1": "МТ1"},
            *more,
        ],
        mentees=[{"name": IRINA, "subject": "физика", "request_1": "ПП1"}],
    )


def _surname(number: int) -> str:
    """Another surname for every number."""
    return "Ц" + "".join("аеиоуыэюяё"[int(digit)] + "н" for digit in f"{number:05d}") + "ко"


@dataclass
class School:
    """A spreadsheet of the emulator, the hands of a person in it, and runs."""

    emulator: Emulator
    folder: Path
    held: Snapshot = field(default_factory=people)
    waits: prepared.Waits = field(default_factory=prepared.Waits)
    timeout: float = 3.0

    def __post_init__(self) -> None:
        self.file = prepared.spreadsheet(self.emulator, self.held)
        self.hands: Person = self.emulator.person(self.file)

    def store(self) -> GoogleStore:
        """The store of a new process."""
        return prepared.store(self.emulator, self.file, self.folder, self.waits, self.timeout)

    def run(self, store: GoogleStore | None = None) -> Snapshot:
        """One run to its end."""
        store = store or self.store()
        snapshot = store.read()
        for _ in range(MOST_WRITES):
            plan = build.plan(snapshot)
            if not plan.written:
                break
            try:
                snapshot = store.write(snapshot, plan)
            except StaleError:
                snapshot = store.read()
        return snapshot

    def left(self) -> object:
        """What another run would write now."""
        return build.plan(self.store().read()).written

    def column(self, table: str, name: str) -> int:
        """Where a column stands, from 0."""
        return self.at(self.store().read().tables[table].letters[name])

    def at(self, letters: str) -> int:
        """A column by its letters, from 0."""
        at = 0
        for letter in letters:
            at = 26 * at + ord(letter) - 64
        return at - 1

    def shown(self, table: str) -> list[list[str]]:
        """What the tab shows."""
        return self.hands.see(build.SCHEMAS[table].tab)

    def once_before(self, kind: str, act: Callable[[], object]) -> None:
        """``act`` is done just before the next call of ``kind`` is carried out."""

        def hook(call: Call) -> None:
            if kind in call.kind:
                off()
                act()

        off = self.emulator.before_call(hook)


def counted(school: School) -> dict[str, int]:
    """Calls since the last count, by the last two words of their kind; tokens are not counted."""
    calls = {kind: n for kind, n in school.emulator.calls.items() if kind != "oauth.token"}
    school.emulator.calls.clear()
    return calls
