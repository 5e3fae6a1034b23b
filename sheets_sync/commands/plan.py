"""``plan``: what a run would change, and why; nothing is written."""

from __future__ import annotations

import json
from pathlib import Path

from sheets_sync.cells import Value, cell_of
from sheets_sync.changes import AddRow, Change, DropRow, SetCell
from sheets_sync.commands import log
from sheets_sync.commands.progress import Watched, progress
from sheets_sync.commands.school import opened
from sheets_sync.plan import Plan, make_plan
from sheets_sync.schema import Schemas, TableSchema
from sheets_sync.snapshot import Snapshot
from sheets_sync.words import count


def plan(config_path: Path, *, as_json: bool = False) -> int:
    """Print the plan in words, or as JSON for a program. Exit code 0."""
    school = opened(config_path)
    with progress() as step:
        snapshot = Watched(school.store, step).read()
        made = make_plan(snapshot, school.context)
    log.counted(changes=len(made.changes), problems=len(made.problems), drafts=len(made.papers))
    if as_json:
        print(json.dumps(as_data(made), indent=2))  # plain ASCII: any console carries it
        return 0
    for line in lines(snapshot, made, school.context.schemas):
        print(line)
    return 0


def as_data(made: Plan) -> dict[str, object]:
    """The plan as JSON values."""
    return {
        "hash": made.hash,
        "changes": [change.as_data() for change in made.changes],
        "papers": [{"kind": paper.kind, "file": paper.file_name} for paper in made.papers],
        "dangers": [danger.says for danger in made.dangers],
        "problems": [
            {
                "table": each.table,
                "row": each.row,
                "column": each.column,
                "weight": each.weight,
                "says": each.says,
            }
            for each in made.problems
            if each.says
        ],
        "next_date": made.next_date.isoformat() if made.next_date else None,
    }


def lines(snapshot: Snapshot, made: Plan, schemas: Schemas) -> list[str]:
    """The plan as a person reads it; what lies in hidden tabs and columns is only counted."""
    out = [f"Осторожно: {danger.says}" for danger in made.dangers]
    shown = [change for change in made.changes if not _hidden(change, schemas[change.table])]
    out += [_line(snapshot, change) for change in shown]
    out += [f"Новый черновик: {paper.file_name}" for paper in made.papers]
    if not made:
        return [*out, "Менять нечего."]
    total = count(len(made.changes), "изменение", "изменения", "изменений")
    accept = f" --accept {made.hash}" if made.dangers else ""
    return [*out, f"Всего {total}. Записать: sheets-sync run{accept}"]


def _hidden(change: Change, schema: TableSchema) -> bool:
    return schema.hidden or (isinstance(change, SetCell) and schema.columns[change.column].hidden)


def _line(snapshot: Snapshot, change: Change) -> str:
    table = snapshot.tables[change.table]
    if isinstance(change, SetCell):
        place = next(row.place for row in table.rows if row.key == change.row)
        where = f"«{table.tab}», {table.letters.get(change.column, '')}{place or ''}"
        return (
            f"{where} «{table.headers[change.column]}»: {_said(change.old)} → {_said(change.new)}"
        )
    if isinstance(change, AddRow):
        shown = ", ".join(
            f"{table.headers[name]}: {value}"
            for name, value in change.cells
            if name in ("mentee", "offer", "paper", "about")
        )
        return f"«{table.tab}», новая строка: {shown}"
    assert isinstance(change, DropRow)
    return f"«{table.tab}»: строка с предложением больше не нужна"


def _said(value: Value) -> str:
    return f"«{cell_of(value).shown}»" if value not in (None, "") else "пусто"
