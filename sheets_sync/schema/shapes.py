"""A table and its columns as data, and where columns stand among the headers of a tab."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sheets_sync.changes import Owner
from sheets_sync.words import fold

ColumnType = Literal[
    "text",
    "name",
    "int",
    "year",
    "date",
    "choice",
    "code",
    "ref",
    "tick",
    "stamp",
    "paper_number",
]
Role = Literal["", "view", "memory", "stamp"]
Step = Literal["", "bank", "fit", "suggestion", "order"]
Layout = Literal["rows", "form", "text"]
Cloud = Literal["no", "yes", "band", "copy"]

SAYS = "_says"
"""How the column ends that bears the notes of a form's question."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table (of a form: one question).

    ``choices`` names a list of the vocabulary; ``refers`` a table; ``checks`` are pandera's checks
    with their arguments and ``says`` the sentence for a value that fails one; ``needed_for`` is the
    step that an empty cell stops («fit»: a better suggestion; it only asks); ``width`` is in
    characters; ``beside`` is the question of a form beside whose answer this one stands;
    ``online`` columns are only where tables with names lie in a shared spreadsheet.
    """

    name: str
    header: str
    type: ColumnType = "text"
    filled_by: Owner = "staff"
    role: Role = ""
    aliases: tuple[str, ...] = ()
    choices: str = ""
    open: bool = False
    refers: str = ""
    needed_for: Step = ""
    checks: Mapping[str, Any] = field(default_factory=dict)
    says: str = ""
    cloud: Cloud = "no"
    note: str = ""
    width: int = 14
    hidden: bool = False
    folded: bool = False
    online: bool = False
    default: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table: its tab (``place`` among the tabs), the prefix of its ids, its columns in order.

    A ``rows`` table has a header over its rows; a ``form`` has a question in each row and is one
    record, ``above`` the rows of another table of the same tab where that is named; a ``text`` has
    no columns. ``title`` and ``lines`` stand over it all; ``rows`` are what a new tab holds.
    ``online_lines``: by line the one that stands instead in a spreadsheet with the names in it.
    """

    name: str
    tab: str
    columns: Mapping[str, Column]
    layout: Layout = "rows"
    prefix: str = ""
    place: int = 50
    hidden: bool = False
    above: str = ""
    title: str = ""
    lines: tuple[str, ...] = ()
    online_lines: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Mapping[str, str], ...] = ()

    def filled(self, role: Role) -> tuple[str, ...]:
        """The names of the columns with ``role``, in order."""
        return tuple(name for name, column in self.columns.items() if column.role == role)

    @property
    def whose(self) -> str:
        """The column that says whose row this is and without which it is none; '' without one."""
        needed = (name for name, column in self.columns.items() if column.needed_for == "bank")
        return next(needed, "")

    @property
    def bank(self) -> bool:
        """Whether its rows are numbered by what they say themselves, not by a row elsewhere."""
        return bool(self.prefix and self.whose) and not self.columns[self.whose].refers

    @property
    def unread(self) -> bool:
        """True for a table that is only ever written to: a run need not read its rows."""
        return self.layout == "rows" and {c.role for c in self.columns.values()} == {"stamp"}


MEMORY = "_sync"
"""The table that only the program reads: who bears which number, what was seen last."""

Schemas = Mapping[str, TableSchema]


def locate(schema: TableSchema, headers: Sequence[str]) -> Mapping[str, int]:
    """Where each known column stands among ``headers`` (0-based); the first of two twins counts.

    A header goes before any alias.
    """
    by_fold: dict[str, int] = {}
    for index, header in enumerate(headers):
        by_fold.setdefault(fold(header), index)
    columns = schema.columns.values()
    spellings = [(column.name, column.header) for column in columns]
    spellings += [(column.name, alias) for column in columns for alias in column.aliases]
    found: dict[str, int] = {}
    for name, spelling in spellings:
        index = by_fold.get(fold(spelling), -1)
        if index >= 0 and name not in found and index not in found.values():
            found[name] = index
    return found
