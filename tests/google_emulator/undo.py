"""What taking back an act needs: the cells of before, and where its lines stand by now."""

from __future__ import annotations

from collections.abc import Callable

from tests.google_emulator.cells import BLANK, Cell
from tests.google_emulator.changes import Change, apply
from tests.google_emulator.model import Book
from tests.google_emulator.requests import dimensions, sheets

Undo = Callable[[Book], None]


def restore(
    sheet_id: int, before: list[dict[int, Cell]], after: list[dict[int, Cell]], mark: int
) -> Undo:
    """Put back the cells that differ between the two states."""
    changed: list[tuple[int, int, Cell]] = []
    for index in range(max(len(before), len(after))):
        old = before[index] if index < len(before) else {}
        new = after[index] if index < len(after) else {}
        if old is not new:
            changed += [(index, c, old.get(c, BLANK)) for c in old.keys() | new.keys()
                        if old.get(c, BLANK) != new.get(c, BLANK)]  # fmt: skip

    def undo(book: Book) -> None:
        for row, column, cell in changed:
            to = now_at(book, mark, sheet_id, "ROWS", row)
            across = now_at(book, mark, sheet_id, "COLUMNS", column)
            if to is not None and across is not None:
                book.sheet(sheet_id).put(to, across, cell)

    return undo


def resized(book: Book, change: Change, growth: int) -> None:
    """A change of lines, and the size of the tab with it."""
    apply(book, change)
    book.sheet(change.sheet_id).grid[dimensions.SIZE[change.dimension]] += growth


def now_at(book: Book, mark: int, sheet_id: int, dimension: str, index: int) -> int | None:
    """Where a line stands after all that happened since ``mark``; None when it is gone."""
    found: int | None = index
    last, lost = index, -1
    for number, change in enumerate(book.history[mark:], mark):
        if (change.sheet_id, change.dimension) != (sheet_id, dimension):
            continue
        if found is not None:
            last, found = found, change.index(found)
            lost = number if found is None else lost
        elif change.restores == lost:
            found = last + change.lower
    return found


def renamer(sheet_id: int, title: str) -> Undo:
    """Give a tab this title."""
    properties = {"sheetId": sheet_id, "title": title}

    def rename(book: Book) -> None:
        sheets.update_sheet(book, {"properties": properties, "fields": "title"})

    return rename
