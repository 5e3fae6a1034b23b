"""Old workbooks as tests have them: sheets, and the truth about them; written as files.

The workbooks themselves are in ``messy_books``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook

from sheets_sync.cells import Value

Row = Sequence[Value]
Said = Mapping[str, object]


@dataclass(frozen=True)
class Tab:
    """One sheet: its rows, and the areas of it that are merged («A1:K1»)."""

    name: str
    rows: Sequence[Row]
    merged: Sequence[str] = ()


@dataclass(frozen=True)
class Messy:
    """A workbook and the truth about it."""

    name: str
    tabs: Sequence[Tab]
    mentors: Sequence[Said] = ()
    mentees: Sequence[Said] = ()
    pairs: Sequence[Said] = field(default=())


def write_xlsx(messy: Messy, path: Path) -> Path:
    """The workbook as a file; texts that begin with `=` stay texts."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for tab in messy.tabs:
        sheet = book.create_sheet(tab.name)
        for row, values in enumerate(tab.rows, 1):
            for column, value in enumerate(values, 1):
                cell = sheet.cell(row, column)
                cell.value = value
                if isinstance(value, str) and value[:1] in "=#":
                    cell.data_type = "s"
        for area in tab.merged:
            sheet.merge_cells(area)
    book.save(path)
    return path


def write_csv(messy: Messy, path: Path, encoding: str = "cp1251", separator: str = ";") -> Path:
    """The first sheet as text."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(messy.tabs[0].rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path
