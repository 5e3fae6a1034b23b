"""Single cells of old sheets: years, dates, categories, subjects, names."""

from __future__ import annotations

import datetime as dt

import pytest

from sheets_sync.cells import Value, cell_of
from sheets_sync.intake.categories import read_capacity, read_category, read_sex
from sheets_sync.intake.dates import read_term, read_when
from sheets_sync.intake.people import looks_like_a_name, read_person, sex_of
from sheets_sync.intake.subjects import position_of, subject_of
from sheets_sync.intake.years import Reference, read_years, reference_of
from sheets_sync.intake.yo import with_yo
from tests.build import VOCABULARY

TODAY = dt.date(2026, 9, 2)
IN_2024 = Reference(2024, "учебный год 2024-2025")


@pytest.mark.parametrize(
    ("typed", "years"),
    [
        (29, 29),
        ("14", 14),
        ("26 л. 6 мес.", 26),
        ("18 лет 4 месяца", 18),
        ("1 лет", 1),
        ("2 г.", 2),
        ("0,5", 0),
        (3.5, 3),
        ("11 мес.", 0),
        ("менее года", 0),
        ("три года", 3),
    ],
)
def test_years_said_plainly_are_no_guess(typed: Value, years: int) -> None:
    read = read_years(cell_of(typed), IN_2024).years
    assert (read.value, read.guessed) == (years, False)


@pytest.mark.parametrize(
    ("typed", "years", "since"),
    [
        ("с 1987 г.", 37, 1987),
        (2018, 6, 2018),
        ("с сентября 2024", 0, 2024),
        (dt.date(2020, 9, 1), 4, 2020),
    ],
)
def test_years_counted_from_a_beginning_are_a_guess_and_the_beginning_is_none(
    typed: Value, years: int, since: int
) -> None:
    read = read_years(cell_of(typed), IN_2024)
    assert read.since is not None
    assert (read.years.value, read.years.guessed) == (years, True)
    assert (read.since.value, read.since.guessed) == (since, False)


@pytest.mark.parametrize("typed", ["более 20 лет", "25/20", "общий 25, пед. 20", "20+"])
def test_years_said_roughly_are_a_guess(typed: str) -> None:
    read = read_years(cell_of(typed), IN_2024).years
    assert (read.value, read.guessed) == (20, True)


def test_what_is_no_number_of_years_stays_text() -> None:
    read = read_years(cell_of("опытный"), IN_2024).years
    assert (read.value, read.typed) == (None, "опытный")


def test_the_year_to_count_to_is_that_of_the_title_then_of_the_newest_date_then_today() -> None:
    newest = [dt.date(2024, 10, 5), dt.date(2025, 1, 15), dt.date(2099, 1, 1)]
    assert reference_of(["Банк на 2022-2023 уч. год"], newest, TODAY).year == 2022
    assert reference_of(["по состоянию на 01.09.2023"], newest, TODAY).year == 2023
    assert reference_of(["Банк"], newest, TODAY).year == 2024
    assert reference_of([], [], TODAY).year == 2026


@pytest.mark.parametrize(
    "typed",
    [
        dt.date(2024, 10, 3),
        dt.datetime(2024, 10, 3, 9, 30),
        "03.10.2024",
        "3.10.24",
        "03/10/2024",
        "2024-10-03",
        "2024-10-03 00:00:00",
        "3 окт. 2024",
        "3 октября 2024 года",
        "«3» окт. 2024 г.",
        "от 03.10.2024",
        "да, 03.10.2024",
        "3.X.2024",
        45568,
        "45568",
    ],
)
def test_a_date_is_read_in_every_spelling(typed: Value) -> None:
    read = read_when(cell_of(typed), TODAY)
    assert (read.value, read.guessed) == (dt.date(2024, 10, 3), False)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("октябрь 2024", "нет дня"),
        ("2 сент.", "нет года"),
        ("1991", "только год"),
        ("31.09.2024", "такой даты нет"),
        ("есть", "не похоже на дату"),
    ],
)
def test_what_is_no_whole_date_stays_text_and_says_what_it_lacks(typed: str, why: str) -> None:
    read = read_when(cell_of(typed), TODAY)
    assert (read.value, read.typed, read.why, read.guessed) == (None, typed, why, True)


def test_two_dates_in_one_cell_are_beginning_and_end() -> None:
    begins, ends = read_term(cell_of("с 16.09.2025 по 31.05.2026"), TODAY)
    assert begins.value == dt.date(2025, 9, 16)
    assert ends is not None
    assert ends.value == dt.date(2026, 5, 31)


@pytest.mark.parametrize(
    ("typed", "category"),
    [
        ("I кв.к.", "первая"),
        ("1 кат.", "первая"),
        ("1-я", "первая"),
        ("Первая кв. категория", "первая"),
        ("ВКК", "высшая"),
        ("в/к", "высшая"),
        ("Высшая", "высшая"),
        ("СЗД", "соответствие занимаемой должности"),
        ("соответствие", "соответствие занимаемой должности"),
        ("б/к", "без категории"),
        ("б/кат", "без категории"),
        ("не имеет", "без категории"),
        ("-", "без категории"),
        ("высшая (до 2027)", "высшая"),
    ],
)
def test_a_category_is_read_however_it_is_shortened(typed: str, category: str) -> None:
    read = read_category(cell_of(typed))
    assert (read.value, read.guessed) == (category, False)


@pytest.mark.parametrize("typed", ["II", "вторая", "2023"])
def test_a_category_that_is_no_longer_given_stays_text(typed: str) -> None:
    assert read_category(cell_of(typed)).value is None


