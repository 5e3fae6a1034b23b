"""A school whose names are in a spreadsheet and whose drafts can be opened from there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sheets_sync import resources
from sheets_sync.commands.school import opened
from sheets_sync.commands.settle import lines, settle
from sheets_sync.schema import Schemas, compile_schemas
from sheets_sync.snapshot import Row
from tests.e2e.staff import APPROVED, MORNING
from tests.google import prepared
from tests.google.test_run import ready
from tests.google_emulator.emulator import Emulator
from tests.google_emulator.files import File
from tests.google_emulator.people import Person

ONLINE = compile_schemas(resources.schemas(), {}, online=True)
HOUR = dt.timedelta(hours=1)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass
class Online:
    """The spreadsheet, and the folders of the machines that run on it."""

    emulator: Emulator
    folder: Path
    file: str

    @property
    def hands(self) -> Person:
        """Somebody who works in the spreadsheet."""
        return self.emulator.person(self.file)

    def machine(self, name: str = "", *, person: bool = False) -> Path:
        """The config.toml of a machine; ``person``: with somebody's own login."""
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        (self.emulator.user_file if person else self.emulator.key_file)(folder / "ключ.json")
        path = folder / "config.toml"
        path.write_text(
            'personal_data = "cloud"\n[google]\nkey_file = "ключ.json"\n'
            f'spreadsheet = "{self.file}"\nendpoint = "{self.emulator.base}"\n',
            encoding="utf-8",
        )
        return path

    def run(self, config: Path, hours: int = 0) -> list[str]:
        """One run, some hours after the first of all; what it says."""
        school = opened(config, MORNING + hours * HOUR)
        return lines(school, settle(school))

    def type(self, tab: str, row: int, cells: Mapping[str, object]) -> None:
        """Type into a row (1: the first under the headers), by headers."""
        heads = self.hands.see(tab)[0]
        for header, value in cells.items():
            text = f"{value:%d.%m.%Y}" if isinstance(value, dt.date) else str(value)
            self.hands.type(tab, row, heads.index(header), text)

    def ticked(self, config: Path) -> None:
        """A first run, and the pair that it offers approved and ticked into the order."""
        self.run(config)
        self.type("Пары", 1, APPROVED)

    def papers(self) -> list[Row]:
        """The lines of «Документы»."""
        store = prepared.store(self.emulator, self.file, self.folder, schemas=ONLINE)
        return list(store.read().tables["documents"].rows)

    def link(self) -> str:
        """Where the only paper can be opened."""
        [row] = self.papers()
        return row.cell("link").shown

    def uploaded(self) -> list[File]:
        """The drafts on Drive, those in the bin too."""
        return [each for each in self.emulator.drive.files.values() if each.mime == DOCX]

    def tabs(self) -> dict[int, str]:
        """The tabs that no schema knows: titles by the ids of their sheets."""
        known = {schema.tab for schema in ONLINE.values()} | {"_rows"}
        sheets = self.emulator.book(self.file).sheets
        return {each.id: each.title for each in sheets if each.title not in known}

    def local(self, config: Path) -> list[bytes]:
        """The drafts that lie on a machine."""
        folder = config.parent / "Документы"
        return [each.read_bytes() for each in folder.iterdir()] if folder.exists() else []


def online(
    emulator: Emulator, folder: Path, *, drive: bool = False, schemas: Schemas = ONLINE
) -> Online:
    """A school with a pair that may go into an order; ``drive``: on a shared drive."""
    file = prepared.spreadsheet(emulator, ready(), schemas)
    if drive:
        held = emulator.file(file)
        held.drive = emulator.shared_drive()
        held.parents = [held.drive]
    return Online(emulator, folder, file)
