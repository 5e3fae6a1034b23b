"""How often and how long the program may call: thirty calls, under five minutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

CALLS = 30
SECONDS = 280.0
FOR_CLEANING = 4
"""Calls that are kept back for taking away what was made."""
FOR_CLEANING_SECONDS = 60.0
TOKEN = 1
"""The call that brings the token; the client does not count it."""


class SpentError(Exception):
    """No more calls, or no more time."""


class Allowance:
    """``clock`` gives seconds, ``sleep`` takes them; `count` is given once there is a client."""

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self.count: Counter[str] = Counter()
        self._clock, self._sleep = clock, sleep
        self._end = clock() + SECONDS
        self._kept = FOR_CLEANING

    @property
    def calls(self) -> int:
        """Calls made so far, the token's with them."""
        return TOKEN + self.count.total()

    def check(self, seconds: float = 0) -> None:
        """SpentError where another call, after so many ``seconds``, would be too much."""
        if self.calls >= CALLS - self._kept:
            raise SpentError("the calls that may be made are used up")
        if self._clock() + seconds > self._end - 10 * self._kept:
            raise SpentError("the time is over")

    def sleep(self, seconds: float) -> None:
        """Wait, if a call afterwards is allowed; the client's own patience goes through here."""
        self.check(seconds)
        self._sleep(seconds)

    def cleaning(self) -> None:
        """From now on what was kept back may be used, and a minute whatever the time is."""
        self._kept = 0
        self._end = max(self._end, self._clock() + FOR_CLEANING_SECONDS)
