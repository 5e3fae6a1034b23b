"""``import``: the workbook that a school has had until now goes into its new one, once."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from sheets_sync import resources
from sheets_sync.schema import compile_schemas
from sheets_sync.stores.foreign import read_sheets
from tests.e2e.staff import Folder, new_school, program
from tests.messy import write_csv, write_xlsx
from tests.messy_books import ONE_SHEET, PLAIN_TEXT, WITH_PAIRS

COLUMNS = {
    "mentors": {"category": "text", "phone": "text", "remark": "text"},
    "mentees": {
        "category": "text",
        "kind": "text",
        "wishes": "text",
        "born": "date",
        "phone": "text",
        "remark": "text",
    },
    "pairs": {"old_order_number": "text", "old_order_date": "date"},
}
"""Columns that a school may have beside the shipped ones; only those that are missing are added."""


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school whose tabs have a column for everything, drawn once."""
    folder = tmp_path_factory.mktemp("wide") / "школа"
    (folder / "schemas").mkdir(parents=True)
    shipped = compile_schemas(resources.schemas(), {})
    for table, columns in COLUMNS.items():
        lines = [
            f'[columns.{name}]\nheader = "{name}"\ntype = "{kind}"\n'
            for name, kind in columns.items()
            if name not in shipped[table].columns
        ]
        (folder / "schemas" / f"{table}.toml").write_text("\n".join(lines), encoding="utf-8")
    return new_school(folder).path


@pytest.fixture
def school(wide: Path, tmp_path: Path) -> Folder:
    """That school, nothing typed yet."""
    return Folder(Path(shutil.copytree(wide, tmp_path / "школа")))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """An old workbook with banks, pairs and orders."""
    return write_xlsx(WITH_PAIRS, tmp_path / "старая таблица.xlsx")


def told(done: subprocess.CompletedProcess[bytes]) -> str:
    """What the program printed, having ended well."""
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout.decode()


def refused(done: subprocess.CompletedProcess[bytes], code: int = 1) -> str:
    """The one sentence of a program that could not do it."""
    assert (done.returncode, done.stdout.decode()) == (code, "")
    assert "Traceback" not in done.stderr.decode()
    return done.stderr.decode()


def headers(table: str) -> dict[str, str]:
    """Column name -> header, for the shipped columns and the added ones."""
    shipped = compile_schemas(resources.schemas(), {})[table].columns
    return {**{name: name for name in COLUMNS[table]}, **{n: c.header for n, c in shipped.items()}}


def test_without_an_answer_it_only_shows_and_says_how_to_write(school: Folder, old: Path) -> None:
    before = school.files
    said = told(school.program("import", str(old)))
    assert "Вкладка «молодые»: банк наставляемых, заголовки в строке 3" in said
    assert "«Закреплённый наставник» → наставник" in said
    assert "Новых строк: 2 наставника, 3 наставляемых, 2 пары." in said
    assert "Ничего не записано. Записать: sheets-sync import" in said
    assert school.files == before


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
@pytest.mark.parametrize(("answer", "written"), [("да", True), ("нет", False), ("", False)])
def test_on_a_terminal_it_asks(answer: str, written: bool, school: Folder, old: Path) -> None:
    before = school.files
    said = on_a_terminal(school.path, answer, "import", str(old))
    assert "Записать? (да/нет)" in said
    assert ("Записано: 7 строк. Дальше: sheets-sync run" in said) is written
    assert ("Ничего не записано." in said) is not written
    assert (school.files == before) is not written


def on_a_terminal(folder: Path, answer: str, *words: str) -> str:
    """What the program says to somebody who sits at a terminal and gives one answer."""
    import pty

    mine, its = pty.openpty()
    os.write(mine, f"{answer}\n".encode())
    done = subprocess.run(
        [sys.executable, "-m", "sheets_sync.cli", *words],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdin=its,
        capture_output=True,
        check=False,
        timeout=120,
    )
    os.close(mine)
    os.close(its)
    return told(done)


def test_guesses_are_shown_and_never_written(school: Folder, old: Path) -> None:
    said = told(school.program("import", str(old), "--yes"))
    assert "Пол «ж» (скорее всего, по отчеству): Лапина Д. И." in said
    assert "Лапина Д. И., компетенция: «трудности с дисциплиной» – возможно, ПП1" in said
    rows = school.rows("Наставляемые").values()
    names = headers("mentees")
    assert all(names["sex"] not in row and names["category"] not in row for row in rows)


