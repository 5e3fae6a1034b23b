"""One word of a person's name in a case: hard rules first, then pymorphy3, then pytrovich.

The hard rules are those of school grammars: which surnames never decline, which parts of double and
Turkic names stay as they are.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse
    from pytrovich.maker import PetrovichDeclinationMaker

Case = Literal["nom", "gen", "dat", "acc", "ins", "pre"]
Sex = Literal["м", "ж"]
Part = Literal["surname", "name", "patronymic"]

MORPH_CASES: dict[Case, str] = {
    "nom": "nomn",
    "gen": "gent",
    "dat": "datv",
    "acc": "accs",
    "ins": "ablt",
    "pre": "loct",
}
_MORPH_SEX: dict[Sex, str] = {"м": "masc", "ж": "femn"}
_MORPH_PART: dict[Part, str] = {"surname": "Surn", "name": "Name", "patronymic": "Patr"}
_CONSONANTS = frozenset("бвгджзйклмнпрстфхцчшщь")
_FIXED_ENDS = frozenset("оеиуюыэ")
_FIXED_TAILS = ("ых", "их", "аа", "еа", "иа", "оа", "уа", "юа", "эа")
_GERMAN = ("рих", "лих")  # Дитрих, Эрлих: no genitives of adjectives as Долгих and Чёрных are
_FLEETING = ("ец", "яц", "ок", "ек", "ёк", "ел", "ёл", "ол", "ей")
_LIKE_FEMININE = ("ова", "ева", "ёва", "ина", "ына")
_VOWELS = frozenset("аеёиоуыэюя")
_NOUNS = frozenset({"голова", "калина", "корова", "малина", "рева", "смородина", "сова"})
_FIRST_DECLENSION: dict[Case, str] = {"gen": "ы", "dat": "е", "acc": "у", "ins": "ой", "pre": "е"}
_SECOND_DECLENSION: dict[Case, str] = {"gen": "а", "dat": "у", "acc": "а", "ins": "ом", "pre": "е"}
_STRESSED_ICH = frozenset({"ильич", "кузьмич", "фомич", "лукич"})
_FIXED_HALVES = frozenset(
    ("бонч", "тер", "кара", "грум", "сан", "сен", "дон", "мак", "бен", "ибн", "аль", "эль")
)
CLAN_WORDS = frozenset({"оглы", "оглу", "кызы", "гызы", "улы", "уулу", "заде"})


@functools.cache
def morphology() -> MorphAnalyzer:
    """The dictionary of pymorphy3, loaded once (about 0.2 s)."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


@functools.cache
def _petrovich() -> PetrovichDeclinationMaker:
    from pytrovich.maker import PetrovichDeclinationMaker

    return PetrovichDeclinationMaker()


def dress(original: str, inflected: str) -> str:
    """``inflected`` with the capitals of ``original``, and its е where a library has ё."""
    kept = 0
    for ours, theirs in zip(original, inflected, strict=False):
        if ours.lower() != theirs and (ours.lower(), theirs) != ("е", "ё"):
            break
        kept += 1
    shout = len(original) > 1 and original.isupper()
    tail = inflected[kept:].upper() if shout else inflected[kept:]
    return original[:kept] + tail


def in_normal_case(full_name: str) -> str:
    """A name typed in capitals as a paper writes it: «Иванова-Орлова Мария», «Гасан оглы».

    Only words wholly in capitals change, and in a name that is not all capitals only those of three
    letters or more: «Иванов ИИ» has initials.
    """
    least = 2 if full_name.isupper() else 3
    return re.sub(rf"[^\W\d_]{{{least},}}", _lowered_capitals, full_name)


def _lowered_capitals(found: re.Match[str]) -> str:
    word = found[0]
    if not word.isupper():
        return word
    return word.lower() if word.lower() in CLAN_WORDS else word.capitalize()


def decline_word(word: str, part: Part, case: Case, sex: Sex) -> str:
    """``word`` of a name in ``case``; halves of a hyphened word are declined each by itself."""
    if case == "nom" or word.lower() in CLAN_WORDS:
        return word
    halves = word.split("-")
    if halves[-1].lower() in CLAN_WORDS:
        return word
    last = len(halves) - 1
    return "-".join(
        half
        if i < last and _stays_in_front(half.lower(), part, sex)
        else _decline_half(half, part, case, sex)
        for i, half in enumerate(halves)
    )


def _stays_in_front(half: str, part: Part, sex: Sex) -> bool:
    """Тер-Петросов, Бонч-Бруевич; and a man's foreign double name: Жан-Поля, Магомед-Али."""
    if part == "surname":
        return half in _FIXED_HALVES
    return part == "name" and sex == "м" and half[-1:] in _CONSONANTS


