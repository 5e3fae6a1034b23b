"""A draft as a tab of its own that can be read and printed: one paragraph a row."""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from sheets_sync.pages import Line, Page, Piece
from sheets_sync.stores.base import Drafted
from sheets_sync.stores.google.requests import Json
from sheets_sync.words import fold

COLUMNS, COLUMN = 12, 54
"""The grid that paragraphs and cells of tables span, and the width of one column in pixels: all
twelve fit an A4 page between its margins."""
SIGN, ROW = 7.4, 21
"""Pixels of a sign and of a line of text in the font of papers."""
FONT = {"fontFamily": "Times New Roman", "fontSize": 12}
FORMAT = "textFormat,wrapStrategy,horizontalAlignment,verticalAlignment,borders"
MOST_SIGNS = 49_000
LONGEST = 100
_FORBIDDEN = re.compile(r"[\[\]*?:/\\'\x00-\x1f]")
_SOLID = {"style": "SOLID"}
_FRAME = dict.fromkeys(("top", "bottom", "left", "right"), _SOLID)


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab to be made: its sheet's ``id``, its title, what is on it."""

    id: int
    title: str
    page: Page


def sheet_id(spreadsheet: str, draft: Drafted) -> int:
    """The id of a draft's sheet: the same for the same draft, so that it cannot be made twice."""
    text = f"{spreadsheet} {draft.paper.file_name} {draft.sha256}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) >> 1 or 1


def title_of(line: str, paper: str, edition: int, taken: Collection[str]) -> str:
    """«Д-003Ж Приказ»: a title that Sheets takes and no other tab has."""
    later = f" ред. {edition}" if edition > 1 else ""
    words = " ".join(_FORBIDDEN.sub(" ", f"{line} {paper.partition(' ')[0]}{later}").split())
    known = {fold(each) for each in taken}
    title, number = words[:LONGEST], 1
    while fold(title) in known:
        number += 1
        title = f"{words[: LONGEST - 6]} ({number})"
    return title


def requests_of(tabs: Sequence[Tab], held: Collection[int]) -> list[Json]:
    """What makes the tabs; one whose sheet is there already stays as it is."""
    return [request for tab in tabs if tab.id not in held for request in _made(tab)]


def _made(tab: Tab) -> Iterator[Json]:
    grid = {"rowCount": len(tab.page), "columnCount": COLUMNS, "hideGridlines": True}
    shape = {"sheetId": tab.id, "title": tab.title, "gridProperties": grid}
    yield {"addSheet": {"properties": shape}}
    yield _sized(tab.id, "COLUMNS", 0, COLUMNS, COLUMN)
    yield {
        "updateCells": {
            "start": {"sheetId": tab.id, "rowIndex": 0, "columnIndex": 0},
            "rows": [{"values": _cells(line)} for line in tab.page],
            "fields": f"userEnteredValue,userEnteredFormat({FORMAT})",
        }
    }
    top = 0
    for height, lines in groupby(tab.page, _height):
        count = len(list(lines))
        yield _sized(tab.id, "ROWS", top, top + count, height)
        top += count
    yield from _merged(tab)


def _merged(tab: Tab) -> Iterator[Json]:
    """Neighbouring lines that are divided alike are merged in one request a piece."""
    top = 0
    for spans, lines in groupby(tab.page, _spans):
        bottom = top + len(list(lines))
        for left, right in _edges(spans):
            if right - left > 1:
                box = {
                    "sheetId": tab.id,
                    "startRowIndex": top,
                    "endRowIndex": bottom,
                    "startColumnIndex": left,
                    "endColumnIndex": right,
                }
                yield {"mergeCells": {"range": box, "mergeType": "MERGE_ROWS"}}
        top = bottom


def _sized(sheet: int, what: str, start: int, end: int, pixels: int) -> Json:
    where = {"sheetId": sheet, "dimension": what, "startIndex": start, "endIndex": end}
    properties = {"pixelSize": pixels}
    return {
        "updateDimensionProperties": {
            "range": where,
            "properties": properties,
            "fields": "pixelSize",
        }
    }


def _spans(line: Line) -> tuple[int, ...]:
    """How many columns each piece spans: by its share, at least one."""
    shares = [piece.share for piece in line.pieces[:COLUMNS]] or [1.0]
    ends = [round(COLUMNS * end / sum(shares)) for end in accumulate(shares)]
    for at in range(len(ends)):
        least = ends[at - 1] + 1 if at else 1
        ends[at] = min(max(ends[at], least), COLUMNS - len(ends) + at + 1)
    return tuple(end - start for start, end in zip([0, *ends], ends, strict=False))


def _edges(spans: Sequence[int]) -> list[tuple[int, int]]:
    ends = list(accumulate(spans))
    return list(zip([0, *ends], ends, strict=False))


def _cells(line: Line) -> list[Json]:
    cells: list[Json] = []
    for piece, span in zip(line.pieces, _spans(line), strict=False):
        style = _style(piece, line.framed)
        text = {"userEnteredValue": {"stringValue": piece.text[:MOST_SIGNS]}} if piece.text else {}
        cells.append({**text, "userEnteredFormat": style})
        cells += [{"userEnteredFormat": style}] * (span - 1)
    return cells


def _style(piece: Piece, framed: bool) -> Mapping[str, object]:
    style: dict[str, object] = {
        "textFormat": {**FONT, "bold": piece.bold},
        "wrapStrategy": "WRAP",
        "horizontalAlignment": piece.align.upper(),
        "verticalAlignment": "TOP",
    }
    return {**style, "borders": _FRAME} if framed else style


def _height(line: Line) -> int:
    """The height of a row in pixels: Google does not fit it where cells are merged."""
    lines = 1
    for piece, span in zip(line.pieces, _spans(line), strict=False):
        room = max(1, int(span * COLUMN / SIGN) - 1)
        parts = (textwrap.wrap(part, room) or [""] for part in piece.text.split("\n"))
        lines = max(lines, sum(map(len, parts)))
    return ROW * lines
