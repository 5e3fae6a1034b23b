"""Words that several sentences need: numbers that agree, texts folded for comparing."""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from collections.abc import Iterable

REMEMBERED = 1 << 17
"""Texts whose folded form is kept: every rule asks for the same names again."""

_NO_WIDTH = dict.fromkeys([0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF])
_ALIKE = str.maketrans({**dict.fromkeys("«»„“”\"'"), **dict.fromkeys("‐‑‒–—―−", "-"), "ё": "е"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")


@functools.lru_cache(REMEMBERED)
def tidy(text: str) -> str:
    """``text`` with single plain spaces and none at the ends; «й» is one character, not two.

    What has no width leaves no gap: «Ива\u200bнов» is one word.
    """
    return " ".join(unicodedata.normalize("NFC", text.translate(_NO_WIDTH)).split())


def printable(text: str) -> str:
    """``text`` without control characters, which no workbook can hold."""
    return _CONTROL.sub("", text)


def shortened(text: str, most: int = 60) -> str:
    """``text``, or its beginning with «…» where it has more than ``most`` characters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


@functools.lru_cache(REMEMBERED)
def fold(text: str) -> str:
    """``text`` as comparing takes it: one case, ё as е, one kind of dash and of quote."""
    plain = unicodedata.normalize("NFC", text.translate(_NO_WIDTH)).casefold()
    return tidy(plain.translate(_ALIKE))


def count(number: int, one: str, few: str, many: str) -> str:
    """«1 день», «3 дня», «21 день»: the number with the form of the word that agrees with it."""
    tens, units = number % 100, number % 10
    if units == 1 and tens != 11:
        word = one
    elif units in (2, 3, 4) and tens not in (12, 13, 14):
        word = few
    else:
        word = many
    return f"{number} {word}"


def quoted(text: str) -> str:
    """«text», quotes inside it as „text“."""
    return f"«{text.replace('«', '„').replace('»', '“')}»"


def nearest(text: str, choices: Iterable[str]) -> str:
    """The choice that has all the words of ``text``, else looks most like it; '' for none."""
    by_fold = {fold(choice): choice for choice in choices}
    words = set(fold(text).split())
    whole = [folded for folded in by_fold if words and words <= set(folded.split())]
    if whole:
        return by_fold[min(whole, key=len)]
    found = difflib.get_close_matches(fold(text), list(by_fold), n=1, cutoff=0.6)
    return by_fold[found[0]] if found else ""


_GENITIVES = {
    "запрос": "Запроса",
    "сильная сторона": "Сильной стороны",
    "предмет": "Предмета",
    "должность": "Должности",
    "категория": "Категории",
    "решение": "Решения",
    "причина": "Причины",
    "форма": "Формы",
    "вид": "Вида",
    "часовой пояс": "Часового пояса",
}


def genitive(header: str) -> str:
    """«Запроса» for the header «Запрос 1 (главный)»; '' where none is known."""
    return _GENITIVES.get(re.sub(r"[\d\s]*(\(.*\))?$", "", fold(header)), "")
