"""What lies on a worksheet besides cells: tables, merged, computed and pivot areas."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sheets_sync.errors import UnwritableError
from sheets_sync.stores.xlsx.areas import LAST_COLUMN, LAST_ROW, Area, address, area
from sheets_sync.stores.xlsx.markup import Node
from sheets_sync.stores.xlsx.parts import Parts
from sheets_sync.stores.xlsx.sheet import SheetXml

_REF = re.compile(rb"""\sref\s*=\s*["']([^"']+)["']""")
_TYPE = re.compile(rb"""\st\s*=\s*["'](\w+)["']""")
_OPEN = " Откройте книгу в Excel и внесите это значение сами или выберите другую ячейку."


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its part, its area with header and totals, and how many rows those take."""

    part: str
    name: str
    area: Area
    headers: int
    totals: int

    @property
    def body(self) -> Area:
        """The rows between header and totals."""
        return self.area._replace(
            top=self.area.top + self.headers, bottom=self.area.bottom - self.totals
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """Areas of a worksheet where not everything may be written."""

    merged: tuple[Area, ...]
    spilled: tuple[Area, ...]
    masters: frozenset[str]
    tables: tuple[Table, ...]
    pivots: tuple[Area, ...]
    filtered: Area | None
    column_styles: tuple[tuple[int, int, int], ...]

    def refuse(self, row: int, column: int, where: str) -> None:
        """Raise ``UnwritableError`` beginning with ``where`` if the cell must not be written."""
        if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
            raise UnwritableError(f"{where}: такой ячейки на листе Excel не бывает.")
        why = self._obstacle(row, column)
        if why:
            raise UnwritableError(f"{where}: {why}{_OPEN}")

    def _obstacle(self, row: int, column: int) -> str:
        for one in self.merged:
            if one.holds(row, column) and (row, column) != (one.top, one.left):
                return f"это часть объединённой ячейки {one}, запись в неё не видна."
        if any(one.holds(row, column) for one in self.spilled):
            return "её считает формула массива или таблица данных, запись её сломает."
        if address(row, column) in self.masters:
            return "в ней стоит формула, от которой зависят соседние, запись сломает их."
        for table in self.tables:
            if table.area.holds(row, column) and not table.body.top <= row <= table.body.bottom:
                line = "заголовок" if row < table.body.top else "строка итогов"
                return f"это {line} таблицы «{table.name}»."
        if any(one.holds(row, column) for one in self.pivots):
            return "её занимает сводная таблица."
        return ""

    def header(self, row: int) -> bool:
        """Whether the row holds headers: the first one, a table's, or the filter's."""
        if row <= 1 or (self.filtered is not None and self.filtered.top == row):
            return True
        return any(table.area.top <= row < table.area.top + table.headers for table in self.tables)

    def column_style(self, column: int) -> int:
        """The style that the column gives to new cells; 0 if none."""
        found = (style for low, high, style in self.column_styles if low <= column <= high)
        return next(found, 0)


def layout(parts: Parts, part: str, sheet: SheetXml) -> Layout:
    """The layout of a worksheet as it is now."""
    tree = sheet.tree()
    spilled, masters = computed(sheet)
    merges, filtered, columns = (tree.find(name) for name in ("mergeCells", "autoFilter", "cols"))
    merged = [area(node.attrs.get("ref", "")) for node in (merges.children if merges else [])]
    return Layout(
        merged=tuple(one for one in merged if one is not None),
        spilled=tuple(spilled),
        masters=frozenset(masters),
        tables=tuple(tables(parts, part)),
        pivots=tuple(_pivots(parts, part)),
        filtered=area(filtered.attrs.get("ref", "")) if filtered else None,
        column_styles=tuple(
            (_int(node, "min"), _int(node, "max"), _int(node, "style"))
            for node in (columns.children if columns else [])
        ),
    )


def computed(sheet: SheetXml) -> tuple[list[Area], list[str]]:
    """Areas of array formulas and data tables; addresses of the masters of shared formulas."""
    spilled: list[Area] = []
    masters: list[str] = []
    if b"ref" not in sheet.body:
        return spilled, masters
    for formula in sheet.formulas():
        reference, kind = _REF.search(formula.attrs), _TYPE.search(formula.attrs)
        where = area(reference[1].decode()) if reference else None
        if where is None or kind is None:
            continue
        if kind[1] in {b"array", b"dataTable"}:
            spilled.append(where)
        elif where.top != where.bottom or where.left != where.right:
            masters.append(address(formula.row, formula.column))
    return spilled, masters


def tables(parts: Parts, part: str) -> list[Table]:
    """The tables of a worksheet."""
    found = []
    for name in parts.related(part, "table"):
        node = parts.tree(name)
        where = area(node.attrs.get("ref", ""))
        if where is None:
            raise parts.package.unreadable(f"часть {name}")
        title = node.attrs.get("displayName") or node.attrs.get("name", "")
        headers, totals = _int(node, "headerRowCount", 1), _int(node, "totalsRowCount")
        found.append(Table(name, title, where, headers, totals))
    return found


def _pivots(parts: Parts, part: str) -> list[Area]:
    found = []
    for name in parts.related(part, "pivotTable"):
        location = parts.tree(name).find("location")
        where = area(location.attrs.get("ref", "")) if location else None
        if location is None or where is None:
            continue
        found.append(where)
        rows, columns = _int(location, "rowPageCount"), _int(location, "colPageCount", 1)
        if rows:
            # Filters of the pivot table stand above it, one empty row between.
            top = max(1, where.top - 1 - rows)
            width = max(1, columns) * 3 - 1
            found.append(Area(top, where.left, where.top - 1, where.left + width - 1))
    return found


def _int(node: Node, name: str, default: int = 0) -> int:
    text = node.attrs.get(name, "")
    return int(text) if text.isdecimal() else default
