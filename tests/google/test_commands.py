"""Every command that reads or writes a school, on a spreadsheet and on a school in two places."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.e2e.staff import program
from tests.google.school import OLGA, School
from tests.google.two import school_of_two
from tests.google_emulator.emulator import Emulator

NEWCOMER = "Цой Наталья Рашидовна"


@pytest.fixture(scope="module", params=["cloud", "local"])
def folder(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The folder of a school that was run once; what a test changes hinders no other."""
    path = tmp_path_factory.mktemp(request.param)
    with Emulator() as emulator:
        if request.param == "local":
            school_of_two(emulator, path)
        else:
            school = School(emulator, path)
            school.hands.type("Наставники", 2, school.column("mentors", "capacity"), "много")
            emulator.key_file(path / "ключ.json")
            (path / "config.toml").write_text(
                f'personal_data = "cloud"\n[google]\nkey_file = "ключ.json"\n'
                f'spreadsheet = "{school.file}"\nendpoint = "{emulator.base}"\n',
                encoding="utf-8",
            )
        assert said(path, "run").startswith("Записано")
        yield path


def said(folder: Path, *words: str, code: int = 0) -> str:
    """What a command prints; it has to end with ``code``."""
    done = program(*words, cwd=folder)
    assert done.returncode == code, done.stderr.decode()
    return done.stdout.decode()


def test_a_second_run_and_a_third_have_nothing_to_write(folder: Path) -> None:
    said(folder, "run")
    assert said(folder, "run").startswith(("Ничего", "Замечаний"))


def test_plan_shows_that_nothing_is_left(folder: Path) -> None:
    said(folder, "run")
    assert json.loads(said(folder, "plan", "--json"))["changes"] == []


def test_check_names_tab_and_row_of_what_is_to_be_asked(folder: Path) -> None:
    assert "«Наставники»" in said(folder, "check", code=3)


def test_an_exported_copy_holds_the_names_and_the_numbers(folder: Path) -> None:
    said(folder, "export", "копия.xlsx")
    held = openpyxl.load_workbook(folder / "копия.xlsx")["Наставники"]
    shown = {str(cell.value) for row in held.iter_rows() for cell in row}
    assert shown & {OLGA, "Жукова Алла Юрьевна"}
    assert "М-001Л" in shown


def test_people_are_imported_once(folder: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Наставники"
    sheet.append(["ФИО", "Должность", "Предмет"])
    sheet.append([NEWCOMER, "учитель", "химия"])
    book.save(folder / "прежняя.xlsx")
    for told in ("Записано: 1 строка", "уже"):
        assert told in said(folder, "import", "прежняя.xlsx", "--yes")
    said(folder, "run")
    said(folder, "export", "вторая копия.xlsx")
    held = openpyxl.load_workbook(folder / "вторая копия.xlsx")["Наставники"]
    found = [row for row in held.iter_rows(values_only=True) if NEWCOMER in row]
    assert len(found) == 1
    assert str(found[0][0]).startswith("М-003")


def test_the_button_says_what_was_done(folder: Path) -> None:
    assert said(folder, "update", "--no-open").startswith("Готово")


def test_why_a_pair_was_offered_can_be_asked(folder: Path) -> None:
    assert "Ничего не записано" in said(folder, "explain", "--if", "weight.subject=50")
