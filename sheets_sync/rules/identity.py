"""Ids: given by key, kept with their person, put back when they wander. See ``register``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sheets_sync.facts import At, Context, Facts, Filled, Outcome, Problem, Record
from sheets_sync.ids import read_id
from sheets_sync.names import may_be_one_person, person_key
from sheets_sync.rules.refs import Bank
from sheets_sync.rules.register import Candidate, Entry, Settled, seen_of, settle
from sheets_sync.schema import TableSchema
from sheets_sync.words import fold

REGISTER = "_sync"


def people(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """The ids of mentors and mentees; a change of name is said for the rest of its day."""
    out = Outcome()
    for table in ("mentors", "mentees"):
        rows = facts.rows(table)
        schema = context.schemas[table]
        candidates = [_candidate(row, person_key(row.text("name")), schema) for row in rows]
        at_least = _highest_elsewhere(facts, schema.prefix)
        settled = settle(
            candidates,
            entries_of(facts, table),
            schema.prefix,
            may_be_one_person,
            today=context.today.isoformat(),
            at_least=at_least,
        )
        out = out.joined(_outcome(facts, table, settled))
        out = out.joined(Outcome(problems=_renamed(rows, settled)))
    return out


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
        at_least=_highest_elsewhere(facts, schema.prefix),
    )
    return _outcome(facts, "pairs", settled).joined(_forgotten(now.rows("pairs"), settled))


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
    )
    return _outcome(facts, "documents", settled)


def document_key(kind: str, subject: str) -> str:
    """What the register knows a paper by: its kind and the pairs in it."""
    return f"{kind} {subject}".strip()


def entries_of(facts: Facts, table: str) -> dict[str, Entry]:
    """What the register holds of ``table``, by id."""
    entries = {}
    for row in facts.rows(REGISTER):
        own = row.text("id")
        if row.text("table") == table and read_id(own):
            entries[own] = Entry(
                own,
                row.text("key"),
                row.text("seen"),
                row.text("present") == "да",
                row.text("origin"),
                row.text("was"),
            )
    return entries


def register_cells(facts: Facts, table: str, entries: Iterable[Entry]) -> Outcome:
    """The rows of «_sync» that hold ``entries``, new ones appended."""
    rows = {row.text("id"): row.key for row in facts.rows(REGISTER)}
    cells: dict[At, Filled] = {}
    new = []
    for entry in entries:
        key = rows.get(entry.id, entry.id)
        if entry.id not in rows:
            new.append((REGISTER, key))
        values = {
            "id": entry.id,
            "table": table,
            "key": entry.key,
            "seen": entry.seen,
            "present": "да" if entry.present else "нет",
            "origin": entry.origin,
            "was": entry.was,
        }
        for column, value in values.items():
            cells[At(REGISTER, key, column)] = Filled(value or None, "память программы")
    return Outcome(cells=cells, new_rows=tuple(new))


def _candidate(row: Record, key: str, schema: TableSchema, *, may: bool = True) -> Candidate:
    staff = {
        name: fold(str(value)) if isinstance(value, str) else value
        for name, value in row.values.items()
        if schema.columns[name].filled_by == "staff"
    }
    return Candidate(row.key, row.text("id"), key, seen_of(staff), may)


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
            old = entry.was.split(" ", 1)[1].title()
            says = (
                f"Имя изменилось, раньше здесь было: {old}. Если это другой человек, впишите его "
                "новой строкой, а здесь верните прежнее имя."
            )
            problems.append(Problem(row.table, row.key, "name", "asks", says))
    return tuple(problems)


def _forgotten(rows: Iterable[Record], settled: Settled) -> Outcome:
    """A row that lost its id to another pair forgets what was remembered for that other pair."""
    cells = {}
    for row in rows:
        if row.text("id") and settled.ids.get(row.key) != row.text("id"):
            taken = row.text("id") in settled.ids.values()
            if not taken:
                continue
            for column in ("approved", "order_id"):
                cells[row.at(column)] = Filled(None, "это другая пара")
    return Outcome(cells=cells)


def _highest_elsewhere(facts: Facts, prefix: str) -> int:
    """The highest number of ``prefix`` that pairs and papers remember."""
    numbers = [0]
    for table, columns in _MENTIONS.items():
        for row in facts.rows(table):
            for column in columns:
                reads = (read_id(word) for word in row.text(column).split())
                numbers += [read.number for read in reads if read and read.prefix == prefix]
    return max(numbers)


_MENTIONS: Mapping[str, tuple[str, ...]] = {
    "pairs": ("offered", "approved"),
    "documents": ("subject",),
}
