"""Drafts of papers in Word's format: Russian grammar, dates, filling a template, placing.

`drafts` takes Word and grammar along and is imported where a paper is made; the desk is light.
"""

from sheets_sync.pages import Page
from sheets_sync.papers.desk import Desk, Placed, safe_name

__all__ = ["Desk", "Placed", "printed", "safe_name"]


def printed(paper: bytes) -> Page:
    """The lines of a .docx, for a spreadsheet to print."""
    from sheets_sync.papers.printable import page

    return page(paper)
