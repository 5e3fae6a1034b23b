"""A new workbook, drawn from ``look`` by openpyxl; nothing here opens a file that people own."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook

from sheets_sync.look import FONT, SIZE, ListLook, TabLook
from sheets_sync.schema import LISTS_TAB
from sheets_sync.stores.create.brush import ROW_HEIGHT
from sheets_sync.stores.create.forms import draw_form
from sheets_sync.stores.create.tables import draw_table
from sheets_sync.stores.create.texts import draw_lists, draw_text

_DRAW = {"form": draw_form, "rows": draw_table, "text": draw_text}
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_CORE = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties \
xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/">\
<dc:creator>sheets_sync</dc:creator><dc:language>ru-RU</dc:language></cp:coreProperties>"""

_USUAL = f'<font><name val="{FONT}"/><family val="2"/><sz val="{SIZE}"/></font>'.encode()
"""The first font of a book is that of cells without a style."""


def new_workbook(tabs: Sequence[TabLook], lists: Sequence[ListLook]) -> bytes:
    """The bytes of an .xlsx with all ``tabs`` and the hidden lists of their drop-downs.

    The same arguments give the same bytes.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for tab in tabs:
        sheet = book.create_sheet(tab.tab)
        sheet.sheet_format.defaultRowHeight = ROW_HEIGHT
        _DRAW[tab.layout](sheet, tab)
        if tab.colour:
            sheet.sheet_properties.tabColor = tab.colour
        if tab.hidden:
            sheet.sheet_state = "hidden"
        if tab.opens:
            book.active = sheet
    draw_lists(book.create_sheet(LISTS_TAB), lists)
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
