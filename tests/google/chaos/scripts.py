"""Which games are played: every act at every gap, acts and faults covering a matrix, and mixes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from tests.google.chaos.game import ACTS, FAULTS, GAPS, WIDTH, Script, Step

NO_FAULT = "–"
STARTS = ("settled", "fresh", "paired")
TABLES = ("mentors", "mentees", "pairs")
BATCH = GAPS.index("1 batch")
"""The gap of a first run between its last probe and its batch."""
BATCHES = 4 * (BATCH, GAPS.index("2 batch"))
"""Where most can go wrong."""

Scripted = tuple[Script, str]
"""What happens, and the state of the school before."""


def leading(gap: int) -> list[Step]:
    """What must be done for a gap to be there: something to write, a batch that comes too late."""
    run, call = divmod(gap, WIDTH)
    first = run * WIDTH
    made = [Step(first, "adds", "mentors")] if call > 1 else []
    return made + ([Step(first + 2, "adds", "mentees")] if call > 3 else [])


def one(what: str, gap: int, pick: int = 1, table: str = "mentors") -> Script:
    """An act or a fault alone in a gap, with what leads to it."""
    return [*leading(gap), Step(gap, what, table, pick)]


def alone(act: str, gap: int, fault: str) -> Script:
    """An act in a gap, and a fault of the call right after it, with what leads to them."""
    return [*one(act, gap), *([Step(gap, fault)] if fault != NO_FAULT else [])]


def _cell(chance: random.Random, act: str, gap: int, fault: str) -> list[Step]:
    faults = [Step(gap, fault)] if fault != NO_FAULT else []
    first = leading(gap)
    if first and chance.random() < 0.5:  # something to write that changes suggestions
        first[0] = Step(first[0].gap, "leaves", "mentors", chance.randrange(48))
    return [*first, _any(chance, act, gap), *faults]


def covering(seed: int, acts: Sequence[str] = tuple(ACTS)) -> Iterator[Scripted]:
    """Every act at every gap with every fault and without, again and again in another order; up to
    two more acts or faults elsewhere."""
    chance, often = random.Random(seed), (*acts, *3 * ("decides",))
    cells = [(a, g, f) for a in acts for g in range(len(GAPS)) for f in (NO_FAULT, *FAULTS)]
    while True:
        chance.shuffle(cells)
        for act, gap, fault in cells:
            made = _cell(chance, act, gap, fault)
            for _ in range(chance.randrange(3)):
                what = chance.choice(often if chance.random() < 0.8 else FAULTS)
                made.append(_any(chance, what, chance.choice((*range(len(GAPS)), *BATCHES))))
            yield sorted(made, key=lambda step: step.gap), chance.choice(STARTS)


def mixed(seed: int, acts: Sequence[str], *, busy: float, lost: float) -> Iterator[Scripted]:
    """One to three acts in the share ``busy`` of all gaps, an answer lost in the share ``lost``."""
    chance = random.Random(seed)
    losing = [fault for fault in FAULTS if fault.endswith("-after") or fault == "half"]
    while True:
        made: list[Step] = []
        for gap in range(len(GAPS)):
            if chance.random() < busy:
                its = range(chance.randint(1, 3))
                made += [_any(chance, chance.choice(acts), gap) for _ in its]
            if chance.random() < lost:
                made.append(Step(gap, chance.choice(losing)))
        yield made, chance.choice(STARTS)


def _any(chance: random.Random, what: str, gap: int) -> Step:
    table = chance.choice(TABLES)
    return Step(gap, what, table, chance.randrange(48), chance.random() < 0.3)
