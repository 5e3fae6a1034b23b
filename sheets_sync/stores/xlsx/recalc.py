"""Which formulas depend on changed cells, and how the workbook is told to count again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sheets_sync.stores.xlsx.areas import Area, area, corner
from sheets_sync.stores.xlsx.edit import SheetEdit
from sheets_sync.stores.xlsx.formulas import Parsed, moved, read_formula
from sheets_sync.stores.xlsx.layout import tables
from sheets_sync.stores.xlsx.markup import (
    Node,
    Splice,
    prefix_of,
    set_attributes,
    spliced,
    unescaped,
)
from sheets_sync.stores.xlsx.parts import Parts, remove_part, sheet_parts
from sheets_sync.stores.xlsx.sheet import FormulaXml
from sheets_sync.stores.xlsx.watch import Place, Watch

HAS_FORMULA = re.compile(rb"<(?:[^\s?!/>:]+:)?f[\s>/]")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")
_LARGEST_SPILL = 10_000
_BEFORE_CALCULATION = ("definedNames", "externalReferences", "functionGroups", "sheets")

Reads = list[tuple[str, Area]]
Known = tuple[Reads, bool]
"""Areas by sheet, and whether there may be more than these."""


@dataclass(frozen=True, slots=True)
class _Formula:
    """A formula's cell and the area that it fills."""

    sheet: str
    row: int
    column: int
    fills: Area


class _Names:
    """Defined names and tables of the workbook, as areas."""

    def __init__(self, parts: Parts, workbook: str) -> None:
        sheets = sheet_parts(parts, workbook)
        self.sheets = [sheet.name.casefold() for sheet in sheets]
        self._tables = {
            table.name.lower(): (sheet.name.casefold(), table.area)
            for sheet in sheets
            for table in tables(parts, sheet.part)
        }
        root = parts.tree(workbook)
        order = root.find("sheets")
        scopes = [node.attrs.get("name", "").casefold() for node in order.children] if order else []
        names = root.find("definedNames")
        self._texts: dict[tuple[str, str], str] = {}
        for node in names.children if names else []:
            local = node.attrs.get("localSheetId", "")
            scope = scopes[int(local)] if local.isdecimal() and int(local) < len(scopes) else ""
            self._texts[scope, node.attrs.get("name", "").lower()] = node.text
        self._known: dict[tuple[str, str], Known] = {}

    def reads(self, found: Parsed, sheet: str, down: int = 0, right: int = 0) -> Known:
        """What a parsed formula in a sheet reads, shifted for a shared formula."""
        areas: Reads = []
        unsure = found.unstable
        for one in found.references:
            where = moved(one, down, right) if down or right else one.area
            areas += [(name, where) for name in self._spread(one.sheet, sheet)]
        for name in found.tables:
            unsure |= name not in self._tables
            areas += [self._tables[name]] if name in self._tables else []
        for scope, name in found.names:
            more, doubt = self._named(scope.casefold() or sheet, name)
            areas += more
            unsure |= doubt
        return areas, unsure

    def _spread(self, written: str, own: str) -> list[str]:
        """Sheets that a reference means; those of «Лист1:Лист3» are taken as all."""
        if ":" in written:
            return self.sheets
        return [written.casefold() or own]

    def _named(self, sheet: str, name: str) -> Known:
        key = (sheet, name) if (sheet, name) in self._texts else ("", name)
        if key not in self._texts:
            return ([self._tables[name]] if name in self._tables else []), False
        if key not in self._known:
            # Names that name themselves would never end.
            self._known[key] = ([], True)
            found = read_formula(self._texts[key])
            relative = any(not all(one.fixed) for one in found.references)
            areas, unsure = self.reads(found, sheet)
            self._known[key] = (areas, unsure or relative)
        return self._known[key]


def stale_cells(
    parts: Parts, workbook: str, edits: Iterable[SheetEdit]
) -> dict[str, set[tuple[int, int]]]:
    """Computed cells by sheet whose cached values the changes of ``edits`` may have made false."""
    names, watch = _Names(parts, workbook), Watch()
    formulas: list[_Formula] = []
    unsure: set[int] = set()
    titles, changed = {}, []
    for edit in edits:
        own = edit.name.casefold()
        titles[own] = edit.name
        changed += [(own, *place) for place in sorted(edit.changed)]
        for formula, (reads, doubt) in _formulas(edit, own, names):
            number = len(formulas)
            formulas.append(formula)
            if doubt:
                unsure.add(number)
            for sheet, where in reads:
                watch.add(sheet, where, number)
    stale = _spread(formulas, watch, unsure, changed)
    found: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for number in stale:
        one = formulas[number]
        found[titles[one.sheet]] |= _filled(one.fills)
    return found


