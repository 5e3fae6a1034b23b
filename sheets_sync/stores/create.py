"""A new workbook, drawn from ``look`` by openpyxl; nothing here opens a file that people own."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.look import (
    ASKS_COLOUR,
    HEADER_COLOUR,
    LISTS_TAB,
    ROWS,
    STOPS_COLOUR,
    SYNC_COLOUR,
    ColumnLook,
    ListLook,
    TabLook,
    letter_of,
)

_LINE = Side(style="thin", color="BFBFBF")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_TOP = Alignment(wrap_text=True, vertical="top")


def new_workbook(tabs: Sequence[TabLook], lists: Sequence[ListLook]) -> bytes:
    """The bytes of an .xlsx with all ``tabs`` and the hidden lists of their drop-downs."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for tab in tabs:
        sheet = book.create_sheet(tab.tab)
        if tab.layout == "form":
            _form(sheet, tab)
        else:
            _rows(sheet, tab)
        if tab.hidden:
            sheet.sheet_state = "hidden"
    _lists(book.create_sheet(LISTS_TAB), lists)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(sheet: Worksheet, tab: TabLook) -> None:
    for index, column in enumerate(tab.columns, start=1):
        letter = letter_of(index)
        _head(sheet, letter, column)
        _column_style(sheet, letter, column)
        if column.drop_down:
            _validate(sheet, f"{letter}2:{letter}{ROWS}", column)
    last = letter_of(len(tab.columns))
    sheet.row_dimensions[1].height = 48
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{last}1"
    for letter, colour in ((tab.stops, STOPS_COLOUR), (tab.asks, ASKS_COLOUR)):
        if letter:
            fill = PatternFill(bgColor=colour, fill_type="solid")
            style = DifferentialStyle(fill=fill)
            rule = Rule("expression", dxf=style, formula=[tab.rule(letter)], stopIfTrue=True)
            sheet.conditional_formatting.add(f"A2:{last}{ROWS}", rule)
    _page(sheet)
    sheet.print_title_rows = "1:1"


def _head(sheet: Worksheet, letter: str, column: ColumnLook) -> None:
    cell = sheet[f"{letter}1"]
    cell.value = column.header
    cell.font = Font(bold=True)
    cell.fill = PatternFill(
        fgColor=SYNC_COLOUR if column.grey else HEADER_COLOUR, fill_type="solid"
    )
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    cell.border = _BORDER
    if column.note:
        cell.comment = Comment(column.note, "sheets_sync", width=260, height=90)


def _column_style(sheet: Worksheet, letter: str, column: ColumnLook) -> None:
    style = sheet.column_dimensions[letter]
    style.width = column.width
    style.hidden = column.hidden
    style.number_format = column.number_format
    style.alignment = _TOP
    if column.grey:
        style.fill = PatternFill(fgColor=SYNC_COLOUR, fill_type="solid")
    style.border = _BORDER


def _validate(sheet: Worksheet, area: str, column: ColumnLook) -> None:
    choices = column.drop_down
    if choices is None:
        return
    rule = DataValidation(type="list", formula1=choices.formula, allow_blank=True)
    rule.errorStyle = "warning"
    rule.showErrorMessage = choices.strict
    rule.errorTitle = "Такого нет в списке"
    rule.error = "Выберите значение из списка."
    rule.add(area)
    sheet.add_data_validation(rule)


def _form(sheet: Worksheet, tab: TabLook) -> None:
    sheet.column_dimensions["A"].width = 44
    sheet.column_dimensions["B"].width = 52
    sheet.column_dimensions["C"].width = 44
    for place, question in enumerate(tab.columns, start=1):
        head, answer, note = (sheet[f"{letter}{place}"] for letter in "ABC")
        head.value, note.value = question.header, question.note
        answer.value = question.default or None
        head.font = Font(bold=True)
        note.font = Font(italic=True, color="7F7F7F")
        for cell in (head, answer, note):
            cell.alignment = _TOP
        answer.border = _BORDER
        answer.number_format = question.number_format
        if question.grey:
            answer.fill = PatternFill(fgColor=SYNC_COLOUR, fill_type="solid")
        if question.drop_down:
            _validate(sheet, f"B{place}", question)
    _page(sheet)


def _lists(sheet: Worksheet, lists: Sequence[ListLook]) -> None:
    for index, each in enumerate(lists, start=1):
        letter = letter_of(index)
        sheet[f"{letter}1"].value = each.header
        sheet[f"{letter}1"].font = Font(bold=True)
        sheet.column_dimensions[letter].width = 34
        for place, word in enumerate(each.words, start=2):
            sheet[f"{letter}{place}"].value = word
    sheet.sheet_state = "hidden"


def _page(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
