"""The seating against brute force: most people, then most points; the same for every order."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Mapping

import pytest

from sheets_sync.matching.assign import TooLargeError, assign

Gains = dict[tuple[str, str], int]


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
