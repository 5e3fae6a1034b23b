"""From a snapshot to a plan: facts, rules in order, and the difference to what stands there now."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sheets_sync import journal
from sheets_sync.cells import Value
from sheets_sync.changes import AddRow, Change, DropRow, SetCell, order_of
from sheets_sync.facts import Context, Filled, Outcome, PaperRequest, Problem
from sheets_sync.guard import Danger, dangers
from sheets_sync.rules import RULES
from sheets_sync.rules.pairing import pairing
from sheets_sync.rules.readiness import readiness
from sheets_sync.rules.situation import Situation
from sheets_sync.rules.stamps import last_run, refused
from sheets_sync.schema import LISTS, TableSchema, Vocabulary, with_lists
from sheets_sync.snapshot import Snapshot, Table
from sheets_sync.validate import validate
from sheets_sync.zone import local


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would write and draft, and what a person has to see first.

    ``changes`` are ordered; ``stamps`` go along with them or with the first run of a day and count
    neither for the hash nor for the guard; ``next_date`` is the first day on which the plan changes
    though nobody types. A ``paused`` plan is shown and never written: so «Школа» answers.
    ``archive`` is what the pairing was made from, without names.
    ``ready`` says how many can be matched and what the others lack.
    """

    changes: tuple[Change, ...] = ()
    stamps: tuple[Change, ...] = ()
    papers: tuple[PaperRequest, ...] = ()
    problems: tuple[Problem, ...] = ()
    dangers: tuple[Danger, ...] = ()
    next_date: dt.date | None = None
    stamps_due: bool = field(default=False, compare=False)
    paused: bool = field(default=False, compare=False)
    ready: tuple[str, ...] = field(default=(), compare=False)
    archive: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def __bool__(self) -> bool:
        """True if anything is to be written."""
        return bool(self.changes or self.papers)

    @property
    def written(self) -> tuple[Change, ...]:
        """Everything that one write takes: the changes, and the stamps where they are due."""
        due = self.stamps_due or bool(self.changes)
        return (*self.changes, *self.stamps) if due else ()

    @property
    def hash(self) -> str:
        """Names exactly this plan; the moment of the run is no part of it."""
        text = json.dumps([c.as_data() for c in self.changes], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def with_file_hash(self, row: str, digest: str) -> Plan:
        """The plan that also registers the bytes of a placed paper in its line ``row``."""
        changes = tuple(_registered(change, row, digest) for change in self.changes)
        stamps = journal.amended(self.stamps, "documents", row, "file_hash", digest)
        return replace(self, changes=changes, stamps=stamps)


def make_plan(snapshot: Snapshot, context: Context) -> Plan:
    """The plan for ``snapshot``: pure, and the same in any order of the rows."""
    context = replace(local(snapshot, context), vocabulary=_vocabulary(snapshot, context))
    facts = validate(snapshot, context.schemas, context.vocabulary, context.today)
    outcome = Outcome()
    for rule in RULES:
        outcome = outcome.joined(rule(facts, outcome, context))
    changes, stamps = _difference(snapshot, outcome, context)
    stamps += journal.entries(changes, context.now, snapshot, context.schemas)
    first_today = last_run(facts) != context.today
    ahead = [day for day in outcome.next_dates if day > context.today]
    return Plan(
        changes=changes,
        stamps=stamps,
        papers=outcome.papers,
        problems=_open((*facts.problems, *outcome.problems), outcome),
        dangers=dangers(facts, outcome, changes, context),
        next_date=min(ahead, default=None),
        stamps_due=first_today or refused(facts),
        paused=facts.form("school").tick("pause"),
        archive=outcome.archive,
        ready=readiness(facts.after(outcome), context),
    )


def situation(snapshot: Snapshot, context: Context) -> Situation:
    """Where the pairing stands before a run, for questions about it."""
    context = replace(local(snapshot, context), vocabulary=_vocabulary(snapshot, context))
    facts = validate(snapshot, context.schemas, context.vocabulary, context.today)
    outcome = Outcome()
    for rule in RULES[: RULES.index(pairing)]:
        outcome = outcome.joined(rule(facts, outcome, context))
    return Situation.of(facts.after(outcome), context)


def _vocabulary(snapshot: Snapshot, context: Context) -> Vocabulary:
    """The lists of choices, with what a school has added to them in its own workbook."""
    typed = snapshot.tables.get(LISTS)
    if typed is None:
        return context.vocabulary
    added = {name: [row.cell(name).shown for row in typed.rows] for name in typed.headers}
    return with_lists(context.vocabulary, added)


def _open(problems: Iterable[Problem], outcome: Outcome) -> tuple[Problem, ...]:
    """The problems that nobody has answered yet."""
    return tuple(each for each in problems if (each.table, each.row) not in outcome.quieted)


def _difference(
    snapshot: Snapshot, outcome: Outcome, context: Context
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Changes and stamps, each in order."""
    by_table: dict[str, dict[str, dict[str, Filled]]] = {}
    for at, filled in outcome.cells.items():
        by_table.setdefault(at.table, {}).setdefault(at.row, {})[at.column] = filled
    changes: list[Change] = []
    stamps: list[Change] = []
    for name, table in snapshot.tables.items():
        schema = context.schemas[name]
        rows = by_table.get(name, {})
        fresh = {row for its, row in outcome.new_rows if its == name}
        gone = {row for its, row in outcome.dropped if its == name}
        changes += [DropRow(name, row, "больше не нужна") for row in gone]
        found: list[Change] = [*_set(table, schema, rows, gone), *_added(table, rows, fresh)]
        for change in found:
            (stamps if _is_stamp(change, schema) else changes).append(change)
    return tuple(sorted(changes, key=order_of)), tuple(sorted(stamps, key=order_of))


def _set(
    table: Table, schema: TableSchema, rows: dict[str, dict[str, Filled]], gone: set[str]
) -> Iterable[SetCell]:
    """The cells of existing rows that differ; a view that no rule fills is blank."""
    for row in table.rows:
        if row.key in gone:
            continue
        views = {name: Filled(None, "пусто") for name in schema.filled("view")}
        for column, filled in {**views, **rows.get(row.key, {})}.items():
            held = row.cell(column)
            same = held.value == filled.value or (held.blank and filled.value in (None, ""))
            if column in table.headers and not same:
                owner = schema.columns[column].filled_by
                yield SetCell(
                    table.name, row.key, column, held.value, filled.value, filled.reason, owner
                )


def _added(table: Table, rows: dict[str, dict[str, Filled]], fresh: set[str]) -> Iterable[AddRow]:
    for key in fresh:
        cells = rows.get(key, {})
        values: list[tuple[str, Value]] = sorted(
            (column, filled.value)
            for column, filled in cells.items()
            if column in table.headers and filled.value not in (None, "")
        )
        reason = next(iter(cells.values())).reason if cells else ""
        yield AddRow(table.name, key, tuple(values), reason)


def _is_stamp(change: Change, schema: TableSchema) -> bool:
    stamps = schema.filled("stamp")
    if isinstance(change, SetCell):
        return change.column in stamps
    return isinstance(change, AddRow) and any(column in stamps for column, _ in change.cells)


def _registered(change: Change, row: str, digest: str) -> Change:
    if change.table != "documents" or change.row != row:
        return change
    if isinstance(change, AddRow):
        kept = tuple(cell for cell in change.cells if cell[0] != "file_hash")
        return replace(change, cells=tuple(sorted((*kept, ("file_hash", digest)))))
    if isinstance(change, SetCell) and change.column == "file_hash":
        return replace(change, new=digest)
    return change


def address(snapshot: Snapshot, problem: Problem) -> str:
    """«Наставники», ячейка G5: where a problem is, for people."""
    table = snapshot.tables[problem.table]
    letter = table.letters.get(problem.column, "")
    place = next((row.place for row in table.rows if row.key == problem.row), 0)
    if not letter or not (place or table.form):
        return f"«{table.tab}»"
    return f"«{table.tab}», ячейка {letter}{'' if table.form else place}"
