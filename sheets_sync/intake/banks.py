"""Whose table it is: of mentors, of mentees, or of pairs; by titles, tab and columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sheets_sync.facts import Bank
from sheets_sync.intake.columns import renamed
from sheets_sync.intake.layout import Block
from sheets_sync.intake.understood import Column, Holds
from sheets_sync.words import fold

_MENTORS = re.compile(r"наставник|наставничают")
_MENTEES = re.compile(
    r"наставляем|подшефн|подопечн|молод\w+ (?:специал|педаг|учит)|начинающ|стажер"
)
_WITHOUT = re.compile(r"(?:нуж\w+|без|ищ\w+|требу\w+|нет) (?:\w+ )?наставник\w*")
"""«Кому нужен наставник»: spoken of those who have none."""

_POINTS = {
    "mentors": {"capacity": 3, "strengths": 3, "category": 0.5, "administrator": 1, "contract": 1},
    "mentees": {"requests": 3, "wishes": 1, "kind": 1, "since": 0.5},
}
_OF_A_BANK = frozenset(
    "position subject years since category strengths requests codes capacity consent_from born "
    "phone email sex".split()
)

_ONLY_OF_A_BANK = frozenset("years since strengths requests codes capacity consent_from".split())


def holds(block: Block, columns: Sequence[Column]) -> tuple[Holds, float, tuple[Column, ...]]:
    """What the table holds, how surely, and its columns with «ФИО наставника» as the name."""
    fields = {column.field for column in columns}
    if {"mentor", "mentee"} <= fields and "name" not in fields:
        if len(fields & _OF_A_BANK) < 2 or not fields & _ONLY_OF_A_BANK:
            return "pairs", 1.0, tuple(columns)
        first = next(each.field for each in columns if each.field in ("mentor", "mentee"))
        own: Bank = "mentors" if first == "mentor" else "mentees"
        return own, 0.9, renamed(columns, {first: "name"})
    if "name" in fields or "surname" in fields:
        what, sure = _by_points(block, columns, fields)
        if what == "" and "mentor" in fields:
            what, sure = "mentees", 0.8
        return what, sure, tuple(columns)
    if "mentor" in fields:
        return "mentors", 1.0, renamed(columns, {"mentor": "name"})
    if "mentee" in fields:
        return "mentees", 1.0, renamed(columns, {"mentee": "name"})
    return "", 0.0, tuple(columns)


def _by_points(block: Block, columns: Iterable[Column], fields: set[str]) -> tuple[Holds, float]:
    points = {"mentors": 0.0, "mentees": 0.0}
    for bank, worth in _POINTS.items():
        points[bank] += sum(weight for field, weight in worth.items() if field in fields)
    for text, weight in _texts(block, columns):
        spoken_of = bank_in(text)
        if spoken_of:
            points[spoken_of] += weight
    if points["mentors"] == points["mentees"]:
        return "", 0.0
    best: Bank = "mentors" if points["mentors"] > points["mentees"] else "mentees"
    lead = abs(points["mentors"] - points["mentees"])
    return best, 1.0 if lead >= 2 else 0.8


def _texts(block: Block, columns: Iterable[Column]) -> list[tuple[str, float]]:
    names = [(each.header, 3.0) for each in columns if each.field in ("name", "surname")]
    nearest = [(text, 4.0 / (place + 1)) for place, text in enumerate(block.titles[:3])]
    return [*names, *nearest, (block.sheet.name, 3.0)]


def bank_in(text: str) -> Bank | None:
    """The one bank that a title or a tab's name speaks of; None where it is neither or both."""
    folded = _WITHOUT.sub("наставляемые", fold(text))
    mentors, mentees = bool(_MENTORS.search(folded)), bool(_MENTEES.search(folded))
    if mentors == mentees:
        return None
    return "mentors" if mentors else "mentees"
