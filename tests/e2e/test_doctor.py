"""`doctor`: what it calls well, what it asks to look at, and what it finds in the way of a run."""

from __future__ import annotations

import re
import shutil

import pytest

from sheets_sync.commands.doctor import Finding, findings
from tests.e2e.staff import Folder


def said(school: Folder, weight: str) -> list[str]:
    """The findings of one weight."""
    return [each.says for each in findings(school.config) if each.weight == weight]


def test_a_new_school_and_a_settled_one_are_in_order(empty: Folder, settled: Folder) -> None:
    for school in (empty, settled):
        assert said(school, "мешает") == []
        assert school.program("doctor").returncode == 0


def test_it_tells_of_copies_hidden_tabs_and_the_log(settled: Folder) -> None:
    settled.program("check")
    well = said(settled, "хорошо")
    assert "копии таблицы, одна в день: последняя от 03.09.2026 08:15" in well
    (hidden,) = [line for line in well if line.startswith("скрытые вкладки на месте: ")]
    assert set(re.findall("«(.*?)»", hidden)) == {"_sync", "Журнал", "Справочники", "Сводка"}
    assert f"журнал команд, без имён: {settled.path / '.sheets_sync' / 'log.txt'}" in well


def test_a_tab_of_text_is_never_missed(settled: Folder) -> None:
    assert not [each for each in findings(settled.config) if "Инструкция" in each.says]


def test_a_tab_or_header_that_an_earlier_run_saw_is_missed(settled: Folder) -> None:
    settled.raw("Наставники", lambda xml: re.sub(r'<c r="B1".*?</c>', "", xml, count=1))
    assert "вкладка «Наставники»: нет столбцов «ФИО»" in said(settled, "мешает")
    assert settled.program("doctor").returncode == 3


def test_a_header_that_no_run_has_seen_yet_is_only_worth_a_look(empty: Folder) -> None:
    empty.raw("Журнал", lambda xml: re.sub(r'<c r="B1".*?</c>', "", xml, count=1))
    assert "вкладка «Журнал»: нет столбцов «Кто»" in said(empty, "взглянуть")
    assert said(empty, "мешает") == []


def test_a_folder_of_copies_that_takes_none_is_worth_a_look(settled: Folder) -> None:
    folder = settled.path / "Копии (не открывать)"
    shutil.rmtree(folder)
    assert "копии таблицы, одна в день: пока ни одной" in said(settled, "хорошо")
    folder.write_text("")
    (says,) = [each for each in said(settled, "взглянуть") if "копии" in each]
    assert says == (
        "в папку «Копии (не открывать)» нельзя писать, копии таблицы не делаются; пока ни одной"
    )


def test_a_log_that_cannot_be_written_is_worth_a_look(settled: Folder) -> None:
    (settled.path / ".sheets_sync" / "log.txt").mkdir()
    assert [each for each in said(settled, "взглянуть") if each.startswith("журнал команд")]


@pytest.mark.parametrize(
    ("name", "stray"),
    [
        ("Наставничество – копия 2026-09-03.xlsx", False),
        ("Наставничество – копия 2026-09-03 2.xlsx", False),
        ("Наставничество – копия.xlsx", True),
        ("Наставничество (1).xlsx", True),
        ("Наставничество (конфликт 2026-09-03).xlsx", True),
    ],
)
def test_a_stray_second_workbook_is_told_from_a_copy_of_our_own(
    name: str, stray: bool, settled: Folder
) -> None:
    shutil.copy(settled.book, settled.path / name)
    assert any(name in each for each in said(settled, "взглянуть")) is stray


def test_a_font_is_named_as_people_name_it(settled: Folder) -> None:
    (font,) = [each for each in findings(settled.config) if "шрифт" in each.says]
    none = "шрифта Times New Roman на этом компьютере нет: вид приказа будет другим"
    family = re.fullmatch(r"шрифт для приказов есть: [A-Z]\w+( [A-Z]\w+)*", font.says)
    assert family or font == Finding("взглянуть", none)


def test_a_draft_whose_file_is_gone_is_worth_a_look(settled: Folder) -> None:
    settled.decide("Рябова")
    settled.run()
    assert not [each for each in said(settled, "взглянуть") if "корзины" in each]
    for name in settled.drafts:
        (settled.path / "Документы" / name).unlink()
    missed = [each for each in said(settled, "взглянуть") if "корзины" in each]
    assert len(missed) == len(settled.rows("Документы"))
    assert missed[0].startswith("Д-001Щ: файла «Приказ о закреплении наставнических пар")
