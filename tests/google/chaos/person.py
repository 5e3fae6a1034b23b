"""What a person does in a bank: each act works on what she sees at that moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests import build
from tests.google.chaos.oracle import Oracle, owned
from tests.google_emulator.emulator import Emulator
from tests.google_emulator.people import Person

FIRST = ("Анна", "Олег", "Зоя", "Иван", "Нина", "Пётр", "Вера", "Глеб")
FATHERS = ("Львовна", "Ильич", "Юрьевна", "Олегович", "Павловна", "Маркович", "Глебовна", "Ильич")


@dataclass
class Desk:
    """The person at her table: ``tab`` in front of her, and a stock of names not used yet."""

    emulator: Emulator
    file: str
    hands: Person
    oracle: Oracle
    used: int = 0

    def rows(self, tab: str) -> int:
        """How many rows down to the last one."""
        return len(self.hands.see(tab))

    def columns(self, table: str) -> dict[str, int]:
        """Where she sees each header."""
        head = self.hands.see(build.SCHEMAS[table].tab)[0]
        named = {c.header: n for n, c in build.SCHEMAS[table].columns.items()}
        return {named[text]: at for at, text in enumerate(head) if text in named}

    def cell(self, table: str, row: int, name: str) -> str:
        """What she reads there."""
        lines, at = self.hands.see(build.SCHEMAS[table].tab), self.columns(table)
        line = lines[row] if row < len(lines) else []
        return line[at[name]] if name in at and at[name] < len(line) else ""

    def new_name(self) -> str:
        """Somebody whom nobody has met yet."""
        self.used += 1
        surname = "Ц" + "".join("аеиоуклмнп"[int(digit)] for digit in f"{self.used:03d}") + "ко"
        return f"{surname} {FIRST[self.used % 8]} {FATHERS[self.used % 8]}"


Act = Callable[[Desk, str, int], None]
"""Done in a table, at a place that a number picks."""


def _row(desk: Desk, table: str, pick: int) -> int:
    return 1 + pick % max(1, desk.rows(build.SCHEMAS[table].tab) - 1)


def types(desk: Desk, table: str, pick: int) -> None:
    """A word into a cell of hers."""
    at = desk.columns(table)
    name = ("subject", "position", "remark")[pick % 3]
    if name in at and desk.cell(table, _row(desk, table, pick), "name"):
        desk.hands.type(build.SCHEMAS[table].tab, _row(desk, table, pick), at[name], f"слово{pick}")


def adds(desk: Desk, table: str, pick: int) -> None:
    """Somebody new under the last row."""
    at, tab = desk.columns(table), build.SCHEMAS[table].tab
    if "name" in at:
        desk.hands.type(tab, max(1, desk.rows(tab)), at["name"], desk.new_name())


def marries(desk: Desk, table: str, pick: int) -> None:
    """Another surname of the same person."""
    row, at = _row(desk, table, pick), desk.columns(table)
    old = desk.cell(table, row, "name")
    if old.count(" ") == 2:
        desk.used += 1
        new = f"{desk.new_name().split()[0]} {old.split(' ', 1)[1]}"
        desk.oracle.renamed(old, new)
        desk.hands.type(build.SCHEMAS[table].tab, row, at["name"], new)


def sorts(desk: Desk, table: str, pick: int) -> None:
    """All rows under the header, or with it, by the names or by another column."""
    tab = build.SCHEMAS[table].tab
    first = 2 if pick % 4 else 1
    at = desk.columns(table)
    by = at.get("name", 1) if pick % 2 else pick % 8
    desk.hands.sort(tab, f"A{first}:AF{max(2, desk.rows(tab))}", by, bool(pick % 3))


def sorts_some(desk: Desk, table: str, pick: int) -> None:
    """Only some of the columns."""
    tab = build.SCHEMAS[table].tab
    letter = "ABCDEFG"[1 + pick % 5]
    desk.hands.sort(tab, f"A2:{letter}{max(2, desk.rows(tab))}", pick % 2, bool(pick % 3))


def inserts_row(desk: Desk, table: str, pick: int) -> None:
    """A blank row."""
    desk.hands.insert_rows(build.SCHEMAS[table].tab, _row(desk, table, pick))


def deletes_row(desk: Desk, table: str, pick: int) -> None:
    """A row that she sees."""
    if desk.rows(build.SCHEMAS[table].tab) > 3:
        desk.hands.delete_rows(build.SCHEMAS[table].tab, _row(desk, table, pick))


def moves_row(desk: Desk, table: str, pick: int) -> None:
    """Drags a row elsewhere."""
    row = _row(desk, table, pick)
    desk.hands.move_rows(
        build.SCHEMAS[table].tab,
        row,
        row + 1,
        1 + (pick // 3) % desk.rows(build.SCHEMAS[table].tab),
    )


def cuts_row(desk: Desk, table: str, pick: int) -> None:
    """Cuts a row and pastes it below everything."""
    tab, row = build.SCHEMAS[table].tab, _row(desk, table, pick)
    desk.hands.cut(tab, f"A{row + 1}:AF{row + 1}", desk.rows(tab) + pick % 2, 0)


def inserts_column(desk: Desk, table: str, pick: int) -> None:
    """A blank column."""
    desk.hands.insert_columns(build.SCHEMAS[table].tab, pick % 9)


def moves_column(desk: Desk, table: str, pick: int) -> None:
    """Drags a column elsewhere."""
    start = pick % 9
    desk.hands.move_columns(build.SCHEMAS[table].tab, start, start + 1, (pick // 2) % 11)


def overtypes_number(desk: Desk, table: str, pick: int) -> None:
    """A number of her own, or none."""
    at = desk.columns(table)
    if "id" in at:
        text = ("", "5", "М-077", "нет")[pick % 4]
        desk.hands.type(build.SCHEMAS[table].tab, _row(desk, table, pick), at["id"], text)


def overtypes_view(desk: Desk, table: str, pick: int) -> None:
    """Words over a state."""
    at = desk.columns(table)
    name = ("state", "notes")[pick % 2]
    if name in at:
        desk.hands.type(build.SCHEMAS[table].tab, _row(desk, table, pick), at[name], "моё слово")


def drags_number(desk: Desk, table: str, pick: int) -> None:
    """Drags the number of a row over the rows below."""
    at, row = desk.columns(table), _row(desk, table, pick)
    letter = "ABCDEFGHIJKLMNOP"[at.get("id", 0) % 16]
    desk.hands.drag(build.SCHEMAS[table].tab, f"{letter}{row + 1}:{letter}{row + 1}", 1 + pick % 2)


def pastes(desk: Desk, table: str, pick: int) -> None:
    """A block of new people under the last row."""
    at, tab = desk.columns(table), build.SCHEMAS[table].tab
    if "name" in at:
        desk.hands.paste(tab, desk.rows(tab), at["name"], [[desk.new_name()], [desk.new_name()]])


def duplicates(desk: Desk, table: str, pick: int) -> None:
    """The whole tab once more."""
    desk.hands.duplicate_tab(build.SCHEMAS[table].tab)


def undoes(desk: Desk, table: str, pick: int) -> None:
    """Ctrl+Z."""
    desk.hands.undo()


def copies_row(desk: Desk, table: str, pick: int) -> None:
    """A copy of a row under the last one, often for somebody else."""
    tab, row = build.SCHEMAS[table].tab, _row(desk, table, pick)
    end = desk.rows(tab)
    desk.hands.copy(tab, f"A{row + 1}:AF{row + 1}", end, 0)
    at = desk.columns(table)
    if pick % 3 and "name" in at:
        desk.hands.type(tab, end, at["name"], desk.new_name())


ACTS: dict[str, Act] = {
    act.__name__: act
    for act in (types, adds, marries, sorts, sorts_some, inserts_row, deletes_row, moves_row,
                cuts_row, inserts_column, moves_column, overtypes_number, overtypes_view,
                drags_number, pastes, duplicates, undoes)
}  # fmt: skip
COPYING: dict[str, Act] = {"copies_row": copies_row}

__all__ = ["ACTS", "COPYING", "Act", "Desk", "owned"]
