"""Texts of cells: shared and inline strings read, one text written inline."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from sheets_sync.errors import UnwritableError
from sheets_sync.stores.xlsx.markup import parsed, prefix_of, unescaped

LONGEST = 32_767
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_COMMENT = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_CDATA = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


def plain(raw: bytes) -> bytes:
    """Content without comments and instructions, and with CDATA sections as plain text."""
    if b"<!" not in raw and b"<?" not in raw:
        return raw
    shown = _CDATA.sub(lambda found: escape(found[1].decode(), quote=False).encode(), raw)
    return _COMMENT.sub(b"", shown)


def shared_strings(data: bytes) -> list[str]:
    """All texts of the shared strings part (UTF-8), in order."""
    root = re.search(rb"<([^\s?!/>:]+:)?sst(?=[\s/>])(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", data)
    if root is None:
        return []
    head = data[: root.end()]
    closed = head if head.endswith(b"/>") else head + b"</" + (root[1] or b"") + b"sst>"
    prefix = prefix_of(closed, parsed(closed))
    item = re.compile(
        rb"<%bsi(?=[\s/>])[^>]*?(?:/>|>(.*?)</%bsi\s*>)" % (prefix, prefix), re.DOTALL
    )
    items = item.finditer(plain(data[root.end() :]))
    return [runs_text(found[1] or b"", prefix) for found in items]


def runs_text(raw: bytes, prefix: bytes) -> str:
    """The text of ``<si>`` or ``<is>`` content: runs joined, phonetic hints left out."""
    phonetic, run = _patterns(prefix)
    if b"rPh" in raw:
        raw = phonetic.sub(b"", raw)
    return decoded("".join([unescaped(found[1]) for found in run.finditer(raw)]))


@lru_cache(maxsize=8)
def _patterns(prefix: bytes) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    return (
        re.compile(rb"<%brPh(?=[\s>]).*?</%brPh\s*>" % (prefix, prefix), re.DOTALL),
        re.compile(rb"<%bt(?:\s[^>]*)?(?<!/)>(.*?)</%bt\s*>" % (prefix, prefix), re.DOTALL),
    )


def decoded(text: str) -> str:
    """A text with ``_x000D_`` and its kin turned into characters."""
    if "_x" not in text:
        return text
    shown = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return shown.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def inline(text: str, prefix: bytes, where: str) -> bytes:
    """``<is>`` content for a text; ``UnwritableError`` naming ``where`` if no cell can hold it."""
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST:
        raise UnwritableError(
            f"{where}: текст длиннее {LONGEST} знаков, в ячейку он не войдёт. Сократите его."
        )
    illegal = _ILLEGAL.search(text)
    if illegal is not None:
        raise UnwritableError(
            f"{where}: в тексте после «{text[: illegal.start()][-20:]}» стоит невидимый знак,"
            " который нельзя сохранить в книге. Наберите текст заново, без вставки."
        )
    coded = _LOOKS_ESCAPED.sub("_x005F_", text).replace("\r", "_x000D_")
    space = b' xml:space="preserve"' if text != text.strip() or "\n" in text else b""
    body = b"<%bt%b>%b</%bt>" % (prefix, space, escape(coded, quote=False).encode(), prefix)
    return b"<%bis>%b</%bis>" % (prefix, body, prefix)
