"""The tabs to read: «Инструкция», and behind it the lists of choices."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.cells import letter_of
from sheets_sync.look import (
    ASKS_COLOUR,
    STOPS_COLOUR,
    SYNC_COLOUR,
    ListLook,
    TabLook,
)
from sheets_sync.stores.create import brush

_WORD_WIDTH, _TEXT_WIDTH, _LIST_WIDTH = 20, 96, 34
_LONGEST_WORD = 24
_GAP = 7
_INDENTED = Alignment(horizontal="left", indent=1)
_SAMPLES = {"Красное": STOPS_COLOUR, "Жёлтое": ASKS_COLOUR, "Серое": SYNC_COLOUR}


def draw_text(sheet: Worksheet, tab: TabLook) -> None:
    """Headings, and words with what they mean; colours are shown on their own names."""
    sheet.column_dimensions["A"].width = _WORD_WIDTH
    sheet.column_dimensions["B"].width = _TEXT_WIDTH
    sheet.sheet_view.showGridLines = False
    brush.lead(sheet, tab.lead)
    for row, text in enumerate(tab.lead[1:], start=2):
        _line(sheet, row, text)
    brush.page(sheet, one=True)


def _line(sheet: Worksheet, row: int, text: str) -> None:
    word, colon, meaning = text.partition(": ")
    name, says = sheet[f"A{row}"], sheet[f"B{row}"]
    if not text:
        sheet.row_dimensions[row].height = _GAP
    elif colon and len(word) <= _LONGEST_WORD:
        name.value, name.font, name.border = word, brush.PLAIN, brush.BORDER
        says.value, says.font = f"{meaning[0].upper()}{meaning[1:]}", brush.PLAIN
        says.alignment = _INDENTED
        if word in _SAMPLES:
            name.fill = brush.fill(_SAMPLES[word])
    else:
        name.font = brush.BOLD


def draw_lists(sheet: Worksheet, lists: Sequence[ListLook]) -> None:
    """A list a column; what a school adds under the last word is offered like the others."""
    for index, each in enumerate(lists, start=1):
        letter = letter_of(index)
        sheet.column_dimensions[letter].width = _LIST_WIDTH
        sheet.column_dimensions[letter].number_format = "@"
        brush.head(sheet[f"{letter}1"], each.header, grey=False)
        for place, word in enumerate(each.words, start=2):
            sheet[f"{letter}{place}"].value = word
    sheet.freeze_panes = "A2"
    sheet.sheet_state = "hidden"
