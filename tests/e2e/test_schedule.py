"""The schedules of docs/install.md: a cron line, systemd units and a Windows task that hold."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from sheets_sync.arguments import parser
from tests.e2e.staff import REPOSITORY, Folder

DOCS = (REPOSITORY / "docs" / "install.md").read_text(encoding="utf-8")
PROGRAM = "/opt/sheets-sync/bin/sheets-sync"
POSIX = pytest.mark.skipif(os.name != "posix", reason="cron runs on Unix")
FIELD = r"(\*|\d+(-\d+)?(,\d+(-\d+)?)*)(/\d+)?"
CRON = re.compile(rf"^    ((?:{FIELD} +){{5}})(\S.*)$", re.MULTILINE)


def blocks(start: str) -> list[str]:
    """The texts set as code under one heading of the docs."""
    (under,) = re.findall(rf"^### {start}\n(.*?)(?=^##)", DOCS, re.MULTILINE | re.DOTALL)
    found = re.findall(r"(?:^    .*\n|^\n(?=    ))+", under, re.MULTILINE)
    return [textwrap.dedent(each).strip() for each in found if each.strip()]


def command(start: str, word: str) -> str:
    """The line of a schedule that holds a word."""
    (line,) = [
        line for block in blocks(start) for line in block.splitlines() if line.startswith(word)
    ]
    return line


def cron() -> tuple[list[str], str]:
    """The five fields and the command."""
    (found,) = CRON.findall(DOCS)
    return found[0].split(), found[-1]


def test_the_fields_of_the_cron_line_are_in_range() -> None:
    limits = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)]
    for field, (least, most) in zip(cron()[0], limits, strict=True):
        numbers = [int(each) for each in re.findall(r"\d+", field.partition("/")[0])]
        assert all(least <= each <= most for each in numbers), field
    assert "%" not in cron()[1]  # cron would take it for the end of the line


@POSIX
@pytest.mark.parametrize(
    ("code", "says"), [(0, False), (1, True), (2, True), (3, False), (4, False)]
)
def test_cron_sends_a_letter_only_where_the_installer_is_needed(
    code: int, says: bool, tmp_path: Path
) -> None:
    program = tmp_path / "sheets-sync"
    program.write_text(f"#!/bin/sh\necho 'что было'\nexit {code}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    line = cron()[1].replace(PROGRAM, shlex.quote(str(program)))
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, check=False)
    assert (done.stdout.decode(), done.stderr) == ("что было\n" if says else "", b"")


@POSIX
def test_systemd_takes_both_units(tmp_path: Path) -> None:
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("systemd is not installed")
    service, timer, *_ = blocks("systemd")
    service = service.replace(PROGRAM, sys.executable).replace("User=school", "User=root")
    (tmp_path / "sheets-sync.service").write_text(service)
    (tmp_path / "sheets-sync.timer").write_text(timer)
    units = [str(tmp_path / f"sheets-sync.{kind}") for kind in ("service", "timer")]
    done = subprocess.run([verify, "verify", *units], capture_output=True, text=True, check=False)
    ours = [line for line in done.stderr.splitlines() if "sheets-sync" in line]
    assert (ours, done.returncode) == ([], 0), done.stderr
    (calendar,) = re.findall(r"OnCalendar=(.*)", timer)
    words = [verify, "calendar", calendar]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0


def test_systemd_holds_three_and_four_for_no_failure() -> None:
    assert command("systemd", "SuccessExitStatus=") == "SuccessExitStatus=3 4"


def test_every_schedule_calls_a_run_that_the_program_understands() -> None:
    (task,) = re.findall(r'/TR "(.*)"', command("Планировщик заданий Windows", "schtasks"))
    (action,) = re.findall(r"-Argument '(.*)'", DOCS)
    lines = [
        cron()[1].partition(" 2>&1")[0].partition("sheets-sync run")[2],
        command("systemd", "ExecStart=").partition(" run")[2],
        task.partition("sheets_sync run")[2],
        action.partition("sheets_sync run")[2],
    ]
    for line in lines:
        given = parser().parse_args(["run", *shlex.split(line)])
        assert given.config.endswith("config.toml")
        assert given.wait == 10
    assert len(task) <= 261  # schtasks takes no longer one


@POSIX
@pytest.mark.parametrize(("locked", "code"), [(False, 0), (True, 4)])
def test_a_process_without_a_window_or_a_console_runs_and_keeps_its_exit_code(
    locked: bool, code: int, filled: Folder
) -> None:
    """As pythonw has it: there is no stdout and no stderr at all."""
    if locked:
        (filled.path / "~$Наставничество.xlsx").write_bytes(b"\x03KIM")
    line = f'exec "{sys.executable}" -m sheets_sync run >&- 2>&-'
    whole = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(["/bin/sh", "-c", line], cwd=filled.path, env=whole, check=False)
    assert done.returncode == code
    log = (filled.path / ".sheets_sync" / "log.txt").read_text(encoding="utf-8")
    assert f"code={code} " in log.splitlines()[-1]


def test_the_json_line_of_the_docs_is_one_that_a_run_prints(filled: Folder) -> None:
    (line,) = re.findall(r'^    (\{"time".*\})$', DOCS, re.MULTILINE)
    printed = json.loads(filled.program("run", "--json").stdout)
    assert list(json.loads(line)) == list(printed)
    assert {type(each) for each in json.loads(line).values()} == {
        type(each) for each in printed.values()
    }
