"""Ticks, words of a list and codes; what is not in a list is answered with the nearest that is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from sheets_sync.cells import Cell
from sheets_sync.ids import cyrillic
from sheets_sync.values.basics import Unclear, brief, broken, empty, read_text
from sheets_sync.words import fold, genitive, nearest, quoted, tidy

_SEXES = {
    "м": "м",
    "муж": "м",
    "мужской": "м",
    "мужчина": "м",
    "ж": "ж",
    "жен": "ж",
    "женский": "ж",
    "женщина": "ж",
}
_CODE = re.compile(r"(?<![А-ЯЁ])([А-ЯЁ]{2})\s*[-‐-―−]?\s*(\d{1,2})(?!\d)")
_SEPARATORS = re.compile(r"\s*[;,/+\n]\s*|\s+и\s+")
_MEANT = {
    "трудные дети": "трудное поведение",
    "трудные ученики": "трудное поведение",
    "дисциплина": "дисциплина в классе",
    "мотивация": "мотивация учащихся",
    "родители": "работа с родителями",
    "олимпиада": "олимпиады",
    "журнал": "электронный журнал",
    "аттестация": "аттестация и портфолио",
    "портфолио": "аттестация и портфолио",
    "егэ": "подготовка к ОГЭ и ЕГЭ",
    "огэ": "подготовка к ОГЭ и ЕГЭ",
    "впр": "подготовка к ВПР",
    "овз": "дети с ОВЗ",
}
"""What people often type, folded, and the words of the list that say it."""


def read_tick(cell: Cell) -> bool | Unclear | None:
    """A tick: «да», «+», «v», TRUE; «нет» and «-» are no tick."""
    if empty(cell):
        return None
    if bad := broken(cell):
        return bad
    text = fold(cell.shown)
    if text in ("да", "+", "v", "х", "x", "истина", "true", "1", "✓", "✔", "☑"):
        return True
    if text in ("нет", "-", "ложь", "false", "0", "☐"):
        return False
    return Unclear(
        f"Здесь отмечают «да», а стоит «{brief(cell.shown)}». Впишите «да» или очистите ячейку."
    )


def read_choice(
    cell: Cell, choices: Sequence[str], *, is_open: bool, about: str = ""
) -> str | Unclear | None:
    """One of ``choices``; an open list takes another word too, but asks about it.

    ``about`` is the column's header, from which the sentence takes what it is about.
    """
    text = _text(cell)
    if not isinstance(text, str):
        return text
    by_fold = _folded(tuple(choices))
    if fold(text) in by_fold:
        return by_fold[fold(text)]
    if set(choices) == {"м", "ж"}:
        return _sex(text)
    if several := _several(text, lambda part: by_fold.get(fold(part), "")):
        says = f"Здесь больше одного значения: {_listed(several)}. Оставьте главное."
        return Unclear(says, text if is_open else None)
    near = nearest(text, choices)
    hint = f" Ближе всего {quoted(near)}." if near else ""
    absent = f"{_absent(text, about)}{hint}"
    if is_open:
        return Unclear(f"{absent} Если так и нужно, оставьте.", text)
    return Unclear(f"{absent} Выберите из списка.")


@lru_cache
def _folded(choices: tuple[str, ...]) -> Mapping[str, str]:
    return {fold(choice): choice for choice in choices}


@lru_cache
def _codes(words: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return {fold(meaning): code for code, meaning in words}


def _text(cell: Cell) -> str | Unclear | None:
    if cell.kind == "date":
        shown = tidy(cell.shown)
        return Unclear(f"Здесь дата {shown}, а нужно слово из списка. Выберите его.")
    return read_text(cell)


def _sex(text: str) -> str | Unclear:
    known = _SEXES.get(fold(cyrillic(text)).rstrip("."))
    return known or Unclear(f"Пол – «м» или «ж», а стоит «{brief(text)}». Впишите нужную букву.")


def read_code(cell: Cell, words: Mapping[str, str], *, about: str = "") -> str | Unclear | None:
    """A code of the list («ПП1», «пп-1 дисциплина», its words alone), or a hint at the nearest.

    Words of one's own are kept: the pairing compares them by their stems.
    """
    text = _text(cell)
    if not isinstance(text, str):
        return text
    by_words = _codes(tuple(words.items()))
    if fold(text) in by_words:
        return by_words[fold(text)]
    codes = [found[1] + found[2] for found in _CODE.finditer(cyrillic(text.upper()))]
    known = list(dict.fromkeys(code for code in codes if code in words))
    known = known or _several(text, lambda part: by_words.get(fold(part), ""))
    if len(known) > 1:
        says = (
            f"Здесь больше одного значения: {_listed(known)}. Оставьте главное, остальное впишите "
            "в соседние столбцы."
        )
        return Unclear(says, known[0])
    head = _CODE.match(cyrillic(text.upper()))
    if head and head[1] + head[2] in words:
        return head[1] + head[2]
    near = _MEANT.get(fold(text), "")
    near = near if fold(near) in by_words else nearest(text, words.values())
    hint = f" Ближе всего {by_words[fold(near)]} {quoted(near)}." if near else ""
    says = f"{_absent(text, about)}{hint} Выберите из списка."
    return Unclear(says, None if head else text)  # a code that is none means nothing at all


def _several(text: str, known: Callable[[str], str]) -> list[str]:
    """The values of the list that ``text`` is made of, where there are two or more."""
    found = [known(tidy(part)) for part in _SEPARATORS.split(text)]
    return list(dict.fromkeys(found)) if len(found) > 1 and all(found) else []


def _listed(values: Sequence[str]) -> str:
    return ", ".join(quoted(value) for value in values)


def _absent(text: str, about: str) -> str:
    """«Запроса «…» нет в списке.»; where the header has no such form, the header itself."""
    said = quoted(brief(text))
    if whose := genitive(about):
        return f"{whose} {said} нет в списке."
    if about:
        return f"В списке {quoted(about)} нет значения {said}."
    return f"Значения {said} нет в списке."
