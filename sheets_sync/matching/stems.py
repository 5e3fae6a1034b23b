"""Requests in free words: what they mean among the codes, by the stems of Russian words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import takewhile

from sheets_sync.words import fold

_WORD = re.compile(r"[а-яa-z0-9]{2,}")
_EMPTY = frozenset(
    "в во на не ни по при про под над для или и а но из за от до как что чтобы это мне нам мой "
    "наш он она они его её со к ко у о об быть есть нужна нужен нужно хочу помощь помочь "
    "вопросы".split()
)
MOST_CODES = 2
"""Words that fit more codes than this say nothing."""
LEAST_LETTERS = 4


def meanings(texts: Iterable[str], words: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """What each text that is no code means; ``words`` is what each code is called.

    A text means the codes that share most of its stems, rare ones counting more, if these are at
    least half of it and fit no more than two codes. Else it means only texts of the same stems.
    """
    named = {code: stems(text) for code, text in words.items()}
    return {text: _meaning(text, named) for text in texts if text and text not in words}


def stems(text: str) -> frozenset[str]:
    """The stems of the words that mean something."""
    from snowballstemmer.russian_stemmer import RussianStemmer

    stemmer = RussianStemmer()
    found = (word for word in _WORD.findall(fold(text)) if word not in _EMPTY)
    return frozenset(stemmer.stemWord(word) for word in found)


def akin(one: str, other: str) -> bool:
    """Are these stems of one family: «школ» and «школьн», «мотивац» and «мотивирова»?"""
    pairs = zip(one, other, strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return one == other or (
        common >= LEAST_LETTERS and 10 * common >= 7 * min(len(one), len(other))
    )


def _meaning(text: str, named: Mapping[str, frozenset[str]]) -> frozenset[str]:
    own = stems(text)
    near = {
        stem: {code for code, each in named.items() if any(akin(stem, other) for other in each)}
        for stem in own
    }
    rare = {stem: max(1, len(named) // max(1, len(codes))) for stem, codes in near.items()}
    shared = {code: sum(rare[stem] for stem in own if code in near[stem]) for code in named}
    best = max(shared.values(), default=0)
    codes = frozenset(code for code, value in shared.items() if best and value == best)
    if codes and len(codes) <= MOST_CODES and 2 * best >= sum(rare.values()):
        return codes
    return frozenset({" ".join(["≈", *sorted(own)])}) if own else frozenset()
