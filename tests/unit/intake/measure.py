"""How much of a workbook was understood: right, right without a doubt, silently wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sheets_sync.words import fold


@dataclass(frozen=True)
class Figures:
    """Counts of cells that the sheets really say."""

    said: int
    right: int
    undoubted: int
    silent: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.right}/{self.said} right ({self.right / self.said:.1%}), "
            f"{self.undoubted / self.said:.1%} without a doubt, {len(self.silent)} silently wrong"
        )


def measured(
    got: Iterable[Mapping[str, object]],
    truth: Sequence[Mapping[str, object]],
    unsaid: Iterable[str] = (),
) -> Figures:
    """Compare rows in order; fields in ``unsaid`` may be wrong, but never without a flag."""
    said = right = undoubted = 0
    silent = []
    for mine, its in zip(got, truth, strict=True):
        guessed = mine.get("guessed", ())
        assert isinstance(guessed, list | tuple)
        for field, value in its.items():
            same = _same(mine.get(field), value)
            if not same and field not in guessed:
                silent.append(f"{its['full_name']}, {field}: {mine.get(field)!r}, not {value!r}")
            if field not in unsaid:
                said += 1
                right += same
                undoubted += same and field not in guessed
    return Figures(said, right, undoubted, tuple(silent))


def _same(mine: object, its: object) -> bool:
    return (
        fold(mine) == fold(its) if isinstance(mine, str) and isinstance(its, str) else mine == its
    )
