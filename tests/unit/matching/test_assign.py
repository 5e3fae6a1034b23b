"""The seating against brute force: most people, then most points; the same for every order."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Mapping

import pytest

from sheets_sync.matching.assign import TooLargeError, assign
from sheets_sync.matching.score import Profile, Score, score

Gains = dict[tuple[str, str], int]
WEIGHTS = {"requests": 60, "subject": 25, "spare": 15}


def instance(seed: int) -> tuple[Gains, dict[str, int]]:
    """Up to five mentees and four mentors; some pairs forbidden, many equally good."""
    chance = random.Random(seed)
    mentees = [f"Н-{n}" for n in range(chance.randint(1, 5))]
    mentors = [f"М-{n}" for n in range(chance.randint(1, 4))]
    gains = {
        pair: chance.choice([0, 20, 20, 45, 60, 100])
        for pair in itertools.product(mentees, mentors)
        if chance.random() < 0.7
    }
    return gains, {mentor: chance.randint(0, 2) for mentor in mentors}


def worth(seating: Mapping[str, str], gains: Gains) -> tuple[int, int]:
    return len(seating), sum(gains[pair] for pair in seating.items())


def best(gains: Gains, places: Mapping[str, int]) -> tuple[int, int]:
    """The best worth of all seatings, by trying each one."""
    mentees = sorted({mentee for mentee, _ in gains})
    choices = [["", *(mentor for mentor in places if (each, mentor) in gains)] for each in mentees]
    found = [(0, 0)]
    for chosen in itertools.product(*choices):
        taken = Counter(filter(None, chosen))
        if all(number <= places[mentor] for mentor, number in taken.items()):
            pairs = zip(mentees, chosen, strict=True)
            found.append(worth({mentee: mentor for mentee, mentor in pairs if mentor}, gains))
    return max(found)


@pytest.mark.parametrize("seed", range(150))
def test_no_seating_has_more_people_or_as_many_and_more_points(seed: int) -> None:
    gains, places = instance(seed)
    seating = assign(gains, places)
    assert worth(seating, gains) == best(gains, places)
    assert all(pair in gains for pair in seating.items())
    assert all(taken <= places[mentor] for mentor, taken in Counter(seating.values()).items())


def test_twenty_shuffles_give_one_answer() -> None:
    chance = random.Random(1)
    people = [f"Н-{n:03}" for n in range(12)]
    mentors = [f"М-{n:03}" for n in range(6)]
    pairs = [(pair, 50) for pair in itertools.product(people, mentors)]
    answers = set()
    for _ in range(20):
        chance.shuffle(pairs)
        chance.shuffle(mentors)
        answers.add(frozenset(assign(dict(pairs), dict.fromkeys(mentors, 2)).items()))
    assert len(answers) == 1


def test_a_seat_is_worth_more_than_any_points() -> None:
    gains = {("Н-1", "М-1"): 100, ("Н-1", "М-2"): 0, ("Н-2", "М-1"): 0}
    assert assign(gains, {"М-1": 1, "М-2": 1}) == {"Н-1": "М-2", "Н-2": "М-1"}


@pytest.mark.parametrize("places", [{}, {"М-1": 0}, {"М-1": -1}])
def test_without_a_free_place_nobody_is_seated(places: dict[str, int]) -> None:
    assert assign({("Н-1", "М-1"): 50}, places) == {}


def test_points_that_do_not_fit_the_engine_are_refused() -> None:
    with pytest.raises(TooLargeError, match="Уменьшите веса"):
        assign({("Н-1", "М-1"): 10**18}, {"М-1": 1})


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
