"""A worksheet's XML cut in two: the rows, and the frame of all that stands around them."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from operator import lt
from typing import NamedTuple

from sheets_sync.stores.xlsx.areas import column_number
from sheets_sync.stores.xlsx.markup import MarkupError, Node, parsed
from sheets_sync.stores.xlsx.texts import plain

_DATA = re.compile(rb"<((?:[^\s?!/>:]+:)?)sheetData(?=[\s/>])[^>]*>")
_NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d+)["']""")
_ADDRESS = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+)\d+["']""")

_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+)(\d+)["']""")


class Patterns(NamedTuple):
    """Patterns for one prefix of names."""

    row: re.Pattern[bytes]
    row_end: re.Pattern[bytes]
    cell: re.Pattern[bytes]
    value: re.Pattern[bytes]
    plain_value: re.Pattern[bytes]
    inline: re.Pattern[bytes]
    formula: re.Pattern[bytes]


@lru_cache(maxsize=8)
def patterns(prefix: bytes) -> Patterns:
    """``cell`` gives column letters, other attributes, content; ``formula`` attributes and text."""

    def compiled(text: bytes) -> re.Pattern[bytes]:
        return re.compile(text.replace(b"P:", prefix), re.DOTALL)

    return Patterns(
        compiled(rb"<P:row(?=[\s/>])([^>]*)>"),
        compiled(rb"</P:row\s*>"),
        compiled(rb'<P:c(?:\s+r="([A-Z]+)\d+")?((?:\s[^>]*?)?)(?:/>|>(.*?)</P:c\s*>)'),
        compiled(rb"<P:v(?:\s[^>]*)?(?<!/)>(.*?)</P:v\s*>"),
        compiled(rb"<P:v>([^<]*)</P:v>"),
        compiled(rb"<P:is(?:\s[^>]*)?(?<!/)>(.*?)</P:is\s*>"),
        compiled(rb"<P:f(?=[\s/>])([^>]*?)(?:/>|>(.*?)</P:f\s*>)"),
    )


class CellXml(NamedTuple):
    """A cell of a row: its bytes are ``start:end`` of the rows' bytes; ``attrs`` without ``r``."""

    column: int
    start: int
    end: int
    attrs: bytes
    content: bytes
    named: bool


class FormulaXml(NamedTuple):
    """A formula's cell, the attributes of its element and its text as it stands in the file."""

    row: int
    column: int
    attrs: bytes
    text: bytes


class RowXml(NamedTuple):
    """A row: tags at ``start:inner`` and ``close:end`` of the rows' bytes."""

    number: int
    start: int
    inner: int
    close: int
    end: int


class _Index(NamedTuple):
    numbers: array[int]
    starts: array[int]
    ordered: bool


