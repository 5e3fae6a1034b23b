"""«Пояснение»: any text quiets the notes of its row until the row or what is said of it changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sheets_sync.facts import At, Context, Facts, Filled, Outcome, Problem, Record
from sheets_sync.rules.register import seen_of
from sheets_sync.schema import TableSchema


def answers(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """The rows whose problems a person has answered, and the memory of what was answered then."""
    now = facts.after(so_far)
    said: dict[tuple[str, str], list[str]] = {}
    for problem in _all(facts, so_far):
        said.setdefault((problem.table, problem.row), []).append(problem.says)
    cells: dict[At, Filled] = {}
    quieted = set()
    for table, schema in context.schemas.items():
        if "answered" not in schema.columns:
            continue
        for row in now.rows(table):
            held = row.text("answered")
            fresh = _mark(row, schema, said.get((table, row.key), ()))
            if fresh and fresh.split()[0] == held.split(" ")[0]:
                fresh, same = held, fresh == held  # this answer is known: to what was it given?
            else:
                same = bool(fresh)
            if same:
                quieted.add((table, row.key))
            cells[row.at("answered")] = Filled(fresh or None, "пояснение")
    return Outcome(cells=cells, quieted=frozenset(quieted))


def _all(facts: Facts, so_far: Outcome) -> Iterable[Problem]:
    return dict.fromkeys((*facts.problems, *so_far.problems))


def _mark(row: Record, schema: TableSchema, says: Iterable[str]) -> str:
    """The answer and what it answers, as two short marks; '' without an answer."""
    answer = row.text("answer")
    if not answer:
        return ""
    staff = {
        name: value
        for name, value in row.values.items()
        if schema.columns[name].filled_by == "staff" and name != "answer"
    } | dict(row.unclear)
    about = seen_of(staff) + "|" + "|".join(sorted(set(says)))
    return f"{_short(answer)} {_short(about)}"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]
