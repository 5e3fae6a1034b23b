"""One call as it came over the wire, and what an answer is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.google_emulator.errors import Json

if TYPE_CHECKING:
    from tests.google_emulator.auth import Token


@dataclass
class Call:
    """A request. ``kind`` is the method's name in the discovery document, or "oauth.token"."""

    verb: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    content: bytes
    base: str
    kind: str = ""
    # The parts of the path, percent signs resolved.
    parts: list[str] = field(default_factory=list)
    json: Any = None
    token: Token | None = None
    status: int = 0

    def one(self, name: str, other: str = "") -> str:
        """A query parameter."""
        return self.query.get(name, [other])[-1]

    def on(self, name: str) -> bool:
        """A query parameter that is a truth value."""
        return self.one(name).lower() in ("true", "1")

    def options(self) -> Json:
        """All query parameters, the last value of each."""
        return {name: values[-1] for name, values in self.query.items()}

    @property
    def caller(self) -> Token:
        """The token of an authenticated call."""
        assert self.token is not None
        return self.token

    @property
    def is_write(self) -> bool:
        """Whether Sheets counts it as a write."""
        reads = ("getByDataFilter", "batchGetByDataFilter", "search")
        return self.verb != "GET" and not self.kind.endswith(reads)


@dataclass
class Answer:
    """An answer; ``json`` None for an empty one, ``content`` for a file's bytes."""

    code: int = 200
    json: Json | None = None
    content: bytes | None = None
    mime: str = "application/json; charset=UTF-8"
    headers: dict[str, str] = field(default_factory=dict)


Serve = Callable[[Call], Answer]
