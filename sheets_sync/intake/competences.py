"""A cell of competences taken apart: codes, words or both, whatever stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sheets_sync.ids import cyrillic
from sheets_sync.intake.lexicon import Lexicon
from sheets_sync.intake.read import DOUBT
from sheets_sync.words import fold, tidy

_BETWEEN = re.compile(r"[\s,;.:/•·●▪*|+&)-]+|\d{1,2}[.)](?!\d)|и\s+|а также\s+")
_SEPARATOR = re.compile(r"[,;\n•·●▪|+]|(?<=\s)[-/](?=\s)|(?<=[\s,])\d{1,2}[.)](?=\s)|$")
_STRONG = re.compile(r"[;\n•·●▪|]|(?<=[\s,])\d{1,2}[.)](?=\s)|$")


@dataclass(frozen=True, slots=True)
class Item:
    """One competence: the words in the sheet, and the code that they mean ('' if unknown)."""

    typed: str
    code: str = ""
    confidence: float = 1.0

    @property
    def sure(self) -> bool:
        """Whether the code may be written without asking."""
        return bool(self.code) and self.confidence >= DOUBT


def split(text: str, lexicon: Lexicon) -> tuple[Item, ...]:
    """The competences in ``text``, in order, each once."""
    return tuple(_once(_Splitter(text, lexicon).items()))


class _Splitter:
    """Walks through one text; ``low`` and ``high`` are as long as ``text``, letter for letter."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
        plain = re.sub(r"[^\S\n]|[«»„“”\"']", " ", self.text)
        plain = re.sub(r"[‐-―−]", "-", plain)
        self.low = "".join(_one(char, char.lower()) for char in plain).replace("ё", "е")
        self.high = cyrillic("".join(_one(char, char.upper()) for char in plain))
        self.lexicon = lexicon

    def items(self) -> Iterable[Item]:
        at = 0
        while at < len(self.text):
            gap = _BETWEEN.match(self.low, at)
            if gap:
                at = gap.end()
                continue
            item, at = self._next(at)
            yield item

    def _next(self, at: int) -> tuple[Item, int]:
        if found := self.lexicon.code_at(self.high, at):
            return self._coded(at, *found)
        code, end = self.lexicon.phrase_at(self.low, at)
        return self._worded(at, code, end) if code else self._unknown(at)

    def _coded(self, at: int, code: str, end: int) -> tuple[Item, int]:
        """A code, with its own words after it or without."""
        start = end + len(self.low[end:]) - len(self.low[end:].lstrip(" \n.:(-"))
        own, stop = self.lexicon.phrase_at(self.low, start, only=code)
        if own:
            return Item(self._typed(at, stop), code), stop
        stop = self._stop(start)
        tail = self.low[start:stop]
        if "\n" in self.low[end:start] or not re.search(r"\w", tail):
            return Item(self._typed(at, end), code), end
        near, _ = self.lexicon.nearest(tail)
        agrees = near in (code, "") and not self._other_inside(start, stop, code)
        return Item(self._typed(at, stop), code, 0.9 if agrees else 0.6), stop

    def _other_inside(self, start: int, stop: int, code: str) -> bool:
        """Whether words of another code stand in a piece."""
        words = (found.start() for found in re.finditer(r"\b\w", self.low[start:stop]))
        named = {self.lexicon.phrase_at(self.low, start + word)[0] for word in words}
        return bool(named - {"", code})

    def _worded(self, at: int, code: str, end: int) -> tuple[Item, int]:
        """Words of the list; what follows them up to the next separator belongs to them."""
        stop = self._stop(end)
        tail = self.low[end:stop]
        more = tail.count(" ") > 3 or self._other_inside(end, stop, code)
        if re.match(r"\s*(?:и|/)\s", tail) or not re.search(r"\w", tail):
            return Item(self._typed(at, end), code), end
        return Item(self._typed(at, stop), code, 0.8 if more else 0.9), stop

    def _unknown(self, at: int) -> tuple[Item, int]:
        """Words of no list: as far as the next separator, or further if that makes sense."""
        stop = max(self._stop(at), at + 1)
        code, like = self.lexicon.nearest(self.low[at:stop])
        wide = self._stop(stop, _STRONG)
        if wide > stop and like < 0.9:
            further = self.lexicon.nearest(self.low[at:wide])
            if further[1] >= 0.85 and further[1] > like:
                (code, like), stop = further, wide
        if not code and (found := re.search(r"\sи\s", self.low[at:stop])):
            stop = at + found.start()
            code, like = self.lexicon.nearest(self.low[at:stop])
        return Item(self._typed(at, stop), code, min(like, 0.95)), stop

    def _stop(self, at: int, separator: re.Pattern[str] = _SEPARATOR) -> int:
        """The end of the piece that begins at ``at``: a separator, or the next code."""
        found = separator.search(self.low, at)
        stop = found.start() if found else len(self.text)
        return min(stop, self.lexicon.next_code(self.high, at + 1))

    def _typed(self, at: int, end: int) -> str:
        if at and self.text[at - 1] in '«„“"':
            at -= 1
        if self.text[end : end + 1] in ("»", "”"):
            end += 1
        return tidy(self.text[at:end]).strip(" ./-–—")


def _one(char: str, changed: str) -> str:
    return changed if len(changed) == 1 else char


def _once(items: Iterable[Item]) -> list[Item]:
    """Each code once, the surest telling; nothing without a letter."""
    out: dict[str, Item] = {}
    for item in items:
        key = item.code or fold(item.typed)
        if re.search(r"[^\W\d]", item.typed) and (
            key not in out or out[key].confidence < item.confidence
        ):
            out[key] = item
    return list(out.values())
