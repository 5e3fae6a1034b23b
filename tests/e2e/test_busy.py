"""A workbook that is open elsewhere: drafts and «Что горит.html» lie ready, the run may wait."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.staff import MORNING, REPOSITORY, Folder

LOCK = b",zavuch,PRIEMNAYA,03.09.2026 08:10,file:///home/zavuch;"
SAYS = (
    "Таблица открыта: компьютер PRIEMNAYA. Закройте её там и нажмите «Обновить» ещё раз. "
    "Ничего не потеряно."
)


def opened(folder: Folder, hours: float = 0) -> Path:
    """Somebody opens the workbook, ``hours`` before the run."""
    lock = folder.path / ".~lock.Наставничество.xlsx#"
    lock.write_bytes(LOCK)
    at = MORNING.timestamp() - 3600 * hours
    os.utime(lock, (at, at))
    return lock


def page(folder: Folder) -> Path:
    return folder.path / "Что горит.html"


def said(folder: Folder, *words: str) -> str:
    """What a run says that ends because the workbook is open."""
    done = folder.program("run", *words)
    assert (done.returncode, done.stdout) == (4, b"")
    return done.stderr.decode()


def test_drafts_and_the_page_lie_ready_and_the_next_run_goes_on_from_there(settled: Folder) -> None:
    settled.decide("Рябова")
    lock, before = opened(settled), settled.book.read_bytes()
    first = said(settled)
    drafts = settled.drafts
    assert first.startswith(SAYS)
    assert any(name in first for name in drafts)
    assert page(settled).name in first
    assert "<h1>Что горит</h1>" in page(settled).read_text(encoding="utf-8")
    assert settled.book.read_bytes() == before

    said(settled)
    assert settled.drafts == drafts
    lock.unlink()
    assert settled.program("run").returncode == 0
    assert settled.drafts == drafts
    files = {line["Файл"] for line in settled.rows("Документы").values() if "Файл" in line}
    assert any(name in files for name in drafts)
    assert not page(settled).exists()


def test_the_page_is_taken_away_even_if_there_is_nothing_to_write_any_more(settled: Folder) -> None:
    before = settled.book.read_bytes()
    settled.decide("Рябова")
    lock = opened(settled)
    said(settled)
    lock.unlink()
    settled.book.write_bytes(before)
    page(settled).write_text("", encoding="utf-8")
    (settled.path / ".sheets_sync" / "probe.json").unlink()
    assert settled.program("run").returncode == 0
    assert not page(settled).exists()


@pytest.mark.parametrize(("hours", "age"), [(0.5, ""), (3, "ему 3 часа"), (73, "ему 3 дня")])
def test_a_lock_that_looks_forgotten_is_told_with_its_age(
    hours: float, age: str, filled: Folder
) -> None:
    opened(filled, hours)
    told = said(filled)
    assert told.startswith(SAYS)
    assert ("удалите файл «.~lock.Наставничество.xlsx#»" in told) == bool(age)
    assert age in told


def test_a_run_that_waits_goes_on_as_soon_as_the_workbook_is_closed(filled: Folder) -> None:
    lock = opened(filled)
    run = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.at", MORNING.isoformat(), "run", "--wait", "5"],
        cwd=filled.path,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert run.stderr is not None
    first = run.stderr.readline().decode()
    assert first.startswith(SAYS)
    assert not any(filled.ids("Наставляемые").values())
    lock.unlink()
    out, _ = run.communicate()
    assert (run.returncode, "Записано" in out.decode()) == (0, True)
    assert all(filled.ids("Наставляемые").values())


def test_without_minutes_to_wait_a_run_does_not_wait(filled: Folder) -> None:
    opened(filled)
    assert "Ждём" not in said(filled, "--wait", "0")


@pytest.mark.parametrize("minutes", ["-1", "пять", "1.5"])
def test_anything_but_whole_minutes_is_not_understood(minutes: str, filled: Folder) -> None:
    assert filled.program("run", f"--wait={minutes}").returncode == 2
