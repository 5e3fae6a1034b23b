"""Whose id is whose: rows of one table compared with the register of every id ever given."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sheets_sync.ids import Id, exact_id, read_id


@dataclass(frozen=True, slots=True)
class Entry:
    """What the register knows of one id: its key, what stood beside it, whether it is in the tab.

    ``origin`` is the id of the row that this one was copied from; ``was`` a former key and the day
    on which it changed («2026-09-03 ковалева мария»).
    """

    id: str
    key: str
    seen: str = ""
    present: bool = True
    origin: str = ""
    was: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that may bear an id: the text in its id cell, its key, what stands beside it."""

    row: str
    held: str
    key: str
    seen: str
    may_be_numbered: bool = True


@dataclass(frozen=True, slots=True)
class Settled:
    """The id of each row ('' for none) and the register afterwards."""

    ids: Mapping[str, str]
    entries: Mapping[str, Entry]


Renamed = Callable[[str, str], bool]
"""Whether the second key may be the first one's owner under a new name."""


def seen_of(values: Mapping[str, object]) -> str:
    """What stands beside an id, as short marks of column and value: comparable, not readable."""
    marks = []
    for name, value in sorted(values.items()):
        if value not in (None, ""):
            digest = hashlib.sha256(f"{name}={value}".encode()).hexdigest()[:6]
            marks.append(f"{name}:{digest}")
    return " ".join(marks)


def likeness(one: str, other: str) -> int:
    """How many of the marks of two ``seen`` texts agree."""
    return len(set(one.split()) & set(other.split()))


def settle(
    rows: Sequence[Candidate],
    register: Mapping[str, Entry],
    prefix: str,
    renamed: Renamed,
    *,
    today: str,
    at_least: int = 0,
    key_is_enough: bool = True,
) -> Settled:
    """The id of every row, from the register; new numbers go by key, not by position.

    ``at_least`` is the highest number that was ever given, as far as other places remember it.
    With ``key_is_enough`` an id that was gone comes back to a row of its key; without it (a mentee
    has many pairs, one after another) only an id that was there at the last look is put back.
    """
    rows = sorted(rows, key=lambda row: (row.key, row.seen, row.held, row.row))
    known = {text: entry for text, entry in register.items() if exact_id(text, prefix)}
    highest = max([at_least, *map(_number, known)], default=0)
    register = {**_lost(rows, known, prefix, highest), **known}
    bearing = _Bearing(rows, register)
    bearing.keep_those_that_agree()
    bearing.return_to_the_copied()
    bearing.put_back(key_is_enough)
    bearing.follow_a_change_of_name(renamed)
    bearing.number_the_new(prefix, max([highest, *map(_number, register)]))
    return Settled(bearing.ids, bearing.afterwards(today))


def _lost(
    rows: Sequence[Candidate], register: Mapping[str, Entry], prefix: str, highest: int
) -> dict[str, Entry]:
    """Well-spelt ids in the tab that were given once (up to ``highest``), but left the register.

    Where there is no register at all, every one of them counts.
    """
    spare = Counter(row.key for row in rows)
    spare.subtract(entry.key for entry in register.values())
    entries: dict[str, Entry] = {}
    for row in rows:
        fits = row.key and spare[row.key] > 0 and exact_id(row.held, prefix)
        given = not register or _number(row.held) <= highest
        if fits and given and row.held not in register:
            entries.setdefault(row.held, Entry(row.held, row.key, row.seen))
            spare[row.key] -= 1
    return entries


def _number(text: str) -> int:
    read = read_id(text)
    return read.number if read else 0


class _Bearing:
    """Which row bears which id, settled step by step; a step looks only at what is still open."""

    def __init__(self, rows: Sequence[Candidate], register: Mapping[str, Entry]) -> None:
        self.rows = rows
        self.register = register
        self.ids: dict[str, str] = {}
        self.origins: dict[str, str] = {}
        self.by_held: dict[str, list[Candidate]] = {}
        self.by_key: dict[str, list[Candidate]] = {}
        for row in rows:
            self.by_held.setdefault(row.held, []).append(row)
            self.by_key.setdefault(row.key, []).append(row)

    def keep_those_that_agree(self) -> None:
        """A row keeps the id that the register has beside its key; of twins the likest does.

        Where all else beside the id is as it was last seen, it is the register that was damaged.
        """
        for entry in self._free():
            holders = self.by_held.get(entry.id, ())
            self._to_the_likest(entry, [row for row in holders if row.key == entry.key])
        for entry in self._free():
            holders = self.by_held.get(entry.id, ())
            self._to_the_likest(entry, [row for row in holders if row.seen == entry.seen != ""])

    def return_to_the_copied(self) -> None:
        """A copy gives its own id up for that of the row it was copied from, once that is orphaned.

        So a person keeps the id when the original, not the copy, was overtyped with somebody else.
        """
        by_id = {held: row for row, held in self.ids.items()}
        copies = {entry.origin: entry for entry in self.register.values() if entry.id in by_id}
        for entry in self._free():
            copy = copies.get(entry.id) if entry.present else None
            if copy and copy.key == entry.key:
                self.ids[by_id[copy.id]] = entry.id

    def put_back(self, key_is_enough: bool) -> None:
        """A row whose key the register knows gets its own id back, wherever that id went."""
        for entry in sorted(self._free(), key=lambda each: (not each.present, each.id)):
            rows = self.by_key.get(entry.key, []) if entry.key else []
            if not key_is_enough:
                rows = [row for row in rows if entry.present and (row.held or row.may_be_numbered)]
            self._to_the_likest(entry, rows)

    def follow_a_change_of_name(self, renamed: Renamed) -> None:
        """A known id stays beside a new key that may be its owner's new name, or beside none."""
        for entry in self._free():
            holders = self.by_held.get(entry.id, ())
            named = [row for row in holders if row.key and renamed(entry.key, row.key)]
            nameless = [row for row in holders if not row.key and likeness(row.seen, entry.seen)]
            self._to_the_likest(entry, named or nameless)

    def number_the_new(self, prefix: str, highest: int) -> None:
        """Every other row that may be numbered gets the next number; the rest bear no id."""
        for row in self.rows:
            if row.row in self.ids:
                continue
            self.ids[row.row] = ""
            if row.key and row.may_be_numbered:
                highest += 1
                fresh = self.ids[row.row] = str(Id(prefix, highest))
                twin = self.register.get(row.held)
                self.origins[fresh] = twin.id if twin and twin.key == row.key else ""

    def afterwards(self, today: str) -> dict[str, Entry]:
        """The register with what stands beside each id now; ids that are not in the tab stay."""
        entries = {text: replace(entry, present=False) for text, entry in self.register.items()}
        for row in self.rows:
            text = self.ids[row.row]
            if not text:
                continue
            old = entries.get(text) or Entry(text, row.key, origin=self.origins.get(text, ""))
            was = old.was if old.was.startswith(today) else ""
            if row.key and old.key and row.key != old.key:
                was = f"{today} {old.key}"
            entries[text] = Entry(text, row.key or old.key, row.seen, True, old.origin, was)
        return entries

    def _free(self) -> list[Entry]:
        borne = set(self.ids.values())
        return [entry for text, entry in sorted(self.register.items()) if text not in borne]

    def _to_the_likest(self, entry: Entry, rows: Sequence[Candidate]) -> None:
        still = [row for row in rows if row.row not in self.ids]
        if still:
            likest = max(
                still, key=lambda row: (likeness(row.seen, entry.seen), row.held == entry.id)
            )
            self.ids[likest.row] = entry.id
