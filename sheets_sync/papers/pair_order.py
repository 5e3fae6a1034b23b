"""The order that appoints mentors to their pairs: what its template may say.

Labour code, article 351.8: mentoring needs an order, both written consents, and a supplementary
agreement; the order invents neither a number nor a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from sheets_sync.errors import PaperError
from sheets_sync.papers.people import (
    NBSP,
    listed,
    mapping,
    officer,
    person,
    school,
    text,
    tied,
)
from sheets_sync.papers.words import FILTERS, GAP, marked, short

Words = dict[str, object]
_ONE_PAGE = 12
_RULES = "Положения о системе наставничества педагогических работников"
_PAIR = {"род": "наставнической пары", "им": "Наставническая пара"}
_PAIRS = {"род": "наставнических пар", "им": "Наставнические пары"}
_GROUP = {"род": "наставнической группы", "им": "Наставническая группа"}
_GROUPS = {"род": "наставнических групп", "им": "Наставнические группы"}
_BOTH = {"род": "наставнических пар и групп", "им": "Наставнические пары и группы"}


def context(data: Mapping[str, object]) -> Words:
    """Words for «pair_order.docx» out of the order's data; whatever is missing becomes a gap.

    ``data``: ``school`` (see `people.school`, and curator_… as director_…), ``pairs``, ``basis``,
    ``edition`` (told at the foot from the second on) and, if wished, ``edition_date``; dates are
    ISO. A pair: pair_id, mentor and mentee (see `people.person`), mentor_consent, mentee_consent,
    from, to; and, if wished, ``group`` (one text for all pairs of a group), ``form``, ``kind``,
    ``supplement`` {number, date}, ``pay``: of these five nothing is said where they are missing.
    Raises `PaperError` without a single pair.
    """
    place = mapping(data.get("school"))
    pairs = [of_pair(mapping(pair)) for pair in listed(data.get("pairs"))]
    if not pairs:
        raise PaperError(
            "В приказ не взята ни одна пара: поставьте отметку «В приказ» хотя бы у одной."
        )
    entries = [_entry(i, each) for i, each in enumerate(_grouped(pairs), start=1)]
    director, curator = officer(place, "director"), officer(place, "curator")
    pays = _unlike(entry["выплата"] for entry in entries)
    manner = _unlike((pair["форма"], pair["вид"]) for pair in pairs)
    return {
        "школа": school(place),
        "директор": director,
        "куратор": curator,
        "куратор_директор": bool(director["имя"]) and str(director["имя"]) == str(curator["имя"]),
        "записи": entries,
        "запись": entries[0],
        "одна_запись": len(entries) == 1,
        "пара": pairs[0],
        "одна_пара": len(pairs) == 1,
        "состав": _composition(entries),
        "одни_форма_и_вид": len(manner) == 1,
        "форма": pairs[0]["форма"],
        "вид": pairs[0]["вид"],
        "соглашения": _by_mentor(entries, "соглашение"),
        "выплаты": str(pays[0]) if len(pays) == 1 else _by_mentor(entries, "выплата"),
        "положение": _rules(text(data, "basis")),
        "ознакомить": _readers(entries, curator, director),
        "редакция": edition(data),
    }


def of_pair(pair: Mapping[str, object]) -> Words:
    """The words of one pair (see `context`)."""
    return {
        "код": text(pair, "pair_id"),
        "группа": text(pair, "group"),
        "наставник": person(mapping(pair.get("mentor"))),
        "наставляемый": person(mapping(pair.get("mentee"))),
        "согласие_наставника": pair.get("mentor_consent"),
        "согласие_наставляемого": pair.get("mentee_consent"),
        "начало": pair.get("from"),
        "конец": pair.get("to"),
        "форма": text(pair, "form"),
        "вид": text(pair, "kind"),
        "соглашение": _agreement(mapping(pair.get("supplement"))),
        "выплата": tied(text(pair, "pay")).rstrip("."),
    }


def _agreement(supplement: Mapping[str, object]) -> str:
    """«от 01.09.2026 № 3», or what there is of it."""
    day, number = text(supplement, "date"), text(supplement, "number")
    parts = [f"от{NBSP}{FILTERS['цифрами'](day)}"] if day else []
    return " ".join([*parts, f"№{NBSP}{number}"] if number else parts)


def _grouped(pairs: Iterable[Words]) -> list[list[Words]]:
    """Pairs of one group and one mentor together, in the order of the first of each."""
    groups: dict[object, list[Words]] = {}
    for number, pair in enumerate(pairs):
        mentor = _who(cast(Words, pair["наставник"]))
        key = (pair["группа"], mentor) if pair["группа"] else number
        groups.setdefault(key, []).append(pair)
    return list(groups.values())


def _entry(number: int, pairs: Sequence[Words]) -> Words:
    """One mentor with one mentee or a group: a row of the table, or the whole of point 1."""
    terms = _unlike((pair["начало"], pair["конец"]) for pair in pairs)
    return {
        "номер": number,
        "наставник": pairs[0]["наставник"],
        "согласие_наставника": _unlike(pair["согласие_наставника"] for pair in pairs),
        "группа": len(pairs) > 1,
        "наставляемые": [
            {
                **cast(Words, pair["наставляемый"]),
                "согласие": pair["согласие_наставляемого"],
                "начало": pair["начало"],
                "конец": pair["конец"],
            }
            for pair in pairs
        ],
        "общий_срок": len(terms) == 1,
        "начало": pairs[0]["начало"],
        "конец": pairs[0]["конец"],
        "форма": _told(pairs, "форма"),
        "вид": _told(pairs, "вид"),
        "соглашение": _told(pairs, "соглашение"),
        "выплата": _told(pairs, "выплата"),
    }


def _unlike(values: Iterable[object]) -> list[object]:
    """Each value once, in their order."""
    return list(dict.fromkeys(values))


def _told(pairs: Iterable[Words], key: str) -> str:
    """What the pairs of an entry say of ``key``, the same said once; '' where none says it."""
    return "; ".join(str(value) for value in _unlike(pair[key] for pair in pairs) if value)


def _composition(entries: Sequence[Words]) -> dict[str, str]:
    """What the order is about, for its heading and for the heading of the table."""
    groups = sum(bool(entry["группа"]) for entry in entries)
    if 0 < groups < len(entries):
        return _BOTH
    if len(entries) == 1:
        return _GROUP if groups else _PAIR
    return _GROUPS if groups else _PAIRS


def _by_mentor(entries: Sequence[Words], key: str) -> str:
    """«Сковорода П. Д. – …; Чёрных Л. П. – …», each once; '' where nothing is told."""
    said = [
        f"{short(cast(Words, entry['наставник'])['имя'])} – {entry[key]}"
        for entry in entries
        if entry[key]
    ]
    return "; ".join(map(str, _unlike(said)))


def _who(someone: Words) -> tuple[str, str]:
    return str(someone["имя"]), str(someone["код"])


def _readers(entries: Iterable[Words], curator: Words, director: Words) -> list[Words]:
    """Whom the order is shown: each person once, mentors and mentees by entry, the curator last."""
    people: list[Words] = []
    for entry in entries:
        mentees = cast(list[Words], entry["наставляемые"])
        people += [cast(Words, entry["наставник"]), *mentees]
    seen = {(str(director["имя"]), "")}
    readers = []
    for someone in [*people, curator]:
        key = _who(someone)
        if someone["имя"] and key not in seen and (key[0], "") not in seen:
            readers.append(someone)
            seen.add(key)
    return _kept_together(readers)


def _kept_together(readers: Sequence[Words]) -> list[Words]:
    """Each told whether its row stays on the page of the next: all of a short list, so that it is
    not torn for a line or two; of a long one the first and the last but one.
    """
    last = len(readers) - 1
    bound = range(last) if len(readers) <= _ONE_PAGE else (0, last - 1)
    return [{**someone, "вместе": i in bound} for i, someone in enumerate(readers)]


def edition(data: Mapping[str, object]) -> str:
    """«2 от 10.09.2026: убрано: П-003Л», or what there is; '' of the first, which bears no mark."""
    number, day, note = (text(data, f"edition{end}") for end in ("", "_date", "_note"))
    if number in ("", "0", "1"):
        return ""
    said = f"{number}{NBSP}от{NBSP}{FILTERS['цифрами'](day)}" if day else number
    return f"{said}; {note}" if note else said


def _rules(basis: str) -> str:
    """The school's Положение in the genitive with its particulars, or a yellow gap for them."""
    if not basis:
        gap = marked(f"утв. приказом от {GAP} №{NBSP}{GAP}")
        return f"{_RULES} ({gap})"
    basis = tied(basis)
    if not basis.lower().startswith("положени"):
        return f"{_RULES} ({basis})"
    genitive = re.sub(r"^\w+", "Положения", basis)
    return re.sub(r"\bутвержд[её]нн(ое|ым)\b", "утверждённого", genitive, count=1)
