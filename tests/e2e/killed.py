"""A run that is killed: every call that writes is counted, and the process dies at a chosen one.

Started by the test as a process of its own: everything is imported once, each run is a fork. It
takes the folder of a school and an empty one to work in, and answers with JSON.
"""

from __future__ import annotations

import builtins
import io
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sheets_sync.cli import main
from tests.e2e.at import stop_the_clock
from tests.e2e.staff import MORNING

WRITING = os.O_CREAT | os.O_WRONLY | os.O_RDWR | os.O_TRUNC | os.O_APPEND
ON_NAMES = "unlink remove mkdir rmdir truncate chmod utime replace rename link symlink".split()
ON_HANDLES = "write fsync fdatasync ftruncate pwrite sendfile".split()
ON_FILES = "writelines flush truncate close".split()
PHASES = ("before", "half", "after")


class Death:
    """Counts the calls; kills before, in the middle of or after the one that is due."""

    def __init__(self, due: int, phase: str) -> None:
        self.due = due
        self.phase = phase
        self.calls: list[str] = []
        self.witnessed = 0

    def counted(
        self, name: str, call: Callable[..., Any], half: Callable[..., Any] | None = None
    ) -> Callable[..., Any]:
        """``call``, counted; ``half`` does half of it."""

        def counting(*args: Any, **kwargs: Any) -> Any:
            self.calls.append(name)
            phase = self.phase if len(self.calls) == self.due else ""
            if phase == "half" and half:
                half(*args, **kwargs)
            if phase in ("before", "half"):
                die()
            try:
                return call(*args, **kwargs)
            finally:
                if phase == "after":
                    die()

        return counting

    def install(self) -> None:
        """Put counting calls in the place of the real ones."""
        for name in (*ON_NAMES, *ON_HANDLES):
            vars(os)[name] = self.counted(f"os.{name}", getattr(os, name))
        real_handle, counted_handle = os.open, self.counted("os.open", os.open)
        real_file, counted_file = io.open, self.counted("open", io.open)

        def open_handle(path: Any, flags: int, *args: Any, **kwargs: Any) -> Any:
            chosen = counted_handle if flags & WRITING else real_handle
            return chosen(path, flags, *args, **kwargs)

        def open_file(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
            if not set(mode) & set("wax+"):
                return real_file(file, mode, *args, **kwargs)
            return CountedFile(counted_file(file, mode, *args, **kwargs), self)

        vars(os)["open"] = open_handle
        vars(io)["open"] = vars(builtins)["open"] = open_file
        sys.addaudithook(self._witness)

    def _witness(self, event: str, args: tuple[Any, ...]) -> None:
        """Python itself reports what touches files: nothing may be written behind our backs."""
        if event == "open":
            self.witnessed += bool(isinstance(args[2], int) and args[2] & WRITING)
        else:
            name = event.removeprefix("os.")
            self.witnessed += event.startswith("os.") and name in ON_NAMES


class CountedFile:
    """An open file whose writing calls are counted."""

    def __init__(self, file: Any, death: Death) -> None:
        self._file = file
        for name in ON_FILES:
            vars(self)[name] = death.counted(f"file.{name}", getattr(file, name))
        self.write = death.counted("file.write", file.write, self._half)

    def _half(self, data: Any) -> None:
        self._file.write(data[: len(data) // 2])
        self._file.flush()

    def __enter__(self) -> CountedFile:
        return self

    def __exit__(self, *error: object) -> None:
        vars(self)["close"]()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def die() -> None:
    """What a power cut does to a process."""
    os.kill(os.getpid(), signal.SIGKILL)


def run(folder: Path, death: Death | None = None) -> int:
    """`sheets-sync run` in a fork: its wait status; what it counted lies beside the folder."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    code = 99
    try:
        os.chdir(folder)
        sys.stdout = io.StringIO()
        if death:
            death.install()
        code = main(["run"])
        if death:
            told = json.dumps([death.calls, death.witnessed])
            folder.with_suffix(".calls").write_text(told)
    finally:
        os._exit(code)


def play(source: Path, work: Path) -> dict[str, Any]:
    """The undisturbed run, then one killed run and the next one for each point.

    Dying after a call and dying before the next one leave the same files: only one is played.
    """
    whole = Path(shutil.copytree(source, work / "whole"))
    status = run(whole, Death(0, ""))
    calls, witnessed = json.loads(whole.with_suffix(".calls").read_text())
    points = list(killed(source, work, calls))
    return {"status": status, "calls": calls, "witnessed": witnessed, "points": points}


def killed(source: Path, work: Path, calls: list[str]) -> Iterator[dict[str, Any]]:
    """What became of the folder at each point; the workbook as the kill left it is kept."""
    for due, call in enumerate(calls, 1):
        for phase in PHASES:
            if phase == "half" and call != "file.write":
                continue
            if phase == "after" and due < len(calls):
                continue  # nothing is written until the next call, which is also died before
            folder = Path(shutil.copytree(source, work / f"{due:02d} {phase} {call}"))
            status = run(folder, Death(due, phase))
            kept = shutil.copy(folder / "Наставничество.xlsx", f"{folder}.xlsx")
            yield {
                "folder": str(folder),
                "kept": str(kept),
                "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
                "next": run(folder),
            }


if __name__ == "__main__":
    stop_the_clock(MORNING)
    warm = Path(shutil.copytree(sys.argv[1], Path(sys.argv[2]) / "warm"))
    os.chdir(warm)
    sys.stdout, told = io.StringIO(), sys.stdout
    main(["run"])
    sys.stdout = told
    told.write(json.dumps(play(Path(sys.argv[1]), Path(sys.argv[2]))))
