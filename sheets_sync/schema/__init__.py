"""Tables and columns as data, compiled from the TOML files of schemas/."""

from sheets_sync.schema.compile import compile_schemas
from sheets_sync.schema.shapes import (
    MEMORY,
    SAYS,
    Column,
    ColumnType,
    Layout,
    Role,
    Schemas,
    TableSchema,
    locate,
)
from sheets_sync.schema.toml import place_in_toml
from sheets_sync.schema.vocabulary import (
    LISTS,
    LISTS_TAB,
    Vocabulary,
    compile_vocabulary,
    with_lists,
)

__all__ = [
    "LISTS",
    "LISTS_TAB",
    "MEMORY",
    "SAYS",
    "Column",
    "ColumnType",
    "Layout",
    "Role",
    "Schemas",
    "TableSchema",
    "Vocabulary",
    "compile_schemas",
    "compile_vocabulary",
    "locate",
    "place_in_toml",
    "with_lists",
]
