"""Anything by the names of people: the full name, or initials where they fit one person only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from sheets_sync.names import initials, person_key
from sheets_sync.words import fold

T = TypeVar("T")


class Names(Generic[T]):
    """Full names come first; «Ким Ю. А.» finds «Ким Юлия Андреевна», and the other way round."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._full: dict[str, T] = {}
        self._short: dict[str, list[tuple[str, T]]] = {}
        for name, thing in entries:
            if name.strip():
                self._full.setdefault(person_key(name), thing)
                self._short.setdefault(_short(name), []).append((name, thing))

    def find(self, name: str) -> T | None:
        """The one thing under ``name``, None where there is none or where several fit."""
        if person_key(name) in self._full:
            return self._full[person_key(name)]
        like = self._short.get(_short(name), [])
        if "." not in name:
            like = [each for each in like if "." in each[0]]
        keys = {person_key(each[0]) for each in like}
        return like[0][1] if len(keys) == 1 else None


def _short(name: str) -> str:
    return fold(initials(name))
