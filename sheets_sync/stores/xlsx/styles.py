"""Cell styles: number formats read, and a style derived when a value needs another format."""

from __future__ import annotations

from sheets_sync.cells import GENERAL
from sheets_sync.stores.xlsx.formats import BUILT_IN
from sheets_sync.stores.xlsx.markup import (
    MarkupError,
    Node,
    appended,
    parsed,
    prefix_of,
    quote,
    spliced,
    utf8,
    whole,
    with_attribute,
)

NO_STYLES = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
<fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>\
<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellXfs></styleSheet>"""
"""What a workbook without a styles part behaves like."""
_FIRST_OWN_FORMAT = 164
_USUAL_SIZE = 11.0


class Styles:
    """The styles part; ``data`` changes only when a style is added."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.changed = False
        self._load(utf8(data))

    def _load(self, data: bytes) -> None:
        self._text = data
        self._root = parsed(data)
        formats, frames = self._root.find("numFmts"), self._root.find("cellXfs")
        self._formats = {
            whole(node.attrs.get("numFmtId", "0")): node.attrs.get("formatCode", GENERAL)
            for node in (formats.children if formats else [])
        }
        self._frames = [node for node in frames.children if node.name == "xf"] if frames else []
        self._codes = [self._code(whole(node.attrs.get("numFmtId", "0"))) for node in self._frames]
        fonts = self._root.find("fonts")
        self._sizes = [_size(node) for node in (fonts.children if fonts else [])]

    def _code(self, number: int) -> str:
        return self._formats.get(number) or BUILT_IN.get(number, GENERAL)

    def number_format(self, style: int) -> str:
        """The number format of a style by its number; General for a number that is not there."""
        return self._codes[style] if 0 <= style < len(self._codes) else GENERAL

    def wraps(self, style: int) -> bool:
        """Whether a cell of that style breaks its text into lines."""
        frame = self._frames[style] if 0 <= style < len(self._frames) else None
        alignment = frame.find("alignment") if frame else None
        return alignment is not None and alignment.attrs.get("wrapText") in {"1", "true"}

    def letter_size(self, style: int) -> float:
        """The size of the letters of a cell of that style, in points."""
        frame = self._frames[style] if 0 <= style < len(self._frames) else None
        font = whole(frame.attrs.get("fontId", "0")) if frame else 0
        return self._sizes[font] if 0 <= font < len(self._sizes) else _USUAL_SIZE

    def derived(self, style: int, code: str) -> int:
        """The number of the style that differs only in its number format, added if missing."""
        if not 0 <= style < len(self._frames):
            style = 0
        wanted = self._look(self._frames[style]) if self._frames else None
        for number, frame in enumerate(self._frames):
            if self._codes[number] == code and self._look(frame) == wanted:
                return number
        return self._added(style, code)

    def _look(self, frame: Node) -> tuple[object, bytes]:
        passing = {"numFmtId", "applyNumberFormat", "quotePrefix"}
        kept = sorted(item for item in frame.attrs.items() if item[0] not in passing)
        return kept, self._text[frame.inner : frame.close]

    def _added(self, style: int, code: str) -> int:
        number = self._format_number(code)
        frames = self._root.find("cellXfs")
        if frames is None or not self._frames:
            raise MarkupError("styles without cell formats")
        base = self._frames[style]
        tag = self._text[base.start : base.inner]
        tag = with_attribute(tag, b"numFmtId", str(number))
        tag = with_attribute(tag, b"applyNumberFormat", "1")
        tag = with_attribute(tag, b"quotePrefix", None)
        content = tag + self._text[base.inner : base.end]
        count = str(len(self._frames) + 1)
        self._change(spliced(self._text, [appended(self._text, frames, content, "count", count)]))
        return len(self._frames) - 1

    def _format_number(self, code: str) -> int:
        """The number of a format code; a new code is added to the part."""
        known = {**BUILT_IN, **self._formats}
        found = next((number for number, text in known.items() if text == code), None)
        if found is not None:
            return found
        number = max(_FIRST_OWN_FORMAT - 1, *self._formats, 0) + 1
        prefix, formats = prefix_of(self._text, self._root), self._root.find("numFmts")
        line = b'<%bnumFmt numFmtId="%d" formatCode="%b"/>' % (prefix, number, quote(code))
        if formats is None:
            block = b'<%bnumFmts count="1">%b</%bnumFmts>' % (prefix, line, prefix)
            at = self._root.inner
            self._change(self._text[:at] + block + self._text[at:])
        else:
            count = str(len(formats.children) + 1)
            self._change(spliced(self._text, [appended(self._text, formats, line, "count", count)]))
        return number

    def _change(self, data: bytes) -> None:
        self.data = data
        self.changed = True
        self._load(data)


def _size(font: Node) -> float:
    size = font.find("sz")
    try:
        return float(size.attrs.get("val", _USUAL_SIZE)) if size else _USUAL_SIZE
    except ValueError:
        return _USUAL_SIZE
