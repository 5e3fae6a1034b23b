"""What a school's folder remembers of its commands: the log, the journal, the copies, the wait."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sheets_sync.commands import log
from sheets_sync.commands.progress import progress
from sheets_sync.errors import BusyError
from tests.e2e.staff import MENTEES, MENTORS, MORNING, REPOSITORY, SCHOOL, Folder, sheets

COPIES = "Копии (не открывать)"
LATER = MORNING + dt.timedelta(hours=3)
TOMORROW = MORNING + dt.timedelta(days=1)


def lines(school: Folder) -> list[str]:
    """The log, line by line."""
    return (school.path / ".sheets_sync" / "log.txt").read_text(encoding="utf-8").splitlines()


def names(school: Folder) -> set[str]:
    """Every word of three letters or more that staff have typed or the workbook shows."""
    typed = [*MENTORS, *MENTEES, SCHOOL]
    words = [str(value) for each in typed for value in each.values()]
    words += [
        str(cell.value)
        for tab in sheets(school.book)
        for row in tab.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]
    return {word for text in words for word in re.findall(r"[А-Яа-яЁё]{3,}", text)}


def test_every_command_leaves_a_line_with_its_numbers(filled: Folder) -> None:
    for words in (("check",), ("plan",), ("run",), ("run",), ("doctor",), ("export",)):
        filled.program(*words)
    found = [line.split(" ") for line in lines(filled)]
    assert [line[2] for line in found] == ["check", "plan", "run", "run", "doctor", "export"]
    assert all(line[-1].startswith("seconds=") for line in found)
    ran = " ".join(found[2])
    assert re.search(r" run done code=0 changes=[1-9]\d* problems=\d+ drafts=0 seconds=", ran)


def test_a_command_that_ends_badly_leaves_its_outcome_and_exit_code(filled: Folder) -> None:
    (filled.path / "~$Наставничество.xlsx").write_bytes(b"\x03KIM")
    assert filled.program("run").returncode == 4
    assert " run BusyError code=4 " in lines(filled)[-1]
    filled.book.write_bytes(b"no workbook")
    assert filled.program("check").returncode == 1
    assert " check UnreadableError code=1 " in lines(filled)[-1]


def test_after_a_whole_story_no_word_of_the_workbook_stands_in_the_log(settled: Folder) -> None:
    settled.decide("Рябова", "Тюрин")
    for words in (("check",), ("plan", "--json"), ("run",), ("doctor",), ("export",)):
        settled.program(*words)
    settled.hand.type_row("Наставники", 2, {"ФИО": "Бондарь-Зуева Глеб Андреевич"})
    settled.program("run")
    said = "\n".join(lines(settled))
    assert len(lines(settled)) == 6
    assert {word for word in names(settled) if word in said} == set()


def failing() -> int:
    name = "Рябова Инна Марковна"
    raise ValueError(f"no such person: {name}")


def test_a_mistake_of_ours_leaves_its_kind_and_stack_without_what_it_says(empty: Folder) -> None:
    with pytest.raises(ValueError, match="no such person"):
        log.logged("run", empty.config, failing)
    said = "\n".join(lines(empty))
    assert " run ValueError code=1 " in said
    assert re.search(r"\n {4}test_log\.py:\d+ failing", said)
    assert "Рябова" not in said
    assert str(empty.path) not in said


def test_a_mistake_of_ours_is_said_without_a_traceback(filled: Folder) -> None:
    broken = "import sheets_sync.commands.check as it; it.check = None; "
    started = f"{broken}from sheets_sync.cli import main; raise SystemExit(main(['check']))"
    done = subprocess.run(
        [sys.executable, "-c", started],
        cwd=filled.path,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    said = done.stderr.decode()
    assert "Traceback" not in said
    assert said.startswith("Не получилось из-за ошибки в программе (TypeError, cli.py:")
    assert " check TypeError code=1 " in "\n".join(lines(filled))


def test_a_folder_that_takes_no_log_is_no_reason_to_fail(settled: Folder) -> None:
    (settled.path / ".sheets_sync" / "log.txt").unlink(missing_ok=True)
    (settled.path / ".sheets_sync" / "log.txt").mkdir()
    done = settled.program("check")
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_log_that_has_grown_large_makes_room_and_three_files_are_kept(empty: Folder) -> None:
    folder = empty.path / ".sheets_sync"
    folder.mkdir()
    for _ in range(4):
        (folder / "log.txt").write_text("x" * log.LARGEST)
        log.logged("check", empty.config, int)
    assert sorted(p.name for p in folder.iterdir()) == ["log.txt", "log.txt.1", "log.txt.2"]
    assert len(lines(empty)) == 1


def test_an_error_comes_through_the_log_as_it_was(empty: Folder) -> None:
    def busy() -> int:
        raise BusyError("занято")

    with pytest.raises(BusyError, match="занято"):
        log.logged("run", empty.config, busy)
    assert log.logged("check", empty.config, lambda: 3) == 3
    assert [line.split(" ")[3:5] for line in lines(empty)] == [
        ["BusyError", "code=4"],
        ["ended", "code=3"],
    ]


def test_a_run_appends_to_the_hidden_journal_what_it_changed(settled: Folder) -> None:
    first = settled.rows("Журнал")
    mentors = [line for line in first.values() if line["Таблица"] == "mentors"]
    assert {line["Строка"] for line in mentors} == {"М-001Л", "М-002Щ"}
    assert all(line["Кто"] == "программа" for line in mentors)
    assert json.loads(str(mentors[0]["Было и стало"]))["id"][0] is None
    settled.decide("Рябова")
    settled.run(LATER)
    second = settled.rows("Журнал")
    assert list(second)[: len(first)] == list(first)
    assert max(second) == 1 + len(second) > 1 + len(first)


def test_a_run_that_changes_nothing_adds_nothing_to_the_journal(settled: Folder) -> None:
    before = settled.rows("Журнал")
    settled.run(TOMORROW)
    assert settled.rows("Журнал") == before


def test_the_first_changes_of_a_day_leave_a_copy_of_the_workbook_as_it_was(filled: Folder) -> None:
    before = filled.book.read_bytes()
    filled.run()
    filled.decide("Рябова")
    filled.run(LATER)
    (copy,) = (filled.path / COPIES).iterdir()
    assert copy.name == "Наставничество 2026-09-03 08-15.xlsx"
    assert copy.read_bytes() == before


def test_what_the_program_refused_to_write_makes_no_copy(settled: Folder) -> None:
    settled.raw("Наставники", lambda xml: re.sub(r'<row r="[23]".*?</row>', "", xml))
    assert settled.program("run", moment=TOMORROW).returncode == 3
    names = [path.name for path in (settled.path / COPIES).iterdir()]
    assert names == ["Наставничество 2026-09-03 08-15.xlsx"]


def test_a_copy_that_cannot_be_made_is_said_and_the_run_goes_on(filled: Folder) -> None:
    (filled.path / COPIES).write_text("")
    done = filled.program("run")
    assert done.returncode == 0
    assert "Копия таблицы за сегодня не сделана: имя уже занято." in done.stdout.decode()
    assert filled.ids("Наставники")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_on_a_terminal_the_step_is_shown_and_wiped() -> None:
    master, slave = os.openpty()
    with os.fdopen(slave, "w", encoding="utf-8") as stream:
        with progress(stream, after=0) as step:
            step("Читаю таблицу…")
            seen = os.read(master, 1000).decode()
            while "Читаю таблицу…" not in seen:
                seen += os.read(master, 1000).decode()
        assert "Читаю" not in os.read(master, 1000).decode().rpartition("\r")[2]
    os.close(master)


def test_where_nobody_watches_no_step_is_shown(tmp_path: Path) -> None:
    with (tmp_path / "cron.log").open("w") as stream, progress(stream, after=0) as step:
        step("Читаю таблицу…")
    assert (tmp_path / "cron.log").read_text() == ""
