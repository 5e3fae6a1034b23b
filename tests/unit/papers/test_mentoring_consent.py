"""The consent to mentoring of a mentor or a mentee, out of the shipped template."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest

from sheets_sync.errors import PaperError
from sheets_sync.papers.drafts import draft
from tests.unit.papers.seen import lines, spaced, tables, yellow

ConsentData = Callable[..., dict[str, object]]
Templates = dict[str, bytes]


def test_it_is_addressed_to_the_director_from_the_person(
    mentoring_consent_data: ConsentData, templates: Templates
) -> None:
    data = mentoring_consent_data(0, director_name="Кравец Олег Игоревич")
    assert spaced(draft("mentoring_consent", data, templates)).split("\n")[:5] == [
        "Директору",
        "МКОУ «Школа № 5»",
        "Кравцу О. И.",
        "от Сковороды Павла Дмитриевича,",
        "учителя русского языка и литературы",
    ]


def test_a_mentor_consents_under_the_labour_code(
    mentoring_consent_data: ConsentData, templates: Templates
) -> None:
    said = spaced(draft("mentoring_consent", mentoring_consent_data(0), templates))
    assert "на осуществление наставничества" in said
    assert (
        "Я, Сковорода Павел Дмитриевич, учитель русского языка и литературы, на основании "
        "статьи 351.8 Трудового кодекса Российской Федерации согласен выполнять работу по "
        "наставничеству в отношении Мельник Анны Ивановны, учителя начальных классов, на "
        "следующих условиях." in said
    )
    assert "Срок: с 2 сентября 2026 г. по 31 мая 2027 г. включительно." in said
    assert "Форма наставничества: педагог – педагог." in said
    assert "не менее чем за три рабочих дня" in said


def test_before_the_article_a_mentor_consents_without_its_terms(
    mentoring_consent_data: ConsentData, templates: Templates
) -> None:
    data = {**mentoring_consent_data(0), "day": "2025-02-28"}
    said = spaced(draft("mentoring_consent", data, templates))
    assert "литературы, согласен выполнять работу по наставничеству" in said
    assert not [word for word in ("351.8", "соглашени", "рабочих дня") if word in said]
    assert "от наставничества можно отказаться, письменно сообщив" in said


def test_a_form_given_by_the_staff_stands_in_the_consent(
    mentoring_consent_data: ConsentData, templates: Templates
) -> None:
    data = mentoring_consent_data(0)
    forms = {case: f"{case.capitalize()} Имя Отчество" for case in ("gen", "dat", "acc", "ins")}
    school = {**cast(dict[str, object], data["school"]), "director_forms": forms}
    person, other = (cast(dict[str, object], data[who]) for who in ("person", "other"))
    data |= {"school": school, "person": {**person, "forms": forms}}
    other["forms"] = {"gen": "Мельниковой Анны Ивановны"}
    said = spaced(draft("mentoring_consent", data, templates))
    assert "\nDat И. О.\nот Gen Имя Отчество," in said
    assert "в отношении Мельниковой Анны Ивановны, учителя" in said


def test_a_mentee_consents_to_take_part(
    mentoring_consent_data: ConsentData, templates: Templates
) -> None:
    data = mentoring_consent_data(1, role="mentee")
    said = spaced(draft("mentoring_consent", data, templates))
    assert "на участие в наставничестве" in said
    assert (
        "Я, Мельник Анна Ивановна, учитель начальных классов, согласна участвовать в "
        "наставничестве в качестве наставляемого на следующих условиях. Наставник – "
        "Заславский-Орёл Виктор Леопольдович, преподаватель-организатор." in said
    )
    assert "351.8" not in said
    assert "соглашени" not in said


@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_personal_data_have_a_consent_of_their_own(
    role: str, mentoring_consent_data: ConsentData, templates: Templates
) -> None:
    said = spaced(draft("mentoring_consent", mentoring_consent_data(0, role=role), templates))
    assert said.endswith(
        "Согласие на обработку персональных данных оформляется отдельным документом."
    )


def test_the_person_dates_and_signs(
    mentoring_consent_data: ConsentData, templates: Templates
) -> None:
    row = tables(draft("mentoring_consent", mentoring_consent_data(0), templates))[0][0]
    assert row[2] == "П.\xa0Д.\xa0Сковорода"


@pytest.mark.parametrize(
    ("title", "sex", "expected"),
    [
        ("директор", "м", "Директору"),
        ("и. о. директора", "м", "Исполняющему обязанности директора"),
        ("исполняющий обязанности директора", "ж", "Исполняющей обязанности директора"),
        ("врио директора", "ж", "Временно исполняющей обязанности директора"),
    ],
)
def test_an_acting_director_is_addressed_as_such(
    title: str, sex: str, expected: str, mentoring_consent_data: ConsentData, templates: Templates
) -> None:
    data = mentoring_consent_data(0, director_title=title, director_sex=sex)
    assert lines(draft("mentoring_consent", data, templates))[0] == expected


def test_without_a_short_name_the_full_one_stands_in_the_genitive(
    mentoring_consent_data: ConsentData, templates: Templates
) -> None:
    paper = draft("mentoring_consent", mentoring_consent_data(0, short_name=""), templates)
    assert spaced(paper).split("\n")[1] == (
        "Муниципального казённого общеобразовательного учреждения «Школа № 5»"
    )


def test_where_the_sex_is_unknown_both_words_stand_and_the_name_is_yellow(
    mentoring_consent_data: ConsentData, templates: Templates
) -> None:
    data = {**mentoring_consent_data(0), "person": {"full_name": "Ким Саша", "title": "учитель"}}
    paper = draft("mentoring_consent", data, templates)
    assert "согласен (согласна) выполнять" in spaced(paper)
    assert yellow(paper) == ["Ким Саша"]


def test_what_is_missing_is_a_yellow_gap(
    mentoring_consent_data: ConsentData, templates: Templates
) -> None:
    data = {**mentoring_consent_data(0), "pair": {}}
    paper = draft("mentoring_consent", data, templates)
    assert "Срок: с ______ по ______ включительно." in spaced(paper)
    assert yellow(paper) == ["______"] * 3


def test_an_unknown_role_is_refused(
    mentoring_consent_data: ConsentData, templates: Templates
) -> None:
    with pytest.raises(PaperError, match="Роль «curator» неизвестна"):
        draft("mentoring_consent", mentoring_consent_data(0, role="curator"), templates)
