"""What may not leave the house, found in cells on their way out: names, phones, e-mails, births."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from sheets_sync.cells import Value
from sheets_sync.changes import AddRow, Change, DropRow
from sheets_sync.names import parts
from sheets_sync.snapshot import Snapshot
from sheets_sync.words import fold

SURNAME, FULL_NAME = "фамилия", "имя и отчество"
PHONE, EMAIL, BORN = "телефон", "адрес почты", "дата рождения"

LEAST_YEAR = 2010
"""No pair, order or plan of mentoring is as old as that; whoever works in a school is older."""

_PEOPLE = {"mentors": ("name",), "mentees": ("name",), "school": ("director_name", "curator_name")}
_CASES = ("name_gen", "name_dat", "name_acc", "name_ins")
_WORD = re.compile(r"[^\W\d_]+")
_PHONE = re.compile(r"(?<!\d)(?:\+?7|8)?[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?!\d)")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w{2,}")
_DATE = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)|(\d{4})-(\d\d)-(\d\d)")

_ENDINGS = (
    *("", "а", "у", "е", "ы", "и", "о", "я", "ю", "ь", "й"),
    *(
        "ой",
        "ою",
        "ом",
        "ем",
        "ей",
        "ею",
        "ым",
        "им",
        "ов",
        "ев",
        "ам",
        "ах",
        "ых",
        "их",
        "ый",
        "ий",
    ),
    *(
        "ая",
        "ую",
        "яя",
        "юю",
        "ями",
        "ами",
        "ого",
        "его",
        "ому",
        "ему",
        "ыми",
        "ими",
        "ье",
        "ья",
        "ью",
        "ьи",
    ),
)
"""What a Russian name may end in, in any case and number, after its stem."""

_OWN_ENDING = re.compile(r"(ой|ый|ий|ая|яя|а|я|о|е|ь|й)$")
_PLAINLY = re.compile(r"(ов|ев|ин|ын|ова|ева|ина|ына|ский|цкий|ская|цкая|енко|швили|дзе|ович)$")
"""Surnames that are no common word, and are known in small letters too."""


@dataclass(frozen=True, slots=True)
class Names:
    """The people at home, as words in all their forms; ``born`` are their birth dates.

    ``surnames`` says of each form whether it counts in small letters, too; ``first`` and ``second``
    give the people whose first name or patronymic a form is.
    """

    surnames: dict[str, bool] = field(default_factory=dict)
    first: dict[str, set[int]] = field(default_factory=dict)
    second: dict[str, set[int]] = field(default_factory=dict)
    born: frozenset[dt.date] = frozenset()

    @classmethod
    def of(cls, people: Iterable[str], born: Iterable[dt.date] = ()) -> Names:
        """The words of everybody in ``people`` (full names, in any case)."""
        names = cls(born=frozenset(born))
        for number, full in enumerate(sorted(set(people))):
            surname, *rest = (*parts(full), "")
            for part in re.split(r"[\s-]+", fold(surname)):
                plain = bool(_PLAINLY.search(part))
                for form in _forms(part):
                    names.surnames[form] = names.surnames.get(form, False) or plain
            for known, word in zip((names.first, names.second), rest, strict=False):
                for form in _forms(fold(word)):
                    known.setdefault(form, set()).add(number)
        return names


@dataclass(frozen=True, slots=True)
class Leak:
    """One cell that must stay: its address by names in code, and what it looks like."""

    table: str
    row: str
    column: str
    what: str


def names_of(home: Snapshot) -> Names:
    """Everybody whom the tables at home name: both banks, the director, the curator."""
    people: list[str] = []
    born: set[dt.date] = set()
    for table, columns in _PEOPLE.items():
        for row in home.tables[table].rows if table in home.tables else ():
            people += [row.cell(name).shown for name in (*columns, *_CASES)]
            day = row.cell("born").value
            if isinstance(day, dt.date):
                born.add(_day(day))
    return Names.of(filter(str.strip, people), born)


def leaks(changes: Iterable[Change], names: Names) -> tuple[Leak, ...]:
    """Every cell of ``changes`` that must not be sent, in their order."""
    found = []
    for change in changes:
        if isinstance(change, DropRow):
            continue
        cells = change.cells if isinstance(change, AddRow) else ((change.column, change.new),)
        for column, value in cells:
            if what := looks_like(value, names):
                found.append(Leak(change.table, change.row, column, what))
    return tuple(found)


def looks_like(value: Value, names: Names) -> str:
    """What of a person ``value`` gives away («фамилия», «телефон» …), '' if nothing."""
    if isinstance(value, dt.date):
        return BORN if _day(value) in names.born or value.year < LEAST_YEAR else ""
    if value is None or isinstance(value, bool | float | dt.time):
        return ""
    text = str(value)
    if _EMAIL.search(text):
        return EMAIL
    if _PHONE.search(text):
        return PHONE
    if any(_is_birth(day, names) for day in _dates(text)):
        return BORN
    return _name_in(text, names) if isinstance(value, str) else ""


def _name_in(text: str, names: Names) -> str:
    words = _WORD.findall(text)
    folded = [fold(word) for word in words]
    for word, key in zip(words, folded, strict=True):
        if key in names.surnames and (word[0].isupper() or names.surnames[key]):
            return SURNAME
    for one, other in pairwise(folded):
        if names.first.get(one, set()) & names.second.get(other, set()):
            return FULL_NAME
    return ""


def _forms(word: str) -> Iterator[str]:
    """The word in every case, roughly: its stem, and stems that lose a vowel, with all endings."""
    if not word:
        return
    stems = {word, _OWN_ENDING.sub("", word) or word}
    for stem in tuple(stems):
        if re.search(r"[еоя][цкл]$", stem) and len(stem) > 3:  # Кравца, Зайца, Павла
            soft = "й" if stem[-2] == "я" else ""
            stems |= {stem[:-2] + soft + stem[-1], stem[:-2] + "ь" + stem[-1]}
    for stem in stems:
        if len(stem) > 1:
            # The shortest stems with an ending are words of their own: «Ли», «лично» is none.
            yield from (stem + ending for ending in _ENDINGS)


def _dates(text: str) -> Iterator[dt.date]:
    for day, month, year, iso_year, iso_month, iso_day in _DATE.findall(text):
        try:
            yield dt.date(int(year or iso_year), int(month or iso_month), int(day or iso_day))
        except ValueError:
            continue


def _is_birth(day: dt.date, names: Names) -> bool:
    return day in names.born or day.year < LEAST_YEAR


def _day(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value
