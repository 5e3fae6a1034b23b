"""Workbooks made by hand, part by part, so that a test shows the XML it is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

import pytest

Build = Callable[..., bytes]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument"
STYLES = f"""<styleSheet xmlns="{MAIN}"><numFmts count="2">
<numFmt numFmtId="164" formatCode="dd.mm.yyyy"/><numFmt numFmtId="165" formatCode="[h]:mm"/>
</numFmts>
<fonts count="1"><font/></fonts><fills count="1"><fill/></fills>
<borders count="1"><border/></borders>
<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>
<xf numFmtId="0" fontId="1" fillId="0" borderId="0"><alignment wrapText="1"/></xf>
<xf numFmtId="20" fontId="0" fillId="0" borderId="0"/>
<xf numFmtId="165" fontId="0" fillId="0" borderId="0"/>
</cellXfs></styleSheet>"""
TYPES = {
    "chart": f"{KIND}.drawingml.chart+xml",
    "table": f"{KIND}.spreadsheetml.table+xml",
    "pivotTable": f"{KIND}.spreadsheetml.pivotTable+xml",
    "pivotCacheDefinition": f"{KIND}.spreadsheetml.pivotCacheDefinition+xml",
    "calcChain": f"{KIND}.spreadsheetml.calcChain+xml",
    "styles": f"{KIND}.spreadsheetml.styles+xml",
    "sharedStrings": f"{KIND}.spreadsheetml.sharedStrings+xml",
}


def worksheet(rows: str, before: str = "", after: str = "") -> str:
    """A worksheet part around rows."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def relations(targets: Sequence[tuple[str, str]]) -> str:
    """A relationships part: kinds and targets."""
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def book(
    sheets: Mapping[str, str] | str,
    *,
    strings: Sequence[str] = (),
    styles: str | None = STYLES,
    workbook: str = "",
    properties: str = "",
    hung: Mapping[str, tuple[str, str]] | None = None,
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """The bytes of a workbook.

    ``sheets`` are worksheets by name (or the rows of one); ``hung`` are parts that hang on the
    first sheet or, where the kind begins with "!", on the workbook: name -> (kind, content).
    """
    if isinstance(sheets, str):
        sheets = {"Лист1": worksheet(sheets)}
    on_sheet: list[tuple[str, str]] = []
    on_book: list[tuple[str, str]] = []
    files = dict(parts or {})
    for number, content in enumerate(sheets.values(), 1):
        on_book.append(("worksheet", f"worksheets/sheet{number}.xml"))
        files[f"xl/worksheets/sheet{number}.xml"] = content
    types = {name: "" for name in files}
    if styles is not None:
        hung = {**(hung or {}), "xl/styles.xml": ("!styles", styles)}
    if strings:
        table = f'<sst xmlns="{MAIN}">' + "".join(f"<si>{one}</si>" for one in strings) + "</sst>"
        hung = {**(hung or {}), "xl/sharedStrings.xml": ("!sharedStrings", table)}
    for name, (kind, content) in (hung or {}).items():
        (on_book if kind.startswith("!") else on_sheet).append((kind.lstrip("!"), f"/{name}"))
        types[name] = TYPES.get(kind.lstrip("!"), "application/xml")
        files[name] = content
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(sheets, 1)
    )
    files["xl/workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>{listed}</sheets>'
        f"{workbook}</workbook>"
    )
    files["xl/_rels/workbook.xml.rels"] = relations(on_book)
    if on_sheet:
        files["xl/worksheets/_rels/sheet1.xml.rels"] = relations(on_sheet)
    files["_rels/.rels"] = relations([("officeDocument", "xl/workbook.xml")])
    return packed({"[Content_Types].xml": _types(types), **files})


def _types(types: Mapping[str, str]) -> str:
    kinds = {name: kind for name, kind in types.items() if kind}
    kinds["xl/workbook.xml"] = f"{KIND}.spreadsheetml.sheet.main+xml"
    for name in types:
        if name.startswith("xl/worksheets/"):
            kinds[name] = f"{KIND}.spreadsheetml.worksheet+xml"
        if name.startswith("xl/charts/"):
            kinds[name] = TYPES["chart"]
    lines = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    )


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """A zip with the files in their order and one date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, (2026, 9, 5, 8, 15, 0))
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="session")
def build() -> Build:
    """See ``book``."""
    return book


@pytest.fixture(scope="session")
def around() -> Callable[..., str]:
    """See ``worksheet``."""
    return worksheet


@pytest.fixture(scope="session")
def parts() -> Callable[[bytes], dict[str, bytes]]:
    """See ``parts_of``."""
    return parts_of


@pytest.fixture(scope="session")
def pack() -> Callable[[Mapping[str, str | bytes]], bytes]:
    """See ``packed``."""
    return packed
