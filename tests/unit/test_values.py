"""Cells read as people type them; what is not clear is answered with what to type."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from sheets_sync.cells import Cell, Value, cell_of
from sheets_sync.values import (
    Typed,
    Unclear,
    read_choice,
    read_code,
    read_date,
    read_name,
    read_text,
    read_tick,
    read_whole,
    read_year,
)
from tests.build import TODAY, VOCABULARY

FIRST = dt.date(2026, 9, 1)
CODES = VOCABULARY["competences"]


def date(value: Value) -> dt.date | Unclear | None:
    return read_date(cell_of(value), TODAY)


def year(value: Value) -> int | Unclear | None:
    return read_year(cell_of(value), TODAY)


def code(value: Value) -> str | Unclear | None:
    return read_code(cell_of(value), CODES)


def says(read: object) -> str:
    """The sentence of a cell that was not clear."""
    assert isinstance(read, Unclear)
    return read.says


@pytest.mark.parametrize(
    "typed",
    [
        FIRST,
        dt.datetime(2026, 9, 1, 12, 30),
        "01.09.2026",
        "1.9.2026",
        "01.09.26",
        "01/09/2026",
        "1-9-2026",
        "01,09,2026",
        "01. 09. 2026 г.",
        "01.09.2026г",
        "2026-09-01",
        "2026-09-01 00:00:00",
        "1 сентября 2026",
        "1 сентября 2026 года",
        "«01» сентября 2026 г.",
        "1 СЕНТ. 2026",
        "1сен2026",
        "\u00a01.09.2026 ",
    ],
)
def test_a_date_is_read_in_any_usual_spelling(typed: Value) -> None:
    assert date(typed) == FIRST


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("5 янв 2026", 1),
        ("5 февр. 2026", 2),
        ("5 марта 2026", 3),
        ("5 апреля 2026", 4),
        ("5 мая 2026", 5),
        ("5 май 2026", 5),
        ("5 июня 2026", 6),
        ("5 июля 2026", 7),
        ("5 авг. 2026", 8),
        ("5 окт 2026", 10),
        ("5 ноября 2026", 11),
        ("5 дек. 2026", 12),
    ],
)
def test_months_are_read_by_their_beginning(typed: str, month: int) -> None:
    assert date(typed) == dt.date(2026, month, 5)


@pytest.mark.parametrize(
    ("typed", "what", "example"),
    [
        ("2 сент.", "Дата без года", "02.09.2026"),
        ("2 сентября", "Дата без года", "02.09.2026"),
        ("15.05", "Дата без года", "15.05.2027"),
        ("31.02", "Дата без года", "02.09.2026"),
        ("31.09.2026", "Такой даты нет", "30.09.2026"),
        ("05.13.2025", "Такой даты нет", "13.05.2025"),
        ("00.00.2026", "Такой даты нет", "01.01.2026"),
        ("45.15.2026", "Такой даты нет", "31.12.2026"),
        ("29.02.2027", "Такой даты нет", "28.02.2027"),
        ("01.09.1026", "Проверьте год", "01.09.2026"),
        ("скоро", "Это не похоже на дату", "02.09.2026"),
    ],
)
def test_a_date_that_is_none_says_what_to_type(typed: str, what: str, example: str) -> None:
    said = says(date(typed))
    assert said.startswith(what)
    assert typed.rstrip(".") in said
    assert said.endswith(f"{example}.")


@pytest.mark.parametrize("typed", ["1 ку 2026", "1 ку", True, "32", 5])
def test_what_does_not_look_like_a_date_is_said_so(typed: Value) -> None:
    assert says(date(typed)).startswith("Это не похоже на дату")


@pytest.mark.parametrize(
    ("typed", "example"), [(2026, "01.09.2026"), ("2025 год", "01.09.2025"), (46000, "09.12.2025")]
)
def test_a_year_or_a_bare_number_in_a_dates_place_is_answered_with_a_date(
    typed: Value, example: str
) -> None:
    assert example in says(date(typed))


def test_a_bare_number_is_no_date_of_its_own_accord() -> None:
    read = date(46000)
    assert isinstance(read, Unclear)
    assert read.kept is None


@pytest.mark.parametrize("far", [dt.date(9999, 12, 31), dt.date(1899, 12, 31)])
def test_a_real_date_of_an_impossible_year_is_asked_about(far: dt.date) -> None:
    assert says(date(far)).startswith("Проверьте год")


def test_without_a_year_spring_belongs_to_the_school_year_that_has_begun() -> None:
    spring = dt.date(2027, 3, 1)
    assert "02.09.2026" in says(read_date(cell_of("2 сент."), spring))
    assert "02.04.2027" in says(read_date(cell_of("2 апр"), spring))


def test_two_digits_of_the_last_century_are_understood() -> None:
    assert date("05.03.87") == dt.date(1987, 3, 5)


@pytest.mark.parametrize("typed", ["да", "Да ", "+", "V", "х", "X", True, 1, "✓", "ИСТИНА"])
def test_a_tick_is_read(typed: Value) -> None:
    assert read_tick(cell_of(typed)) is True


@pytest.mark.parametrize("typed", ["нет", "–", "-", False, 0, "ЛОЖЬ"])
def test_no_tick_is_read(typed: Value) -> None:
    assert read_tick(cell_of(typed)) is False


def test_anything_else_in_a_ticks_place_is_asked_about() -> None:
    assert "стоит «наверно»" in says(read_tick(cell_of("наверно")))


@pytest.mark.parametrize("typed", [1987, "1987", "с 1987 г.", "1987 год", "с сентября 1987 года"])
def test_a_year_is_read(typed: Value) -> None:
    assert year(typed) == 1987


@pytest.mark.parametrize(
    ("typed", "begun"),
    [
        ("29", 1997),
        (29, 1997),
        ("26 л. 6 мес.", 2000),
        ("5 лет", 2021),
        ("1 год", 2025),
        ("12л", 2014),
    ],
)
def test_the_years_that_somebody_has_worked_are_told_from_a_year(typed: Value, begun: int) -> None:
    assert str(begun) in says(year(typed))


@pytest.mark.parametrize("typed", ["давно", 123, "87-й"])
def test_a_year_that_is_none_says_what_to_type(typed: Value) -> None:
    assert "Здесь нужен год" in says(year(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "ПП1",
        "пп1",
        "ПП-1",
        "пп – 1",
        "пп-1 дисциплина",
        "ПП1 дисциплина в классе",
        "дисциплина в классе",
    ],
)
def test_a_code_is_read_by_its_letters_or_its_words(typed: str) -> None:
    assert code(typed) == "ПП1"


@pytest.mark.parametrize(("typed", "meant"), [("KM1", "КМ1"), ("mt10", "МТ10"), ("BC2", "ВС2")])
def test_a_code_typed_in_latin_letters_is_read(typed: str, meant: str) -> None:
    assert code(typed) == meant


def test_words_that_come_near_a_code_are_answered_with_it() -> None:
    assert "Ближе всего ПП1 «дисциплина в классе»." in says(code("дисциплина на уроке в классе"))


@pytest.mark.parametrize("typed", ["ПП99", "ПП123", "???"])
def test_a_code_that_is_none_says_to_choose(typed: str) -> None:
    assert says(code(typed)).endswith("Выберите из списка.")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Ковалёва  Мария Фёдоровна ", "Ковалёва Мария Фёдоровна"),
        ("Гасанов Али Гасан оглы", "Гасанов Али Гасан оглы"),
        ("Цой Наталья –", "Цой Наталья –"),
        ("Чои\u0306 Анна –", "Чой Анна –"),
    ],
)
def test_a_name_is_read(typed: str, read: str) -> None:
    assert read_name(cell_of(typed)) == read


@pytest.mark.parametrize(
    ("typed", "part", "kept"),
    [
        ("ковалёва мария фёдоровна", "с маленькой буквы", "Ковалёва Мария Фёдоровна"),
        ("Ковалёва", "только одно слово", "Ковалёва"),
        ("Ковалёва Мария 2", "есть цифры", None),
    ],
)
def test_a_name_that_is_odd_is_asked_about(typed: str, part: str, kept: Typed) -> None:
    read = read_name(cell_of(typed))
    assert part in says(read)
    assert isinstance(read, Unclear)
    assert read.kept == kept


@pytest.mark.parametrize(("typed", "number"), [(2, 2), (2.0, 2), ("2", 2), (" 12 ", 12), (-1, -1)])
def test_a_whole_number_is_read(typed: Value, number: int) -> None:
    assert read_whole(cell_of(typed)) == number


@pytest.mark.parametrize("typed", ["два", 1.5, "1.5", True])
def test_a_number_that_is_none_says_what_to_type(typed: Value) -> None:
    assert "Здесь нужно целое число" in says(read_whole(cell_of(typed)))


def test_a_choice_is_read_whatever_its_case_and_spaces() -> None:
    assert read_choice(cell_of(" Физика"), ["физика", "химия"], is_open=False) == "физика"


def test_a_word_outside_a_closed_list_is_refused_with_the_nearest_one() -> None:
    read = read_choice(cell_of("физека"), ["физика", "химия"], is_open=False)
    assert "«физека»" in says(read)
    assert "«физика»" in says(read)


def test_an_open_list_keeps_a_word_of_ones_own_and_asks() -> None:
    read = read_choice(cell_of("танцы"), ["физика"], is_open=True)
    assert isinstance(read, Unclear)
    assert read.kept == "танцы"


READERS: tuple[Callable[[Cell], object], ...] = (
    read_text,
    read_name,
    read_whole,
    read_tick,
    lambda cell: read_year(cell, TODAY),
    lambda cell: read_date(cell, TODAY),
    lambda cell: read_code(cell, CODES),
    lambda cell: read_choice(cell, ["да"], is_open=False),
)
NOTHING = (
    Cell(),
    cell_of("  "),
    cell_of("\u00a0"),
    cell_of("\u200b"),
    Cell("", "text", "", formula=True),
)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("cell", NOTHING)
def test_a_cell_that_shows_nothing_is_empty(read: Callable[[Cell], object], cell: Cell) -> None:
    assert read(cell) is None


@pytest.mark.parametrize("read", READERS)
def test_a_formulas_error_is_no_value(read: Callable[[Cell], object]) -> None:
    assert isinstance(read(Cell("#N/A", "error", "#N/A", formula=True)), Unclear)


def test_a_formulas_error_is_shown_in_the_sentence() -> None:
    assert "#N/A" in says(read_text(Cell("#N/A", "error", "#N/A")))


def test_a_number_that_a_format_shows_whole_is_seen_as_it_is() -> None:
    read = read_whole(Cell(2.5, "number", "3", "0"))
    assert isinstance(read, Unclear)
    assert "а стоит «2,5»" in read.says
