"""Ids: given by key, kept with their person, put back when they wander. See ``register``."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import astuple, replace

from sheets_sync.cells import Value
from sheets_sync.facts import At, Context, Facts, Filled, Outcome, Problem, Record
from sheets_sync.ids import read_id
from sheets_sync.names import may_be_one_person, person_key
from sheets_sync.rules.memory import lines_of, remembered
from sheets_sync.rules.refs import Bank
from sheets_sync.rules.register import Candidate, Entry, Settled, likeness, seen_of, settle
from sheets_sync.schema import MEMORY, TableSchema
from sheets_sync.words import fold


def banks(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """The ids of every table whose rows say whose they are, but pairs.

    A change of a person's name is said for the rest of its day.
    """
    out = Outcome()
    for table, schema in context.schemas.items():
        if not schema.bank:
            continue
        rows = facts.rows(table)
        named = schema.columns[schema.whose].type == "name"
        key = person_key if named else fold
        candidates = [_candidate(row, key(row.text(schema.whose)), schema) for row in rows]
        known = entries_of(facts, table)
        settled = settle(
            _recognised(candidates, known) if named else candidates,
            known,
            schema.prefix,
            may_be_one_person if named else _still_the_same,
            today=context.today.isoformat(),
            at_least=highest(facts, schema),
        )
        out = out.joined(_outcome(facts, table, settled))
        renamed = _renamed(rows, settled) if named else ()
        tomorrow = context.today + dt.timedelta(days=1)
        out = out.joined(Outcome(problems=renamed, next_dates=(tomorrow,) if renamed else ()))
    return out


def _still_the_same(old: str, new: str) -> bool:
    """A thing that is called otherwise now keeps its number: only people are not overtyped."""
    return True


def pairs(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """The ids of pairs, given at the first decision, or when a person enters the pair."""
    now = facts.after(so_far)
    bank = Bank.of(now.rows("mentees"))
    schema = context.schemas["pairs"]
    candidates = []
    for row in now.rows("pairs"):
        decided = bool(row.touched & {"decision", "mentor"})
        candidates.append(_candidate(row, bank.id_of(row.text("mentee")), schema, may=decided))
    settled = settle(
        candidates,
        entries_of(facts, "pairs"),
        schema.prefix,
        lambda old, new: False,
        today=context.today.isoformat(),
        key_is_enough=False,
        at_least=highest(facts, schema),
    )
    known = entries_of(facts, "pairs")
    return _outcome(facts, "pairs", settled).joined(_forgotten(now.rows("pairs"), settled, known))


def papers(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """The ids of papers put back into their lines; the rule that drafts numbers new ones."""
    schema = context.schemas["documents"]
    candidates = [
        _candidate(row, document_key(row.text("kind"), row.text("subject")), schema, may=False)
        for row in facts.rows("documents")
    ]
    settled = settle(
        candidates,
        entries_of(facts, "documents"),
        schema.prefix,
        lambda old, new: old.split(" ")[:1] == new.split(" ")[:1],
        today=context.today.isoformat(),
        at_least=highest(facts, schema),
    )
    return _outcome(facts, "documents", settled)


def document_key(kind: str, subject: str) -> str:
    """What the register knows a paper by: its kind and the pairs in it."""
    return f"{kind} {subject}".strip()


def entries_of(facts: Facts, table: str) -> dict[str, Entry]:
    """What the register holds of ``table``, by id; of doubled lines the same one in any order."""
    entries: dict[str, Entry] = {}
    for row in facts.rows(MEMORY):
        own = row.text("id")
        if row.text("table") == table and str(read_id(own)) == own:
            entry = Entry(
                own,
                row.text("key"),
                row.text("seen"),
                row.text("present") == "да",
                row.text("origin"),
                row.text("was"),
            )
            twin = entries.get(own)
            entries[own] = entry if twin is None else max(entry, twin, key=astuple)
    return entries


def register_cells(facts: Facts, table: str, entries: Iterable[Entry]) -> Outcome:
    """The lines of «_sync» that hold ``entries``."""
    return remembered(facts, {entry.id: _line(table, entry) for entry in entries})


def _line(table: str, entry: Entry) -> dict[str, Value]:
    return {
        "table": table,
        "key": entry.key,
        "seen": entry.seen,
        "present": "да" if entry.present else "нет",
        "origin": entry.origin,
        "was": entry.was,
    }


def _candidate(row: Record, key: str, schema: TableSchema, *, may: bool = True) -> Candidate:
    return Candidate(row.key, row.text("id"), key, seen_of_staff(row.values, schema), may)


def _recognised(rows: list[Candidate], known: Mapping[str, Entry]) -> list[Candidate]:
    """The rows, an id put back that went astray while a name changed.

    Both names stand nowhere else; and either all that stood beside the id, at least two cells,
    still does, or the id stands beside somebody whom we know or beside nobody, as it does when
    columns are sorted alone.
    """
    keys, here = {entry.key for entry in known.values()}, {row.key for row in rows}
    new = [row for row in rows if row.key and row.key not in keys]
    held = {row.held for row in rows if row.key in keys or not row.key}
    borne = {row.held for row in new}
    lost = [e for e in known.values() if e.present and e.key not in here and e.id not in borne]
    astray = [row for row in new if row.held not in known or known[row.held].key in here]
    both = [
        (entry.id, row.row)
        for entry in lost
        for row in astray
        if may_be_one_person(entry.key, row.key)
        and (_else_alike(entry, row) or (entry.id in held and (row.held in known or not row.held)))
    ]
    ids, places = Counter(own for own, _ in both), Counter(row for _, row in both)
    found = {row: own for own, row in both if ids[own] == places[row] == 1}
    return [replace(row, held=found.get(row.row, row.held)) for row in rows]


def _else_alike(entry: Entry, row: Candidate) -> bool:
    """Whether all but the name is as it was."""
    marks = set(entry.seen.split()) | set(row.seen.split())
    alike = likeness(entry.seen, row.seen)
    return alike >= 2 and alike == len(marks) - 2


def seen_of_staff(values: Mapping[str, object], schema: TableSchema) -> str:
    """What staff have typed beside an id, as the register keeps it."""
    staff = {
        name: fold(value) if isinstance(value, str) else value
        for name, value in values.items()
        if schema.columns[name].filled_by == "staff"
    }
    return seen_of(staff)


def _outcome(facts: Facts, table: str, settled: Settled) -> Outcome:
    cells = {
        At(table, row, "id"): Filled(text or None, "номер строки")
        for row, text in settled.ids.items()
    }
    kept = register_cells(facts, table, settled.entries.values())
    return Outcome(cells=cells).joined(kept)


def _renamed(rows: Iterable[Record], settled: Settled) -> tuple[Problem, ...]:
    problems = []
    for row in rows:
        entry = settled.entries.get(settled.ids.get(row.key, ""))
        if entry and entry.was:
            old = entry.was.partition(" ")[2].title()
            says = (
                f"Имя изменилось, раньше здесь было «{old}». Если это другой человек, впишите его "
                "новой строкой, а здесь верните прежнее имя."
            )
            problems.append(Problem(row.table, row.key, "name", "asks", says))
    return tuple(problems)


def _forgotten(rows: Iterable[Record], settled: Settled, known: Mapping[str, Entry]) -> Outcome:
    """A row of a known pair that became another pair forgets what was remembered for the first."""
    cells = {}
    for row in rows:
        fresh = settled.ids.get(row.key, "") not in known
        if row.text("id") in known and fresh:
            for column in ("offered", "approved", "order_id"):
                cells[row.at(column)] = Filled(None, "это другая пара")
    return Outcome(cells=cells)


def highest(facts: Facts, schema: TableSchema) -> int:
    """The highest number of the table that its line in «_sync», pairs and papers remember."""
    prefix = schema.prefix
    lines = (row.text("key") for row in lines_of(facts, f"#{schema.name}"))
    numbers = [0, *(int(text) for text in lines if text.isdecimal())]
    for table, columns in _MENTIONS.items():
        for row in facts.rows(table):
            for column in columns:
                reads = (read_id(word) for word in row.text(column).split())
                numbers += [read.number for read in reads if read and read.prefix == prefix]
    return max(numbers)


_MENTIONS: Mapping[str, tuple[str, ...]] = {
    "pairs": ("offered", "approved", "seeded", "order_id"),
    "documents": ("subject",),
}
