"""A running emulator, a spreadsheet that a person lends, and the program on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.google_emulator.emulator import Emulator
from tests.live.__main__ import main
from tests.live.running import Live

HELD = {"Наставники": [["№", "Фамилия"], ["М-001Ж", "Ким"]], "Пары": [["№"], ["П-001Ж"]]}


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    """An emulator whose own answers all fitted Google's discovery documents."""
    with Emulator() as running:
        yield running
        assert running.violations == []


@pytest.fixture
def lent(emulator: Emulator) -> str:
    """A spreadsheet that a person lends, with tabs of hers and a named range."""
    file = emulator.spreadsheet(tabs=HELD)
    emulator.book(file).named.append(
        {"namedRangeId": "hers", "name": "hers", "range": {"sheetId": 0, "endRowIndex": 2}}
    )
    return file


@pytest.fixture
def live(emulator: Emulator, lent: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Live:
    """The program by its words: exit code and lines."""

    def run(file: str = lent, key: Path | None = None) -> tuple[int, list[str]]:
        key = key or emulator.key_file(tmp_path / "key.json")
        words = ["--key", str(key), "--spreadsheet", file, "--endpoint", emulator.base]
        code = main(words)
        return code, capsys.readouterr().out.splitlines()

    return run
