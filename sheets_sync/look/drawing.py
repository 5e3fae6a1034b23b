"""From the schemas to what each tab of a new workbook looks like."""

from __future__ import annotations

from collections.abc import Sequence

from sheets_sync.cells import DATE_FORMAT, MOMENT_FORMAT, letter_of
from sheets_sync.look.shapes import (
    ROWS,
    ColumnLook,
    DropDown,
    ListLook,
    TabLook,
    header_row,
)
from sheets_sync.schema import LISTS, LISTS_TAB, Column, Schemas, TableSchema, Vocabulary
from sheets_sync.snapshot import ID

_FORMATS = {"date": DATE_FORMAT, "stamp": MOMENT_FORMAT, "int": "0", "year": "0"}
_LIVE_FORMAT = 'dd.mm" в "hh:mm'
_CENTRED = ("date", "int", "year", "tick")
_TAB_COLOURS = {
    "attention": "ED7D31",
    **dict.fromkeys(("mentees", "mentors", "pairs", "documents"), "5B9BD5"),
    **dict.fromkeys(("school", "guide"), "A6A6A6"),
}
_OPENS = "school"
_OFFERED = {"confirm": "refusal_offer"}
"""Questions whose one choice stands in the answer to another."""


def tabs(schemas: Schemas, vocabulary: Vocabulary) -> tuple[TabLook, ...]:
    """All tabs of a new workbook, in their order."""
    ordered = sorted(schemas.values(), key=lambda schema: (schema.place, schema.name))
    return tuple(
        _tab(schema, schemas, vocabulary)
        for schema in ordered
        if schema.name != LISTS and not schema.above
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
    drawn = {
        column.name: _column(column, schema, schemas, vocabulary)
        for column in schema.columns.values()
        if not column.beside
    }
    names = list(_with_arrow(drawn, schema))
    return TabLook(
        schema.tab,
        schema.layout,
        schema.hidden,
        tuple(_with_arrow(drawn, schema).values()),
        _letter("stops", names),
        _letter("asks", names),
        lead=_lead(schema),
        above=tuple(
            _column(column, form, schemas, vocabulary)
            for form in _above(schema, schemas)
            for column in form.columns.values()
        ),
        rows=tuple(tuple(row.get(name, "") for name in names) for row in schema.rows),
        colour=_TAB_COLOURS.get(schema.name, ""),
        opens=schema.name == _OPENS,
    )


def _lead(schema: TableSchema) -> tuple[str, ...]:
    return (schema.title, *schema.lines) if schema.title else schema.lines


def _above(schema: TableSchema, schemas: Schemas) -> list[TableSchema]:
    return [each for each in schemas.values() if each.above == schema.name]


def _header_row(schema: TableSchema, schemas: Schemas) -> int:
    forms = _above(schema, schemas)
    return header_row(len(_lead(schema)) + sum(len(form.columns) for form in forms))


def _letter(name: str, names: Sequence[str]) -> str:
    return letter_of(names.index(name) + 1) if name in names else ""


def _with_arrow(drawn: dict[str, ColumnLook], schema: TableSchema) -> dict[str, ColumnLook]:
    """The columns with an arrow after «О ком», where hidden ones say which row is meant."""
    names = list(drawn)
    if not {"about", "go_tab", "go_row"} <= set(names):
        return drawn
    place = names.index("about") + 1
    names.insert(place, "go")
    tab, row = (f"${_letter(name, names)}{{row}}" for name in ("go_tab", "go_row"))
    found = f'IFERROR(MATCH({row},INDIRECT("\'"&{tab}&"\'!A:A"),0),1)'
    formula = f'=IF({tab}="","",HYPERLINK("#\'"&{tab}&"\'!A"&{found},"→"))'
    arrow = ColumnLook(
        header="Перейти",
        width=9,
        number_format="General",
        centred=True,
        grey=True,
        hidden=False,
        folded=False,
        note="Щёлкните по стрелке: откроется строка, о которой речь.",
        drop_down=None,
        default=None,
        needed=False,
        formula=formula,
    )
    return {name: drawn.get(name, arrow) for name in names}


def _column(
    column: Column, schema: TableSchema, schemas: Schemas, vocabulary: Vocabulary
) -> ColumnLook:
    # Text stays text: «01-09/12» and «1.2» must not turn into dates under anyone's fingers.
    number_format = _FORMATS.get(column.type, "@")
    whole = column.type == "int" and column.default.isdecimal()
    return ColumnLook(
        header=column.header,
        width=column.width,
        number_format=_LIVE_FORMAT if schema.above and column.type == "stamp" else number_format,
        centred=column.type in _CENTRED or column.name in ("id", "sex", "load"),
        grey=column.filled_by == "sync",
        hidden=column.hidden,
        folded=column.folded,
        note=column.note,
        drop_down=_drop_down(column, schema, schemas, vocabulary),
        default=int(column.default) if whole else column.default or None,
        needed=column.needed_for == "order",
    )


def _drop_down(
    column: Column, schema: TableSchema, schemas: Schemas, vocabulary: Vocabulary
) -> DropDown | None:
    if column.filled_by == "sync":
        return None
    if column.refers:
        bank = schemas[column.refers]
        names = list(bank.columns)
        letter = _letter("name", names) or _letter(ID, names)  # names may be kept elsewhere
        return DropDown(bank.tab, letter, ROWS, False, True, _header_row(bank, schemas) + 1)
    if column.choices:
        letter = _letter(column.choices, list(vocabulary))
        strict = not column.open and column.type != "code"
        return DropDown(LISTS_TAB, letter, ROWS, strict, True)
    offered = _OFFERED.get(column.name, "")
    if schema.layout == "form" and offered in schema.columns:
        row = _header_row(schema, schemas) + 1 + list(schema.columns).index(offered)
        return DropDown(schema.tab, "B", row, True, first=row)
    return None
