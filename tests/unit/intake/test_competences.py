"""Lists of competences: codes, words or both, with commas that stand inside them."""

from __future__ import annotations

import pytest

from sheets_sync.intake.competences import split
from sheets_sync.intake.lexicon import Lexicon
from sheets_sync.intake.phrases import PHRASES
from tests.build import VOCABULARY

LEXICON = Lexicon(VOCABULARY["competences"])


def codes(text: str) -> list[str]:
    """The codes in a text, those that are no guess."""
    return [item.code for item in split(text, LEXICON) if item.sure]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ПР1 содержание предмета по ФГОС/ФОП, ПР3", "ПР1 ПР3"),
        ("КМ1; ПР3 подготовка к ОГЭ/ЕГЭ; школьная документация", "КМ1 ПР3 НП1"),
        ("ЛЧ2 выгорание, тайм-менеджмент, ПР3", "ЛЧ2 ПР3"),
        ("дети с ОВЗ, инклюзия, мотивация учащихся", "ПП3 ПП2"),
        ("МТ5 формирующее оценивание и критерии\nПП3 дети с ОВЗ, инклюзия\nКМ2", "МТ5 ПП3 КМ2"),
        ("1. работа с родителями\n2. Дисциплина и мотивация 3) ОГЭ", "КМ1 ПП1 ПП2 ПР3"),
        ("мт1, mt-2; ПП 3 – дети с ОВЗ", "МТ1 МТ2 ПП3"),
        ("МТ1/МТ2/КМ1", "МТ1 МТ2 КМ1"),
        ("МТ3 - целеполагание, МТ5 - формирующее оценивание", "МТ3 МТ5"),
        ("Адаптация (1, 5, 10 кл.), классное руководство", "ПП7 ВС1"),
        ("подготовка к\nОГЭ/ЕГЭ", "ПР3"),
        ("«трудное» поведение, дети риска; «Разговоры о важном», внеклассные события", "ПП5 ВС2"),
        ("ПР3, пр3 подготовка к ЕГЭ", "ПР3"),
        ("ведение эл. журнала и работа с родителями", "ЦФ1 КМ1"),
        ("МТ10, МТ1", "МТ10 МТ1"),
    ],
)
def test_a_list_is_taken_apart(text: str, found: str) -> None:
    assert codes(text) == found.split()
    assert all(item.sure for item in split(text, LEXICON))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("трудности с дисциплиной", "ПП1"),
        ("не умею работать с родителями", "КМ1"),
        ("помощь с электронным журналом", "ЦФ1"),
        ("ПР1 работа с родителями", "ПР1"),
    ],
)
def test_what_is_put_otherwise_or_contradicts_itself_is_a_guess(text: str, code: str) -> None:
    (item,) = split(text, LEXICON)
    assert (item.code, item.sure, item.typed) == (code, False, text)


def test_words_of_no_list_are_kept_as_they_are_typed() -> None:
    unknown, known = split("«Шахматы» в школе, КТП", LEXICON)
    assert (unknown.typed, unknown.code) == ("«Шахматы» в школе", "")
    assert known.code == "МТ2"


@pytest.mark.parametrize("code", sorted(VOCABULARY["competences"]))
def test_every_code_is_found_by_its_words_and_by_all_other_ways_of_putting_it(code: str) -> None:
    for words in (VOCABULARY["competences"][code], *PHRASES[code]):
        assert codes(words) == [code], words
        assert codes(f"{code} {words}") == [code], words
        assert codes(f"{words}, МТ2 рабочая программа и КТП; {words}".replace("ё", "е"))[0] == code


def test_a_school_own_words_are_found_and_its_removed_codes_are_not() -> None:
    own = Lexicon({"ПР1": "содержание предмета", "ШК1": "школьный театр"})
    assert [item.code for item in split("Школьный театр; МТ1", own)] == ["ШК1", ""]
