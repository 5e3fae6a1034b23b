"""What must never happen, judged by what the person did and by what stands in the tabs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from sheets_sync.schema import TableSchema, locate
from sheets_sync.stores.google.lookups import ours
from tests import build
from tests.google_emulator.calc import effective, formatted
from tests.google_emulator.cells import BLANK, Cell, Formula
from tests.google_emulator.model import Book, Sheet

TABLES = ("mentors", "mentees", "pairs", "documents", "roadmap")
BANKS = ("mentors", "mentees")
PAIRS_TAB = build.SCHEMAS["pairs"].tab
BANK_TABS = tuple(build.SCHEMAS[table].tab for table in BANKS)

Rows = list[dict[int, Cell]]
Tabs = Mapping[int, tuple[str, Rows]]


@dataclass
class Oracle:
    """Collects offences. ``same`` joins the names that one person has borne."""

    offences: list[str] = field(default_factory=list)
    blank_hits: int = 0
    put: set[tuple[int, object]] = field(default_factory=set)
    given: set[tuple[int, object]] = field(default_factory=set)
    same: dict[str, str] = field(default_factory=dict)
    owner: dict[str, str] = field(default_factory=dict)

    def who(self, name: str) -> str:
        """One name for all names of a person."""
        while name in self.same:
            name = self.same[name]
        return name

    def renamed(self, old: str, new: str) -> None:
        """She typed another name of the same person."""
        if self.who(old) != self.who(new):
            self.same[self.who(new)] = self.who(old)

    def seeded(self, book: Book) -> None:
        """Whatever stands in «Пары» before she has been there is the sync's."""
        sheet = book.titled(build.SCHEMAS["pairs"].tab)
        assert sheet is not None
        self.put |= {(sheet.id, cell.value) for _, _, cell in sheet.filled(sheet.whole())}

    def batch(self, before: Tabs, after: Tabs) -> None:
        """One write: a changed cell is the sync's own, or was blank, or held what it had put."""
        for sheet, (title, rows) in after.items():
            schema = next((build.SCHEMAS[t] for t in TABLES if build.SCHEMAS[t].tab == title), None)
            if sheet not in before or title.startswith("_"):
                continue
            old = before[sheet][1]
            own = owned(schema, old) if schema else {}
            for number in range(max(len(old), len(rows))):
                was = old[number] if number < len(old) else {}
                now = rows[number] if number < len(rows) else {}
                if was is not now and schema is not None:
                    self._row(sheet, title, number, was, now, own)
                elif was is not now and title not in TITLES:
                    self.offences.append(f"«{title}», строка {number}: чужая вкладка")

    def _row(
        self,
        sheet: int,
        title: str,
        number: int,
        was: dict[int, Cell],
        now: dict[int, Cell],
        own: Mapping[int, int],
    ) -> None:
        for column in {*was, *now}:
            old, new = was.get(column, BLANK).value, now.get(column, BLANK).value
            if old == new:
                continue
            if column in own and number > own[-1]:
                self.given.add((sheet, new))
                continue
            if column in own and new is None and (sheet, old) in self.given:
                continue  # an id that she has sorted above the headers is taken away there
            if isinstance(old, Formula) and ours(old.text):
                continue  # of ours, wherever she has moved it
            if old is None:
                self.blank_hits += title in BANK_TABS
                self.put.add((sheet, new))
            elif (sheet, old) in self.put and (new is None or title == PAIRS_TAB):
                # a suggestion of its own withdrawn; a new one may stand in its place
                self.put.add((sheet, new))
            else:
                self.offences.append(f"«{title}», {number}:{column}: {old!r} → {new!r}")

    def rest(self, book: Book) -> None:
        """She has rested and one more run was made: ids are complete, unique, and their owners',
        nothing of the sync's is left among her cells, and its memory has no line twice."""
        self._left(book)
        lines = Counter(line["id"] for line in typed(book, "_sync", ("id",)) if line)
        self.offences += [f"_sync: {own} дважды" for own, n in lines.items() if n > 1]
        for table in BANKS:
            found = people(book, table)
            ids = Counter(own for _, own in found)
            self.offences += [f"{table}: {name} без номера" for name, own in found if not own]
            self.offences += [f"{table}: {own} дважды" for own, n in ids.items() if own and n > 1]
            for name, own in found:
                known = self.owner.setdefault(own, self.who(name)) if own else self.who(name)
                if self.who(known) != self.who(name):
                    self.offences.append(f"{table}: {own} был у {known}, теперь у {name}")
            for name, own in found:
                held = [i for i, who in self.owner.items() if self.who(who) == self.who(name)]
                if own and len(held) > 1:
                    self.offences.append(f"{table}: {name} сменил номер: {held}")

    def _left(self, book: Book) -> None:
        """What the sync has lost in a blank cell of hers and not taken back."""
        for title in BANK_TABS:
            sheet, schema = book.titled(title), build.SCHEMAS[BANKS[BANK_TABS.index(title)]]
            if sheet is None:
                continue
            own = owned(schema, sheet.rows)
            for row, column, cell in sheet.filled(sheet.whole()):
                if (sheet.id, cell.value) in self.put and (column not in own or row <= own[-1]):
                    self.offences.append(f"«{title}», {row}:{column}: осталось {cell.value!r}")


def owned(schema: TableSchema, rows: Rows) -> dict[int, int]:
    """The columns of the sync's by index; under -1 the row of the headers."""
    best: tuple[int, int, Mapping[str, int]] = (0, 0, {})
    for number, row in enumerate(rows[:12]):
        heads = [str(row[c].value) if c in row else "" for c in range(max(row, default=-1) + 1)]
        found = locate(schema, heads)
        if len(found) > best[0]:
            best = len(found), number, found
    own = {c: 0 for n, c in best[2].items() if schema.columns[n].filled_by == "sync"}
    return {**own, -1: best[1]}


TITLES = {schema.tab for schema in build.SCHEMAS.values()}


def tabs(book: Book) -> Tabs:
    """Every tab as it stands; rows are never changed in place."""
    return {sheet.id: (sheet.title, list(sheet.rows)) for sheet in book.sheets}


def people(book: Book, table: str) -> list[tuple[str, str]]:
    """Name and id of every row that has a name."""
    lines = typed(book, table, ("id", "name"))
    return [(line["name"], line.get("id", "")) for line in lines if line.get("name")]


def typed(book: Book, table: str, names: tuple[str, ...] = ()) -> list[dict[str, str]]:
    """The cells of some columns, or of all that staff own, row by row."""
    schema = build.SCHEMAS[table]
    sheet = book.titled(schema.tab)
    if sheet is None:
        return []
    head = owned(schema, sheet.rows)[-1]
    row = sheet.rows[head] if head < len(sheet.rows) else {}
    heads = [str(row[c].value) if c in row else "" for c in range(max(row, default=-1) + 1)]
    wanted = names or tuple(n for n, c in schema.columns.items() if c.filled_by == "staff")
    at = {n: c for n, c in locate(schema, heads).items() if n in wanted}
    return [
        {n: shown(book, sheet, r, c) for n, c in at.items() if shown(book, sheet, r, c)}
        for r in range(head + 1, len(sheet.rows))
    ]


def shown(book: Book, sheet: Sheet, row: int, column: int) -> str:
    """What she sees in a cell; not what the sync has just lost there."""
    cell = sheet.cell(row, column)
    if isinstance(cell.value, Formula) and ours(cell.value.text):
        return ""
    return formatted(book, cell, effective(book, sheet, row, column, cell))
