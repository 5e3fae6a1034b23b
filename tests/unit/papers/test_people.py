"""A school and its people out of plain data."""

from __future__ import annotations

import pytest

from sheets_sync.papers.people import officer, person, school, tied
from sheets_sync.papers.words import FILTERS, MARK, Title


@pytest.mark.parametrize(
    ("full_name", "expected"),
    [
        (
            "Муниципальное бюджетное общеобразовательное учреждение «Школа № 1»",
            "Муниципального бюджетного общеобразовательного учреждения «Школа №\xa01»",
        ),
        ("Частное общеобразовательное учреждение", "Частного общеобразовательного учреждения"),
        ("", ""),
    ],
)
def test_a_full_name_of_a_school_in_the_genitive(full_name: str, expected: str) -> None:
    assert school({"full_name": full_name})["название_род"] == expected


@pytest.mark.parametrize(
    "full_name",
    ["Лицей № 3", "Бюджетное учреждение средняя школа № 2", "АНО «Школа радости»"],
)
def test_a_name_built_otherwise_is_left_to_a_person_on_yellow(full_name: str) -> None:
    assert str(school({"full_name": full_name})["название_род"]).startswith(MARK)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("приказ № 5", "приказ №\xa05"),
        ("г. Курган, ул. Мира, д. 5", "г.\xa0Курган, ул.\xa0Мира, д.\xa05"),
        ("им. А. П. Гайдара", "им.\xa0А.\xa0П.\xa0Гайдара"),
        ("статьи 351.8 ТК", "статьи\xa0351.8 ТК"),
    ],
)
def test_no_line_breaks_inside_a_number_an_address_or_initials(words: str, expected: str) -> None:
    assert tied(words) == expected


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ИВАНОВА МАРИЯ", "Иванова Мария"),
        ("ИВАНОВА-ОРЛОВА АННА-МАРИЯ ЮРЬЕВНА", "Иванова-Орлова Анна-Мария Юрьевна"),
        ("ГАСАНОВ АЛИ ГАСАН ОГЛЫ", "Гасанов Али Гасан оглы"),
        ("МАМЕДОВ ТИМУР РАШИД-ОГЛЫ", "Мамедов Тимур Рашид-оглы"),
        ("ЛИ ЯН", "Ли Ян"),
        ("ИВАНОВА Мария П.", "Иванова Мария П."),
        ("Иванов ИИ", "Иванов ИИ"),
        ("О'НИЛ ШОН", "О'Нил Шон"),
    ],
)
def test_a_name_in_capitals_is_written_in_normal_case(typed: str, written: str) -> None:
    assert str(person({"full_name": typed})["имя"]) == written


def test_a_form_in_capitals_is_written_in_normal_case() -> None:
    someone = person({"full_name": "ЗАЯЦ ИННА", "sex": "ж", "forms": {"acc": "ЗАЙЦА ИННУ"}})
    assert FILTERS["вин"](someone["имя"]) == "Зайца Инну"
    assert FILTERS["дат"](someone["имя"]) == "Заяц Инне"


def test_a_title_form_of_the_staff_wins_over_grammar_and_others_are_declined() -> None:
    someone = person({"title": "Тьютор", "title_forms": {"gen": "тьютора (внеш.)", "dat": ""}})
    assert FILTERS["род"](someone["должность"]) == "тьютора (внеш.)"
    assert FILTERS["дат"](someone["должность"]) == "тьютору"


def test_an_officer_has_forms_too() -> None:
    found = officer(
        {"director_title": "ректор", "director_title_forms": {"dat": "РЕКТОРУ"}}, "director"
    )
    assert FILTERS["дат"](found["должность"]) == "РЕКТОРУ"


def test_an_acting_director_of_unknown_sex_keeps_the_abbreviation_in_every_case() -> None:
    assert Title("и. о. директора").in_case("dat") == "и. о. директора"
    assert Title("").in_case("dat") == ""
