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


if __name__ == "__main__":
    stop_the_clock(dt.datetime.fromisoformat(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
