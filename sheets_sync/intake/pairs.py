"""Pairs that exist on paper: «наставник – наставляемый – приказ № … от …», and pairs in a bank."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sheets_sync.cells import Cell, cell_of
from sheets_sync.intake.dates import read_term, read_when
from sheets_sync.intake.grid import text_of
from sheets_sync.intake.people import looks_like_a_name, read_person
from sheets_sync.intake.persons import DATES, Ways
from sheets_sync.intake.read import Read
from sheets_sync.intake.rows import Entry
from sheets_sync.intake.understood import Column, Pair
from sheets_sync.words import tidy

_ORDER = re.compile(
    r"(?:приказ\w*\s*)?(?:№|n|N|No)?\s*(?P<number>[^\s,;]+(?:\s?[-/]\s?\w+)?)\s*,?\s*(?:от\s+)?(?P<date>.*)"
)
_DATE_FIRST = re.compile(
    r"(?:приказ\w*\s*)?(?:от\s+)?(?P<date>\d.*?)\s*(?:г\.?\s*)?(?:№|N)\s*(?P<number>\S.*)"
)


def pair_of(entry: Entry, columns: Sequence[Column], where: str, ways: Ways) -> list[Pair]:
    """The pairs in one row of a register: several where a cell names several people."""
    by_field = {column.field: column for column in columns if column.field}
    mentors = _names(entry.cell(by_field["mentor"].index))
    mentees = _names(entry.cell(by_field["mentee"].index))
    reads, rest = _about(entry, columns, ways)
    return [
        Pair(where, mentee, mentor, reads, tuple(rest)) for mentor in mentors for mentee in mentees
    ]


def pairs_beside(
    name: str, own: str, entry: Entry, columns: Sequence[Column], where: str, ways: Ways
) -> list[Pair]:
    """The pairs that a row of a bank names: «Наставник» beside a mentee, «Наставляемые» beside."""
    other = "mentor" if own == "mentees" else "mentee"
    column = next((each for each in columns if each.field == other), None)
    if column is None:
        return []
    found = [each for each in _names(entry.cell(column.index)) if looks_like_a_name(each)]
    reads, _ = _about(entry, [c for c in columns if c.field in _PAPER], ways)
    made = [(each, name) if own == "mentors" else (name, each) for each in found]
    return [Pair(where, mentee, mentor, reads) for mentee, mentor in made]


_PAPER = frozenset(
    "mentor_consent mentee_consent order order_number order_date begins ends term".split()
)


def _names(cell: Cell) -> list[str]:
    """The people in one cell, each as a bank writes them."""
    parts = [tidy(part) for part in re.split(r"[;\n/]|,(?=\s*[А-ЯЁа-яё-]{2,}\s)", cell.shown)]
    named = [read_person(part) for part in parts if part]
    return [str(each.value) for each in named if each.value]


def _about(
    entry: Entry, columns: Sequence[Column], ways: Ways
) -> tuple[Mapping[str, Read], list[tuple[str, str]]]:
    reads: dict[str, Read] = {}
    rest: list[tuple[str, str]] = []
    for column in columns:
        cell = entry.cell(column.index)
        if cell.blank or cell.kind == "error" or column.field in ("number", "mentor", "mentee"):
            continue
        found = _fields(column.field, cell, ways)
        if not found:
            rest.append((column.header, text_of(cell)))
        for name, read in found.items():
            reads.setdefault(name, read.weakened(column.confidence))
    return reads, rest


def _fields(field: str, cell: Cell, ways: Ways) -> Mapping[str, Read]:
    if field == "order":
        return read_order(text_of(cell), ways)
    if field == "order_number":
        found = read_order(text_of(cell), ways)
        return found if "order_date" in found else {"order_number": _text(cell)}
    if field == "term":
        begins, ends = read_term(cell, ways.today)
        return {"begins": begins, "ends": ends} if ends else {}
    if field in DATES:
        return {field: read_when(cell, ways.today)}
    return {}


def read_order(text: str, ways: Ways) -> Mapping[str, Read]:
    """«№ 57-од от 02.09.2024» as number and date; a number alone has no date."""
    for form in (_DATE_FIRST, _ORDER):
        found = form.fullmatch(tidy(text))
        if not found:
            continue
        date = read_when(cell_of(found["date"] or None), ways.today)
        number = Read(found["number"].strip(" .,"), 1.0, text)
        if date.value is not None:
            return {"order_number": number, "order_date": date}
        if not found["date"]:
            return {"order_number": number}
    return {"order_number": Read(tidy(text), 0.6, text, "номер и дата не разделены")}


def _text(cell: Cell) -> Read:
    return Read(re.sub(r"^№\s*", "", text_of(cell)), 1.0, text_of(cell))
