"""The emulator without sockets: what a client's session does, with a gap before every call."""

from __future__ import annotations

import json as text
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlsplit

import requests
from google.auth.credentials import AnonymousCredentials

from sheets_sync.stores.google import Client
from sheets_sync.stores.google.keys import Key
from tests.google_emulator.calls import Answer, Call, Serve
from tests.google_emulator.service import Broken

Around = Callable[[str, Callable[[], Answer]], Answer]
"""Told the path of a call, and what carries it out."""


class Given(requests.Response):
    """An answer that was never bytes."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.status_code = answer.code
        self.held = answer.json or {}

    @property
    def content(self) -> bytes:
        """As bytes, for whoever wants them."""
        return text.dumps(self.held).encode()

    def json(self, **_: Any) -> Any:
        """What was answered."""
        return self.held


class Loopback:
    """Stands where `requests` has a session."""

    def __init__(self, serve: Serve, base: str, around: Around) -> None:
        self._serve = serve
        self._base = base
        self._around = around

    def request(
        self, method: str, url: str, params: Any = None, json: Any = None, **_: Any
    ) -> requests.Response:
        """One call; an error of `requests` where the way there breaks."""
        parts = urlsplit(url)
        call = Call(
            method.upper(),
            parts.path,
            {name: [str(value)] for name, value in (params or {}).items()},
            {},
            b"",
            self._base,
            json=json,
        )
        try:
            return Given(self._around(parts.path, lambda: self._serve(call)))
        except Broken as broken:
            raise _error_of(broken) from broken


def _error_of(broken: Broken) -> requests.RequestException:
    if broken.answer:
        return requests.exceptions.ChunkedEncodingError(str(broken))
    return requests.ReadTimeout() if broken.stall else requests.ConnectionError(str(broken))


def client(serve: Serve, base: str, around: Around) -> Client:
    """The client of a run, unchanged but for its session; it never really waits."""
    key = Key(AnonymousCredentials(), "", "", False)
    made = Client(key, base, sleep=lambda _: None, chance=lambda: 0.0)
    made.session = cast(Any, Loopback(serve, base, around))
    return made
