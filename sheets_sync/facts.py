"""The types that rules speak in: facts, context, outcome. No behaviour but looking things up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

from sheets_sync.cells import Value
from sheets_sync.schema import Schemas, Vocabulary

Severity = Literal["stops", "asks"]
Where = Literal["home", "cloud"]
Bank = Literal["mentors", "mentees"]
BANKS: tuple[Bank, Bank] = ("mentors", "mentees")
"""The tables of people: of both sides of a pair, with names, consents and days of birth."""
OTHER = "…"
"""Stands in ``Record.touched`` for a column that the schema does not know."""
PersonalData = Literal["", "cloud", "local"]


class At(NamedTuple):
    """The address of a cell: table, key of the row, column; all by their names in code."""

    table: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something on a cell for a person to see: «stops» hinders the next step, «asks» does not."""

    table: str
    row: str
    column: str
    weight: Severity
    says: str


@dataclass(frozen=True, slots=True)
class Record:
    """One row, typed. ``touched``: columns in which staff typed anything, «…» an unknown one.

    ``unclear``: what stands in the cells that could not be read, by column.
    """

    table: str
    key: str
    values: Mapping[str, Any]
    touched: frozenset[str] = frozenset()
    unclear: Mapping[str, str] = field(default_factory=dict)
    place: int = field(default=0, compare=False)

    def text(self, column: str) -> str:
        """The text of ``column``, '' where it is empty or could not be read."""
        value = self.values.get(column)
        return value if isinstance(value, str) else ""

    def number(self, column: str) -> int | None:
        """The whole number of ``column``, or None."""
        value = self.values.get(column)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def date(self, column: str) -> dt.date | None:
        """The date of ``column``, or None."""
        value = self.values.get(column)
        return value if isinstance(value, dt.date) else None

    def tick(self, column: str) -> bool:
        """Whether ``column`` is ticked."""
        return self.values.get(column) is True

    def at(self, column: str) -> At:
        """The address of ``column`` in this row."""
        return At(self.table, self.key, column)


class Filled(NamedTuple):
    """A value for a cell, and why it stands there."""

    value: Value
    reason: str


