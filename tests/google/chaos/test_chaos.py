"""A person and runs in the same sheet: a few hundred games with a seed; `make chaos` plays more."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from sheets_sync.stores.google import batches, store
from sheets_sync.stores.google import requests as ask
from tests.google.chaos.game import FAULTS, Script, Step, Table, play
from tests.google.chaos.person import ACTS, COPYING

GAMES = int(os.environ.get("CHAOS_GAMES", "60"))
SEED = int(os.environ.get("CHAOS_SEED", "1"))
WITHIN = 2_000
"""How many games a mutant may live."""
BATCH = 3
"""The gap of a first run between its last probe and its batch."""


@pytest.fixture(scope="module")
def table() -> Iterator[Table]:
    """The school that is played with."""
    made = Table()
    yield made
    made.emulator.server.server_close()


def scripts(seed: int, acts: list[str]) -> Iterator[tuple[Script, bool]]:
    """Scripts of one to three steps, and whether the school was settled before."""
    chance = random.Random(seed)
    while True:
        steps = [
            Step(
                chance.choice((BATCH, BATCH, *range(9))),
                chance.choice(acts) if chance.random() < 0.85 else chance.choice(FAULTS),
                chance.choice(("mentors", "mentees")),
                chance.randrange(48),
            )
            for _ in range(chance.randint(1, 3))
        ]
        yield steps, chance.random() < 0.4


def test_no_cell_of_hers_is_changed_and_no_id_is_lost_doubled_or_moved(table: Table) -> None:
    done: Counter[str] = Counter()
    for number, (script, settled) in enumerate(scripts(SEED, list(ACTS))):
        if number == GAMES:
            break
        game = play(table, script, settled=settled)
        assert game.offences == [], script
        done += game.done
    assert GAMES < 60 or len(set(done) & set(ACTS)) > len(ACTS) / 2
    assert sum(done[way] for way in FAULTS) > 0
    print(f"\n{GAMES} games: {dict(done)}")


@pytest.mark.parametrize("what", ACTS)
def test_each_act_just_before_the_batch_is_survived(table: Table, what: str) -> None:
    for pick in (1, 8, 22):
        game = play(table, [Step(BATCH, what, "mentors", pick)], settled=False)
        assert game.offences == []
        assert game.done[what] == 1


@pytest.mark.parametrize("way", FAULTS)
@pytest.mark.parametrize("gap", range(6))
def test_each_fault_at_each_call_is_survived(table: Table, way: str, gap: int) -> None:
    game = play(table, [Step(gap, way)], settled=False)
    assert game.offences == []
    assert game.done[way] == 1


BODY_OF = batches.body_of


def indexed(where: ask.Json, old: str, new: str, *, formulas: bool = False) -> ask.Json:
    """Compare-and-set off: whatever stands there is overwritten."""
    start = {
        "sheetId": where["sheetId"],
        "rowIndex": where["startRowIndex"],
        "columnIndex": where["startColumnIndex"],
    }
    cell = ask.formula(new) if new.startswith("=") else ask.line_of({1: new or None})[:1]
    line = [cell] if isinstance(cell, dict) else (cell or [{}])
    rows = [{"values": line}] * (where["endRowIndex"] - where["startRowIndex"])
    return {"updateCells": {"start": start, "rows": rows, "fields": ask.VALUES}}


def unturned(
    requests: list[ask.Json], number: int, mark: str, sheet: int, *, last: bool
) -> ask.Json:
    """Generation off: a batch that may be carried out twice."""
    body = BODY_OF(requests, number, mark, sheet, last=last)
    kept = [r for r in body["requests"] if not {"addNamedRange", "deleteNamedRange"} & set(r)]
    return {**body, "requests": kept}


def nothing_back(*_: object) -> list[ask.Json]:
    """Take-back off."""
    return []


MUTANTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "compare-and-set off": lambda patch: patch.setattr(ask, "exchange", indexed),
    "take-back off": lambda patch: patch.setattr(store, "taken_back", nothing_back),
    "generation off": lambda patch: patch.setattr(batches, "body_of", unturned),
}


WITNESSES: dict[str, tuple[list[Step], bool]] = {
    "compare-and-set off": ([Step(BATCH, "moves_column", "mentors", 1)], False),
    "take-back off": ([Step(BATCH, "inserts_column", "mentors", 0)], False),
    "generation off": ([Step(0, "adds"), Step(BATCH, "500-after")], True),
}
"""The shortest game that catches each mutant, and whether the school was settled before."""


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_shortest_game_catches_the_mutant_and_nothing_else(
    table: Table, monkeypatch: pytest.MonkeyPatch, mutant: str
) -> None:
    script, settled = WITNESSES[mutant]
    assert play(table, script, settled=settled).offences == []
    MUTANTS[mutant](monkeypatch)
    assert play(table, script, settled=settled).offences != []


@pytest.mark.skipif(GAMES < WITHIN, reason="only make chaos plays long enough")
@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_mutant_is_caught(table: Table, monkeypatch: pytest.MonkeyPatch, mutant: str) -> None:
    for number, (script, settled) in enumerate(scripts(SEED, list(ACTS))):
        with monkeypatch.context() as patch:
            MUTANTS[mutant](patch)
            game = play(table, script, settled=settled)
        if game.offences:
            print(f"\n{mutant}: caught by game {number}: {game.offences[0][:100]}")
            return
        assert number < WITHIN, f"{mutant} lives"


def test_rows_that_are_copied_are_counted_apart(table: Table) -> None:
    found: Counter[str] = Counter()
    acts = [*ACTS, *4 * list(COPYING)]
    for number, (script, settled) in enumerate(scripts(SEED + 1, acts)):
        if number == GAMES // 2:
            break
        offences = play(table, script, settled=settled).offences
        cells = [each for each in offences if "строка" in each or "клетки" in each or "→" in each]
        assert cells == [], script
        found["an id doubled or moved" if offences else "right"] += 1
    print(f"\nwith copies: {dict(found)}")
