"""«Замечания» and the red and yellow cells: every problem shown beside its cell, none in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sheets_sync.facts import At, Context, Facts, Filled, Outcome, Problem, Record
from sheets_sync.schema import SAYS, Column, TableSchema

LONGEST = 2000
"""Characters of a note; what goes beyond is counted, not shown."""


def notes(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """The notes of every row, and the headers of its red and yellow cells."""
    now = facts.after(so_far)
    by_row: dict[tuple[str, str], list[Problem]] = {}
    for problem in (*facts.problems, *so_far.problems):
        by_row.setdefault((problem.table, problem.row), []).append(problem)
    cells: dict[At, Filled] = {}
    for table, schema in context.schemas.items():
        if schema.layout == "form":
            cells |= _of_form(table, by_row.get((table, table), ()), schema)
        if "notes" not in schema.columns:
            continue
        headers = facts.headers.get(table, {})
        for row in now.rows(table):
            its = _in_order(by_row.get((table, row.key), ()), schema)
            if (table, row.key) in so_far.quieted:
                its, said = [], _quiet(its)
            else:
                said = _text(its)
            cells[row.at("notes")] = Filled(said, "замечания")
            cells[row.at("stops")] = Filled(_flags(its, "stops", headers), "красные ячейки")
            cells[row.at("asks")] = Filled(_flags(its, "asks", headers), "жёлтые ячейки")
    return Outcome(cells=cells)


def _of_form(table: str, problems: Iterable[Problem], schema: TableSchema) -> dict[At, Filled]:
    """The notes of a form, each beside its answer."""
    by_question: dict[str, list[Problem]] = {}
    for problem in problems:
        by_question.setdefault(problem.column, []).append(problem)
    return {
        At(table, table, f"{name}{SAYS}"): Filled(_text(its), "замечания")
        for name, its in by_question.items()
        if f"{name}{SAYS}" in schema.columns
    }


def _quiet(problems: Iterable[Problem]) -> str | None:
    """What a person has answered stays to be read, but colours nothing."""
    said = _text(problems)
    return f"Принято к сведению. {said}" if said else None


def missing(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """Empty cells that stop the next step of a bank's row."""
    return Outcome(problems=tuple(_missing(facts.after(so_far), context)))


def _missing(facts: Facts, context: Context) -> Iterable[Problem]:
    """Empty cells that stop the next step of a bank's row: being in it, being matched."""
    for table in ("mentors", "mentees"):
        for row in facts.rows(table):
            for name, column in context.schemas[table].columns.items():
                if row.values.get(name) in (None, "") and name not in row.unclear:
                    yield from _asked(row, name, column)


def _asked(row: Record, name: str, column: Column) -> Iterable[Problem]:
    if column.needed_for == "bank":
        says = f"Не заполнено: «{column.header}». Без этого строка не считается."
        yield Problem(row.table, row.key, name, "stops", says)
    elif column.needed_for == "suggestion":
        says = f"Не заполнено: «{column.header}». Нужно для подбора."
        yield Problem(row.table, row.key, name, "stops", says)


def _in_order(problems: Iterable[Problem], schema: TableSchema) -> list[Problem]:
    """By weight, then by column, each sentence once."""
    places = {name: place for place, name in enumerate(schema.columns)}
    unique = dict.fromkeys(problems)
    return sorted(
        unique, key=lambda each: (each.weight != "stops", places.get(each.column, 99), each.says)
    )


def _text(problems: Iterable[Problem]) -> str | None:
    said: list[str] = []
    left = 0
    for says in dict.fromkeys(problem.says for problem in problems if problem.says):
        if sum(map(len, said)) + len(says) < LONGEST:
            said.append(says)
        else:
            left += 1
    if left:
        said.append(f"И ещё замечаний: {left}.")
    return "\n".join(said) or None


def _flags(problems: Iterable[Problem], weight: str, headers: Mapping[str, str]) -> str | None:
    """«;Пол;Предмет;»: the headers as they are spelt in the tab, for its conditional format."""
    names = [headers[p.column] for p in problems if p.weight == weight and p.column in headers]
    return f";{';'.join(dict.fromkeys(names))};" if names else None
