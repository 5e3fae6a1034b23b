"""What must never happen, judged by what the person did and by what stands in the tabs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sheets_sync.stores.google.lookups import ours
from tests import build
from tests.google.chaos.quick import Quick
from tests.google.chaos.sight import BANKS, PAIRS, Line, Tabs, owned, people, typed
from tests.google_emulator.cells import BLANK, Cell, Formula
from tests.google_emulator.model import Book

TABLES = ("mentors", "mentees", "pairs", "documents", "roadmap")
DOCUMENTS = "documents"
PAIRS_TAB = build.SCHEMAS[PAIRS].tab
BANK_TABS = tuple(build.SCHEMAS[table].tab for table in BANKS)
TITLES = {schema.tab for schema in build.SCHEMAS.values()}
APPROVALS = ("утвердить", "другой наставник")
NUMBER = re.compile(r"[МНП]-\d{3,}[А-ЯЁ]")


@dataclass
class Oracle:
    """Collects offences. ``same`` joins the names that one person has borne; ``shown`` are the
    pairs (mentee, mentor) that were on the screen when a decision was typed."""

    quick: Quick
    offences: list[str] = field(default_factory=list)
    blank_hits: int = 0
    put: set[tuple[int, object]] = field(default_factory=set)
    given: set[tuple[int, object]] = field(default_factory=set)
    same: dict[str, str] = field(default_factory=dict)
    owner: dict[str, str] = field(default_factory=dict)
    shown: set[tuple[str, str]] = field(default_factory=set)

    def who(self, name: str) -> str:
        """One name for all names of a person."""
        while name in self.same:
            name = self.same[name]
        return name

    def renamed(self, old: str, new: str) -> None:
        """She typed another name of the same person."""
        if self.who(old) != self.who(new):
            self.same[self.who(new)] = self.who(old)

    def seeded(self, book: Book) -> None:
        """Whatever stands in «Пары» before she has been there is the sync's, but decisions."""
        sheet = book.titled(PAIRS_TAB)
        assert sheet is not None
        self.put |= {(sheet.id, cell.value) for _, _, cell in sheet.filled(sheet.whole())}
        self.decided({}, self.decisions(book))

    def decisions(self, book: Book) -> Mapping[tuple[str, str, str], set[str]]:
        """The rows of «Пары» with an approval, and whom they offer beside it."""
        found: dict[tuple[str, str, str], set[str]] = {}
        for line in typed(self.quick, book, PAIRS, ("mentee", "offer", "decision", "mentor"), True):
            if line.get("decision") in APPROVALS:
                key = _number(line, "mentee"), line["decision"], line.get("mentor", "")
                found.setdefault(key, set()).add(_number(line, "mentor") or _number(line, "offer"))
        return found

    def decided(
        self,
        before: Mapping[tuple[str, str, str], set[str]],
        after: Mapping[tuple[str, str, str], set[str]],
    ) -> None:
        """She has acted in «Пары»: what she decided, and what was on her screen beside it."""
        for key, offered in after.items():
            if key not in before:
                self.shown |= {(key[0], mentor) for mentor in offered}

    def batch(self, before: Tabs, after: Tabs) -> None:
        """One write: a changed cell is the sync's own, or was blank, or held what it had put."""
        for sheet, (title, rows) in after.items():
            schema = next((build.SCHEMAS[t] for t in TABLES if build.SCHEMAS[t].tab == title), None)
            if sheet not in before or title.startswith("_"):
                continue
            old = before[sheet][1]
            own = owned(schema, old) if schema else {}
            for number in range(max(len(old), len(rows))):
                was = old[number] if number < len(old) else {}
                now = rows[number] if number < len(rows) else {}
                if was is not now and schema is not None:
                    self._row(sheet, title, number, was, now, own)
                elif was is not now and title not in TITLES:
                    self.offences.append(f"«{title}», строка {number}: чужая вкладка")

    def _row(
        self,
        sheet: int,
        title: str,
        number: int,
        was: dict[int, Cell],
        now: dict[int, Cell],
        own: Mapping[int, int],
    ) -> None:
        for column in {*was, *now}:
            old, new = was.get(column, BLANK).value, now.get(column, BLANK).value
            if old == new:
                continue
            if column in own and number > own[-1]:
                self.given.add((sheet, new))
                continue
            if column in own and new is None and (sheet, old) in self.given:
                continue  # an id that she has sorted above the headers is taken away there
            if isinstance(old, Formula) and ours(old.text):
                continue  # of ours, wherever she has moved it
            if old is None:
                self.blank_hits += title in BANK_TABS
                self.put.add((sheet, new))
            elif (sheet, old) in self.put and (new is None or title == PAIRS_TAB):
                # a suggestion of its own withdrawn; a new one may stand in its place
                self.put.add((sheet, new))
            else:
                self.offences.append(f"«{title}», {number}:{column}: {old!r} → {new!r}")

    def rest(self, book: Book) -> None:
        """She has rested and one more run was made: ids are complete, unique, and their owners',
        nothing of the sync's is left among her cells, its memory has no line twice, no pair is
        approved that she did not see, no paper has two lines."""
        self._left(book)
        lines = Counter(line["id"] for line in typed(self.quick, book, "_sync", ("id",)))
        self.offences += [f"_sync: {own} дважды" for own, n in lines.items() if n > 1]
        self.persons(book)
        self._pairs(typed(self.quick, book, PAIRS, ("id", "mentee", "approved"), True))
        papers = typed(self.quick, book, DOCUMENTS, ("kind", "subject"), True)
        made = Counter((line.get("kind"), line["subject"]) for line in papers if "subject" in line)
        self.offences += [f"бумага дважды: {what}" for what, n in made.items() if n > 1]

    def persons(self, book: Book) -> None:
        """Everybody in the banks has an id, of her own, and the one that she always had."""
        for table in BANKS:
            self._people(table, people(self.quick, book, table))

    def _people(self, table: str, found: list[tuple[str, str]]) -> None:
        ids = Counter(own for _, own in found)
        self.offences += [f"{table}: {name} без номера" for name, own in found if not own]
        self.offences += [f"{table}: {own} дважды" for own, n in ids.items() if own and n > 1]
        for name, own in found:
            known = self.owner.setdefault(own, self.who(name)) if own else self.who(name)
            if self.who(known) != self.who(name):
                self.offences.append(f"{table}: {own} был у {known}, теперь у {name}")
        for person in {self.who(name) for name, _ in found}:
            first = next((i for i, who in self.owner.items() if self.who(who) == person), "")
            borne = [own for name, own in found if self.who(name) == person]
            if first not in borne:
                self.offences.append(f"{table}: {person}: был {first}, теперь {borne}")

    def finished(self, book: Book) -> None:
        """A run has ended in peace: an id that stands beside one person then is hers."""
        for table in BANKS:
            found = people(self.quick, book, table)
            ids = Counter(own for _, own in found)
            for name, own in found:
                if own and ids[own] == 1:
                    self.owner.setdefault(own, self.who(name))

    def _pairs(self, lines: Iterable[Line]) -> None:
        ids = Counter(line["id"] for line in lines if line.get("id"))
        self.offences += [f"{PAIRS}: {own} дважды" for own, n in ids.items() if n > 1]
        for line in lines:
            pair = _number(line, "mentee"), _number(line, "approved")
            # A row whose mentee she has sorted away approves nobody.
            if all(pair) and pair not in self.shown:
                self.offences.append(f"{PAIRS}: утверждено {pair}, на экране этого не было")

    def _left(self, book: Book) -> None:
        """What the sync has lost in a blank cell of hers and not taken back."""
        for title in BANK_TABS:
            sheet, schema = book.titled(title), build.SCHEMAS[BANKS[BANK_TABS.index(title)]]
            if sheet is None:
                continue
            own = owned(schema, sheet.rows)
            for row, column, cell in sheet.filled(sheet.whole()):
                if (sheet.id, cell.value) in self.put and (column not in own or row <= own[-1]):
                    self.offences.append(f"«{title}», {row}:{column}: осталось {cell.value!r}")


def _number(line: Line, name: str) -> str:
    """The number that a cell begins with."""
    found = NUMBER.match(line.get(name, ""))
    return found[0] if found else ""
