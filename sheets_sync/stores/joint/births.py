"""Rows on their way into the cloud: noted at home before they are sent, struck out once they stand.

What is typed into a new row once and what is remembered in it cannot be planned a second time, so a
run that is killed between the two writings leaves here what the next one needs.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sheets_sync.cells import Value
from sheets_sync.changes import AddRow, DropRow
from sheets_sync.rules.arrived import BORN
from sheets_sync.schema import MEMORY
from sheets_sync.snapshot import Snapshot

ON_THE_WAY = "строка на пути в общую таблицу"
"""The reason of what is written for a row that has not arrived."""

Births = dict[tuple[str, str], Mapping[str, Value]]
"""Cells of new rows of the cloud, by table and link."""


def read_births(home: Snapshot) -> Births:
    """What the tables at home have noted."""
    found: Births = {}
    for row in home.tables[MEMORY].rows if MEMORY in home.tables else ():
        table, _, link = row.cell("key").shown.partition(" ")
        if row.cell("table").shown == BORN and link:
            found[table, link] = _unpacked(row.cell("seen").shown)
    return found


def noted(births: Births, already: Births) -> list[AddRow]:
    """The lines that note ``births``, of those that are not noted yet."""
    return [
        AddRow(
            MEMORY,
            f"{BORN} {table} {link}",
            (
                ("id", f"{BORN} {table} {link}"),
                ("key", f"{table} {link}"),
                ("seen", _packed(cells)),
                ("table", BORN),
            ),
            ON_THE_WAY,
        )
        for (table, link), cells in sorted(births.items())
        if (table, link) not in already
    ]


def struck(home: Snapshot, which: Iterable[tuple[str, str]]) -> list[DropRow]:
    """The lines of births that are no longer needed, withdrawn."""
    names = {f"{table} {link}" for table, link in which}
    return [
        DropRow(MEMORY, row.key, "строка стоит в общей таблице")
        for row in home.tables[MEMORY].rows
        if row.cell("table").shown == BORN and row.cell("key").shown in names
    ]


def _packed(cells: Mapping[str, Value]) -> str:
    return json.dumps({name: _plain(value) for name, value in cells.items()}, ensure_ascii=False)


def _plain(value: Value) -> Any:
    if isinstance(value, dt.date | dt.time):
        return [type(value).__name__, value.isoformat()]
    return value


def _unpacked(text: str) -> Mapping[str, Value]:
    try:
        data = json.loads(text)
        return {str(name): _value(value) for name, value in data.items()}
    except (ValueError, TypeError, AttributeError, KeyError):  # somebody has typed here
        return {}


def _value(value: Any) -> Value:
    if not isinstance(value, list):
        return value if isinstance(value, str | int | float | bool) else None
    kind, text = value
    if kind == "datetime":
        return dt.datetime.fromisoformat(text)
    return dt.time.fromisoformat(text) if kind == "time" else dt.date.fromisoformat(text)
