"""The order that appoints mentors to their pairs: what its template may say.

Labour code, article 351.8: mentoring needs an order, both written consents, and a supplementary
agreement; the order invents neither a number nor a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import cast

from sheets_sync.errors import PaperError
from sheets_sync.papers.grammar import Sex
from sheets_sync.papers.names import MORPH_CASES
from sheets_sync.papers.words import FILTERS, GAP, Name, marked

TITLE = "О закреплении наставнических пар"
NBSP = "\N{NO-BREAK SPACE}"
_RULES = "Положения о системе наставничества педагогических работников"
_NUMBER = re.compile(r"№\s+(?=\S)")
_TOWN = re.compile(r"\b(г|с|д|п|пос|дер)\.\s+(?=[А-ЯЁ])")


def context(data: Mapping[str, object]) -> dict[str, object]:
    """Words for «pair_order.docx» out of the order's data; whatever is missing becomes a gap.

    ``data``: ``school`` (full_name, short_name, place, and director_… and curator_… name, title,
    sex), ``pairs`` (pair_id, mentor, mentee, mentor_consent, mentee_consent, from, to), ``basis``,
    ``edition`` and, if wished, ``edition_date``; dates are ISO. A person may have ``forms``, full
    names by case: they win over grammar. Raises `PaperError` without a single pair.
    """
    school = _mapping(data.get("school"))
    pairs = [_pair(i, _mapping(pair)) for i, pair in enumerate(_listed(data.get("pairs")), start=1)]
    if not pairs:
        raise PaperError(
            "В приказ не взята ни одна пара: поставьте отметку «В приказ» хотя бы у одной."
        )
    director, curator = _officer(school, "director"), _officer(school, "curator")
    return {
        "школа": {
            "полное_название": _tied(_text(school, "full_name")),
            "краткое_название": _tied(_text(school, "short_name")),
            "название": _tied(_text(school, "short_name") or _text(school, "full_name")),
            "место": _tied(_text(school, "place")),
        },
        "директор": director,
        "куратор": curator,
        "куратор_директор": bool(director["имя"]) and str(director["имя"]) == str(curator["имя"]),
        "пары": pairs,
        "пара": pairs[0],
        "одна_пара": len(pairs) == 1,
        "положение": _rules(_text(data, "basis")),
        "ознакомить": _readers(pairs, curator, director),
        "редакция": _edition(data),
    }


def file_name(data: Mapping[str, object], draft: int) -> str:
    """«Приказ о закреплении пар 2026-2027, проект 3, ред. 1.docx»: the third draft of its year."""
    starts = sorted(_text(_mapping(p), "from") for p in _listed(data.get("pairs")))
    years = next((_school_year(start) for start in starts if start), "")
    edition = data.get("edition") or 1
    return f"Приказ о закреплении пар{years}, проект {draft}, ред. {edition}.docx"


def _school_year(start: str) -> str:
    """« 2026-2027»; a pair that starts in August belongs to the coming year."""
    found = re.match(r"(\d{4})-(\d\d)", start)
    if not found:
        return ""
    first = int(found[1]) - (int(found[2]) < 8)
    return f" {first}-{first + 1}"


def _pair(number: int, pair: Mapping[str, object]) -> dict[str, object]:
    return {
        "номер": number,
        "код": _text(pair, "pair_id"),
        "наставник": _person(_mapping(pair.get("mentor"))),
        "наставляемый": _person(_mapping(pair.get("mentee"))),
        "согласие_наставника": pair.get("mentor_consent"),
        "согласие_наставляемого": pair.get("mentee_consent"),
        "начало": pair.get("from"),
        "конец": pair.get("to"),
    }


def _person(person: Mapping[str, object]) -> dict[str, object]:
    given = _mapping(person.get("forms"))
    forms = {case: _text(given, case) for case in MORPH_CASES}
    return {
        "код": _text(person, "id"),
        "имя": Name(_text(person, "full_name"), _sex(person.get("sex")), forms),
        "должность": _lowered(_text(person, "title")),
    }


def _officer(school: Mapping[str, object], role: str) -> dict[str, object]:
    return _person(
        {
            "full_name": school.get(f"{role}_name"),
            "title": school.get(f"{role}_title"),
            "sex": school.get(f"{role}_sex"),
            "forms": school.get(f"{role}_forms"),
        }
    )


def _readers(
    pairs: Iterable[Mapping[str, object]],
    curator: dict[str, object],
    director: dict[str, object],
) -> list[dict[str, object]]:
    """Whom the order is shown: each person once, mentors and mentees by pair, the curator last."""
    people = [
        cast(dict[str, object], pair[role])
        for pair in pairs
        for role in ("наставник", "наставляемый")
    ]
    seen = {(str(director["имя"]), "")}
    readers = []
    for person in [*people, curator]:
        key = (str(person["имя"]), str(person["код"]))
        if person["имя"] and key not in seen and (key[0], "") not in seen:
            readers.append(person)
            seen.add(key)
    return readers


def _edition(data: Mapping[str, object]) -> str:
    """«2», or «2 от 10.09.2026» where the day of the edition is given."""
    number, day = _text(data, "edition"), _text(data, "edition_date")
    return f"{number}{NBSP}от{NBSP}{FILTERS['цифрами'](day)}" if day else number


def _rules(basis: str) -> str:
    """The school's Положение in the genitive with its particulars, or a yellow gap for them."""
    if not basis:
        gap = marked(f"утв. приказом от {GAP} №{NBSP}{GAP}")
        return f"{_RULES} ({gap})"
    basis = _tied(basis)
    if not basis.lower().startswith("положени"):
        return f"{_RULES} ({basis})"
    genitive = re.sub(r"^\w+", "Положения", basis)
    return re.sub(r"\bутвержд[её]нн(ое|ым)\b", "утверждённого", genitive, count=1)


def _lowered(title: str) -> str:
    """A title as it stands inside a sentence; an abbreviation keeps its capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _tied(text: str) -> str:
    """No line break after «№» and «г.»."""
    return _TOWN.sub(lambda m: m[1] + "." + NBSP, _NUMBER.sub(f"№{NBSP}", text))


def _sex(value: object) -> Sex | None:
    if value == "м":
        return "м"
    return "ж" if value == "ж" else None


def _text(data: Mapping[str, object], key: str) -> str:
    value = data.get(key)
    return "" if value is None else " ".join(str(value).split())


def _mapping(value: object) -> Mapping[str, object]:
    return cast(Mapping[str, object], value) if isinstance(value, Mapping) else {}


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else []
