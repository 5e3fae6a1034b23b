"""The program as tests run it, and what a person could find changed afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from sheets_sync.stores.google import Client, key_of
from tests.google.prepared import Waits
from tests.google_emulator.emulator import Emulator
from tests.live.allowance import Allowance
from tests.live.scratch import Scratch
from tests.live.trying import trying

Live = Callable[..., tuple[int, list[str]]]
"""Runs the program on a spreadsheet, with a key: exit code and lines."""


def left(emulator: Emulator, file: str) -> object:
    """All that a person could find changed."""
    book = emulator.book(file)
    tabs = {sheet.title: emulator.values(file, sheet.title) for sheet in book.sheets}
    return tabs, list(book.named), list(book.metadata), len(emulator.drive.files)


def outcome(lines: list[str], claim: str) -> str:
    """«held», «not held» or «not tried»."""
    [found] = [line for line in lines if re.search(claim, line)]
    return found.partition("  ")[0].rstrip()


def lines_of(emulator: Emulator, file: str, folder: Path) -> tuple[list[str], int]:
    """The lines of a run that waits without waiting, and its calls."""
    waits = Waits()
    allowance = Allowance(lambda: sum(waits.seconds), waits)
    key = key_of(emulator.key_file(folder / "key.json"))
    client = Client(key, emulator.base, sleep=allowance.sleep, chance=lambda: 0)
    allowance.count = client.calls
    lines = [str(line) for line in trying(Scratch(client, file, allowance))]
    return lines, allowance.calls
