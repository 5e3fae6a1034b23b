"""What many games came to, as one table that people can read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.google.chaos.game import ACTS, FAULTS, GAPS, Game
from tests.google.chaos.person import COPYING
from tests.google.chaos.scripts import NO_FAULT

KINDS = {
    "a cell of hers": ("→", "чужая вкладка", "клетки людей"),
    "an id lost": (": был ", "без номера"),
    "an id doubled": ("дважды",),
    "an id moved": (" был у ",),
    "a pair not on her screen": ("утверждено",),
    "a paper twice": ("бумага",),
    "left among her cells": ("осталось",),
    "no rest": ("успокаивается", "спокойная"),
    "an error": ("ошибка",),
}
"""Offences by the words that tell them."""
IDS = ("an id lost", "an id doubled", "an id moved")


def kind_of(offence: str) -> str:
    """Which kind of offence it is."""
    order = ("a paper twice", "an error", "a cell of hers", "an id moved", *KINDS)
    return next(kind for kind in order if any(word in offence for word in KINDS[kind]))


def kinds_of(offences: Iterable[str]) -> Counter[str]:
    """How often each kind occurs."""
    return Counter(map(kind_of, offences))


@dataclass
class Tally:
    """Games, what was played in them, and offences by kind."""

    games: int = 0
    offences: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, int]] = field(default_factory=Counter)
    cells: Counter[tuple[str, int, str]] = field(default_factory=Counter)
    wrong: list[tuple[object, list[str]]] = field(default_factory=list)
    blank_hits: int = 0
    twice: int = 0
    refused: int = 0

    def add(self, game: Game, script: object) -> None:
        """One game more, and how it was played."""
        self.games += 1
        if game.offences:
            self.wrong.append((script, game.offences))
        self.offences += kinds_of(game.offences)
        self.blank_hits += game.blank_hits
        self.twice += game.twice
        self.refused += game.refused
        self.pairs += Counter((step.what, step.gap) for step in game.happened)
        faults: dict[int, str] = {s.gap: s.what for s in game.happened if s.what in FAULTS}
        acts = [step for step in game.happened if step.what not in FAULTS]
        self.cells += Counter((s.what, s.gap, faults.get(s.gap, NO_FAULT)) for s in acts)

    def join(self, other: Tally) -> None:
        """Those games too."""
        self.games += other.games
        self.wrong += other.wrong
        self.blank_hits += other.blank_hits
        self.twice += other.twice
        self.refused += other.refused
        self.offences += other.offences
        self.pairs += other.pairs
        self.cells += other.cells

    def empty_pairs(self) -> list[tuple[str, str]]:
        """Acts and faults that were never played at some gap."""
        whats = (*ACTS, *FAULTS)
        return [(w, GAPS[g]) for w in whats for g in range(len(GAPS)) if not self.pairs[w, g]]

    def empty_cells(self) -> list[tuple[str, int, str]]:
        """Act × gap × fault that was never played; "–" for no fault."""
        return [
            (act, gap, fault)
            for act in ACTS
            for gap in range(len(GAPS))
            for fault in (NO_FAULT, *FAULTS)
            if not self.cells[act, gap, fault]
        ]

    def matrix(self, whats: Sequence[str]) -> str:
        """How often each was played at each gap."""
        lines = [f"{'':20}" + "".join(f"{gap:>9}" for gap in GAPS)]
        for what in whats:
            counts = (self.pairs[what, gap] for gap in range(len(GAPS)))
            lines.append(f"{what:20}" + "".join(f"{n:9}" for n in counts))
        return "\n".join(lines)

    def by_fault(self) -> str:
        """How often each act was played with each fault of the very next call."""
        faults = (NO_FAULT, *FAULTS)
        lines = [f"{'':20}" + "".join(f"{fault:>13}" for fault in faults)]
        for act in ACTS:
            counts = (sum(self.cells[act, g, f] for g in range(len(GAPS))) for f in faults)
            lines.append(f"{act:20}" + "".join(f"{n:13}" for n in counts))
        return "\n".join(lines)

    def told(self, title: str) -> str:
        """One line for each kind of offence."""
        cells = len(ACTS) * len(GAPS) * (len(FAULTS) + 1)
        least = min(self.cells.values(), default=0) if not self.empty_cells() else 0
        return "\n".join([
            f"\n{title}: {self.games} games",
            f"  games that offend           {len(self.wrong):7}",
            *(f"  {kind:28}{self.offences[kind]:7}" for kind in KINDS),
            f"  blank cells hit, taken back {self.blank_hits:7}",
            f"  a second write in the last run {self.twice:4}",
            f"  taken for an accident at rest {self.refused:5}",
            f"  act × gap × fault: {cells} cells, {len(self.empty_cells())} empty, least {least}",
        ])  # fmt: skip


def beside(ours: Tally, floor: Counter[str]) -> str:
    """The games with acts that copy rows, beside the floor."""
    played = sum(ours.pairs[act, gap] for act in COPYING for gap in range(len(GAPS)))
    lines = [
        f"\nharsh, with copies: {ours.games} games, {played} copies",
        f"  {'':28}   ours  floor",
    ]
    lines += [f"  {kind:28}{ours.offences[kind]:7}{floor[kind]:7}" for kind in KINDS]
    return "\n".join(lines)
