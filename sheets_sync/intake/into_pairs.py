"""Pairs from paper as new rows of «Пары»: mentor, dates, the former order; nothing twice."""

from __future__ import annotations

from collections.abc import Iterable

from sheets_sync.cells import Value
from sheets_sync.changes import AddRow
from sheets_sync.facts import BANKS, Bank
from sheets_sync.ids import read_id
from sheets_sync.intake.into import Rows, Target, written
from sheets_sync.intake.lookup import Names
from sheets_sync.intake.understood import Pair, Understood
from sheets_sync.names import person_key
from sheets_sync.snapshot import Row

TABLE = "pairs"
_MENTOR_CELLS = ("mentor", "approved", "offer")
_COLUMNS = {"order_number": "old_order_number", "order_date": "old_order_date"}


def pair_rows_for(understood: Understood, target: Target, out: Rows) -> None:
    """Add a row for every pair that «Пары» does not have; pairs need the columns of old orders."""
    if not understood.pairs:
        return
    columns = target.staff(TABLE)
    if not {"mentee", "mentor"} <= set(columns):
        out.left += [f"Пара {_said(pair)}: вкладки «Пары» нет." for pair in understood.pairs]
        return
    known = _known(target)
    full: dict[Bank, Names[str]] = {bank: _names(understood, target, bank) for bank in BANKS}
    for pair in _merged(understood.pairs, full):
        mentee, mentor = pair.mentee, pair.mentor
        if (person_key(mentee), person_key(mentor)) in known:
            out.known.append(f"Пара {mentee} – {mentor}: уже есть, строка не добавлена")
            continue
        cells = _cells(pair, mentee, mentor, columns, out)
        row = f"{TABLE}-{len(out.added):05d}"
        reason = f"внесено из файла: {pair.place}"
        out.added.append(AddRow(TABLE, row, tuple(sorted(cells.items())), reason, "person"))
        _missing(full, mentee, mentor, pair, out)


def _merged(pairs: Iterable[Pair], full: dict[Bank, Names[str]]) -> list[Pair]:
    """Every pair once, its people by full names; what two places say is put together."""
    out: dict[tuple[str, str], Pair] = {}
    for pair in pairs:
        mentee = full["mentees"].find(pair.mentee) or pair.mentee
        mentor = full["mentors"].find(pair.mentor) or pair.mentor
        key = person_key(mentee), person_key(mentor)
        first = out.get(key, pair)
        reads = {**pair.reads, **first.reads}
        rest = tuple(dict.fromkeys((*first.rest, *pair.rest)))
        out[key] = Pair(first.place, mentee, mentor, reads, rest)
    return list(out.values())


def _said(pair: Pair) -> str:
    return f"{pair.mentee} – {pair.mentor} ({pair.place})"


def _names(understood: Understood, target: Target, bank: Bank) -> Names[str]:
    """Full names of everybody in a bank, in the workbook and in the file."""
    held = [row.cell("name").shown.strip() for row in _rows(target, bank)]
    mine = [person.name for person in understood.bank(bank)]
    return Names([(name, name) for name in (*held, *mine)])


def _known(target: Target) -> set[tuple[str, str]]:
    """The pairs that are there, whatever their cells name people by."""
    by_id = {
        row.cell("id").shown.strip(): row.cell("name").shown
        for bank in BANKS
        for row in _rows(target, bank)
    }
    names = {
        bank: Names([(row.cell("name").shown,) * 2 for row in _rows(target, bank)])
        for bank in BANKS
    }
    found = set()
    for row in _rows(target, TABLE):
        mentee = _who(row.cell("mentee").shown, by_id, names["mentees"])
        for column in _MENTOR_CELLS:
            if text := row.cell(column).shown:
                found.add((person_key(mentee), person_key(_who(text, by_id, names["mentors"]))))
                break
    return found


def _who(text: str, by_id: dict[str, str], names: Names[str]) -> str:
    own = read_id(text)
    return by_id.get(str(own), text) if own else names.find(text) or text


def _rows(target: Target, table: str) -> Iterable[Row]:
    found = target.snapshot.tables.get(table)
    return found.rows if found else ()


def _cells(
    pair: Pair, mentee: str, mentor: str, columns: Iterable[str], out: Rows
) -> dict[str, Value]:
    cells: dict[str, Value] = {"mentee": mentee, "mentor": mentor}
    over = list(pair.rest)
    for name, read in pair.reads.items():
        column = _COLUMNS.get(name, name)
        value = written(read)
        if value is None:
            continue
        if column in columns:
            cells[column] = value
        else:
            over.append((_LABELS.get(name, name), read.typed))
    if over:
        text = "; ".join(f"{label}: {text}" for label, text in dict.fromkeys(over))
        out.left.append(f"Пара {_said(pair)}: для этого нет столбца: {text}")
    return cells


_LABELS = {
    "order_number": "номер приказа",
    "order_date": "дата приказа",
    "begins": "срок с",
    "ends": "срок по",
    "mentor_consent": "согласие наставника",
    "mentee_consent": "согласие наставляемого",
}


def _missing(full: dict[Bank, Names[str]], mentee: str, mentor: str, pair: Pair, out: Rows) -> None:
    says = "{} ({}): в банке {} такого человека нет. Впишите его туда или исправьте имя в паре."
    if full["mentees"].find(mentee) is None:
        out.left.append(says.format(mentee, pair.place, "наставляемых"))
    if full["mentors"].find(mentor) is None:
        out.left.append(says.format(mentor, pair.place, "наставников"))