class SheetXml:
    """The rows' bytes (``body``) and the rest (``frame``, where the rows go in at ``split``)."""

    def __init__(self, data: bytes) -> None:
        """Raise ``MarkupError`` if the UTF-8 ``data`` holds no rows' element."""
        opening = _DATA.search(data)
        if opening is None:
            raise MarkupError("no sheetData")
        self.prefix = opening[1]
        name, tag = self.prefix + b"sheetData", opening[0]
        if tag.endswith(b"/>"):
            body, rest = b"", b"</" + name + b">" + data[opening.end() :]
            tag = tag[:-2].rstrip() + b">"
        else:
            close = data.rfind(b"</" + name)
            if close < 0:
                raise MarkupError("sheetData has no end")
            body, rest = data[opening.end() : close], data[close:]
        self.split = opening.start() + len(tag)
        self.frame = data[: opening.start()] + tag + rest
        self._body = plain(body)
        self._index: _Index | None = None
        self.patterns = patterns(self.prefix)

    @property
    def body(self) -> bytes:
        """The bytes of all rows."""
        return self._body

    @body.setter
    def body(self, body: bytes) -> None:
        self._body = body
        self._index = None

    def change_frame(self, frame: bytes) -> None:
        """Put a changed frame in place of the old one."""
        data = parsed(frame).find("sheetData")
        if data is None:
            raise MarkupError("no sheetData")
        self.frame, self.split = frame, data.inner

    def tree(self) -> Node:
        """The tree of the frame."""
        return parsed(self.frame)

    def whole(self) -> bytes:
        """The part as it is now."""
        return self.frame[: self.split] + self._body + self.frame[self.split :]

    def scan(self) -> Iterator[RowXml]:
        """All rows in the order of the file."""
        number, at = 0, 0
        for tag in self.patterns.row.finditer(self._body):
            if tag.start() < at:
                continue
            named = _NUMBER.search(tag[0])
            number = int(named[1]) if named else number + 1
            row = self._row(number, tag)
            at = row.end
            yield row

    def _row(self, number: int, tag: re.Match[bytes]) -> RowXml:
        if tag[0].endswith(b"/>"):
            return RowXml(number, tag.start(), tag.end(), tag.end(), tag.end())
        ending = self.patterns.row_end.search(self._body, tag.end())
        if ending is None:
            raise MarkupError("a row has no end")
        return RowXml(number, tag.start(), tag.end(), *ending.span())

    def _indexed(self) -> _Index:
        """Numbers and places of all rows: a million blank rows must not take the memory."""
        if self._index is None:
            numbers, starts = array("q"), array("q")
            for row in self.scan():
                numbers.append(row.number)
                starts.append(row.start)
            ordered = all(map(lt, numbers, islice(numbers, 1, None)))
            self._index = _Index(numbers, starts, ordered)
        return self._index

    @property
    def ordered(self) -> bool:
        """Whether every row comes after those with lower numbers."""
        return self._indexed().ordered

    def from_row(self, number: int) -> Iterator[RowXml]:
        """Rows of that number and higher ones, upwards."""
        index = self._indexed()
        for at in range(bisect_left(index.numbers, number), len(index.numbers)):
            yield self._at(index, at)

    def above(self, number: int) -> Iterator[RowXml]:
        """Rows of lower numbers, the nearest first."""
        index = self._indexed()
        for at in range(bisect_left(index.numbers, number) - 1, -1, -1):
            yield self._at(index, at)

    def row(self, number: int) -> RowXml | None:
        """The row of that number, if the file has it."""
        found = next(self.from_row(number), None)
        return found if found is not None and found.number == number else None

    def _at(self, index: _Index, at: int) -> RowXml:
        tag = self.patterns.row.match(self._body, index.starts[at])
        if tag is None:
            raise MarkupError("a row has moved")
        return self._row(index.numbers[at], tag)

    def cells(self, row: RowXml) -> Iterator[CellXml]:
        """The cells of a row in the order of the file."""
        column = 0
        for found in self.patterns.cell.finditer(self._body, row.inner, row.close):
            name, attrs, content = found.groups()
            if name is None and (late := _ADDRESS.search(attrs)) is not None:
                name, attrs = late[1], attrs[: late.start()] + attrs[late.end() :]
            column = column_number(name.decode()) if name else column + 1
            yield CellXml(column, *found.span(), attrs, content or b"", name is not None)

    def filled(self, row: RowXml) -> Iterator[tuple[int, bytes, bytes]]:
        """Column, attributes and content of the cells of a row that have content."""
        column = 0
        for name, attrs, content in self.patterns.cell.findall(self._body, row.inner, row.close):
            if not name:
                yield from self._filled_by_hand(row)
                return
            column = column_number(name.decode())
            if content:
                yield column, attrs, content

    def _filled_by_hand(self, row: RowXml) -> Iterator[tuple[int, bytes, bytes]]:
        for cell in self.cells(row):
            if cell.content:
                yield cell.column, cell.attrs, cell.content

    def formulas(self) -> Iterator[FormulaXml]:
        """All formulas, those without a text of their own (shared, data tables) too."""
        start = b"<" + self.prefix + b"c"
        for found in self.patterns.formula.finditer(self._body):
            cell = self.patterns.cell.match(self._body, self._body.rfind(start, 0, found.start()))
            named = _PLACE.search(cell[0]) if cell and cell[1] else None
            if named is not None:
                row, column = int(named[2]), column_number(named[1].decode())
            else:
                row, column = self._holder(found.start())
            yield FormulaXml(row, column, found[1], found[2] or b"")

    def _holder(self, at: int) -> tuple[int, int]:
        """The cell whose content holds the byte ``at``."""
        index = self._indexed()
        row = self._at(index, bisect_right(index.starts, at) - 1)
        return row.number, next(cell.column for cell in self.cells(row) if cell.end > at)

    def cell(self, number: int, column: int) -> CellXml | None:
        """One cell, if the file has it."""
        row = self.row(number)
        if row is None:
            return None
        return next((cell for cell in self.cells(row) if cell.column == column), None)
