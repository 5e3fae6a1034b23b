"""A whole foreign workbook: its tabs in order, their tables, the people and pairs in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sheets_sync.facts import Bank
from sheets_sync.intake.banks import holds
from sheets_sync.intake.columns import columns_of
from sheets_sync.intake.dates import read_when
from sheets_sync.intake.grid import Sheet, filled, text_of
from sheets_sync.intake.layout import Block, blocks_of
from sheets_sync.intake.lexicon import Lexicon
from sheets_sync.intake.pairs import pair_of, pairs_beside
from sheets_sync.intake.persons import Ways, person_of
from sheets_sync.intake.rows import Body, Entry, body_of, place
from sheets_sync.intake.understood import Column, Holds, Pair, Person, Tab, Understood
from sheets_sync.intake.years import reference_of
from sheets_sync.schema import Vocabulary
from sheets_sync.words import count, tidy


@dataclass(frozen=True, slots=True)
class _Table:
    """One table with everything decided but its rows."""

    block: Block
    columns: tuple[Column, ...]
    holds: Holds
    confidence: float


@dataclass(slots=True)
class _Found:
    """What the tables brought, in order."""

    tabs: list[Tab] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    by_name: dict[tuple[Bank, str], list[Person]] = field(default_factory=dict)


def understand(sheets: Iterable[Sheet], vocabulary: Vocabulary, today: dt.date) -> Understood:
    """Everything that the visible ``sheets`` say; pure, and nothing is dropped without a line."""
    lexicon = Lexicon(vocabulary["competences"])
    sheets = list(sheets)
    tables = {sheet.name: _tables(sheet, lexicon) for sheet in sheets if not sheet.hidden}
    every = [table for its in tables.values() for table in its]
    titles = [text for table in every for text in table.block.titles]
    reference = reference_of(titles, _dates(every, today), today)
    ways = Ways(vocabulary, lexicon, reference, today)
    found = _Found()
    for sheet in sheets:
        if sheet.hidden:
            found.tabs.append(Tab(sheet.name, seen="скрыта"))
        elif not tables[sheet.name]:
            found.tabs.append(Tab(sheet.name, seen=_seen(sheet)))
        for table in tables.get(sheet.name, ()):
            _take(table, ways, found)
    return Understood(
        tuple(found.tabs),
        tuple(found.people),
        tuple(found.pairs),
        reference,
        tuple(found.left),
    )


def _tables(sheet: Sheet, lexicon: Lexicon) -> list[_Table]:
    out = []
    for block in blocks_of(sheet):
        what, sure, columns = holds(block, columns_of(block, lexicon))
        out.append(_Table(block, columns, what, sure))
    return out


def _dates(tables: Iterable[_Table], today: dt.date) -> list[dt.date]:
    """All dates of consents, by which the sheets are dated."""
    found = []
    for table in tables:
        for column in table.columns:
            if column.field == "consent_from":
                for row in range(table.block.first, table.block.end):
                    read = read_when(table.block.sheet.cell(row, column.index), today)
                    if isinstance(read.value, dt.date):
                        found.append(read.value)
    return found


def _take(table: _Table, ways: Ways, found: _Found) -> None:
    block, columns = table.block, table.columns
    names = ("mentor", "mentee") if table.holds == "pairs" else ("name", "surname")
    body = body_of(block, columns, names)
    unclear = [e for e in body.entries if not (table.holds or e.bank)]
    if unclear:
        people = count(len(unclear), "человек", "человека", "человек")
        found.left.append(
            f"Вкладка «{tidy(block.sheet.name)}», {people}: не видно, наставники это или "
            "наставляемые. Назовите так вкладку или впишите это в строку над заголовками и "
            "повторите."
        )
    for entry in body.entries:
        where = place(block, entry.row)
        if table.holds == "pairs":
            found.pairs += pair_of(entry, columns, where, ways)
        elif bank := entry.bank or table.holds:
            _take_person(entry, columns, bank, where, ways, found)
    found.tabs.append(_tab(table, body))


def _take_person(
    entry: Entry, columns: Sequence[Column], bank: Bank, where: str, ways: Ways, found: _Found
) -> None:
    person = person_of(entry, columns, bank, where, ways)
    namesakes = found.by_name.setdefault((bank, person.name), [])
    twin = next((each for each in namesakes if replace(each, place=where) == person), None)
    if twin is not None:
        found.left.append(f"{person.name}: {where} повторяет {twin.place}, учтена одна.")
        return
    namesakes.append(person)
    found.people.append(person)
    found.pairs += pairs_beside(person.name, bank, entry, columns, where, ways)


def _tab(table: _Table, body: Body) -> Tab:
    return Tab(
        table.block.sheet.name,
        table.holds,
        table.confidence,
        (table.block.top + 1, table.block.first),
        table.columns,
        tuple(body.lines),
        body.blank,
    )


def _seen(sheet: Sheet) -> str:
    """The first texts of a tab without a table; '' for an empty one."""
    for row in sheet.rows:
        texts = [text_of(row[index]) for index in filled(row)]
        if texts:
            return ", ".join(f"«{text[:40]}»" for text in texts[:4])
    return ""
