"""The log file of a school: a line a command, and nothing in it about people."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from pathlib import Path

from sheets_sync.commands import clock
from sheets_sync.errors import SheetsSyncError
from sheets_sync.probe import FOLDER

NAME = "log.txt"
LARGEST = 1_000_000
"""Bytes of one file; three are kept."""

_NUMBERS: ContextVar[dict[str, int] | None] = ContextVar("numbers", default=None)


def place(config_path: Path) -> Path:
    """Where the log of the school of ``config_path`` lies."""
    return config_path.resolve().parent / FOLDER / NAME


def counted(**numbers: int) -> None:
    """Let these numbers (``changes=5, drafts=1``) stand in the line of the command under way."""
    held = _NUMBERS.get()
    if held is not None:
        held.update(numbers)


def logged(command: str, config_path: Path, call: Callable[[], int]) -> int:
    """Carry out ``call`` and write one line about it; its exit code or error comes through.

    The line has the moment, the command, the outcome, the exit code, what was ``counted``, and the
    seconds that it took: no cell, no path. An error that nobody foresaw leaves its kind and stack.
    """
    numbers: dict[str, int] = {}
    token = _NUMBERS.set(numbers)
    started = time.perf_counter()
    outcome, code, more = "stopped", 1, ""
    try:
        code = call()
        outcome = "done" if code == 0 else "ended"
        return code
    except SheetsSyncError as error:
        outcome, code = type(error).__name__, error.exit_code
        raise
    except Exception as error:
        outcome, more = type(error).__name__, "".join(f"\n    {at}" for at in stack(error))
        raise
    finally:
        _NUMBERS.reset(token)
        figures = " ".join(f"{name}={number}" for name, number in numbers.items())
        seconds = f"seconds={time.perf_counter() - started:.2f}"
        words = (f"{clock.here():%Y-%m-%d %H:%M:%S%z}", command, outcome, f"code={code}", figures)
        _write(place(config_path), " ".join(filter(None, (*words, seconds))) + more)


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
