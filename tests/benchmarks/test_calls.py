"""Calls for a spreadsheet of twelve tabs of which three changed, beside other clients.

Run: pytest tests/benchmarks/test_calls.py -s
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sheets_sync import __version__
from tests.benchmarks.foreign_calls import FOREIGN, MARK, Foreign
from tests.benchmarks.test_matching import environment
from tests.google.school import School
from tests.google_emulator.emulator import Emulator

TABS = 12
CHANGED = {
    "Наставники": ("mentors", "remark"),
    "Наставляемые": ("mentees", "remark"),
    "Пары": ("pairs", "answer"),
}
"""The tabs that change: the table, and the column into which a person types before our run."""
PATIENCE = 300
"""Seconds until a client is given up."""
PROBE = "drive.files.get"
SAFETY = 2
"""Calls that only safety costs, and that Sheets does not count: one probe before reading, so that
an untouched spreadsheet is left alone, one before writing, so that nothing is written into one that
changed meanwhile. The compare-and-set, the generation and the look afterwards cost no call."""
OURS = "validates, numbers, plans, and takes back what went astray; spares what is typed meanwhile"


@dataclass(frozen=True, slots=True)
class Counted:
    """The calls of one job; tokens are not counted, ``probes`` are among the reads."""

    reads: int
    writes: int
    probes: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.reads + self.writes


Line = tuple[str, str, Counted, str]


def line_of(line: Line) -> str:
    """A line of the table."""
    name, version, calls, words = line
    figures = f"{calls.reads:5} {calls.writes:6} {calls.total:6}"
    return f"{name:24} {version:27} {figures}  {words}"


@pytest.fixture(scope="module")
def table() -> Iterator[list[Line]]:
    """What was measured, printed as one table at the end."""
    lines: list[Line] = []
    yield lines
    print(f"\n\n{TABS} tabs, {len(CHANGED)} changed")
    print(f"{'client':24} {'version':27}  read  write  total  and")
    for line in sorted(lines, key=lambda each: each[2].total):
        print(line_of(line))


@pytest.fixture(scope="module")
def ours(table: list[Line], tmp_path_factory: pytest.TempPathFactory) -> Counted:
    """One run after a person typed into three tabs: a probe first, as every command begins."""
    with Emulator() as emulator:
        school = settled(emulator, tmp_path_factory.mktemp("ours"))
        for tab, (name, column) in CHANGED.items():
            school.hands.type(tab, 1, school.column(name, column), MARK)
        emulator.log.clear()
        store = school.store()
        store.version()
        school.run(store)
        made = counted(emulator)
        assert school.left() == ()
        assert emulator.violations == []
    table.append(("sheets_sync", f"sheets-sync {__version__}", made, OURS))
    return made


def settled(emulator: Emulator, folder: Path) -> School:
    """A school of twelve tabs after its first runs: there is nothing left to do."""
    made = School(emulator, folder)
    made.hands.delete_tab("Инструкция")  # a text, which no run reads
    made.run()
    assert made.left() == ()
    assert len(emulator.book(made.file).sheets) == TABS
    return made


def counted(emulator: Emulator) -> Counted:
    """The calls in the emulator's log."""
    calls = [call for call in emulator.log if call.kind != "oauth.token"]
    writes = sum(call.is_write for call in calls)
    return Counted(len(calls) - writes, writes, sum(call.kind == PROBE for call in calls))


def theirs(foreign: Foreign, python: Path, emulator: Emulator, folder: Path) -> Counted:
    """The same job by another client: every tab read, three written back changed."""
    file = settled(emulator, folder).file
    names = [sheet.title for sheet in emulator.book(file).sheets]
    emulator.log.clear()
    words = [str(python), "-c", foreign.program, emulator.base, emulator.token(), file]
    words += [json.dumps(names), *CHANGED]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr[-2000:]
    made = counted(emulator)
    for tab in CHANGED:
        assert any(MARK in row for row in emulator.values(file, tab))
    return made


def test_a_run_is_two_probes_one_reading_and_one_writing(ours: Counted) -> None:
    assert ours == Counted(reads=1 + SAFETY, writes=1, probes=SAFETY)


@pytest.mark.parametrize("name", FOREIGN)
def test_a_run_takes_no_more_calls_than_any_other_client_but_for_its_two_probes(
    name: str, ours: Counted, table: list[Line], tmp_path: Path
) -> None:
    foreign = FOREIGN[name]
    python = environment(f"calls-{name.partition(',')[0]}", *foreign.packages)
    with Emulator() as emulator:
        measured = theirs(foreign, python, emulator, tmp_path)
        assert emulator.violations == []
    table.append((name, foreign.version, measured, foreign.lacks))
    assert ours.total <= measured.total + SAFETY
