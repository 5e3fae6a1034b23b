"""Failure on command: before or after a call is carried out, slowly, or with half an answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.google_emulator.calls import Call
from tests.google_emulator.errors import (
    ApiError,
    api_disabled,
    drive_error,
    outage,
    quota_exceeded,
    unauthenticated,
)

WAYS = (
    "500",  # refused, not carried out
    "503",
    "429",
    "401",
    "403-rate",  # Drive's way to say 429
    "403-off",  # its API was never switched on in the project
    "500-after",  # carried out, and then an error is answered
    "503-after",
    "reset",  # the connection breaks before anything is carried out
    "reset-after",  # … and after it was
    "half",  # carried out; the answer breaks off in its middle
    "stall",  # not carried out, no answer until release() or the end of the emulator
    "stall-after",  # carried out, and then the same
)


@dataclass
class Fault:
    """A failure waiting for its call."""

    way: str
    fits: Callable[[Call], bool]
    times: int


@dataclass
class Faults:
    """The failures that were asked for, in order."""

    waiting: list[Fault] = field(default_factory=list)
    happened: list[str] = field(default_factory=list)
    free: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, way: str, on: str | Callable[[Call], bool] = "", times: int = 1) -> None:
        """The next ``times`` calls fail whose kind holds ``on``, or for which ``on`` is true."""
        if way not in WAYS:
            raise ValueError(f"{way}: one of {', '.join(WAYS)}")
        fits = on if callable(on) else (lambda call: str(on) in call.kind)
        with self.lock:
            self.waiting.append(Fault(way, fits, times))

    def next_for(self, call: Call) -> str:
        """The way in which this call fails, "" for not at all."""
        with self.lock:
            for fault in self.waiting:
                if fault.times > 0 and fault.fits(call):
                    fault.times -= 1
                    self.happened.append(fault.way)
                    return fault.way
        return ""

    def release(self) -> None:
        """Let stalled calls go."""
        self.free.set()


def error_of(way: str, project: str, write: bool) -> ApiError:
    """The refusal that a way answers with."""
    code = way.partition("-")[0]
    if way == "403-rate":
        text = "User rate limit exceeded. Please try again later."
        return drive_error(403, "userRateLimitExceeded", text, domain="usageLimits")
    if code == "403":
        return api_disabled(project)
    if code == "429":
        return quota_exceeded("Write" if write else "Read", 60, project)
    return unauthenticated() if code == "401" else outage(int(code))
