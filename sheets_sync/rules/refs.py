"""Cells that name a person: «М-004», «М-004Ж Ким Ю. А.», or a name that is unique in its bank."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field

from sheets_sync.facts import Context, Record, Where
from sheets_sync.ids import misspelt_id, read_id
from sheets_sync.names import initials, person_key
from sheets_sync.words import REMEMBERED, fold, quoted


@dataclass(slots=True)
class Bank:
    """The people of one table that bear an id, to be found by id or by name."""

    by_id: dict[str, Record] = field(default_factory=dict)
    by_name: dict[str, list[Record]] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Iterable[Record]) -> Bank:
        """The bank of the records that bear an id."""
        bank = cls()
        for record in records:
            own = record.text("id")
            if own:
                bank.by_id[own] = record
                name = record.text("name")
                for spelling in {person_key(name), short_key(name)} - {""}:
                    bank.by_name.setdefault(spelling, []).append(record)
        return bank

    def find(self, text: str) -> Record | str:
        """The person that ``text`` names, or a sentence that says what to choose instead."""
        read = read_id(text)
        if read:
            found = self.by_id.get(str(read))
            return found or f"Номера {read} в банке нет. Выберите человека из списка."
        named = self.by_name.get(person_key(text)) or self.by_name.get(short_key(text)) or []
        if len(named) == 1:
            return named[0]
        if named:
            choices = ", ".join(sorted(map(label, named)))
            return f"Таких людей несколько: {choices} – впишите номер того, кто нужен."
        if misspelt_id(text):
            return f"В номере {quoted(text)} последняя буква неверна. Выберите человека из списка."
        return f"Человека {quoted(text)} в банке нет. Выберите из списка."

    def id_of(self, text: str) -> str:
        """The id that ``text`` names, '' where it names nobody."""
        found = self.find(text) if text else ""
        return found.text("id") if isinstance(found, Record) else ""


@functools.lru_cache(REMEMBERED)
def short_key(name: str) -> str:
    """«ковалева м.ф.»: surname and initials, folded, spaces in them left out."""
    surname, _, rest = initials(name).partition(" ")
    if "." in name:
        surname, _, rest = name.strip().partition(" ")
    return fold(f"{surname} {rest.replace(' ', '')}")


def label(person: Record) -> str:
    """«М-004Ж Ким Ю. А.», as the drop-downs have it."""
    return f"{person.text('id')} {initials(person.text('name'))}".rstrip()


def name(person: Record, where: Where) -> str:
    """How every composed text names a person: by the number alone where names may not go."""
    return person.text("id") if where == "cloud" else label(person)


def where(context: Context, table: str, column: str) -> Where:
    """Where a column lives: «cloud» only where names stay home and this column does not."""
    column_goes = context.schemas[table].columns[column].cloud == "yes"
    return "cloud" if column_goes and context.settings.personal_data == "local" else "home"
