"""A .docx draft out of a template and data: the same data give the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING

from sheets_sync.errors import PaperError
from sheets_sync.papers.normal import Properties, normalised
from sheets_sync.papers.words import FILTERS, shown

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

_UNKNOWN_WORD = re.compile(r"^'(?P<word>[^']+)' is undefined|has no attribute '(?P<part>[^']+)'")
_UNKNOWN_FILTER = re.compile(r"No filter named '(?P<word>[^']+)'")
_UNKNOWN_TAG = re.compile(r"Encountered unknown tag '(?P<word>[^']+)'")
_TAGS = ("if", "elif", "else", "endif", "for", "endfor")
_LOST = (
    "после подстановки документ не складывается. Метки {%p … %} стоят каждая в своём абзаце, "
    "{%tr … %} – каждая в своей строке таблицы, и у каждой «if» и «for» есть «endif» и «endfor»."
)
_FAILED = "вычисление в метке не удалось. Оставьте в метках слова и фильтры из списка."
_UNREAD = "Проверьте, что фигурные скобки закрыты, а у «if» и «for» есть «endif» и «endfor»."
_NO_DOCX = (
    "не открывается как документ Word (.docx). Сохраните его в Word заново как «Документ Word "
    "(*.docx)» или возьмите исходный шаблон."
)


def render(
    template: bytes,
    data: Mapping[str, object],
    *,
    file: str = "шаблон.docx",
    properties: Properties | None = None,
) -> bytes:
    """The draft: ``template`` (a .docx with Jinja tags) filled with ``data``.

    Every printed None or empty text becomes a yellow gap. ``file`` is the template's name for
    messages; ``properties`` fill Word's «Сведения». Raises `PaperError` for a template that is no
    .docx, has an unknown word or filter, or a tag that is not closed.
    """
    return normalised(_filled(template, data, file), properties or Properties())


def _filled(template: bytes, data: Mapping[str, object], file: str) -> bytes:
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError
    from lxml.etree import XMLSyntaxError

    _check_is_docx(template, file)
    paper = DocxTemplate(io.BytesIO(template))
    out = io.BytesIO()
    try:
        _check_still_xml(paper, data)
        paper.render(dict(data), _environment(), autoescape=True)
        paper.save(out)
    except TemplateError as exc:
        raise PaperError(f"Шаблон «{file}»: {_explained(exc, data)}") from exc
    except XMLSyntaxError as exc:
        raise PaperError(f"Шаблон «{file}»: {_LOST}") from exc
    except (TypeError, ValueError, ArithmeticError) as exc:
        raise PaperError(f"Шаблон «{file}»: {_FAILED}") from exc
    return out.getvalue()


def _environment() -> SandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=shown)
    environment.filters.update(FILTERS)
    return environment


def _check_is_docx(template: bytes, file: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            whole = "word/document.xml" in archive.namelist() and archive.testzip() is None
    except (zipfile.BadZipFile, EOFError, ValueError):
        whole = False
    if not whole:
        raise PaperError(f"Шаблон «{file}» {_NO_DOCX}")


def _check_still_xml(paper: object, data: Mapping[str, object]) -> None:
    """docxtpl mends broken XML in silence and loses text by it: parse strictly first."""
    from docxtpl import DocxTemplate
    from lxml import etree

    assert isinstance(paper, DocxTemplate)
    paper.render_init()
    etree.fromstring(paper.build_xml(dict(data), _environment()))


def _explained(exc: Exception, data: Mapping[str, object]) -> str:
    """What is wrong with the template and what to do, in Russian."""
    says = str(exc)
    if found := _UNKNOWN_FILTER.search(says):
        return (
            f"неизвестный фильтр «{found['word']}»{_where(exc)}. Есть такие: {', '.join(FILTERS)}. "
            "Исправьте слово после черты «|»."
        )
    if found := _UNKNOWN_WORD.search(says):
        word = found["word"] or found["part"]
        return (
            f"неизвестное слово «{word}». Есть такие: {', '.join(data)}. Исправьте слово в метке."
        )
    if (found := _UNKNOWN_TAG.search(says)) and found["word"] not in _TAGS:
        return (
            f"неизвестная метка «{found['word']}»{_where(exc)}. Есть такие: {', '.join(_TAGS)}. "
            "Исправьте её первое слово."
        )
    return f"метка не читается{_where(exc)}. {_UNREAD}"


def _where(exc: Exception) -> str:
    """The words of the paragraph that Jinja names, as docxtpl hands them over."""
    lines = [line.strip() for line in getattr(exc, "docx_context", ())]
    number = getattr(exc, "lineno", None)
    if not lines or not isinstance(number, int):
        return ""
    line = lines[min(3, number - 1, len(lines) - 1)]
    return f" в абзаце «{line[:80]}»" if line else ""
