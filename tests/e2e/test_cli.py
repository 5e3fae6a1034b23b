"""The program as people and their scripts meet it: help, exit codes, sentences, no surprises."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import openpyxl
import pytest

from sheets_sync.arguments import parser
from sheets_sync.stores.copies import FOLDER
from tests.e2e.staff import MORNING, Folder, program, sheet

COMMANDS = re.findall(r"^    (\w+) ", parser().format_help(), re.MULTILINE)
READING = ("check", "plan", "run")
"""The commands that read a school."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ENGLISH = re.compile(r"\b(?:usage|options|positional|arguments?|error|show|exit|default)\b", re.I)


def refused(done: subprocess.CompletedProcess[bytes], code: int) -> str:
    """What the program said; it ended with ``code``, on stderr, in Russian, without a traceback."""
    said = done.stderr.decode()
    assert done.returncode == code, said or done.stdout.decode()
    assert done.stdout == b""
    assert "Traceback" not in said
    sentences = re.sub(r"«[^»]*»|[\w/.-]+\.(?:xlsx|toml)|sheets-sync[\w -]*|config\.toml", "", said)
    assert re.search(r"[А-Яа-я]", sentences), said
    assert not re.search(r"[A-Za-z]{4,} [a-z]{2,}", sentences), said
    assert re.search(r"[.!?]$|sheets-sync [\w -]+$", said.rstrip()), said
    return said


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_russian_and_has_an_example(command: str, tmp_path: Path) -> None:
    done = program(*filter(None, (command, "--help")), cwd=tmp_path)
    said = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert not ENGLISH.search(said), said
    assert said.count("Как вызвать:") == 1
    assert "Коды завершения" in said
    if command:
        assert f"Пример: sheets-sync {command}" in said
    else:
        assert {"init", "demo", "check", "plan", "run"} <= set(COMMANDS)


def test_without_a_command_the_help_is_pointed_at(tmp_path: Path) -> None:
    assert "--help" in refused(program(cwd=tmp_path), 2)


@pytest.mark.parametrize(
    "words",
    [("run", "--jsn"), ("plan", "--jso"), ("walk",), ("init", "a", "b"), ("run", "--accept")],
)
def test_a_command_that_is_not_understood_is_a_mistake_in_usage(
    words: tuple[str, ...], filled: Folder
) -> None:
    before = filled.files
    assert "--help" in refused(filled.program(*words), 2)
    assert filled.files == before


CONFIGS: dict[str, tuple[str | bytes, str]] = {
    "no TOML": ('workbook = "Наст', "строк"),
    "unknown word": ('workbok = "Наставничество.xlsx"', "workbok"),
    "unknown word inside": ("[pairing.weight]\nrequsts = 3", "pairing.weight.requsts"),
    "wrong kind": ("workbook = 3", "workbook"),
    "nothing between the quotes": ('workbook = " "', "workbook"),
    "a number where lines belong": ("pairing = 3", "pairing"),
    "below nought": ("[pairing]\nfloor = -1", "pairing.floor"),
    "no time zone": ('timezone = "Moscow"', "Moscow"),
    "a continent": ('timezone = "Europe"', "Europe"),
    "another encoding": ('workbook = "Наставничество.xlsx"'.encode("cp1251"), "UTF-8"),
}


@pytest.mark.parametrize(("broken", "command"), [*zip(CONFIGS, cycle(READING), strict=False)])
def test_a_broken_config_is_named_with_the_word_that_is_wrong(
    broken: str, command: str, filled: Folder
) -> None:
    text, word = CONFIGS[broken]
    filled.config.write_bytes(text if isinstance(text, bytes) else text.encode())
    before = filled.files
    said = refused(filled.program(command), 2)
    assert word in said
    assert "config.toml" in said
    assert filled.files == before


@pytest.mark.parametrize("command", READING)
def test_a_missing_config_is_said_and_init_is_offered(command: str, tmp_path: Path) -> None:
    said = refused(program(command, cwd=tmp_path), 2)
    assert "config.toml" in said
    assert "init" in said
    assert not any(tmp_path.iterdir())


