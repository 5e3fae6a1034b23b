"""Full names: a slip is answered with the name to type, a line of totals is told from a person."""

from __future__ import annotations

import re

from sheets_sync.cells import Cell
from sheets_sync.ids import cyrillic
from sheets_sync.names import NO_PATRONYMIC, properly_spelt
from sheets_sync.values.basics import Unclear, brief, read_text
from sheets_sync.words import count, fold, quoted, tidy

TOTALS = re.compile(r"(итог[о]?|всего)(\W|$)")
"""How a line that counts people begins, folded."""

_SHORT = re.compile(r"[А-ЯЁ][А-ЯЁа-яё\-]+(\s+[А-ЯЁ]\.(\s*[А-ЯЁ]\.?)?|(\s+[А-ЯЁ]\.?){1,2})$")
_PERSON = re.compile(r"[А-ЯЁ][А-ЯЁа-яё\-]+(\s+[А-ЯЁ][а-яё]*\.?)+")
_BETWEEN = re.compile(r"\s+и\s+|\s*[;,/\n]\s*")


def read_name(cell: Cell) -> str | Unclear | None:
    """A full name: surname, first name, patronymic or «–» in its place."""
    text = read_text(cell)
    if not isinstance(text, str):
        return text
    for look in (_no_name, _several, _more_than_name, _latin, _case, _short):
        if found := look(text, cell):
            return found
    return text


def _no_name(text: str, cell: Cell) -> Unclear | None:
    if TOTALS.match(fold(text)):
        return Unclear(
            f"Это строка итогов: «{brief(text)}». Уберите её: новые люди дописываются в конец."
        )
    if re.search(r"\d", text):
        return Unclear(f"В ФИО есть цифры: «{brief(text)}». Впишите фамилию, имя и отчество.")
    return None


def _several(text: str, cell: Cell) -> Unclear | None:
    people = [tidy(part) for part in _BETWEEN.split(cell.shown.strip())]
    if len(people) > 1 and all(_PERSON.fullmatch(part) for part in people):
        number = count(len(people), "человек", "человека", "человек")
        named = ", ".join(quoted(brief(part)) for part in people[:3])
        return Unclear(f"Здесь {number}: {named}. Впишите каждого в свою строку.")
    return None


def _more_than_name(text: str, cell: Cell) -> Unclear | None:
    """A sign at the end, a post or a remark after the name: the name before it is kept."""
    name, sign, rest = re.split(r"\s*([,;(]|\.$|$)\s*", text, maxsplit=1)
    if not sign or (sign == "." and re.search(r"(^|[\s.])[А-ЯЁа-яё]$", name)):
        return None
    if not name or name[:1].isspace():
        return None
    if not rest:
        return Unclear(f"После ФИО лишний знак «{sign}». Оставьте «{brief(name)}».", name)
    rest = brief(rest.rstrip(")"))
    return Unclear(f"Кроме ФИО, здесь стоит «{rest}». Оставьте только «{brief(name)}».", name)


def _latin(text: str, cell: Cell) -> Unclear | None:
    words = [word for word in text.split(" ") if re.search(r"[A-Za-z]", word)]
    if not words:
        return None
    meant = cyrillic(text)
    kept = text if re.search(r"[A-Za-z]", meant) else meant
    return Unclear(
        f"В ФИО латинские буквы: «{brief(words[0])}». Наберите это слово русскими буквами.", kept
    )


def _case(text: str, cell: Cell) -> Unclear | None:
    better = properly_spelt(text)
    if better == text:
        return None
    first = next((word for word in text.split(" ") if word != properly_spelt(word)), text)
    how = "большими буквами" if first.isupper() else "с маленькой буквы"
    return Unclear(f"ФИО написано {how}. Впишите «{brief(better)}».", kept=better)


def _short(text: str, cell: Cell) -> Unclear | None:
    """One word, initials, no patronymic: kept, but asked about."""
    if len(text.split(" ")) < 2:
        says = f"Здесь только одно слово: «{brief(text)}». Впишите фамилию, имя и отчество."
        return Unclear(says, text)
    if _SHORT.match(text):
        says = f"Вместо имени инициалы: «{brief(text)}». Впишите имя и отчество полностью."
        return Unclear(says, text)
    if len(text.split(" ")) == 2 and text.split(" ")[1] not in NO_PATRONYMIC:
        says = (
            "Нет отчества. Есть в паспорте – допишите; нет – поставьте «–», и в приказе будет "
            "верно."
        )
        return Unclear(says, text)
    return None
