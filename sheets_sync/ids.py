"""Ids with a check letter: «М-014Ж»; making them, and reading them as people type them."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

CHECK_LETTERS = "ГДЖИЛПФЦШЩЭЮЯ"
"""Cyrillic letters that look like no Latin letter and no digit; thirteen, a prime."""

_LATIN_TWINS = str.maketrans("ABEKMHOPCTYXaekmhopctyx", "АВЕКМНОРСТУХаекмнорстух")
_TYPED = re.compile(r"^\s*([А-ЯЁ]{1,2})\s*[-‐-―−]?\s*(\d{1,6})\s*([А-ЯЁ]?)(?![А-ЯЁа-яё\d])")


class Id(NamedTuple):
    """An id taken apart."""

    prefix: str
    number: int

    def __str__(self) -> str:
        return f"{self.prefix}-{self.number:03d}{check_letter(self.prefix, self.number)}"


def check_letter(prefix: str, number: int) -> str:
    """The letter that ends an id; the next number always has another one."""
    seed = sum(ord(letter) for letter in prefix)
    return CHECK_LETTERS[(seed + 5 * number) % len(CHECK_LETTERS)]


def cyrillic(text: str) -> str:
    """Latin letters that look like Cyrillic ones made Cyrillic («M-014» typed in Latin)."""
    return text.translate(_LATIN_TWINS)


@functools.lru_cache(1 << 17)
def read_id(text: str) -> Id | None:
    """The id at the head of ``text`` («М-014Ж», «m-14», «М-004Ж Ким Ю. А.»), or None.

    The check letter may be left out; a wrong one makes the text no id.
    """
    found = _TYPED.match(cyrillic(text).upper())
    if not found:
        return None
    prefix, digits, letter = found.groups()
    number = int(digits)
    if letter and letter != check_letter(prefix, number):
        return None
    return Id(prefix, number)


def misspelt_id(text: str) -> bool:
    """Whether ``text`` begins as an id does, with a check letter that is not its own."""
    return read_id(text) is None and _TYPED.match(cyrillic(text).upper()) is not None


def exact_id(text: str, prefix: str) -> str:
    """``text`` if it is a whole, well-spelt id of the table with ``prefix``, else ''."""
    read = read_id(text)
    return text if read and read.prefix == prefix and str(read) == text else ""
