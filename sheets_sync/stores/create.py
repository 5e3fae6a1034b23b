"""A new workbook, drawn from ``look`` by openpyxl; nothing here opens a file that people own."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.look import (
    ASKS_COLOUR,
    ASKS_INK,
    FONT,
    FOR_ORDER,
    HEADER_COLOUR,
    ROWS,
    SIZE,
    STOPS_COLOUR,
    STOPS_INK,
    SYNC_COLOUR,
    SYNC_HEADER_COLOUR,
    ColumnLook,
    ListLook,
    TabLook,
    letter_of,
)
from sheets_sync.schema import LISTS_TAB

_LINE = Side(style="thin", color="BFBFBF")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_PLAIN = Font(name=FONT, size=SIZE)
_BOLD = Font(name=FONT, size=SIZE, bold=True)
_HEAD = Font(name=FONT, size=SIZE - 1, bold=True)
_TITLE = Font(name=FONT, size=SIZE + 4, bold=True)
_NOTE = Font(name=FONT, size=SIZE - 1, color="595959")
_TOP = Alignment(wrap_text=True, vertical="top")
_TOP_CENTRED = Alignment(wrap_text=True, vertical="top", horizontal="center")
_CENTRE = Alignment(wrap_text=True, vertical="center", horizontal="center")
_MIDDLE = Alignment(wrap_text=True, vertical="center")
_ANSWER = Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1)
_HEAD_HEIGHT = 42
_ROW_HEIGHT = 15
_QUESTION_HEIGHT = 18
_FORM_WIDTHS = (44, 62, 66)
_NOTE_WIDTH = 280
"""Pixels; some 40 letters to the line."""
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_CORE = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties \
xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/">\
<dc:creator>sheets_sync</dc:creator><dc:language>ru-RU</dc:language></cp:coreProperties>"""

_USUAL = f'<font><name val="{FONT}"/><family val="2"/><sz val="{SIZE}"/></font>'.encode()
"""The first font of a book is that of cells without a style."""


class _Grows(RowDimension):
    """The height of a row that is only a beginning: it grows with what people type."""

    @property
    def customHeight(self) -> bool:
        """Not set by hand."""
        return False


def new_workbook(tabs: Sequence[TabLook], lists: Sequence[ListLook]) -> bytes:
    """The bytes of an .xlsx with all ``tabs`` and the hidden lists of their drop-downs.

    The same arguments give the same bytes. The book opens at the tab that has a lead.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for tab in tabs:
        sheet = book.create_sheet(tab.tab)
        sheet.sheet_format.defaultRowHeight = _ROW_HEIGHT
        if tab.layout == "form":
            _form(sheet, tab)
        else:
            _rows(sheet, tab)
        if tab.hidden:
            sheet.sheet_state = "hidden"
        if tab.lead:
            book.active = sheet
    _lists(book.create_sheet(LISTS_TAB), lists)
    for each in book.worksheets:
        each.sheet_view.tabSelected = each is book.active
    out = io.BytesIO()
    book.save(out)
    return _finished(out.getvalue())


def _finished(data: bytes) -> bytes:
    """The package in our usual font, by which columns are measured, and without the moment."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            part = old.read(name)
            if name == "xl/styles.xml":
                part = re.sub(rb"<font>.*?</font>", _USUAL, part, count=1, flags=re.DOTALL)
            new.writestr(info, _CORE if name == "docProps/core.xml" else part)
    return out.getvalue()


def _rows(sheet: Worksheet, tab: TabLook) -> None:
    for index, column in enumerate(tab.columns, start=1):
        letter = letter_of(index)
        _head(sheet, letter, column)
        _column_style(sheet, letter, column)
        if column.drop_down:
            _validate(sheet, f"{letter}2:{letter}{ROWS}", column)
    last = letter_of(len(tab.columns))
    sheet.row_dimensions[1].height = _HEAD_HEIGHT
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{last}{ROWS}"
    for letter, colour, ink in (
        (tab.stops, STOPS_COLOUR, STOPS_INK),
        (tab.asks, ASKS_COLOUR, ASKS_INK),
    ):
        if letter:
            _paint(sheet, f"A2:{last}{ROWS}", tab.rule(letter), colour, ink)
    _page(sheet)
    sheet.print_title_rows = "1:1"


