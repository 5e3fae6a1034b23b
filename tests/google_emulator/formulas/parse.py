"""A formula's text as a tree; the few signs that spreadsheets use."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from tests.google_emulator.formulas.rewrite import REFERENCE, Corner, corner, title_of

NUMBER = {
    ",": re.compile(r"\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+"),
    ";": re.compile(r"\d+(?:,\d+)?(?:[eE][+-]?\d+)?|,\d+"),
}
NAME = re.compile(r"[^\W\d][\w.]*")
OPERATORS = ("<>", "<=", ">=", "<", ">", "=", "&", "+", "-", "*", "/", "^", "%", "(", ")", "{", "}")
POWER = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4,
         "^": 6}  # fmt: skip


class FormulaError(ValueError):
    """The text is no formula."""


@dataclass(frozen=True)
class Literal:
    """A number, a text, a truth value."""

    value: bool | int | float | str


@dataclass(frozen=True)
class Reference:
    """Cells: a sheet's title ("" for the formula's own) and one or two corners."""

    title: str
    corners: tuple[Corner, ...]


@dataclass(frozen=True)
class Name:
    """A named range."""

    name: str


@dataclass(frozen=True)
class Call:
    """A function, or an operator under its sign; "u-" and "%" take one argument."""

    name: str
    arguments: tuple[Node, ...]


Node = Literal | Reference | Name | Call
Token = tuple[str, object]


@functools.lru_cache(maxsize=65536)
def parse(text: str, separator: str) -> Node:
    """The tree of "=…"; FormulaError where it cannot be read.

    In locales with a decimal comma the separator is ";"; elsewhere "," and ";" both serve.
    """
    parser = _Parser(_tokens(text.removeprefix("="), separator))
    node = parser.expression(0)
    if parser.rest:
        raise FormulaError(text)
    return node


def _tokens(text: str, separator: str) -> list[Token]:
    found: list[Token] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        kind, value, size = _token(text, at, separator)
        found.append((kind, value))
        at += size
    return found


def _token(text: str, at: int, separator: str) -> tuple[str, object, int]:
    if text[at] == '"':
        match = re.compile(r'"((?:[^"]|"")*)"').match(text, at)
        if match is None:
            raise FormulaError(text)
        return "value", match[1].replace('""', '"'), len(match[0])
    if text.startswith("#REF!", at):
        return "fault", "REF", 5
    if match := REFERENCE.match(text, at):
        corners = tuple(corner(part) for part in match["cells"].split(":"))
        return "reference", Reference(title_of(match["sheet"] or ""), corners), len(match[0])
    if match := NUMBER[separator].match(text, at):
        number = float(match[0].replace(",", "."))
        return "value", int(number) if number.is_integer() else number, len(match[0])
    if match := NAME.match(text, at):
        return "name", match[0], len(match[0])
    if text[at] in (separator, ";"):
        return "separator", text[at], 1
    for sign in OPERATORS:
        if text.startswith(sign, at):
            return "sign", sign, len(sign)
    raise FormulaError(text)


class _Parser:
    """Precedence climbing over the tokens."""

    def __init__(self, tokens: list[Token]) -> None:
        self.rest = tokens[::-1]

    def peek(self) -> Token:
        return self.rest[-1] if self.rest else ("end", None)

    def take(self) -> Token:
        if not self.rest:
            raise FormulaError("the formula ends too early")
        return self.rest.pop()

    def expression(self, floor: int) -> Node:
        left = self.unary()
        while True:
            kind, sign = self.peek()
            if kind != "sign" or POWER.get(str(sign), -1) < max(floor, 1):
                return left
            self.take()
            right = self.expression(POWER[str(sign)] + 1)
            left = Call(str(sign), (left, right))

    def unary(self) -> Node:
        if self.peek() in (("sign", "-"), ("sign", "+")):
            _, sign = self.take()
            inner = self.expression(5)
            return Call("u-", (inner,)) if sign == "-" else inner
        node = self.primary()
        while self.peek() == ("sign", "%"):
            self.take()
            node = Call("%", (node,))
        return node

    def primary(self) -> Node:
        kind, value = self.take()
        if kind == "value" and isinstance(value, bool | int | float | str):
            return Literal(value)
        if isinstance(value, Reference):
            return value
        if kind == "fault":
            return Call("#REF!", ())
        if kind == "name":
            return self.named(str(value))
        if (kind, value) == ("sign", "("):
            node = self.expression(0)
            self.expect(")")
            return node
        if (kind, value) == ("sign", "{"):
            return Call("{}", tuple(self.arguments("}")))
        raise FormulaError(str(value))

    def named(self, name: str) -> Node:
        if self.peek() == ("sign", "("):
            self.take()
            return Call(name.upper(), tuple(self.arguments(")")))
        if name.upper() in ("TRUE", "FALSE", "ИСТИНА", "ЛОЖЬ"):
            return Literal(name.upper() in ("TRUE", "ИСТИНА"))
        return Name(name)

    def arguments(self, closing: str) -> list[Node]:
        found: list[Node] = []
        if self.peek() == ("sign", closing):
            self.take()
            return found
        while True:
            if self.peek()[0] == "separator" or self.peek() == ("sign", closing):
                found.append(Literal(""))
            else:
                found.append(self.expression(0))
            if self.peek()[0] != "separator":
                self.expect(closing)
                return found
            self.take()

    def expect(self, sign: str) -> None:
        if self.take() != ("sign", sign):
            raise FormulaError(f"{sign} is missing")
