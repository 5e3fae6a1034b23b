"""How well a mentor suits a mentee, in whole points, by criterion (roadmap activity 4.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sheets_sync import criteria

SUBJECT_CODES = "ПР"
"""Codes that mean something only within one subject."""

SHARE_OF_RANK = (6, 3, 1)
"""How much the first, second and third request count, of ten."""

SHARE_OF_CATEGORY = {"педагог-наставник": 10, "педагог-методист": 8, "высшая": 8, "первая": 5}
"""How much a category counts, of ten; the highest of those named in the cell."""

CRITERIA = tuple(each.name for each in criteria.CRITERIA if not each.column)
"""Every criterion has a weight of its name: its most points. A weight that is not there is 0.
Beside these there are those that ``Profile.alike`` names."""

Meanings = Mapping[str, frozenset[str]]
"""What a request or a strength in free words means: codes, or one mark of its stems (stems.py)."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What counts of a person: subject (folded), codes in their order, places still free.

    The rest may be absent, and then it gives nothing and costs nothing: ``area`` of the subject,
    ``building``, free ``hours`` («пн 14»), ``category`` (folded), ``trained`` as a mentor,
    ``forms`` and ``kinds`` that suit, ``wants`` (ids of the people asked for),
    ``alike``: by criterion what the other has to have too (folded).
    There is no age here: a young teacher may be the mentor of an older one.
    """

    id: str
    subject: str
    codes: tuple[str, ...]
    free: int = 0
    capacity: int = 0
    area: str = ""
    building: str = ""
    hours: frozenset[str] = frozenset()
    category: str = ""
    trained: bool = False
    forms: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    wants: frozenset[str] = frozenset()
    alike: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for the pair: its criterion, and which request met which strength."""

    criterion: str
    points: int
    request: str = ""
    strength: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """Points by criterion, the requests that the mentor covers, and the reasons, most first."""

    requests: int
    subject: int
    spare: int
    covered: tuple[str, ...]
    area: int = 0
    building: int = 0
    hours: int = 0
    category: int = 0
    training: int = 0
    form: int = 0
    kind: int = 0
    wishes: int = 0
    alike: tuple[tuple[str, int], ...] = ()
    reasons: tuple[Reason, ...] = field(default=(), compare=False)

    @property
    def points(self) -> dict[str, int]:
        """By criterion."""
        return {name: getattr(self, name) for name in CRITERIA} | dict(self.alike)

    @property
    def total(self) -> int:
        """The sum of all points."""
        return sum(self.points.values())


def score(
    mentee: Profile, mentor: Profile, weights: Mapping[str, int], meanings: Meanings | None = None
) -> Score:
    """The points of a pair; ``weights`` by the names in CRITERIA, each 0 or more."""
    same = bool(mentee.subject) and mentee.subject == mentor.subject
    met = tuple(_met(mentee, mentor, same, meanings or {}))
    shares = shares_of(mentee)
    given = sum(shares[request] for request, _ in met)
    most = sum(shares.values())
    weight = {name: weights.get(name, 0) for name in CRITERIA}
    found = dict.fromkeys(CRITERIA, 0) | {
        "requests": weight["requests"] * given // most if most else 0,
        "subject": weight["subject"] if same else 0,
        "spare": weight["spare"] * mentor.free // mentor.capacity if mentor.capacity else 0,
        **{name: weight[name] for name, yes in _agreed(mentee, mentor, same) if yes},
        "category": weight["category"] * share_of_category(mentor.category) // 10,
    }
    alike = {name: weights.get(name, 0) for name, _ in sorted(mentee.alike & mentor.alike)}
    return Score(
        **found,
        covered=tuple(request for request, _ in met),
        alike=tuple(alike.items()),
        reasons=_reasons(found | alike, met, shares),
    )


def shares_of(mentee: Profile) -> dict[str, int]:
    """What each request counts: the first most."""
    return dict(zip(mentee.codes, SHARE_OF_RANK, strict=False))


def share_of_category(category: str) -> int:
    """Of ten; 0 where nothing that counts is named."""
    return max((share for name, share in SHARE_OF_CATEGORY.items() if name in category), default=0)


def marks(words: str, meanings: Meanings) -> frozenset[str]:
    """What a request or strength is compared by: itself and what it means."""
    return meanings.get(words, frozenset()) | {words}


def only_within_subject(mark: str) -> bool:
    """Is this a subject code?"""
    return mark.startswith(SUBJECT_CODES) and mark[len(SUBJECT_CODES) :].isdigit()


def _met(
    mentee: Profile, mentor: Profile, same: bool, meanings: Meanings
) -> Iterator[tuple[str, str]]:
    """Each of the first three requests with the first strength that meets it."""
    for request in shares_of(mentee):
        wanted = {
            mark for mark in marks(request, meanings) if same or not only_within_subject(mark)
        }
        for strength in mentor.codes:
            if not wanted.isdisjoint(marks(strength, meanings)):
                yield request, strength
                break


def _agreed(mentee: Profile, mentor: Profile, same: bool) -> Iterator[tuple[str, bool]]:
    """The criteria that are met or not."""
    yield "area", same or (bool(mentee.area) and mentee.area == mentor.area)
    yield "building", bool(mentee.building) and mentee.building == mentor.building
    yield "hours", bool(mentee.hours & mentor.hours)
    yield "training", mentor.trained
    yield "form", bool(mentee.forms & mentor.forms)
    yield "kind", bool(mentee.kinds & mentor.kinds)
    yield "wishes", mentor.id in mentee.wants or mentee.id in mentor.wants


def _reasons(
    found: Mapping[str, int], met: tuple[tuple[str, str], ...], shares: Mapping[str, int]
) -> tuple[Reason, ...]:
    whole = sum(shares[request] for request, _ in met)
    said = [
        Reason("requests", found["requests"] * shares[request] // whole, request, strength)
        for request, strength in met
    ]
    said += [Reason(name, found[name]) for name in found if name != "requests" and found[name]]
    return tuple(sorted(said, key=lambda reason: -reason.points))
