"""The changes of a joined table as changes of its two halves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sheets_sync.cells import BLANK, Cell, Value, cell_of
from sheets_sync.changes import AddRow, Authority, Change, DropRow, SetCell
from sheets_sync.facts import Where
from sheets_sync.ids import exact_id
from sheets_sync.leaks import Names
from sheets_sync.schema import TableSchema
from sheets_sync.snapshot import ID, Row, Table
from sheets_sync.stores.joint.births import ON_THE_WAY, Births
from sheets_sync.stores.joint.doubles import copied, doubled
from sheets_sync.stores.joint.halves import lives, owner
from sheets_sync.stores.joint.ties import Tie, Ties, temporary

Halves = dict[Where, list[Change]]


@dataclass(slots=True)
class Split:
    """Splits the changes of one table; ``out`` and ``births`` are what came of it."""

    schema: TableSchema
    tables: Mapping[Where, Table]
    ties: Ties
    keys: Mapping[str, Tie]
    names: Names
    out: Halves = field(default_factory=lambda: {"home": [], "cloud": []})
    births: Births = field(default_factory=dict)
    _following: dict[str, Row] = field(init=False)
    _written: set[int] = field(default_factory=set)
    _sent: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        follower = self.follower
        stray = {row.cell(ID).shown.strip(): row for row in self.ties.strays}
        tied = {tie.link: half for tie in self.ties.ties if (half := tie.half(follower))}
        self._following = {link: row for link, row in {**stray, **tied}.items() if link}

    @property
    def owner(self) -> Where:
        """The place that says which rows there are."""
        return owner(self.schema)

    @property
    def follower(self) -> Where:
        """The other place."""
        return "cloud" if self.owner == "home" else "home"

    def carry(self, changes: Iterable[Change]) -> None:
        """Split ``changes``, and send along the rows that a killed run has left on their way."""
        cells: dict[str, list[SetCell]] = {}
        for change in changes:
            if isinstance(change, AddRow):
                self._added(change)
            elif isinstance(change, DropRow):
                self._dropped(change)
            else:
                cells.setdefault(change.row, []).append(change)
        for key, tie in self.keys.items():
            if key in cells or tie.born:
                self._changed(tie, cells.get(key, []))

    def _changed(self, tie: Tie, changes: list[SetCell]) -> None:
        """The changed cells of one row, each where its column lives."""
        new = {change.column: change.new for change in changes}
        reason = changes[0].reason if changes else ON_THE_WAY
        by_person = any(change.authority == "person" for change in changes)
        authority: Authority = "person" if by_person else "sync"
        link = self._link_after(tie, new)
        if main := tie.half(self.owner):
            self._set(self.owner, main, self._of(self.owner, new), reason, authority)
        else:
            self._append(self.owner, link, {**tie.born, **self._of("cloud", new)}, reason)
        values = self._of(self.follower, {name: v for name, v in new.items() if name != ID})
        target = self._target(tie, link)
        if target is None:
            born = tie.born if self.follower == "cloud" else {}
            self._follow(link, {**born, **values}, reason)
        elif id(target) not in self._written:  # one half serves one row; the next plan sees to it
            self._written.add(id(target))
            named = link and self._following.get(link, target) is target
            self._set(
                self.follower, target, {**values, ID: link} if named else values, reason, authority
            )

    def _target(self, tie: Tie, link: str) -> Row | None:
        """The other half of a row that is called ``link`` from now on, None for a new one.

        A half that bears a number keeps it: changes go to the half whose number is right.
        """
        found = self._following.get(link)
        if found is not None and (link == tie.link or self._numbered(link)):
            return found
        return None if self._numbered(tie.link) else tie.half(self.follower)

    def _link_after(self, tie: Tie, new: Mapping[str, Value]) -> str:
        """What the two halves have in common once ``new`` is written."""
        if ID not in new:
            return tie.link
        if new[ID]:
            return str(new[ID])
        if self.owner == "home" or not tie.cloud:
            return ""
        return temporary(tie.cloud.cells)

    def _numbered(self, link: str) -> bool:
        """Whether ``link`` is a number of this table, which the other half never changes."""
        return not self.schema.prefix or bool(exact_id(link, self.schema.prefix))

    def _added(self, change: AddRow) -> None:
        """A new row, in the owner's table and, with what it has there, in the other."""
        values = dict(change.cells)
        link = str(values.get(ID) or "") or temporary({n: cell_of(v) for n, v in values.items()})
        mine = self._of(self.owner, values)
        self._append(self.owner, link, mine, change.reason, change.row, change.authority)
        theirs = self._of(self.follower, {n: v for n, v in values.items() if n != ID})
        target = self._following.get(link)
        if target is not None:
            self._set(self.follower, target, theirs, change.reason, change.authority)
        else:
            self._follow(link, theirs, change.reason, change.row, change.authority)

    def _follow(
        self,
        link: str,
        values: Mapping[str, Value],
        reason: str,
        row: str = "",
        authority: Authority = "sync",
    ) -> None:
        """A row of the follower for a row that has something there; without a link it can't."""
        told = any(value not in (None, "") for value in values.values())
        if told and link and link not in self._following and link not in self._sent:
            self._sent.add(link)
            self._append(self.follower, link, {**values, ID: link}, reason, row, authority)

    def _append(
        self,
        place: Where,
        link: str,
        values: Mapping[str, Value],
        reason: str,
        row: str = "",
        authority: Authority = "sync",
    ) -> None:
        known = {n: v for n, v in values.items() if n in self.tables[place].headers}
        cells = tuple(sorted((n, v) for n, v in known.items() if v not in (None, "")))
        self.out[place].append(
            AddRow(self.schema.name, row or link, cells, reason, authority=authority)
        )
        # Rows that are nothing but views are planned again whole.
        if (
            place == "cloud"
            and link
            and any(c.role != "view" for c in self.schema.columns.values())
        ):
            self.births[self.schema.name, link] = dict(cells)

    def _dropped(self, change: DropRow) -> None:
        """The owner's half goes; the other only where staff have typed nothing into it."""
        tie = self.keys[change.row]
        for place in (self.owner, self.follower):
            half = tie.half(place)
            if half and (place == self.owner or not self._typed(half)):
                self.out[place].append(DropRow(change.table, half.key, change.reason))

    def _typed(self, row: Row) -> bool:
        staff = [c for n, c in row.cells.items() if self.schema.columns[n].filled_by == "staff"]
        return any(not cell.blank for cell in (*staff, *row.others.values()))

    def _of(self, place: Where, new: Mapping[str, Value]) -> dict[str, Value]:
        """The values that live in ``place``; «№» is among them where it is given."""
        columns = self.schema.columns
        made = {n: v for n, v in new.items() if n == ID or lives(columns[n]) == place}
        for name in doubled(self.schema) & set(new) if place == "cloud" else ():
            made[name] = copied(new[name], self.names)
        return made

    def _set(
        self,
        place: Where,
        row: Row,
        values: Mapping[str, Value],
        reason: str,
        authority: Authority,
    ) -> None:
        for name, value in values.items():
            held = row.cells.get(name, BLANK)
            if name in self.tables[place].headers and not _same(held, value):
                whose = self.schema.columns[name].filled_by
                if whose == "staff" and authority == "sync":
                    continue  # seeded once; what stands there now is staff's
                self.out[place].append(
                    SetCell(
                        self.schema.name, row.key, name, held.value, value, reason, whose, authority
                    )
                )


def _same(held: Cell, value: Value) -> bool:
    return held.value == value or (held.blank and value in (None, ""))