def test_everything_goes_into_its_column_or_into_the_remark(school: Folder, old: Path) -> None:
    told(school.program("import", str(old), "--yes"))
    names = headers("mentees")
    first, second, third = school.rows("Наставляемые").values()
    assert first[names["name"]] == "Лапина Дарья Ильинична"
    assert first[names["subject"]] == "физкультура"
    assert first[names["consent_from"]] == dt.datetime(2025, 9, 10)
    assert first[names["since"]] == 2024
    assert first[names["request_1"]] == "трудности с дисциплиной"
    assert first[names["request_2"]] == "ПР5 олимпиады"
    assert first[names["phone"]] == "+7 900 111-22-33"
    assert "E-mail: a@example.org" in str(first[names["remark"]])
    assert second[names["remark"]] == "=в декрете до мая"
    assert third[names["consent_from"]] == "есть"
    mentor = next(iter(school.rows("Наставники").values()))
    assert "Опыт работы: более 20 лет" in str(mentor[headers("mentors")["remark"]])


def test_a_text_that_begins_like_a_formula_stays_a_text(school: Folder, old: Path) -> None:
    told(school.program("import", str(old), "--yes"))
    sheet = openpyxl.load_workbook(school.book)["Наставляемые"]
    cells = [cell for row in sheet.iter_rows() for cell in row if "=в декрете" in str(cell.value)]
    assert [cell.data_type for cell in cells] == ["s"]


