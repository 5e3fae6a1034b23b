"""«Другие варианты»: an equal choice, one that is further off, and what would follow for others."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sheets_sync.cells import Value
from sheets_sync.changes import apply
from sheets_sync.criteria import WEIGHTS
from sheets_sync.snapshot import Snapshot
from tests import build

Given = dict[str, Value]


def mentor(name: str, *strengths: str, capacity: int = 1, subject: str = "математика") -> Given:
    codes: Given = {f"strength_{n}": code for n, code in enumerate(strengths, start=1)}
    return {"name": name, "subject": subject, "capacity": capacity, **codes}


def mentee(name: str, *requests: str, subject: str = "математика") -> Given:
    codes: Given = {f"request_{n}": code for n, code in enumerate(requests, start=1)}
    return {"name": name, "subject": subject, **codes}


def others(snap: Snapshot) -> dict[str, str]:
    """«Другие варианты» by surname, after a run."""
    rows = build.run(snap).tables["pairs"].rows
    return {row.cell("mentee").shown.split(" ")[1]: row.cell("others").shown for row in rows}


def test_an_equal_choice_is_called_one() -> None:
    mentors = [mentor("Гоголь Ольга Ильинична", "ПП1"), mentor("Мельник Анна Ильинична", "ПП1")]
    snap = build.snapshot(mentors=mentors, mentees=[mentee("Цой Ян Ли", "ПП1")])
    assert others(snap)["Цой"] in {
        "М-001Л Гоголь О. И. – выбор равноценный, решайте по-человечески.",
        "М-002Щ Мельник А. И. – выбор равноценный, решайте по-человечески.",
    }


def test_a_choice_that_is_further_off_says_in_what() -> None:
    mentors = [
        mentor("Гоголь Ольга Ильинична", "ПП1"),
        mentor("Мельник Анна Ильинична", "ПП1", subject="физика"),
        mentor("Шмидт Инна Ильинична", "МТ1"),
    ]
    snap = build.snapshot(mentors=mentors, mentees=[mentee("Цой Ян Ли", "ПП1")])
    assert others(snap)["Цой"].split("\n") == [
        "М-002Щ Мельник А. И. – дальше по предмету.",
        "М-003Д Шмидт И. И. – заметно дальше по запросу.",
    ]


def test_a_choice_that_moves_somebody_names_whom() -> None:
    mentors = [
        mentor("Гоголь Ольга Ильинична", "ПП1", "МТ1"),
        mentor("Мельник Анна Ильинична", "ПП1"),
    ]
    mentees = [mentee("Цой Ян Ли", "ПП1"), mentee("Ким Юлия Ли", "МТ1")]
    snap = build.snapshot(mentors=mentors, mentees=mentees)
    said = others(snap)
    assert said["Цой"] == (
        "М-001Л Гоголь О. И. – подходит не хуже, и тогда наставник сменится ещё у одного: "
        "Н-001П Ким Ю. Л."
    )


def test_a_choice_that_leaves_somebody_alone_says_so_first_of_all() -> None:
    mentors = [
        mentor("Гоголь Ольга Ильинична", "ПП1", "МТ1"),
        mentor("Мельник Анна Ильинична", "ПП1", subject="физика"),
    ]
    mentees = [mentee("Цой Ян Ли", "ПП1"), mentee("Ким Юлия Ли", "МТ1", subject="химия")]
    said = others(build.snapshot(mentors=mentors, mentees=mentees))
    assert said["Цой"] == (
        "М-001Л Гоголь О. И. – подходит не хуже, и тогда без наставника останется Н-001П Ким Ю. Л."
    )


def test_who_is_forbidden_is_no_choice() -> None:
    mentors = [mentor("Гоголь Ольга Ильинична", "ПП1"), mentor("Мельник Анна Ильинична", "ПП1")]
    one: Given = {**mentee("Цой Ян Ли", "ПП1"), "wishes": "не Мельник"}
    assert others(build.snapshot(mentors=mentors, mentees=[one])) == {"Цой": ""}


def test_a_shortage_is_told_in_counts_and_names_the_places_that_would_help() -> None:
    mentees = [mentee(f"Цой {n}н Ли", "ПП1") for n in "АБВ"]
    mentors = [mentor("Гоголь Ольга Ильинична", "ПП1", capacity=1)]
    rows = build.run(build.snapshot(mentors=mentors, mentees=mentees)).tables["pairs"].rows
    alone = [row.cell("why").shown for row in rows if not row.cell("offer").shown]
    assert (
        alone
        == [
            "Пока без пары: на 3 человека у подходящих наставников 1 место. Не хватает 2 мест: "
            "пригласите наставника или прибавьте место (М-001Л)."
        ]
        * 2
    )


def test_a_suggestion_that_changed_says_so_for_the_rest_of_its_day() -> None:
    mentors = [
        mentor("Гоголь Ольга Ильинична", "ПП1"),
        mentor("Мельник Анна Ильинична", "ПП1", subject="физика"),
    ]
    snap = build.run(build.snapshot(mentors=mentors, mentees=[mentee("Цой Ян Ли", "ПП1")]))
    later = build.TODAY + dt.timedelta(days=1)
    gone = build.run(build.typed(snap, "mentors", "Гоголь", away=later), later)
    (row,) = gone.tables["pairs"].rows
    assert row.cell("offer").shown == "М-002Щ Мельник А. И."
    assert row.cell("why").shown.endswith(
        "Прежнее предложение – М-001Л Гоголь О. И.: сейчас никому не предлагаем."
    )
    (quiet,) = build.run(gone, later + dt.timedelta(days=1)).tables["pairs"].rows
    assert "Прежнее" not in quiet.cell("why").shown


def test_an_equal_choice_says_whose_mentor_would_change() -> None:
    mentors = [
        {**mentor("Гоголь Ольга Ильинична", "ПП1"), "capacity": 1},
        {**mentor("Мельник Анна Ильинична", "ПП1"), "capacity": 1},
    ]
    mentees = [mentee("Цой Ян Ли", "ПП1"), mentee("Ким Юлия Ли", "ПП1")]
    said = others(build.snapshot(mentors=mentors, mentees=mentees))
    assert (
        "решайте по-человечески; тогда наставник сменится ещё у одного: Н-001П Ким" in said["Цой"]
    )


@pytest.mark.parametrize(
    ("better", "says"),
    [
        ({"category": "высшая"}, "чуть дальше: категория ниже"),
        ({"trained": "курсы в августе"}, "чуть дальше: обучения наставничеству пока не было"),
        ({"capacity": 3}, "выбор равноценный"),
    ],
)
def test_what_makes_a_choice_further_off_is_named(better: Given, says: str) -> None:
    mentors = [
        {**mentor("Гоголь Ольга Ильинична", "ПП1"), **better},
        mentor("Мельник Анна Ильинична", "ПП1"),
    ]
    settings = replace(build.SETTINGS, weights=WEIGHTS)
    snap = build.snapshot(mentors=mentors, mentees=[mentee("Цой Ян Ли", "ПП1")])
    after = apply(snap, build.plan(snap, settings=settings).written)
    after = apply(after, build.plan(after, settings=settings).written)
    [row] = after.tables["pairs"].rows
    assert says in row.cell("others").shown
