"""A school in two places: its key workbook in a folder, its spreadsheet in the emulator."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

from sheets_sync import look
from sheets_sync.commands.school import opened
from sheets_sync.commands.settle import lines, settle
from sheets_sync.demo import Typist
from sheets_sync.stores.create import new_workbook
from tests import build
from tests.e2e.staff import MENTEES, MENTORS, MORNING, SCHOOL
from tests.google import prepared
from tests.google_emulator.calls import Call
from tests.google_emulator.emulator import Emulator
from tests.google_emulator.people import Person
from tests.halves import HALVES, cut

HOUR = dt.timedelta(hours=1)
CODES = ("Сильная сторона 1", "Запрос 1 (главный)")
HOME = [{k: v for k, v in row.items() if k not in CODES} for row in (*MENTORS, *MENTEES)]


@dataclass
class Two:
    """A school in two places: ``key`` types at home, ``hands`` in the spreadsheet."""

    emulator: Emulator
    folder: Path
    file: str
    sent: list[str]

    @property
    def key(self) -> Typist:
        return Typist(self.folder / "Наставничество.xlsx")

    @property
    def hands(self) -> Person:
        return self.emulator.person(self.file)

    def run(self, hours: int = 0) -> list[str]:
        """One run, some hours after the first; what it says."""
        school = opened(self.folder / "config.toml", MORNING + hours * HOUR)
        return lines(school, settle(school))

    def type(self, table: str, row: int, **cells: str) -> None:
        """Type into a row of the spreadsheet (1: the first under the headers), by names in code."""
        shown = self.hands.see(build.SCHEMAS[table].tab)
        at = next(n for n, line in enumerate(shown) if "№" in line)
        for name, text in cells.items():
            header = build.SCHEMAS[table].columns[name].header
            self.hands.type(build.SCHEMAS[table].tab, at + row, shown[at].index(header), text)


def school_of_two(emulator: Emulator, folder: Path) -> Two:
    """Four people typed at home, nothing in the spreadsheet yet."""
    drawn = look.tabs(HALVES["home"], build.VOCABULARY)
    lists = look.lists(build.SCHEMAS, build.VOCABULARY)
    (folder / "Наставничество.xlsx").write_bytes(new_workbook(drawn, lists))
    seeds = build.SCHEMAS["roadmap"].rows
    file = prepared.spreadsheet(
        emulator,
        cut(build.snapshot(school={}, roadmap=seeds), "cloud"),
        HALVES["cloud"],
    )
    emulator.key_file(folder / "ключ.json")
    (folder / "config.toml").write_text(
        f'personal_data = "local"\n[google]\nkey_file = "ключ.json"\nspreadsheet = "{file}"\n'
        f'endpoint = "{emulator.base}"\n',
        encoding="utf-8",
    )
    sent: list[str] = []

    def note(call: Call) -> None:
        if "json" in call.headers.get("content-type", ""):
            sent.append(json.dumps(json.loads(call.content), ensure_ascii=False))

    emulator.before_call(note)
    two = Two(emulator, folder, file, sent)
    two.key.answer("Школа", SCHOOL)
    two.key.type_rows("Наставники", {2: HOME[0], 3: HOME[1]})
    two.key.type_rows("Наставляемые", {2: HOME[2], 3: HOME[3]})
    return two
