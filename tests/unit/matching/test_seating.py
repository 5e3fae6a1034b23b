"""One seating for one instance: four levels against brute force, one answer, limits."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.matching import flow
from sheets_sync.matching.instance import Instance, Ints, TooLargeError, tie_hash
from sheets_sync.matching.seating import proved, solve
from tests.unit.matching.oracle import Oracle, small

BONUS = 5


@pytest.mark.parametrize("seed", range(30))
def test_the_answer_is_the_best_by_seats_points_kept_and_hash(seed: int) -> None:
    for each in range(100):
        instance = small(10_000 + seed * 100 + each)
        oracle, found = Oracle(instance), solve(instance)
        assert found.seats.tolist() == oracle.answer.tolist()
        best = oracle.best(oracle.legal)
        assert (found.seated, found.points + instance.bonus * found.kept) == best


def shuffled(chance: random.Random, instance: Instance) -> Instance:
    rows = chance.sample(range(len(instance.mentees)), len(instance.mentees))
    columns = chance.sample(range(len(instance.mentors)), len(instance.mentors))
    return Instance.of(
        [instance.mentees[row] for row in rows],
        [instance.mentors[column] for column in columns],
        instance.scores[rows][:, columns],
        instance.allowed[rows][:, columns],
        instance.places[columns],
        shown=dict(chance.sample(sorted(instance.shown.items()), len(instance.shown))),
        bonus=instance.bonus,
    )


def pool(seed: int, people: int, mentors: int, values: list[int]) -> Instance:
    chance = np.random.default_rng(seed)
    return Instance.of(
        [f"Н-{n:03}" for n in range(people)],
        [f"М-{n:03}" for n in range(mentors)],
        chance.choice(values, (people, mentors)),
        chance.random((people, mentors)) < 0.8,
        chance.integers(0, 3, mentors),
        shown={f"Н-{n:03}": f"М-{n % mentors:03}" for n in range(0, people, 3)},
        bonus=BONUS,
    )


@pytest.mark.parametrize("values", [[50], [0, 50, 100], list(range(100))])
def test_a_hundred_shuffles_give_one_answer(values: list[int]) -> None:
    chance, instance = random.Random(7), pool(7, 40, 25, values)
    answers = {
        tuple(sorted(solve(shuffled(chance, instance)).mentor_of.items())) for _ in range(100)
    }
    assert len(answers) == 1


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 2 * BONUS), st.data())
def test_below_the_bonus_a_score_change_moves_nothing(
    seed: int, change: int, data: st.DataObject
) -> None:
    base = replace(small(seed), locks={}, shown={}, bonus=BONUS)
    before = solve(base)
    shown = replace(base, shown=before.mentor_of)
    row = data.draw(st.integers(0, len(base.mentees) - 1))
    column = data.draw(st.integers(0, len(base.mentors) - 1))
    scores = base.scores.copy()
    scores[row, column] = max(0, scores[row, column] + data.draw(st.sampled_from([-1, 1])) * change)
    after = solve(replace(shown, scores=scores))
    if abs(scores[row, column] - base.scores[row, column]) <= BONUS:
        assert after.mentor_of == before.mentor_of


def test_above_the_bonus_a_score_change_moves_the_suggestion() -> None:
    instance = Instance.of(["Н"], ["А", "Б"], [[50, 56]], shown={"Н": "А"}, bonus=BONUS)
    assert solve(instance).mentor_of == {"Н": "Б"}
    assert solve(replace(instance, scores=np.array([[50, 55]]))).mentor_of == {"Н": "А"}


def test_the_bonus_counts_as_points_and_never_as_a_seat() -> None:
    scores = [[50, 50], [50, 50]]
    allowed = [[True, True], [True, False]]
    instance = Instance.of(
        ["Н1", "Н2"], ["А", "Б"], scores, allowed, 1, shown={"Н1": "А"}, bonus=10**6
    )
    assert solve(instance).mentor_of == {"Н1": "Б", "Н2": "А"}


def test_among_equal_seatings_more_shown_suggestions_are_kept_even_without_a_bonus() -> None:
    wards, names = ["Н1", "Н2", "Н3"], ["А", "Б", "В"]
    for order in itertools.permutations(names):
        shown = dict(zip(wards, order, strict=True))
        instance = Instance.of(wards, names, np.full((3, 3), 50), shown=shown)
        assert solve(instance).mentor_of == shown


def test_a_hash_that_leaves_a_tie_is_followed_by_another() -> None:
    def flat_first(instance: Instance, salt: int) -> Ints:
        return tie_hash(instance, salt) * 0 if salt < 2 else tie_hash(instance, salt)

    instance = Instance.of(["Н1", "Н2"], ["А", "Б"], np.full((2, 2), 50))
    assert solve(instance, flat_first).hashes == 3
    assert solve(instance).hashes == 1


def test_a_tie_that_no_hash_breaks_is_an_error_and_not_a_guess() -> None:
    instance = Instance.of(["Н1", "Н2"], ["А", "Б"], np.full((2, 2), 50))
    with pytest.raises(TooLargeError, match="не различить"):
        solve(instance, lambda pool, salt: tie_hash(pool, 0) * 0)


@pytest.mark.parametrize("number", range(20))
def test_a_place_that_the_points_need_is_never_left_empty_for_the_hash(number: int) -> None:
    wards = [f"Н{number}", f"О{number}"]
    instance = Instance.of(wards, ["А", "Б", "В"], [[60, 50, 0], [60, 0, 50]])
    assert solve(instance).points == 110


def test_points_that_decide_alone_need_no_hash() -> None:
    assert solve(Instance.of(["Н1", "Н2"], ["А", "Б"], [[9, 1], [2, 8]])).hashes == 0


def test_the_hash_is_fixed_for_ever_and_has_forty_bits() -> None:
    instance = Instance.of(["Н-001", "Н-002"], ["М-001"], [[0], [0]])
    assert tie_hash(instance)[:, 0].tolist() == [868213084197, 522102220291]
    many = pool(1, 100, 100, [0])
    hashes = tie_hash(many)[:, :-1]
    assert 0 < hashes.min() < 2**32 < hashes.max() <= 2**40
    assert len(np.unique(hashes)) == hashes.size
    assert (tie_hash(many, 1)[:, :-1] != hashes).all()


def test_a_lock_holds_over_bans_points_and_seats() -> None:
    instance = Instance.of(
        ["Н1", "Н2"], ["А", "Б"], [[9, 0], [9, 9]], [[True, False], [True, False]], 1
    )
    assert solve(replace(instance, locks={"Н1": "Б"})).mentor_of == {"Н1": "Б", "Н2": "А"}
    assert solve(replace(instance, locks={"Н2": "Б"})).mentor_of == {"Н1": "А", "Н2": "Б"}


def test_few_pairs_at_a_time_prove_the_answer_of_all_pairs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found: dict[int, Mapping[str, str]] = {}
    for first in (1, 3, 12, 99):
        monkeypatch.setattr(flow, "FIRST_PAIRS", first)
        for seed, values in enumerate([[50], [0, 50, 100], list(range(1000))]):
            answer = solve(pool(seed, 60, 40, values)).mentor_of
            assert found.setdefault(seed, answer) == answer


@pytest.mark.parametrize("seed", range(20))
def test_the_prices_prove_the_best_seating_and_no_other(seed: int) -> None:
    for each in range(20):
        instance = small(20_000 + 20 * seed + each)
        found, oracle = solve(instance), Oracle(instance)
        assert proved(instance, found)
        best = oracle.best(oracle.legal)
        for way, seats in enumerate(oracle.seats[::7]):
            worth = oracle.seated[7 * way], oracle.points[7 * way]
            legal = bool(oracle.legal[7 * way])
            assert proved(instance, replace(found, seats=seats)) == (legal and worth == best)


PAIR = Instance.of(["Н"], ["А"], [[1]])
ROWS = Instance.of(["А", "Б"], ["М"], [[0], [0]])


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: replace(PAIR, scores=np.zeros((1, 2), np.int64)), "do not fit"),
        (lambda: replace(PAIR, places=np.array([1, 1])), "do not fit"),
        (lambda: replace(PAIR, scores=np.array([[-1]])), "0 or more"),
        (lambda: replace(PAIR, bonus=-1), "0 or more"),
        (lambda: replace(PAIR, places=np.array([0]), locks={"Н": "А"}), "more locks"),
        (lambda: replace(ROWS, mentees=("Б", "А")), "not sorted"),
        (lambda: replace(ROWS, mentees=("А", "А")), "not sorted"),
    ],
)
def test_an_instance_that_cannot_be_meant_is_refused(
    wrong: Callable[[], Instance], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        wrong()


def test_a_lock_of_a_stranger_is_an_error() -> None:
    with pytest.raises(KeyError):
        Instance.of(["Н"], ["А"], [[1]], locks={"Н": "Я"})
