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
from tests.google_emulator.calls import Answer, Call
from tests.google_emulator.emulator import Emulator
from tests.google_emulator.service import Broken

Around = Callable[[str, Callable[[], Answer]], Answer]
"""Told the path of a call, and what carries it out."""


class Loopback:
    """Stands where `requests` has a session."""

    def __init__(self, emulator: Emulator, around: Around) -> None:
        self._service = emulator.service
        self._base = emulator.base
        self._around = around
        self._token = emulator.token()

    def request(
        self, method: str, url: str, params: Any = None, json: Any = None, **_: Any
    ) -> requests.Response:
        """One call; requests.ConnectionError where the way there breaks."""
        parts = urlsplit(url)
        call = Call(
            method.upper(),
            parts.path,
            {name: [str(value)] for name, value in (params or {}).items()},
            {"authorization": f"Bearer {self._token}", "content-type": "application/json"},
            b"" if json is None else text.dumps(json).encode(),
            self._base,
        )
        try:
            answer = self._around(parts.path, lambda: self._service.serve(call))
        except Broken as broken:
            raise requests.ConnectionError(str(broken)) from broken
        response = requests.Response()
        response.status_code = answer.code
        response._content = text.dumps(answer.json or {}).encode()
        return response


def client(emulator: Emulator, around: Around) -> Client:
    """The client of a run, unchanged but for its session; it never really waits."""
    key = Key(AnonymousCredentials(), "", "", False)
    made = Client(key, emulator.base, sleep=lambda _: None, chance=lambda: 0.0)
    made.session = cast(Any, Loopback(emulator, around))
    return made
