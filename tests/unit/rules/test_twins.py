"""One person on two rows of a bank is asked about, on the later row, in both spellings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from sheets_sync.cells import Value
from sheets_sync.snapshot import Snapshot
from tests import build


def _with(table: str, people: Sequence[dict[str, Value]]) -> Snapshot:
    return build.snapshot(mentors=people) if table == "mentors" else build.snapshot(mentees=people)


def notes(*people: dict[str, Value], table: str = "mentees") -> list[str]:
    """What is said of each row that asks about a twin, «» for the others; in order of ids."""
    after = build.run(_with(table, people))
    rows = sorted(after.tables[table].rows, key=lambda row: row.cell("id").shown)
    said = [row.cell("notes").shown.splitlines() for row in rows]
    return [next((line for line in lines if "тот же человек" in line), "") for lines in said]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ковалева Мария Фёдоровна", "Ковалёва Мария Федоровна"),
        ("Ковалёва Мария Фёдоровна", "Ковалёва  Мария Фёдоровна "),
        ("Ковалёва М. Ф.", "Ковалёва Мария Фёдоровна"),
        ("Ковалёва М.Ф.", "Ковалёва Мария Фёдоровна"),
    ],
)
def test_two_spellings_of_one_name_are_asked_about_once(one: str, other: str) -> None:
    asked = [line for line in notes({"name": one}, {"name": other}) if line]
    assert len(asked) == 1
    assert "Один – удалите лишнюю строку. Разные – напишите «разные»" in asked[0]


def test_both_spellings_and_the_number_of_the_other_row_are_named() -> None:
    _, later = notes({"name": "Ковалева Мария Фёдоровна"}, {"name": "Ковалёва Мария Федоровна"})
    assert later.startswith("Похоже, это тот же человек, что Н-001П: «Ковал")


def test_a_surname_that_changed_is_asked_about() -> None:
    same: dict[str, Value] = {"subject": "физика", "since": 2024, "sex": "ж"}
    asked = notes({"name": "Ким Анна Львовна", **same}, {"name": "Орлова Анна Львовна", **same})
    assert sum(map(bool, asked)) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Ковалёв Мария Ильинична"},
        {"name": "Орлова Мария Фёдоровна", "subject": "химия", "since": 2024},
        {"name": "Ковалёва Майя Игоревна"},
    ],
)
def test_people_who_only_resemble_each_other_are_not_asked_about(other: dict[str, Value]) -> None:
    first: dict[str, Value] = {"name": "Ковалёва Мария Фёдоровна", "subject": "физика"}
    assert notes({**first, "since": 2024}, other) == ["", ""]


def test_one_person_may_be_in_both_banks() -> None:
    person: dict[str, Value] = {"name": "Ким Анна Львовна"}
    after = build.run(build.snapshot(mentors=[person], mentees=[person]))
    said = [row.cell("notes").shown for t in ("mentors", "mentees") for row in after.tables[t].rows]
    assert not any("тот же человек" in line for line in said)


def test_namesakes_are_left_in_peace_once_a_person_says_they_differ() -> None:
    person: dict[str, Value] = {"name": "Ким Анна Львовна", "subject": "физика", "request_1": "МТ1"}
    after = build.run(build.snapshot(mentees=[person, {**person, "answer": "разные"}]))
    assert all(row.cell("asks").blank for row in after.tables["mentees"].rows)


MARIA: dict[str, Value] = {"name": "Ковалёва Мария Фёдоровна", "sex": "ж"}


def test_the_whole_sentence_names_the_other_row_and_both_spellings() -> None:
    _, later = notes({**MARIA, "since": 2020}, {**MARIA, "name": "Ковалева Мария Федоровна"})
    assert later == (
        "Похоже, это тот же человек, что Н-001П: «Ковалева Мария Федоровна» и «Ковалёва Мария "
        "Фёдоровна». Один – удалите лишнюю строку. Разные – напишите «разные» в «Пояснение»."
    )


def test_two_rows_that_are_spelt_alike_are_asked_about_without_spellings() -> None:
    _, later = notes(MARIA, MARIA)
    assert later == (
        "Похоже, это тот же человек, что Н-001П. Один – удалите лишнюю строку. Разные – напишите "
        "«разные» в «Пояснение»."
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"subject": "физика", "since": 2024}, {"subject": "физика", "since": 2024}),
        ({"phone": "8 900 000-00-01"}, {"phone": "+7 (900) 000 00 01"}),
        ({"born": dt.date(2001, 3, 14)}, {"born": "14.03.2001"}),
    ],
)
def test_a_changed_surname_is_noticed_by_subject_phone_or_birth(
    one: dict[str, Value], other: dict[str, Value]
) -> None:
    asked = notes({**MARIA, **one}, {**MARIA, "name": "Орлова Мария Фёдоровна", **other})
    assert sum(map(bool, asked)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"phone": "12-34"}, {"phone": "12-34"}),
        ({"born": dt.date(2001, 3, 14)}, {"born": dt.date(2002, 3, 14)}),
    ],
)
def test_first_name_and_patronymic_alone_make_no_twin(
    one: dict[str, Value], other: dict[str, Value]
) -> None:
    assert notes({**MARIA, **one}, {**MARIA, "name": "Орлова Мария Фёдоровна", **other}) == ["", ""]


def test_namesakes_born_on_different_days_are_not_asked_about() -> None:
    born: dict[str, Value] = {"born": dt.date(2001, 3, 14)}
    assert notes({**MARIA, **born}, {**MARIA, "born": dt.date(1990, 1, 2)}) == ["", ""]
