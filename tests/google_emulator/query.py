"""The search language of files.list: "mimeType='…' and name contains '…' and trashed=false"."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.google_emulator.errors import drive_error
from tests.google_emulator.files import File, stamp

WORD = re.compile(
    r"""\s*(?:(?P<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")|(?P<word>[A-Za-z][\w]*)"""
    r"""|(?P<sign><=|>=|!=|=|<|>|\(|\)|\{|\}))""",
    re.DOTALL,
)
Test = Callable[[File], bool]


def parse(text: str) -> Test:
    """The test of a query; ApiError 400 for one that cannot be read."""
    words: list[str] = []
    at = 0
    while at < len(text.rstrip()):
        match = WORD.match(text, at)
        if match is None:
            raise _bad()
        words.append(match["text"] or match["word"] or match["sign"])
        at = match.end()
    parser = _Parser(words)
    found = parser.either()
    if parser.words:
        raise _bad()
    return found


def _bad() -> Exception:
    return drive_error(400, "invalid", "Invalid Value", "q")


def _both(left: Test, right: Test) -> Test:
    return lambda file: left(file) and right(file)


def _one(left: Test, right: Test) -> Test:
    return lambda file: left(file) or right(file)


class _Parser:
    """Reads and, or, not and the terms between them."""

    def __init__(self, words: list[str]) -> None:
        self.words = words[::-1]

    def take(self, *expected: str) -> str:
        if not self.words:
            raise _bad()
        word = self.words.pop()
        if expected and word.lower() not in expected:
            raise _bad()
        return word

    def next_is(self, word: str) -> bool:
        return bool(self.words) and self.words[-1].lower() == word

    def either(self) -> Test:
        found = self.all()
        while self.next_is("or"):
            self.take()
            found = _one(found, self.all())
        return found

    def all(self) -> Test:
        found = self.term()
        while self.next_is("and"):
            self.take()
            found = _both(found, self.term())
        return found

    def term(self) -> Test:
        word = self.take()
        if word.lower() == "not":
            inner = self.term()
            return lambda file: not inner(file)
        if word == "(":
            inner = self.either()
            self.take(")")
            return inner
        if word[0] in "'\"":
            self.take("in")
            return _member(_text(word), self.take("parents", "owners", "writers", "readers"))
        if word in ("appProperties", "properties"):
            return self.has(word)
        if word == "sharedWithMe" and not self.next_is("="):
            return lambda file: not file.made_by_app
        return _term(word, self.take(), self.take())

    def has(self, field: str) -> Test:
        self.take("has")
        self.take("{")
        self.take("key")
        self.take("=")
        key = _text(self.take())
        self.take("and")
        self.take("value")
        self.take("=")
        value = _text(self.take())
        self.take("}")
        return lambda file: file.extra.get(field, {}).get(key) == value


def _text(word: str) -> str:
    return re.sub(r"\\(.)", r"\1", word[1:-1]) if word[0] in "'\"" else word


def _member(value: str, field: str) -> Test:
    if field == "parents":
        return lambda file: value in file.parents or value == file.drive
    if field == "owners":
        return lambda file: file.owner == value
    return lambda file: any(p.get("emailAddress") == value for p in file.permissions)


FIELDS: dict[str, Callable[[File], str]] = {
    "name": lambda file: file.name,
    "title": lambda file: file.name,
    "fullText": lambda file: file.name,
    "mimeType": lambda file: file.mime,
    "trashed": lambda file: str(file.trashed).lower(),
    "starred": lambda file: str(bool(file.extra.get("starred"))).lower(),
    "modifiedTime": lambda file: stamp(file.modified),
    "createdTime": lambda file: stamp(file.created),
    "sharedWithMe": lambda file: str(not file.made_by_app).lower(),
}


def _term(field: str, sign: str, word: str) -> Test:
    if field not in FIELDS:
        raise _bad()
    read, value = FIELDS[field], _text(word)
    if field in ("name", "title", "fullText"):
        return _named(read, sign, value.lower())
    compared: dict[str, Callable[[str], bool]] = {
        "=": lambda v: v == value, "!=": lambda v: v != value, "<": lambda v: v < value,
        ">": lambda v: v > value, "<=": lambda v: v <= value, ">=": lambda v: v >= value,
        "contains": lambda v: v.startswith(value),
    }  # fmt: skip
    if sign not in compared:
        raise _bad()
    return lambda file: compared[sign](read(file))


def _named(read: Callable[[File], str], sign: str, value: str) -> Test:
    """Names are compared without regard to case."""
    if sign == "=":
        return lambda file: read(file).lower() == value
    if sign == "!=":
        return lambda file: read(file).lower() != value
    if sign == "contains":
        return lambda file: value in read(file).lower()
    raise _bad()
