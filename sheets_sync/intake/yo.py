"""Names in which a typed «е» is often a «ё»: «Ковалева», «Федоровна». Only ever a guess."""

from __future__ import annotations

import re

from sheets_sync.words import fold

_NAMES = (
    "Алёна Артём Аксён Парфён Пётр Семён Фёдор Фёкла Алёша Серёжа Артёмович Артёмовна Семёнович "
    "Семёновна Фёдорович Фёдоровна Аксёнович Аксёновна Парфёнович Парфёновна"
)
_SURNAMES = (
    "Аксёнов Алёхин Алёшин Алфёров Артёмов Берёзин Берёзкин Бочкарёв Воробьёв Дегтярёв "
    "Дёмин Ерёмин Журавлёв Звёздин Золотарёв Ильичёв Киселёв Клёнов Ковалёв Козырёв "
    "Королёв Кремнёв Кузьмичёв Лёвин Лукичёв Лунёв Москалёв Муравьёв Неёлов Новосёлов "
    "Огнёв Окунёв Парфёнов Пелёвин Плетнёв Пономарёв Потёмкин Пузырёв Пушкарёв Пчёлкин "
    "Рублёв Руднёв Селивёрстов Семёнов Сёмин Серёгин Снегирёв Соловьёв Сычёв Тёркин "
    "Токарёв Фёдоров Фомичёв Хмелёв Хрущёв Царёв Чернышёв Шевелёв Шмелёв Щёголев Щёкин"
)
_OTHERS = "Чёрный Чёрная Чёрных Зелёный Зелёная Ерёменко Семёнович Тёплый Тёплая"
_KNOWN = {
    fold(word): word.lower() for surname in _SURNAMES.split() for word in (surname, f"{surname}а")
} | {fold(word): word.lower() for word in f"{_NAMES} {_OTHERS}".split()}
_ENDING = re.compile(r"(?<=[а-я]{2}ач)ев(а?)$")


def with_yo(name: str) -> str:
    """``name`` with ё where it usually stands; '' where nothing is to be changed."""
    out = " ".join("-".join(map(_word, word.split("-"))) for word in name.split(" "))
    return out if out != name else ""


def _word(word: str) -> str:
    lower = word.lower()
    if "ё" in lower:
        return word
    usual = _KNOWN.get(lower) or _ENDING.sub(r"ёв\1", lower)
    return "".join(
        new.upper() if old.isupper() else new for old, new in zip(word, usual, strict=True)
    )
