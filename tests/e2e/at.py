"""The program at a given moment: `python at.py 2026-09-03T08:15:00+03:00 run`, a real process."""

from __future__ import annotations

import datetime as dt
import sys

from sheets_sync.cli import main
from sheets_sync.commands import clock


def stop_the_clock(moment: dt.datetime) -> None:
    """Let this process live at ``moment``."""

    def now(timezone: str) -> dt.datetime:
        return moment

    vars(clock)["now"] = now


def program(moment: str, words: list[str]) -> int:
    """The exit code of `sheets-sync` with these words at that moment."""
    stop_the_clock(dt.datetime.fromisoformat(moment))
    return main(words)


if __name__ == "__main__":
    sys.exit(program(sys.argv[1], sys.argv[2:]))