def test_a_folder_given_as_config_is_said_to_be_one(filled: Folder) -> None:
    assert "папка" in refused(filled.program("run", "--config", "."), 2)


BOOKS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "truncated": (lambda data: data[: len(data) // 2], "повреждён"),
    "empty": (lambda data: b"", "повреждён"),
    "renamed text": (lambda data: "ФИО;Предмет\n".encode("cp1251"), "повреждён"),
    "renamed .xls": (lambda data: OLE, ".xls"),
    "encrypted": (lambda data: OLE + "EncryptedPackage".encode("utf-16-le"), "парол"),
}


@pytest.mark.parametrize(
    ("kind", "command"), [*zip(BOOKS, cycle(READING), strict=False), ("encrypted", "run")]
)
def test_a_file_that_is_no_workbook_is_said_to_be_none_and_left_alone(
    kind: str, command: str, filled: Folder
) -> None:
    spoil, word = BOOKS[kind]
    filled.book.write_bytes(spoil(filled.book.read_bytes()))
    before = filled.book.read_bytes()
    said = refused(filled.program(command), 1)
    assert word in said
    assert "Наставничество.xlsx" in said
    assert filled.book.read_bytes() == before


@pytest.mark.parametrize("command", READING)
def test_a_missing_workbook_is_named(command: str, filled: Folder) -> None:
    filled.book.unlink()
    assert "Наставничество.xlsx" in refused(filled.program(command), 1)
    assert not filled.book.exists()


@pytest.mark.parametrize("command", READING)
def test_a_folder_in_the_place_of_the_workbook_is_said_to_be_one(
    command: str, filled: Folder
) -> None:
    filled.book.unlink()
    filled.book.mkdir()
    assert "папка" in refused(filled.program(command), 1)


LOCKS = {
    ".~lock.Наставничество.xlsx#": (
        b",user,PRIEMNAYA,03.09.2026 08:10,file:///home/user;",
        "PRIEMNAYA",
    ),
    "~$Наставничество.xlsx": (
        bytes([9]) + "Секретарь".encode("cp1251") + b" " * 45 + bytes(110),
        "Секретарь",
    ),
}


@pytest.mark.parametrize("name", LOCKS)
def test_an_open_workbook_is_left_alone_and_its_holder_is_named(name: str, filled: Folder) -> None:
    content, holder = LOCKS[name]
    (filled.path / name).write_bytes(content)
    before = filled.book.read_bytes()
    said = refused(filled.program("run"), 4)
    assert holder in said
    assert filled.book.read_bytes() == before
    assert not filled.drafts


def test_an_open_workbook_that_needs_nothing_is_no_reason_to_complain(settled: Folder) -> None:
    (settled.path / ".~lock.Наставничество.xlsx#").write_bytes(b",u,h,,;")
    shutil.rmtree(settled.path / ".sheets_sync")
    assert settled.program("run").returncode == 0


def test_while_another_run_holds_the_lock_nothing_is_written(filled: Folder) -> None:
    lock = filled.path / ".sheets_sync" / "lock"
    lock.parent.mkdir()
    before = filled.book.read_bytes()
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        refused(filled.program("run"), 4)
    assert filled.book.read_bytes() == before
    assert filled.program("run").returncode == 0


def test_a_file_in_the_place_of_the_state_folder_is_said(filled: Folder) -> None:
    (filled.path / ".sheets_sync").write_text("")
    before = filled.files
    assert ".sheets_sync" in refused(filled.program("run"), 1)
    assert filled.files == before


@pytest.fixture
def emptied(settled: Folder) -> Folder:
    """A school whose mentors somebody deleted after the first run."""

    def without_rows(xml: str) -> str:
        return re.sub(r'<row r="(?!1")\d+".*?</row>', "", xml, flags=re.DOTALL)

    settled.raw("Наставники", without_rows)
    return settled


def test_the_guard_refuses_and_says_so_on_one_tab_and_nowhere_else(emptied: Folder) -> None:
    before, drafts = emptied.state(), emptied.drafts
    said = refused(emptied.program("run"), 3)
    assert "«Наставники» сегодня было 2 человека, сейчас 0." in said
    after = emptied.state()
    changed = {at for at in before.keys() | after.keys() if before.get(at) != after.get(at)}
    assert {at.split("!")[0] for at in changed} == {"Школа"}
    assert len(changed) == 3
    assert emptied.drafts == drafts


def test_accept_lets_exactly_that_plan_through(emptied: Folder) -> None:
    code = re.findall(r"--accept (\w+)", refused(emptied.program("run"), 3))[0]
    done = emptied.program("run", "--accept", code)
    assert (done.returncode, done.stderr) == (0, b"")
    before = emptied.files
    assert emptied.program("run").returncode == 0
    assert emptied.files == before


def test_another_code_lets_nothing_through(emptied: Folder) -> None:
    code = re.findall(r"--accept (\w+)", refused(emptied.program("run"), 3))[0]
    before = emptied.files
    refused(emptied.program("run", "--accept", code[::-1]), 3)
    emptied.hand.type_row("Наставляемые", 4, {"ФИО": "Уткин Лев Ильич"})
    edited = emptied.rows("Наставляемые")
    refused(emptied.program("run", "--accept", code), 3)  # the plan is another one by now
    assert emptied.rows("Наставляемые") == edited
    assert set(emptied.files) == set(before)


def elsewhere(folder: Folder) -> dict[str, object]:
    """What the workbook says but for «Школа», where a refused run may speak."""
    return {at: value for at, value in folder.state().items() if not at.startswith("Школа!")}


@pytest.mark.parametrize("tab", ["Школа", "Пары", "Документы", "Наставники", "_sync"])
def test_a_lost_tab_is_no_reason_to_say_that_all_is_well(tab: str, settled: Folder) -> None:
    book = openpyxl.load_workbook(settled.book)
    del book[tab]
    book.save(settled.book)
    before = elsewhere(settled)
    code = 1 if tab == "_sync" else 3
    assert tab in refused(settled.program("run"), code)
    done = settled.program("check")
    assert done.returncode == code
    assert tab in (done.stdout + done.stderr).decode()
    assert elsewhere(settled) == before


def test_a_file_in_the_place_of_the_folder_of_drafts_is_said(settled: Folder) -> None:
    settled.decide("Рябова")
    (settled.path / "Документы").write_text("")
    before = settled.book.read_bytes()
    assert "Документы" in refused(settled.program("run"), 1)
    assert settled.book.read_bytes() == before


def test_check_lists_problems_by_cell_and_ends_with_3(filled: Folder) -> None:
    filled.hand.type_row("Наставляемые", 2, {"Согласие ПДн от": "31.09.2026"})
    before = filled.files
    done = filled.program("check")
    assert done.returncode == 3
    assert "«Наставляемые», ячейка" in done.stdout.decode()
    assert "31.09.2026" in done.stdout.decode()
    assert filled.files == before
    assert [path.name for path in (filled.path / ".sheets_sync").iterdir()] == ["log.txt"]


def test_check_without_problems_ends_with_0_and_writes_nothing(settled: Folder) -> None:
    before = settled.files
    done = settled.program("check")
    assert (done.returncode, done.stdout.decode()) == (0, f"Замечаний нет.{os.linesep}")
    assert settled.files == before


def test_plan_as_json_is_json_and_writes_nothing(filled: Folder) -> None:
    before = filled.files
    done = filled.program("plan", "--json")
    data = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, b"")
    assert {"hash", "changes", "papers", "dangers", "problems", "next_date"} == set(data)
    assert any(change["table"] == "mentors" for change in data["changes"])
    assert filled.files == before
    assert [path.name for path in (filled.path / ".sheets_sync").iterdir()] == ["log.txt"]


