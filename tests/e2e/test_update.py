"""The button «Обновить»: the launchers beside a workbook, and what they say in their window."""

from __future__ import annotations

import configparser
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sheets_sync.commands import button
from tests.e2e.staff import MORNING, REPOSITORY, Folder, program

ODD = "школа № 1 (новая) & 100% «да» it's $HOME"
MACHINE = re.compile(r"sheets-sync|--|\b[0-9a-f]{12}\b|[A-Za-z]{5,}")
"""What is for whoever types commands: commands, options, codes, English."""


def pressed(
    folder: Folder, answer: str = "", *, python: str = sys.executable, **more: str
) -> subprocess.CompletedProcess[str]:
    """Press the button of Linux, without opening anything, and type ``answer`` into its window."""
    script = folder.path / "Обновить.sh"
    script.write_text(button.shell(python), encoding="utf-8")
    return subprocess.run(
        [script, "--no-open"],
        cwd="/",
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8", **more},
        input=answer,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def updated(folder: Folder, answer: str = "") -> tuple[int, str]:
    """Exit code of `update` at the usual morning, and what its window says: plain Russian."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.at", MORNING.isoformat(), "update", "--no-open"],
        cwd=folder.path,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8"},
        input=answer.encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=120,
    )
    said = done.stdout.decode()
    plain = re.sub(r"Ctrl\+Z|Enter|«[^»]*»|\S+\.(?:docx|xlsx)", "", said)
    assert not MACHINE.search(plain), said
    return done.returncode, said


@pytest.fixture
def emptied(settled: Folder) -> Folder:
    """A school whose mentors somebody deleted after the first run."""
    pattern = r'<row r="(?!1")\d+".*?</row>'
    settled.raw("Наставники", lambda xml: re.sub(pattern, "", xml, flags=re.DOTALL))
    return settled


def test_the_button_of_linux_works_in_a_folder_of_any_name(filled: Folder, tmp_path: Path) -> None:
    odd = Folder(Path(shutil.move(filled.path, tmp_path / ODD)))
    done = pressed(odd)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Готово. Записано:\n" in done.stdout
    assert all(odd.ids("Наставники").values())


def test_the_button_finds_the_program_by_its_name_where_that_python_is_gone(
    filled: Folder, tmp_path: Path
) -> None:
    program = tmp_path / "bin" / "sheets-sync"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m sheets_sync "$@"\n')
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    assert pressed(filled, python="/gone/python", PATH=path).returncode == 0
    assert all(filled.ids("Наставники").values())


def test_without_the_program_the_button_says_whom_to_call(filled: Folder, tmp_path: Path) -> None:
    for name in ("readlink", "dirname"):
        (tmp_path / name).symlink_to(str(shutil.which(name)))
    done = pressed(filled, python="/gone/python", PATH=str(tmp_path))
    assert done.returncode != 0
    assert button.MISSING in done.stdout


def test_init_lays_the_buttons_of_every_system_beside_the_workbook(empty: Folder) -> None:
    script, desk = empty.path / "Обновить.sh", empty.path / "Обновить.desktop"
    assert os.access(script, os.X_OK)
    assert os.access(desk, os.X_OK)
    assert sys.executable in script.read_text(encoding="utf-8")
    bat = (empty.path / "Обновить.bat").read_bytes()
    assert bat == button.bat(sys.executable).replace("\n", "\r\n").encode()
    assert b"\n" not in bat.replace(b"\r\n", b"")
    assert not bat.startswith(b"\xef\xbb\xbf")


def test_the_button_of_windows_quotes_every_path() -> None:
    lines = button.bat(r"C:\Учёба & 100% (2)\python.exe").splitlines()
    assert lines.index("chcp 65001 >nul") < min(i for i, line in enumerate(lines) if "C:" in line)
    paths = [line for line in lines if "C:" in line or "%~dp0" in line]
    assert len(paths) == 3
    for line in paths:
        bare = re.sub(r'"[^"]*"', "", line)
        assert "C:" not in bare
        assert "%~dp0" not in bare
    assert r'"C:\Учёба & 100%% (2)\python.exe"' in lines[3]
    assert lines[-1] == "pause"


@pytest.mark.parametrize("path", [f"/дом/{ODD}", '/a "b" \\ `c`/Обновить.sh'])
def test_the_button_of_a_linux_desktop_starts_exactly_the_script(path: str) -> None:
    read = configparser.RawConfigParser()
    read.read_string(button.desktop(path))
    command = read["Desktop Entry"]["Exec"].replace(
        "\\\\", "\\"
    )  # first as any string of such a file
    assert "%" not in command.replace("%%", "")
    # Between double quotes the specification escapes just what a shell does.
    words = subprocess.check_output(["sh", "-c", f"printf '%s\\n' {command.replace('%%', '%')}"])
    assert words.decode().splitlines() == ["/bin/sh", path]


def test_the_window_says_what_was_done_by_tab_and_then_that_nothing_is_to_do(
    settled: Folder,
) -> None:
    settled.decide("Рябова")
    code, said = updated(settled)
    assert code == 0
    assert "вкладка «Пары»:" in said
    assert any(f"Новый черновик: «{name}» в папке «Документы»" in said for name in settled.drafts)
    code, said = updated(settled)
    assert (code, said) == (0, "Готово. С прошлого раза ничего не изменилось.\n")


@pytest.mark.parametrize("answer", ["", "\n", "нет\n", "нуда\n"])
def test_without_a_yes_nothing_of_a_refused_plan_is_written(answer: str, emptied: Folder) -> None:
    before = emptied.rows("_sync")
    code, said = updated(emptied, answer)
    assert code == 3
    assert "Ваши вкладки не тронуты. На вкладке «Наставники» сегодня было 2 человека" in said
    assert "Если подтвердить, изменится:\n  вкладка «" in said
    assert said.endswith(
        "Подтвердить изменения? Напишите «да» и нажмите Enter.\nНичего не изменено.\n"
    )
    assert emptied.rows("_sync") == before


def test_a_yes_lets_the_refused_plan_through(emptied: Folder) -> None:
    code, said = updated(emptied, "Да\n")
    assert code == 0
    assert "Готово." in said
    assert emptied.program("run").returncode == 0


def test_an_open_workbook_is_said_to_be_open(filled: Folder) -> None:
    lock = filled.path / ".~lock.Наставничество.xlsx#"
    lock.write_bytes(b",zavuch,PRIEMNAYA,03.09.2026 08:10,file:///home/zavuch;")
    os.utime(lock, (MORNING.timestamp(), MORNING.timestamp()))
    done = program("update", "--no-open", cwd=filled.path)
    assert done.returncode == 4
    assert "Таблица открыта: компьютер PRIEMNAYA." in done.stdout.decode()


def test_the_workbook_is_opened_in_the_end(filled: Folder, tmp_path: Path) -> None:
    opener, told = tmp_path / "xdg-open", tmp_path / "opened"
    opener.write_text(
        f'#!/bin/sh\nprintf %s "$1" > {shlex.quote(str(told))}.part\n'
        f"mv {shlex.quote(str(told))}.part {shlex.quote(str(told))}\n"
    )
    opener.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    assert program("update", cwd=filled.path, PATH=path).returncode == 0
    for _ in range(200):
        if told.exists():
            break
        subprocess.run(["sleep", "0.05"], check=True)
    assert told.read_text(encoding="utf-8") == str(filled.book.resolve())


def test_the_program_runs_as_a_module(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sheets_sync", "--version"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_first_run_says_how_many_can_be_matched_and_later_ones_do_not(filled: Folder) -> None:
    said = "Готово к подбору (наставляемые): 2 из 2.\nГотово к подбору (наставники): 2 из 2.\n"
    assert said in updated(filled)[1]
    filled.hand.type_row("Наставники", 2, {"Должность": "методист"})
    assert "Готово к подбору" not in updated(filled)[1]
