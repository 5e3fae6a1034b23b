"""What the doctor sees in the tables: tabs and columns that are missing, drafts that are gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sheets_sync.commands.doctor.finding import Finding, Verdict
from sheets_sync.commands.school import School
from sheets_sync.errors import SheetsSyncError
from sheets_sync.schema import MEMORY, TableSchema
from sheets_sync.snapshot import Snapshot, Table


def tables(school: School) -> Iterator[Finding]:
    try:
        snapshot = school.store.read()
    except SheetsSyncError as error:
        yield Finding("мешает", error.says)
        return
    yield Finding("хорошо", f"таблица читается: {', '.join(school.store.shown_at)}")
    known = _known(snapshot)
    for name, schema in school.context.schemas.items():
        if schema.layout != "text":  # text has nothing to be read
            yield from _tab(schema, snapshot.tables.get(name), known.get(name, frozenset()))
    yield from _drafts(snapshot, school.desk.folder)
    hidden = [schema.tab for schema in school.context.schemas.values() if schema.hidden]
    if not set(hidden) - {table.tab for table in snapshot}:
        named = ", ".join(f"«{tab}»" for tab in hidden)
        yield Finding("хорошо", f"скрытые вкладки на месте: {named}")


def _drafts(snapshot: Snapshot, folder: Path) -> Iterator[Finding]:
    """Drafts whose file somebody has moved or thrown away."""
    lines = snapshot.tables["documents"].rows if "documents" in snapshot.tables else ()
    for line in lines:
        own, name = line.cell("id").shown, line.cell("file").shown
        if name and line.cell("number").blank and not (folder / name).exists():
            says = f"{own}: файла «{name}» в папке «{folder.name}» нет. Верните его из корзины."
            yield Finding("взглянуть", says)


def _known(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """The columns of each table that an earlier run has seen."""
    return {
        row.cell("id").shown[1:]: frozenset(row.cell("seen").shown.split())
        for row in snapshot.tables[MEMORY].rows
        if row.cell("table").shown == "tab"
    }


def _tab(schema: TableSchema, table: Table | None, known: frozenset[str]) -> Iterator[Finding]:
    """What is missing: in the way where an earlier run has seen it, else never there."""
    if table is None and known:
        yield Finding("мешает", f"нет вкладки «{schema.tab}»; верните её или возьмите копию")
    elif table is None:
        yield Finding("взглянуть", f"вкладки «{schema.tab}» в таблице нет")
    else:
        lacking = [own for own in schema.columns if own not in table.headers]
        weights: tuple[tuple[Verdict, list[str]], ...] = (
            ("мешает", [own for own in lacking if own in known]),
            ("взглянуть", [own for own in lacking if own not in known]),
        )
        for weight, names in weights:
            named = ", ".join(f"«{schema.columns[own].header}»" for own in names)
            if named:
                yield Finding(weight, f"вкладка «{schema.tab}»: нет столбцов {named}")
