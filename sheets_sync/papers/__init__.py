"""Drafts of papers in Word's format: Russian grammar, dates, filling a template, placing.

`drafts` takes Word and grammar along and is imported where a paper is made; the desk is light.
"""

from sheets_sync.papers.desk import Desk, Placed, safe_name

__all__ = ["Desk", "Placed", "safe_name"]
