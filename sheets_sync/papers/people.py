"""A school and its people as every template sees them, out of plain data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from sheets_sync.papers.grammar import Case, Sex, sex_by_patronymic
from sheets_sync.papers.names import MORPH_CASES, in_normal_case
from sheets_sync.papers.words import Name, Title, marked

NBSP = "\N{NO-BREAK SPACE}"
_NUMBER = re.compile(r"№\s+(?=\S)")
_ARTICLE = re.compile(r"\b(стать\w+|пункт\w*|част\w+)\s+(?=\d)")
_PLACE = re.compile(r"\b(г|с|д|п|пос|дер|ул|пер|пр|им|[А-ЯЁ])\.\s+(?=[А-ЯЁ])")
_HOUSE = re.compile(r"\b(д|стр|корп|кв)\.\s+(?=\d)")
_INSTITUTION = re.compile(r"((?:\w+[ое]е )+)(учреждение)(?= ?[«„\"]|$)", re.IGNORECASE)


def school(data: Mapping[str, object]) -> dict[str, object]:
    """The school's words: full_name, short_name, place, address, inn, ogrn, director_…

    A director who is acting («исполняющий обязанности директора») is told by the title.
    """
    full, brief = (tied(text(data, key)) for key in ("full_name", "short_name"))
    return {
        "полное_название": full,
        "краткое_название": brief,
        "название": brief or full,
        "название_род": brief or _genitive(full),
        "место": tied(text(data, "place")),
        "адрес": tied(text(data, "address")),
        "инн": text(data, "inn"),
        "огрн": text(data, "ogrn"),
    }


def person(data: Mapping[str, object]) -> dict[str, object]:
    """A person's words: id, full_name, title, sex; ``forms`` and ``title_forms`` by case.

    The cases are gen, dat, acc, ins, pre; forms given win over grammar. A name in capitals is
    written in normal case. A word that follows the sex has both endings where no sex and no
    patronymic tell it.
    """
    name = in_normal_case(text(data, "full_name"))
    sex = _sex(data.get("sex")) or sex_by_patronymic(name)
    title = lowered(text(data, "title"))
    return {
        "код": text(data, "id"),
        "имя": Name(name, sex, _name_forms(data.get("forms"))),
        "должность": Title(title, sex, _forms(data.get("title_forms"))),
        "согласен": _by_sex(sex, "согласен", "согласна"),
        "зарегистрированный": _by_sex(sex, "зарегистрированный", "зарегистрированная"),
    }


def officer(data: Mapping[str, object], role: str) -> dict[str, object]:
    """The director or the curator: ``role``_name, _title, _sex, _forms, _title_forms."""
    return person(
        {
            "full_name": data.get(f"{role}_name"),
            "title": data.get(f"{role}_title"),
            "sex": data.get(f"{role}_sex"),
            "forms": data.get(f"{role}_forms"),
            "title_forms": data.get(f"{role}_title_forms"),
        }
    )


def lowered(title: str) -> str:
    """A title as it stands inside a sentence; an abbreviation keeps its capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def tied(words: str) -> str:
    """No line break after «№», «статьи», «г.», «ул.», «д.» and initials."""
    words = _ARTICLE.sub(rf"\1{NBSP}", _NUMBER.sub(f"№{NBSP}", words))
    return _HOUSE.sub(rf"\1.{NBSP}", _PLACE.sub(rf"\1.{NBSP}", words))


def text(data: Mapping[str, object], key: str) -> str:
    """The value of ``key`` as text, its spaces made single; '' where there is none."""
    value = data.get(key)
    return "" if value is None else " ".join(str(value).split())


def mapping(value: object) -> Mapping[str, object]:
    """``value`` if it is a mapping, else an empty one."""
    return cast(Mapping[str, object], value) if isinstance(value, Mapping) else {}


def listed(value: object) -> list[object]:
    """``value`` if it is a list or a tuple, else an empty list."""
    return list(value) if isinstance(value, (list, tuple)) else []


def _genitive(name: str) -> str:
    """«Муниципального … учреждения «Школа № 5»»; a name built otherwise stays, on yellow."""
    found = _INSTITUTION.match(name)
    if not found:
        return marked(name) if name else ""
    adjectives = re.sub(r"([ое])е ", r"\1го ", found[1])
    return f"{adjectives}{found[2][:-1]}я{name[found.end() :]}"


def _by_sex(sex: Sex | None, masculine: str, feminine: str) -> str:
    if sex is None:
        return f"{masculine}{NBSP}({feminine})"
    return masculine if sex == "м" else feminine


def _forms(value: object) -> dict[Case, str]:
    given = mapping(value)
    return {case: text(given, case) for case in MORPH_CASES}


def _name_forms(value: object) -> dict[Case, str]:
    return {case: in_normal_case(form) for case, form in _forms(value).items()}


def _sex(value: object) -> Sex | None:
    if value == "м":
        return "м"
    return "ж" if value == "ж" else None
