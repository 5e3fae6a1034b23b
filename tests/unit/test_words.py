"""Numbers that agree, texts folded for comparing, names and their likeness."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.names import initials, may_be_one_person, parts, person_key
from sheets_sync.words import count, fold, nearest, tidy


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0 дней"),
        (1, "1 день"),
        (2, "2 дня"),
        (4, "4 дня"),
        (5, "5 дней"),
        (11, "11 дней"),
        (12, "12 дней"),
        (14, "14 дней"),
        (21, "21 день"),
        (22, "22 дня"),
        (101, "101 день"),
        (111, "111 дней"),
        (112, "112 дней"),
    ],
)
def test_the_word_agrees_with_its_number(number: int, text: str) -> None:
    assert count(number, "день", "дня", "дней") == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ковалёва", "КОВАЛЕВА"),
        ("«Школа»", '"школа"'),
        ("Соколова–Петрова", "соколова-петрова"),
        ("  два\u00a0 слова ", "два слова"),
        ("Чои\u0306", "чой"),
        ("Ковале\u0308ва", "ковалева"),
    ],
)
def test_texts_that_people_take_for_the_same_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_what_is_folded_stays_so_in_a_cell(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert tidy(fold(text)) == fold(text)
    assert tidy(person_key(text)) == person_key(text)


def test_the_nearest_choice_is_named_as_it_is_spelt() -> None:
    assert nearest("физека", ["Физика", "химия"]) == "Физика"
    assert nearest("пение", ["Физика", "химия"]) == ""


def test_a_choice_that_has_all_the_words_is_nearer_than_one_that_looks_alike() -> None:
    subjects = ["французский язык", "русский язык и литература", "литература народов", "литература"]
    assert nearest("русский язык", subjects) == "русский язык и литература"
    assert nearest("Литература ", subjects) == "литература"


@pytest.mark.parametrize(
    ("name", "its_parts", "short"),
    [
        ("Ковалёва Мария Фёдоровна", ("Ковалёва", "Мария", "Фёдоровна"), "Ковалёва М. Ф."),
        ("Гасанов Али Гасан оглы", ("Гасанов", "Али", "Гасан оглы"), "Гасанов А. Г."),
        ("Цой Наталья –", ("Цой", "Наталья"), "Цой Н."),
        ("Ким", ("Ким",), "Ким"),
        ("", (), ""),
    ],
)
def test_a_name_has_parts_and_initials(name: str, its_parts: tuple[str, ...], short: str) -> None:
    assert parts(name) == its_parts
    assert initials(name) == short


def test_the_key_of_a_person_is_the_folded_name() -> None:
    assert person_key(" «Ковалёва»  Мария Фёдоровна") == "ковалева мария федоровна"


@pytest.mark.parametrize(
    ("old", "new", "one"),
    [
        ("ковалева мария федоровна", "мельник мария федоровна", True),
        ("ковалева мария федоровна", "ковалева марина федоровна", True),
        ("ковалева мария", "мельник мария", False),
        ("ковалева мария федоровна", "цой наталья рашидовна", False),
    ],
)
def test_a_change_of_name_is_told_from_another_person(old: str, new: str, one: bool) -> None:
    assert may_be_one_person(old, new) is one
