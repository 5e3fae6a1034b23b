"""Cells into a worksheet's XML: only the touched cells and rows are written."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sheets_sync.cells import Value
from sheets_sync.errors import UnwritableError
from sheets_sync.stores.xlsx.areas import Area, address, area, around
from sheets_sync.stores.xlsx.formats import serial_of
from sheets_sync.stores.xlsx.markup import Splice, set_attributes, spliced, with_attribute
from sheets_sync.stores.xlsx.sheet import CellXml, RowXml, SheetXml
from sheets_sync.stores.xlsx.texts import inline

_DROPPED = re.compile(rb"""\s(?:t|cm|vm)\s*=\s*(?:"[^"]*"|'[^']*')""")
_STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
_EXTENSION = re.compile(rb"<(?:[^\s/>:]+:)?extLst[\s>].*</(?:[^\s/>:]+:)?extLst\s*>\Z", re.DOTALL)


class Change(NamedTuple):
    """What a cell becomes: type, content and style by number (``None`` keeps the cell's own).

    ``formula`` says that a formula stood there before.
    """

    kind: bytes
    content: bytes
    style: int | None
    formula: bool

    @property
    def attrs(self) -> bytes:
        """The attributes of a fresh cell but for its address."""
        style = b' s="%d"' % self.style if self.style else b""
        return style + (b' t="%b"' % self.kind if self.kind else b"")


def encoded(value: Value, prefix: bytes, from_1904: bool, where: str) -> tuple[bytes, bytes]:
    """The type and the content for a value; ``UnwritableError`` naming ``where`` if none fits."""
    if value is None or value == "":
        return b"", b""
    if isinstance(value, str):
        return b"inlineStr", inline(value, prefix, where)
    if isinstance(value, bool):
        return b"b", _value(str(int(value)), prefix)
    if isinstance(value, dt.date | dt.time):
        serial = serial_of(value, from_1904)
        if serial is None:
            first = "1904" if from_1904 else "1900"
            raise UnwritableError(
                f"{where}: дата {value:%d.%m.%Y} раньше {first} года, Excel таких дат не знает."
                " Проверьте год или запишите дату текстом."
            )
        return b"", _value(repr(serial), prefix)
    if isinstance(value, float) and not math.isfinite(value):
        raise UnwritableError(f"{where}: это не число ({value}), записать его нельзя.")
    return b"", _value(repr(value), prefix)


def _value(text: str, prefix: bytes) -> bytes:
    return b"<%bv>%b</%bv>" % (prefix, text.encode(), prefix)


def style_of(attrs: bytes) -> int:
    """The style number in the attributes of a cell or a row; 0 if there is none."""
    found = _STYLE.search(attrs)
    return int(found[1]) if found else 0


def written(
    sheet: SheetXml, changes: Mapping[int, Mapping[int, Change]], like: Mapping[int, bytes]
) -> bytes:
    """The rows' bytes after changes by row and column; ``like`` has attributes for new rows."""
    splices: list[Splice] = []
    for number in sorted(changes):
        row = sheet.row(number)
        if row is not None:
            splices.append(_changed_row(sheet, row, changes[number]))
            continue
        cells = [
            _cell(sheet.prefix, number, column, None, change)
            for column, change in sorted(changes[number].items())
        ]
        following = next(sheet.from_row(number), None)
        start = following.start if following else len(sheet.body)
        name = sheet.prefix + b"row"
        new = b'<%b r="%d"%b>%b</%b>' % (name, number, like.get(number, b""), b"".join(cells), name)
        splices.append(Splice(start, start, new))
        if following and following.number not in changes:
            splices += _numbered(sheet, following)
    return spliced(sheet.body, splices)


def _numbered(sheet: SheetXml, row: RowXml) -> list[Splice]:
    """The row after a new one must say its number: it cannot be counted from the row before."""
    tag = sheet.body[row.start : row.inner]
    new = with_attribute(tag, b"r", str(row.number))
    return [] if re.search(rb"\sr\s*=", tag) else [Splice(row.start, row.inner, new)]


