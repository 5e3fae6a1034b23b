"""How tabs look, as data: widths, formats, notes, drop-downs, colours; drawn by every writer."""

from __future__ import annotations

from dataclasses import dataclass

from sheets_sync.cells import DATE_FORMAT, MOMENT_FORMAT, Value
from sheets_sync.schema import LISTS, LISTS_TAB, Column, Layout, Schemas, TableSchema, Vocabulary

ROWS = 2000
"""How far down a new tab is prepared."""

FONT = "Arial"
"""Every Windows has it, and LibreOffice a face of the same widths."""
SIZE = 10
STOPS_COLOUR = "FFC7CE"
STOPS_INK = "9C0006"
ASKS_COLOUR = "FFEB9C"
ASKS_INK = "5F4B00"
SYNC_COLOUR = "F2F2F2"
SYNC_HEADER_COLOUR = "D9D9D9"
HEADER_COLOUR = "DCE6F1"

_FORMATS = {"date": DATE_FORMAT, "stamp": MOMENT_FORMAT, "int": "0", "year": "0"}
_CENTRED = ("date", "int", "year", "tick")
FOR_ORDER = "Нужно для приказа."
"""Said beside every question of a form whose answer an order needs."""

_LEADS = {
    "school": (
        "С чего начать",
        "1. Ответьте на вопросы ниже. Жёлтое поле ждёт ответа: без него не составить приказ.",
        "2. Впишите людей на вкладках «Наставники» и «Наставляемые», каждого в свою строку. "
        "Что писать, подсказывают заголовки столбцов: наведите на них мышь.",
        "3. Сохраните и закройте таблицу, запустите сверку. На вкладке «Пары» появятся "
        "предложения и причины. Решаете вы, в столбце «Решение».",
        "Белые ячейки – ваши, серые заполняет программа. Красное мешает следующему шагу, жёлтое "
        "нужно уточнить; что именно, сказано рядом, в «Замечаниях».",
    )
}
"""What stands above the questions of a form: a title and lines."""


@dataclass(frozen=True, slots=True)
class DropDown:
    """The choices of a column: a column of a tab. ``strict`` warns about anything else.

    ``open`` says that the column is no list of ours: it ends with its last filled row, wherever
    that is; an empty row at the end would be the first thing that Excel shows.
    """

    tab: str
    letter: str
    rows: int
    strict: bool
    open: bool = False

    @property
    def formula(self) -> str:
        """The range as a data validation has it."""
        first, all_ = f"'{self.tab}'!${self.letter}$2", f"${self.letter}${self.rows}"
        if not self.open:
            return f"{first}:{all_}"
        last = f'SUMPRODUCT(MAX(({first}:{all_}<>"")*ROW({first}:{all_})))'
        return f"OFFSET({first},0,0,MAX(1,{last}-1),1)"


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """One column (of a form: one question) as a new tab shows it.

    ``folded`` columns open with a click on «+»; a form marks an empty answer that is ``needed``.
    """

    header: str
    width: int
    number_format: str
    centred: bool
    grey: bool
    hidden: bool
    folded: bool
    note: str
    drop_down: DropDown | None
    default: Value
    needed: bool


@dataclass(frozen=True, slots=True)
class TabLook:
    """One tab. ``stops``, ``asks``: letters of the columns that name red and yellow cells.

    ``lead`` stands above the questions of a form.
    """

    tab: str
    layout: Layout
    hidden: bool
    columns: tuple[ColumnLook, ...]
    stops: str
    asks: str
    lead: tuple[str, ...] = ()

    def rule(self, letter: str) -> str:
        """The conditional format of the block that begins in A2: is this header named in my row?"""
        return f'ISNUMBER(FIND(";"&A$1&";",${letter}2))'


@dataclass(frozen=True, slots=True)
class ListLook:
    """One list on «Справочники»."""

    header: str
    words: tuple[str, ...]


def tabs(schemas: Schemas, vocabulary: Vocabulary) -> tuple[TabLook, ...]:
    """All tabs of a new workbook, in their order."""
    ordered = sorted(schemas.values(), key=lambda schema: (schema.place, schema.name))
    return tuple(
        _tab(schema, schemas, vocabulary)
        for schema in ordered
        if schema.name != LISTS and not schema.above and schema.layout != "text"
    )


def lists(schemas: Schemas, vocabulary: Vocabulary) -> tuple[ListLook, ...]:
    """The lists of choices, in the order of their columns."""
    return tuple(
        ListLook(column.header, _words(name, vocabulary))
        for name, column in schemas[LISTS].columns.items()
    )


def _words(name: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    entries = vocabulary[name]
    return tuple(code if code == words else f"{code} {words}" for code, words in entries.items())


def _tab(schema: TableSchema, schemas: Schemas, vocabulary: Vocabulary) -> TabLook:
    names = list(schema.columns)
    columns = tuple(
        _column(column, schemas, vocabulary)
        for column in schema.columns.values()
        if not column.beside
    )
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
        _LEADS.get(schema.name, ()),
    )


def _column(column: Column, schemas: Schemas, vocabulary: Vocabulary) -> ColumnLook:
    # Text stays text: «01-09/12» and «1.2» must not turn into dates under anyone's fingers.
    number_format = _FORMATS.get(column.type, "@")
    whole = column.type == "int" and column.default.isdecimal()
    return ColumnLook(
        header=column.header,
        width=column.width,
        number_format=number_format,
        centred=column.type in _CENTRED or column.name in ("id", "sex", "load"),
        grey=column.filled_by == "sync",
        hidden=column.hidden,
        folded=column.folded,
        note=column.note,
        drop_down=_drop_down(column, schemas, vocabulary),
        default=int(column.default) if whole else column.default or None,
        needed=column.needed_for == "order",
    )


def _drop_down(column: Column, schemas: Schemas, vocabulary: Vocabulary) -> DropDown | None:
    if column.filled_by == "sync":
        return None
    if column.refers:
        bank = schemas[column.refers]
        return DropDown(
            bank.tab, letter_of(list(bank.columns).index("name") + 1), ROWS, False, True
        )
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