@dataclass(frozen=True, slots=True)
class PaperRequest:
    """A paper to be drafted: what it is and the data in it; rendering happens elsewhere.

    ``row`` is the key of its line in ``documents``; ``data`` is made of JSON values. ``line`` (the
    number of that line), ``subject``, ``year`` and ``edition`` together with ``kind`` are its key.
    """

    kind: str
    row: str
    file_name: str
    data: Mapping[str, Any] = field(hash=False)
    line: str = ""
    subject: str = ""
    year: str = ""
    edition: int = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule decided: cells, new rows, rows withdrawn, problems, papers, the next date.

    ``quieted`` are rows (table, key) whose problems a person has answered. ``made_of`` are the two
    that it was joined of, so that `Facts.after` need not begin anew.
    ``archive`` is what a pairing was made from, without names.
    ``next_dates`` are the days on which something changes by itself, without anyone's typing.
    """

    cells: Mapping[At, Filled] = field(default_factory=dict)
    new_rows: tuple[tuple[str, str], ...] = ()
    dropped: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    papers: tuple[PaperRequest, ...] = ()
    next_dates: tuple[dt.date, ...] = ()
    quieted: frozenset[tuple[str, str]] = frozenset()
    archive: Mapping[str, Any] = field(default_factory=dict, hash=False)
    made_of: tuple[Outcome, Outcome] | None = field(default=None, compare=False, repr=False)

    def joined(self, later: Outcome) -> Outcome:
        """Both outcomes as one; where they fill the same cell, ``later`` wins."""
        return Outcome(
            {**self.cells, **later.cells},
            self.new_rows + later.new_rows,
            self.dropped + later.dropped,
            self.problems + later.problems,
            self.papers + later.papers,
            self.next_dates + later.next_dates,
            self.quieted | later.quieted,
            later.archive or self.archive,
            (self, later),
        )

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Outcome:
        """Many outcomes as one, those of later ones winning; for loops over rows."""
        whole = list(outcomes)
        return Outcome(
            {at: filled for each in whole for at, filled in each.cells.items()},
            tuple(row for each in whole for row in each.new_rows),
            tuple(row for each in whole for row in each.dropped),
            tuple(problem for each in whole for problem in each.problems),
            tuple(paper for each in whole for paper in each.papers),
            tuple(day for each in whole for day in each.next_dates),
            frozenset[tuple[str, str]]().union(*(each.quieted for each in whole)),
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """All records by table, the headers as they are spelt in the sheet, and what was unclear."""

    tables: Mapping[str, tuple[Record, ...]]
    headers: Mapping[str, Mapping[str, str]]
    problems: tuple[Problem, ...] = ()
    _after: dict[int, tuple[Outcome, Facts]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def rows(self, table: str) -> tuple[Record, ...]:
        """The records of ``table``, none where the tab is missing."""
        return self.tables.get(table, ())

    def form(self, table: str) -> Record:
        """The one record of a form, an empty one where the tab is missing."""
        rows = self.rows(table)
        return rows[0] if rows else Record(table, table, {})

    def after(self, so_far: Outcome) -> Facts:
        """The facts with everything laid over them that ``so_far`` decided."""
        known = self._after.get(id(so_far))
        if known is None:
            earlier, latest = self, so_far
            if so_far.made_of and id(so_far.made_of[0]) in self._after:
                before, latest = so_far.made_of
                earlier = self._after[id(before)][1]
            known = self._after[id(so_far)] = so_far, earlier._with(latest)
        return known[1]

    def _with(self, outcome: Outcome) -> Facts:
        over: dict[str, dict[str, dict[str, Any]]] = {}
        for table, key in outcome.new_rows:
            over.setdefault(table, {})[key] = {}
        for at, filled in outcome.cells.items():
            over.setdefault(at.table, {}).setdefault(at.row, {})[at.column] = filled.value
        tables = dict(self.tables)
        for name in {*over, *(table for table, _ in outcome.dropped)} & set(tables):
            gone = {key for table, key in outcome.dropped if table == name}
            tables[name] = _overlaid(tables[name], over.get(name, {}), gone)
        fresh: dict[str, list[Record]] = {}
        for table, key in outcome.new_rows:
            fresh.setdefault(table, []).append(Record(table, key, over[table][key]))
        for table, rows in fresh.items():
            tables[table] = (*tables.get(table, ()), *rows)
        return replace(self, tables=tables, _after={})


def _overlaid(
    rows: Iterable[Record], over: Mapping[str, Mapping[str, Any]], gone: Collection[str]
) -> tuple[Record, ...]:
    out = []
    for row in rows:
        if row.key not in gone:
            fresh = over.get(row.key)
            out.append(replace(row, values={**row.values, **fresh}) if fresh else row)
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Google:
    """A shared spreadsheet: its id, the file with the key to it, and another ``endpoint``."""

    spreadsheet: str
    key_file: str
    endpoint: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``config.toml`` says. ``weights`` are points a criterion, ``floor`` the least sum.

    ``personal_data`` says whether names may leave the house: «cloud», «local», or nothing said.
    ``google`` is the shared spreadsheet, None where the school works in a workbook alone.
    ``online`` is true where everything, names too, is in that spreadsheet.
    """

    workbook: str
    papers_folder: str
    timezone: str
    weights: Mapping[str, int]
    floor: int
    stability: int
    personal_data: PersonalData = ""
    google: Google | None = None

    @property
    def online(self) -> bool:
        """Whether names, and so papers, may leave the house."""
        return self.google is not None and self.personal_data == "cloud"


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a rule may know beside the facts: the day, settings, schemas and lists.

    ``occupied`` are names of files that a draft must not take: something else lies under them.
    ``links`` are addresses at which drafts can be opened, by the names of their files.
    """

    today: dt.date
    now: dt.datetime
    settings: Settings
    schemas: Schemas
    vocabulary: Vocabulary
    occupied: frozenset[str] = frozenset()
    links: Mapping[str, str] = field(default_factory=dict)


Rule = Callable[[Facts, Outcome, Context], Outcome]
