"""One worksheet under change: cells are checked at once, and written together when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from sheets_sync.cells import Cell, Value
from sheets_sync.errors import UnwritableError
from sheets_sync.stores.xlsx.areas import Area, address
from sheets_sync.stores.xlsx.formats import format_for
from sheets_sync.stores.xlsx.grow import Growth, check_tables, grown, reach
from sheets_sync.stores.xlsx.heights import fitted, lines, usual_height, widths
from sheets_sync.stores.xlsx.layout import Layout, layout
from sheets_sync.stores.xlsx.markup import Splice, spliced
from sheets_sync.stores.xlsx.parts import Parts, SheetPart
from sheets_sync.stores.xlsx.read import Reader
from sheets_sync.stores.xlsx.sheet import CellXml, RowXml, SheetXml
from sheets_sync.stores.xlsx.write import (
    Change,
    encoded,
    new_row_attributes,
    style_of,
    with_dimension,
    without_values,
    written,
)

_LOOK_UP = 50
"""How many rows above a new cell are searched for a cell whose style it takes."""


class SheetEdit:
    """A worksheet, what is to be written into it, and what has been."""

    def __init__(
        self, sheet: SheetPart, xml: SheetXml, parts: Parts, workbook: str, reader: Reader
    ) -> None:
        self.name = sheet.name
        self.part = sheet.part
        self.sheet_id = sheet.sheet_id
        self.xml = xml
        self.changed: set[tuple[int, int]] = set()
        self.freed: set[tuple[int, int]] = set()
        self.touched = False
        self._parts = parts
        self._workbook = workbook
        self._reader = reader
        self._pending: dict[int, dict[int, Change]] = {}
        self._dress: dict[int, dict[int, Change]] = {}
        self._like: dict[int, bytes] = {}
        self._layout: Layout | None = None

    @property
    def layout(self) -> Layout:
        """The layout as the file has it."""
        if self._layout is None:
            self._layout = layout(self._parts, self.part, self.xml)
        return self._layout

    def where(self, row: int, column: int) -> str:
        """The cell in words, for sentences."""
        return f"Вкладка «{self.name}», ячейка {address(row, column)}"

    def put(self, row: int, column: int, value: Value) -> None:
        """Note a change of one cell, or that none is needed."""
        change, old = self._change(row, column, value, None)
        if self._same(change, old):
            self._forget(row, column)
            return
        self._refuse(row, column)
        self._note(row, column, change)

    def append(self, after: int, rows: Sequence[Mapping[int, Value]]) -> None:
        """Note new rows under ``after``."""
        self.flush()
        filled = [
            number for number, row in enumerate(rows, 1) if any(map(_something, row.values()))
        ]
        if not filled:
            return
        rows, last = rows[: filled[-1]], after + filled[-1]
        columns = tuple(sorted({column for row in rows for column in row}))
        header = self.layout.header(after)
        sides = reach(self.layout, self._headers(after), columns)
        growth = Growth(self.name, after, last, columns, *sides, header)
        check_tables(self.layout, growth, f"Вкладка «{self.name}»", self._taken(after, last))
        noted = self._new_cells(after, rows, columns)
        frame, others = grown(self._parts, self._workbook, self.xml.frame, self.layout, growth)
        for row, column, change in noted:
            self._note(row, column, change)
        self._dress = self._dressed(after, last, sides) if not header else {}
        self._like = dict.fromkeys(
            range(after + 1, last + 1), new_row_attributes(self.xml, after, header)
        )
        self.xml.change_frame(frame)
        for name, content in others.items():
            self._parts.change(name, content)
        self.flush()

    def _new_cells(
        self, after: int, rows: Sequence[Mapping[int, Value]], columns: tuple[int, ...]
    ) -> list[tuple[int, int, Change]]:
        """The changes that make the new rows; an error if a cell is taken or guarded."""
        styles = {column: self._style_under(after, column) for column in columns}
        noted = []
        for number, values in enumerate(rows, after + 1):
            for column, value in sorted(values.items()):
                change, old = self._change(number, column, value, styles[column])
                if old is not None and not self._read(old).blank:
                    raise UnwritableError(
                        f"{self.where(number, column)}: здесь должна встать новая строка, а ячейка"
                        " занята. Освободите место под последней строкой."
                    )
                self._refuse(number, column)
                if change.content or change.style:
                    noted.append((number, column, change))
        return noted

    def _dressed(
        self, after: int, last: int, sides: tuple[int, int]
    ) -> dict[int, dict[int, Change]]:
        """Blank cells for staff in the new rows: frames, formats and the right to type there."""
        row = self.xml.row(after)
        blank = {
            cell.column: Change(b"", b"", style, False)
            for cell in (self.xml.cells(row) if row else ())
            if sides[0] <= cell.column <= sides[1] and (style := style_of(cell.attrs))
        }
        fresh = set(range(after + 1, last + 1)) - {row.number for row in self._rows(after, last)}
        return dict.fromkeys(fresh, blank)

    def _headers(self, after: int) -> set[int]:
        """Columns whose header is not blank: in the last row of headers down to ``after``."""
        number = next((row for row in range(after, 1, -1) if self.layout.header(row)), 1)
        row = self.xml.row(number)
        cells = self.xml.cells(row) if row else ()
        return {cell.column for cell in cells if cell.content and not self._read(cell).blank}

    def _rows(self, after: int, last: int) -> Iterator[RowXml]:
        """The rows ``after + 1 .. last`` that the file has already."""
        return takewhile(lambda row: row.number <= last, self.xml.from_row(after + 1))

    def _taken(self, after: int, last: int) -> Iterator[Area]:
        """Cells of the rows ``after + 1 .. last`` that hold something."""
        for row in self._rows(after, last):
            for cell in self.xml.cells(row):
                if cell.content and not self._read(cell).blank:
                    yield Area(row.number, cell.column, row.number, cell.column)

    def flush(self) -> None:
        """Write what was noted into the worksheet's XML."""
        cells = {(row, column) for row, cells in self._pending.items() for column in cells}
        if not cells:
            return
        self.freed |= {place for place in cells if self._pending[place[0]][place[1]].formula}
        self.changed |= cells
        self.touched = True
        frame = with_dimension(self.xml, cells)
        rows = {row: {**self._dress.get(row, {}), **new} for row, new in self._pending.items()}
        self.xml.body = written(self.xml, rows, self._like)
        if frame != self.xml.frame:
            self.xml.change_frame(frame)
        self._pending, self._dress, self._like, self._layout = {}, {}, {}, None

    def fit(self, rows: Iterable[int]) -> None:
        """Make rows as high as their wrapped texts need, unless a person has set the height."""
        self.flush()
        tree = self.xml.tree()
        width, usual = widths(tree), usual_height(tree)
        splices = []
        for number in sorted(set(rows)):
            row = self.xml.row(number)
            if row is None:
                continue
            tag = self.xml.body[row.start : row.inner]
            new = fitted(tag, self._needs(row, width), usual)
            if new != tag:
                splices.append(Splice(row.start, row.inner, new))
        if splices:
            self.xml.body = spliced(self.xml.body, splices)
            self.touched = True

    def _needs(self, row: RowXml, width: Callable[[int], float]) -> Iterator[tuple[int, float]]:
        """Lines and size of letters of the cells that can be seen."""
        styles = self._reader.styles
        for cell in self.xml.cells(row):
            merged = any(one.holds(row.number, cell.column) for one in self.layout.merged)
            if not cell.content or merged or not width(cell.column):
                continue
            style = style_of(cell.attrs)
            text = self._read(cell).shown
            count = lines(text, width(cell.column)) if styles.wraps(style) else 1
            yield count, styles.letter_size(style)

    def drop_values(self, cells: set[tuple[int, int]]) -> bool:
        """Take the cached values of computed cells away; whether there were any."""
        body = without_values(self.xml, cells)
        dropped = body != self.xml.body
        if dropped:
            self.xml.body = body
            self.touched = True
        return dropped

    def _change(
        self, row: int, column: int, value: Value, style: int | None
    ) -> tuple[Change, CellXml | None]:
        """The change that sets a cell, with the cell as it is in the file."""
        old = self.xml.cell(row, column)
        where = self.where(row, column)
        kind, content = encoded(value, self.xml.prefix, self._reader.from_1904, where)
        own = style_of(old.attrs) if old else self._inherited(row, column, style)
        code = format_for(value, self._reader.styles.number_format(own))
        if code is not None:
            own = self._reader.styles.derived(own, code)
        keeps = old is not None and code is None
        formula = old is not None and bool(self.xml.patterns.formula.search(old.content))
        return Change(kind, content, None if keeps else own, formula), old

    def _same(self, change: Change, old: CellXml | None) -> bool:
        if old is None or not old.content:
            return not change.content
        before = self._read(old)
        style = style_of(old.attrs) if change.style is None else change.style
        after = self._reader.cell(self.xml, change._replace(style=style).attrs, change.content)
        same = type(before.value) is type(after.value) and before.value == after.value
        return same and before.kind == after.kind and not before.formula

    def _read(self, cell: CellXml) -> Cell:
        return self._reader.cell(self.xml, cell.attrs, cell.content)

    def _inherited(self, row: int, column: int, style: int | None) -> int:
        if style is not None:
            return style
        top = max(2, row - _LOOK_UP)
        for above in self.xml.above(row):
            if above.number < top or self.layout.header(above.number):
                break
            cell = next((one for one in self.xml.cells(above) if one.column == column), None)
            if cell is not None:
                return style_of(cell.attrs)
        return self._row_style(row) or self.layout.column_style(column)

    def _row_style(self, number: int) -> int:
        row = self.xml.row(number)
        return style_of(self.xml.body[row.start : row.inner]) if row else 0

    def _style_under(self, after: int, column: int) -> int:
        """The style of new cells under row ``after``: that row's, or the column's."""
        cell = None if self.layout.header(after) else self.xml.cell(after, column)
        return style_of(cell.attrs) if cell else self.layout.column_style(column)

    def _refuse(self, row: int, column: int) -> None:
        if not self.xml.ordered:
            raise UnwritableError(
                f"Вкладка «{self.name}»: строки внутри файла стоят не по порядку, писать в него"
                " опасно. Откройте книгу в Excel, сохраните и повторите."
            )
        self.layout.refuse(row, column, self.where(row, column))

    def _note(self, row: int, column: int, change: Change) -> None:
        self._pending.setdefault(row, {})[column] = change

    def _forget(self, row: int, column: int) -> None:
        cells = self._pending.get(row, {})
        cells.pop(column, None)
        if not cells:
            self._pending.pop(row, None)


def _something(value: Value) -> bool:
    return value is not None and value != ""
