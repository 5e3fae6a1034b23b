"""Which row at home and which in the cloud are one row."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from sheets_sync.cells import Cell, Value, cell_of
from sheets_sync.facts import Where
from sheets_sync.guard import ROWS, SHARE
from sheets_sync.ids import exact_id, read_id
from sheets_sync.names import person_key
from sheets_sync.schema import TableSchema
from sheets_sync.snapshot import ID, Row, Table, mark
from sheets_sync.stores.joint.births import Births
from sheets_sync.stores.joint.halves import lives, owner
from sheets_sync.words import fold

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Known:
    """A line of the register: whose an id is, the marks beside it, whether it was there."""

    id: str
    key: str
    marks: frozenset[str]
    present: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """One row in its two halves, either of which may be missing.

    ``link`` is what the two have in common: the id; of a row without one the id of the person it
    is about; else a mark of what staff typed. ``born`` are cells on their way into the cloud.
    """

    link: str
    home: Row | None = None
    cloud: Row | None = None
    born: Mapping[str, Value] = field(default_factory=dict)

    def half(self, place: Where) -> Row | None:
        """The half in ``place``."""
        return self.home if place == "home" else self.cloud


@dataclass(frozen=True, slots=True)
class Ties:
    """All rows of one table, in the owner's order; ``strays`` are rows of the follower alone."""

    ties: tuple[Tie, ...]
    strays: tuple[Row, ...] = ()


def tie(
    schema: TableSchema, home: Table, cloud: Table, register: Sequence[Known], births: Births
) -> Ties:
    """The rows of one table that has columns in both places."""
    on_the_way = {link: cells for (table, link), cells in births.items() if table == schema.name}
    if owner(schema) == "home":
        return _people(schema, home.rows, cloud.rows, register, on_the_way)
    return _others(schema, home.rows, cloud.rows, register, on_the_way)


def temporary(cells: Mapping[str, Cell]) -> str:
    """The link of a row without a number: the id of the person it is about, '' for none."""
    for column in ("seeded", "mentee"):
        read = read_id(cells[column].shown) if column in cells else None
        if read:
            return str(read)
    return ""


def _people(
    schema: TableSchema,
    home: Sequence[Row],
    cloud: Sequence[Row],
    register: Sequence[Known],
    births: Mapping[str, Mapping[str, Value]],
) -> Ties:
    """People: by the id that the register has under the name, else by the id beside it."""
    links = _rightful(schema, home, register)
    by_id = _once((row, row.cell(ID).shown.strip()) for row in cloud)
    found = {link: by_id[link] for link in links if link in by_id}
    taken = {id(row) for row in found.values()}
    free = [row for row in cloud if id(row) not in taken]
    marks = {known.id: known.marks for known in register}
    missing = {own: marks.get(own, frozenset()) for own in links if own and own not in found}
    found |= _by_likeness(schema, missing, free)
    taken = {id(row) for row in found.values()}
    made = [
        Tie(link, row, found.get(link), births.get(link, {}) if link not in found else {})
        for link, row in zip(links, home, strict=True)
    ]
    made = _without_the_vanished(made, register)
    return Ties(tuple(made), tuple(row for row in cloud if id(row) not in taken))


def _rightful(schema: TableSchema, rows: Sequence[Row], register: Sequence[Known]) -> list[str]:
    """The id of each person, '' (with a number, where there are many) for one without."""
    keys = [person_key(row.cell("name").shown) for row in rows]
    ids = _once((known.id, known.key) for known in register)
    seen = Counter(keys)
    named = [ids.get(key, "") if key and seen[key] == 1 else "" for key in keys]
    held = [exact_id(row.cell(ID).shown.strip(), schema.prefix) for row in rows]
    borne = Counter(held)
    taken = set(filter(None, named))
    return [
        name or (own if own and borne[own] == 1 and own not in taken else "")
        for name, own in zip(named, held, strict=True)
    ]


def _by_likeness(
    schema: TableSchema, missing: Mapping[str, frozenset[str]], rows: Sequence[Row]
) -> dict[str, Row]:
    """Rows whose id was lost or doubled, found again by what the register saw beside it."""
    marks = {id(row): _marks(schema, row) for row in rows}
    pairs = sorted(
        (-sum(bool(each & seen) for each in marks[id(row)]), own, place)
        for own, seen in missing.items()
        for place, row in enumerate(rows)
        if row.cell(ID).shown.strip() in ("", own)
    )
    found: dict[str, Row] = {}
    used: set[int] = set()
    for likeness, own, place in pairs:
        doubled = rows[place].cell(ID).shown.strip() == own  # one of them it is
        if (likeness or doubled) and own not in found and place not in used:
            found[own] = rows[place]
            used.add(place)
    return found


