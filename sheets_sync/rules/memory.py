"""Lines of «_sync», the memory of the sync; where one was doubled, its copies are kept alike."""

from __future__ import annotations

from collections.abc import Mapping

from sheets_sync.cells import Value
from sheets_sync.facts import At, Facts, Filled, Outcome, Record
from sheets_sync.schema import MEMORY


def lines_of(facts: Facts, name: str) -> list[Record]:
    """The lines that bear ``name``: one, unless somebody has copied or deleted it."""
    return [row for row in facts.rows(MEMORY) if row.text("id") == name]


def remembered(facts: Facts, lines: Mapping[str, Mapping[str, Value]]) -> Outcome:
    """The lines of «_sync» filled with ``lines`` (by name), new ones appended."""
    keys: dict[str, list[str]] = {}
    for row in facts.rows(MEMORY):
        keys.setdefault(row.text("id"), []).append(row.key)
    cells: dict[At, Filled] = {}
    new = []
    for name, values in lines.items():
        if name not in keys:
            new.append((MEMORY, name))
        for key in keys.get(name, [name]):
            for column, value in {"id": name, **values}.items():
                cells[At(MEMORY, key, column)] = Filled(value or None, "память программы")
    return Outcome(cells=cells, new_rows=tuple(new))
