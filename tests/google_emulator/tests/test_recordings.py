"""Recorded traffic of the real service, played to the emulator: every answer must agree."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.google_emulator.emulator import NARROW_SCOPES, Emulator

VARIABLE = "SHEETS_SYNC_RECORDINGS"


def test_every_recorded_answer_of_the_real_service_is_given_again(emulator: Emulator) -> None:
    folder = os.environ.get(VARIABLE)
    if not folder:
        pytest.skip(f"no recordings: {VARIABLE} does not name the folder that holds replay.py")
    emulator.spreadsheet()
    command = [sys.executable, str(Path(folder) / "replay.py"), "--base", emulator.base]
    command += ["--token", emulator.token(NARROW_SCOPES)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
