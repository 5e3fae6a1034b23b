"""What a person sees in a paper: its lines, tables and yellow gaps."""

from __future__ import annotations

import io

from docx import Document
from docx.enum.text import WD_COLOR_INDEX


def lines(paper: bytes) -> list[str]:
    """The paragraphs outside tables that are not empty."""
    return [p.text for p in Document(io.BytesIO(paper)).paragraphs if p.text]


def spaced(paper: bytes) -> str:
    """The lines as one text, with common spaces for no-break ones."""
    return "\n".join(lines(paper)).replace("\xa0", " ")


def tables(paper: bytes) -> list[list[list[str]]]:
    """The text of every cell: table, row, cell."""
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in Document(io.BytesIO(paper)).tables
    ]


def yellow(paper: bytes) -> list[str]:
    """The texts on yellow, with common spaces."""
    document = Document(io.BytesIO(paper))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    return [
        run.text.replace("\xa0", " ")
        for paragraph in paragraphs
        for run in paragraph.runs
        if run.font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]
