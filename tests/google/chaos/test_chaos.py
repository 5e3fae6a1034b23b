"""A person and runs in the same sheet: some games with a seed; `make chaos` plays 10,000."""

from __future__ import annotations

import itertools
import os
from collections import Counter
from collections.abc import Iterable

import pytest

from tests.google.chaos import scripts
from tests.google.chaos.floor import floor
from tests.google.chaos.game import ACTS, FAULTS, GAPS, Step, play
from tests.google.chaos.mutants import MUTANTS, WITNESSES
from tests.google.chaos.person import COPYING
from tests.google.chaos.school import School
from tests.google.chaos.tally import IDS, Tally, beside, kinds_of

GAMES = int(os.environ.get("CHAOS_GAMES", "0"))
SEED = int(os.environ.get("CHAOS_SEED", "1"))
LONG = pytest.mark.skipif(GAMES < 1000, reason="only make chaos plays long enough")
FEW = 60
"""Games in the ordinary suite."""
TOLD = 500
"""After so many games something is said."""
WITHIN = 2_000
"""How many games a mutant may live."""
TIMES = 4
"""How much more than the floor may go wrong."""


def games(school: School, played: Iterable[scripts.Scripted], most: int) -> Tally:
    """So many games; none may offend (`right` says so)."""
    tally = Tally()
    for number, (script, start) in enumerate(itertools.islice(played, most), start=1):
        tally.add(play(school, script, start), (start, list(script)))
        if number % TOLD == 0:
            print(f"{number} games, {len(tally.wrong)} offend", flush=True)
    return tally


def right(tally: Tally) -> None:
    """Nothing went wrong; the first games in which something did are shown."""
    assert tally.wrong[:3] == []


def test_no_cell_of_hers_is_changed_and_no_id_lost_doubled_or_moved(school: School) -> None:
    tally = games(school, scripts.covering(SEED), FEW)
    right(tally)
    assert sum(tally.pairs[fault, gap] for fault in FAULTS for gap in range(len(GAPS))) > 0


def test_nor_where_she_hardly_ever_rests(school: School) -> None:
    right(games(school, scripts.mixed(SEED, tuple(ACTS), busy=0.55, lost=0.03), FEW // 10))


ONCE_WRONG: dict[str, scripts.Scripted] = {
    "another surname and a number of her own at one look": (
        [Step(0, "marries", "mentees", 1), Step(0, "overtypes_number", "mentees", 1)],
        "settled",
    ),
    "numbers sorted alone and another surname at one look": (
        [Step(0, "sorts_some", "mentees", 35), Step(0, "marries", "mentees")],
        "settled",
    ),
    "names sorted alone, a row inserted and another surname at one look": (
        [
            Step(5, "marries", pick=47),
            Step(6, "inserts_row", pick=15),
            Step(9, "sorts_some", pick=24),
        ],
        "settled",
    ),
    "a decided row copied, both without a number": (
        [
            Step(0, "sorts_with_header", "mentees", 31, late=True),
            Step(1, "moves_column", "mentees", 5),
            Step(1, "pastes_over", "pairs", 40, late=True),
            Step(3, "overtypes_view", "pairs", 30),
            Step(4, "moves_row", "mentors", 24, late=True),
            Step(4, "names_another", "mentees", 1),
            Step(4, "names_another", "pairs", 31, late=True),
            Step(5, "cuts_row", "pairs", 37),
            Step(5, "copies_and_replaces", "pairs", 40),
            Step(6, "moves_column", "mentees", 43),
            Step(6, "names_another", "mentees", 33),
            Step(6, "decides", "mentees", 20),
            Step(7, "decides", "mentees", 29),
            Step(7, "cuts_row", "mentors", 11),
            Step(7, "pastes", "mentors", 28),
            Step(9, "sorts", "mentees", 32),
        ],
        "paired",
    ),
}
"""Games that found a fault of production, which is mended."""


@pytest.mark.parametrize("found", ONCE_WRONG)
def test_what_went_wrong_once_is_right(school: School, found: str) -> None:
    assert play(school, *ONCE_WRONG[found]).offences == []


@pytest.mark.parametrize("act", ["inserts_row", "sorts"])
@pytest.mark.parametrize("lost", [[], [Step(scripts.BATCH, "reset-after")]])
def test_what_a_run_has_put_into_wrong_rows_is_not_taken_for_an_accident_of_hers(
    school: School, act: str, lost: list[Step]
) -> None:
    first = [Step(0, "adds"), Step(scripts.BATCH, act, pick=20)]
    game = play(school, [*first, *lost], "fresh")
    assert game.offences == []
    assert not game.refused


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_shortest_game_tells_a_safeguard_that_is_off(
    school: School, monkeypatch: pytest.MonkeyPatch, mutant: str
) -> None:
    assert play(school, *WITNESSES[mutant]).offences == []
    MUTANTS[mutant](monkeypatch)
    school.forget()
    found = play(school, *WITNESSES[mutant]).offences
    school.forget()
    assert found != []


def test_rows_that_are_copied_cost_no_cell_and_no_more_than_the_floor(school: School) -> None:
    copies(school, FEW // 10)


def copies(school: School, most: int) -> None:
    """Games with acts that copy rows, beside the all-seeing sync that is called after each act."""
    tally, least = Tally(), Counter[str]()
    played = scripts.mixed(SEED, (*ACTS, *COPYING), busy=0.55, lost=0.03)
    for number, (script, start) in enumerate(itertools.islice(played, most), start=1):
        game = play(school, script, start)
        tally.add(game, (start, list(script)))
        least += kinds_of(floor(school, game.happened, start))
        if number % TOLD == 0:
            print(f"{number} games, {len(tally.wrong)} offend", flush=True)
    print(beside(tally, least))
    assert [each for each in tally.wrong if set(kinds_of(each[1])) - set(IDS)][:3] == []
    wrong, unavoidable = (sum(each[kind] for kind in IDS) for each in (tally.offences, least))
    assert wrong <= TIMES * max(unavoidable, 1)


@LONG
def test_every_act_and_fault_at_every_gap_and_with_every_other(school: School) -> None:
    tally = games(school, scripts.covering(SEED), GAMES)
    for start in scripts.STARTS:  # what other acts have kept from happening, alone
        lacking = (scripts.alone(*cell) for cell in tally.empty_cells())
        tally.join(games(school, ((script, start) for script in lacking), GAMES))
    print(tally.told(f"without copies, seed {SEED}"))
    print(tally.matrix((*ACTS, *FAULTS)), tally.by_fault(), sep="\n\n")
    right(tally)
    assert tally.empty_pairs() == []
    assert tally.empty_cells() == []


@LONG
def test_where_she_hardly_ever_rests_for_long(school: School) -> None:
    tally = games(school, scripts.mixed(SEED, tuple(ACTS), busy=0.55, lost=0.03), GAMES // 10)
    print(tally.told(f"harsh, without copies, seed {SEED}"))
    right(tally)


@LONG
def test_copies_for_long(school: School) -> None:
    copies(school, 3 * GAMES // 10)


@LONG
@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_safeguard_that_is_off_is_told_within_two_thousand_games(
    school: School, monkeypatch: pytest.MonkeyPatch, mutant: str
) -> None:
    MUTANTS[mutant](monkeypatch)
    school.forget()
    for number, (script, start) in enumerate(scripts.covering(SEED)):
        offences = play(school, script, start).offences
        if offences:
            break
        assert number < WITHIN, f"{mutant} lives"
    school.forget()
    print(f"\n{mutant}: told by game {number + 1}: {offences[0][:90]}")
