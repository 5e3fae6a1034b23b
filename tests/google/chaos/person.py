"""What a person does in a tab of people: each act works on what she saw when she last looked."""

from __future__ import annotations

from tests import build
from tests.google.chaos.desk import Act, Desk, letter, tab_of
from tests.google.chaos.sight import STRANGE

WIDTH = 44
"""Columns from the first to beyond the last one that has a header."""

SOME = ((0, 0), (1, 3), (0, 1), (1, 6), (0, 5), (5, 9), (1, WIDTH))
"""First and last column of what she sorts alone."""


def types(desk: Desk, table: str, pick: int) -> None:
    """A word into a cell of hers."""
    at, row = desk.columns(table), desk.row(table, pick)
    name = "answer" if table == "pairs" else ("subject", "position", "remark")[pick % 3]
    if name in at:
        desk.hands.type(tab_of(table), row, at[name], f"слово{pick}")


def adds(desk: Desk, table: str, pick: int) -> None:
    """Somebody new under the last row."""
    at = desk.columns(table)
    if "name" in at:
        _overtypes(desk, table, desk.end(table), at["name"], desk.stranger())


def _overtypes(desk: Desk, table: str, row: int, column: int, new: str) -> None:
    """A name over whatever stands there now."""
    desk.hands.type(tab_of(table), row, column, new)


def marries(desk: Desk, table: str, pick: int) -> None:
    """Another surname of the same person."""
    row, at = desk.row(table, pick), desk.columns(table)
    old = desk.cell(table, row, "name")
    if old.count(" ") == 2:
        new = desk.married_name(old)
        if desk.shows(table, row, at["name"]) == old:
            desk.oracle.renamed(old, new)
        _overtypes(desk, table, row, at["name"], new)


def replaces(desk: Desk, table: str, pick: int) -> None:
    """Another person over a name; the other cells of the row stay."""
    row, at = desk.row(table, pick), desk.columns(table)
    if "name" in at:
        _overtypes(desk, table, row, at["name"], desk.stranger())


def leaves(desk: Desk, table: str, pick: int) -> None:
    """Somebody is away from yesterday on: whoever was offered is offered no more."""
    at = desk.columns(table)
    if "away" in at:
        desk.hands.type(tab_of(table), desk.row(table, pick), at["away"], "01.09.2026")


def sorts(desk: Desk, table: str, pick: int) -> None:
    """All rows under the header by the names or by another column."""
    first, at = desk.head(table) + 2, desk.columns(table)
    by = at.get("name", 1) if pick % 2 else pick % 8
    area = f"A{first}:{letter(WIDTH)}{max(first, desk.end(table))}"
    desk.hands.sort(tab_of(table), area, by, bool(pick % 3))


def sorts_with_header(desk: Desk, table: str, pick: int) -> None:
    """All rows, the header among them."""
    by = desk.columns(table).get("name", 1)
    area = f"A1:{letter(WIDTH)}{desk.end(table)}"
    desk.hands.sort(tab_of(table), area, by, bool(pick % 3))


def sorts_some(desk: Desk, table: str, pick: int) -> None:
    """Only some of the columns: numbers without names, names without numbers, both."""
    first, (left, right) = desk.head(table) + 2, SOME[pick % len(SOME)]
    area = f"{letter(left)}{first}:{letter(right)}{max(first, desk.end(table))}"
    desk.hands.sort(tab_of(table), area, left, bool(pick % 3))


def inserts_row(desk: Desk, table: str, pick: int) -> None:
    """A blank row."""
    desk.hands.insert_rows(tab_of(table), desk.row(table, pick))


def deletes_row(desk: Desk, table: str, pick: int) -> None:
    """A row that she saw."""
    if len(desk.rows(table)) > 2:
        desk.hands.delete_rows(tab_of(table), desk.row(table, pick))


def filters_and_deletes(desk: Desk, table: str, pick: int) -> None:
    """All rows that show the same word as one of them, from the last up; not everybody."""
    name = ("subject", "position", "state")[pick % 3]
    word = desk.cell(table, desk.row(table, pick), name)
    rows = [row for row in desk.rows(table) if desk.cell(table, row, name) == word]
    for row in reversed(rows[: max(1, len(desk.rows(table)) - 2)]):
        desk.hands.delete_rows(tab_of(table), row)


