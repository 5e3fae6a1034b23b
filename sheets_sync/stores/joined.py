"""Two stores as one: names at home, codes in the cloud, every row joined by its number."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sheets_sync.changes import Change
from sheets_sync.errors import BusyError, SheetsSyncError, StaleError, StoreError
from sheets_sync.facts import Where
from sheets_sync.leaks import Names, leaks, names_of
from sheets_sync.plan import Plan
from sheets_sync.rules.arrived import BORN
from sheets_sync.schema import MEMORY, Schemas, TableSchema
from sheets_sync.snapshot import Row, Snapshot, Table, keyed
from sheets_sync.stores.base import Store
from sheets_sync.stores.joint.births import Births, noted, read_births, struck
from sheets_sync.stores.joint.doubles import differing
from sheets_sync.stores.joint.halves import BOTH, lives, owner, places
from sheets_sync.stores.joint.split import Halves, Split
from sheets_sync.stores.joint.ties import Known, Tie, Ties, joined_row, tie
from sheets_sync.words import quoted


@dataclass(frozen=True, slots=True)
class _Read:
    """Both halves at one moment, and how their rows belong together; ``fresh`` from a reading."""

    home: Snapshot
    cloud: Snapshot
    names: Names
    births: Births
    ties: Mapping[str, Ties]
    keys: Mapping[str, Mapping[str, Tie]]
    joined: Snapshot
    fresh: bool

    def half(self, place: Where) -> Snapshot:
        return self.home if place == "home" else self.cloud


class JoinedStore:
    """A store at home and one in the cloud, joined as `halves` says; see docs/where-data-live.md.

    Home is written first: numbers are given there, and rows on their way to the cloud are noted
    there, so that a run killed in between is finished by the next one. Nothing is written at all
    where either store is busy or stale, or where a cell would give somebody away.
    """

    def __init__(self, home: Store, cloud: Store, schemas: Schemas) -> None:
        self._home, self._cloud = home, cloud
        self._schemas = schemas
        self._last: _Read | None = None

    def read(self) -> Snapshot:
        """Both halves, joined; rows of one half alone are in `strays`."""
        return self._joined(self._home.read(), self._cloud.read(), fresh=True)

    def write(self, snapshot: Snapshot, plan: Plan) -> Snapshot:
        """Split the plan and carry it out, at home first."""
        read = self._as_read(snapshot)
        if not plan.written:
            return snapshot
        changes, births = self._split(read, plan.changes)
        stamps, more = self._split(read, plan.stamps, sweep=False)
        births |= more
        self._refuse_leaks(read.names, [*changes["cloud"], *stamps["cloud"]])
        changes["home"] += noted(births, read.births)
        home, cloud = read.home, read.cloud
        if changes["home"] or stamps["home"]:
            home = self._home.write(home, _plan(changes["home"], stamps["home"]))
        if changes["cloud"] or stamps["cloud"]:
            cloud = self._cloud.write(cloud, _plan(changes["cloud"], stamps["cloud"]))
        if births:
            home = self._arrived(home, {*births, *read.births})
        return self._joined(home, cloud, fresh=False)

    def version(self) -> str:
        """Both versions."""
        return f"{self._home.version()} {self._cloud.version()}"

    def busy(self) -> str:
        """Who has either open."""
        return self._home.busy() or self._cloud.busy()

    @property
    def strays(self) -> tuple[tuple[str, Where, Row], ...]:
        """Rows that the last reading found in one half alone: table, place, row. Left alone."""
        ties = self._last.ties if self._last else {}
        return tuple(
            (name, "cloud" if owner(self._schemas[name]) == "home" else "home", row)
            for name, its in ties.items()
            for row in its.strays
        )

    def _as_read(self, snapshot: Snapshot) -> _Read:
        """What was read when ``snapshot`` was; StaleError, BusyError before anything is written."""
        if says := self.busy():
            raise BusyError(says)
        if self._last is None or self._last.joined.token != snapshot.token:
            self.read()
        read = self._last
        if read is None or read.joined.token != snapshot.token or self._stale(read):
            raise StaleError("Таблица изменилась, пока шла сверка. Ничего не записано, повторите.")
        return read

    def _stale(self, read: _Read) -> bool:
        """Whether either store is known to have changed. What a spreadsheet is called after our own
        write, only its next reading tells; until then its write looks for itself."""
        changed = self._home.version() != read.home.token
        return changed or (read.fresh and self._cloud.version() != read.cloud.token)

    def _joined(self, home: Snapshot, cloud: Snapshot, *, fresh: bool) -> Snapshot:
        births, names = read_births(home), names_of(home)
        tables: dict[str, Table] = {}
        ties: dict[str, Ties] = {}
        keys: dict[str, Mapping[str, Tie]] = {}
        for name, schema in self._schemas.items():
            halves = {
                place: side.tables.get(name)
                for place, side in zip(BOTH, (home, cloud), strict=True)
            }
            main = halves[owner(schema)]
            if main is None:
                continue
            if len(places(schema)) == 1:
                tables[name] = main
                continue
            first, second = (half or replace(main, headers={}, rows=()) for half in halves.values())
            ties[name] = tie(schema, first, second, _register(home, name), births)
            rows = [_row(schema, each, second, names) for each in ties[name].ties]
            whole = keyed(rows)
            held = [each for each, row in zip(ties[name].ties, rows, strict=True) if not row.blank]
            keys[name] = {row.key: each for row, each in zip(whole, held, strict=True)}
            tables[name] = replace(
                main, headers=_headers(self._schemas, name, first, second), rows=whole
            )
        if MEMORY in tables:
            tables[MEMORY] = _without_births(tables[MEMORY], ties)
        joined = Snapshot(tables, f"{home.token} {cloud.token}")
        self._last = _Read(home, cloud, names, births, ties, keys, joined, fresh)
        return joined

    def _split(
        self, read: _Read, changes: Iterable[Change], *, sweep: bool = True
    ) -> tuple[Halves, Births]:
        """The changes of each place; with ``sweep`` also the rows still on their way."""
        out: Halves = {"home": [], "cloud": []}
        births: Births = {}
        by_table: dict[str, list[Change]] = {}
        for change in changes:
            by_table.setdefault(change.table, []).append(change)
        for name in {**dict.fromkeys(read.ties if sweep else ()), **by_table}:
            its = by_table.get(name, [])
            if name not in read.ties:
                out[owner(self._schemas[name])] += its
                continue
            split = Split(
                self._schemas[name],
                self._tables(read, name),
                read.ties[name],
                read.keys[name],
                read.names,
            )
            split.carry(its)
            births |= split.births
            for place in BOTH:
                out[place] += split.out[place]
        return out, births

    def _tables(self, read: _Read, name: str) -> Mapping[Where, Table]:
        main = read.half(owner(self._schemas[name])).tables[name]
        none = replace(main, headers={}, rows=())
        return {place: read.half(place).tables.get(name, none) for place in BOTH}

    def _arrived(self, home: Snapshot, births: Iterable[tuple[str, str]]) -> Snapshot:
        """Home without the notes of rows that stand now; where it is open, the next run does it."""
        with contextlib.suppress(StoreError):
            return self._home.write(home, _plan(struck(home, births), []))
        return home

    def _refuse_leaks(self, names: Names, changes: Iterable[Change]) -> None:
        for leak in leaks(changes, names):
            schema = self._schemas[leak.table]
            header = schema.columns[leak.column].header
            raise SheetsSyncError(
                f"Ячейка не отправлена: вкладка {quoted(schema.tab)}, строка "
                f"{leak.row.lstrip('+')}, столбец {quoted(header)}. В ней {leak.what}, а это не "
                "покидает школу. Найдите, где это вписано в общей таблице, замените на номер и "
                "запустите сверку ещё раз."
            )


def _row(schema: TableSchema, tie: Tie, cloud: Table, names: Names) -> Row:
    """Both halves as one row, in which a copy that went wrong is seen."""
    row = joined_row(schema, tie)
    wrong = dict(differing(schema, tie, cloud.headers, names))
    return replace(row, cells={**row.cells, **wrong}) if wrong else row


def _plan(changes: Iterable[Change], stamps: Iterable[Change]) -> Plan:
    return Plan(changes=tuple(changes), stamps=tuple(stamps), stamps_due=True)


def _without_births(table: Table, ties: Mapping[str, Ties]) -> Table:
    """The register without the rows on their way; a note of one that stands is for the planner."""
    coming = {f"{name} {each.link}" for name, its in ties.items() for each in its.ties if each.born}
    return replace(
        table,
        rows=tuple(
            row
            for row in table.rows
            if row.cell("table").shown != BORN or row.cell("key").shown not in coming
        ),
    )


def _headers(schemas: Schemas, name: str, home: Table, cloud: Table) -> dict[str, str]:
    """The headers of both halves; each column's own half knows how it is spelt."""
    out: dict[str, str] = {}
    for own, column in schemas[name].columns.items():
        for table in (home, cloud) if lives(column) == "home" or own == "id" else (cloud,):
            if own in table.headers:
                out.setdefault(own, table.headers[own])
    return out


def _register(home: Snapshot, table: str) -> list[Known]:
    """The register's lines about ``table``; of doubled ones the first."""
    found: dict[str, Known] = {}
    for row in home.tables[MEMORY].rows if MEMORY in home.tables else ():
        if row.cell("table").shown == table:
            own = row.cell("id").shown
            marks = frozenset(row.cell("seen").shown.split())
            present = row.cell("present").shown == "да"
            found.setdefault(own, Known(own, row.cell("key").shown, marks, present))
    return list(found.values())
