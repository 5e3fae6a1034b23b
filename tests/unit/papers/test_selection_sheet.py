"""The selection sheet of one person's programme, out of the shipped template."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from docx import Document

from sheets_sync.errors import PaperError
from sheets_sync.papers.drafts import draft
from tests.unit.papers.conftest import PEOPLE
from tests.unit.papers.seen import lines, spaced, tables, yellow

SelectionData = Callable[..., dict[str, object]]
Templates = dict[str, bytes]


def test_it_names_the_school_the_day_the_person_and_the_requests(
    selection_data: SelectionData, templates: Templates
) -> None:
    assert spaced(draft("selection_sheet", selection_data(), templates)).split("\n")[:6] == [
        "Муниципальное казённое общеобразовательное учреждение «Школа № 5»",
        "(МКОУ «Школа № 5»)",
        "ЛИСТ ПОДБОРА",
        "наставника на 2026/2027 учебный год, по состоянию на 2 сентября 2026 г.",
        "Наставляемый: Сковорода Павел Дмитриевич, учитель русского языка и литературы",
        "Запросы: 1) дисциплина в классе (главный); 2) работа с родителями",
    ]


def test_a_single_request_bears_no_number(
    selection_data: SelectionData, templates: Templates
) -> None:
    data = selection_data(requests=["дисциплина в классе"])
    assert "\nЗапрос: дисциплина в классе\n" in spaced(draft("selection_sheet", data, templates))


def test_each_candidate_is_a_row_with_name_and_title_in_the_nominative(
    selection_data: SelectionData, templates: Templates
) -> None:
    table = tables(draft("selection_sheet", selection_data(2), templates))[0]
    assert table[0] == [
        "№",
        "Наставник",
        "Насколько подходит",
        "Почему",
        "Свободно мест",
        "Что меняет этот выбор",
    ]
    said = ["очень подходит", "Тот же предмет: физика.", "1 из 2", "Выбор равноценный."]
    assert table[1:] == [
        ["1", "Мельник Анна Ивановна,\nучитель начальных классов", *said],
        ["2", "Заславский-Орёл Виктор Леопольдович,\nпреподаватель-организатор", *said],
    ]


def test_who_is_left_out_stands_under_the_table_and_names_are_not_torn(
    selection_data: SelectionData, templates: Templates
) -> None:
    said = lines(draft("selection_sheet", selection_data(), templates))
    assert "Свободных мест нет: Ким\xa0Ю.\xa0А., Цой\xa0Н.\xa0Р." in said
    none = draft("selection_sheet", selection_data(barred=[]), templates)
    assert "Не вошли" not in spaced(none)


def test_the_choice_is_a_line_to_be_filled_by_hand_until_somebody_is_approved(
    selection_data: SelectionData, templates: Templates
) -> None:
    assert "\nВыбор: ______" in spaced(draft("selection_sheet", selection_data(), templates))
    name, title, sex = PEOPLE[1]
    chosen = selection_data(choice={"full_name": name, "title": title, "sex": sex})
    assert spaced(draft("selection_sheet", chosen, templates)).endswith(
        "Выбор: Мельник Анна Ивановна, учитель начальных классов"
    )


def test_the_curator_signs_and_dates_it_by_hand(
    selection_data: SelectionData, templates: Templates
) -> None:
    assert tables(draft("selection_sheet", selection_data(), templates))[-1] == [
        [
            "Куратор наставничества",
            "________________",
            "Т.\xa0И.\xa0Ремель",
            "«___» __________ 20__ г.",
        ]
    ]


def test_it_has_no_number_of_its_own_and_no_gap_to_be_filled(
    selection_data: SelectionData, templates: Templates
) -> None:
    paper = draft("selection_sheet", selection_data(), templates)
    assert yellow(paper) == []
    assert "№" not in spaced(paper).replace("Школа № 5", "")


def test_of_more_people_than_stand_in_the_table_it_says_how_many(
    selection_data: SelectionData, templates: Templates
) -> None:
    said = spaced(draft("selection_sheet", selection_data(10, suit=14), templates))
    assert "В таблице 10 из 14 подходящих." in said
    assert "В таблице" not in spaced(draft("selection_sheet", selection_data(3), templates))


def test_a_second_edition_says_so_at_its_foot(
    selection_data: SelectionData, templates: Templates
) -> None:
    data = {**selection_data(edition=2), "edition_date": "2026-09-10"}
    paper = Document(io.BytesIO(draft("selection_sheet", data, templates)))
    foot = paper.sections[0].first_page_footer.paragraphs[0].text
    assert foot == "ред.\xa02\xa0от\xa010.09.2026"


def test_a_sheet_without_candidates_is_refused(
    selection_data: SelectionData, templates: Templates
) -> None:
    with pytest.raises(PaperError, match="нет ни одного кандидата"):
        draft("selection_sheet", selection_data(0), templates)
