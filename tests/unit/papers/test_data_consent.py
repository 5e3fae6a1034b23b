"""The consent to the processing of personal data, out of the shipped template."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sheets_sync.papers.data_consent import context
from sheets_sync.papers.drafts import draft
from tests.unit.papers.seen import lines, spaced, tables, yellow

ConsentData = Callable[..., dict[str, object]]
Templates = dict[str, bytes]
DAY = "«___» __________ 20__ г."


@pytest.mark.parametrize(
    "says",
    [
        "Я, Мельник Анна Ивановна, учитель начальных классов,",
        "зарегистрированная по адресу: \t",
        "паспорт (или иной документ): серия",
        "дата выдачи «___» __________ ____ г., кем выдан",
        "Оператор: Муниципальное казённое общеобразовательное учреждение «Школа № 5»; "
        "адрес: 641000, с. Ясное, ул. Школьная, д. 1; ИНН 0000000000, ОГРН 0000000000000.",
        "Другим лицам обработка не поручается.",
        "Цель обработки: участие в системе наставничества педагогических работников.",
        "Персональные данные: фамилия, имя, отчество;",
        "Действия и способы: сбор,",
        "Срок: согласие действует со дня подписания до 31 августа 2029 г. включительно.",
        "Отзыв: согласие можно отозвать в любое время письменным заявлением",
    ],
)
def test_every_point_that_the_law_asks_for_is_there(
    says: str, data_consent_data: ConsentData, templates: Templates
) -> None:
    assert says in spaced(draft("data_consent", data_consent_data(1), templates))


def test_the_person_dates_and_signs(data_consent_data: ConsentData, templates: Templates) -> None:
    signed = tables(draft("data_consent", data_consent_data(1), templates))[0]
    assert [cell.replace("\xa0", " ") for cell in signed[0]] == [DAY, "_" * 16, "А. И. Мельник"]
    assert signed[1][:2] == ["дата", "подпись"]


def test_a_full_consent_has_nothing_on_yellow(
    data_consent_data: ConsentData, templates: Templates
) -> None:
    assert yellow(draft("data_consent", data_consent_data(0), templates)) == []


def test_address_and_passport_are_lines_to_be_filled_by_hand_and_never_data(
    data_consent_data: ConsentData, templates: Templates
) -> None:
    data = data_consent_data(0)
    person = {"full_name": "Ким Юлия Андреевна", "passport": "4500 123456", "address": "ул. Лесная"}
    paper = draft("data_consent", {**data, "person": person}, templates)
    assert "123456" not in spaced(paper)
    assert "Лесная" not in spaced(paper)
    assert lines(paper).count("\t") == 2


def test_nothing_goes_abroad_unless_it_is_said(
    data_consent_data: ConsentData, templates: Templates
) -> None:
    said = spaced(draft("data_consent", data_consent_data(0), templates))
    assert "передача другим лицам и передача за границу этим согласием не разрешены" in said


def test_to_whom_data_go_abroad_is_named(
    data_consent_data: ConsentData, templates: Templates
) -> None:
    data = {**data_consent_data(0), "abroad": "Google LLC, США."}
    said = spaced(draft("data_consent", data, templates))
    assert "Обработка поручается и данные передаются за границу: Google LLC, США.\n" in said
    assert "и передача другим лицам, кроме названных выше, этим согласием не разрешены." in said
    assert "не поручается" not in said


def test_to_whom_data_go_abroad_is_a_gap_where_it_is_not_told(
    data_consent_data: ConsentData, templates: Templates
) -> None:
    paper = draft("data_consent", {**data_consent_data(0), "abroad": True}, templates)
    assert "за границу: ______." in spaced(paper)
    assert yellow(paper) == ["______"]


def test_it_stands_on_the_law_on_personal_data(
    data_consent_data: ConsentData, templates: Templates
) -> None:
    assert (
        "на основании статьи 9 Федерального закона от 27.07.2006 № 152-ФЗ «О персональных данных» "
        "даю согласие" in spaced(draft("data_consent", data_consent_data(0), templates))
    )


def test_one_purpose_and_no_other_paper_in_it(
    data_consent_data: ConsentData, templates: Templates
) -> None:
    said = spaced(draft("data_consent", data_consent_data(0), templates))
    assert said.count("Цель обработки") == 1
    assert "351.8" not in said


@pytest.mark.parametrize(
    ("person", "word"),
    [
        ({"full_name": "Сковорода Павел Дмитриевич"}, "зарегистрированный по"),
        ({"full_name": "Ким Саша", "sex": "ж"}, "зарегистрированная по"),
        ({"full_name": "Ким Саша"}, "зарегистрированный (зарегистрированная) по"),
    ],
)
def test_words_follow_the_sex(person: dict[str, object], word: str, templates: Templates) -> None:
    paper = draft("data_consent", {"person": person, "until": ""}, templates)
    assert word in spaced(paper)


def test_what_is_missing_is_a_yellow_gap(
    data_consent_data: ConsentData, templates: Templates
) -> None:
    data = data_consent_data(0, address="", inn=None, ogrn="", until="")
    assert yellow(draft("data_consent", data, templates)) == ["______", "______", "______", DAY]


def test_a_consent_of_gaps_alone_is_still_a_consent(templates: Templates) -> None:
    assert "СОГЛАСИЕ" in lines(draft("data_consent", {}, templates))


def test_no_words_are_for_a_passport() -> None:
    assert not any("паспорт" in word for word in context({}))
