"""Every price, chain and shortage against brute force, on thousands of small instances."""

from __future__ import annotations

import functools
from dataclasses import replace

import numpy as np
import pytest

from sheets_sync.matching import explain as explaining
from sheets_sync.matching import residual
from sheets_sync.matching.costs import Alternative, Cost, Move
from sheets_sync.matching.explain import Explanation, explain
from sheets_sync.matching.instance import Instance, TooLargeError
from sheets_sync.matching.seating import solve
from sheets_sync.matching.shortage import Remedy, Shortage, remedies, short_of, shortages
from tests.unit.matching.oracle import Oracle, small

SEEDS = range(20)
EACH = 50


def explained(instance: Instance) -> Explanation:
    return explain(instance, solve(instance))


def instances(seed: int) -> list[Instance]:
    return [small(seed * EACH + n) for n in range(EACH)]


@functools.cache
def cases(seed: int) -> list[tuple[Instance, Oracle, Explanation]]:
    return [(each, Oracle(each), explained(each)) for each in instances(seed)]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_forced_pair_costs_what_brute_force_says(seed: int) -> None:
    for instance, oracle, found in cases(seed):
        seats, points, moved = found.prices()
        for row, node in np.ndindex(seats.shape):
            price = int(seats[row, node]), int(points[row, node])
            expected = oracle.forced(row, node)
            if expected is None:
                assert price == (len(instance.mentees) + 1, 0)
            else:
                assert (*price, int(moved[row, node])) == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_a_chain_is_a_seating_with_that_cost(seed: int) -> None:
    for instance, oracle, found in cases(seed):
        for row, node in np.ndindex(len(instance.mentees), len(instance.mentors) + 1):
            if oracle.forced(row, node) is None:
                continue
            mentor = (*instance.mentors, None)[node]
            choice = found.alternative(instance.mentees[row], mentor)
            after = moved(instance, found, choice)
            assert after[row] == node
            assert worth_of(oracle, after) == tuple(
                np.subtract(worth_of(oracle, found.solution.seats), choice.cost.worth)
            )
            assert len(choice.moves) == choice.cost.moved
            assert choice.plain == int(plain(oracle, found.solution.seats) - plain(oracle, after))
            assert choice.left_out == tuple(
                instance.mentees[i]
                for i in (each_row(instance, move) for move in choice.moves)
                if after[i] == oracle.nobody != found.solution.seats[i]
            )


def each_row(instance: Instance, move: Move) -> int:
    return instance.row(move.mentee)


def moved(
    instance: Instance, found: Explanation, choice: Alternative
) -> np.typing.NDArray[np.int64]:
    seats = found.solution.seats.copy()
    names = (*instance.mentors, "")
    for move in choice.moves:
        row = instance.row(move.mentee)
        assert names[seats[row]] == move.before
        seats[row] = names.index(move.after)
    return seats


def way(oracle: Oracle, seats: np.typing.NDArray[np.int64]) -> int:
    return int(np.flatnonzero((oracle.seats == seats).all(axis=1))[0])


def worth_of(oracle: Oracle, seats: np.typing.NDArray[np.int64]) -> tuple[int, int]:
    at = way(oracle, seats)
    assert oracle.fits()[at]
    return int(oracle.seated[at]), int(oracle.points[at])


def plain(oracle: Oracle, seats: np.typing.NDArray[np.int64]) -> int:
    return int(oracle.plain[way(oracle, seats)])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_place_more_or_less_is_worth_what_brute_force_says(seed: int) -> None:
    for instance, oracle, found in cases(seed):
        for column, mentor in enumerate(instance.mentors):
            assert found.place_more(mentor).cost.worth == oracle.with_places(column, 1)
            less = found.place_less(mentor)
            assert (less and less.cost.worth) == oracle.with_places(column, -1)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_present_pair_forbidden_costs_what_brute_force_says(seed: int) -> None:
    for instance, base, found in cases(seed):
        for mentee, mentor in found.solution.mentor_of.items():
            if mentee in instance.locks:
                continue
            allowed = instance.allowed.copy()
            allowed[instance.row(mentee), instance.column(mentor)] = False
            without = Oracle(replace(instance, allowed=allowed))
            banned = found.ban(mentee)
            lost = np.subtract(base.best(base.legal), without.best(without.legal))
            assert banned.cost.worth == tuple(lost)


@pytest.mark.parametrize("seed", SEEDS)
def test_rules_cost_what_their_lifting_would_bring(seed: int) -> None:
    for instance, base, found in cases(seed):
        for mentee in instance.locks:
            free = Oracle(replace(instance, locks={}))
            won = tuple(np.subtract(free.best(free.legal), base.best(base.legal)))
            row, column = instance.row(mentee), instance.column(instance.locks[mentee])
            if instance.allowed[row, column]:  # else the lock itself was what the floor forbids
                assert found.lock_cost(mentee).worth == won
        for row, column in np.argwhere(~instance.allowed):
            if instance.mentees[row] in instance.locks:
                continue
            allowed = instance.allowed.copy()
            allowed[row, column] = True
            lifted = Oracle(replace(instance, allowed=allowed))
            won = tuple(np.subtract(lifted.best(lifted.legal), base.best(base.legal)))
            price = found.rule_cost(instance.mentees[row], instance.mentors[column])
            assert price.worth == won


