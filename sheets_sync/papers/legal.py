"""The acts that a paper stands on: read from legal_basis.toml, chosen by the paper's own day."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from sheets_sync.errors import PaperError, not_utf8
from sheets_sync.papers.people import tied
from sheets_sync.rules.kinds import KINDS
from sheets_sync.schema import place_in_toml

FILE = "legal_basis.toml"
MENTORING_ARTICLE = "ТК 351.8"
"""The act by which a mentor's work has an agreement, a pay and three days of notice."""

Role = Literal["основание", "рекомендация"]
_ROLES: tuple[Role, ...] = ("основание", "рекомендация")
_TEXTS = ("name", "role", "full")
_WORDS = frozenset({*_TEXTS, "short", "from", "to", "papers"})


@dataclass(frozen=True)
class Act:
    """An act as papers cite it, in the genitive; in force from ``since`` to ``until``, inclusive.

    ``papers`` are names of `KINDS`; a basis is what a paper stands on, a recommendation is only
    taken into account.
    """

    name: str
    role: Role
    full: str
    short: str
    since: dt.date
    until: dt.date | None
    papers: tuple[str, ...]


def parse(content: bytes) -> tuple[Act, ...]:
    """The acts of a legal_basis.toml, in its order; `PaperError` says where it cannot be read."""
    try:
        data = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as exc:
        raise PaperError(not_utf8(FILE)) from exc
    except tomllib.TOMLDecodeError as exc:
        raise PaperError(f"Файл «{FILE}» не понят: {place_in_toml(exc)}.") from exc
    acts = data.pop("act", [])
    if data or not isinstance(acts, list) or not all(isinstance(act, dict) for act in acts):
        raise PaperError(f"Файл «{FILE}»: каждый акт начинается строкой [[act]]. Исправьте её.")
    return tuple(_act(act, number) for number, act in enumerate(acts, start=1))


def chosen(acts: Iterable[Act], kind: str, day: object) -> tuple[Act, ...]:
    """The acts that a paper of ``kind`` cites on ``day`` (ISO); without a day those with no end."""
    its = (act for act in acts if kind in act.papers)
    on = _day(day)
    if on is None:
        return tuple(act for act in its if act.until is None)
    return tuple(act for act in its if act.since <= on and (act.until is None or on <= act.until))


def words(acts: Iterable[Act]) -> dict[str, object]:
    """What a template may say of the acts: full and short, «на основании» and «с учётом» apart."""
    acts = tuple(acts)
    told: dict[str, object] = {
        "основания": _joined(act.full for act in acts if act.role == "основание"),
        "основания_кратко": _joined(act.short for act in acts if act.role == "основание"),
        "рекомендации": _listed(act.full for act in acts if act.role == "рекомендация"),
        "рекомендации_кратко": _listed(act.short for act in acts if act.role == "рекомендация"),
    }
    return {**told, "по_статье_о_наставничестве": any(a.name == MENTORING_ARTICLE for a in acts)}


def _act(given: Mapping[str, object], number: int) -> Act:
    where = f"Файл «{FILE}», акт {number} («{given.get('name', 'без названия')}»)"
    for word in given:
        if word not in _WORDS:
            raise PaperError(f"{where}: неизвестно слово «{word}». Уберите его.")
    for word in _TEXTS:
        if not _text(given.get(word)):
            raise PaperError(f"{where}: не заполнено «{word}». Впишите текст в кавычках.")
    full = _text(given["full"])
    return Act(
        name=_text(given["name"]),
        role=_role(given["role"], where),
        full=full,
        short=_text(given.get("short")) or full,
        since=_date(given, "from", where) or dt.date.min,
        until=_date(given, "to", where),
        papers=_papers(given.get("papers", []), where),
    )


def _role(value: object, where: str) -> Role:
    for role in _ROLES:
        if value == role:
            return role
    raise PaperError(f"{where}: в «role» бывает «{'» или «'.join(_ROLES)}». Исправьте.")


def _date(given: Mapping[str, object], word: str, where: str) -> dt.date | None:
    value = given.get(word)
    if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
        return value
    raise PaperError(f"{where}: «{word}» – это день без кавычек, например 2025-03-01.")


def _papers(value: object, where: str) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [value]
    for name in names:
        if name not in KINDS:
            known = ", ".join(kind.name for kind in KINDS.values() if kind.template)
            raise PaperError(f"{where}: бумага «{name}» неизвестна. Есть такие: {known}.")
    return tuple(names)


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value or "")[:10])
    except ValueError:
        return None


def _joined(texts: Iterable[str]) -> str:
    return ", ".join(tied(text) for text in texts)


def _listed(texts: Iterable[str]) -> str:
    """With «и» before the last: nothing follows it in the sentence."""
    *others, last = [tied(text) for text in texts] or [""]
    return f"{', '.join(others)} и {last}" if others else last


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
