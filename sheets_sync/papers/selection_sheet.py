"""The selection sheet of one person's programme: what its template may say (roadmap, 4.1)."""

from __future__ import annotations

from collections.abc import Mapping

from sheets_sync.errors import PaperError
from sheets_sync.papers.pair_order import edition
from sheets_sync.papers.people import listed, mapping, officer, person, school, text

NO_CANDIDATES = "В листе подбора нет ни одного кандидата. Отметьте его, когда кто-то подойдёт."


def context(data: Mapping[str, object]) -> dict[str, object]:
    """Words for «selection_sheet.docx»; whatever is missing becomes a gap.

    ``data``: ``school`` (see `people.school`, and curator_… as director_…), ``year``, ``day``,
    ``person`` and ``choice`` (see `people.person`; an empty choice is left to be written by hand),
    ``requests`` in words, ``candidates`` in their order (mentor, level, why, places, follows),
    ``suit``, how many suit in all, ``barred`` (why, people), ``edition``; days are ISO.
    Raises `PaperError` without a single candidate.
    """
    people = [_candidate(n, mapping(each)) for n, each in _numbered(data, "candidates")]
    if not people:
        raise PaperError(NO_CANDIDATES)
    place, choice = mapping(data.get("school")), mapping(data.get("choice"))
    return {
        "школа": school(place),
        "куратор": officer(place, "curator"),
        "год": text(data, "year").replace("-", "/"),
        "день": data.get("day"),
        "человек": person(mapping(data.get("person"))),
        "запросы": [{"номер": n, "текст": str(each)} for n, each in _numbered(data, "requests")],
        "один_запрос": len(listed(data.get("requests"))) == 1,
        "кандидаты": people,
        "показано": len(people),
        "подходят": data.get("suit"),
        "подходят_ещё": _whole(data.get("suit")) > len(people),
        "не_вошли": [
            {
                "почему": text(mapping(each), "why"),
                "кто": f"{_kept(mapping(each), 'people').rstrip('.')}.",
            }
            for _, each in _numbered(data, "barred")
        ],
        "выбран": bool(choice),
        "выбор": person(choice),
        "редакция": edition(data),
    }


def _candidate(number: int, given: Mapping[str, object]) -> dict[str, object]:
    return {
        "номер": number,
        "наставник": person(mapping(given.get("mentor"))),
        "подходит": text(given, "level"),
        "почему": text(given, "why"),
        "места": text(given, "places"),
        "изменится": _kept(given, "follows"),
    }


def _numbered(data: Mapping[str, object], key: str) -> list[tuple[int, object]]:
    return list(enumerate(listed(data.get(key)), start=1))


def _kept(given: Mapping[str, object], key: str) -> str:
    """The value of ``key`` as text, its no-break spaces kept: they hold names together."""
    return str(given.get(key) or "")


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
