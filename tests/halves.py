"""Two places of one school: snapshots cut in halves, stores of both, people typing into either."""

from __future__ import annotations

from dataclasses import replace

from sheets_sync.cells import Value
from sheets_sync.facts import Where
from sheets_sync.plan import Plan
from sheets_sync.schema import Schemas
from sheets_sync.snapshot import Row, Snapshot, Table, keyed
from sheets_sync.stores.joined import JoinedStore
from sheets_sync.stores.joint.halves import half, owner
from sheets_sync.stores.memory import MemoryStore
from tests import build

SETTINGS = replace(build.SETTINGS, personal_data="local")
HALVES: dict[Where, Schemas] = {
    "home": half(build.SCHEMAS, "home"),
    "cloud": half(build.SCHEMAS, "cloud"),
}


def cut(snap: Snapshot, place: Where) -> Snapshot:
    """What of ``snap`` lives in ``place``; the cloud has nothing of people without a number."""
    tables = {}
    for name, schema in HALVES[place].items():
        if name in snap.tables:
            tables[name] = _cut(snap.tables[name], frozenset(schema.columns))
            if place == "cloud" and owner(build.SCHEMAS[name]) == "home":  # «_sync», too
                rows = [row for row in tables[name].rows if row.cell("id").shown]
                tables[name] = replace(tables[name], rows=tuple(rows))
    return Snapshot(tables)


def _cut(table: Table, columns: frozenset[str]) -> Table:
    headers = {name: header for name, header in table.headers.items() if name in columns}
    rows = tuple(_only(row, columns) for row in table.rows)
    if table.form:
        return replace(table, headers=headers, rows=rows)
    return replace(table, headers=headers, rows=keyed(rows))


def _only(row: Row, columns: frozenset[str]) -> Row:
    return replace(row, cells={n: cell for n, cell in row.cells.items() if n in columns})


class Two:
    """A joined store of two in memory. ``kill`` ends a writing after so many of its parts."""

    def __init__(self, snap: Snapshot) -> None:
        self.home = Mortal(cut(snap, "home"))
        self.cloud = Mortal(cut(snap, "cloud"))
        self.store = JoinedStore(self.home, self.cloud, build.SCHEMAS)

    def type(self, place: Where, table: str, where: str, **cells: Value) -> None:
        """A person types ``cells`` into the rows of one half that show ``where``."""
        store = self.home if place == "home" else self.cloud
        store.edit(build.typed(store.read(), table, where, **cells))

    def add(self, place: Where, table: str, **cells: Value) -> None:
        """A person types a new row into one half."""
        store = self.home if place == "home" else self.cloud
        store.edit(build.added(store.read(), table, **cells))

    def remove(self, place: Where, table: str, where: str) -> None:
        """A person deletes the rows of one half that show ``where``."""
        store = self.home if place == "home" else self.cloud
        store.edit(build.removed(store.read(), table, where))

    def content(self) -> dict[tuple[str, str], list[tuple[tuple[str, str], ...]]]:
        """What is shown in every cell of both halves, rows in any order.

        The journal is left out: it tells in how many goes the rest came about.
        """
        return {
            (place, table.name): sorted(
                tuple((n, c.shown) for n, c in sorted(row.cells.items()) if not c.blank)
                for row in table.rows
            )
            for place, store in (("home", self.home), ("cloud", self.cloud))
            for table in store.read()
            if table.name != "journal"
        }

    def copy(self) -> Two:
        """The same school once more."""
        two = Two(Snapshot({}))
        two.home.edit(self.home.read())
        two.cloud.edit(self.cloud.read())
        return two

    def settle(self, *, most: int = 5) -> int:
        """Runs until nothing is left to write; how many writings it took."""
        for number in range(most):
            before = self.store.read()
            plan = self.plan(before)
            if not plan.written:
                return number
            self.store.write(before, plan)
        raise AssertionError([c.as_data() for c in self.plan(self.store.read()).written])

    def plan(self, snap: Snapshot) -> Plan:
        """The plan of today."""
        return build.plan(snap, settings=SETTINGS)

    def kill(self, after: int) -> None:
        """The next writing dies before its part ``after`` (0: before anything)."""
        self.home.left = self.cloud.left = None
        order = [self.home, self.cloud, self.home]
        order[after].left = sum(each is order[after] for each in order[:after])

    def revive(self) -> None:
        """The next run is a new process."""
        self.home.left = self.cloud.left = None
        self.store = JoinedStore(self.home, self.cloud, build.SCHEMAS)


class Killed(Exception):
    """The process is gone."""


class Mortal(MemoryStore):
    """A store in memory whose process dies when ``left`` writings are done."""

    left: int | None = None

    def write(self, snapshot: Snapshot, plan: Plan) -> Snapshot:
        if self.left == 0:
            raise Killed
        if self.left is not None:
            self.left -= 1
        return super().write(snapshot, plan)
