"""Understood people as new rows of a bank: staff's columns only, nothing dropped, nothing twice."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sheets_sync.cells import Value, cell_of
from sheets_sync.changes import AddRow
from sheets_sync.facts import BANKS, Bank
from sheets_sync.intake.competences import Item
from sheets_sync.intake.lookup import Names
from sheets_sync.intake.read import Read
from sheets_sync.intake.understood import Person, Understood
from sheets_sync.names import person_key
from sheets_sync.schema import Schemas, Vocabulary
from sheets_sync.snapshot import Row, Snapshot, Table
from sheets_sync.words import fold

REMARK = "remark"
_SLOTS: Mapping[Bank, str] = {"mentors": "strength_", "mentees": "request_"}
_NO_COLUMN = frozenset({"name", "codes", "years", "email", REMARK})
LONGEST = 32_000
"""A cell holds 32,767 characters."""


@dataclass(frozen=True, slots=True)
class Target:
    """The workbook that rows go into: what it holds, and its own words for columns and codes."""

    snapshot: Snapshot
    schemas: Schemas
    vocabulary: Vocabulary

    def staff(self, table: str) -> Mapping[str, str]:
        """The staff columns that the tab has, with their headers as they are spelt there."""
        found = self.snapshot.tables.get(table)
        columns = self.schemas[table].columns
        headers = found.headers if found else {}
        return {name: h for name, h in headers.items() if columns[name].filled_by == "staff"}


@dataclass(slots=True)
class Rows:
    """The rows to add, who is there already, and what differs or finds no place."""

    added: list[AddRow] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def rows_for(understood: Understood, target: Target) -> Rows:
    """New rows for everybody who is not in the bank yet; rows that are there stay as they are."""
    out = Rows()
    for bank in BANKS:
        if bank not in target.snapshot.tables:
            out.left.append(f"В таблице нет вкладки «{target.schemas[bank].tab}».")
            continue
        _bank_rows(understood.bank(bank), bank, target, out)
    return out


def _bank_rows(people: Iterable[Person], bank: Bank, target: Target, out: Rows) -> None:
    table = target.snapshot.tables[bank]
    held = Names([(row.cell("name").shown, row) for row in table.rows])
    mine: dict[str, tuple[Person, Mapping[str, Value]]] = {}
    for person in people:
        left: list[str] = []
        cells = cells_of(person, target, left)
        key = person_key(person.name)
        earlier = held.find(person.name)
        if earlier is not None:
            name = earlier.cell("name").shown.strip()
            same = "уже на вкладке" if person_key(name) == key else f"похоже, это {name} на вкладке"
            out.known.append(f"{person.name} – {same} «{table.tab}», строка не добавлена")
            out.differs += _differences(person, cells, earlier, table)
            continue
        if key in mine and _twice(person, cells, *mine[key], out, table):
            continue
        mine.setdefault(key, (person, cells))
        out.left += left
        reason = f"внесено из файла: {person.place}"
        row = f"{bank}-{len(out.added):05d}"
        out.added.append(AddRow(bank, row, tuple(sorted(cells.items())), reason, "person"))


def _twice(
    person: Person,
    cells: Mapping[str, Value],
    first: Person,
    its: Mapping[str, Value],
    out: Rows,
    table: Table,
) -> bool:
    """Whether a second row of the file with the same name is left out: a copy, or another tab's."""
    if its == cells or _sheet(person) != _sheet(first):
        out.known.append(f"{person.name} – в файле ещё раз, {person.place}, строка не добавлена")
        earlier = Row({name: cell_of(value) for name, value in its.items()})
        out.differs += _differences(person, cells, earlier, table)
        return True
    out.left.append(
        f"{person.name}: в файле две разные строки с этим именем, внесены обе. Если это один "
        "человек, удалите лишнюю."
    )
    return False


def _sheet(person: Person) -> str:
    return person.place.rpartition(",")[0]


