"""Ranges that end where new rows are added grow over them, in the sheet and in other parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sheets_sync.errors import UnwritableError
from sheets_sync.stores.xlsx.areas import Area, areas
from sheets_sync.stores.xlsx.formulas import Reference, only_areas, read_formula, rewritten
from sheets_sync.stores.xlsx.layout import Layout, Table
from sheets_sync.stores.xlsx.markup import Node, Splice, parsed, set_attributes, set_text, spliced
from sheets_sync.stores.xlsx.parts import Parts

_GUARDED = {"conditionalFormatting", "dataValidation", "ignoredError", "protectedRange"}
_TITLES_NAME = "_xlnm.Print_Titles"
_FILTER_NAME = "_xlnm._FilterDatabase"
_CHART_VALUES = {"cat", "val", "xVal", "yVal", "bubbleSize", "strDim", "numDim"}


@dataclass(frozen=True, slots=True)
class Growth:
    """New rows ``after + 1 .. last`` with values in ``columns``, under headers ``left..right``.

    ``header`` says that the row above them holds headers.
    """

    sheet: str
    after: int
    last: int
    columns: tuple[int, ...]
    left: int
    right: int
    header: bool

    def writes(self, one: Area) -> bool:
        """Whether a value is written in a column of the area."""
        return any(one.left <= column <= one.right for column in self.columns)

    def ends(self, one: Area) -> bool:
        """Whether the area ends at the row above, or among the new rows."""
        return one.top <= self.after <= one.bottom < self.last

    def grows(self, table: Area) -> bool:
        """Whether a table takes the new rows in."""
        return self.ends(table) and self.writes(table)

    def fills(self, one: Area) -> bool:
        """Whether some new cell may lie in the area."""
        return one.top <= self.last and one.bottom > self.after and self.writes(one)

    def with_header(self, one: Area) -> Area:
        """The area of a table or a filter, which may be a header alone."""
        beside = one.right < self.left or self.right < one.left
        return one.down_to(self.last) if self.ends(one) and not beside else one

    def rows(self, one: Area) -> Area:
        """An area of rules for data rows: one that covers a header alone stays."""
        alone = self.header and one.bottom == self.after
        return one if alone else self.with_header(one)

    def list(self, one: Area) -> Area:
        """An area that somebody reads as a list of rows: one row, or headers alone, stays."""
        return one if one.top == one.bottom else self.rows(one)

    def series(self, one: Area) -> Area:
        """An area of a chart: a list, or its first point alone, never a line along the row."""
        point = one.top == one.bottom and one.left == one.right and not self.header
        return self.with_header(one) if point else self.list(one)


def reach(layout: Layout, headers: set[int], columns: Sequence[int]) -> tuple[int, int]:
    """First and last column of the block of headers that the columns belong to."""
    left, right = min(columns), max(columns)
    blocks = [table.area for table in layout.tables]
    blocks += [layout.filtered] if layout.filtered else []
    for block in blocks:
        if block.left <= right and left <= block.right:
            left, right = min(left, block.left), max(right, block.right)
    while left - 1 in headers:
        left -= 1
    while right + 1 in headers:
        right += 1
    return left, right


def grown(
    parts: Parts, workbook: str, frame: bytes, layout: Layout, growth: Growth
) -> tuple[bytes, dict[str, bytes]]:
    """The sheet's frame, and the other parts that changed, after the growth."""
    changed = dict(_grown_tables(parts, layout, growth))
    for name, grow in [
        (workbook, _grown_names),
        *((name, _grown_chart) for name in parts.of_type("chart+xml", "chartex+xml")),
        *((name, _grown_pivot_source) for name in parts.of_type("pivotCacheDefinition+xml")),
    ]:
        data = parts.text(name)
        new = grow(data, parts.tree(name), growth)
        if new != data:
            changed[name] = new
    return _grown_frame(frame, parsed(frame), growth), changed


def _grown_frame(frame: bytes, tree: Node, growth: Growth) -> bytes:
    """The frame of the sheet with its filter and its rules for cells grown."""
    splices: list[Splice] = []
    for node in tree.walk():
        if node.name == "autoFilter" and node.parent is tree:
            splices += _attribute(frame, node, "ref", growth.with_header)
        elif node.name in _GUARDED and "sqref" in node.attrs:
            splices += _attribute(frame, node, "sqref", growth.rows)
        elif node.name == "sqref" and node.parent is not None and node.parent.name in _GUARDED:
            new = _grown_list(node.text, growth.rows)
            splices += [set_text(node, new)] if new != node.text else []
    return spliced(frame, splices)