def test_plan_as_json_survives_a_console_that_knows_no_russian(filled: Folder) -> None:
    texts = [
        json.loads(filled.program("plan", "--json", PYTHONIOENCODING=encoding).stdout)
        for encoding in ("ascii", "cp1251")
    ]
    assert texts[0] == texts[1]


def test_plan_says_what_run_would_write_and_is_silent_about_its_own_memory(filled: Folder) -> None:
    before = filled.files
    said = filled.program("plan").stdout.decode()
    assert "«Наставники»" in said
    assert "_sync" not in said
    assert filled.files == before
    filled.program("run")
    assert filled.program("plan").stdout.decode().strip() == "Менять нечего."


def test_plan_names_a_draft_and_no_hidden_column(settled: Folder) -> None:
    settled.decide("Рябова")
    said = settled.program("plan").stdout.decode()
    assert "Новый черновик" in said
    assert "«Пары»" in said
    hidden = [name for name in ("Утверждён", "В документе", "Строка для") if name in said]
    assert not hidden
    assert not re.search(r"\d{4}-\d\d-\d\d", said)


@pytest.mark.parametrize("encoding", ["ascii", "cp1251"])
@pytest.mark.parametrize("command", READING)
def test_any_console_will_do(command: str, encoding: str, filled: Folder) -> None:
    done = filled.program(command, PYTHONIOENCODING=encoding)
    assert done.returncode in (0, 3)
    assert done.stderr == b""
    assert done.stdout


