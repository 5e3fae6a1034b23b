"""``run``: bring the workbook in line with what staff typed, and draft their papers."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sheets_sync.commands import log
from sheets_sync.commands.looked import NOTHING, nothing_new
from sheets_sync.errors import BusyError
from sheets_sync.words import count

if TYPE_CHECKING:
    from sheets_sync.commands.school import School
    from sheets_sync.sync import Report

LONGEST_PAUSE = 15
"""Seconds between two looks at a workbook that is waited for."""


def run(config_path: Path, *, accept: str = "", wait: int = 0, tells: bool = True) -> int:
    """One run, tried again for ``wait`` minutes while the workbook is open; prints what was done.

    ``tells`` False leaves stdout to the line of the log. Exit code 0.
    """
    if nothing_new(config_path):  # half a second less, forty times a day
        log.nothing()
        if tells:
            print(NOTHING)
        return 0
    from sheets_sync.commands.settle import lines

    said = lines(*_patiently(config_path, accept, wait))
    if tells:
        print("\n".join(said))
    return 0


def _patiently(config_path: Path, accept: str, wait: int) -> tuple[School, Report | None]:
    """The school at the moment when it could be run, and what the run did."""
    from sheets_sync.commands.school import opened
    from sheets_sync.commands.settle import settle

    pauses = _pauses(60 * wait)
    told = False
    while True:
        school = opened(config_path)
        try:
            return school, settle(school, accept=accept)
        except BusyError as error:
            pause = next(pauses, None)
            if pause is None:
                raise
            if not told:
                most = count(wait, "минуты", "минут", "минут")
                print(f"{error.says}\nЖдём не дольше {most}.", file=sys.stderr, flush=True)
                told = True
        time.sleep(pause)


def _pauses(seconds: int) -> Iterator[int]:
    """Pauses between tries, short ones first; together they last ``seconds``."""
    pause = 1
    while seconds > 0:
        yield min(pause, seconds)
        seconds -= pause
        pause = min(2 * pause, LONGEST_PAUSE)
