"""What every kind of tab is drawn with: letters, fills, rules of colour, choices, the page."""

from __future__ import annotations

import math
from collections.abc import Sequence

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import ColumnDimension, RowDimension
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.look import (
    CHOOSE,
    FONT,
    HEADER_COLOUR,
    SIZE,
    SYNC_COLOUR,
    SYNC_HEADER_COLOUR,
    ColumnLook,
    DropDown,
)
from sheets_sync.stores.xlsx.heights import lines

LINE = Side(style="thin", color="BFBFBF")
BORDER = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
PLAIN = Font(name=FONT, size=SIZE)
BOLD = Font(name=FONT, size=SIZE, bold=True)
HEAD = Font(name=FONT, size=SIZE - 1, bold=True)
TITLE = Font(name=FONT, size=SIZE + 4, bold=True)
NOTE = Font(name=FONT, size=SIZE - 1, color="595959")
LINK = Font(name=FONT, size=SIZE + 2, bold=True, color="0563C1")
CENTRE = Alignment(wrap_text=True, vertical="center", horizontal="center")
UNDER_TOP = Alignment(wrap_text=True, vertical="top", horizontal="center")
MIDDLE = Alignment(wrap_text=True, vertical="center")
ANSWER = Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1)
ROW_HEIGHT = 15
TITLE_HEIGHT = 24
_TOP = Alignment(wrap_text=True, vertical="top")
_LINE_HEIGHT = 13
_COMMENT_WIDTH = 280
"""Pixels; some 40 letters to the line."""


class _Grows(RowDimension):
    """The height of a row that is only a beginning: it grows with what people type."""

    @property
    def customHeight(self) -> bool:
        """Not set by hand."""
        return False


def fill(colour: str) -> PatternFill:
    """A cell filled with ``colour``."""
    return PatternFill(fgColor=colour, fill_type="solid")


def grow(sheet: Worksheet, row: int, texts: Sequence[tuple[str, float]], least: float) -> None:
    """Make a row high enough for wrapped ``texts`` in columns of these widths, in characters."""
    most = max((lines(text, width) for text, width in texts), default=1)
    height = max(least, most * _LINE_HEIGHT + least - _LINE_HEIGHT)
    sheet.row_dimensions[row] = _Grows(sheet, index=row, ht=math.ceil(height))


def lead(sheet: Worksheet, texts: tuple[str, ...]) -> None:
    """A title and lines over everything, in column A."""
    for row, text in enumerate(texts, start=1):
        sheet[f"A{row}"].value = text
        sheet[f"A{row}"].font = TITLE if row == 1 else PLAIN
        sheet.row_dimensions[row].height = TITLE_HEIGHT if row == 1 else ROW_HEIGHT


def head(cell: Cell, text: str, grey: bool) -> None:
    """A header: bold, wrapped, of the colour that says whose column it is."""
    cell.value, cell.font, cell.alignment, cell.border = text, HEAD, CENTRE, BORDER
    cell.fill = fill(SYNC_HEADER_COLOUR if grey else HEADER_COLOUR)


def comment(cell: Cell, text: str) -> None:
    """The note that opens under the mouse; none where ``text`` is empty."""
    if text:
        count = sum(len(line) // 38 + 1 for line in text.split("\n"))
        cell.comment = Comment(text, "sheets_sync", width=_COMMENT_WIDTH, height=20 + 18 * count)


def dress(target: Cell | ColumnDimension, column: ColumnLook) -> None:
    """A cell of ``column``, or the column itself: letters, format, whose it is."""
    target.number_format = column.number_format
    target.font = LINK if column.formula else PLAIN
    target.alignment = UNDER_TOP if column.centred else _TOP
    target.border = BORDER
    if column.grey:
        target.fill = fill(SYNC_COLOUR)


def paint(sheet: Worksheet, area: str, formula: str, colour: str, ink: str) -> None:
    """Colour the cells of ``area`` for which ``formula`` is true; earlier rules go first."""
    style = DifferentialStyle(
        font=Font(color=ink), fill=PatternFill(bgColor=colour, fill_type="solid")
    )
    rule = Rule("expression", dxf=style, formula=[formula], stopIfTrue=True)
    sheet.conditional_formatting.add(area, rule)


def validate(sheet: Worksheet, area: str, choices: DropDown | None) -> None:
    """The drop-down of ``area``; anything else may be typed, after a warning where it is strict."""
    if choices is None:
        return
    rule = DataValidation(type="list", formula1=choices.formula, allow_blank=True)
    rule.errorStyle = "warning"
    rule.showErrorMessage = choices.strict
    rule.errorTitle = "Такого нет в списке"
    rule.error = CHOOSE
    rule.add(area)
    sheet.add_data_validation(rule)


def page(sheet: Worksheet, *, one: bool = False) -> None:
    """Landscape A4, as wide as one page; ``one`` page in all where it must be."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 1 if one else 0
    sheet.page_margins = PageMargins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
    left, right = _HeaderFooterPart("&A", size=8), _HeaderFooterPart("Страница &P из &N", size=8)
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(left=left, right=right)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
