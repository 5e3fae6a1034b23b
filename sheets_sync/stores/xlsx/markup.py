"""XML as bytes with positions: parts are edited by splicing, so that all else stays as it was."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple
from xml.parsers import expat

_START_TAG = re.compile(rb"""<([^\s/>]+)(?:[^>"']|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")
_DECLARATION = re.compile(rb"""^(<\?xml[^>]*?\sencoding\s*=\s*["'])([^"']+)(["'])""")
_ENTITY = re.compile(r"&(#x[0-9A-Fa-f]+|#[0-9]+|lt|gt|amp|quot|apos);")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


class MarkupError(ValueError):
    """The part is not XML that we can follow."""


class Splice(NamedTuple):
    """Bytes ``start:end`` become ``new``."""

    start: int
    end: int
    new: bytes


@dataclass(slots=True)
class Node:
    """An element: its tags lie at ``start:inner`` and ``close:end``, in bytes.

    Attributes are keyed by name; one of a namespace by "namespace name".
    """

    space: str
    name: str
    attrs: dict[str, str]
    start: int
    inner: int
    close: int = -1
    end: int = -1
    text: str = ""
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)

    def find(self, name: str) -> Node | None:
        """The first child of that local name."""
        return next((child for child in self.children if child.name == name), None)

    def walk(self) -> Iterator[Node]:
        """This element and all below, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def relation(self) -> str:
        """The relationship id (``r:id``), or an empty text."""
        for key, value in self.attrs.items():
            if key.endswith(" id") and "elationships" in key:
                return value
        return ""


def utf8(data: bytes) -> bytes:
    """The document in UTF-8, its declaration too; nothing changes when it is already."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            data = data.decode("utf-16").encode("utf-8")
        except UnicodeError as error:
            raise MarkupError(str(error)) from error
        return _DECLARATION.sub(rb"\1UTF-8\3", data)
    declared = _DECLARATION.match(data)
    if declared is None or declared[2].lower() in {b"utf-8", b"us-ascii"}:
        return data
    try:
        text = data.decode(declared[2].decode("ascii"))
    except (LookupError, UnicodeError) as error:
        raise MarkupError(str(error)) from error
    return _DECLARATION.sub(rb"\1UTF-8\3", text.encode("utf-8"))


def parsed(data: bytes) -> Node:
    """The tree of a small UTF-8 document; ``MarkupError`` if it is broken or declares entities."""
    builder = _Builder(data)
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise MarkupError(str(error)) from error
    except UnicodeDecodeError as error:
        raise MarkupError(str(error)) from error
    return builder.root.children[0]


class _Builder:
    """Builds a tree from the parser's events and byte positions."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.root = Node("", "", {}, 0, 0)
        self._top = self.root
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _doctype(self, *_: object) -> None:
        raise MarkupError("a document type is declared")

    def _start(self, name: str, attrs: dict[str, str]) -> None:
        at = self.parser.CurrentByteIndex
        tag = _START_TAG.match(self.data, at)
        if tag is None:
            raise MarkupError(f"no tag at {at}")
        space, _, local = name.rpartition(" ")
        node = Node(space, local, attrs, at, tag.end(), parent=self._top)
        self._top.children.append(node)
        self._top = node

    def _end(self, _: str) -> None:
        node = self._top
        if self.data[node.inner - 2 : node.inner] == b"/>":
            node.close = node.end = node.inner
        else:
            node.close = self.parser.CurrentByteIndex
            node.end = self.data.index(b">", node.close) + 1
        if node.parent is not None:
            self._top = node.parent

    def _text(self, text: str) -> None:
        self._top.text += text


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """``data`` with all splices made; two inserts at one place keep their order."""
    out, at = [], 0
    for start, end, new in sorted(splices, key=lambda splice: splice[:2]):
        if start < at:
            raise AssertionError("splices overlap")
        out += [data[at:start], new]
        at = end
    out.append(data[at:])
    return b"".join(out)


def tag_name(data: bytes, node: Node) -> bytes:
    """The name in the element's tag, prefix included."""
    tag = _START_TAG.match(data, node.start)
    return tag[1] if tag else node.name.encode()


def prefix_of(data: bytes, node: Node) -> bytes:
    """The prefix of the element's tag with its colon, or nothing."""
    prefix, colon, _ = tag_name(data, node).rpartition(b":")
    return prefix + colon


def with_attribute(tag: bytes, name: bytes, value: str | None) -> bytes:
    """A start tag with an attribute set, or removed when ``value`` is ``None``."""
    head = _START_TAG.match(tag)
    at = len(head[1]) + 1 if head else 0
    quoted = b'"' + quote(value or "") + b'"'
    for found in _ATTRIBUTE.finditer(tag, at):
        if found[1] == name:
            if value is None:
                return tag[: found.start()] + tag[found.end() :]
            return tag[: found.start(2)] + quoted + tag[found.end(2) :]
    if value is None:
        return tag
    inside = tag[: -2 if tag.endswith(b"/>") else -1].rstrip()
    return inside + b" " + name + b"=" + quoted + tag[len(inside) :]


def set_attributes(data: bytes, node: Node, **values: str | None) -> Splice:
    """The splice that sets attributes without a namespace; ``None`` removes one."""
    tag = data[node.start : node.inner]
    for name, value in values.items():
        tag = with_attribute(tag, name.encode(), value)
    return Splice(node.start, node.inner, tag)


def set_text(node: Node, text: str) -> Splice:
    """The splice that replaces the whole content of an element by a text."""
    return Splice(node.inner, node.close, escape(text, quote=False).encode())


def appended(
    data: bytes, node: Node, content: bytes, attribute: str = "", value: str = ""
) -> Splice:
    """The splice that adds content at the end of an element and perhaps sets an attribute."""
    tag, inside = data[node.start : node.inner], data[node.inner : node.close]
    if attribute:
        tag = with_attribute(tag, attribute.encode(), value)
    if tag.endswith(b"/>"):
        closing = b"</" + tag_name(data, node) + b">"
        return Splice(node.start, node.end, tag[:-2].rstrip() + b">" + content + closing)
    return Splice(node.start, node.close, tag + inside + content)


_IN_ATTRIBUTE = str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


def quote(text: str) -> bytes:
    """Text as the value of an attribute in double quotes."""
    return escape(text, quote=False).translate(_IN_ATTRIBUTE).encode()


def whole(text: str | bytes) -> int:
    """A number that an attribute or a value must hold; ``MarkupError`` if it does not."""
    try:
        return int(text)
    except ValueError as error:
        raise MarkupError(str(error)) from error


def unescaped(raw: bytes) -> str:
    """The text of character data."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MarkupError(str(error)) from error
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    what = found[1]
    if not what.startswith("#"):
        return _NAMED[what]
    number = int(what[2:], 16) if what[1] == "x" else int(what[1:])
    if number > sys.maxunicode:
        raise MarkupError(f"no character {number}")
    return chr(number)
