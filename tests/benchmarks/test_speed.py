"""Whole processes against a bare interpreter and the imports that a run has to make.

Each figure is the best of several, taken in turns, so that a busy machine bears on all alike. The
processes see no hypothesis, which pandera takes along where it is installed: a school has none.
All modules are compiled before they are measured, ours as well: pip does that at a school.
Run: pytest tests/benchmarks/test_speed.py -s
"""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sheets_sync.commands import clock
from sheets_sync.commands.demo import play
from sheets_sync.demo.typist import Typist

TURNS = 5
HELP, UNCHANGED, CHANGED = 5.0, 0.5, 1.5
"""At most so many times the time of what it is measured against."""


def program(*words: str) -> Callable[[], None]:
    """Runs `python …` to its end; a failure is one of the benchmark."""

    def work() -> None:
        command = [sys.executable, *words]
        subprocess.run(command, check=True, capture_output=True, env=_as_installed())

    return work


@functools.cache
def _as_installed() -> dict[str, str]:
    """The environment of a school: no hypothesis, and everything compiled, as pip does."""
    folder = Path(tempfile.mkdtemp(prefix="school-"))
    (folder / "hypothesis.py").write_text('raise ImportError("not installed")\n', encoding="utf-8")
    compiled = {"PYTHONPATH": str(folder), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    usual = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**usual, **compiled}


def best(what: Mapping[str, Callable[[], None]]) -> dict[str, float]:
    """The least seconds of each, all of them in turns."""
    found = dict.fromkeys(what, float("inf"))
    for work in what.values():  # compiles
        work()
    for _ in range(TURNS):
        for name, work in what.items():
            start = time.perf_counter()
            work()
            found[name] = min(found[name], time.perf_counter() - start)
    for name, least in found.items():
        print(f"\n{name}: {least:.3f} s", end="")
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The school of the demo, at the end of its story."""
    made = tmp_path_factory.mktemp("speed") / "школа"
    play(made, clock.now("Europe/Moscow"))
    return made


def test_help_against_a_bare_interpreter() -> None:
    found = best(
        {"python -c pass": program("-c", "pass"), "--help": program("-m", "sheets_sync", "--help")}
    )
    ratio = found["--help"] / found["python -c pass"]
    print(f"\nhelp: {ratio:.1f} times a bare interpreter, at most {HELP}")
    assert ratio <= HELP


def test_an_unchanged_run_against_importing_pandera(folder: Path) -> None:
    run = program("-m", "sheets_sync", "run", "--config", str(folder / "config.toml"))
    run()
    found = best({"import pandera": program("-c", "import pandera.pandas"), "run": run})
    ratio = found["run"] / found["import pandera"]
    print(f"\nunchanged run: {ratio:.2f} of the time of importing pandera, at most {UNCHANGED}")
    assert ratio <= UNCHANGED


def test_a_changed_run_against_importing_pandera_and_openpyxl(folder: Path) -> None:
    typist = Typist(folder / "Наставничество.xlsx")
    run = program("-m", "sheets_sync", "run", "--config", str(folder / "config.toml"))
    row = min(typist.rows("Наставники", "ФИО"))
    number = 0

    def change() -> None:
        nonlocal number
        number += 1
        typist.type_row("Наставники", row, {"Возьмёт человек (1–3)": 2 + number % 2})
        run()

    def typing() -> None:
        typist.type_row("Наставники", row, {"Телефон": f"{number}"})

    imports = program("-c", "import pandera.pandas, openpyxl")
    found = best({"import pandera, openpyxl": imports, "typing": typing, "typing and run": change})
    changed = found["typing and run"] - found["typing"]
    ratio = changed / found["import pandera, openpyxl"]
    print(f"\nchanged run: {ratio:.2f} of importing pandera and openpyxl, at most {CHANGED}")
    assert ratio <= CHANGED