def _changed_row(sheet: SheetXml, row: RowXml, changes: Mapping[int, Change]) -> Splice:
    body, tag = sheet.body, sheet.body[row.start : row.inner]
    cells = list(sheet.cells(row))
    chunks = {}
    edges = [cell.start for cell in cells[1:]] + [row.close]
    for cell, edge in zip(cells, edges, strict=False):
        chunk = body[cell.start : edge]
        if not cell.named:
            named = b'<%bc r="%b"' % (sheet.prefix, address(row.number, cell.column).encode())
            chunk = named + chunk[len(sheet.prefix) + 2 :]
        if cell.column in changes:
            new = _cell(sheet.prefix, row.number, cell.column, cell, changes[cell.column])
            chunk = new + body[cell.end : edge]
        chunks[cell.column] = chunk
    for column in changes.keys() - chunks.keys():
        chunks[column] = _cell(sheet.prefix, row.number, column, None, changes[column])
    before = body[row.inner : cells[0].start] if cells else body[row.inner : row.close]
    inside = before + b"".join(chunks[column] for column in sorted(chunks))
    tag = _spanning(with_attribute(tag, b"r", str(row.number)), changes)
    ending = body[row.close : row.end]
    if row.close == row.end:
        tag, ending = tag[:-2].rstrip() + b">", b"</%brow>" % sheet.prefix
    return Splice(row.start, row.end, tag + inside + ending)


def _spanning(tag: bytes, columns: Iterable[int]) -> bytes:
    found = re.search(rb"""\sspans\s*=\s*["']([\d: ]+)["']""", tag)
    if found is None:
        return tag
    edges = [int(number) for number in re.findall(rb"\d+", found[1])]
    low, high = min(*edges, *columns), max(*edges, *columns)
    if low in edges and high in edges:
        return tag
    return with_attribute(tag, b"spans", f"{low}:{high}")


def _cell(prefix: bytes, row: int, column: int, old: CellXml | None, change: Change) -> bytes:
    attrs, content = change.attrs, change.content
    if old is not None:
        attrs = _DROPPED.sub(b"", old.attrs).rstrip()
        if change.style is not None:
            attrs = _STYLE.sub(b"", attrs) + (b' s="%d"' % change.style if change.style else b"")
        attrs += b' t="%b"' % change.kind if change.kind else b""
        extension = _EXTENSION.search(old.content)
        content += extension[0] if extension else b""
    start = b'<%bc r="%b"%b' % (prefix, address(row, column).encode(), attrs)
    return start + (b">%b</%bc>" % (content, prefix) if content else b"/>")


def new_row_attributes(sheet: SheetXml, above: int, header: bool) -> bytes:
    """What a new row takes from one above that is no header: its style, a height set by hand."""
    row = sheet.row(above)
    if row is None or header:
        return b""
    tag = sheet.body[row.start : row.inner]
    own_height = re.search(rb"""\scustomHeight\s*=\s*["'](?:1|true)["']""", tag) is not None
    kept = {b"s", b"customFormat"} | ({b"ht", b"customHeight"} if own_height else set())
    found = re.findall(rb"""(\s([\w:]+)\s*=\s*(?:"[^"]*"|'[^']*'))""", tag)
    return b"".join(whole for whole, name in found if name in kept)


def without_values(sheet: SheetXml, places: Iterable[tuple[int, int]]) -> bytes:
    """The rows' bytes without the cached values of computed cells."""
    wanted: dict[int, set[int]] = {}
    for number, column in places:
        wanted.setdefault(number, set()).add(column)
    splices = []
    for number in sorted(wanted):
        row = sheet.row(number)
        for cell in sheet.cells(row) if row else ():
            value = sheet.patterns.value.search(cell.content) if cell.content else None
            if value is None or cell.column not in wanted[number]:
                continue
            raw = sheet.body[cell.start : cell.end]
            tag_end = raw.index(b">") + 1
            tag = with_attribute(raw[:tag_end], b"t", None)
            splices.append(Splice(cell.start, cell.end, tag + raw[tag_end:].replace(value[0], b"")))
    return spliced(sheet.body, splices)


def with_dimension(sheet: SheetXml, cells: Iterable[tuple[int, int]]) -> bytes:
    """The frame whose used area also holds ``cells``; unchanged when the file names none."""
    node = sheet.tree().find("dimension")
    old = area(node.attrs.get("ref", "")) if node else None
    if node is None or old is None:
        return sheet.frame
    new = around([old, *(Area(row, column, row, column) for row, column in cells)])
    if new == old:
        return sheet.frame
    return spliced(sheet.frame, [set_attributes(sheet.frame, node, ref=str(new))])
