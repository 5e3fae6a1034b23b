"""A workbook as another program writes it: inline strings, days as numbers with a style."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

Value = str | int | dt.date | None
Row = Sequence[Value]

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
EPOCH = dt.date(1899, 12, 30)

STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/>'
    '</font><font><b/><sz val="12"/><name val="Calibri"/></font></fonts><fills count="1"><fill>'
    '<patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/>'
    '<xf xfId="0" numFmtId="14" applyNumberFormat="1"/>'
    '<xf xfId="0" fontId="1" applyFont="1" applyAlignment="1"><alignment wrapText="1"/></xf>'
    "</cellXfs></styleSheet>"
)
DAY, BOLD = ' s="1"', ' s="2"'


@dataclass(frozen=True, slots=True)
class OldTab:
    """A sheet: rows from the top; ``bold`` counts the rows of titles and headers."""

    name: str
    rows: Sequence[Row]
    bold: int = 0
    widths: Sequence[int] = ()


def write(path: Path, tabs: Sequence[OldTab]) -> None:
    """Write the workbook to ``path``."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in _parts(tabs):
            package.writestr(name, text)


def _parts(tabs: Sequence[OldTab]) -> Iterator[tuple[str, str]]:
    numbers = range(1, len(tabs) + 1)
    kinds = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{TYPES}.{kind}+xml"/>'
        for part, kind in (
            ("workbook", "sheet.main"),
            ("styles", "styles"),
            *((f"worksheets/sheet{n}", "worksheet") for n in numbers),
        )
    )
    yield (
        "[Content_Types].xml",
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>',
    )
    yield "_rels/.rels", _links([("officeDocument", "xl/workbook.xml")])
    names = "".join(
        f'<sheet name="{escape(tab.name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, tab in zip(numbers, tabs, strict=True)
    )
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>'
    yield "xl/workbook.xml", HEAD + book
    sheets = [("worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    yield "xl/_rels/workbook.xml.rels", _links([*sheets, ("styles", "styles.xml")])
    yield "xl/styles.xml", STYLES
    for n, tab in zip(numbers, tabs, strict=True):
        yield f"xl/worksheets/sheet{n}.xml", _sheet(tab)


def _links(targets: Sequence[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def _sheet(tab: OldTab) -> str:
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(tab.widths, 1)
    )
    columns = f"<cols>{widths}</cols>" if widths else ""
    rows = "".join(
        f'<row r="{n}">{"".join(_cells(n, row, bold=n <= tab.bold))}</row>'
        for n, row in enumerate(tab.rows, 1)
    )
    return f'{HEAD}<worksheet xmlns="{MAIN}">{columns}<sheetData>{rows}</sheetData></worksheet>'


def _cells(number: int, row: Row, *, bold: bool) -> Iterator[str]:
    for place, value in enumerate(row):
        address = f"{chr(ord('A') + place)}{number}"
        if isinstance(value, dt.date):
            yield f'<c r="{address}"{DAY}><v>{(value - EPOCH).days}</v></c>'
        elif isinstance(value, int):
            yield f'<c r="{address}"><v>{value}</v></c>'
        elif value:
            text = f'<is><t xml:space="preserve">{escape(value)}</t></is>'
            yield f'<c r="{address}"{BOLD if bold else ""} t="inlineStr">{text}</c>'
