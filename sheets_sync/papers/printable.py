"""A draft in Word's format as lines that a spreadsheet can print: paragraphs and rows of tables."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from sheets_sync.pages import Align, Line, Page, Piece

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

    from sheets_sync.papers.numbering import Numbering

_ALIGNS: dict[str, Align] = {"CENTER": "center", "RIGHT": "right"}
_LEADER = "_" * 24
"""Stands for a line to write on, where Word fills up to a tab stop."""
_EMPTY = Line((Piece(""),))
_WIDTH = 6_120_000.0
"""17 cm, the width of the text on a page, in Word's units."""
_LEAST = 0.2
"""The part of it from which an indent is more than the beginning of a paragraph."""
_ROOM = 12 * 12_700
"""Twelve points."""


def page(paper: bytes) -> Page:
    """The lines of a .docx as it prints them, numbers of lists and the foot of the page with it.

    Of several empty lines in a row one is left.
    """
    from docx import Document as open_document
    from docx.table import Table

    from sheets_sync.papers.numbering import Numbering

    document = open_document(io.BytesIO(paper))
    numbers = Numbering(document)
    lines: list[Line] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            lines += _table(block, numbers)
        else:
            lines += _spaced(block, _line(block, numbers))
    return tuple(_tidy([*lines, *_foot(document)]))


def _line(paragraph: Paragraph, numbers: Numbering) -> Line:
    """A paragraph; what tabs set apart becomes pieces, the last one at the right edge."""
    before = numbers.before(paragraph)
    align, bold = _align(paragraph), _bold(paragraph)
    parts = [part.strip() for part in f"{before}{paragraph.text}".split("\t")]
    if len(parts) > 1 and not parts[-1]:
        parts = [" ".join(filter(None, [*parts[:-1], _LEADER]))]
    if len(parts) == 1:
        indent = min((_given(paragraph, "left_indent") or 0) / _WIDTH, 0.7)
        margin = (Piece("", indent),) if indent > _LEAST else ()
        return Line((*margin, Piece(parts[0], 1 - (indent if margin else 0), align, bold)))
    *first, last = parts
    left = [Piece(part, 1.0, "left", bold) for part in first]
    return Line((*left, Piece(last, 1.0, "right", bold)))


def _spaced(paragraph: Paragraph, line: Line) -> Iterator[Line]:
    """The line, after an empty one where Word leaves room above it."""
    if (_given(paragraph, "space_before") or 0) >= _ROOM or _given(paragraph, "page_break_before"):
        yield _EMPTY
    yield line


def _table(table: Table, numbers: Numbering) -> Iterator[Line]:
    framed = "grid" in str(table.style.name if table.style else "").casefold()
    for row in table.rows:
        cells = {id(cell._tc): cell for cell in row.cells}
        yield Line(tuple(_piece(cell, numbers) for cell in cells.values()), framed)


def _piece(cell: _Cell, numbers: Numbering) -> Piece:
    paragraphs = [each for each in cell.paragraphs if each.text.strip()]
    text = "\n".join(f"{numbers.before(each)}{each.text.strip()}" for each in paragraphs)
    if not paragraphs:
        return Piece("", float(cell.width or 1))
    first = paragraphs[0]
    return Piece(text, float(cell.width or 1), _align(first), all(map(_bold, paragraphs)))


def _foot(document: Document) -> list[Line]:
    """The words at the foot of a page, once; a number of the page is none."""
    found: dict[str, Line] = {}
    for section in document.sections:
        for foot in (section.first_page_footer, section.footer):
            for each in foot.paragraphs:
                if each.text.strip(" 0123456789"):
                    found.setdefault(
                        each.text, Line((Piece(each.text.strip(), 1.0, _align(each)),))
                    )
    return [_EMPTY, *found.values()] if found else []


def _tidy(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines without empty ones at either end and side by side."""
    waiting = begun = False
    for line in lines:
        if not line.framed and not any(piece.text for piece in line.pieces):
            waiting = begun
            continue
        if waiting:
            yield _EMPTY
        yield line
        waiting, begun = False, True


def _styles(paragraph: Paragraph) -> Iterator[Any]:
    style: Any = paragraph.style
    while style is not None:
        yield style
        style = style.base_style


def _given(paragraph: Paragraph, name: str) -> Any:
    """How the paragraph is set, by itself or by its style; None where nothing is said."""
    formats = [paragraph.paragraph_format, *(s.paragraph_format for s in _styles(paragraph))]
    values = (getattr(each, name) for each in formats)
    return next((value for value in values if value is not None), None)


def _align(paragraph: Paragraph) -> Align:
    """Justified text counts as left."""
    found = _given(paragraph, "alignment")
    return _ALIGNS.get(found.name if found is not None else "", "left")


def _bold(paragraph: Paragraph) -> bool:
    """Whether every word of it is bold, by itself or by its style."""
    usual = next(
        (bool(style.font.bold) for style in _styles(paragraph) if style.font.bold is not None),
        False,
    )
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(usual if run.bold is None else run.bold for run in runs)
