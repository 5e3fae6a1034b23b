"""Words that several sentences need: numbers that agree, texts folded for comparing."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

_SPACES = re.compile(r"[\s\u00a0\u2007\u202f\u200b\ufeff]+")


def tidy(text: str) -> str:
    """``text`` with single plain spaces and none at the ends; «й» is one character, not two."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def fold(text: str) -> str:
    """``text`` as comparing takes it: one case, ё as е, one kind of dash and of quote."""
    out = re.sub(r"[«»„“”\"']", "", unicodedata.normalize("NFC", text).casefold())
    return tidy(re.sub(r"[‐-―−]", "-", out.replace("ё", "е")))


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
    """The choice that looks most like ``text``, or '' where none comes near."""
    by_fold = {fold(choice): choice for choice in choices}
    found = difflib.get_close_matches(fold(text), list(by_fold), n=1, cutoff=0.6)
    return by_fold[found[0]] if found else ""
