"""Which column lives where, and who says that a row exists; read off the schemas alone."""

from __future__ import annotations

from dataclasses import replace

from sheets_sync.facts import Where
from sheets_sync.schema import MEMORY, Column, Schemas, TableSchema
from sheets_sync.snapshot import ID

BOTH: tuple[Where, Where] = ("home", "cloud")
COPIED = ("cloud", "copy")
"""Such a column lives at home, and the cloud has a copy of it."""


def lives(column: Column) -> Where:
    """The place of a column. A «band» stays home until there is a band to send instead of it."""
    return "cloud" if column.cloud == "yes" else "home"


def places(schema: TableSchema) -> tuple[Where, ...]:
    """Where a table has columns of its own: one place or both; a text to read is at home."""
    if schema.layout == "text":
        return ("home",)
    own = [column for column in schema.columns.values() if column.name != ID] or [
        *schema.columns.values()
    ]
    return tuple(place for place in BOTH if any(lives(column) == place for column in own))


def owner(schema: TableSchema) -> Where:
    """Who says that a row of the table exists: people are added at home, all else in the cloud."""
    if len(places(schema)) == 1:
        return places(schema)[0]
    return "home" if any(c.type == "name" for c in schema.columns.values()) else "cloud"


def half(schemas: Schemas, place: Where) -> Schemas:
    """The schemas of one place: its tables with its columns, «№» in both.

    «_sync» is a tab in both places, since every store needs one; ours is the one at home.
    """
    made = {
        name: replace(
            schema,
            columns={
                own: column
                for own, column in schema.columns.items()
                if own == ID or lives(column) == place or (place, column.cloud) == COPIED
            },
        )
        for name, schema in schemas.items()
        if place in places(schema)
    }
    return {**made, MEMORY: schemas[MEMORY]}
