"""What lies between two tables: one person on both sides, too many pairs, another school year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from sheets_sync.cells import Value
from sheets_sync.snapshot import Snapshot
from tests import build

DAY = dt.date
PERSON: Mapping[str, Value] = {
    "position": "учитель",
    "subject": "физика",
    "consent_from": DAY(2025, 9, 5),
    "sex": "ж",
}
MENTOR = {**PERSON, "name": "Шмидт Ирина Львовна", "strength_1": "МТ1"}
MENTEES = [
    {**PERSON, "name": name, "request_1": "МТ1"}
    for name in ("Гоголь Ольга Сергеевна", "Ким Юлия Андреевна", "Цой Анна Ильинична")
]
PAIR: Mapping[str, Value] = {
    "mentor": "Шмидт Ирина Львовна",
    "decision": "утвердить",
    "begins": DAY(2026, 9, 8),
    "ends": DAY(2027, 5, 31),
}


def school(pairs: int, year: str = "", **cells: Value) -> Snapshot:
    """A school with one mentor and so many pairs, after one run."""
    rows = [{**PAIR, "mentee": mentee["name"], **cells} for mentee in MENTEES[:pairs]]
    answers = {**build.SCHOOL, "year": year or None}
    return build.run(build.snapshot(answers, mentors=[MENTOR], mentees=MENTEES, pairs=rows))


def note(snap: Snapshot, table: str, row: int = 0) -> str:
    return snap.tables[table].rows[row].cell("notes").shown


def test_a_mentor_with_more_pairs_than_places_is_asked_about_once() -> None:
    assert note(school(2), "mentors") == ""
    assert note(school(3), "mentors") == (
        "Занято 3 места, а есть 2. Поправьте «Возьмёт человек (1–3)» или выберите другого "
        "наставника на вкладке «Пары»."
    )
    (mentor,) = school(3).tables["mentors"].rows
    assert mentor.cell("asks").shown == ";Возьмёт человек (1–3);"
    assert mentor.cell("stops").blank


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({}, ""),
        ({"begins": DAY(2026, 8, 1), "ends": DAY(2027, 8, 31)}, "больше года"),
        ({"begins": DAY(2026, 7, 31)}, "31.07.2026 – не в учебном году 2026/2027."),
        ({"ends": DAY(2027, 9, 1)}, "01.09.2027 – не в учебном году 2026/2027."),
    ],
)
def test_a_term_that_leaves_the_school_year_is_asked_about(
    cells: Mapping[str, Value], says: str
) -> None:
    found = note(school(1, "2026/2027", **cells), "pairs")
    assert says in found
    assert bool(says) is bool(found)


def test_a_school_year_is_no_matter_where_nobody_has_answered_it() -> None:
    assert note(school(1, begins=DAY(2026, 7, 1)), "pairs") == ""


@pytest.mark.parametrize("year", ["2026/2027", "2026-2027", "2026/27", "2026 – 2027 уч. год"])
def test_a_school_year_is_read_in_its_usual_spellings(year: str) -> None:
    snap = school(1, year, begins=DAY(2026, 7, 31))
    assert "не в учебном году" in note(snap, "pairs")
    assert snap.tables["school"].rows[0].cell("year_says").blank


@pytest.mark.parametrize("year", ["2026", "этот", "2026/2028"])
def test_a_school_year_that_is_none_is_asked_about_beside_its_answer(year: str) -> None:
    said = school(1, year).tables["school"].rows[0].cell("year_says").shown
    assert said == f"Учебный год непонятен: «{year}». Впишите, например, 2026/2027."


def test_a_pair_of_one_person_goes_into_no_order() -> None:
    both = MENTEES[0]["name"]
    signed = {"mentor_consent": DAY(2026, 9, 1), "mentee_consent": DAY(2026, 9, 1)}
    row = {**PAIR, **signed, "mentee": both, "in_order": "да"}
    mentors = [MENTOR, {**MENTOR, "name": both}]

    def papers(mentor: Value) -> list[str]:
        pairs = [{**row, "mentor": mentor}]
        made = build.plan(build.snapshot(mentors=mentors, mentees=MENTEES, pairs=pairs))
        return [paper.kind for paper in made.papers if paper.kind == "pair_order"]

    assert papers(MENTOR["name"]) == ["pair_order"]
    assert papers(both) == []
