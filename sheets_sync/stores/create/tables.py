"""A tab with a header over rows: frozen, filtered, coloured, folded, with what stands above it."""

from __future__ import annotations

from itertools import pairwise

from openpyxl.worksheet.properties import Outline
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.cells import letter_of
from sheets_sync.look import (
    ASKS_COLOUR,
    ASKS_INK,
    STALE_COLOUR,
    STALE_DAYS,
    STALE_INK,
    STOPS_COLOUR,
    STOPS_INK,
    ColumnLook,
    TabLook,
)
from sheets_sync.stores.create import brush
from sheets_sync.stores.xlsx.heights import lines

_BUTTON_HEIGHT = 14
"""Excel lays the button of the filter over the lower corner of a header."""
_HEAD_LINE = 12
_STALE_SAYS = "Сверки не было больше трёх дней. Закройте таблицу и нажмите «Обновить»."


def draw_table(sheet: Worksheet, tab: TabLook) -> None:
    """The whole tab."""
    last = letter_of(len(tab.columns))
    for index, column in enumerate(tab.columns, start=1):
        _column(sheet, letter_of(index), column, tab)
    _folded(sheet, tab)
    _above(sheet, tab)
    _seeds(sheet, tab)
    sheet.row_dimensions[tab.head].height = _head_height(tab)
    sheet.freeze_panes = f"C{tab.head + 1}"
    sheet.auto_filter.ref = f"A{tab.head}:{last}{tab.last}"
    for letter, colour, ink in (
        (tab.stops, STOPS_COLOUR, STOPS_INK),
        (tab.asks, ASKS_COLOUR, ASKS_INK),
    ):
        if letter:
            area = f"A{tab.head + 1}:{last}{tab.last}"
            brush.paint(sheet, area, tab.rule(letter), colour, ink)
    brush.page(sheet, one=_prepared(tab))
    sheet.print_title_rows = f"{tab.head}:{tab.head}"


def _head_height(tab: TabLook) -> int:
    seen = [column for column in tab.columns if not column.hidden]
    return _BUTTON_HEIGHT + _HEAD_LINE * max(lines(each.header, each.width) for each in seen)


def _prepared(tab: TabLook) -> bool:
    """Whether the tab has so many lines and no more."""
    return any(column.formula for column in tab.columns)


def _column(sheet: Worksheet, letter: str, column: ColumnLook, tab: TabLook) -> None:
    brush.head(sheet[f"{letter}{tab.head}"], column.header, column.grey)
    brush.comment(sheet[f"{letter}{tab.head}"], column.note)
    sheet[f"{letter}{tab.head}"].alignment = brush.UNDER_TOP
    style = sheet.column_dimensions[letter]
    style.width = column.width
    style.hidden = column.hidden or column.folded
    style.outlineLevel = 1 if column.folded else 0
    brush.validate(sheet, f"{letter}{tab.head + 1}:{letter}{tab.last}", column.drop_down)
    if not _prepared(tab):
        brush.dress(style, column)
        return
    for row in range(tab.head + 1, tab.last + 1):
        brush.dress(sheet[f"{letter}{row}"], column)
        sheet[f"{letter}{row}"].value = column.formula.format(row=row) or None


def _folded(sheet: Worksheet, tab: TabLook) -> None:
    """The «+» stands before the folded columns: after them everything may be hidden for good."""
    sheet.sheet_properties.outlinePr = Outline(summaryRight=False)
    for place, (left, right) in enumerate(pairwise(tab.columns), start=1):
        # Excel looks for the mark before the folded columns, LibreOffice after them.
        if left.folded != right.folded:
            beside = place if right.folded else place + 1
            sheet.column_dimensions[letter_of(beside)].collapsed = True


def _above(sheet: Worksheet, tab: TabLook) -> None:
    """The title and the questions over the header, on white whatever the columns are."""
    for row in range(1, tab.head):
        for index in range(1, len(tab.columns) + 1):
            sheet[f"{letter_of(index)}{row}"].font = brush.PLAIN
    brush.lead(sheet, tab.lead)
    seen = sum(not column.hidden for column in tab.columns)
    for row, question in enumerate(tab.above, start=len(tab.lead) + 1):
        _live(sheet, row, question, letter_of(seen))


def _live(sheet: Worksheet, row: int, question: ColumnLook, last: str) -> None:
    """When the program last looked; days without a run turn it orange and say what to do."""
    name, moment, says = (sheet[f"{letter}{row}"] for letter in "ABC")
    name.value, name.font, name.alignment = question.header, brush.BOLD, brush.MIDDLE
    brush.comment(name, question.note)
    brush.dress(moment, question)
    moment.alignment = brush.CENTRE
    old = f"AND(ISNUMBER($B${row}),TODAY()-INT($B${row})>{STALE_DAYS})"
    says.value = f'=IF({old},"{_STALE_SAYS}","")'
    brush.paint(sheet, f"A{row}:{last}{row}", old, STALE_COLOUR, STALE_INK)


def _seeds(sheet: Worksheet, tab: TabLook) -> None:
    """The rows that a new tab holds."""
    for row, values in enumerate(tab.rows, start=tab.head + 1):
        texts = []
        for index, (column, value) in enumerate(zip(tab.columns, values, strict=True), start=1):
            if value:
                cell = sheet[f"{letter_of(index)}{row}"]
                brush.dress(cell, column)
                cell.value = value
                texts.append((value, column.width))
        brush.grow(sheet, row, texts, brush.ROW_HEIGHT)
