"""Russian cases for people's names and job titles, as orders and letters need them."""

from __future__ import annotations

import re
from typing import Literal

from sheets_sync.papers.names import CLAN_WORDS, Case, Part, Sex, decline_word
from sheets_sync.papers.titles import decline_title

__all__ = [
    "Case",
    "Sex",
    "decline_name",
    "decline_title",
    "sex_by_patronymic",
    "short_name",
    "signature_name",
]

NBSP = "\N{NO-BREAK SPACE}"
_NONE = frozenset({"-", "–", "—"})


def decline_name(full_name: str, case: Case, sex: Sex) -> str:
    """«Фамилия Имя Отчество» in ``case``, one space between words.

    The surname comes first; particles in small letters («фон», «де») stay with it as they are. A
    dash in place of a patronymic is dropped.
    """
    return " ".join(_declined(full_name, case, sex))


def short_name(full_name: str, case: Case, sex: Sex) -> str:
    """«Сковороду П. Д.»: the surname in ``case`` and the initials, joined by no-break spaces."""
    surname = len(_parts(full_name)) - len(_given(full_name))
    return NBSP.join([*_declined(full_name, case, sex)[:surname], *_initials(full_name)])


def signature_name(full_name: str) -> str:
    """«П. Д. Сковорода»: as under a signature, initials first (ГОСТ Р 7.0.97)."""
    surname = [word for word, part in _parts(full_name) if part in ("particle", "surname")]
    return NBSP.join([*_initials(full_name), *surname])


def sex_by_patronymic(full_name: str) -> Sex | None:
    """What the patronymic tells (-ич, «оглы»: м; -на, «кызы»: ж); None where it tells nothing."""
    words = [word for word, part in _parts(full_name) if part == "patronymic"]
    last = re.split("[- ]", words[-1].lower())[-1] if words else ""
    if last.endswith("ич") or last in {"оглы", "оглу", "улы", "уулу"}:
        return "м"
    if last.endswith(("вна", "чна")) or last in {"кызы", "гызы"}:
        return "ж"
    return None


def _declined(full_name: str, case: Case, sex: Sex) -> list[str]:
    return [
        word if part == "particle" else decline_word(word, part, case, sex)
        for word, part in _parts(full_name)
    ]


def _given(full_name: str) -> list[str]:
    return [word for word, part in _parts(full_name) if part in ("name", "patronymic")]


def _parts(full_name: str) -> list[tuple[str, Part | Literal["particle"]]]:
    """Words of a name with what each is; a Turkic «Гасан оглы» is one patronymic."""
    words = [word for word in full_name.split() if word not in _NONE]
    first = next((i for i, word in enumerate(words) if not word[0].islower()), 0)
    parts: list[tuple[str, Part | Literal["particle"]]] = []
    parts += [(word, "particle") for word in words[:first]]
    parts += [(word, "surname") for word in words[first : first + 1]]
    parts += [(word, "name") for word in words[first + 1 : first + 2]]
    rest = words[first + 2 :]
    if rest and rest[-1].lower() in CLAN_WORDS:
        rest = [" ".join(rest)]
    return parts + [(word, "patronymic") for word in rest]


def _initials(full_name: str) -> list[str]:
    """«П.», «Д.»; a double name gives «А.-М.», a Turkic patronymic its father's letter."""
    return [
        "-".join(
            f"{half[0].upper()}."
            for half in word.split("-")
            if half and half.lower() not in CLAN_WORDS
        )
        for word in _given(full_name)
    ]
