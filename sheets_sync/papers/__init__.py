"""Drafts of papers in Word's format: Russian grammar, dates, filling a template, placing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from sheets_sync.errors import PaperError
from sheets_sync.papers import data_consent, mentoring_consent, pair_order
from sheets_sync.papers.desk import Desk, Placed, safe_name
from sheets_sync.papers.normal import Properties
from sheets_sync.papers.render import render

__all__ = ["KINDS", "Desk", "Kind", "Placed", "draft", "render", "safe_name"]


class Kind(NamedTuple):
    """A kind of paper: its template's file name, its Russian title, and what fills it."""

    template: str
    title: str
    context: Callable[[Mapping[str, object]], dict[str, object]]


KINDS: Mapping[str, Kind] = {
    "pair_order": Kind(
        "pair_order.docx", "Приказ о закреплении наставнических пар", pair_order.context
    ),
    "data_consent": Kind(
        "data_consent.docx", "Согласие на обработку персональных данных", data_consent.context
    ),
    "mentoring_consent": Kind(
        "mentoring_consent.docx", "Согласие на наставничество", mentoring_consent.context
    ),
}


def draft(kind: str, data: Mapping[str, object], templates: Mapping[str, bytes]) -> bytes:
    """The bytes of a .docx draft of ``kind``; the same arguments give the same bytes.

    ``templates`` are files by name; the kinds are those of `KINDS`, and what data each takes is
    told by its ``context``. Raises `PaperError` for an unknown kind, a template that is not there
    or cannot be used, and data that make no paper.
    """
    if kind not in KINDS:
        raise PaperError(f"Бумага вида «{kind}» неизвестна. Есть такие: {', '.join(KINDS)}.")
    file, title, context = KINDS[kind]
    if file not in templates:
        raise PaperError(f"Нет шаблона «{file}»: верните его в папку шаблонов.")
    school = data.get("school")
    author = str(school.get("short_name") or "") if isinstance(school, Mapping) else ""
    return render(templates[file], context(data), file=file, properties=Properties(title, author))
