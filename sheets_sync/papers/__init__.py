"""Drafts of papers in Word's format: Russian grammar, dates, filling a template, placing."""

from __future__ import annotations

from collections.abc import Mapping

from sheets_sync.errors import PaperError
from sheets_sync.papers import pair_order
from sheets_sync.papers.desk import Desk, Placed, safe_name
from sheets_sync.papers.normal import Properties
from sheets_sync.papers.render import render

__all__ = ["Desk", "Placed", "draft", "render", "safe_name"]

_KINDS = {"pair_order": ("pair_order.docx", pair_order.TITLE, pair_order.context)}


def draft(kind: str, data: Mapping[str, object], templates: Mapping[str, bytes]) -> bytes:
    """The bytes of a .docx draft of ``kind``; the same arguments give the same bytes.

    ``templates`` are files by name; the kinds and their data: «pair_order», see
    `pair_order.context`. Raises `PaperError` for an unknown kind, a template that is not there or
    cannot be used, and data that make no paper.
    """
    if kind not in _KINDS:
        raise PaperError(f"Бумага вида «{kind}» неизвестна. Есть такие: {', '.join(_KINDS)}.")
    file, title, context = _KINDS[kind]
    if file not in templates:
        raise PaperError(f"Нет шаблона «{file}»: верните его в папку шаблонов.")
    school = data.get("school")
    author = str(school.get("short_name") or "") if isinstance(school, Mapping) else ""
    return render(templates[file], context(data), file=file, properties=Properties(title, author))
