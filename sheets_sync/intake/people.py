"""Names as they are typed: spaces, capitals, initials, order; and the sex they speak for."""

from __future__ import annotations

import re

from sheets_sync.intake.read import UNSAID, Read
from sheets_sync.words import fold, tidy

_LETTERS = r"[А-ЯЁа-яёA-Za-z'’]"
_WORD = re.compile(rf"{_LETTERS}+(?:[-‐‑–]{_LETTERS}+)*\.?")
_INITIALS = re.compile(r"([А-ЯЁа-яё])\.\s*(?:([А-ЯЁа-яё])\.?)?")
_TAIL_WORDS = frozenset({"оглы", "оглу", "кызы", "гызы", "улы", "уулу", "заде"})
_PATRONYMIC = re.compile(r"(?:[оеё]вич|[оеё]вна|[иы]нична|ична|[лмнктьу]ич|оглы|кызы)$")
_MEN = frozenset(
    "никита илья лука фома кузьма савва данила гаврила миша саша паша мустафа иса муса".split()
)
_WOMEN = frozenset(
    "любовь нинель айгуль гузель гульшат рахиль юдифь эсфирь адель айсель асель жанель николь "
    "рашель мишель айнур нургуль гюзель элен кармен зульфият".split()
)


def looks_like_a_name(text: str, *, strictly: bool = False) -> bool:
    """Two to five words of letters, or a surname with initials; ``strictly`` with a patronymic."""
    words = tidy(re.sub(r"\(.*?\)|^\d+[.)]\s*", "", text)).split(" ")
    if not 2 <= len(words) <= 5 or not all(
        _WORD.fullmatch(w) or _INITIALS.fullmatch(w) for w in words
    ):
        return False
    if any(is_patronymic(word) for word in words[1:]) or _has_initials(text):
        return True
    return not strictly and all(word[:1].isupper() for word in words) and len(words) <= 3


def is_patronymic(word: str) -> bool:
    """Whether a word ends as a patronymic does."""
    return bool(_PATRONYMIC.search(fold(word))) and len(word) > 4


def _has_initials(text: str) -> bool:
    return bool(re.search(r"(?<![А-ЯЁа-яё])[А-ЯЁ]\.\s*(?:[А-ЯЁ]\.?)?", text))


def read_person(text: str) -> Read:
    """A name in the order surname, first name, patronymic, its capitals put right; ё as typed."""
    typed = tidy(text)
    aside = re.search(r"\((.*?)\)", typed)
    bare = tidy(re.sub(r"\(.*?\)|^\d+\s*[.)]\s*|[;,:*]+$", " ", typed)).rstrip(",;")
    whole = aside is None
    if "," in bare:
        bare, whole = tidy(bare.split(",")[0]), False
    if _has_initials(bare):
        return _short(bare, typed, whole)
    words = [_capital(word) for word in bare.split(" ")]
    words, ordered = _in_order(words)
    name = " ".join(words)
    if len(words) < 2 or not all(_WORD.fullmatch(word) for word in words if word not in "-–—"):
        return Read(name or typed, 0.4, typed, "не похоже на полное имя", whole)
    if not ordered:
        return Read(name, 0.8, typed, "слова переставлены: сначала фамилия", whole)
    return Read(name, 1.0, typed, whole=whole)


def _short(bare: str, typed: str, whole: bool) -> Read:
    """«Ким Ю.А.», «Ю. А. Ким» → «Ким Ю. А.»."""
    letters = [letter for pair in _INITIALS.findall(bare) for letter in pair if letter]
    surname = tidy(_INITIALS.sub(" ", bare)).strip(". ")
    words = [_capital(word) for word in surname.split(" ") if word]
    if not words or not 1 <= len(letters) <= 2:
        return Read(bare, 0.3, typed, "не похоже на имя", whole)
    name = " ".join([*words, *(f"{letter.upper()}." for letter in letters)])
    return Read(name, 0.5, typed, "имя и отчество только буквами", whole)


def _in_order(words: list[str]) -> tuple[list[str], bool]:
    """Surname first: «Юлия Ивановна Сковорода» is turned round."""
    if len(words) == 3 and is_patronymic(words[1]) and not is_patronymic(words[2]):
        return [words[2], words[0], words[1]], False
    return words, True


def _capital(word: str) -> str:
    """«белых», «БЕЛЫХ» → «Белых»; mixed capitals stay as they are."""
    if fold(word) in _TAIL_WORDS:
        return word.lower()
    if word.islower() or (word.isupper() and len(word) > 1):
        return "-".join(half[:1].upper() + half[1:].lower() for half in word.split("-"))
    return word


def sex_of(name: str) -> Read:
    """The sex that a name speaks for; never more than a guess."""
    words = [fold(word) for word in name.split(" ")]
    last = words[-1]
    if len(words) > 2 or (len(words) == 2 and is_patronymic(last)):
        if last.endswith(("вич", "ьич", "ич", "оглы", "оглу", "улы", "уулу")):
            return Read("м", 0.8, name, "по отчеству", said=False)
        if last.endswith(("вна", "чна", "кызы", "гызы")):
            return Read("ж", 0.8, name, "по отчеству", said=False)
    if len(words) > 1 and "." not in words[1]:
        woman = words[1] in _WOMEN or (words[1][-1:] in "ая" and words[1] not in _MEN)
        return Read("ж" if woman else "м", 0.6, name, "по имени", said=False)
    if re.search(r"(?:ов|ев|ин|ын)а$|ая$", words[0]):
        return Read("ж", 0.5, name, "по фамилии", said=False)
    if re.search(r"(?:ов|ев|ин|ын|ский|цкий)$", words[0]):
        return Read("м", 0.5, name, "по фамилии", said=False)
    return UNSAID