def _attribute(data: bytes, node: Node, name: str, grow: Callable[[Area], Area]) -> list[Splice]:
    old = node.attrs.get(name, "")
    new = _grown_list(old, grow)
    return [set_attributes(data, node, **{name: new})] if new != old else []


def _grown_list(text: str, grow: Callable[[Area], Area]) -> str:
    found = areas(text)
    new = [grow(one) for one in found]
    return text if new == found else " ".join(str(one) for one in new)


def check_tables(layout: Layout, growth: Growth, where: str, taken: Iterable[Area]) -> None:
    """Raise ``UnwritableError`` if a table that must grow cannot; ``taken`` cells lie below."""
    for table in layout.tables:
        inside = table.area.top <= growth.after <= table.area.bottom <= growth.last
        if inside and table.totals and growth.writes(table.area):
            raise UnwritableError(
                f"{where}: у таблицы «{table.name}» внизу строка итогов, новые строки встать под"
                " таблицей не могут. Уберите строку итогов и повторите."
            )
        if growth.grows(table.area):
            _check_below(layout, table, growth, where, taken)


def _check_below(
    layout: Layout, table: Table, growth: Growth, where: str, taken: Iterable[Area]
) -> None:
    below = table.area._replace(top=table.area.bottom + 1, bottom=growth.last)
    others = [other.area for other in layout.tables if other is not table]
    blocks = [*others, *layout.merged, *layout.pivots, *layout.spilled, *taken]
    block = next((block for block in blocks if block.meets(below)), None)
    if block is not None:
        raise UnwritableError(
            f"{where}: под таблицей «{table.name}» мешает {block}, ей некуда расти."
            " Освободите место под таблицей и повторите."
        )


def _grown_tables(parts: Parts, layout: Layout, growth: Growth) -> Iterator[tuple[str, bytes]]:
    """Table parts with area and filter grown; a row kept for the first data is now filled."""
    for table in layout.tables:
        data, tree = parts.text(table.part), parts.tree(table.part)
        splices: list[Splice] = []
        if growth.grows(table.area):
            new = str(growth.with_header(table.area))
            splices.append(set_attributes(data, tree, ref=new, insertRow=None))
            own_filter = tree.find("autoFilter")
            splices += _attribute(data, own_filter, "ref", growth.with_header) if own_filter else []
        elif "insertRow" in tree.attrs and growth.fills(table.body):
            splices.append(set_attributes(data, tree, insertRow=None))
        if splices:
            yield table.part, spliced(data, splices)


def _grown_names(data: bytes, tree: Node, growth: Growth) -> bytes:
    """The workbook part with defined names grown that list areas and nothing else."""
    names = tree.find("definedNames")
    splices = []
    for node in names.children if names else []:
        name = node.attrs.get("name", "")
        if name == _TITLES_NAME:
            continue
        grow = growth.with_header if name == _FILTER_NAME else growth.list
        new = _grown_formula(node.text, growth, grow) if only_areas(node.text) else node.text
        splices += [set_text(node, new)] if new != node.text else []
    return spliced(data, splices)


def _grown_formula(text: str, growth: Growth, grow: Callable[[Area], Area]) -> str:
    ours: list[Reference] = [
        one
        for one in read_formula(text).references
        if one.sheet.casefold() == growth.sheet.casefold()
    ]
    return rewritten(text, ours, grow)


def _grown_chart(data: bytes, tree: Node, growth: Growth) -> bytes:
    """A chart part with the areas of its points grown; titles of series stay."""
    splices = []
    for node in tree.walk():
        if node.name != "f" or not _holds_values(node):
            continue
        new = _grown_formula(node.text, growth, growth.series)
        splices += [set_text(node, new)] if new != node.text else []
    return spliced(data, splices)


def _holds_values(node: Node) -> bool:
    above = node.parent
    while above is not None:
        if above.name in _CHART_VALUES:
            return True
        above = above.parent
    return False


def _grown_pivot_source(data: bytes, tree: Node, growth: Growth) -> bytes:
    """The definition of a pivot cache with the area of its source grown."""
    source = tree.find("cacheSource")
    source = source.find("worksheetSource") if source else None
    if source is None or source.relation():
        return data
    if source.attrs.get("sheet", "").casefold() != growth.sheet.casefold():
        return data
    return spliced(data, _attribute(data, source, "ref", growth.list))
