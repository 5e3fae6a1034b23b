"""The log file of a school: a line a command, and nothing in it about people."""

from __future__ import annotations

import datetime as dt
import json
import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from sheets_sync.commands import clock
from sheets_sync.errors import SheetsSyncError
from sheets_sync.probe import FOLDER

NAME = "log.txt"
LARGEST = 1_000_000
"""Bytes of one file; three are kept."""

FIGURES = ("changes", "drafts", "problems")
"""What a JSON line always has."""

_HELD: ContextVar[_Held | None] = ContextVar("held", default=None)


@dataclass(slots=True)
class _Held:
    """What the command under way has told of itself."""

    outcome: str = ""
    numbers: dict[str, int] = field(default_factory=dict)


def place(config_path: Path) -> Path:
    """Where the log of the school of ``config_path`` lies."""
    return config_path.resolve().parent / FOLDER / NAME


def counted(**numbers: int) -> None:
    """Let these numbers (``changes=5, drafts=1``) stand in the line of the command under way."""
    held = _HELD.get()
    if held is not None:
        held.numbers.update(numbers)


def ended(outcome: str) -> None:
    """Let the line of the command under way say ``nothing`` or ``paused`` instead of ``done``."""
    held = _HELD.get()
    if held is not None:
        held.outcome = outcome


def nothing() -> None:
    """Nothing was new, so nothing was looked at: remarks were not counted."""
    counted(changes=0, drafts=0)
    ended("nothing")


def logged(
    command: str, config_path: Path, call: Callable[[], int], *, as_json: bool = False
) -> int:
    """Carry out ``call`` and write one line about it; its exit code or error comes through.

    The line has the moment, the command, the outcome, the exit code, what was ``counted``, and the
    seconds that it took: no cell, no path. An error that nobody foresaw leaves its kind and stack.
    ``as_json`` prints the same as JSON; where there is no config.toml, no file is written.
    """
    held = _Held()
    token = _HELD.set(held)
    started = time.perf_counter()
    outcome, code, more = "stopped", 1, ""
    try:
        code = call()
        outcome = (held.outcome or "done") if code == 0 else "ended"
        return code
    except SheetsSyncError as error:
        outcome, code = type(error).__name__, error.exit_code
        raise
    except Exception as error:
        outcome, more = type(error).__name__, "".join(f"\n    {at}" for at in stack(error))
        raise
    finally:
        _HELD.reset(token)
        line = _Line(command, outcome, code, held.numbers, time.perf_counter() - started)
        if config_path.is_file():
            _write(place(config_path), line.text + more)
        if as_json:
            print(line.json, flush=True)


def misunderstood(command: str, code: int) -> None:
    """Print the line, as JSON, of a command that could not even be begun."""
    print(_Line(command, "SettingsError", code, {}, 0.0).json, flush=True)


@dataclass(frozen=True, slots=True)
class _Line:
    """One command and how it ended."""

    command: str
    outcome: str
    code: int
    numbers: Mapping[str, int]
    seconds: float
    moment: dt.datetime = field(default_factory=clock.here)

    @property
    def text(self) -> str:
        """The line of the log."""
        figures = [f"{name}={number}" for name, number in self.numbers.items()]
        moment, seconds = f"{self.moment:%Y-%m-%d %H:%M:%S%z}", f"seconds={self.seconds:.2f}"
        words = (moment, self.command, self.outcome, f"code={self.code}", *figures, seconds)
        return " ".join(words)

    @property
    def json(self) -> str:
        """The line for a monitoring system, in plain ASCII; null for what was not counted."""
        data = {
            "time": self.moment.isoformat(timespec="seconds"),
            "command": self.command,
            "outcome": self.outcome,
            "code": self.code,
            **{name: self.numbers.get(name) for name in FIGURES},
            "seconds": round(self.seconds, 2),
        }
        return json.dumps(data)


def stack(error: BaseException) -> list[str]:
    """Where an error came from, outermost first: «sync.py:48 run»; no values, no folders."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in frames]


def _write(path: Path, line: str) -> None:
    """Add ``line``; a folder that is no school's gets no log, and one that is full no complaint."""
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        if path.exists() and path.stat().st_size >= LARGEST:
            _turn_over(path)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")


def _turn_over(path: Path) -> None:
    """The file becomes the last one, the last one the one before; two are kept."""
    from logging.handlers import RotatingFileHandler  # a tenth of a second, once in a year

    handler = RotatingFileHandler(path, backupCount=2, delay=True)
    try:
        handler.doRollover()
    finally:
        handler.close()
