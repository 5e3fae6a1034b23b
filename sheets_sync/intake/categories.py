"""Categories as schools write them: «I кв.к.», «ВКК», «СЗД», «б/к»; and the size of a group."""

from __future__ import annotations

import re

from sheets_sync.cells import Cell
from sheets_sync.intake.grid import text_of
from sheets_sync.intake.read import Read
from sheets_sync.words import fold

NONE, FITS, FIRST, HIGHEST = (
    "без категории",
    "соответствие занимаемой должности",
    "первая",
    "высшая",
)
EXTRA = ("педагог-методист", "педагог-наставник")

_TAIL = r"(?:кв[а-я]*к?|кк|к|кат[а-я]*|категор[а-я]*|квалификацион[а-я]*)"
_FORMS: tuple[tuple[str, str], ...] = (
    (NONE, rf"(?:без|б|нет|неимеет|неаттестован\w*|отсутствует|н)(?:{_TAIL})*|-|0"),
    (FITS, r"сзд|соотв[а-я]*|соответствуетдолжности"),
    (HIGHEST, rf"в(?:{_TAIL})+|высш[а-я]*(?:{_TAIL})*|вк+"),
    (FIRST, rf"(?:1|i|і|l)(?:-?ая|-?я|ой)?(?:{_TAIL})*|перв[а-я]*(?:{_TAIL})*|1-?к+"),
)
_INSIDE: tuple[tuple[str, str], ...] = (
    (FITS, r"соответстви|\bсзд\b"),
    (HIGHEST, r"высш|\bвкк\b"),
    (FIRST, r"\bперв|\b1[- ]?(?:я|ая|кк|кат)|\bi\s*(?:кк|кат|кв)"),
    (NONE, r"\bбез\b|\bб[/.]?к\b|не аттест"),
)
_COUNTED = {
    "один": 1,
    "одного": 1,
    "одну": 1,
    "двух": 2,
    "двоих": 2,
    "два": 2,
    "трех": 3,
    "троих": 3,
    "три": 3,
}


def read_category(cell: Cell) -> Read:
    """The category in ``cell`` by the words of the list."""
    typed = text_of(cell)
    text = fold(typed)
    if text in (*EXTRA, NONE, FITS, FIRST, HIGHEST):
        return Read(text, 1.0, typed)
    tight = re.sub(r"[\s./()«»,]+", "", text).strip(";:")
    for word, form in _FORMS:
        if re.fullmatch(form, tight):
            return Read(word, 0.9 if word == NONE else 1.0, typed)
    found = [word for word, form in _INSIDE if re.search(form, text)]
    found += [word for word in EXTRA if word in text]
    if len(found) == 1 or (found and found[0] == HIGHEST and set(found[1:]) <= set(EXTRA)):
        return Read(found[0], 0.9, typed, whole=False)
    return Read(None, 0.0, typed, "такой категории нет в списке")


def read_capacity(cell: Cell) -> Read:
    """How many people a mentor takes: «3 чел.», «до 2», «двоих»."""
    typed = text_of(cell)
    text = fold(typed)
    if found := re.fullmatch(r"(?:до|не более|макс[а-я.]*|не больше)?\s*(\d{1,2})\D{0,20}", text):
        return Read(int(found[1]), 1.0, typed)
    if found := re.fullmatch(r"\d\s*(?:-|или|–|/)\s*(\d)\D*", text):
        return Read(int(found[1]), 0.6, typed, "названы два числа, взято большее")
    number = next(
        (_COUNTED[word] for word in re.findall(r"[а-я]+", text) if word in _COUNTED), None
    )
    if number is not None:
        return Read(number, 0.9, typed)
    return Read(None, 0.0, typed, "не видно числа")


def read_sex(cell: Cell) -> Read:
    """«м», «жен.», «женский», «F»."""
    typed = text_of(cell)
    text = fold(typed)
    if re.match(r"м|m", text):
        return Read("м", 1.0, typed)
    if re.match(r"ж|f", text):
        return Read("ж", 1.0, typed)
    return Read(None, 0.0, typed, "не «м» и не «ж»")
