"""«Лист подбора»: who could be the mentor of one person and why, drafted where it is ticked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sheets_sync.facts import At, Context, Facts, Filled, Outcome, Problem, Record
from sheets_sync.names import initials
from sheets_sync.rules.board import REQUESTS
from sheets_sync.rules.candidates import Candidates
from sheets_sync.rules.drafts import Wanted, drafted, is_fixed, lines_of
from sheets_sync.rules.pairs import SHEET, Pair
from sheets_sync.rules.paper_data import iso, person_data, school_data, unanswered
from sheets_sync.rules.reasons import NBSP
from sheets_sync.rules.school_year import year_of
from sheets_sync.rules.seating import Seating
from sheets_sync.rules.situation import Situation

KIND = "selection_sheet"


def selection(found: Situation, seating: Seating, facts: Facts, context: Context) -> Outcome:
    """A draft for each person who is ticked, once; a tick that is set anew asks for another.

    What the tick asked for is remembered by the line's mark of its data: a tick taken back clears
    it, and nothing that changes since makes the paper again.
    """
    if "documents" not in facts.headers:  # the tab is gone: nothing could be registered
        return Outcome()
    lines = {line.text("subject"): line for line in lines_of(facts, KIND)}
    asked = {pair.mentee: pair for pair in _ticked(found)}
    wanted, problems = [], [*_in_vain(found, lines)]
    for mentee, pair in sorted(asked.items()):
        line = lines.get(mentee)
        if line and line.text("data_hash"):
            continue
        candidates = Candidates.of(pair, found, seating)
        if waits := _waits(candidates, facts, context):
            problems.append(Problem("pairs", pair.row.key, SHEET, "asks", waits))
        else:
            wanted.append(_wanted(candidates, line, facts, context))
    kept = {*asked, *_unclear(found)}
    cells: dict[At, Filled] = {
        line.at("data_hash"): Filled(None, "отметка снята")
        for line in lines_of(facts, KIND)
        if line.text("subject") not in kept and line.text("data_hash")
    }
    out = drafted(wanted, facts, context)
    return Outcome(cells=cells, problems=tuple(problems)).joined(out)


def _ticked(found: Situation) -> Iterator[Pair]:
    """Of each mentee the living row that is ticked, the one that stands first among several."""
    for rows in found.held.values():
        if pair := next((pair for pair in rows if pair.row.tick(SHEET)), None):
            yield pair


def _unclear(found: Situation) -> Iterator[str]:
    """Whose tick cannot be read: what it asked for stands until somebody puts it right."""
    for pair in found.register.pairs:
        if SHEET in pair.row.unclear:
            yield pair.mentee


def _in_vain(found: Situation, lines: Mapping[str, Record]) -> Iterator[Problem]:
    """Ticks in rows that are closed, where the paper was not made before."""
    for pair in found.register.pairs:
        shut = pair.closed or pair.leaving
        if shut and pair.row.tick(SHEET) and pair.mentee and pair.mentee not in lines:
            says = "Строка закрыта, и листа подбора по ней не будет. Сотрите «да»."
            yield Problem("pairs", pair.row.key, SHEET, "asks", says)


def _waits(candidates: Candidates, facts: Facts, context: Context) -> str:
    """What has to come before the paper can be made, '' where nothing has."""
    register, board = candidates.found.register, candidates.found.board
    mentee = register.mentees.by_id[candidates.pair.mentee]
    mentor = register.mentors.by_id.get(candidates.now or candidates.pair.mentor)
    if empty := unanswered(facts, context):
        headers = ", ".join(f"«{header}»" for header in empty)
        return f"Лист подбора подождёт: на вкладке «Школа» не заполнено {headers}."
    if mentee.text("id") not in board.mentees:
        return "Лист подбора подождёт: впишите наставляемому главный запрос."
    people = [person for person in (mentee, mentor) if person and not board.consents.valid(person)]
    if people:
        named = ", ".join(initials(person.text("name")) for person in people).rstrip(".")
        return f"Лист подбора подождёт: сначала взять согласие на ПДн: {named}."
    if not candidates.people:
        return "Лист подбора подождёт: подходящего наставника со свободным местом пока нет."
    return ""


def _wanted(candidates: Candidates, line: Record | None, facts: Facts, context: Context) -> Wanted:
    mentee = candidates.found.register.mentees.by_id[candidates.pair.mentee]
    year = year_of(facts, context.today)
    if line and (is_fixed(line) or line.text("year") != year):
        line = None
    data = _data(candidates, mentee, facts, context)
    whose = initials(mentee.text("name"))
    return Wanted(KIND, mentee.text("id"), year, data, line, whose)


def _data(candidates: Candidates, mentee: Record, facts: Facts, context: Context) -> dict[str, Any]:
    register, words = candidates.found.register, context.vocabulary["competences"]
    requests = [mentee.text(column) for column in REQUESTS if mentee.text(column)]
    chosen = register.mentors.by_id.get(candidates.pair.approved)
    return {
        "school": school_data(facts),
        "day": iso(context.today),
        "year": year_of(facts, context.today),
        "person": person_data(mentee),
        "requests": [words.get(code, code) for code in dict.fromkeys(requests)],
        "candidates": candidates.told(_named(candidates.found)),
        "suit": len(candidates.people),
        "barred": candidates.barred(),
        "choice": person_data(chosen) if chosen else {},
    }


def _named(found: Situation) -> dict[str, str]:
    """How the paper calls the other mentees: by number who has given no consent to be named."""
    return {
        own: initials(row.text("name")).replace(" ", NBSP)
        if found.board.consents.valid(row)
        else own
        for own, row in found.register.mentees.by_id.items()
    }
