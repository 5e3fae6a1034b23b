"""A draft of a paper: its template filled with its words, and the acts that it cites."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sheets_sync.errors import PaperError
from sheets_sync.papers import (
    data_consent,
    legal,
    mentoring_consent,
    pair_order,
    plain,
    selection_sheet,
)
from sheets_sync.papers.normal import Properties
from sheets_sync.papers.render import render
from sheets_sync.rules.kinds import KINDS

_OWN: Mapping[str, Callable[[Mapping[str, object]], dict[str, object]]] = {
    "pair_order": pair_order.context,
    "data_consent": data_consent.context,
    "mentoring_consent": mentoring_consent.context,
    "selection_sheet": selection_sheet.context,
}
"""What fills each kind of paper that has words of its own; any other is plain."""


def draft(kind: str, data: Mapping[str, object], templates: Mapping[str, bytes]) -> bytes:
    """The bytes of a .docx draft of ``kind``; the same arguments give the same bytes.

    ``templates`` are files by name, legal_basis.toml among them; the kinds are those of `KINDS`
    with a template, and what data each takes is told by its ``context``. ``day`` in ``data`` (ISO)
    is the day whose acts the paper cites. Raises `PaperError` for an unknown kind, a template or a
    list of acts that is not there or cannot be used, and data that make no paper.
    """
    known = [each.name for each in KINDS.values() if each.template]
    if kind not in known:
        raise PaperError(f"Бумага вида «{kind}» неизвестна. Есть такие: {', '.join(known)}.")
    paper, words_of = KINDS[kind], _OWN.get(kind, plain.context)
    template = _file(paper.template, templates)
    acts = legal.chosen(legal.parse(_file(legal.FILE, templates)), kind, data.get("day"))
    words = {**words_of(data), **legal.words(acts)}
    school = data.get("school")
    author = str(school.get("short_name") or "") if isinstance(school, Mapping) else ""
    return render(template, words, file=paper.template, properties=Properties(paper.title, author))


def _file(name: str, templates: Mapping[str, bytes]) -> bytes:
    if name not in templates:
        raise PaperError(f"Нет файла «{name}»: верните его в папку шаблонов.")
    return templates[name]
