"""«What if»: the chains of changed pairs, each with its own worth, against the two seatings."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from sheets_sync.matching.changes import Change, chains, if_changed
from sheets_sync.matching.costs import Move
from sheets_sync.matching.instance import Instance
from tests.unit.matching.oracle import Oracle, small


def other(instance: Instance, seed: int) -> Instance:
    """The same people with other scores, places or bans."""
    chance = random.Random(seed)
    scores, places, allowed = (
        instance.scores.copy(),
        instance.places.copy(),
        instance.allowed.copy(),
    )
    at = chance.randrange(len(places))
    if chance.random() < 0.5:
        scores[:, at] += chance.choice([5, 30])
    if chance.random() < 0.5:
        places[at] = max(0, places[at] + chance.choice([-1, 1, 2]))
    if chance.random() < 0.3:
        allowed[chance.randrange(len(allowed)), at] ^= True
    return replace(instance, scores=scores, places=places, allowed=allowed, locks={})


@pytest.mark.parametrize("seed", range(400))
def test_the_changes_lead_from_one_seating_to_the_other_and_add_up(seed: int) -> None:
    instance = replace(small(seed), locks={})
    changed = other(instance, seed)
    found = if_changed(instance, changed)
    seating = dict(found.before.mentor_of)
    for change in found.changes:
        for move in change.moves:
            assert seating.get(move.mentee, "") == move.before
            seating[move.mentee] = move.after
    assert {a: b for a, b in seating.items() if b} == found.after.mentor_of
    assert sum(change.points_before for change in found.changes) == sum(
        sign * points(instance, each.mentor_of)
        for sign, each in ((1, found.after), (-1, found.before))
    )


def points(instance: Instance, seating: dict[str, str] | object) -> int:
    assert isinstance(seating, dict)
    return sum(
        int(instance.scores[instance.row(a), instance.column(b)])
        for a, b in seating.items()
        if instance.allowed[instance.row(a), instance.column(b)]
    )


@pytest.mark.parametrize("seed", range(400))
def test_each_change_alone_is_possible_and_worth_what_it_says(seed: int) -> None:
    instance = replace(small(seed), locks={})
    changed = other(instance, seed)
    found = if_changed(instance, changed)
    oracle = Oracle(changed)
    names = (*instance.mentors, "")
    before = [names.index(found.before.mentor_of.get(own, "")) for own in instance.mentees]
    start = int(np.flatnonzero((oracle.seats == before).all(axis=1))[0])
    if not oracle.legal[start]:
        return
    for change in found.changes:
        after = list(before)
        for move in change.moves:
            after[instance.row(move.mentee)] = names.index(move.after)
        end = int(np.flatnonzero((oracle.seats == after).all(axis=1))[0])
        assert oracle.legal[end]
        assert change.seats == oracle.seated[end] - oracle.seated[start]
        assert change.points == oracle.plain[end] - oracle.plain[start]
        assert change.kept == oracle.kept[end] - oracle.kept[start]
        assert (change.seats, change.points + changed.bonus * change.kept) >= (0, 0)


def test_a_place_more_starts_a_chain() -> None:
    instance = Instance.of(["Н1", "Н2"], ["А", "Б"], [[90, 80], [90, 0]], places=[1, 1])
    instance = replace(instance, allowed=instance.scores > 0)
    found = if_changed(instance, replace(instance, places=np.array([2, 1])))
    assert found.changes == (Change((Move("Н1", "Б", "А"),), 0, 10, 10, 0),)


def test_somebody_new_is_seated_and_somebody_gone_is_not() -> None:
    found = if_changed(Instance.of(["Н1"], ["А"], [[50]]), Instance.of(["Н2"], ["Б"], [[40]]))
    assert found.changes == (
        Change((Move("Н1", "А", ""),), 0, 0, -50, 0),
        Change((Move("Н2", "", "Б"),), 1, 40, 0, 0),
    )


def test_two_unlinked_changes_are_told_apart() -> None:
    scores = [[60, 50, 0, 0], [50, 60, 0, 0], [0, 0, 60, 50], [0, 0, 50, 60]]
    instance = Instance.of(["Н1", "Н2", "Н3", "Н4"], ["А", "Б", "В", "Г"], scores)
    turned = np.array([[50, 60, 0, 0], [60, 50, 0, 0], [0, 0, 50, 70], [0, 0, 60, 50]])
    found = if_changed(instance, replace(instance, scores=turned))
    assert [(len(change.moves), change.points) for change in found.changes] == [(2, 20), (2, 30)]


def test_a_ring_that_a_way_passes_is_a_change_of_its_own() -> None:
    moves = (Move("Н1", "А", "Б"), Move("Н2", "Б", "В"), Move("Н3", "В", "Б"), Move("Н4", "Б", "Г"))
    assert list(chains(moves)) == [(moves[1], moves[2]), (moves[0], moves[3])]
