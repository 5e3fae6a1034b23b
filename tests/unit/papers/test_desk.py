"""Laying drafts on the desk."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.errors import PaperError
from sheets_sync.papers.desk import PREFIX, Desk, Placed, safe_name

NAME = "Приказ о закреплении пар.docx"
DIES = """
import os, pathlib, signal, sys
from sheets_sync.papers.desk import Desk
def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
{moment} = die
Desk(pathlib.Path(sys.argv[1])).place("draft.docx", b"whole" * 50000)
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_draft_is_laid_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    placed = Desk(tmp_path).place(NAME, b"draft")
    assert placed == Placed(NAME, hashlib.sha256(b"draft").hexdigest(), made=True)
    assert (tmp_path / NAME).read_bytes() == b"draft"
    assert names(tmp_path) == [NAME]


def test_a_taken_name_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"edited by the secretary")
    placed = Desk(tmp_path).place(NAME, b"draft")
    assert placed == Placed(NAME, hashlib.sha256(b"draft").hexdigest(), made=False)
    assert (tmp_path / NAME).read_bytes() == b"edited by the secretary"


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    assert Desk(tmp_path / "Черновики" / "Приказы").place(NAME, b"draft").made
    assert names(tmp_path / "Черновики" / "Приказы") == [NAME]


def test_sweeping_takes_our_temporary_files_and_no_others(tmp_path: Path) -> None:
    for name in (f"{PREFIX}abc.tmp", "~$draft.docx", "staff.tmp", NAME):
        (tmp_path / name).write_bytes(b"x")
    assert Desk(tmp_path).sweep() == 1
    assert names(tmp_path) == sorted(["~$draft.docx", "staff.tmp", NAME])


def test_sweeping_a_folder_that_is_not_there_does_nothing(tmp_path: Path) -> None:
    assert Desk(tmp_path / "nowhere").sweep() == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize(
    ("moment", "whole"), [("os.fsync", False), ("os.link", False), ("pathlib.Path.unlink", True)]
)
def test_a_kill_leaves_nothing_or_the_whole_file(tmp_path: Path, moment: str, whole: bool) -> None:
    script = DIES.format(moment=moment)
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    assert done.returncode == -9
    draft = tmp_path / "draft.docx"
    assert draft.exists() == whole
    assert not whole or draft.read_bytes() == b"whole" * 50000
    assert Desk(tmp_path).place("draft.docx", b"whole" * 50000).made is not whole
    assert names(tmp_path) == ["draft.docx"]


@pytest.mark.parametrize(
    "name", ["", "a/b.docx", "..", "a:b.docx", "con.docx", "draft. ", f"{PREFIX}x", "я" * 300]
)
def test_a_bad_name_is_refused_with_a_better_one(tmp_path: Path, name: str) -> None:
    with pytest.raises(PaperError, match=r"не годится\. Возьмите"):
        Desk(tmp_path).place(name, b"draft")
    assert names(tmp_path) == []


def test_a_file_in_place_of_the_folder_is_told_in_russian(tmp_path: Path) -> None:
    (tmp_path / "Приказы").write_bytes(b"")
    with pytest.raises(PaperError, match="Проверьте, что папка на месте"):
        Desk(tmp_path / "Приказы").place(NAME, b"draft")
    with pytest.raises(PaperError, match="папка не читается"):
        Desk(tmp_path / "Приказы").sweep()


def test_a_path_too_long_is_told_in_russian(tmp_path: Path) -> None:
    with pytest.raises(PaperError, match="слишком длинный путь"):
        Desk(tmp_path / ("п" * 300)).place(NAME, b"draft")


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="the right to write is not checked for this user"
)
def test_a_folder_without_the_right_to_write_is_told_in_russian(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(PaperError, match="нет права записи"):
            Desk(tmp_path).place(NAME, b"draft")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Приказ 2026/2027: пары?.docx", "Приказ 2026-2027- пары-.docx"),
        ('МКОУ "Школа".docx', "МКОУ 'Школа'.docx"),
        ("NUL.docx", "_NUL.docx"),
        ("com1", "_com1"),
        ("конец. . ", "конец"),
        ("...", "-"),
        (" имя .docx", "имя.docx"),
        ("и\u0306.docx", "й.docx"),
        ("я" * 300 + ".docx", "я" * 97 + ".docx"),
    ],
)
def test_a_name_is_made_safe_for_windows(text: str, expected: str) -> None:
    assert safe_name(text) == expected


@given(st.text())
def test_a_safe_name_is_safe_and_stays_as_it_is(text: str) -> None:
    name = safe_name(text)
    assert safe_name(name) == name
    assert 0 < len(name.encode()) <= 201
    assert not set(name) & set('<>:"/\\|?*')
    assert name[-1] not in ". "
