"""An offline copy: the visible tables as values in a workbook of its own, to read and to print."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.cell import Cell as Drawn
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.cells import Cell, cell_of, letter_of
from sheets_sync.look import (
    ASKS_COLOUR,
    FONT,
    HEADER_COLOUR,
    SIZE,
    STOPS_COLOUR,
    SYNC_COLOUR,
    SYNC_HEADER_COLOUR,
)
from sheets_sync.schema import SAYS, Column, Schemas, TableSchema
from sheets_sync.snapshot import Row, Snapshot, Table

SAID = "Копия от {moment:%d.%m.%Y %H:%M}. Правки отсюда сами не вернутся."
"""Stands over every tab."""

_HEAD = 2
_FORM_WIDTHS = (44, 62, 66)
_OWN_WIDTH = 18
_LINE = Side(style="thin", color="BFBFBF")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_PLAIN, _BOLD = Font(name=FONT, size=SIZE), Font(name=FONT, size=SIZE, bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_MARKS = (("asks", ASKS_COLOUR), ("stops", STOPS_COLOUR))
"""Columns that name the yellow and the red cells of their row; red goes last."""
_FILLS = {
    colour: PatternFill(fgColor=colour, fill_type="solid")
    for colour in (ASKS_COLOUR, STOPS_COLOUR, SYNC_COLOUR, SYNC_HEADER_COLOUR, HEADER_COLOUR)
}
_CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")


@dataclass(frozen=True, slots=True)
class _Shown:
    """One column of a copy: where its cells are in a row, and how it looks."""

    header: str
    name: str
    column: Column | None
    place: tuple[int, str]

    def cell(self, row: Row) -> Cell:
        """The cell of this column; of one that only staff know, from the row's others."""
        return row.cell(self.name) if self.column else row.others.get(self.name, cell_of(None))

    @property
    def grey(self) -> bool:
        """Whether the program fills it."""
        return self.column is not None and self.column.filled_by == "sync"


def offline(snapshot: Snapshot, schemas: Schemas, moment: dt.datetime) -> bytes:
    """The bytes of an .xlsx with every visible table: values only, staff's own columns too."""
    book = Workbook()
    first = book.worksheets[0]
    said = SAID.format(moment=moment)
    for schema in sorted(schemas.values(), key=lambda each: (each.place, each.name)):
        table = snapshot.tables.get(schema.name)
        if table is None or schema.hidden or schema.above:
            continue
        sheet = book.create_sheet(table.tab)
        _over(sheet, said)
        (_form if table.form else _rows)(sheet, table, schema)
    if len(book.worksheets) > 1:
        book.remove(first)
    book.properties.creator, book.properties.title = "sheets_sync", said
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _over(sheet: Worksheet, said: str) -> None:
    """The first line, and the page that a tab is printed on."""
    sheet["A1"].value, sheet["A1"].font = said, _BOLD
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _rows(sheet: Worksheet, table: Table, schema: TableSchema) -> None:
    shown = sorted(_shown(table, schema), key=lambda each: each.place)
    for index, each in enumerate(shown, start=1):
        _header(sheet, index, each)
    for place, row in enumerate(table.rows, start=_HEAD + 1):
        marks = [(row.cell(name).shown, colour) for name, colour in _MARKS]
        for index, each in enumerate(shown, start=1):
            colour = SYNC_COLOUR if each.grey else ""
            for named, other in marks:
                colour = other if f";{each.header};" in named else colour
            _draw(_at(sheet, place, index), each.cell(row), colour)
    if shown:
        last = _HEAD + len(table.rows)
        sheet.auto_filter.ref = f"A{_HEAD}:{letter_of(len(shown))}{last}"
    sheet.freeze_panes = f"C{_HEAD + 1}"
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"


def _shown(table: Table, schema: TableSchema) -> Iterator[_Shown]:
    """The columns that people see, each with its place in their workbook."""
    for number, (name, header) in enumerate(table.headers.items(), start=1):
        column = schema.columns[name]
        if not column.hidden:
            letter = table.letters.get(name, letter_of(number))
            yield _Shown(header, name, column, (len(letter), letter))
    for name in sorted({name for row in table.rows for name in row.others}):
        header, _, letter = name.rpartition(" ")
        yield _Shown(header, name, None, (len(letter), letter))


def _header(sheet: Worksheet, index: int, each: _Shown) -> None:
    cell = _at(sheet, _HEAD, index)
    _draw(cell, cell_of(each.header), SYNC_HEADER_COLOUR if each.grey else HEADER_COLOUR)
    cell.font, cell.alignment = _BOLD, _CENTRED
    width = sheet.column_dimensions[letter_of(index)]
    width.width = each.column.width if each.column else _OWN_WIDTH
    if each.column and each.column.folded:
        width.hidden, width.outlineLevel = True, 1


def _form(sheet: Worksheet, table: Table, schema: TableSchema) -> None:
    """Questions, answers and what is said about them, in the order of the workbook."""
    asked = [
        name
        for name in table.headers
        if not schema.columns[name].beside and not schema.columns[name].hidden
    ]
    asked.sort(key=lambda name: int(table.letters.get(name, "B0")[1:]))
    for letter, width in zip("ABC", _FORM_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for place, name in enumerate(asked, start=_HEAD + 1):
        question, answer, says = (_at(sheet, place, column) for column in (1, 2, 3))
        for row in table.rows:
            _draw(answer, row.cell(name), SYNC_COLOUR if schema.columns[name].role else "")
            _draw(says, row.cell(f"{name}{SAYS}"), "")
        _draw(question, cell_of(table.headers[name]), "")
        question.font = _BOLD


def _at(sheet: Worksheet, row: int, column: int) -> Drawn:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Drawn)
    return cell


def _draw(drawn: Drawn, cell: Cell, colour: str) -> None:
    """The value alone: what looks like a formula is a text here."""
    if isinstance(cell.value, str):
        drawn.value = ILLEGAL_CHARACTERS_RE.sub("", cell.value)
        drawn.data_type = "s"
    else:
        drawn.value = cell.value
    drawn.number_format = cell.number_format
    drawn.font, drawn.alignment, drawn.border = _PLAIN, _WRAPPED, _BORDER
    if colour:
        drawn.fill = _FILLS[colour]
