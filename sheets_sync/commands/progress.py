"""What is being done, on one line of a terminal, where it takes more than a moment; then wiped."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable, Iterator
from typing import TextIO

from sheets_sync.plan import Plan
from sheets_sync.snapshot import Snapshot
from sheets_sync.stores.base import Store

AFTER = 1.0
"""Seconds of silence."""

READING = "Читаю таблицу…"
LOOKING = "Проверяю строки, подбираю пары…"
WRITING = "Пишу…"

Step = Callable[[str], None]


class Watched:
    """A store that tells what is being done with it: reading, then looking, writing."""

    def __init__(self, store: Store, step: Step) -> None:
        self._store = store
        self._step = step

    def read(self) -> Snapshot:
        """As the store does."""
        self._step(READING)
        snapshot = self._store.read()
        self._step(LOOKING)
        return snapshot

    def write(self, snapshot: Snapshot, plan: Plan) -> Snapshot:
        """As the store does."""
        self._step(WRITING)
        after = self._store.write(snapshot, plan)
        self._step(LOOKING)
        return after

    def version(self) -> str:
        """As the store does."""
        return self._store.version()

    def busy(self) -> str:
        """As the store does."""
        return self._store.busy()


class _Line:
    """The line: says nothing until it is woken, then the present step, and wipes what it said."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._turn = threading.Lock()
        self._step = ""
        self._shown = 0
        self._awake = False

    def step(self, what: str) -> None:
        """From here on ``what`` is being done."""
        with self._turn:
            self._step = what
            if self._awake:
                self._show(what)

    def wake(self) -> None:
        """It has taken long enough: speak."""
        with self._turn:
            self._awake = True
            self._show(self._step)

    def wipe(self) -> None:
        """Leave the line as it was, and keep still."""
        with self._turn:
            self._awake = False
            self._show("")

    def _show(self, text: str) -> None:
        """Spaces wipe on any console; an escape sequence does not."""
        blank = " " * self._shown
        wiped = f"\r{blank}\r" if blank else ""
        if wiped or text:
            with contextlib.suppress(OSError, ValueError):
                self._stream.write(f"{wiped}{text}")
                self._stream.flush()
        self._shown = len(text)


def _silent(what: str) -> None:
    """Nobody watches."""


@contextlib.contextmanager
def progress(stream: TextIO | None = None, after: float = AFTER) -> Iterator[Step]:
    """Gives a function to be told each step («Читаю таблицу…»); no terminal, no word.

    ``stream`` is stderr unless given; ``after`` seconds pass before anything is shown.
    """
    stream = stream or sys.stderr
    if stream is None or not stream.isatty():
        yield _silent
        return
    line = _Line(stream)
    timer = threading.Timer(after, line.wake)
    timer.daemon = True
    timer.start()
    try:
        yield line.step
    finally:
        timer.cancel()
        timer.join()
        line.wipe()
