"""The probe: whether nothing at all has changed since a run that had nothing more to do.

It only saves time. Lost, damaged or from another machine, it says «look», never «stop».
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sheets_sync.zone import moved

FOLDER = ".sheets_sync"


@dataclass(frozen=True, slots=True)
class Probe:
    """The file that remembers the last settled run."""

    path: Path

    def settled(self, state: Mapping[str, str], now: dt.datetime) -> bool:
        """True if ``state`` is that of the last settled run and its next date lies ahead."""
        try:
            held = json.loads(self.path.read_text(encoding="utf-8"))
            today = moved(now, held["zone"]).date()
            ahead = held["next_date"] is None or today < dt.date.fromisoformat(held["next_date"])
            return bool(ahead and held["state"] == dict(state) and held["day"] == today.isoformat())
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def remember(
        self,
        state: Mapping[str, str],
        now: dt.datetime,
        zone: int | None,
        next_date: dt.date | None,
    ) -> None:
        """Keep ``state`` as settled; a folder that cannot be written is no reason to fail.

        ``zone``: the one that the school has named, in minutes ahead of UTC; days are its days.
        """
        held = {
            "state": dict(state),
            "zone": zone,
            "day": moved(now, zone).date().isoformat(),
            "next_date": next_date.isoformat() if next_date else None,
        }
        temporary = self.path.with_suffix(".tmp")
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(exist_ok=True)
            temporary.write_text(json.dumps(held), encoding="utf-8")
            os.replace(temporary, self.path)
