"""A .docx made the same byte for byte: yellow gaps drawn, properties set, dates and order fixed."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sheets_sync.papers.words import MARK, UNMARK

if TYPE_CHECKING:
    from lxml.etree import _Element

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PIECES = re.compile(f"{MARK}([^{MARK}{UNMARK}]*){UNMARK}")
_BEFORE_HIGHLIGHT = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike"),
    *("outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden"),
    *("color", "spacing", "w", "kern", "position", "sz", "szCs"),
)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_FIRST = "[Content_Types].xml"
_CORE = "docProps/core.xml"
_CORE_XML = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties \
xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>\
<cp:lastModifiedBy>{author}</cp:lastModifiedBy><cp:revision>1</cp:revision>\
<dcterms:created xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:modified>\
<dc:language>ru-RU</dc:language></cp:coreProperties>"""


@dataclass(frozen=True)
class Properties:
    """What Word shows of a file under «Сведения»."""

    title: str = ""
    author: str = ""


def normalised(paper: bytes, properties: Properties) -> bytes:
    """``paper`` with gaps on yellow and nothing in it that depends on the clock or the machine.

    Members are stored, not deflated: zlib differs between machines, and so would the hash.
    """
    with zipfile.ZipFile(io.BytesIO(paper)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[_CORE] = _core(properties)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members, key=lambda name: (name != _FIRST, name)):
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.create_system = 0
            archive.writestr(info, _highlighted(name, members[name]))
    return out.getvalue()


def _core(properties: Properties) -> bytes:
    from xml.sax.saxutils import escape

    filled = _CORE_XML.format(title=escape(properties.title), author=escape(properties.author))
    return filled.encode()


def _highlighted(name: str, body: bytes) -> bytes:
    """``body`` with every marked text in a run of its own, on yellow."""
    if not name.endswith(".xml") or not ({MARK, UNMARK} & set(body.decode())):
        return body
    from lxml import etree

    root = etree.fromstring(body)
    for run in list(root.iter(f"{_WORD}r")):
        if any(MARK in (text.text or "") for text in run.iter(f"{_WORD}t")):
            _split(run)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _split(run: _Element) -> None:
    """Replace ``run`` by runs of the same look, each wholly marked or wholly not."""
    parent = run.getparent()
    assert parent is not None
    look = run.find(f"{_WORD}rPr")
    fresh: list[_Element] = []
    for child in list(run):
        if child.tag == f"{_WORD}t":
            pieces = _PIECES.split(child.text or "")
            fresh += [_text_run(run, look, p, i % 2 == 1) for i, p in enumerate(pieces) if p]
        elif child is not look:
            other = _empty_run(run, look)
            other.append(child)
            fresh.append(other)
    place = parent.index(run)
    parent[place : place + 1] = fresh


def _empty_run(run: _Element, look: _Element | None) -> _Element:
    fresh = run.makeelement(f"{_WORD}r")
    if look is not None:
        fresh.append(copy.deepcopy(look))
    return fresh


def _text_run(run: _Element, look: _Element | None, text: str, yellow: bool) -> _Element:
    fresh = _empty_run(run, look)
    if yellow:
        _paint(fresh)
    element = fresh.makeelement(f"{_WORD}t", {_XML_SPACE: "preserve"})
    element.text = text
    fresh.append(element)
    return fresh


def _paint(run: _Element) -> None:
    """Yellow highlight, in the place that the schema of WordprocessingML gives it in ``rPr``."""
    look = run.find(f"{_WORD}rPr")
    if look is None:
        look = run.makeelement(f"{_WORD}rPr")
        run.insert(0, look)
    for old in look.findall(f"{_WORD}highlight"):
        look.remove(old)
    earlier = {f"{_WORD}{name}" for name in _BEFORE_HIGHLIGHT}
    place = sum(child.tag in earlier for child in look)
    look.insert(place, look.makeelement(f"{_WORD}highlight", {f"{_WORD}val": "yellow"}))
