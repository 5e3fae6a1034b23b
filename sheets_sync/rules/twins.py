"""The same person twice in one bank: ё and е, initials, a changed surname; and real namesakes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from sheets_sync.facts import BANKS, Context, Facts, Outcome, Problem, Record
from sheets_sync.names import parts, person_key
from sheets_sync.rules.refs import short_key
from sheets_sync.words import fold


def twins(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """A question on the later of two rows that look like one person; both roles are allowed."""
    now = facts.after(so_far)
    problems: list[Problem] = []
    for table in BANKS:
        rows = sorted((row for row in now.rows(table) if row.text("id")), key=_by_id)
        problems += _same_key(rows) + _initials(rows) + _other_surname(rows)
    return Outcome(problems=tuple(problems))


def _by_id(row: Record) -> tuple[str, str]:
    return row.text("id"), row.key


def _grouped(rows: Iterable[Record], key: Sequence[str]) -> list[list[Record]]:
    groups: dict[str, list[Record]] = {}
    for row, own in zip(rows, key, strict=True):
        if own:
            groups.setdefault(own, []).append(row)
    return [group for group in groups.values() if len(group) > 1]


def _same_key(rows: Sequence[Record]) -> list[Problem]:
    """One folded name on two rows; a date of birth that differs tells two people apart."""
    problems = []
    for group in _grouped(rows, [person_key(row.text("name")) for row in rows]):
        for later in group[1:]:
            first = next((row for row in group if row is not later and _may_be(row, later)), None)
            if first is not None:
                problems.append(_question(later, first))
    return problems


def _may_be(one: Record, other: Record) -> bool:
    """False where a person has said that they differ, or a date of birth tells them apart."""
    if any(fold(row.text("answer")).startswith("разн") for row in (one, other)):
        return False
    born = one.date("born"), other.date("born")
    return None in born or born[0] == born[1]


def _initials(rows: Sequence[Record]) -> list[Problem]:
    """«Ковалёва М. Ф.» beside «Ковалёва Мария Фёдоровна»."""
    short = [row for row in rows if "." in row.text("name")]
    problems = []
    for row in short:
        own = short_key(row.text("name"))
        full = [r for r in rows if r not in short and short_key(r.text("name")) == own]
        full = [other for other in full if _may_be(other, row)]
        if full:
            problems.append(_question(row, full[0]))
    return problems


def _other_surname(rows: Sequence[Record]) -> list[Problem]:
    """Another surname, first name and patronymic the same, and one thing more: married?"""
    asked: dict[str, Problem] = {}
    for mark in _MARKS:
        keys = []
        for row in rows:
            own, about = parts(row.text("name")), mark(row)
            known = len(own) == 3 and row.text("sex") != "м" and about
            keys.append(fold("|".join((*own[1:], about))) if known else "")
        for group in _grouped(rows, keys):
            for later in group[1:]:
                other = person_key(later.text("name")) != person_key(group[0].text("name"))
                if other and _may_be(later, group[0]):
                    asked.setdefault(later.key, _question(later, group[0]))
    return list(asked.values())


def _career(row: Record) -> str:
    """Subject and beginning of work, '' where either is not known."""
    begun = str(row.number("since") or row.date("consent_from") or "")
    return f"{row.text('subject')} {begun}" if row.text("subject") and begun else ""


def _phone(row: Record) -> str:
    """The last ten digits, whatever stands between and before them."""
    digits = re.sub(r"\D", "", row.text("phone"))
    return digits[-10:] if len(digits) >= 10 else ""


_MARKS: tuple[Callable[[Record], str], ...] = (
    _career,
    _phone,
    lambda row: str(row.date("born") or ""),
)
"""What tells a person whose surname has changed from a namesake."""


def _question(later: Record, first: Record) -> Problem:
    """The sentence on the later row, with both spellings."""
    here, there = later.text("name"), first.text("name")
    spelt = "" if here == there else f": «{there}» и «{here}»"
    says = (
        f"Похоже, это тот же человек, что {first.text('id')}{spelt}. Один – удалите лишнюю "
        "строку. Разные – напишите «разные» в «Пояснение»."
    )
    return Problem(later.table, later.key, "name", "asks", says)