def test_a_reader_that_goes_away_is_no_failure_worth_a_traceback(filled: Folder) -> None:
    command = [sys.executable, "-m", "tests.e2e.at", MORNING.isoformat(), "plan"]
    with subprocess.Popen(
        command,
        cwd=filled.path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert b"Traceback" not in said
    assert b"BrokenPipe" not in said


def test_init_makes_a_school_that_run_can_use(tmp_path: Path) -> None:
    done = program("init", "новая/школа", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    made = Folder(tmp_path / "новая" / "школа")
    buttons = {f"Обновить.{kind}" for kind in ("bat", "sh", "desktop")}
    assert set(made.files) == {"config.toml", "Наставничество.xlsx", *buttons}
    assert made.program("run").returncode == 0


def test_init_in_a_school_refuses_and_changes_nothing(settled: Folder) -> None:
    before = settled.files
    for lost in (None, settled.config, settled.book):
        if lost:
            kept = lost.read_bytes()
            lost.unlink()
        refused(settled.program("init"), 2)
        if lost:
            lost.write_bytes(kept)
    assert settled.files == before


def test_init_where_a_file_stands_says_so(tmp_path: Path) -> None:
    (tmp_path / "школа").write_text("")
    assert "школа" in refused(program("init", "школа", cwd=tmp_path), 2)


def test_demo_refuses_a_folder_that_holds_something(settled: Folder) -> None:
    before = settled.files
    refused(settled.program("demo", "."), 2)
    assert settled.files == before


def test_demo_plays_its_story_and_a_further_run_changes_nothing(tmp_path: Path) -> None:
    done = program("demo", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    made = Folder(tmp_path / "demo")
    assert any(name.startswith("Приказ") for name in made.drafts)
    before = made.files
    assert made.program("run").returncode == 0
    assert made.files == before


def test_the_config_may_be_named_from_elsewhere(filled: Folder, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for config in (str(filled.config), os.path.relpath(filled.config, elsewhere)):
        assert program("run", "--config", config, cwd=elsewhere).returncode == 0
    assert not any(elsewhere.iterdir())
    assert (filled.path / ".sheets_sync").is_dir()


@pytest.mark.parametrize("relative", [True, False])
def test_the_workbook_may_lie_anywhere(filled: Folder, tmp_path: Path, *, relative: bool) -> None:
    other = tmp_path / "сеть" / "Банк.xlsx"
    other.parent.mkdir()
    filled.book.rename(other)
    named = os.path.relpath(other, filled.path) if relative else str(other)
    filled.config.write_text(f"workbook = '{named}'\n", encoding="utf-8")
    assert filled.program("run").returncode == 0
    assert sheet(other, "Наставники")["A2"].value
    assert {path.name for path in other.parent.iterdir()} == {"Банк.xlsx", FOLDER}


def test_the_installed_program_says_its_version() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "sheets-sync", "--version"], capture_output=True, check=True
    )
    assert re.fullmatch(rb"\d+\.\d+.*\s*", done.stdout)
