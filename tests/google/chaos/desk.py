"""The person at her table: her hands, what she saw when she last looked, people nobody has met."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sheets_sync.words import fold
from tests import build
from tests.google.chaos.oracle import Oracle
from tests.google.chaos.quick import Quick
from tests.google_emulator.emulator import Emulator
from tests.google_emulator.people import Person

TABLES = ("mentors", "mentees", "pairs")
WOMEN = ("Анна", "Зоя", "Нина", "Вера", "Майя", "Инга", "Дина", "Юлия")
MEN = ("Иван", "Фома", "Артур", "Яков", "Эрик", "Захар", "Юрий", "Тихон")
HERS = ("Юсуповна", "Фоминична", "Хасановна", "Эдуардовна")
HIS = ("Карлович", "Саввич", "Ренатович", "Богданович")
SURNAMES = (
    "Жук Пчела Зуб Фрейд Хмара Лось Дрозд Кваша Щука Рябко Ткач Умань Эйдус Юхно Яцко Вдовыко "
    "Шульга Сыч Горох Ёрш Бунша Чиж Гнедыш Кит Мазай Нагоша Опришко Пых Тюлька Филь Царюк Шмель"
).split()
MARRIED = "Вяз Дуб Ива Клён Липа Ольха Пихта Тис Граб Бук Сосна Туя Кедр Ясень Рута Мята".split()
"""No two of these people, nor of those in the school, may be taken for one."""

Book = Mapping[str, list[list[str]]]


@dataclass
class Desk:
    """``seen``: every tab as she saw it last; what she does is done to the tabs as they are."""

    emulator: Emulator
    quick: Quick
    file: str
    hands: Person
    oracle: Oracle
    seen: Book = field(default_factory=dict)
    used: int = 0
    married: int = 0

    def look(self) -> None:
        """She looks at all her tabs."""
        book = self.emulator.book(self.file)
        self.seen = {table: self.quick.shown(book, tab_of(table)) for table in TABLES}

    def shows(self, table: str, row: int, column: int) -> str:
        """What stands in a cell at this moment: she looks at it while she types."""
        lines = self.quick.shown(self.emulator.book(self.file), tab_of(table))
        return _cell(lines, row, column)

    def head(self, table: str) -> int:
        """In which row she saw the headers."""
        known = _spellings(table)
        found = [sum(fold(text) in known for text in line) for line in self.seen[table][:12]]
        return max(range(len(found)), key=lambda n: (found[n], -n), default=0)

    def end(self, table: str) -> int:
        """The row under the last one that she saw."""
        return max(self.head(table) + 1, len(self.seen[table]))

    def columns(self, table: str) -> dict[str, int]:
        """Where she saw each header."""
        known, lines = _spellings(table), self.seen[table]
        head = lines[self.head(table)] if lines else []
        found: dict[str, int] = {}
        for at, text in enumerate(head):
            if fold(text) in known:
                found.setdefault(known[fold(text)], at)
        return found

    def cell(self, table: str, row: int, name: str) -> str:
        """What she saw in a cell; '' where she saw no such column."""
        at = self.columns(table)
        return _cell(self.seen[table], row, at[name]) if name in at else ""

    def rows(self, table: str) -> list[int]:
        """The rows under the headers in which she saw somebody."""
        name = "mentee" if table == "pairs" else "name"
        first = self.head(table) + 1
        lines = range(first, len(self.seen[table]))
        return [row for row in lines if self.cell(table, row, name)]

    def row(self, table: str, pick: int) -> int:
        """One of them; the first row under the headers where she saw nobody."""
        rows = self.rows(table)
        return rows[pick % len(rows)] if rows else self.head(table) + 1

    def stranger(self) -> str:
        """Somebody whom nobody has met yet."""
        n, self.used = self.used % len(SURNAMES), self.used + 1
        k = n // 2
        first, father = (MEN, HIS) if n % 2 else (WOMEN, HERS)
        return f"{SURNAMES[n]} {first[k % 8]} {father[(k // 8 + k) % 4]}"

    def married_name(self, old: str) -> str:
        """The same person under another surname."""
        self.married += 1
        return f"{MARRIED[self.married % len(MARRIED)]} {old.split(' ', 1)[1]}"


Act = Callable[[Desk, str, int], None]
"""Done in a table, at a place that a number picks."""


def tab_of(table: str) -> str:
    """The title of a table's tab."""
    return build.SCHEMAS[table].tab


def letter(column: int) -> str:
    """A column from 0 by its letters."""
    high, low = divmod(column, 26)
    return (chr(64 + high) if high else "") + chr(65 + low)


def _cell(lines: list[list[str]], row: int, column: int) -> str:
    line = lines[row] if 0 <= row < len(lines) else []
    return line[column] if column < len(line) else ""


def _spellings(table: str) -> dict[str, str]:
    if table not in _KNOWN:
        columns = build.SCHEMAS[table].columns.values()
        words = {fold(alias): c.name for c in columns for alias in c.aliases}
        _KNOWN[table] = words | {fold(c.header): c.name for c in columns}
    return _KNOWN[table]


_KNOWN: dict[str, dict[str, str]] = {}