def test_a_category_with_more_beside_it_says_that_it_is_not_the_whole() -> None:
    assert not read_category(cell_of("высшая, приказ 15 от 2023")).whole


@pytest.mark.parametrize(
    ("typed", "number", "guessed"),
    [
        (1, 1, False),
        ("3 чел.", 3, False),
        ("до 2", 2, False),
        ("двоих", 2, False),
        ("1-2", 2, True),
    ],
)
def test_how_many_a_mentor_takes(typed: Value, number: int, guessed: bool) -> None:
    read = read_capacity(cell_of(typed))
    assert (read.value, read.guessed) == (number, guessed)


@pytest.mark.parametrize(
    ("typed", "sex"), [("муж", "м"), ("Ж", "ж"), ("женский", "ж"), ("?", None)]
)
def test_a_sex_that_the_sheet_says(typed: str, sex: str | None) -> None:
    assert read_sex(cell_of(typed)).value == sex


@pytest.mark.parametrize(
    ("typed", "subject"),
    [
        ("рус.яз. и лит-ра", "русский язык и литература"),
        ("Русский язык, литература", "русский язык и литература"),
        ("ин. яз. (англ.)", "английский язык"),
        ("нач. классы", "начальные классы"),
        ("история, общ-е", "история и обществознание"),
        ("физ-ра", "физкультура"),
        ("физ. культура", "физкультура"),
        ("Физика", "физика"),
        ("алгебра и геометрия", "математика"),
        ("информатика и ИКТ", "информатика"),
        ("ОБЖ", "ОБЗР"),
        ("технология", "труд (технология)"),
        ("ИЗО", "изобразительное искусство"),
    ],
)
def test_a_subject_is_read_however_it_is_shortened(typed: str, subject: str) -> None:
    read = subject_of(typed, VOCABULARY["subjects"])
    assert (read.value, read.guessed) == (subject, False)


@pytest.mark.parametrize("typed", ["химия, биология", "ин. яз.", "робототехника"])
def test_a_subject_that_the_list_does_not_have_is_a_guess(typed: str) -> None:
    assert subject_of(typed, VOCABULARY["subjects"]).guessed


@pytest.mark.parametrize(
    ("typed", "position", "subject"),
    [
        ("учитель математики", "учитель", "математика"),
        ("Учитель русского языка и литературы", "учитель", "русский язык и литература"),
        ("учитель физической культуры", "учитель", "физкультура"),
        ("учитель нач. кл.", "учитель начальных классов", "начальные классы"),
        ("соц. педагог", "социальный педагог", None),
        ("пед.-психолог", "педагог-психолог", None),
        ("учитель", "учитель", None),
        ("воспитатель ГПД", "воспитатель ГПД", None),
    ],
)
def test_a_position_and_the_subject_inside_it(
    typed: str, position: str, subject: str | None
) -> None:
    read, inner = position_of(typed, VOCABULARY["positions"])
    assert (read.value, inner.value if inner else None) == (position, subject)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (" Сковорода  Юлия Ивановна", "Сковорода Юлия Ивановна"),
        ("Дейнека\xa0Рашид\xa0Сергеевич", "Дейнека Рашид Сергеевич"),
        ("белых айгуль петровна", "Белых Айгуль Петровна"),
        ("ЖУКОВА АННА-МАРИЯ ЮРЬЕВНА", "Жукова Анна-Мария Юрьевна"),
        ("3. Иванова Татьяна", "Иванова Татьяна"),
        ("Алиев Мурад Расул оглы", "Алиев Мурад Расул оглы"),
        ("Ковалева Мария", "Ковалева Мария"),
    ],
)
def test_a_name_is_put_right_and_its_e_stays_as_typed(typed: str, name: str) -> None:
    read = read_person(typed)
    assert (read.value, read.guessed) == (name, False)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ким Ю.А.", "Ким Ю. А."),
        ("Ю. А. Ким", "Ким Ю. А."),
        ("Ше Н.", "Ше Н."),
        ("Юлия Ивановна Сковорода", "Сковорода Юлия Ивановна"),
        ("Петров", "Петров"),
    ],
)
def test_a_name_that_is_not_whole_or_was_turned_round_is_a_guess(typed: str, name: str) -> None:
    read = read_person(typed)
    assert (read.value, read.guessed) == (name, True)


@pytest.mark.parametrize(
    ("name", "sex"),
    [
        ("Белых Илья Дмитриевич", "м"),
        ("Шмидт Ирина Львовна", "ж"),
        ("Алиева Севда Расул кызы", "ж"),
        ("Цой Никита", "м"),
        ("Иванова Т. П.", "ж"),
        ("Ким Ю. А.", None),
    ],
)
def test_a_sex_is_only_guessed_from_a_name(name: str, sex: str | None) -> None:
    read = sex_of(name)
    assert read.value == sex
    assert read.guessed
    assert not read.said


def test_a_yo_is_guessed_where_it_usually_stands_and_nowhere_else() -> None:
    assert with_yo("Ковалева Мария Федоровна") == "Ковалёва Мария Фёдоровна"
    assert with_yo("Ткачев Артем Петрович") == "Ткачёв Артём Петрович"
    assert with_yo("Лебедева Елена Сергеевна") == ""
    assert with_yo("Ковалёва Мария") == ""


def test_words_of_a_cell_that_are_no_name() -> None:
    assert looks_like_a_name("Ким Ю.А.")
    assert not looks_like_a_name("согласия хранятся у секретаря")
    assert not looks_like_a_name("учитель начальных классов", strictly=True)
