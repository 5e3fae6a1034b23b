"""A workbook of people, read and changed in place: all that is not touched stays byte for byte."""

from sheets_sync.stores.xlsx.book import Book
from sheets_sync.stores.xlsx.read import Grid

__all__ = ["Book", "Grid"]
