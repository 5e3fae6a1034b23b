"""People's names as the banks need them: parts, folded keys, initials, likeness."""

from __future__ import annotations

import difflib

from sheets_sync.words import fold, tidy

NO_PATRONYMIC = ("-", "–", "—")


def parts(full_name: str) -> tuple[str, ...]:
    """Surname, first name and patronymic (which may have several words, or be missing)."""
    words = tidy(full_name).split(" ") if full_name.strip() else []
    head, tail = words[:2], [word for word in words[2:] if word not in NO_PATRONYMIC]
    return (*head, " ".join(tail)) if tail else tuple(head)


def person_key(full_name: str) -> str:
    """The name as the register keeps it: «ковалева мария федоровна»."""
    return fold(" ".join(parts(full_name)))


def initials(full_name: str) -> str:
    """«Ковалёва М. Ф.»; a name of one word stays as it is."""
    surname, *rest = parts(full_name) or ("",)
    letters = [f"{word[0].upper()}." for part in rest for word in part.split(" ")[:1]]
    return " ".join([surname, *letters])


def may_be_one_person(old_key: str, new_key: str) -> bool:
    """Whether a name may have turned into another by marriage or by correcting a slip.

    True if first name and patronymic agree (the surname changed), or the whole looks much alike.
    """
    old, new = old_key.split(" "), new_key.split(" ")
    if len(old) > 1 and len(new) > 1 and old[1:] == new[1:] and len(old) > 2:
        return True
    return difflib.SequenceMatcher(None, old_key, new_key).ratio() >= 0.75
