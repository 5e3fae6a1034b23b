"""People and other runs at the same workbook at the same time: nobody's work is overwritten."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sheets_sync.commands.school import School, opened
from sheets_sync.commands.settle import settle
from sheets_sync.errors import BusyError
from sheets_sync.snapshot import Snapshot
from sheets_sync.stores.workbook import WorkbookStore
from sheets_sync.sync import Report
from tests.e2e.staff import MENTEES, MORNING, REPOSITORY, Folder

NEW = {**MENTEES[0], "ФИО": "Уткин Лев Ильич", "Пол": "м"}


class Meddled(WorkbookStore):
    """A workbook with a person at it, who acts at the n-th time that the store is asked ``at``."""

    def __init__(self, school: School, at: str, turn: int, act: Callable[[], object]) -> None:
        super().__init__(school.store.path, school.context.schemas)
        self.asked = 0
        self._at, self._turn, self._act = at, turn, act

    def read(self) -> Snapshot:
        """As ever; the person acts when all has been read."""
        snapshot = super().read()
        self._count("read")
        return snapshot

    def busy(self) -> str:
        """As ever; the person acts just before."""
        self._count("busy")
        return super().busy()

    def _count(self, at: str) -> None:
        if at == self._at:
            self.asked += 1
            if self.asked == self._turn or self._turn == 0:
                self._act()


def meddled(folder: Folder, at: str, turn: int, act: Callable[[], object]) -> Report | None:
    """A run during which a person acts."""
    school = opened(folder.config, MORNING)
    return settle(replace(school, store=Meddled(school, at, turn, act)))


def test_two_runs_at_once_are_done_by_one(filled: Folder, tmp_path: Path) -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.at", MORNING.isoformat(), "run"],
            cwd=filled.path,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for _ in range(3)
    ]
    ends = [(run.communicate()[1], run.returncode) for run in runs]
    codes = sorted(code for _, code in ends)
    assert codes[0] == 0
    assert set(codes) <= {0, 4}
    assert all(b"Traceback" not in said for said, _ in ends)
    filled.run()
    assert sorted(filled.ids("Наставляемые").values()) == ["Н-001П", "Н-002Э"]
    assert len(filled.rows("Пары")) == 2
    assert {path.name for path in filled.path.iterdir()} == {
        ".sheets_sync",
        "config.toml",
        "Наставничество.xlsx",
        *(f"Обновить.{kind}" for kind in ("bat", "sh", "desktop")),
        *(path.name for path in filled.path.iterdir() if path.is_dir()),
    }


@pytest.mark.parametrize(
    ("at", "turn"), [("read", 1), ("busy", 1), ("busy", 2), ("busy", 3)], ids=str
)
def test_what_a_person_saves_during_a_run_is_not_overwritten(
    at: str, turn: int, filled: Folder
) -> None:
    report = meddled(filled, at, turn, lambda: filled.hand.type_row("Наставляемые", 4, NEW))
    assert report is not None
    assert len(report.plans) == 1
    assert sorted(filled.ids("Наставляемые")) == [
        "Рябова Инна Марковна",
        "Тюрин Артём Захарович",
        "Уткин Лев Ильич",
    ]
    assert all(filled.ids("Наставляемые").values())
    before = filled.files
    filled.run()
    assert filled.files == before


def test_what_a_person_saves_right_after_the_last_look_is_seen_by_the_next_run(
    filled: Folder,
) -> None:
    meddled(filled, "read", 2, lambda: filled.hand.type_row("Наставляемые", 4, NEW))
    filled.run()
    assert filled.ids("Наставляемые")["Уткин Лев Ильич"]


def test_somebody_who_saves_all_the_time_is_left_in_peace(filled: Folder) -> None:
    turn = iter(range(100))

    def saves() -> None:
        filled.hand.type_row("Наставляемые", 3, {"Год начала работы": 2000 + next(turn)})

    with pytest.raises(BusyError):
        meddled(filled, "read", 0, saves)
    assert not any(filled.ids("Наставляемые").values())


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_workbook_that_is_opened_during_a_run_is_not_written(turn: int, filled: Folder) -> None:
    before = filled.book.read_bytes()
    lock = filled.path / ".~lock.Наставничество.xlsx#"
    with pytest.raises(BusyError):
        meddled(filled, "busy", turn, lambda: lock.write_text(",u,КАБИНЕТ-7,03.09.2026,;"))
    assert filled.book.read_bytes() == before
    lock.unlink()
    filled.run()
    assert all(filled.ids("Наставляемые").values())


def test_after_a_run_cut_short_by_an_open_workbook_there_is_one_order(settled: Folder) -> None:
    settled.decide("Рябова")
    lock = settled.path / ".~lock.Наставничество.xlsx#"
    with pytest.raises(BusyError):  # the draft lies there already, the workbook is not written
        meddled(settled, "busy", 2, lambda: lock.write_text(",u,КАБИНЕТ-7,03.09.2026,;"))
    drafts = settled.drafts
    lock.unlink()
    settled.run()
    assert settled.drafts == drafts
    assert len(drafts) == 1
    (line,) = settled.rows("Документы").values()
    assert line["Файл"] in drafts
