"""Sixty reads and sixty writes a minute for each user, counted by the injected clock."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.google_emulator.calls import Call
from tests.google_emulator.errors import quota_exceeded

MINUTE = 60.0


@dataclass
class Quotas:
    """Off until ``on`` is set; only Sheets counts. ``seconds`` tells the time."""

    seconds: Callable[[], float]
    project: str
    on: bool = False
    limit: int = 60
    seen: dict[tuple[str, str], deque[float]] = field(default_factory=dict)

    def check(self, call: Call) -> None:
        """Count a call; ApiError 429 when the minute is used up (a refused call counts not)."""
        if not self.on or not call.kind.startswith("sheets."):
            return
        kind = "Write" if call.is_write else "Read"
        times = self.seen.setdefault((call.caller.account.email, kind), deque())
        now = self.seconds()
        while times and times[0] <= now - MINUTE:
            times.popleft()
        if len(times) >= self.limit:
            raise quota_exceeded(kind, self.limit, self.project)
        times.append(now)