def _paint(sheet: Worksheet, area: str, formula: str, colour: str, ink: str) -> None:
    """Colour the cells of ``area`` for which ``formula`` is true; earlier rules go first."""
    style = DifferentialStyle(
        font=Font(color=ink), fill=PatternFill(bgColor=colour, fill_type="solid")
    )
    rule = Rule("expression", dxf=style, formula=[formula], stopIfTrue=True)
    sheet.conditional_formatting.add(area, rule)


def _head(sheet: Worksheet, letter: str, column: ColumnLook) -> None:
    cell = sheet[f"{letter}1"]
    cell.value = column.header
    cell.font = _HEAD
    colour = SYNC_HEADER_COLOUR if column.grey else HEADER_COLOUR
    cell.fill = PatternFill(fgColor=colour, fill_type="solid")
    cell.alignment = _CENTRE
    cell.border = _BORDER
    if column.note:
        lines = sum(len(line) // 38 + 1 for line in column.note.split("\n"))
        cell.comment = Comment(
            column.note, "sheets_sync", width=_NOTE_WIDTH, height=20 + 18 * lines
        )


def _column_style(sheet: Worksheet, letter: str, column: ColumnLook) -> None:
    style = sheet.column_dimensions[letter]
    style.width = column.width
    style.hidden = column.hidden or column.folded
    style.outlineLevel = 1 if column.folded else 0
    style.number_format = column.number_format
    style.font = _PLAIN
    style.alignment = _TOP_CENTRED if column.centred else _TOP
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
    for letter, width in zip("ABC", _FORM_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for place, line in enumerate(tab.lead, start=1):
        sheet[f"A{place}"].value = line
        sheet[f"A{place}"].font = _TITLE if place == 1 else _PLAIN
        height = 24 if place == 1 else _ROW_HEIGHT
        sheet.row_dimensions[place].height = height
    first = len(tab.lead) + 2 if tab.lead else 1
    for place, question in enumerate(tab.columns, start=first):
        _question(sheet, place, question)
    _page(sheet)


def _question(sheet: Worksheet, place: int, question: ColumnLook) -> None:
    head, answer, note = (sheet[f"{letter}{place}"] for letter in "ABC")
    head.value, head.font, head.alignment = question.header, _BOLD, _MIDDLE
    says = (question.note, FOR_ORDER if question.needed else "")
    note.value, note.font, note.alignment = " ".join(filter(None, says)), _NOTE, _ANSWER
    answer.value, answer.font, answer.alignment = question.default, _PLAIN, _ANSWER
    answer.border = _BORDER
    answer.number_format = question.number_format
    lines = max(1, round(question.width / _FORM_WIDTHS[1]))
    height = _QUESTION_HEIGHT + 13 * (lines - 1)
    sheet.row_dimensions[place] = _Grows(sheet, index=place, ht=height)
    if question.grey:
        answer.fill = PatternFill(fgColor=SYNC_COLOUR, fill_type="solid")
    if question.drop_down:
        _validate(sheet, f"B{place}", question)
    if question.needed:
        _paint(sheet, f"B{place}", f"LEN(TRIM($B{place}))=0", ASKS_COLOUR, ASKS_INK)


def _lists(sheet: Worksheet, lists: Sequence[ListLook]) -> None:
    for index, each in enumerate(lists, start=1):
        letter = letter_of(index)
        sheet[f"{letter}1"].value = each.header
        sheet[f"{letter}1"].font = _BOLD
        sheet.column_dimensions[letter].width = 34
        for place, word in enumerate(each.words, start=2):
            sheet[f"{letter}{place}"].value = word
    sheet.freeze_panes = "A2"
    sheet.sheet_state = "hidden"


def _page(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins = PageMargins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
    left, right = _HeaderFooterPart("&A", size=8), _HeaderFooterPart("Страница &P из &N", size=8)
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(left=left, right=right)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