def _marks(schema: TableSchema, row: Row) -> list[set[str]]:
    """For each cell of staff's what the register may have kept of it (see rules/register.py)."""
    out = []
    for name, cell in row.cells.items():
        if schema.columns[name].filled_by == "staff" and not cell.blank:
            text = fold(cell.shown)
            values = {str(cell.value), text, text.split(" ")[0]}
            out.append({f"{name}:{_short(f'{name}={value}')}" for value in values})
    return out


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def _without_the_vanished(made: list[Tie], register: Sequence[Known]) -> list[Tie]:
    """Many known people whose rows in the cloud are gone count as gone: the guard then asks."""
    present = {known.id for known in register if known.present}
    gone = {tie.link for tie in made if tie.link in present and not tie.cloud and not tie.born}
    many = len(gone) > ROWS and len(gone) > SHARE * len(present)
    return [tie for tie in made if not (many and tie.link in gone)]


def _others(
    schema: TableSchema,
    home: Sequence[Row],
    cloud: Sequence[Row],
    register: Sequence[Known],
    births: Mapping[str, Mapping[str, Value]],
) -> Ties:
    """Rows of the cloud with what is kept of them at home, then those on their way there."""
    links = _links(schema, cloud)
    # Of rows that somebody has copied at home the first is the one.
    kept = {row.cell(ID).shown.strip(): row for row in reversed(home) if row.cell(ID).shown.strip()}
    waiting = [each for each in register if each.present and each.id not in links]
    numbered = _once((each.id, each.key) for each in waiting)
    made = []
    for link, row in zip(links, cloud, strict=True):
        half = kept.get(link)
        if half is None and not _own(schema, row):  # its number was given a moment ago
            half = kept.get(numbered.get(link, ""))
        made.append(Tie(link, half, row))
    standing = set(links)
    made += [
        Tie(link, kept.get(link), None, cells)
        for link, cells in sorted(births.items())
        if link not in standing
    ]
    taken = {id(tie.home) for tie in made}
    return Ties(tuple(made), tuple(row for row in home if id(row) not in taken))


def _links(schema: TableSchema, rows: Sequence[Row]) -> list[str]:
    """The link of each row of the cloud; every one is another."""
    ids = [_own(schema, row) for row in rows]
    persons = ["" if own else temporary(row.cells) for own, row in zip(ids, rows, strict=True)]
    count = Counter([*ids, *persons])
    seen: Counter[str] = Counter()
    out = []
    for own, person, row in zip(ids, persons, rows, strict=True):
        link = own or person
        if not link or count[link] > 1:
            link = mark(_typed(schema, row))
            seen[link] += 1
            link = link if seen[link] == 1 else f"{link}.{seen[link]}"
        out.append(link)
    return out


def _own(schema: TableSchema, row: Row) -> str:
    """The number of a row, '' where what stands there is none of its table."""
    text = row.cell(ID).shown.strip()
    return exact_id(text, schema.prefix) if schema.prefix else text


def _typed(schema: TableSchema, row: Row) -> Row:
    """The row as staff typed it: what the sync writes there must not change its mark."""
    staff = {n: c for n, c in row.cells.items() if schema.columns[n].filled_by == "staff"}
    return replace(row, cells=staff)


def _once(pairs: Iterable[tuple[T, str]]) -> dict[str, T]:
    """By text what bears it alone; '' is none."""
    held = list(pairs)
    count = Counter(text for _, text in held)
    return {text: each for each, text in held if text and count[text] == 1}


def joined_row(schema: TableSchema, tie: Tie) -> Row:
    """Both halves as one row; «№» is the owner's, or the other's where that one went wrong."""
    main = owner(schema)
    first, second = (tie.home, tie.cloud) if main == "home" else (tie.cloud, tie.home)
    cells = dict(_born(schema, tie))
    for place, row in (("home", tie.home), ("cloud", tie.cloud)):
        its = row.cells.items() if row else ()
        cells |= {n: c for n, c in its if n != ID and lives(schema.columns[n]) == place}
    if first is not None:
        cells[ID] = first.cell(ID)
    if main == "home" and second and cells[ID].shown == tie.link != second.cell(ID).shown:
        cells[ID] = second.cell(ID)
    others = {**(second.others if second else {}), **(first.others if first else {})}
    return Row(cells, others, "", first.place if first else 0)


def _born(schema: TableSchema, tie: Tie) -> Iterator[tuple[str, Cell]]:
    """Cells on their way; views are left blank, so that the next plan sends the row."""
    for name, value in tie.born.items():
        if name == ID or (name in schema.columns and schema.columns[name].role != "view"):
            yield name, cell_of(value)
