"""`init --google` as a school's IT person meets it: processes, a terminal, a spreadsheet, a run."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.staff import MENTEES, MENTORS, REPOSITORY, program, rows_of
from tests.google_emulator.emulator import Emulator

BATCH = "sheets.spreadsheets.batchUpdate"
PAUL, INNA = MENTORS[0], MENTEES[0]


class Place:
    """A folder of the IT person's, a spreadsheet, and the words that make a school of them."""

    def __init__(self, emulator: Emulator, path: Path) -> None:
        self.emulator, self.path = emulator, path
        self.file = emulator.spreadsheet()
        self.key = emulator.key_file(path / "ключ.json")
        self.school = path / "школа"
        address = f"https://docs.google.com/spreadsheets/d/{self.file}/edit#gid=0"
        self.words = ["init", "школа", "--google", address, "--key", "ключ.json"]
        self.words += ["--endpoint", emulator.base]

    def call(self, *words: str) -> tuple[int, str]:
        """The exit code, and all that was said."""
        done = program(*words, cwd=self.path)
        assert b"Traceback" not in done.stderr
        return done.returncode, (done.stdout + done.stderr).decode()

    def type(self, tab: str, **cells: object) -> None:
        """A person types into the first row under the headers."""
        heads = self.emulator.values(self.file, tab)[0]
        for header, value in cells.items():
            self.emulator.person(self.file).type(tab, 1, heads.index(header), str(value))

    def shown(self, tab: str) -> dict[str, str]:
        """The first row under the headers, by header."""
        heads, *rows = self.emulator.values(self.file, tab)
        return dict(zip(heads, rows[0], strict=False))

    @property
    def settings(self) -> dict[str, object]:
        return tomllib.loads((self.school / "config.toml").read_text(encoding="utf-8"))


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """An emulator with a spreadsheet that a person has shared."""
    with Emulator() as emulator:
        yield Place(emulator, tmp_path)
        assert emulator.violations == []


def test_from_a_shared_spreadsheet_to_a_suggestion_in_three_steps(place: Place) -> None:
    code, said = place.call(*place.words, "--personal-data", "cloud")
    assert code == 0, said
    for word in (
        "Подготовлено в таблице Google: 12 вкладок",
        "«Редактор»",
        "«Школа»",
        "run --conf",
    ):
        assert word in said
    assert place.settings["personal_data"] == "cloud"
    assert not (place.school / "Наставничество.xlsx").exists()
    assert (place.school / "Обновить.bat").exists()
    for tab, who in (("Наставники", PAUL), ("Наставляемые", INNA)):
        place.type(tab, **{k: v for k, v in who.items() if isinstance(v, str)})
    code, said = place.call("run", "--config", "школа/config.toml")
    assert code == 0, said
    assert "Записано" in said
    mentor, mentee = place.shown("Наставники"), place.shown("Наставляемые")
    assert mentor["№"].startswith("М-001")
    assert mentor["Состояние"]
    assert mentee["№"].startswith("Н-001")
    assert "Бондарь" in place.shown("Пары")["Предлагаем"]
    assert place.shown("Пары")["Почему"]
    assert place.call("run", "--config", "школа/config.toml")[0] == 0


def test_nobody_is_asked_without_a_terminal_and_nothing_is_made(place: Place) -> None:
    code, said = place.call(*place.words)
    assert code == 2
    assert "--personal-data cloud" in said
    assert "--personal-data local" in said
    assert not place.school.exists()
    assert not place.emulator.calls


def test_on_a_terminal_each_choice_is_told_in_a_sentence_and_asked_for_until_one_is_made(
    place: Place,
) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "sheets_sync", *place.words],
        cwd=place.path,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8"},
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as running:
        os.write(ours, "не знаю\nlocal\n".encode())
        said = running.communicate(timeout=120)[0].decode()
    os.close(ours)
    os.close(theirs)
    assert running.returncode == 0, said
    assert said.count("\ncloud – ") == said.count("\nlocal – ") == 2
    assert place.settings["personal_data"] == "local"


def test_where_names_stay_a_key_workbook_is_made_and_the_spreadsheet_knows_no_name(
    place: Place,
) -> None:
    code, said = place.call(*place.words, "--personal-data", "local")
    assert code == 0, said
    book = place.school / "Наставничество.xlsx"
    assert str(book.name) in said
    assert rows_of(book, "Наставники") == {}
    assert "ФИО" not in place.emulator.values(place.file, "Наставники")[0]
    code, said = place.call("run", "--config", "школа/config.toml")
    assert code == 0, said
    code, said = place.call("init", "школа")
    assert code == 0, said
    assert "ничего не изменено" in said


def test_a_folder_that_has_a_spreadsheet_is_only_prepared_again(place: Place) -> None:
    place.call(*place.words, "--personal-data", "cloud")
    config = place.school / "config.toml"
    before, book = config.read_bytes(), place.emulator.book(place.file).copy()
    place.emulator.calls.clear()
    for words in (["init", "школа"], [*place.words, "--personal-data", "cloud"]):
        code, said = place.call(*words)
        assert code == 0, said
        assert "ничего не изменено" in said
    assert config.read_bytes() == before
    assert place.emulator.calls[BATCH] == 0
    assert place.emulator.book(place.file).sheets == book.sheets


def test_on_another_machine_the_key_workbook_is_asked_for_and_not_made_empty(
    place: Place,
) -> None:
    place.call(*place.words, "--personal-data", "local")
    place.type("Наставники", **{"№": "М-001Л"})
    (place.school / "Наставничество.xlsx").unlink()
    code, said = place.call("init", "школа")
    assert code == 0, said
    assert "Скопируйте её сюда" in said
    assert not (place.school / "Наставничество.xlsx").exists()


def test_what_was_typed_must_not_speak_against_the_config(place: Place) -> None:
    place.call(*place.words, "--personal-data", "cloud")
    before = (place.school / "config.toml").read_bytes()
    for word, words in {
        "personal_data": ["--google", place.file, "--personal-data", "local"],
        "spreadsheet": ["--google", "other"],
        "key_file": ["--google", place.file, "--key", "другой.json"],
    }.items():
        code, said = place.call("init", "школа", *words)
        assert (code, word in said) == (2, True), said
    assert (place.school / "config.toml").read_bytes() == before


def test_a_school_with_a_workbook_is_not_turned_into_another(place: Place) -> None:
    place.call("init", "школа")
    before = (place.school / "config.toml").read_bytes()
    code, said = place.call(*place.words, "--personal-data", "cloud")
    assert code == 2
    assert "[google]" in said
    assert (place.school / "config.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--google", "https://drive.google.com/x"], "не адрес таблицы Google"),
        (["--google", "abc"], "--key"),
        (["--google", "abc", "--key", "нет.json"], "Нет файла ключа"),
        (["--key", "ключ.json"], "--google"),
        (["--google", "abc", "--personal-data", "дома"], "--help"),
    ],
)
def test_words_that_are_missing_or_wrong_are_named(
    place: Place, words: list[str], says: str
) -> None:
    code, said = place.call("init", "школа", *words)
    assert code == 2
    assert says in said
    assert not place.school.exists()


def test_a_spreadsheet_that_is_not_shared_leaves_no_folder_behind(place: Place) -> None:
    place.emulator.unshare(place.file)
    code, said = place.call(*place.words, "--personal-data", "cloud")
    assert code == 1
    assert place.emulator.account.email in said
    assert not place.school.exists()
