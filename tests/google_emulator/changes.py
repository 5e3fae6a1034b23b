"""Inserting, deleting and moving rows and columns: where every place goes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.google_emulator.cells import Cell, Formula
from tests.google_emulator.errors import Json
from tests.google_emulator.formulas.rewrite import moved_references
from tests.google_emulator.model import Book, Row, Sheet

KEYS = {"ROWS": ("startRowIndex", "endRowIndex"), "COLUMNS": ("startColumnIndex", "endColumnIndex")}
LINE = ("startIndex", "endIndex")


@dataclass(frozen=True, slots=True)
class Change:
    """``index`` gives a line's new place (None: gone); ``span`` that of a stretch of lines."""

    sheet_id: int
    dimension: str
    index: Callable[[int], int | None]
    span: Callable[[int, int], tuple[int, int] | None]
    # The place in the history of the deletion that this insertion takes back, and how much lower
    # the lines stand now.
    restores: int = -1
    lower: int = 0


def insertion(sheet_id: int, dimension: str, at: int, count: int) -> Change:
    """``count`` lines before line ``at``."""
    return Change(
        sheet_id,
        dimension,
        lambda i: i + count if i >= at else i,
        lambda a, b: (a + count if a >= at else a, b + count if b > at else b),
    )


def deletion(sheet_id: int, dimension: str, start: int, end: int) -> Change:
    """Lines ``start`` to ``end`` gone."""

    def bound(i: int) -> int:
        return i if i <= start else max(start, i - (end - start))

    def span(a: int, b: int) -> tuple[int, int] | None:
        return None if bound(a) == bound(b) else (bound(a), bound(b))

    return Change(
        sheet_id, dimension, lambda i: None if start <= i < end else bound(i), span
    )  # fmt: skip


def movement(sheet_id: int, dimension: str, start: int, end: int, to: int) -> Change:
    """Lines ``start`` to ``end`` stand before what was line ``to``."""
    count = end - start

    def index(i: int) -> int:
        if start <= i < end:
            return i - start + (to - count if to > start else to)
        if to > start and end <= i < to:
            return i - count
        return i + count if to <= i < start else i

    def span(a: int, b: int) -> tuple[int, int]:
        first, last = index(a), index(b - 1)
        return (first, last + 1) if last - first == b - 1 - a else (a, b)

    return Change(sheet_id, dimension, index, span)


def apply(book: Book, change: Change) -> None:
    """Carry out the change: cells, sizes of lines, everything fastened, references in formulas."""
    sheet = book.sheet(change.sheet_id)
    _cells(sheet, change)
    lines = sheet.lines[change.dimension]
    moved = {change.index(i): line for i, line in lines.items()}
    sheet.lines[change.dimension] = {i: line for i, line in moved.items() if i is not None}
    _fastened(book, sheet, change)
    _metadata(book, change)
    _references(book, change)
    book.history.append(change)
    book.touch()


def _cells(sheet: Sheet, change: Change) -> None:
    if change.dimension == "COLUMNS":
        sheet.rows = [_row(row, change) for row in sheet.rows]
        return
    rows: dict[int, Row] = {}
    for index, row in enumerate(sheet.rows):
        to = change.index(index)
        if to is not None and row:
            rows[to] = row
    sheet.rows = [rows.get(i, {}) for i in range(max(rows, default=-1) + 1)]


def _row(row: Row, change: Change) -> Row:
    moved = {change.index(column): cell for column, cell in row.items()}
    return {column: cell for column, cell in moved.items() if column is not None}


def moved_range(range_: Json, change: Change) -> Json | None:
    """A GridRange after the change; None when nothing of it is left."""
    first, last = KEYS[change.dimension]
    if int(range_.get("sheetId", 0)) != change.sheet_id or not {first, last} & range_.keys():
        return range_
    span = change.span(range_.get(first, 0), range_.get(last, 10**7))
    if span is None:
        return None
    made = dict(range_)
    if first in range_:
        made[first] = span[0]
    if last in range_:
        made[last] = span[1]
    return made


def _fastened(book: Book, sheet: Sheet, change: Change) -> None:
    book.named = _moved(book.named, change)
    for name, items in sheet.lists.items():
        if name == "merges":
            kept = [moved_range(item, change) for item in items]
            sheet.lists[name] = [item for item in kept if item]
        else:
            sheet.lists[name] = _moved(items, change)
    if sheet.basic_filter is not None:
        sheet.basic_filter = next(iter(_moved([sheet.basic_filter], change)), None)
    sheet.groups[change.dimension] = [
        group | {"range": group["range"] | dict(zip(LINE, span, strict=True))}
        for group in sheet.groups[change.dimension]
        if (span := change.span(group["range"]["startIndex"], group["range"]["endIndex"]))
    ]


def _moved(items: list[Json], change: Change) -> list[Json]:
    """The holders of a range or of ranges, without those that lost theirs."""
    made = []
    for item in items:
        if "range" in item:
            range_ = moved_range(item["range"], change)
            if range_ is None:
                continue
            item = item | {"range": range_}
        for key in ("ranges", "unprotectedRanges"):
            if key in item:
                kept = [moved_range(r, change) for r in item[key]]
                item = item | {key: [r for r in kept if r is not None]}
        if item.get("ranges") == []:
            continue
        made.append(item)
    return made


def _metadata(book: Book, change: Change) -> None:
    kept = []
    for item in book.metadata:
        line = item["location"].get("dimensionRange")
        if line and (line.get("sheetId", 0), line["dimension"]) == (
            change.sheet_id,
            change.dimension,
        ):
            span = change.span(line["startIndex"], line["endIndex"])
            if span is None:
                continue
            line = line | dict(zip(LINE, span, strict=True))
            item = item | {"location": item["location"] | {"dimensionRange": line}}
        kept.append(item)
    book.metadata = kept


def _references(book: Book, change: Change) -> None:
    title = book.sheet(change.sheet_id).title
    for sheet in book.sheets:
        for index, row in enumerate(sheet.rows):
            changed: Row = {}
            for column, cell in row.items():
                if isinstance(cell.value, Formula):
                    text = moved_references(
                        cell.value.text, sheet.title, title, change.dimension, change.index,
                        change.span,
                    )  # fmt: skip
                    if text != cell.value.text:
                        changed[column] = _with_text(cell, text)
            if changed:
                sheet.rows[index] = {**row, **changed}


def _with_text(cell: Cell, text: str) -> Cell:
    return Cell(Formula(text), cell.format, cell.note, cell.validation, cell.extra)
