"""Columns that stand in both places: the words at home, a copy without names in the cloud."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from sheets_sync.cells import BLANK, Cell, Value, cell_of
from sheets_sync.leaks import Names, looks_like
from sheets_sync.schema import TableSchema
from sheets_sync.stores.joint.ties import Tie

AT_HOME = "Подробности – в школьной таблице."
"""Stands in the cloud for words that name somebody."""

DIFFERENT = cell_of("…")
"""What a joined row shows where the copy is not what it should be: no plan wants to leave that."""


def doubled(schema: TableSchema) -> frozenset[str]:
    """The columns of which the cloud has a copy."""
    return frozenset(name for name, column in schema.columns.items() if column.cloud == "copy")


def copied(value: Value, names: Names) -> Value:
    """What the cloud is told for ``value``."""
    return AT_HOME if looks_like(value, names) else value


def differing(
    schema: TableSchema, tie: Tie, cloud: Container[str], names: Names
) -> Iterator[tuple[str, Cell]]:
    """The cells of a row whose copy in the ``cloud`` (its columns) says something else."""
    if tie.cloud is None:
        return
    held: Mapping[str, Cell] = tie.home.cells if tie.home else {}
    for name in (each for each in doubled(schema) if each in cloud):
        wanted = copied(held.get(name, BLANK).value, names)
        if (tie.cloud.cell(name).value or "") != (wanted or ""):
            yield name, DIFFERENT
