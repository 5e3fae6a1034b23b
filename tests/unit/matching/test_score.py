"""Points of a pair by criterion, in data, in words, and of all pairs at once."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from sheets_sync import criteria
from sheets_sync.matching.fit import Level, level, score_matrix
from sheets_sync.matching.groups import Group, groups
from sheets_sync.matching.score import CRITERIA, Profile, Reason, Score, score
from sheets_sync.matching.stems import meanings

WEIGHTS = {"requests": 60, "subject": 25, "spare": 15}
ALL = {each.name: each.usual for each in criteria.CRITERIA}


def person(*codes: str, subject: str = "", free: int = 0, capacity: int = 0) -> Profile:
    return Profile("x", subject, codes, free, capacity)


@pytest.mark.parametrize(
    ("mentee", "mentor", "expected"),
    [
        (person("ПП1"), person("ПП1"), Score(60, 0, 0, ("ПП1",))),
        (person("ПП1", "МТ1"), person("ПП1"), Score(40, 0, 0, ("ПП1",))),
        (person("ПП1", "МТ1", "КМ1"), person("КМ1", "МТ1"), Score(24, 0, 0, ("МТ1", "КМ1"))),
        (person("ПП1"), person("МТ1"), Score(0, 0, 0, ())),
        (person(), person("МТ1"), Score(0, 0, 0, ())),
        (person("ПР1"), person("ПР1"), Score(0, 0, 0, ())),
        (person("ПР1", subject="физика"), person("ПР1", subject="химия"), Score(0, 0, 0, ())),
        (
            person("ПР1", subject="физика"),
            person("ПР1", subject="физика"),
            Score(60, 25, 0, ("ПР1",)),
        ),
        (person(), person(free=1, capacity=2), Score(0, 0, 7, ())),
        (person(), person(free=3, capacity=3), Score(0, 0, 15, ())),
    ],
)
def test_points_of_a_pair(mentee: Profile, mentor: Profile, expected: Score) -> None:
    assert score(mentee, mentor, WEIGHTS) == expected
    assert expected.total == expected.requests + expected.subject + expected.spare


BARE, OTHER = Profile("Н", "", ()), Profile("М", "", ())
HIGHER = frozenset({("classes", "старшие")})
MORNING = frozenset({"пн 9"})


@pytest.mark.parametrize(
    ("criterion", "mentee", "mentor"),
    [
        ("area", replace(BARE, area="точные"), replace(OTHER, area="точные")),
        ("area", replace(BARE, subject="физика"), replace(OTHER, subject="физика")),
        ("building", replace(BARE, building="2"), replace(OTHER, building="2")),
        ("hours", replace(BARE, hours=MORNING | {"вт 9"}), replace(OTHER, hours=MORNING)),
        ("training", BARE, replace(OTHER, trained=True)),
        ("form", replace(BARE, forms=MORNING), replace(OTHER, forms=MORNING)),
        ("kind", replace(BARE, kinds=MORNING), replace(OTHER, kinds=MORNING)),
        ("wishes", replace(BARE, wants=frozenset({"М"})), OTHER),
        ("wishes", BARE, replace(OTHER, wants=frozenset({"Н"}))),
        ("classes", replace(BARE, alike=HIGHER), replace(OTHER, alike=HIGHER)),
        ("category", BARE, replace(OTHER, category="высшая; педагог-наставник")),
    ],
)
def test_a_criterion_gives_its_weight_and_nothing_where_it_is_absent(
    criterion: str, mentee: Profile, mentor: Profile
) -> None:
    found = score(mentee, mentor, {criterion: 7})
    assert found.points[criterion] == found.total == 7
    assert [(each.criterion, each.points) for each in found.reasons] == [(criterion, 7)]
    assert score(BARE, OTHER, ALL).total == 0
    if criterion not in ("training", "category"):
        nobody = Profile("Я", "", ())
        assert score(nobody, mentor, ALL).total == score(mentee, nobody, ALL).total == 0


def test_a_lower_category_gives_less() -> None:
    bare = Profile("Н", "", ())
    found = [
        score(bare, Profile("М", "", (), category=category), {"category": 10}).category
        for category in ("педагог-наставник", "высшая", "первая", "соответствие", "")
    ]
    assert found == [10, 8, 5, 0, 0]


def test_a_reason_says_which_request_met_which_strength() -> None:
    found = score(person("ПП1", "МТ1", "КМ1"), person("КМ1", "ПП1", free=1, capacity=2), WEIGHTS)
    assert found.reasons == (
        Reason("requests", 36, "ПП1", "ПП1"),
        Reason("spare", 7),
        Reason("requests", 6, "КМ1", "КМ1"),
    )


def test_a_request_in_free_words_meets_the_code_that_it_means() -> None:
    words = {"ПП5": "«трудное» поведение, дети риска", "ПР2": "трудные темы предмета"}
    meant = meanings(["трудные дети"], words)
    found = score(person("трудные дети"), person("ПП5"), WEIGHTS, meant)
    assert found.covered == ("трудные дети",)
    assert found.reasons[0] == Reason("requests", 60, "трудные дети", "ПП5")
    assert score(person("трудные дети"), person("ПР2"), WEIGHTS, meant).total == 0


def test_a_subject_code_meant_in_free_words_still_needs_the_same_subject() -> None:
    meant = meanings(["трудная тема"], {"ПР2": "трудные темы предмета"})
    one, two = person("трудная тема", subject="физика"), person("ПР2", subject="химия")
    assert score(one, two, WEIGHTS, meant).requests == 0
    same = person("ПР2", subject="физика")
    assert score(one, same, WEIGHTS, meant).requests == 60


@pytest.mark.parametrize(
    ("mentee", "mentor", "says"),
    [
        (person("ПП1", subject="физика"), person("ПП1", subject="физика"), Level.HIGH),
        (person("ПП1", subject="физика"), person("ПП1", subject="химия"), Level.HIGH),
        (person("ПП1", "МТ1", "КМ1", subject="физика"), person("ПП1"), Level.FAIR),
        (person("ПП1", subject="физика"), person("МТ1", subject="физика"), Level.WEAK),
        (person("ПП1", "МТ1"), person("МТ1"), Level.FAIR),
        (person("ПП1", "МТ1", "КМ1"), person("КМ1"), Level.WEAK),
        (person("ПП1"), person("МТ1", free=3, capacity=3), Level.WEAK),
        (person(), person("МТ1"), Level.WEAK),
    ],
)
def test_the_level_is_of_what_requests_and_subject_could_give(
    mentee: Profile, mentor: Profile, says: Level
) -> None:
    assert level(score(mentee, mentor, WEIGHTS), mentee, WEIGHTS) == says


def anybody(chance: random.Random, own: str) -> Profile:
    codes = ["ПР1", "ПР2", "ПП1", "ПП5", "МТ1", "КМ1", "трудные дети", "шахматы", "ПРОЕКТЫ"]
    some = [frozenset(), frozenset({"а"}), frozenset({"а", "б"}), frozenset({"б"})]
    capacity = chance.randint(0, 3)
    return Profile(
        own,
        chance.choice(["", "физика", "химия"]),
        tuple(chance.sample(codes, chance.randint(0, 4))),
        chance.randint(0, capacity),
        capacity,
        chance.choice(["", "точные"]),
        chance.choice(["", "1", "2"]),
        chance.choice(some),
        chance.choice(["", "первая", "высшая"]),
        chance.choice([True, False]),
        chance.choice(some),
        chance.choice(some),
        frozenset(chance.sample(["Н1", "М2", "М3"], chance.randint(0, 2))),
        chance.choice([frozenset(), HIGHER, frozenset({("classes", "средние")})]),
    )


@pytest.mark.parametrize("seed", range(20))
def test_all_pairs_at_once_have_the_points_of_each_pair(seed: int) -> None:
    chance = random.Random(seed)
    mentees = [anybody(chance, f"Н{n}") for n in range(8)]
    mentors = [anybody(chance, f"М{n}") for n in range(6)]
    meant = meanings(["трудные дети", "шахматы"], {"ПП5": "трудное поведение, дети риска"})
    weights = {name: chance.choice([0, 7, 60]) for name in (*CRITERIA, "classes")}
    found = score_matrix(mentees, mentors, weights, meant)
    assert found.tolist() == [
        [score(mentee, mentor, weights, meant).total for mentor in mentors] for mentee in mentees
    ]


def test_a_group_is_two_with_one_main_request_at_one_mentor_who_is_strong_in_it() -> None:
    main = {"Н1": "ПП1", "Н2": "ПП1", "Н3": "ПП1", "Н4": "МТ1", "Н5": "МТ1"}
    seating = {"Н1": "М1", "Н2": "М1", "Н3": "М2", "Н4": "М1", "Н5": "М1"}
    strong = {own: frozenset({"ПП1"}) for own in main}
    assert groups(main, seating, strong) == (Group("М1", "ПП1", ("Н1", "Н2")),)
