"""Plain papers: one line for each pair that a kind is due for, drafted for its mentor."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.facts import Context, Facts, Outcome
from sheets_sync.names import initials
from sheets_sync.rules.drafts import Wanted, drafted, is_fixed, lines_of
from sheets_sync.rules.kinds import KINDS, Kind
from sheets_sync.rules.pairs import Register
from sheets_sync.rules.paper_data import iso, order_data, unanswered
from sheets_sync.rules.school_year import year_of


def plain_papers(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """A draft for each pair that has none; another edition until it is given to be signed."""
    kinds = [kind for kind in KINDS.values() if kind.due]
    if not kinds or "documents" not in facts.headers:
        return Outcome()
    now = facts.after(so_far)
    if unanswered(now, context):
        return Outcome()
    register = Register.of(now, context.today)
    wanted = [each for kind in kinds for each in _wanted(kind, register, now)]
    return drafted(wanted, now, context)


def _wanted(kind: Kind, register: Register, facts: Facts) -> Iterator[Wanted]:
    lines = {line.text("subject"): line for line in lines_of(facts, kind.name)}
    for pair in register.pairs:
        own, last = pair.row.text("id"), pair.last_day or pair.row.date("ends")
        mentor = register.mentors.by_id.get(pair.approved)
        known = own and last and mentor and pair.mentee in register.mentees.by_id
        if not known or mentor is None or kind.due is None or not kind.due(pair):
            continue
        subject = f"{own} {mentor.text('id')}"
        line = lines.get(subject)
        if line is None or not is_fixed(line):
            data = order_data([pair], register, facts)
            data = {**data, "day": iso(last), "pairs": [{**data["pairs"][0], "to": iso(last)}]}
            year = year_of(facts, last or pair.today)
            yield Wanted(kind.name, subject, year, data, line, initials(mentor.text("name")))
