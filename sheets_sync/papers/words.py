"""What a template may say about a value: Russian filters, and how a missing value is shown.

Filters, all free of arguments, so that no quotes are needed in Word:

    {{ наставник.имя|вин }}            Сковороду Павла Дмитриевича   (род дат вин твор предл)
    {{ наставник.имя|кратко|вин }}     Сковороду П. Д.
    {{ директор.имя|подпись }}         П. Д. Сковорода
    {{ наставник.должность|вин }}      учителя математики
    {{ директор.должность|подпись }}   Директор                      (или «И. о. директора»)
    {{ кем.должность|дат|с_большой }}  Учителю математики
    {{ пара.начало|словами }}          2 сентября 2026 г.            (цифрами: 02.09.2026)
    {{ дни|цифрами }}                  31.08.2026, 02.09.2026        (из списка дней)

None and an empty text are printed as a yellow gap; a value that needs a person's eye is yellow too.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from sheets_sync.papers.dates import in_digits, in_words
from sheets_sync.papers.grammar import (
    Case,
    Sex,
    decline_name,
    decline_title,
    sex_by_patronymic,
    short_name,
    signature_name,
)
from sheets_sync.papers.titles import in_full, over_signature

GAP = "______"
MARK, UNMARK = "\ue000", "\ue001"
"""Private letters round a text that the finished paper shows on yellow."""

_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def marked(text: str) -> str:
    """``text``, to be shown on yellow."""
    return f"{MARK}{text}{UNMARK}"


@dataclass(frozen=True)
class Name:
    """A person's name in a template; ``forms`` are names that the staff gave for a case.

    A form of one word is the surname alone; grammar gives the rest.

    With no sex and no patronymic to tell it, the name stays in the nominative, on yellow.
    """

    full: str
    sex: Sex | None = None
    forms: dict[Case, str] = field(default_factory=dict)
    short: bool = False

    def __str__(self) -> str:
        return self.in_case("nom")

    def __bool__(self) -> bool:
        return bool(self.full)

    def in_case(self, case: Case) -> str:
        """The name in ``case``: by the staff's own form, else by grammar."""
        write = short_name if self.short else decline_name
        sex = self.sex or sex_by_patronymic(self.full)
        if given := self.forms.get(case):
            surname, *rest = given.split()
            if not rest and sex:
                rest = decline_name(self.full, case, sex).split()[1:]
            return write(" ".join([surname, *rest]), "nom", "м")
        if sex is None and case != "nom":
            return marked(self.in_case("nom"))
        return write(self.full, case, sex or "м")


@dataclass(frozen=True)
class Title:
    """A job title in a template; ``forms`` are those that the staff gave for a case.

    ``sex`` matters only to one who is acting: «исполняющая обязанности директора».
    """

    full: str
    sex: Sex | None = None
    forms: dict[Case, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.in_case("nom")

    def __bool__(self) -> bool:
        return bool(self.full)

    def in_case(self, case: Case) -> str:
        """The title in ``case``: by the staff's own form, else by grammar."""
        if given := self.forms.get(case):
            return given
        return decline_title(in_full(self.full, self.sex) if self.sex else self.full, case)


def declined(case: Case) -> Callable[[object], object]:
    """A filter: a `Name` or `Title`, or other text as a title, in ``case``; a gap stays a gap."""

    def filter_(value: object) -> object:
        if isinstance(value, (Name, Title)):
            return value.in_case(case) if value else None
        return decline_title(str(value), case) if value else None

    return filter_


def short(value: object) -> object:
    """A filter: the name with initials, still to be declined; other text stays as it is."""
    return replace(value, short=True) if isinstance(value, Name) else value


def signed(value: object) -> object:
    """A filter: initials, then the surname; a title as it stands by a signature."""
    if isinstance(value, Title) and value:
        return over_signature(value.full)
    return signature_name(value.full) if isinstance(value, Name) and value else value


def upper_first(value: object) -> object:
    """A filter: the first letter made a capital."""
    return f"{value}"[:1].upper() + f"{value}"[1:] if value else None


def _dated(write: Callable[[dt.date], str]) -> Callable[[object], object]:
    def filter_(value: object) -> object:
        if isinstance(value, list):
            return ", ".join(str(shown(filter_(day))) for day in value)
        if isinstance(value, dt.date):
            return write(value)
        if not value:
            return None
        try:
            return write(dt.date.fromisoformat(str(value)[:10]))
        except ValueError:
            return marked(str(value))

    return filter_


FILTERS: dict[str, Callable[[object], object]] = {
    "род": declined("gen"),
    "дат": declined("dat"),
    "вин": declined("acc"),
    "твор": declined("ins"),
    "предл": declined("pre"),
    "кратко": short,
    "подпись": signed,
    "с_большой": upper_first,
    "словами": _dated(in_words),
    "цифрами": _dated(in_digits),
}


def shown(value: object) -> object:
    """The last step for every printed value: a gap for nothing, no letters that .docx forbids."""
    text = "" if value is None else str(value)
    return _NOT_XML.sub(" ", text) if text.strip() else marked(GAP)
