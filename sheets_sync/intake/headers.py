"""Which field a header speaks of, in the words of any school."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from sheets_sync.intake.grid import plainly
from sheets_sync.intake.header_words import COVERED, RULES

NAME_FIELDS = ("name", "mentor", "mentee", "surname")
"""A table of people has one of these."""
CODE_FIELDS = ("strengths", "requests", "codes")
MANY = frozenset((*CODE_FIELDS, "remark"))
"""Fields that several columns may share."""
LONGEST = 150

_COMPILED = tuple((field, sure, re.compile("|".join(words))) for field, sure, words in RULES)
_NO_NAMES = frozenset("capacity wishes kind mentor_consent mentee_consent consent_from".split())


@functools.lru_cache(maxsize=4096)
def fields_of(*spellings: str) -> Mapping[str, float]:
    """Every field that a header may speak of, and how surely; several spellings of one header."""
    found: dict[str, float] = {}
    for text in map(plainly, spellings):
        own: dict[str, float] = {}
        if 0 < len(text) <= LONGEST:
            for field, sure, rule in _COMPILED:
                if field not in own and rule.search(text):
                    own[field] = sure
        found = {each: max(own.get(each, 0.0), found.get(each, 0.0)) for each in own | found}
    return _settled(found)


def _settled(found: dict[str, float]) -> Mapping[str, float]:
    """«ФИО наставника» is a mentor before it is a name; «Кол-во наставляемых» is no name at all."""
    if _NO_NAMES & set(found):
        for name in ("mentor", "mentee", "name"):
            found.pop(name, None)
    if found.get("mentor", 0) >= 0.9 or found.get("mentee", 0) >= 0.8:
        found.pop("name", None)
    if found.get("order", 0) < 1 and {"order_number", "order_date"} & set(found):
        found.pop("order", None)
    both = {"order!"} if found.get("order", 0) == 1 else set()
    present = set(found) | both
    return {f: sure for f, sure in found.items() if not present & set(COVERED.get(f, ()))}
