"""Views and memory beside people's rows: kept in «_rows» by key, shown by one formula a column.

The formula is the same text in every row, so that it can be put into a whole column by one request
that touches only blank cells, and sorting, copying and inserting leave it right.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from sheets_sync.cells import BLANK, Cell, letter_of
from sheets_sync.schema import TableSchema
from sheets_sync.snapshot import ID
from sheets_sync.stores.google.wire import joined

ROWS_TAB = "_rows"
KEY_HEADER = "key"
SIGN = "~"
"""Stands between the table and the id of a key; doubled before what names a row without an id."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """How a table's cells of ours are kept.

    ``own``: a hidden tab that nobody else writes into. ``board``: a tab of which every cell is
    ours. ``people``: rows that staff type. ``form``: one record.
    """

    schema: TableSchema

    @property
    def kind(self) -> str:
        """«own», «board», «people» or «form»."""
        if self.schema.layout == "form":
            return "form"
        if any(column.filled_by == "staff" for column in self.schema.columns.values()):
            return "people"
        return "own" if self.schema.hidden else "board"

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that are kept in «_rows»."""
        if self.kind == "own":
            return ()
        columns = self.schema.columns.values()
        ours = [each.name for each in columns if each.filled_by == "sync"]
        return tuple(name for name in ours if name != ID or self.kind == "board")

    @property
    def typed_first(self) -> bool:
        """Whether a row exists only once staff have typed into it: a number alone makes none."""
        return any(column.needed_for == "bank" for column in self.schema.columns.values())

    @property
    def naming(self) -> tuple[str, ...]:
        """The staff columns that name a row which has no id yet.

        Of a row that is about somebody it is that reference alone: what else staff type beside it
        must not hide what stands there while they type.
        """
        staff = [each for each in self.schema.columns.values() if each.filled_by == "staff"]
        about = [each.name for each in staff if each.type == "ref" and each.needed_for == "bank"]
        return tuple(about[:1]) or tuple(each.name for each in staff if each.name != ID)[:5]

    def key(self, cells: Mapping[str, Cell], number: int) -> str:
        """The key of a row, as the formula computes it; '' for a row that nothing names.

        ``number`` counts the rows from 1.
        """
        if self.kind == "form":
            return f"{self.schema.name}{SIGN}"
        if self.kind == "board":
            return f"{self.schema.name}{SIGN}{number}"
        own = joined(cells.get(ID, BLANK))
        words = "".join(joined(cells.get(name, BLANK)) for name in self.naming)
        named = own or (words and SIGN + words)
        return named and f"{self.schema.name}{SIGN}{named}"

    def formula(self, name: str, columns: Mapping[str, int], head: int, at: int) -> str:
        """The formula of the column ``name``, whose values stand in column ``at`` of «_rows»."""
        column = letter_of(at)
        key = self._key_formula(columns, head)
        found = f'XLOOKUP({key};{ROWS_TAB}!$A:$A;{ROWS_TAB}!${column}:${column};"")'
        if self.schema.columns[name].type in ("date", "stamp", "int", "year", "tick"):
            return f'=IF({found}="";"";{found})'
        return f'={found}&""'  # a blank found is to be shown blank, never as 0

    def _key_formula(self, columns: Mapping[str, int], head: int) -> str:
        name = f'"{self.schema.name}{SIGN}"'
        if self.kind == "form":
            return name
        if self.kind == "board":
            return f"{name}&(ROW()-ROW($A${head}))"
        texts = "".join(f"&{_here(columns[each])}" for each in self.naming if each in columns)
        unnamed = f'"{SIGN}"{texts}'
        if ID not in columns:
            return f"{name}&{unnamed}"
        own = _here(columns[ID])
        return f'{name}&IF({own}="";{unnamed};{own})'


def _here(column: int) -> str:
    """The cell of a column in the formula's own row, in the same words in every row."""
    letter = letter_of(column)
    return f"INDEX(${letter}:${letter};ROW())"


def same(one: str, other: str) -> bool:
    """Whether two formulas are one, however Google spells it back."""
    return _plain(one) == _plain(other)


def ours(formula: str) -> bool:
    """Whether a formula is one of these."""
    return "xlookup(" in formula.casefold() and f"{ROWS_TAB}!$a:$a" in _plain(formula)


@functools.lru_cache(maxsize=1024)
def _plain(formula: str) -> str:
    parts = re.split(r'("[^"]*")', formula)
    return "".join(
        part if part.startswith('"') else re.sub(r"[\s']", "", part).replace(",", ";").casefold()
        for part in parts
    )
