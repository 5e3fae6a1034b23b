"""The demo's school: its old workbook, its people, and a curator who types."""

from sheets_sync.demo.typist import Typed, Typist

__all__ = ["Typed", "Typist"]
