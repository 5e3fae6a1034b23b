"""People's names as the banks need them: parts, folded keys, initials, likeness."""

from __future__ import annotations

import difflib
import functools

from sheets_sync.words import REMEMBERED, fold, tidy

NO_PATRONYMIC = ("-", "–", "—")


def parts(full_name: str) -> tuple[str, ...]:
    """Surname, first name and patronymic (which may have several words, or be missing)."""
    words = tidy(full_name).split(" ") if full_name.strip() else []
    head, tail = words[:2], [word for word in words[2:] if word not in NO_PATRONYMIC]
    return (*head, " ".join(tail)) if tail else tuple(head)


@functools.lru_cache(REMEMBERED)
def person_key(full_name: str) -> str:
    """The name as the register keeps it: «ковалева мария федоровна»."""
    return fold(" ".join(parts(full_name)))


@functools.lru_cache(REMEMBERED)
def initials(full_name: str) -> str:
    """«Ковалёва М. Ф.»; a name of one word stays as it is."""
    surname, *rest = parts(full_name) or ("",)
    letters = [f"{word[0].upper()}." for part in rest for word in part.split(" ")[:1]]
    return " ".join([surname, *letters])


def may_be_one_person(old_key: str, new_key: str) -> bool:
    """Whether a name may have turned into another by marriage or by correcting a slip.

    True if first name and patronymic agree (the surname changed), if only the patronymic came or
    went, or if the whole looks much alike.
    """
    old, new = old_key.split(" "), new_key.split(" ")
    if min(len(old), len(new)) == 2 and old[:2] == new[:2]:  # a patronymic added or taken away
        return True
    if len(old) > 1 and len(new) > 1 and old[1:] == new[1:] and len(old) > 2:
        return True
    return difflib.SequenceMatcher(None, old_key, new_key).ratio() >= 0.75


_SMALL = ("оглы", "кызы", "уулу", "улы", "заде", "ибн", "бин", "де", "фон", "ван", "дер")


def properly_spelt(full_name: str) -> str:
    """The name with capitals where they belong; one that has them already stays as it is."""
    return " ".join(_spelt(word, place) for place, word in enumerate(full_name.split(" ")))


def _spelt(word: str, place: int) -> str:
    if place and word.casefold() in _SMALL:
        return word.casefold() if len(word) > 1 and word.isupper() else word
    return "-".join(_part(part) for part in word.split("-"))


def _part(part: str) -> str:
    letters = sum(map(str.isalpha, part))
    if letters > 1 and part.isupper() and "." not in part:
        return part[:1] + part[1:].lower()
    return part[:1].upper() + part[1:]
