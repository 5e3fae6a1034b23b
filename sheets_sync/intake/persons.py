"""One row of a bank as a person: every cell read by its field, the rest kept under its header."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sheets_sync.cells import Cell
from sheets_sync.facts import Bank
from sheets_sync.intake.categories import NONE, read_capacity, read_category, read_sex
from sheets_sync.intake.competences import Item, split
from sheets_sync.intake.dates import read_term, read_when
from sheets_sync.intake.grid import text_of
from sheets_sync.intake.headers import CODE_FIELDS
from sheets_sync.intake.lexicon import Lexicon
from sheets_sync.intake.people import read_person, sex_of
from sheets_sync.intake.read import Read
from sheets_sync.intake.rows import Entry
from sheets_sync.intake.subjects import position_of, subject_of
from sheets_sync.intake.understood import Column, Person
from sheets_sync.intake.years import Reference, read_years
from sheets_sync.schema import Vocabulary
from sheets_sync.words import tidy

NEVER_ALONE = frozenset({"number", "surname", "first", "patronymic", "name", *CODE_FIELDS})


@dataclass(frozen=True, slots=True)
class Ways:
    """What reading a cell needs beside it."""

    vocabulary: Vocabulary
    lexicon: Lexicon
    reference: Reference
    today: dt.date


def person_of(
    entry: Entry, columns: Sequence[Column], bank: Bank, where: str, ways: Ways
) -> Person:
    """The person in ``entry``; nothing that the row says is lost."""
    reads: dict[str, Read] = {}
    rest: list[tuple[str, str]] = []
    items: list[Item] = []
    weakest = 1.0
    reads["name"] = _name(entry, columns, rest)
    for column in columns:
        cell = entry.cell(column.index)
        if cell.blank or column.field == "number":
            continue
        if cell.kind == "error":
            reads[column.field] = Read(None, 0.0, why=f"в ячейке ошибка {cell.shown}")
            continue
        if column.field in CODE_FIELDS:
            items += split(cell.shown, ways.lexicon)
            weakest = min(weakest, column.confidence)
        elif column.field not in NEVER_ALONE:
            for name, read in _fields(column.field, cell, ways).items():
                reads.setdefault(name, read.weakened(column.confidence))
            if _is_rest(column.field, reads):
                rest.append((column.header, text_of(cell)))
    reads["codes"] = _codes(items, weakest)
    _guess(reads, bank)
    labels = {column.field: column.header for column in reversed(columns) if column.field}
    return Person(bank, where, reads, _each_once(items), tuple(rest), labels)


def _name(entry: Entry, columns: Sequence[Column], rest: list[tuple[str, str]]) -> Read:
    by_field = {column.field: column for column in columns}
    parts = [
        text_of(entry.cell(by_field[field].index))
        for field in ("surname", "first", "patronymic", "name")
        if field in by_field and (field != "name" or "surname" not in by_field)
    ]
    typed = " ".join(part for part in parts if part)
    read = read_person(typed)
    if not read.whole:
        rest.append((by_field.get("name", Column(0, "ФИО")).header, read.typed))
    column = by_field.get("name") or by_field.get("surname")
    return read.weakened(column.confidence if column else 1.0)


def _fields(field: str, cell: Cell, ways: Ways) -> Mapping[str, Read]:
    """What one cell says, by field; a cell may speak for two."""
    if field == "position":
        position, subject = position_of(cell.shown, ways.vocabulary["positions"])
        return {"position": position, **({"inner": subject} if subject else {})}
    if field == "years":
        years = read_years(cell, ways.reference)
        return {"years": years.years, **({"since": years.since} if years.since else {})}
    if field == "since":
        told = read_years(cell, ways.reference)
        return {"since": told.since, "years": told.years} if told.since else {"years": told.years}
    if field == "consent_from":
        begins, ends = read_term(cell, ways.today)
        return {"consent_from": begins, **({"consent_to": ends} if ends else {})}
    return {field: _one(field, cell, ways)}


def _one(field: str, cell: Cell, ways: Ways) -> Read:
    if field == "subject":
        return subject_of(cell.shown, ways.vocabulary["subjects"])
    if field == "category":
        return read_category(cell)
    if field == "capacity":
        return read_capacity(cell)
    if field == "sex":
        return read_sex(cell)
    if field in DATES:
        return read_when(cell, ways.today)
    return Read(text_of(cell) or None, 1.0, text_of(cell))


DATES = frozenset(
    "consent_to mentor_consent mentee_consent begins ends order_date born away".split()
)


def _is_rest(field: str, reads: Mapping[str, Read]) -> bool:
    """Whether the cell goes into the remark under its header, too or alone."""
    if field in ("", "years", "email", "aside", "remark"):
        return field != "remark"
    return field in reads and not reads[field].whole


def _codes(items: Sequence[Item], column: float) -> Read:
    codes = tuple(dict.fromkeys(item.code for item in items if item.code))
    if not items:
        return Read(None, 0.0, said=False)
    confidence = min(item.confidence if item.code else 0.5 for item in items) * column
    why = "; ".join(f"«{item.typed}»" for item in items if not item.sure)
    return Read(" ".join(codes), round(confidence, 2), ", ".join(i.typed for i in items), why)


def _each_once(items: Sequence[Item]) -> tuple[Item, ...]:
    out: dict[str, Item] = {}
    for item in items:
        out.setdefault(item.code or item.typed, item)
    return tuple(out.values())


def _guess(reads: dict[str, Read], bank: Bank) -> None:
    """What the sheet does not say: the subject inside a position is said, sex and category not."""
    inner = reads.pop("inner", None)
    subject = reads.get("subject")
    if inner is not None and subject is None:
        reads["subject"] = inner
    elif inner is not None and subject is not None and inner.value != subject.value:
        # «Учитель математики» beside another subject: the position stays as it was typed.
        reads["position"] = replace(reads["position"], value=tidy(reads["position"].typed))
    name = reads["name"].value
    if "sex" not in reads and isinstance(name, str):
        reads["sex"] = sex_of(name)
    if bank == "mentees" and "category" not in reads:
        reads["category"] = Read(NONE, 0.3, "", "у молодых педагогов так бывает чаще", said=False)
