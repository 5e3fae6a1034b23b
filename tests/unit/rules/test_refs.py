"""Cells that name a person, as people and drop-downs write them."""

from __future__ import annotations

import pytest

from sheets_sync.facts import Record
from sheets_sync.ids import Id
from sheets_sync.rules.refs import Bank, label

FIRST, SECOND, THIRD = (str(Id("М", number)) for number in (1, 2, 3))


def record(own: str, name: str) -> Record:
    return Record("mentors", own, {"id": own, "name": name})


@pytest.fixture
def bank() -> Bank:
    """Two namesakes by initials, one other, one whose name is empty, one without an id."""
    return Bank.of(
        [
            record(SECOND, "Ковалёва Мария Фёдоровна"),
            record(FIRST, "Ковалёва Марина Филипповна"),
            record(THIRD, "Ким Юлия"),
            record(str(Id("М", 4)), ""),
            record("", "Цой Ян"),
        ]
    )


@pytest.mark.parametrize(
    ("typed", "own"),
    [
        (FIRST, FIRST),
        ("М-001", FIRST),
        ("m-1", FIRST),
        (f"{SECOND} Ковалёва М. Ф.", SECOND),
        ("ковалева мария федоровна", SECOND),
        ("Ким Юлия", THIRD),
        ("Ким Ю.", THIRD),
        ("Ковалёва М. Ф.", ""),
        ("Цой Ян", ""),
        ("М-009", ""),
        ("«»", ""),
        ("", ""),
    ],
)
def test_a_person_is_found_by_id_or_by_a_name_that_is_unique(
    bank: Bank, typed: str, own: str
) -> None:
    assert bank.id_of(typed) == own


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("Ковалёва М.Ф.", f"{FIRST} Ковалёва М. Ф., {SECOND} Ковалёва М. Ф."),
        ("М-009", str(Id("М", 9))),
        ("Цой Ян", "«Цой Ян»"),
    ],
)
def test_who_is_not_found_is_answered_with_a_choice(bank: Bank, typed: str, part: str) -> None:
    found = bank.find(typed)
    assert isinstance(found, str)
    assert part in found


def test_a_person_is_labelled_as_in_the_drop_downs() -> None:
    assert label(record(SECOND, "Ковалёва Мария Фёдоровна")) == f"{SECOND} Ковалёва М. Ф."


def test_a_person_without_a_name_is_a_number_and_nothing_behind_it() -> None:
    assert label(record(FIRST, "")) == FIRST