def _decline_half(half: str, part: Part, case: Case, sex: Sex) -> str:
    if len(half) < 2 or not half.isalpha() or _never_declines(half.lower(), part, sex):
        return half
    inflected = (
        _by_rule(half.lower(), part, case, sex)
        or _by_dictionary(half, part, case, sex)
        or _by_petrovich(half, part, case, sex)
    )
    return dress(half, inflected)


def _by_rule(word: str, part: Part, case: Case, sex: Sex) -> str | None:
    if part == "patronymic":
        return _regular_patronymic(word, case)
    return _as_a_noun(word, case, sex) if part == "surname" else None


def _never_declines(word: str, part: Part, sex: Sex) -> bool:
    if word[-1] in _FIXED_ENDS:
        return True
    if part == "surname":
        fixed = word.endswith(_FIXED_TAILS) and not word.endswith(_GERMAN)
        return fixed or (sex == "ж" and word[-1] in _CONSONANTS)
    return part == "name" and sex == "ж" and word[-1] in _CONSONANTS and word[-1] != "ь"


def _regular_patronymic(word: str, case: Case) -> str | None:
    if word.endswith(("ич", "ыч")):
        ins = "ом" if word in _STRESSED_ICH else "ем"
        return word + {**_SECOND_DECLENSION, "ins": ins}[case]
    if word.endswith("на"):
        return word[:-1] + _FIRST_DECLENSION[case]
    return None


def _as_a_noun(word: str, case: Case, sex: Sex) -> str | None:
    """A surname that is a noun, where rules by ending go wrong.

    A man's with a fleeting vowel (Соловья, Стрельца); a man's of one syllable in -ов, -ев, which is
    no suffix there (Левом, Зевом, and yet Львовым); a man's in -ова, -ина, which is no feminine
    (Голова, Рева), and those of a woman's that are nouns beyond doubt.
    """
    if sex == "м" and word.endswith(("ов", "ев", "ёв")) and _is_short_noun(word):
        return word + _SECOND_DECLENSION[case]
    if word in _NOUNS or (sex == "м" and word.endswith(_LIKE_FEMININE)):
        return word[:-1] + _FIRST_DECLENSION[case]
    if sex == "ж" or not word.endswith(_FLEETING) or not morphology().word_is_known(word):
        return None
    parses = (p for p in morphology().parse(word) if {"NOUN", "anim", "nomn", "sing"} in p.tag)
    form = next((p.inflect({MORPH_CASES[case], "sing"}) for p in parses), None)
    return form.word if form else None


def _is_short_noun(word: str) -> bool:
    """One syllable that the dictionary has as a common noun or a first name: Лев, Ров."""
    if sum(letter in _VOWELS for letter in word) != 1 or not morphology().word_is_known(word):
        return False
    parses = (p for p in morphology().parse(word) if {"NOUN", "masc", "nomn", "sing"} in p.tag)
    return any("Surn" not in p.tag and "Geox" not in p.tag for p in parses)


def _by_dictionary(word: str, part: Part, case: Case, sex: Sex) -> str | None:
    morph = morphology()
    if part == "surname" and word.lower().endswith("ний"):  # the dictionary has «Самотечному»
        return None
    if not morph.word_is_known(word):
        return None
    parses = [p for p in morph.parse(word) if _fits(p, part, sex)]
    if part == "surname" and all("Fixd" in p.tag for p in parses):  # a woman's Берия, as a man's
        parses += [p for p in morph.parse(word) if _fits(p, part, "м")]
    parse = min(parses, key=lambda p: "Fixd" in p.tag, default=None)
    form = parse.inflect({MORPH_CASES[case], "sing"}) if parse else None
    return form.word if form else None


def _fits(parse: Parse, part: Part, sex: Sex) -> bool:
    tag = parse.tag
    right_sex = _MORPH_SEX[sex] in tag or "ms-f" in tag
    return _MORPH_PART[part] in tag and "nomn" in tag and "sing" in tag and right_sex


def _by_petrovich(word: str, part: Part, case: Case, sex: Sex) -> str:
    from pytrovich.enums import Case as PCase
    from pytrovich.enums import Gender, NamePart

    parts = {
        "surname": NamePart.LASTNAME,
        "name": NamePart.FIRSTNAME,
        "patronymic": NamePart.MIDDLENAME,
    }
    cases = {
        "gen": PCase.GENITIVE,
        "dat": PCase.DATIVE,
        "acc": PCase.ACCUSATIVE,
        "ins": PCase.INSTRUMENTAL,
        "pre": PCase.PREPOSITIONAL,
    }
    gender = Gender.MALE if sex == "м" else Gender.FEMALE
    return _petrovich().make(parts[part], gender, cases[case], word.lower())
