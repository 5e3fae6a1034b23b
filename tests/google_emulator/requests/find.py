"""findReplace: also the one-cell compare-and-set that the sync writes its ids with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.google_emulator.a1 import Box
from tests.google_emulator.calc import effective, formatted
from tests.google_emulator.cells import Cell, Formula
from tests.google_emulator.entered import typed
from tests.google_emulator.errors import Json, invalid
from tests.google_emulator.model import Book, Sheet
from tests.google_emulator.requests.common import Handler

SIGN = re.compile(r"\\(?P<itself>.)|\$(?P<group>\d)|\\$", re.DOTALL)


def find_replace(book: Book, request: Json) -> Json:
    """findReplace; the answer counts, and leaves a zero out."""
    pattern = _pattern(request)
    whole = bool(request.get("matchEntireCell"))
    replacement = _replacement(request)
    counts = {"valuesChanged": 0, "formulasChanged": 0, "occurrencesChanged": 0}
    rows: set[tuple[int, int]] = set()
    for sheet, row, column, cell in list(_cells(book, request, pattern)):
        is_formula = isinstance(cell.value, Formula)
        if is_formula and not request.get("includeFormulas"):
            continue
        text = _text(book, sheet, row, column, cell)
        made, times = _replaced(pattern, text, replacement, whole)
        if times:
            sheet.put(row, column, typed(cell, made, book.locale))
            counts["formulasChanged" if is_formula else "valuesChanged"] += 1
            counts["occurrencesChanged"] += times
            rows.add((sheet.id, row))
    counts["rowsChanged"] = len(rows)
    counts["sheetsChanged"] = len({sheet_id for sheet_id, _ in rows})
    return {key: count for key, count in counts.items() if count}


def _pattern(request: Json) -> re.Pattern[str]:
    find = request.get("find", "")
    if not find:
        raise invalid("find must not be empty.")
    text = find if request.get("searchByRegex") else re.escape(find)
    try:
        return re.compile(text, 0 if request.get("matchCase") else re.IGNORECASE)
    except re.error:
        raise invalid(f"Invalid regular expression: {find}") from None


def _replacement(request: Json) -> str:
    """The replacement as Python's re takes it; of a regex in Java's words."""
    text = str(request.get("replacement", ""))
    if not request.get("searchByRegex"):
        return text.replace("\\", "\\\\")
    return SIGN.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    """A sign of the replacement: a group, or a letter behind a backslash, which is itself."""
    if match["group"]:
        return f"\\g<{match['group']}>"
    return (match["itself"] or "").replace("\\", "\\\\")


def _cells(
    book: Book, request: Json, pattern: re.Pattern[str]
) -> Iterator[tuple[Sheet, int, int, Cell]]:
    for box in _boxes(book, request):
        sheet = book.sheet(box.sheet_id)
        if book.blank_is_found and pattern.fullmatch(""):
            for row in range(box.top, box.bottom):
                for column in range(box.left, box.right):
                    yield sheet, row, column, sheet.cell(row, column)
        else:
            for row, column, cell in sheet.filled(box):
                if cell.value is not None:
                    yield sheet, row, column, cell


def _boxes(book: Book, request: Json) -> list[Box]:
    if request.get("allSheets"):
        return [sheet.whole() for sheet in book.sheets]
    if "range" in request:
        return [book.box(request["range"])]
    if "sheetId" in request:
        return [book.sheet(int(request["sheetId"])).whole()]
    raise invalid("A scope must be specified.")


def _text(book: Book, sheet: Sheet, row: int, column: int, cell: Cell) -> str:
    """What is searched: a formula's text, else what the cell shows."""
    if isinstance(cell.value, Formula):
        return cell.value.text
    return formatted(book, cell, effective(book, sheet, row, column, cell))


def _replaced(pattern: re.Pattern[str], text: str, by: str, whole: bool) -> tuple[str, int]:
    try:
        if whole:
            match = pattern.fullmatch(text)
            return (match.expand(by), 1) if match else (text, 0)
        return pattern.subn(by, text)
    except (re.error, IndexError):
        raise invalid("Invalid replacement.") from None


HANDLERS: dict[str, Handler] = {"findReplace": find_replace}
