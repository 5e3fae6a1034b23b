"""«Замечания» and the red and yellow cells: every problem shown beside its cell, none in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from sheets_sync.facts import At, Context, Facts, Filled, Outcome, Problem, Record
from sheets_sync.schema import SAYS, Column, TableSchema
from sheets_sync.words import fold, genitive, quoted

LONGEST = 2000
"""Characters of a note; what goes beyond is counted, not shown."""

FOLDED = "Столбец свёрнут: нажмите «+» над таблицей."
"""Said once a row, after the first sentence about a cell that a fold hides."""

_OF_NAMES = ("ФИО", "имени", "имя", "отчества", "человек")
_OF_ROWS = "Это строка"
"""Words by which a sentence about a name or a whole row shows what it means."""


def notes(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """The notes of every row, and the headers of its red and yellow cells."""
    now = facts.after(so_far)
    by_row: dict[tuple[str, str], list[Problem]] = {}
    for problem in (*facts.problems, *so_far.problems):
        by_row.setdefault((problem.table, problem.row), []).append(problem)
    cells: dict[At, Filled] = {}
    typed = frozenset(facts.problems)
    for table, schema in context.schemas.items():
        if schema.layout == "form":
            cells |= _of_form(table, by_row.get((table, table), ()), schema)
        if "notes" not in schema.columns:
            continue
        headers = facts.headers.get(table, {})
        for row in now.rows(table):
            its = _in_order(by_row.get((table, row.key), ()), schema)
            if (table, row.key) in so_far.quieted:
                said = _quiet(_readable(its, typed, schema))
                its = []
            else:
                said = _text(_readable(its, typed, schema))
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


def _readable(
    problems: Iterable[Problem], typed: Collection[Problem], schema: TableSchema
) -> list[Problem]:
    """The problems as «Замечания» says them, far from their cells.

    A sentence about what was ``typed`` begins with the header unless it names the cell itself.
    """
    said, hidden = [], False
    for problem in problems:
        column = schema.columns.get(problem.column)
        says = problem.says
        if says and column and problem in typed and not _names_its_cell(says, column):
            says = f"{quoted(column.header)}. {says}"
        if says and column and column.folded and not hidden:
            says, hidden = f"{says} {FOLDED}", True
        said.append(replace(problem, says=says))
    return said


def _names_its_cell(says: str, column: Column) -> bool:
    whose = genitive(column.header)
    heads = (_OF_ROWS, whose) if whose else (_OF_ROWS,)
    if column.header in says or says == column.says or says.startswith(heads):
        return True
    return column.type == "name" and any(word in says for word in _OF_NAMES)


def _quiet(problems: Iterable[Problem]) -> str | None:
    """What a person has answered stays to be read, but colours nothing."""
    said = _text(problems)
    return f"Принято к сведению. {said}" if said else None


def missing(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """Empty cells that stop the next step of a bank's row; a line of totals keeps its words."""
    return Outcome(
        problems=tuple(_missing(facts.after(so_far), context)),
        cells=dict(_of_totals(facts, context)),
    )


def _missing(facts: Facts, context: Context) -> Iterable[Problem]:
    """Empty cells of a bank's row that stop being in it or, once that is so, being matched."""
    for table, schema in context.schemas.items():
        for row in facts.rows(table) if schema.bank else ():
            in_bank = bool(row.text(schema.whose))
            for name, column in schema.columns.items():
                empty = row.values.get(name) in (None, "") and name not in row.unclear
                if empty and (in_bank or column.needed_for == "bank"):
                    yield from _asked(row, name, column)


def _of_totals(facts: Facts, context: Context) -> Iterable[tuple[At, Filled]]:
    """What stands in the «№» of a row that is nobody's: kept, so that a person finds the row."""
    for table, schema in context.schemas.items():
        numbered = "id" in schema.columns and schema.columns["id"].filled_by == "sync"
        for row in facts.rows(table) if numbered else ():
            if "id" in row.unclear:
                yield row.at("id"), Filled(row.unclear["id"], "строка итогов")


def _asked(row: Record, name: str, column: Column) -> Iterable[Problem]:
    if column.needed_for == "bank":
        says = f"Не заполнено: «{column.header}». Без этого строка не считается."
        yield Problem(row.table, row.key, name, "stops", says)
    elif column.needed_for == "suggestion":
        says = f"Не заполнено: «{column.header}». Нужно для подбора."
        yield Problem(row.table, row.key, name, "stops", says)
    elif column.needed_for == "fit" and _teaches(row):
        says = f"Не заполнено: «{column.header}». С ним предложение точнее."
        yield Problem(row.table, row.key, name, "asks", says)


def _teaches(row: Record) -> bool:
    """Whether a subject is to be expected: a psychologist or a tutor has none."""
    position = fold(row.text("position"))
    return not position or position.startswith(("учитель", "преподаватель"))


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
