"""A copy to take along: what people see, as values, and a word that it is one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sheets_sync.cells import letter_of
from tests.e2e.office import Office
from tests.e2e.staff import Folder, sheet, sheets

SAID = "Копия от 03.09.2026 08:15. Правки отсюда сами не вернутся."
NAME = "Наставничество – копия 2026-09-03.xlsx"


def values(book: Path, tab: str) -> dict[str, object]:
    """What stands under each header in the first row of a copied tab."""
    rows = sheet(book, tab).iter_rows(min_row=2, max_row=3, values_only=True)
    heads, first = rows
    return dict(zip(map(str, heads), first, strict=True))


def test_a_copy_lies_beside_the_workbook_and_says_on_every_tab_what_it_is(settled: Folder) -> None:
    before = settled.book.read_bytes()
    done = settled.program("export")
    assert done.returncode == 0
    assert NAME in done.stdout.decode()
    made = sheets(settled.path / NAME)
    assert [each["A1"].value for each in made] == [SAID] * len(made)
    assert settled.book.read_bytes() == before


def test_a_copy_holds_the_visible_tables_and_no_hidden_tab_or_column(settled: Folder) -> None:
    settled.program("export")
    made = sheets(settled.path / NAME)
    assert {"Наставляемые", "Наставники", "Пары", "Документы", "Школа"} <= {s.title for s in made}
    assert not {"_sync", "Журнал", "Справочники"} & {each.title for each in made}
    assert all(each.sheet_state == "visible" for each in made)
    first = values(settled.path / NAME, "Наставники")
    assert (first["№"], first["ФИО"]) == ("М-001Л", "Бондарь Глеб Андреевич")
    assert first["Согласие ПДн от"] == dt.datetime(2026, 8, 27)
    answers = sheet(settled.path / NAME, "Школа").iter_rows(values_only=True, max_col=2)
    assert ("Населённый пункт", "с. Образцово") in list(answers)


def test_a_copy_has_the_columns_of_staffs_own_and_values_in_place_of_formulas(
    settled: Folder,
) -> None:
    width = sheet(settled.book, "Наставники").max_column
    letter = letter_of(width + 1)
    settled.raw(
        "Наставники",
        lambda xml: xml.replace(
            "</row>",
            f'<c r="{letter}1" t="inlineStr"><is><t>Кабинет</t></is></c></row>',
            1,
        ),
    )
    cell = f'<c r="{letter}2"><f>10+2</f><v>12</v></c>'

    def filled(xml: str) -> str:
        end = xml.index("</row>", xml.index('<row r="2"'))
        return xml[:end] + cell + xml[end:]

    settled.raw("Наставники", filled)
    settled.program("export")
    assert values(settled.path / NAME, "Наставники")["Кабинет"] == 12


def test_text_that_begins_like_a_formula_stays_text_in_a_copy(settled: Folder) -> None:
    settled.hand.type_row("Наставники", 2, {"Примечание": "=1+1"})
    settled.program("export")
    tab = sheet(settled.path / NAME, "Наставники")
    found = [cell for row in tab.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in found] == ["s"]


def test_a_second_copy_of_a_day_gets_a_number_and_the_first_stays(settled: Folder) -> None:
    settled.program("export")
    first = (settled.path / NAME).read_bytes()
    settled.program("export")
    assert (settled.path / NAME).read_bytes() == first
    assert (settled.path / NAME.replace(".xlsx", " 2.xlsx")).is_file()


@pytest.mark.parametrize("name", ["моя.xlsx", "."])
def test_a_copy_may_be_put_anywhere(name: str, settled: Folder, tmp_path: Path) -> None:
    (tmp_path / "флешка").mkdir()
    assert settled.program("export", str(tmp_path / "флешка" / name)).returncode == 0
    (made,) = (tmp_path / "флешка").iterdir()
    assert made.name == (NAME if name == "." else name)


@pytest.mark.parametrize(
    ("name", "code", "says"),
    [
        ("Наставничество.xlsx", 2, "это сама таблица"),
        ("копия.ods", 2, "«копия.xlsx»"),
        ("нет такой/копия.xlsx", 1, "нет такого файла или папки"),
    ],
)
def test_where_no_copy_can_lie_it_is_said(name: str, code: int, says: str, settled: Folder) -> None:
    before = settled.files
    done = settled.program("export", name)
    assert done.returncode == code
    assert says in done.stderr.decode()
    assert settled.files == before


def test_a_copy_can_be_made_while_the_workbook_is_open(settled: Folder) -> None:
    (settled.path / "~$Наставничество.xlsx").write_bytes(b"\x03KIM")
    assert settled.program("export").returncode == 0


def test_libreoffice_reads_the_same_in_a_copy(
    settled: Folder, office: Office, tmp_path: Path
) -> None:
    settled.program("export")
    again = office.convert(settled.path / NAME, "xlsx", tmp_path)
    for tab in ("Наставники", "Наставляемые"):
        assert values(again, tab) == values(settled.path / NAME, tab)
