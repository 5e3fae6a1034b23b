"""A process that has imported everything once; each command of a test is a fork of it.

A command then costs what it does, not a second and a half of imports: `staff.program` starts one
such process a test process and talks to it in lines of JSON. Where there is no fork, `program`
starts a new interpreter for each command.
"""

from __future__ import annotations

import atexit
import importlib
import io
import json
import os
import pkgutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
LONGEST = 120
"""Seconds after which a command is killed."""


class Warm:
    """The process, seen from the tests. ``run`` is a command to its end."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.warm"],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        atexit.register(self.end)

    def run(
        self, words: Sequence[str], moment: str, cwd: Path, environment: Mapping[str, str]
    ) -> subprocess.CompletedProcess[bytes]:
        """What `subprocess.run` would give; TimeoutExpired after two minutes."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with tempfile.TemporaryDirectory() as folder:
            out, err = Path(folder, "out"), Path(folder, "err")
            asked = [list(words), moment, str(cwd), dict(environment), str(out), str(err)]
            self._process.stdin.write(f"{json.dumps(asked)}\n")
            self._process.stdin.flush()
            code = json.loads(self._process.stdout.readline())
            if code is None:
                raise subprocess.TimeoutExpired(list(words), LONGEST)
            return subprocess.CompletedProcess(
                list(words), code, out.read_bytes(), err.read_bytes()
            )

    def end(self) -> None:
        """Nothing more is asked."""
        self._process.kill()
        self._process.wait()


def serve() -> None:
    """Import everything, then a fork for every line that comes."""
    package = importlib.import_module("sheets_sync")
    for module in pkgutil.walk_packages(package.__path__, "sheets_sync."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for library in ("pandera", "openpyxl", "docxtpl", "gspread", "pymorphy3", "pytrovich"):
        importlib.import_module(library)
    for line in sys.stdin:
        sys.stdout.write(f"{json.dumps(_forked(*json.loads(line)))}\n")
        sys.stdout.flush()


def _forked(*asked: Any) -> int | None:
    """The exit code of one command; None where it had to be killed."""
    child = os.fork()
    if not child:
        _carry_out(*asked)
    for _ in range(LONGEST * 100):
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return None


def _carry_out(
    words: list[str], moment: str, cwd: str, environment: dict[str, str], out: str, err: str
) -> None:
    """In the fork: be a new process of the program; never returns."""
    code: object = 1
    try:
        _become(cwd, environment, out, err)
        from tests.e2e import at

        code = at.program(moment, words)
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


def _become(cwd: str, environment: dict[str, str], out: str, err: str) -> None:
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, path in ((1, out), (2, err)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    console = environment.get("PYTHONIOENCODING", "utf-8")
    sys.stdin = io.TextIOWrapper(io.FileIO(0), console)
    sys.stdout = io.TextIOWrapper(io.FileIO(1, "w"), console, line_buffering=True)
    sys.stderr = io.TextIOWrapper(io.FileIO(2, "w"), console, "backslashreplace", None, True)


if __name__ == "__main__":
    serve()