@pytest.mark.parametrize("seed", SEEDS)
def test_a_shortage_is_who_may_be_left_out_and_where_a_place_helps(seed: int) -> None:
    for instance, oracle, found in cases(seed):
        seats = oracle.best(oracle.legal)[0]
        people, mentors = short_of(found)
        for row, mentee in enumerate(instance.mentees):
            others = np.delete(oracle.wrong, row, axis=1).any(axis=1)
            out = oracle.fits() & ~others & (oracle.seats[:, row] == oracle.nobody)
            costless = oracle.best(np.asarray(out))[0] == seats
            assert people[row] == (costless and mentee not in instance.locks)
        for column in range(len(instance.mentors)):
            more = oracle.with_places(column, 1)
            assert more is not None
            assert mentors[column] == (more[0] < 0)
        groups = shortages(found)
        assert sum(group.lacking for group in groups) == len(instance.mentees) - seats
        assert {own for group in groups for own in group.people} == {
            own for own, short in zip(instance.mentees, people, strict=True) if short
        }
        assert all(len(group.people) == group.places + group.lacking for group in groups)


@pytest.mark.parametrize("seed", SEEDS)
def test_each_remedy_seats_one_person_and_after_all_of_them_no_place_helps(seed: int) -> None:
    for instance, _, found in cases(seed):
        plan = remedies(found, most=20)
        places = instance.places.copy()
        for remedy in plan:
            before = Oracle(replace(instance, places=places.copy()))
            places[instance.column(remedy.mentor)] += 1
            after = Oracle(replace(instance, places=places.copy()))
            won = np.subtract(after.best(after.legal), before.best(before.legal))
            assert (remedy.seats, remedy.points) == tuple(won)
            assert remedy.seats == 1
        last = Oracle(replace(instance, places=places))
        for column in range(len(instance.mentors)):
            more = last.with_places(column, 1)
            assert more is not None
            assert more[0] == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_an_equal_choice_can_be_had_without_a_loss(seed: int) -> None:
    for instance, oracle, found in cases(seed):
        here = Oracle(replace(instance, shown={}, bonus=0))
        now = plain(here, found.solution.seats)
        for row, mentee in enumerate(instance.mentees):
            equal = found.equal_pairs()[row]
            assert [each for each, yes in zip(instance.mentors, equal, strict=True) if yes] == list(
                found.equals(mentee)
            )
            for mentor in found.equals(mentee):
                node = instance.column(mentor)
                which = oracle.legal & (oracle.seats[:, row] == node)
                same = which & (oracle.seated == found.solution.seated)
                assert same.any()
                assert int(here.plain[same].max()) >= now
            if not instance.shown:  # then equal is cost 0, and none is missed
                free = [
                    each
                    for node, each in enumerate(instance.mentors)
                    if node != found.solution.seats[row]
                    and not oracle.wrong[oracle.seats[:, row] == node, row].any()
                    and (oracle.forced(row, node) or (1,))[:2] == (0, 0)
                ]
                assert list(found.equals(mentee)) == free


