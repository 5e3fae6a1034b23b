"""Job titles in cases: the leading adjectives and the head noun change, the tail never does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sheets_sync.papers.names import MORPH_CASES, Case, Sex, dress, morphology

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

NBSP = "\N{NO-BREAK SPACE}"
_ABBREVIATION = re.compile(r"^(и\.|ио$|и\.о\.|врио$|зам\.|пом\.|ст\.|мл\.|рук\.)", re.IGNORECASE)
_ADJECTIVE_ENDS = ("ий", "ый", "ой", "ая", "яя")
_ACTING = re.compile(
    r"^(?:(?P<temporary>врио|вр\.?\s?и\.?\s?о\.?|временно\s+исполняющ(?:ий|ая)\s+обязанности)"
    r"|исполняющ(?:ий|ая)\s+обязанности|и\.?\s?о\.?)\s+(?P<post>\S.*)$",
    re.IGNORECASE,
)
_NEXT_TITLE = re.compile(r"(,\s+|\s+и\s+|\s*\()")


def decline_title(title: str, case: Case) -> str:
    """A job title in ``case``; adjectives and the head noun change, the words after it stay.

    Both halves of «педагог-психолог» change. A second title after a comma or «и» changes too
    («учителя физики, классного руководителя»). Abbreviations («и. о. директора») stay whole.
    A woman keeps the masculine title, so the sex of the person does not matter.
    """
    title = " ".join(title.split())
    if case == "nom" or not title:
        return title
    pieces = _NEXT_TITLE.split(title)
    out = [_decline_one(pieces[0], case)]
    for joint, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        out += [joint, _decline_one(piece, case) if _begins_a_title(piece) else piece]
    return "".join(out)


def in_full(title: str, sex: Sex) -> str:
    """«и. о. директора» as «исполняющая обязанности директора»; another title as it is.

    Unlike a title proper, the participle follows the sex of the person.
    """
    found = _ACTING.match(title)
    if not found:
        return title
    duties = f"исполняющ{'ий' if sex == 'м' else 'ая'} обязанности {found['post']}"
    return f"временно {duties}" if found["temporary"] else duties


def over_signature(title: str) -> str:
    """A title as it stands by a signature: «Директор», «И. о. директора», «Врио директора»."""
    found = _ACTING.match(title)
    if not found:
        return title[:1].upper() + title[1:]
    short = "Врио" if found["temporary"] else f"И.{NBSP}о."
    return f"{short}{NBSP}{found['post']}"


def _decline_one(title: str, case: Case) -> str:
    words = title.split(" ")
    if _ABBREVIATION.match(words[0]):
        return title
    head = _head(words)
    noun = _noun(words[head])
    feminine = "femn" in noun.tag if noun else words[head].lower().endswith(("ая", "яя"))
    sex = "femn" if feminine else "masc"
    done = [_inflect(word, case, sex) for word in words[: head + 1]]
    return " ".join(done + words[head + 1 :])


def _head(words: list[str]) -> int:
    """Place of the head: the first noun, or the last adjective («исполняющий обязанности»)."""
    for i, word in enumerate(words):
        if _adjective(word) is None and not _adverb(word):
            return i if i == 0 or _noun(word) else i - 1
    return len(words) - 1


def _begins_a_title(piece: str) -> bool:
    """False for the second half of a tail: «русского языка и родной литературы»."""
    words = piece.split(" ")
    return _noun(words[_head(words)]) is not None


def _noun(word: str) -> Parse | None:
    """``word`` (of a hyphened one the last half) as a person in the nominative, if it can be."""
    parses = _nominatives(word.rpartition("-")[2])
    return next((p for p in parses if "NOUN" in p.tag and "anim" in p.tag), None)


def _adjective(word: str) -> Parse | None:
    if not word.rstrip(",.;)").lower().endswith(_ADJECTIVE_ENDS):
        return None
    return next((p for p in _nominatives(word) if "ADJF" in p.tag or "PRTF" in p.tag), None)


def _adverb(word: str) -> bool:
    return "ADVB" in morphology().parse(word)[0].tag


def _nominatives(word: str) -> list[Parse]:
    return [p for p in morphology().parse(word.strip(",.;)")) if {"nomn", "sing"} in p.tag]


def _inflect(word: str, case: Case, sex: str) -> str:
    if "-" in word:
        return "-".join(_inflect(half, case, sex) for half in word.split("-"))
    parse = _adjective(word) or _noun(word)
    if parse is None:
        return word
    bare = word.rstrip(",.;)")
    grammeme = MORPH_CASES["gen" if case == "acc" and sex == "masc" else case]
    wanted = {grammeme, "sing"} | ({sex} if "NOUN" not in parse.tag else set())
    form = parse.inflect(wanted)
    return dress(bare, form.word) + word[len(bare) :] if form else word