def _spread(
    formulas: list[_Formula], watch: Watch, unsure: set[int], changed: list[Place]
) -> set[int]:
    """Numbers of formulas that depend on changed cells, in any number of steps."""
    stale: set[int] = set()
    queue = changed
    fresh = unsure
    while queue or fresh:
        for number in fresh - stale:
            one = formulas[number]
            queue += [(one.sheet, *place) for place in _filled(one.fills)]
        stale |= fresh
        fresh = {number for place in queue for number in watch.readers(place)} - stale
        queue = []
        if watch.tired:
            return set(range(len(formulas)))
    return stale


def _filled(fills: Area) -> set[tuple[int, int]]:
    """Cells of an area; of one beyond all measure only the first."""
    if (fills.bottom - fills.top + 1) * (fills.right - fills.left + 1) > _LARGEST_SPILL:
        return {(fills.top, fills.left)}
    rows, columns = range(fills.top, fills.bottom + 1), range(fills.left, fills.right + 1)
    return {(row, column) for row in rows for column in columns}


def _formulas(edit: SheetEdit, own: str, names: _Names) -> Iterator[tuple[_Formula, Known]]:
    masters: dict[str, tuple[FormulaXml, Parsed]] = {}
    for found in edit.xml.formulas():
        attrs = {key.decode(): text.decode() for key, text in _ATTRIBUTE.findall(found.attrs)}
        kind, shared = attrs.get("t", ""), attrs.get("si", "")
        where = area(attrs.get("ref", "")) if kind in {"array", "dataTable"} else None
        cell = Area(found.row, found.column, found.row, found.column)
        formula = _Formula(own, found.row, found.column, where or cell)
        if kind == "dataTable":
            yield formula, (_data_table(own, where or cell, attrs), False)
        elif kind == "shared" and not found.text and shared in masters:
            master, parsed = masters[shared]
            down, right = found.row - master.row, found.column - master.column
            yield formula, names.reads(parsed, own, down, right)
        else:
            parsed = read_formula(unescaped(found.text))
            if kind == "shared":
                masters[shared] = (found, parsed)
            yield formula, names.reads(parsed, own)


def _data_table(own: str, fills: Area, attrs: dict[str, str]) -> Reads:
    """A data table reads the formulas on its edge and its one or two input cells."""
    edge = fills._replace(top=max(1, fills.top - 1), left=max(1, fills.left - 1))
    inputs = [corner(attrs.get(name, "")) for name in ("r1", "r2")]
    return [(own, edge), *((own, Area(*one, *one)) for one in inputs if one is not None)]


def ask_for_calculation(parts: Parts, workbook: str) -> None:
    """Tell programs to count everything when they open the workbook."""
    data, root = parts.text(workbook), parts.tree(workbook)
    node = root.find("calcPr")
    if node is not None:
        if node.attrs.get("fullCalcOnLoad") in {"1", "true"}:
            return
        new = set_attributes(data, node, fullCalcOnLoad="1")
    else:
        before = next(found for name in _BEFORE_CALCULATION if (found := root.find(name)))
        line = b'<%bcalcPr fullCalcOnLoad="1"/>' % prefix_of(data, root)
        new = Splice(before.end, before.end, line)
    parts.change(workbook, spliced(data, [new]))


def forget_formulas(parts: Parts, workbook: str, freed: set[tuple[int, int, int]]) -> None:
    """Take cells (sheet id, row, column) that are formulas no more out of the calculation order."""
    for name in parts.related(workbook, "calcChain"):
        data, root = parts.text(name), parts.tree(name)
        splices = list(_links(data, root, freed))
        if not splices:
            continue
        if sum(not splice.new for splice in splices) == len(root.children):
            remove_part(parts, workbook, name)
        else:
            parts.change(name, spliced(data, splices))


def _links(data: bytes, root: Node, freed: set[tuple[int, int, int]]) -> Iterator[Splice]:
    """Entries cut out; one that took its sheet from an entry before now names it itself."""
    sheet, lost = "", False
    for node in root.children:
        named = "i" in node.attrs
        sheet = node.attrs.get("i", sheet)
        place = corner(node.attrs.get("r", ""))
        if place is not None and sheet.isdecimal() and (int(sheet), *place) in freed:
            lost |= named
            yield Splice(node.start, node.end, b"")
            continue
        if lost and not named:
            yield set_attributes(data, node, i=sheet)
        lost = False
