"""kill -9 before, in the middle of and after every call by which a run writes: nothing is lost."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.stores.xlsx import Book
from tests.e2e.staff import REPOSITORY, Folder, state_of


@dataclass(frozen=True)
class Played:
    """The folder before, the folder of an undisturbed run, and what the killed runs left."""

    before: Folder
    whole: Folder
    told: dict[str, Any]


@pytest.fixture(params=["the first run", "the run that drafts an order"])
def played(request: pytest.FixtureRequest, filled: Folder, tmp_path: Path) -> Played:
    """Every point of a run, played through."""
    if request.param != "the first run":
        filled.run()
        filled.decide("Рябова")
    work = tmp_path / "killed"
    work.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.killed", str(filled.path), str(work)],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        check=True,
    )
    return Played(filled, Folder(work / "whole"), json.loads(done.stdout))


def test_after_a_kill_anywhere_the_workbook_opens_and_the_next_run_finishes(played: Played) -> None:
    told = played.told
    calls = told["calls"]
    assert told["status"] == 0
    assert len(calls) >= 15
    assert told["witnessed"] == sum(not name.startswith("file.") for name in calls) - sum(
        name in ("os.write", "os.fsync") for name in calls
    )
    assert len(told["points"]) == len(calls) + calls.count("file.write") + 1
    states = States(played)
    kept = [states.of(Path(point["kept"])) for point in told["points"]]
    assert set(kept) == {"old", "new"}
    for point in told["points"]:
        name = Path(point["folder"]).name
        assert point["signal"] == signal.SIGKILL, name
        assert point["next"] == 0, name
        finished = Folder(Path(point["folder"]))
        assert states.of(finished.book) == "new", name
        assert finished.drafts == played.whole.drafts, name
        assert set(finished.files) == set(played.whole.files), name


class States:
    """Old or new: a workbook compared with that before and that after an undisturbed run."""

    def __init__(self, played: Played) -> None:
        self._known: dict[bytes, str] = {}
        self._old, self._new = played.before.state(), played.whole.state()
        assert self._old != self._new

    def of(self, book: Path) -> str:
        """Which of the two it is, read by zipfile, our reader and openpyxl."""
        data = book.read_bytes()
        if data not in self._known:
            self._known[data] = self._read(book, data)
        return self._known[data]

    def _read(self, book: Path, data: bytes) -> str:
        assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
        ours = Book.open(data)
        assert all(ours.read(sheet).cells for sheet in ours.sheet_names)
        state = state_of(book)
        return "old" if state == self._old else "new" if state == self._new else str(state)