@pytest.mark.parametrize("seed", range(0, 20, 7))
def test_a_pool_too_large_to_close_gives_the_same_answers_on_demand(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for instance in instances(seed):
        found = explained(instance)
        with monkeypatch.context() as patch:
            patch.setattr(explaining, "ALL_PAIRS", 0)
            asked = explained(instance)
        for mentee in instance.mentees:
            assert asked.costs(mentee) == found.costs(mentee)
            assert asked.ban(mentee) == found.ban(mentee)
        assert shortages(asked) == shortages(found)
        with pytest.raises(TooLargeError):
            asked.prices()


@pytest.mark.parametrize(("top", "seed"), [(2, 1), (2, 2), (20, 3), (20, 4), (1000, 5), (1000, 6)])
def test_few_arcs_close_the_graph_as_floyd_and_warshall_do(
    top: int, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = np.random.default_rng(seed)
    names = [f"{n:03}" for n in range(40)]
    scores = chance.integers(0, top, (40, 40))
    instance = Instance.of(names, names, scores, chance.random((40, 40)) < 0.6, 1)
    whole = explained(instance)
    monkeypatch.setattr(residual, "MANY_NODES", 2)
    few = explained(instance)
    assert np.array_equal(few.ways, whole.ways)


def pool(
    scores: list[list[int]], places: list[int], allowed: list[list[bool]] | None = None
) -> Instance:
    names = [f"М{n}" for n in range(len(places))]
    return Instance.of([f"Н{n}" for n in range(len(scores))], names, scores, allowed, places)


def test_a_length_of_zero_is_an_arc() -> None:
    found = explained(pool([[50, 50], [50, 50]], [1, 1]))
    assert found.prices()[0].tolist() == [[0, 0, 1], [0, 0, 1]]
    assert found.prices()[1][:, :2].tolist() == [[0, 0], [0, 0]]


def test_two_equal_choices_may_exclude_each_other_so_solve_again_after_one() -> None:
    instance = pool([[50, 50, 0], [50, 50, 0]], [1, 1, 1])
    found = explained(instance)
    first, second = found.solution.mentor_of["Н0"], found.solution.mentor_of["Н1"]
    assert (found.equals("Н0"), found.equals("Н1")) == ((second,), (first,))
    taken = replace(instance, locks={"Н0": second})
    assert explained(taken).solution.mentor_of == {"Н0": second, "Н1": first}
    assert explained(taken).cost("Н1", second).seats == 3  # no such place can be had any more


def test_a_chain_prefers_few_people_among_equal_losses() -> None:
    found = explained(pool([[60, 50, 0], [0, 60, 50], [0, 0, 60]], [1, 2, 1]))
    choice = found.alternative("Н0", "М1")
    assert choice.moves == (Move("Н0", "М0", "М1"),)
    assert choice.cost == Cost(0, 10, 1)


def test_a_chain_is_told_in_the_order_in_which_places_fall_free() -> None:
    found = explained(pool([[60, 50, 0], [0, 60, 50], [0, 0, 60]], [1, 1, 1]))
    choice = found.alternative("Н0", "М1")
    assert choice.moves[0] == Move("Н0", "М0", "М1")
    assert [move.before for move in choice.moves[1:]] == [move.after for move in choice.moves[:-1]]


def test_the_chain_names_the_first_by_id_among_equal_people() -> None:
    scores = [[50, 50], [50, 50], [50, 50], [90, 0]]
    found = explained(pool(scores, [2, 2]))
    seated = [own for own, mentor in found.solution.mentor_of.items() if mentor == "М1"]
    other = next(own for own in found.solution.mentor_of if own not in seated and own != "Н3")
    assert found.alternative(other, "М1").moves[1].mentee == min(seated)


def test_who_is_left_out_is_named() -> None:
    found = explained(pool([[60], [50]], [1]))
    choice = found.alternative("Н1", "М0")
    assert choice.left_out == ("Н0",)
    assert choice.cost == Cost(0, 10, 2)


def test_seats_and_points_never_mix() -> None:
    found = explained(pool([[99, 1], [98, 0]], [1, 1], [[True, True], [True, False]]))
    assert found.solution.mentor_of == {"Н0": "М1", "Н1": "М0"}
    assert found.cost("Н0", "М0") == Cost(1, 0, 2)


def test_one_big_group_of_people_who_all_lack_the_same_place() -> None:
    instance = pool([[50, 0], [50, 0], [50, 0], [0, 50]], [1, 1])
    instance = replace(instance, allowed=instance.scores > 0)
    assert shortages(explained(instance)) == (Shortage(("Н0", "Н1", "Н2"), ("М0",), 1, 2),)


def test_a_mentor_without_any_place_is_one_where_a_place_would_help() -> None:
    instance = pool([[50, 40]], [0, 0], [[True, False]])
    found = explained(instance)
    assert shortages(found) == (Shortage(("Н0",), ("М0",), 0, 1),)
    assert remedies(found) == (Remedy("М0", 1, 50, (Move("Н0", "", "М0"),)),)


def test_whom_nobody_suits_no_place_helps() -> None:
    found = explained(pool([[50]], [1], [[False]]))
    assert shortages(found) == (Shortage(("Н0",), (), 0, 1),)
    assert remedies(found) == ()
    with pytest.raises(ValueError, match="can be had"):
        explained(pool([[50]], [0])).alternative("Н0", "М0")


def test_the_bonus_of_a_shown_suggestion_does_not_hide_an_equal_choice() -> None:
    instance = replace(pool([[50, 50]], [1, 1]), shown={"Н0": "М0"}, bonus=5)
    found = explained(instance)
    assert found.solution.mentor_of == {"Н0": "М0"}
    assert found.cost("Н0", "М1") == Cost(0, 5, 1)
    assert found.equals("Н0") == ("М1",)


@pytest.mark.parametrize("size", [(0, 0), (0, 2), (2, 0)])
def test_an_empty_pool_has_empty_answers(size: tuple[int, int]) -> None:
    names = ["а", "б"]
    found = explained(Instance.of(names[: size[0]], names[: size[1]], np.zeros(size)))
    assert found.solution.mentor_of == {}
    assert found.prices()[0].shape == (size[0], size[1] + 1)
    assert len(shortages(found)) == size[0]


def test_lengths_that_do_not_fit_are_refused() -> None:
    instance = pool([[1 << 54]], [1])
    with pytest.raises(TooLargeError):
        explained(instance)
