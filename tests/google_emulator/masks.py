"""Field masks: "sheets(properties,data.rowData.values/note)" read, checked, applied."""

from __future__ import annotations

import re
from typing import Any

from tests.google_emulator.errors import Json

# A field to its own fields; an empty one stands for all.
Tree = dict[str, "Tree"]
WORD = re.compile(r"[A-Za-z0-9_*@-]+|[().,/]")


class MaskError(ValueError):
    """The mask cannot be read."""


def parse(text: str) -> Tree:
    """The tree of a mask; {} for "*" and the empty mask."""
    words = WORD.findall(text)
    if "".join(words) != re.sub(r"\s", "", text):
        raise MaskError(text)
    tree, rest = _items(words)
    if rest:
        raise MaskError(text)
    return {} if "*" in tree else tree


def _items(words: list[str]) -> tuple[Tree, list[str]]:
    tree: Tree = {}
    while words and words[0] != ")":
        branch, words = _path(words)
        _join(tree, branch)
        if words and words[0] == ",":
            words = words[1:]
    return tree, words


def _path(words: list[str]) -> tuple[Tree, list[str]]:
    name, words = words[0], words[1:]
    if name in "().,/":
        raise MaskError(name)
    inner: Tree = {}
    if words and words[0] in "./":
        inner, words = _path(words[1:])
    elif words and words[0] == "(":
        inner, words = _items(words[1:])
        if not words:
            raise MaskError("(")
        words = words[1:]
    return {name: {} if "*" in inner else inner}, words


def _join(tree: Tree, other: Tree) -> None:
    for name, inner in other.items():
        if name not in tree:
            tree[name] = inner
        elif not inner or not tree[name]:
            tree[name] = {}
        else:
            _join(tree[name], inner)


def pick(value: Any, tree: Tree) -> Any:
    """Only what the mask names; lists are gone through."""
    if not tree:
        return value
    if isinstance(value, list):
        return [pick(item, tree) for item in value]
    if isinstance(value, dict):
        return {k: pick(v, tree[k]) for k, v in value.items() if k in tree}
    return value


def wants(tree: Tree, *path: str) -> bool:
    """Whether the mask asks for anything under the path."""
    for name in path:
        if not tree:
            return True
        if name not in tree:
            return False
        tree = tree[name]
    return True


def update(old: Json, new: Json, tree: Tree) -> Json:
    """``old`` with the masked fields taken from ``new``; one that is missing there is cleared."""
    if not tree:
        return dict(new)
    made = dict(old)
    for name, inner in _with_styles(tree).items():
        if inner and isinstance(new.get(name, {}), dict):
            made[name] = update(made.get(name) or {}, new.get(name) or {}, inner)
            if not made[name]:
                del made[name]
        elif name in new:
            made[name] = new[name]
        else:
            made.pop(name, None)
    return made


def _with_styles(tree: Tree) -> Tree:
    """A colour and its style are one thing under two names."""
    made = dict(tree)
    for name in tree:
        if name.endswith("Color"):
            made.setdefault(name + "Style", {})
        elif name.endswith("ColorStyle"):
            made.setdefault(name.removesuffix("Style"), {})
    return made
