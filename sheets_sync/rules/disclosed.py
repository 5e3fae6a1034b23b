"""Names, phones and birth dates that staff typed where only numbers may stand: told on the cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sheets_sync.facts import BANKS, Context, Facts, Outcome, Problem, Record
from sheets_sync.leaks import BORN, FULL_NAME, SURNAME, Names, looks_like
from sheets_sync.schema import TableSchema


def disclosed(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """A problem for each such cell of staff's; nothing unless names stay home."""
    if context.settings.personal_data != "local":
        return Outcome()
    names = _names(facts)
    problems = [
        Problem(table, row.key, column, "asks", _says(what))
        for table, schema in context.schemas.items()
        for row in facts.rows(table)
        for column, what in _found(row, schema, names)
    ]
    return Outcome(problems=tuple(problems))


def _found(row: Record, schema: TableSchema, names: Names) -> Iterator[tuple[str, str]]:
    for name, column in schema.columns.items():
        if column.cloud == "yes" and column.filled_by == "staff":
            what = looks_like(row.unclear.get(name) or row.values.get(name), names)
            if what:
                yield name, what


def _says(what: str) -> str:
    if what in (SURNAME, FULL_NAME):
        return f"В общей таблице {what}. Замените на номер человека."
    if what == BORN:
        return "В общей таблице дата, похожая на дату рождения. Уберите её."
    return f"В общей таблице {what}. Уберите: он нужен только в таблице с именами."


def _names(facts: Facts) -> Names:
    """Everybody at home: both banks, the director, the curator."""
    banks = [row for table in BANKS for row in facts.rows(table)]
    school = facts.form("school")
    people = [row.text("name") or row.unclear.get("name", "") for row in banks]
    people += [school.text("director_name"), school.text("curator_name")]
    born = [row.values.get("born") for row in banks]
    return Names.of(filter(str.strip, people), [day for day in born if isinstance(day, dt.date)])
