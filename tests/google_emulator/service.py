"""What happens to one call between the wire and the model: faults, token, quota, schema, method."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from tests.google_emulator import comments, discovery, drive_api, sharing, sheets_api, uploads
from tests.google_emulator.auth import Account, Tokens
from tests.google_emulator.calls import Answer, Call
from tests.google_emulator.errors import ApiError, Json, bad_request, scope_missing, sheets_error
from tests.google_emulator.faults import Faults, error_of
from tests.google_emulator.files import Drive
from tests.google_emulator.quotas import Quotas
from tests.google_emulator.routes import route

DRIVE_METHODS = {**comments.METHODS, **drive_api.METHODS, **sharing.METHODS, **uploads.METHODS}
# The body of these stands in a field of the request message, and refusals name it.
IN_DATA = ("values.update", "values.append")
NOWHERE = b"<!DOCTYPE html><title>Error 404 (Not Found)!!1</title>"
Hook = Callable[[Call], None]


class Broken(Exception):
    """The connection is to break: ``answer`` is what half of is still sent."""

    def __init__(self, answer: Answer | None = None, stall: bool = False) -> None:
        super().__init__("the connection breaks")
        self.answer = answer
        self.stall = stall


@dataclass
class Service:
    """All parts together; one call at a time."""

    drive: Drive
    tokens: Tokens
    quotas: Quotas
    faults: Faults = field(default_factory=Faults)
    hooks: list[Hook] = field(default_factory=list)
    log: list[Call] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)
    # What did not fit the discovery documents in our own answers; must stay empty.
    violations: list[str] = field(default_factory=list)
    project: str = "100000000001"
    person: Account = field(default_factory=lambda: Account("teacher@example.com", False))
    lock: threading.RLock = field(default_factory=threading.RLock)

    def serve(self, call: Call) -> Answer:
        """The answer to a call; Broken when the connection is to break."""
        found = route(call.verb, call.path)
        call.kind = self._own_kind(call) if found is None else found.kind
        with self.lock:
            self.log.append(call)
            self.calls[call.kind] += 1
        for hook in list(self.hooks):
            hook(call)
        way = self.faults.next_for(call)
        try:
            if way and not way.endswith("-after") and way != "half":
                raise self._failure(way, call, None)
            answer = self._served(call)
            if way:
                raise self._failure(way, call, answer)
        except ApiError as error:
            answer = Answer(error.code, error.body, headers=error.headers)
        call.status = answer.code
        return answer

    def _failure(self, way: str, call: Call, answer: Answer | None) -> Exception:
        if way[0].isdigit():
            return error_of(way, self.project, call.is_write)
        return Broken(answer if way == "half" else None, way.startswith("stall"))

    def _own_kind(self, call: Call) -> str:
        return {"/token": "oauth.token", "/auth": "oauth.consent"}.get(call.path, "unknown")

    def _served(self, call: Call) -> Answer:
        with self.lock:
            if call.kind == "oauth.token":
                form = dict(parse_qsl(call.content.decode()))
                return Answer(json=self.tokens.answer(form))
            if call.kind == "oauth.consent":
                return self.tokens.page(call, self.person)
            found = route(call.verb, call.path)
            if found is None:
                return Answer(404, content=NOWHERE, mime="text/html; charset=UTF-8")
            call.parts = found.parts
            return self._method(call, found.document)

    def _method(self, call: Call, document: str) -> Answer:
        call.token = self.tokens.of(call.headers.get("authorization", ""))
        method = discovery.methods(document).get(call.kind, {})
        self._check_scope(call, method, document)
        self.quotas.check(call)
        is_sheets = document == "sheets.v4"
        if is_sheets:
            discovery.check_query(document, method, call.query)
        call.json = _body(call)
        if is_sheets:
            self._check_body(call, method)
            answer = sheets_api.serve(self.drive, call, method["response"]["$ref"])
        elif call.kind in DRIVE_METHODS:
            answer = DRIVE_METHODS[call.kind](self.drive, call)
        else:
            raise sheets_error(501, f"The emulator does not carry out {call.kind}.")
        self._check_answer(call, method, answer, document)
        return answer

    def _check_scope(self, call: Call, method: Json, document: str) -> None:
        allowed = method.get("scopes", [])
        if allowed and not call.caller.scopes & set(allowed):
            name = "sheets.googleapis.com" if document == "sheets.v4" else "drive.googleapis.com"
            raise scope_missing(name)

    def _check_body(self, call: Call, method: Json) -> None:
        schema = method.get("request", {}).get("$ref")
        if schema is None:
            return
        root = "data" if call.kind.endswith(IN_DATA) else ""
        call.json = discovery.request("sheets.v4", schema, call.json or {}, root)

    def _check_answer(self, call: Call, method: Json, answer: Answer, document: str) -> None:
        schema = method.get("response", {}).get("$ref")
        if schema is None or answer.json is None:
            return
        try:
            discovery.answer(document, schema, answer.json)
        except discovery.AnswerError as error:
            self.violations.append(f"{call.kind}: {error}")
            raise


def _body(call: Call) -> object:
    is_json = "json" in call.headers.get("content-type", "json")
    if not call.content or not is_json or call.path.startswith("/upload/"):
        return None
    try:
        return json.loads(call.content)
    except ValueError as error:
        text = f"Invalid JSON payload received. {error}"
        raise bad_request([("", text)]) from None
