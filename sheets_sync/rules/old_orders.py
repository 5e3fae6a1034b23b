"""Orders that were there before the tool: a line of «Документы» for each that a pair names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sheets_sync.cells import Value
from sheets_sync.facts import At, Context, Facts, Filled, Outcome, Record
from sheets_sync.ids import Id
from sheets_sync.rules.drafts import is_signed, known_as, last_number, lines_of
from sheets_sync.rules.identity import entries_of, register_cells, seen_of_staff
from sheets_sync.rules.pairs import Pair, Register
from sheets_sync.rules.school_year import school_year
from sheets_sync.words import fold

KIND = "old_order"
Named = tuple[str, dt.date]


def old_orders(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """New lines, number and date filled in once; the pairs of lines that are there already."""
    if "documents" not in facts.headers:  # the tab is gone: nothing could be registered
        return Outcome()
    now = facts.after(so_far)
    register = Register.of(now, context.today)
    pairs = [pair for pair in register.pairs if pair.from_papers and pair.row.text("id")]
    held = {own: line for line in lines_of(now, KIND) for own in line.text("subject").split()}
    by_line: dict[str, list[str]] = {}
    fresh: dict[Named, list[Pair]] = {}
    for pair in pairs:
        line = held.get(pair.row.text("id")) or _same(_named(pair), now)
        if line is None:
            fresh.setdefault(_named(pair), []).append(pair)
        elif line.text("kind") == KIND:
            by_line.setdefault(line.key, []).append(pair.row.text("id"))
    return _kept(by_line, now).joined(_new(fresh, now, context))


def _named(pair: Pair) -> Named:
    return fold(pair.row.text("old_order_number")), pair.row.date("old_order_date") or dt.date.min


def _same(named: Named, facts: Facts) -> Record | None:
    """A line that bears this number and date already."""
    for line in facts.rows("documents"):
        if is_signed(line) and (fold(line.text("number")), line.date("date")) == named:
            return line
    return None


def _kept(by_line: dict[str, list[str]], facts: Facts) -> Outcome:
    """Lines that are there, with the pairs that name them today."""
    known = entries_of(facts, "documents")
    cells, entries = {}, []
    for line in lines_of(facts, KIND):
        subject = " ".join(sorted(by_line.get(line.key, ())))
        cells[line.at("subject")] = Filled(subject or None, "пары прежнего приказа")
        entries.append(known_as(line.text("id"), KIND, subject, known))
    return Outcome(cells=cells).joined(register_cells(facts, "documents", entries))


def _new(fresh: dict[Named, list[Pair]], facts: Facts, context: Context) -> Outcome:
    schema = context.schemas["documents"]
    known, last = entries_of(facts, "documents"), last_number(facts, context)
    cells, rows, entries = dict[At, Filled](), [], []
    for number, (_, pairs) in enumerate(
        sorted(fresh.items(), key=lambda each: each[0]), start=last + 1
    ):
        own = str(Id(schema.prefix, number))
        subject = " ".join(sorted(pair.row.text("id") for pair in pairs))
        values = _line(own, subject, pairs)
        rows.append(("documents", f"+{own}"))
        for name, value in values.items():
            cells[At(*rows[-1], name)] = Filled(value, "прежний приказ")
        seen = seen_of_staff(values, schema)
        entries.append(known_as(own, KIND, subject, known, seen))
    kept = register_cells(facts, "documents", entries)
    return Outcome(cells=cells, new_rows=tuple(rows)).joined(kept)


def _line(own: str, subject: str, pairs: Iterable[Pair]) -> dict[str, Value]:
    """The cells of a new line, number and date of staff's among them."""
    first = min(pairs, key=lambda pair: pair.row.text("id")).row
    day = first.date("old_order_date")
    return {
        "id": own,
        "kind": KIND,
        "subject": subject,
        "year": school_year(day) if day else None,
        "number": first.text("old_order_number"),
        "date": day,
    }
