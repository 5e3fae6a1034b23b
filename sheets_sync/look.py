"""How tabs look, as data: widths, formats, notes, drop-downs, colours; drawn by every writer."""

from __future__ import annotations

from dataclasses import dataclass

from sheets_sync.cells import DATE_FORMAT, MOMENT_FORMAT
from sheets_sync.schema import Column, Layout, Schemas, TableSchema, Vocabulary

ROWS = 2000
"""How far down a new tab is prepared."""

LISTS_TAB = "Справочники"
STOPS_COLOUR = "FFC7CE"
ASKS_COLOUR = "FFEB9C"
SYNC_COLOUR = "EDEDED"
HEADER_COLOUR = "D9E2F3"

_FORMATS = {"date": DATE_FORMAT, "stamp": MOMENT_FORMAT, "int": "0", "year": "0"}


@dataclass(frozen=True, slots=True)
class DropDown:
    """The choices of a column: a column of a tab. ``strict`` warns about anything else."""

    tab: str
    letter: str
    rows: int
    strict: bool

    @property
    def formula(self) -> str:
        """The range as a data validation has it."""
        return f"'{self.tab}'!${self.letter}$2:${self.letter}${self.rows}"


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """One column (of a form: one question) as a new tab shows it."""

    header: str
    width: int
    number_format: str
    grey: bool
    hidden: bool
    note: str
    drop_down: DropDown | None
    default: str


@dataclass(frozen=True, slots=True)
class TabLook:
    """One tab. ``stops``, ``asks``: letters of the columns that name red and yellow cells."""

    tab: str
    layout: Layout
    hidden: bool
    columns: tuple[ColumnLook, ...]
    stops: str
    asks: str

    def rule(self, letter: str) -> str:
        """The conditional format of the block that begins in A2: is this header named in my row?"""
        return f'ISNUMBER(FIND(";"&A$1&";",${letter}2))'


@dataclass(frozen=True, slots=True)
class ListLook:
    """One list on «Справочники»."""

    header: str
    words: tuple[str, ...]


_LIST_HEADERS = {
    "subjects": "Предметы",
    "positions": "Должности",
    "sexes": "Пол",
    "ticks": "Отметка",
    "decisions": "Решения",
    "competences": "Запросы и сильные стороны",
}


def tabs(schemas: Schemas, vocabulary: Vocabulary) -> tuple[TabLook, ...]:
    """All tabs of a new workbook, in their order."""
    ordered = sorted(schemas.values(), key=lambda schema: (schema.place, schema.name))
    return tuple(_tab(schema, schemas, vocabulary) for schema in ordered)


def lists(vocabulary: Vocabulary) -> tuple[ListLook, ...]:
    """The lists of choices, in the order of their columns."""
    return tuple(
        ListLook(_LIST_HEADERS.get(name, name), _words(name, vocabulary)) for name in vocabulary
    )


def _words(name: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    entries = vocabulary[name]
    return tuple(code if code == words else f"{code} {words}" for code, words in entries.items())


def _tab(schema: TableSchema, schemas: Schemas, vocabulary: Vocabulary) -> TabLook:
    names = list(schema.columns)
    columns = tuple(_column(column, schemas, vocabulary) for column in schema.columns.values())
    letters = {
        name: letter_of(names.index(name) + 1) for name in ("stops", "asks") if name in names
    }
    return TabLook(
        schema.tab,
        schema.layout,
        schema.hidden,
        columns,
        letters.get("stops", ""),
        letters.get("asks", ""),
    )


def _column(column: Column, schemas: Schemas, vocabulary: Vocabulary) -> ColumnLook:
    # Text stays text: «01-09/12» and «1.2» must not turn into dates under anyone's fingers.
    number_format = _FORMATS.get(column.type, "@")
    return ColumnLook(
        column.header,
        column.width,
        number_format,
        column.filled_by == "sync",
        column.hidden,
        column.note,
        _drop_down(column, schemas, vocabulary),
        column.default,
    )


def _drop_down(column: Column, schemas: Schemas, vocabulary: Vocabulary) -> DropDown | None:
    if column.filled_by == "sync":
        return None
    if column.refers:
        bank = schemas[column.refers]
        return DropDown(bank.tab, letter_of(list(bank.columns).index("name") + 1), ROWS, False)
    if column.choices:
        place = list(vocabulary).index(column.choices) + 1
        rows = len(vocabulary[column.choices]) + 1
        strict = not column.open and column.type != "code"
        return DropDown(LISTS_TAB, letter_of(place), rows, strict)
    return None


def letter_of(column: int) -> str:
    """«A» for 1, «AB» for 28."""
    out = ""
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out