def cells_of(person: Person, target: Target, left: list[str]) -> Mapping[str, Value]:
    """The staff cells of a person's new row; what has no column of its own goes into the remark."""
    columns = target.staff(person.bank)
    cells: dict[str, Value] = {"name": person.name}
    rest = list(person.rest)
    for name, read in person.reads.items():
        value = written(read)
        if name in _NO_COLUMN or value is None:
            continue
        if name == "wishes":
            value = _wish(read.typed, person.labels.get(name, ""))
        if name in columns and not _elsewhere(name, read):
            cells[name] = value
        elif name in person.labels:  # what a cell says beside its own field is there already
            rest.append((person.labels[name], read.typed or str(value)))
    slots = sorted(name for name in columns if name.startswith(_SLOTS[person.bank]))
    rest += _fill(person, slots, cells, target)
    _remark(person, rest, columns, cells, left)
    return cells


def _elsewhere(name: str, read: Read) -> bool:
    """Whether a cell is better kept in the remark: a guessed date, a birthday of a year alone."""
    if name == "born":
        return read.guessed
    return read.guessed and isinstance(read.value, dt.date)


def written(read: Read) -> Value:
    """What goes into the cell: the value where it is sure, else the text as it was typed."""
    if not read.said:
        return None
    return (read.typed or None) if read.guessed or read.value is None else read.value


def _wish(typed: str, header: str) -> str:
    """A wish that is clear without its header, or under it: a bare name could be either way."""
    clear = re.match(r"(?:не|кого угодно|люб|все равно|без разниц|только|хо)", fold(typed))
    return typed if clear or not header else f"{header}: {typed}"


def _fill(
    person: Person, slots: list[str], cells: dict[str, Value], target: Target
) -> list[tuple[str, str]]:
    """Put competences into ``slots``; what is left over, labelled. Unsure ones go last."""
    sure = [item for item in person.items if item.sure]
    chosen = person.items if len(person.items) <= len(slots) else tuple(sure)
    placed = chosen[: len(slots)]
    for slot, item in zip(slots, placed, strict=False):
        cells[slot] = _spelt(item, target)
    over = [item.typed for item in person.items if item not in placed]
    over += [item.typed for item in placed if item.sure and item.confidence < 1]
    label = next((person.labels[f] for f in person.labels if f in _CODES), "Компетенции")
    return [(label, ", ".join(over))] if over else []


_CODES = ("strengths", "requests", "codes")


def _spelt(item: Item, target: Target) -> str:
    if not item.sure:
        return item.typed
    return f"{item.code} {target.vocabulary['competences'][item.code]}"


def _remark(
    person: Person,
    rest: Iterable[tuple[str, str]],
    columns: Mapping[str, str],
    cells: dict[str, Value],
    left: list[str],
) -> None:
    own = person.read(REMARK).typed
    parts = [own] if own else []
    parts += [f"{label}: {text}" for label, text in dict.fromkeys(rest) if text]
    text = "; ".join(parts)
    if not text:
        return
    if REMARK not in columns:
        left.append(f"{person.name}: нет столбца «Примечание», не внесено: {text}")
    else:
        cells[REMARK] = text[:LONGEST]
        if len(text) > LONGEST:
            left.append(f"{person.name}: примечание не поместилось, конец его остался в файле.")


def _differences(person: Person, cells: Mapping[str, Value], row: Row, table: Table) -> list[str]:
    """What the file says otherwise than the row that is there; the row stays as it is."""
    out = []
    for name, value in cells.items():
        there, here = row.cell(name).shown.strip(), cell_of(value).shown.strip()
        if name != "name" and name in table.headers and fold(there) != fold(here):
            now = f"«{_cut(there)}»" if there else "пусто"
            out.append(
                f"{person.name}, «{table.headers[name]}»: в таблице {now}, в файле «{_cut(here)}»"
            )
    return out


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
