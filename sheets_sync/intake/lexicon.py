"""The school's list of competences, with all the ways in which people put each of them."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Mapping

from sheets_sync.intake.phrases import PHRASES
from sheets_sync.words import fold

_COMMON = frozenset(
    "работ для при как урок урока уроке уроки класс детям детьм дети детей школ подго педаг учите "
    "помощ помоч испол прове орган разви умени навык школе школы школь".split()
)


class Lexicon:
    """Codes and words of one list, to be found in running text (lower case, ё as е)."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words
        said = {
            code: {fold(t) for t in (text, *PHRASES.get(code, ()))} for code, text in words.items()
        }
        self._phrases = sorted(
            ((phrase, code) for code, phrases in said.items() for phrase in phrases),
            key=lambda each: (-len(each[0]), each),
        )
        owners: dict[str, set[str]] = {}
        for phrase, code in self._phrases:
            for stem in _stems(phrase):
                owners.setdefault(stem, set()).add(code)
        self._telling = {stem: min(its) for stem, its in owners.items() if len(its) == 1}
        self._patterns = [(_pattern(phrase), code) for phrase, code in self._phrases]
        heads = sorted({code.rstrip("0123456789") for code in words} - {""}) or ["-"]
        letters = "|".join(map(re.escape, heads))
        self._code = re.compile(rf"(?<![А-ЯЁA-Z])({letters})\s?[-.]?\s?(\d{{1,2}})(?!\d)")

    def code_at(self, text: str, start: int) -> tuple[str, int] | None:
        """The code that begins at ``start`` of ``text`` (capitals), and where it ends."""
        found = self._code.match(text, start)
        if found and found[1] + found[2] in self.words:
            return found[1] + found[2], found.end()
        return None

    def next_code(self, text: str, start: int) -> int:
        """Where the next code begins, the end of ``text`` if there is none."""
        found = self._code.search(text, start)
        return found.start() if found else len(text)

    def phrase_at(self, text: str, start: int, only: str = "") -> tuple[str, int]:
        """The code of the longest phrase that begins at ``start``, and where it ends."""
        for pattern, code in self._patterns:
            if (not only or code == only) and (found := pattern.match(text, start)):
                return code, found.end()
        return "", start

    def nearest(self, text: str) -> tuple[str, float]:
        """The code whose words are most like ``text``, and how like they are (0.6 at least)."""
        folded = fold(text)
        best, code = 0.0, ""
        for phrase, its in self._phrases:
            like = max(_same_letters(folded, phrase), _same_words(folded, phrase))
            if like > best:
                best, code = like, its
        if best >= 0.6:
            return code, round(best, 2)
        told = {self._telling[stem] for stem in _stems(folded) if stem in self._telling}
        return (told.pop(), 0.6) if len(told) == 1 else ("", 0.0)


def _pattern(phrase: str) -> re.Pattern[str]:
    """The phrase with any white space and any of its punctuation left out."""
    parts = re.findall(r"[0-9a-zа-я]+|[^\s0-9a-zа-я]", phrase)
    spelt = (part if part.isalnum() else f"{re.escape(part)}?" for part in parts)
    return re.compile(r"\s*".join(spelt) + r"(?![0-9a-zа-я])")


def _same_letters(one: str, other: str) -> float:
    match = difflib.SequenceMatcher(None, one, other)
    if match.real_quick_ratio() < 0.7 or match.quick_ratio() < 0.7:
        return 0.0
    return match.ratio()


@functools.lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:5] for word in re.findall(r"[а-яa-z]{3,}", text)) - _COMMON


def _same_words(one: str, other: str) -> float:
    """How many telling words of ``other`` stand in ``one``; never sure."""
    here, there = _stems(one), _stems(other)
    if not here or not there:
        return 0.0
    return 0.8 * len(here & there) / max(len(there), min(len(here), len(there) + 1))
