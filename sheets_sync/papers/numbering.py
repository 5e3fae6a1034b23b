"""The numbers that Word puts before a paragraph and that are no part of its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVEL = re.compile(r"%(\d)")


class Numbering:
    """Counts the numbered paragraphs of one document from its top."""

    def __init__(self, document: Document) -> None:
        self._levels = dict(_levels(document))
        self._counts: Counter[tuple[str, int]] = Counter()

    def before(self, paragraph: Paragraph) -> str:
        """«1. », «– » or nothing: what stands before the text of ``paragraph``, told in order."""
        number, level = _place(paragraph)
        text = self._levels.get((number, level), "")
        if not text:
            return ""
        self._counts[number, level] += 1
        for other in [each for each in self._counts if each[0] == number and each[1] > level]:
            del self._counts[other]
        return _LEVEL.sub(lambda m: str(self._counts[number, int(m[1]) - 1]), text) + " "


def _place(paragraph: Paragraph) -> tuple[str, int]:
    """The list and the level of a paragraph, its own or of its style; ("", 0) for none."""
    holders: list[Any] = [paragraph._p]
    style: Any = paragraph.style
    while style is not None:
        holders.append(style.element)
        style = style.base_style
    for holder in holders:
        numbered = holder.pPr.numPr if holder.pPr is not None else None
        if numbered is not None and numbered.numId is not None:
            level = numbered.ilvl.val if numbered.ilvl is not None else 0
            return str(numbered.numId.val), int(level)
    return "", 0


def _levels(document: Document) -> Iterator[tuple[tuple[str, int], str]]:
    """How each level of each list is written («%1.»), by the number of the list."""
    try:
        root: Any = document.part.numbering_part.element
    except (KeyError, NotImplementedError):  # a document without lists
        return
    kinds = {each.get(f"{_W}abstractNumId"): each for each in root.iter(f"{_W}abstractNum")}
    for each in root.iter(f"{_W}num"):
        kind = kinds.get(each.find(f"{_W}abstractNumId").get(f"{_W}val"))
        for level in kind.iter(f"{_W}lvl") if kind is not None else ():
            written = level.find(f"{_W}lvlText")
            place = each.get(f"{_W}numId"), int(level.get(f"{_W}ilvl"))
            yield place, written.get(f"{_W}val", "") if written is not None else ""
