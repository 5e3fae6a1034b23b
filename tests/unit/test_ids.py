"""Ids: a check letter that no handle can forge, and readings as people type them."""

from __future__ import annotations

import itertools

import pytest

from sheets_sync.ids import CHECK_LETTERS, Id, check_letter, cyrillic, exact_id, read_id

PREFIXES = ("М", "Н", "П", "Д")


@pytest.mark.parametrize("prefix", PREFIXES)
def test_the_next_number_always_has_another_letter(prefix: str) -> None:
    letters = [check_letter(prefix, number) for number in range(2000)]
    assert all(one != other for one, other in itertools.pairwise(letters))
    assert set(letters) == set(CHECK_LETTERS)


def test_check_letters_are_cyrillic_and_have_no_latin_twin() -> None:
    assert all("А" <= letter <= "Я" for letter in CHECK_LETTERS)
    assert not set(CHECK_LETTERS) & set("АВЕЁКМНОРСТУХ")
    assert "З" not in CHECK_LETTERS
    assert len(set(CHECK_LETTERS)) == 13


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("number", [1, 14, 999, 1000, 123456])
def test_an_id_is_read_as_it_is_written(prefix: str, number: int) -> None:
    own = Id(prefix, number)
    assert read_id(str(own)) == own
    assert exact_id(str(own), prefix) == str(own)


FOURTEEN = str(Id("М", 14))


@pytest.mark.parametrize(
    "typed",
    [
        FOURTEEN,
        FOURTEEN.lower(),
        "М-014",
        "м14",
        "M-014",
        "m – 14",
        f" {FOURTEEN} Ким Ю. А.",
        "М-014 Ким Ю. А.",
        f"M-014{FOURTEEN[-1]}",
    ],
)
def test_an_id_is_read_as_people_type_it(typed: str) -> None:
    assert read_id(typed) == Id("М", 14)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "М-015" + FOURTEEN[-1],
        "М-014Ъ",
        "Ким Ю. А.",
        "14",
        "М-",
        "М-1234567",
        "АБВ-1",
        "М-014ЖК",
    ],
)
def test_what_is_no_id_is_not_read_as_one(typed: str) -> None:
    assert read_id(typed) is None


@pytest.mark.parametrize(
    "typed", ["М-014", f"M-014{FOURTEEN[-1]}", f"{FOURTEEN} Ким", str(Id("Н", 14))]
)
def test_only_a_whole_id_of_the_table_is_exact(typed: str) -> None:
    assert exact_id(typed, "М") == ""


def test_latin_twins_become_cyrillic() -> None:
    assert cyrillic("MHTaxU") == "МНТахU"
