"""Free words and the codes that they mean."""

from __future__ import annotations

import pytest

from sheets_sync.matching.stems import akin, meanings

WORDS = {
    "ПП1": "дисциплина и управление классом",
    "ПП2": "мотивация учащихся",
    "ПП3": "дети с ОВЗ, инклюзия",
    "ПП5": "«трудное» поведение, дети риска",
    "ПР2": "трудные темы предмета",
    "КМ1": "работа с родителями",
    "НП1": "школьная документация",
    "МТ1": "планирование урока",
    "МТ3": "целеполагание и структура урока",
    "МТ9": "анализ и самоанализ урока",
}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Трудные дети", {"ПП5"}),
        ("как разговаривать с родителями", {"КМ1"}),
        ("ребёнок с ОВЗ", {"ПП3"}),
        ("мотивировать учеников", {"ПП2"}),
        ("документы школы", {"НП1"}),
        ("нужна помощь: дисциплина", {"ПП1"}),
        ("Планирую уроки", {"МТ1"}),
        ("трудно", {"ПП5", "ПР2"}),
    ],
)
def test_words_mean_the_code_that_shares_most_of_their_stems(text: str, codes: set[str]) -> None:
    assert meanings([text], WORDS) == {text: codes}


@pytest.mark.parametrize("text", ["настольный теннис", "уроки", "много бумажной работы"])
def test_words_that_fit_no_code_or_too_many_mean_none(text: str) -> None:
    (found,) = meanings([text], WORDS).values()
    assert not found & set(WORDS)


def test_two_texts_of_the_same_stems_mean_the_same() -> None:
    one, two, third = meanings(
        ["настольный теннис", "настольного тенниса", "шашки"], WORDS
    ).values()
    assert one == two != third


def test_codes_and_empty_words_have_no_meaning_of_their_own() -> None:
    assert meanings(["ПП1", "", "и не для"], WORDS) == {"и не для": frozenset()}


@pytest.mark.parametrize(("one", "two"), [("школ", "школьн"), ("мотивац", "мотивирова")])
def test_stems_of_one_family_are_akin(one: str, two: str) -> None:
    assert akin(one, two)
    assert akin(two, one)


@pytest.mark.parametrize(("one", "two"), [("интересн", "интеракт"), ("дет", "дело"), ("цел", "це")])
def test_stems_that_only_begin_alike_are_not(one: str, two: str) -> None:
    assert not akin(one, two)
