"""files.export: a spreadsheet as CSV or TSV of its first tab, or as a workbook of values."""

from __future__ import annotations

import csv
import io

import openpyxl

from tests.google_emulator.calc import values
from tests.google_emulator.calls import Answer, Call
from tests.google_emulator.errors import drive_error
from tests.google_emulator.model import Book

MARKS = {"text/csv": ",", "text/tab-separated-values": "\t"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def exported(book: Book | None, call: Call) -> Answer:
    """The answer to files.export of a file that may be no spreadsheet at all."""
    kind = call.one("mimeType")
    if book is not None and kind in MARKS:
        return Answer(content=_text(book, MARKS[kind]), mime=kind)
    if book is not None and kind == XLSX:
        return Answer(content=_workbook(book), mime=kind)
    raise drive_error(400, "badRequest", "The requested conversion is not supported.", "convertTo")


def _text(book: Book, mark: str) -> bytes:
    out = io.StringIO()
    sheet = book.sheets[0]
    csv.writer(out, delimiter=mark).writerows(values(book, sheet, sheet.whole(), "", ""))
    return out.getvalue().encode()


def _workbook(book: Book) -> bytes:
    """Values alone, as they are shown; Google gives formulas and formats too."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for sheet in book.sheets:
        tab = made.create_sheet(sheet.title[:31])
        for line in values(book, sheet, sheet.whole(), "FORMATTED_VALUE", ""):
            tab.append(line)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