def moves_row(desk: Desk, table: str, pick: int) -> None:
    """Drags a row elsewhere, never above the headers."""
    row, first = desk.row(table, pick), desk.head(table) + 1
    to = first + (pick // 3) % max(1, desk.end(table) - first)
    desk.hands.move_rows(tab_of(table), row, row + 1, to)


def cuts_row(desk: Desk, table: str, pick: int) -> None:
    """Cuts a row and pastes it below everything."""
    row, to = desk.row(table, pick), desk.end(table) + pick % 2
    desk.hands.cut(tab_of(table), f"A{row + 1}:{letter(WIDTH)}{row + 1}", to, 0)


def inserts_column(desk: Desk, table: str, pick: int) -> None:
    """A blank column."""
    desk.hands.insert_columns(tab_of(table), pick % 9)


def moves_column(desk: Desk, table: str, pick: int) -> None:
    """Drags a column elsewhere."""
    start = pick % 9
    desk.hands.move_columns(tab_of(table), start, start + 1, (pick // 2) % 11)


def renames_column(desk: Desk, table: str, pick: int) -> None:
    """Another word that is known for the same column."""
    known = [c for c in build.SCHEMAS[table].columns.values() if c.aliases]
    column, at = known[pick % len(known)], desk.columns(table)
    if column.name in at:
        desk.hands.type(tab_of(table), desk.head(table), at[column.name], column.aliases[0])


def renames_strangely(desk: Desk, table: str, pick: int) -> None:
    """A word over a header that nobody knows; it comes back before she rests."""
    schema, at = build.SCHEMAS[table], desk.columns(table)
    name = list(schema.columns)[pick % min(12, len(schema.columns))]
    if name in at:
        desk.hands.type(tab_of(table), desk.head(table), at[name], f"{STRANGE} {name}")


def renames_back(desk: Desk, table: str, pick: int) -> None:
    """Every header that she changed is typed again."""
    for row, line in enumerate(desk.seen[table][:12]):
        for at, text in enumerate(line):
            if text.startswith(STRANGE):
                right = build.SCHEMAS[table].columns[text.removeprefix(STRANGE).strip()].header
                desk.hands.type(tab_of(table), row, at, right)


def overtypes_number(desk: Desk, table: str, pick: int) -> None:
    """A number of her own, or none."""
    at = desk.columns(table)
    if "id" in at:
        text = ("", "5", "М-077", "нет")[pick % 4]
        desk.hands.type(tab_of(table), desk.row(table, pick), at["id"], text)


def overtypes_view(desk: Desk, table: str, pick: int) -> None:
    """Words over a state."""
    at, name = desk.columns(table), ("state", "notes")[pick % 2]
    if name in at:
        desk.hands.type(tab_of(table), desk.row(table, pick), at[name], "моё слово")


def drags_number(desk: Desk, table: str, pick: int) -> None:
    """Drags the number of a row over the rows below."""
    _drags(desk, table, pick, "id")


def drags_cell(desk: Desk, table: str, pick: int) -> None:
    """Drags a cell of hers over the rows below."""
    _drags(desk, table, pick, "answer" if table == "pairs" else ("subject", "position")[pick % 2])


def _drags(desk: Desk, table: str, pick: int, name: str) -> None:
    at, row = desk.columns(table), desk.row(table, pick)
    if name in at:
        cell = f"{letter(at[name])}{row + 1}"
        desk.hands.drag(tab_of(table), f"{cell}:{cell}", 1 + pick % 2)


def pastes(desk: Desk, table: str, pick: int) -> None:
    """A block of new people under the last row."""
    at = desk.columns(table)
    if "name" in at:
        block = [[desk.stranger()], [desk.stranger()]]
        desk.hands.paste(tab_of(table), desk.end(table), at["name"], block)


def pastes_over(desk: Desk, table: str, pick: int) -> None:
    """A block of words over cells of hers."""
    at, row = desk.columns(table), desk.row(table, pick)
    name = "answer" if table == "pairs" else "position"
    if name in at:
        desk.hands.paste(tab_of(table), row, at[name], [[f"вставка{pick}"], ["вставка"]])


def clears_row(desk: Desk, table: str, pick: int) -> None:
    """Empties all cells of a row with the Delete key."""
    row = desk.row(table, pick)
    if len(desk.rows(table)) > 2:
        desk.hands.clear(tab_of(table), f"A{row + 1}:{letter(WIDTH)}{row + 1}")


def duplicates(desk: Desk, table: str, pick: int) -> None:
    """The whole tab once more."""
    desk.hands.duplicate_tab(tab_of(table))


def undoes(desk: Desk, table: str, pick: int) -> None:
    """Ctrl+Z."""
    desk.hands.undo()


def _copied(desk: Desk, table: str, row: int, to: int) -> None:
    desk.hands.copy(tab_of(table), f"A{row + 1}:{letter(WIDTH)}{row + 1}", to, 0)


def copies_row(desk: Desk, table: str, pick: int) -> None:
    """A copy of a row under the last one, often for somebody else."""
    row, to, at = desk.row(table, pick), desk.end(table), desk.columns(table)
    _copied(desk, table, row, to)
    if pick % 3 and "name" in at:
        _overtypes(desk, table, to, at["name"], desk.stranger())


def copies_and_replaces(desk: Desk, table: str, pick: int) -> None:
    """A copy of a row, and then somebody else over the one that was copied."""
    row, at = desk.row(table, pick), desk.columns(table)
    _copied(desk, table, row, desk.end(table))
    if "name" in at:
        _overtypes(desk, table, row, at["name"], desk.stranger())


def drags_row(desk: Desk, table: str, pick: int) -> None:
    """Drags a whole row over the next one."""
    row = desk.row(table, pick)
    desk.hands.drag(tab_of(table), f"A{row + 1}:{letter(WIDTH)}{row + 1}", 1)


PLAIN: dict[str, Act] = {
    act.__name__: act
    for act in (types, adds, marries, replaces, leaves, sorts, sorts_with_header, sorts_some,
                inserts_row, deletes_row, filters_and_deletes, moves_row, cuts_row, inserts_column,
                moves_column, renames_column, renames_strangely, renames_back, overtypes_number,
                overtypes_view, drags_number, drags_cell, pastes, pastes_over, clears_row,
                duplicates, undoes)
}  # fmt: skip
COPYING: dict[str, Act] = {
    act.__name__: act for act in (copies_row, copies_and_replaces, drags_row)
}
