"""What a pairing is scored by: the name of each criterion, its usual weight, its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion: what people call it, its ``usual`` weight, and the words for a pair that is
    ``further`` off in it. Where nothing ``fed`` it yet, config.toml cannot name it.

    One with a ``column`` is met by two people who have the same choice in that column of both
    banks; ``why`` is then its sentence in «Почему», with {} for the choice.
    """

    name: str
    said: str
    usual: int
    further: str
    fed: bool = True
    column: str = ""
    why: str = ""


CRITERIA = (
    Criterion("requests", "запросы", 60, " по запросу"),
    Criterion("subject", "предмет", 25, " по предмету"),
    Criterion("area", "предметная область", 10, " по предмету", fed=False),
    Criterion("building", "здание", 5, ": другое здание", fed=False),
    Criterion("hours", "свободные часы", 5, ": другие часы", fed=False),
    Criterion("category", "категория", 5, ": категория ниже"),
    Criterion("training", "обучение", 5, ": обучения наставничеству пока не было"),
    Criterion("form", "форма", 3, ": другая форма", fed=False),
    Criterion("kind", "вид", 2, ": другой вид", fed=False),
    Criterion("spare", "свободные места", 15, ": меньше свободных мест"),
    Criterion("wishes", "пожелание", 10, ": пожелание не учтено"),
)
ALIKE = tuple(each for each in CRITERIA if each.column)
SAID: Mapping[str, str] = {each.name: each.said for each in CRITERIA}
FURTHER: Mapping[str, str] = {each.name: each.further for each in CRITERIA}
WEIGHTS: Mapping[str, int] = {each.name: each.usual for each in CRITERIA if each.fed}
"""The weights that config.toml may name, with their usual values."""
