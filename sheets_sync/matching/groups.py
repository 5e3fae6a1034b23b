"""Groups, proposed after the seating: they change no optimum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LEAST = 2


@dataclass(frozen=True, slots=True)
class Group:
    """Mentees with one main request whom one mentor already takes."""

    mentor: str
    code: str
    mentees: tuple[str, ...]


def groups(
    main: Mapping[str, str],
    seating: Mapping[str, str],
    strong: Mapping[str, frozenset[str]],
) -> tuple[Group, ...]:
    """Every group that the seating allows, in the order of mentors and codes.

    ``main`` is the main request of each mentee (a code), ``seating`` mentee → mentor, and
    ``strong`` the requests that each mentee's mentor covers (``Score.covered``), by mentee.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for mentee in sorted(seating):
        code = main.get(mentee, "")
        if code and code in strong.get(mentee, frozenset()):
            found.setdefault((seating[mentee], code), []).append(mentee)
    return tuple(
        Group(mentor, code, tuple(mentees))
        for (mentor, code), mentees in sorted(found.items())
        if len(mentees) >= LEAST
    )
