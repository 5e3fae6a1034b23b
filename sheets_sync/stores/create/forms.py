"""A tab of questions: question, answer, our note on it, a hint; one question a row."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.look import (
    ASKS_COLOUR,
    ASKS_INK,
    FOR_ORDER,
    STOPS_COLOUR,
    STOPS_INK,
    SYNC_COLOUR,
    ColumnLook,
    TabLook,
)
from sheets_sync.stores.create import brush

WIDTHS = {"A": 38, "B": 50, "C": 38, "D": 54}
"""Columns of a form, in characters."""
_HEADS = (("Вопрос", False), ("Ответ", False), ("Замечания", True), ("Подсказка", True))
_QUESTION_HEIGHT = 18
_SMALLER = 1.15
"""So much more of a hint, which is in smaller letters, stands in a line."""


def draw_form(sheet: Worksheet, tab: TabLook) -> None:
    """The whole tab."""
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    brush.lead(sheet, tab.lead)
    for letter, (text, grey) in zip(WIDTHS, _HEADS, strict=True):
        brush.head(sheet[f"{letter}{tab.head}"], text, grey)
    sheet.row_dimensions[tab.head].height = _QUESTION_HEIGHT
    for row, question in enumerate(tab.columns, start=tab.head + 1):
        _question(sheet, row, question)
        _colours(sheet, row, question)
    brush.page(sheet)
    sheet.print_title_rows = f"{tab.head}:{tab.head}"


def _question(sheet: Worksheet, row: int, question: ColumnLook) -> None:
    name, answer, note, hint = (sheet[f"{letter}{row}"] for letter in WIDTHS)
    name.value, name.font, name.alignment = question.header, brush.BOLD, brush.MIDDLE
    answer.value, answer.font, answer.alignment = question.default, brush.PLAIN, brush.ANSWER
    answer.number_format = question.number_format
    note.font, note.alignment = brush.PLAIN, brush.ANSWER
    said = " ".join(filter(None, (question.note, FOR_ORDER if question.needed else "")))
    hint.value, hint.font, hint.alignment = said, brush.NOTE, brush.ANSWER
    for cell in (name, answer, note, hint):
        cell.border = brush.BORDER
    for cell in (answer, note) if question.grey else (note,):
        cell.fill = brush.fill(SYNC_COLOUR)
    room = [("x" * question.width, WIDTHS["B"]), (said, WIDTHS["D"] * _SMALLER)]
    brush.grow(sheet, row, [(question.header, WIDTHS["A"]), *room], _QUESTION_HEIGHT)
    sheet.row_dimensions[row].hidden = question.hidden
    brush.validate(sheet, f"B{row}", question.drop_down)


def _colours(sheet: Worksheet, row: int, question: ColumnLook) -> None:
    """Yellow waits for an answer, red is what we have to say."""
    if question.grey:
        if question.number_format == "@":
            brush.paint(sheet, f"B{row}", f"LEN(TRIM($B{row}))>0", STOPS_COLOUR, STOPS_INK)
        return
    if question.needed:
        brush.paint(sheet, f"B{row}", f"LEN(TRIM($B{row}))=0", ASKS_COLOUR, ASKS_INK)
        unanswered = f"AND(LEN(TRIM($B{row}))=0,LEN(TRIM($C{row}))>0)"
        brush.paint(sheet, f"C{row}", unanswered, ASKS_COLOUR, ASKS_INK)
    brush.paint(sheet, f"B{row}:C{row}", f"LEN(TRIM($C{row}))>0", STOPS_COLOUR, STOPS_INK)