def test_an_error_in_a_cell_is_said_and_not_taken_over(school: Folder, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "наставники"
    sheet.append(["ФИО", "Предмет", "Чем может помочь"])
    sheet.append(["Цой Лев Ильич", "#N/A", "МТ1"])
    sheet["B2"].data_type = "e"
    book.save(tmp_path / "x.xlsx")
    said = told(school.program("import", str(tmp_path / "x.xlsx"), "--yes"))
    assert "Цой Л. И., предмет: в ячейке ошибка #N/A" in said
    (row,) = school.rows("Наставники").values()
    assert headers("mentors")["subject"] not in row


def test_a_birthday_of_a_year_alone_goes_into_the_remark(school: Folder, tmp_path: Path) -> None:
    old = write_csv(PLAIN_TEXT, tmp_path / "банк наставляемых.csv")
    told(school.program("import", str(old), "--yes"))
    names = headers("mentees")
    first, second, _ = school.rows("Наставляемые").values()
    assert first[names["born"]] == dt.datetime(1999, 2, 12)
    assert names["born"] not in second
    assert "ДР: 1998" in str(second[names["remark"]])


def test_pairs_come_with_their_former_orders(school: Folder, old: Path) -> None:
    told(school.program("import", str(old), "--yes"))
    names = headers("pairs")
    first, second = school.rows("Пары").values()
    assert first[names["mentee"]] == "Лапина Дарья Ильинична"
    assert first[names["mentor"]] == "Ким Ю. А."
    assert first[names["old_order_number"]] == "57-од"
    assert first[names["old_order_date"]] == dt.datetime(2025, 9, 16)
    assert first[names["ends"]] == dt.datetime(2026, 5, 31)
    assert second[names["old_order_number"]] == "01-09/12"


def test_a_second_import_adds_nothing(school: Folder, old: Path) -> None:
    told(school.program("import", str(old), "--yes"))
    before = school.files
    said = told(school.program("import", str(old), "--yes"))
    assert "Новых строк нет." in said
    assert "Лапина Дарья Ильинична – уже на вкладке «Наставляемые»" in said
    assert "Расходится" not in said
    assert school.files == before


def test_a_second_import_after_a_run_adds_nothing_either(school: Folder, old: Path) -> None:
    told(school.program("import", str(old), "--yes"))
    school.run()
    before = school.files
    assert "Новых строк нет." in told(school.program("import", str(old), "--yes"))
    assert school.files == before


def test_a_row_that_is_there_stays_as_it_is_and_the_difference_is_said(
    school: Folder, old: Path
) -> None:
    told(school.program("import", str(old), "--yes"))
    school.hand.type_row("Наставляемые", 2, {"Предмет": "музыка"})
    before = school.files
    said = told(school.program("import", str(old), "--yes"))
    assert "«Предмет»: в таблице «музыка», в файле «физкультура»" in said
    assert school.files == before


def test_after_an_import_a_run_gives_ids_and_notes(school: Folder, tmp_path: Path) -> None:
    old = write_xlsx(ONE_SHEET, tmp_path / "банк.xlsx")
    told(school.program("import", str(old), "--yes"))
    report = school.run()
    assert report is not None
    ids = {**school.ids("Наставники"), **school.ids("Наставляемые")}
    assert sorted(ids) == [
        "Бондарь Глеб Андреевич",
        "Жукова Алла Юрьевна",
        "Оганесян Карен Ашотович",
        "Рябова Инна Марковна",
        "Тюрин Артём Захарович",
    ]
    assert all(ids.values())
    assert any("сентябрь 2023" in problem.says for problem in report.left.problems)


def test_the_json_needs_no_school(tmp_path: Path) -> None:
    old = write_csv(PLAIN_TEXT, tmp_path / "банк наставляемых.csv")
    data = json.loads(told(program("import", str(old), "--dry", "--json", cwd=tmp_path)))
    assert [person["full_name"] for person in data["mentees"]] == [
        "Хасанова Гузель Ринатовна",
        "Петухов Иван Иванович",
        "Соловьёва Анна Петровна",
    ]
    first = data["mentees"][0]
    assert first["codes"] == ["КМ1", "ЛЧ2"]
    assert first["guessed"] == ["gender", "subject"]
    assert first["confidence"]["years"] == 1.0


def test_dry_shows_and_writes_nothing_whatever_is_agreed(school: Folder, old: Path) -> None:
    before = school.files
    assert "Новых строк: " in told(school.program("import", str(old), "--dry", "--yes"))
    assert school.files == before


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_text_file_is_read_in_any_encoding(encoding: str, separator: str, tmp_path: Path) -> None:
    old = write_csv(PLAIN_TEXT, tmp_path / "банк.csv", encoding, separator)
    (sheet,) = read_sheets(old)
    assert [cell.shown for cell in sheet.rows[1][:3]] == ["Ф И О", "ДР", "стаж пед."]


@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_files_of_other_programs_are_read(
    ending: str, soffice: Path, old: Path, tmp_path: Path
) -> None:
    made = subprocess.run(
        [
            str(soffice),
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            ending,
            "--outdir",
            str(tmp_path),
            str(old),
        ],
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert made.returncode == 0
    other = old.with_suffix(f".{ending}")
    here, there = (
        json.loads(told(program("import", str(file), "--dry", "--json", cwd=tmp_path)))
        for file in (old, other)
    )
    assert here == there


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    said = refused(program("import", "нет.xlsx", "--dry", cwd=tmp_path))
    assert said == (
        "Нет файла «нет.xlsx». Проверьте имя и папку, имя с пробелами возьмите в кавычки.\n"
    )


@pytest.mark.parametrize("data", [b"", b"just a text", b"PK\x03\x04broken"])
def test_a_file_that_is_no_workbook_is_said(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(data)
    said = refused(program("import", "x.xlsx", "--dry", cwd=tmp_path))
    assert said.startswith("Файл «x.xlsx»")


def test_an_encrypted_workbook_is_said_to_be_one(tmp_path: Path) -> None:
    sealed = b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "x.xlsx").write_bytes(sealed)
    said = refused(program("import", "x.xlsx", "--dry", cwd=tmp_path))
    assert "закрыт паролем" in said


def test_a_workbook_without_people_says_what_it_saw_and_what_a_header_looks_like(
    tmp_path: Path,
) -> None:
    (tmp_path / "x.csv").write_text("Смета\nБумага;100\nЧай;20\n", encoding="utf-8")
    said = refused(program("import", "x.csv", "--dry", cwd=tmp_path))
    assert "Видно: вкладка «x» – «Смета»" in said
    assert "Нужна строка заголовков, например: ФИО · Должность" in said


def test_people_of_nobody_knows_which_bank_are_left_to_a_person(tmp_path: Path) -> None:
    text = "ФИО;Предмет\nКим Юлия Андреевна;физика\nЦой Лев Ильич;химия\n"
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    said = refused(program("import", "x.csv", "--dry", cwd=tmp_path))
    assert "Вкладка «x», 2 человека: не видно, наставники это или наставляемые." in said


def test_json_goes_with_dry_only(old: Path, tmp_path: Path) -> None:
    assert "Добавьте --dry" in refused(program("import", str(old), "--json", cwd=tmp_path), 2)


def test_an_open_workbook_is_left_alone(school: Folder, old: Path) -> None:
    (school.path / ".~lock.Наставничество.xlsx#").write_text(",a,ПК,01.09.2026 08:00,;")
    done = school.program("import", str(old), "--yes")
    assert done.returncode == 4
    assert "Таблица открыта" in done.stderr.decode()
