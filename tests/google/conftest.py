"""An emulator and a small school in it, for every test of the Google store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.google.school import School
from tests.google_emulator.emulator import Emulator


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    """A running emulator that made no mistake of its own."""
    with Emulator() as running:
        yield running
        # A client that left during a stalled answer is no mistake of the emulator's.
        assert [each for each in running.violations if "Broken pipe" not in each] == []


@pytest.fixture
def school(emulator: Emulator, tmp_path: Path) -> School:
    """Three people in a spreadsheet that was never looked at."""
    return School(emulator, tmp_path)
