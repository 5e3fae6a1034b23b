"""From a verb and a path to a method of the discovery documents."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

from tests.google_emulator.discovery import methods


class Route(NamedTuple):
    """``document`` is "sheets.v4" or "drive.v3", ``kind`` the method's id."""

    document: str
    kind: str
    parts: list[str]


# Upload addresses are not among the paths of the methods.
EXTRA = [
    ("POST", "/upload/drive/v3/files", "drive.files.create"),
    ("PATCH", "/upload/drive/v3/files/{fileId}", "drive.files.update"),
    ("PUT", "/upload/drive/v2/files/{fileId}", "drive.v2.files.update"),
]


def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"\{[^}]*\}", path)
    # A part may hold ":"; what follows it is the verb of the method.
    return re.compile("([^/]+?)".join(re.escape(part) for part in parts) + r"\Z")


def _table() -> list[tuple[str, re.Pattern[str], str, str]]:
    made = []
    for document, root in (("sheets.v4", "/"), ("drive.v3", "/drive/v3/")):
        for kind, method in methods(document).items():
            path = root + method["path"]
            made.append((method["httpMethod"], _pattern(path), document, kind))
    made += [(verb, _pattern(path), "drive.v3", kind) for verb, path, kind in EXTRA]
    # The longer pattern first: ".../values/{range}:append" before ".../values/{range}".
    return sorted(made, key=lambda row: -len(row[1].pattern))


TABLE = _table()


def route(verb: str, path: str) -> Route | None:
    """The method of a call, with the parts of its path; None where there is none."""
    for wanted, pattern, document, kind in TABLE:
        match = pattern.match(path) if verb == wanted else None
        if match:
            return Route(document, kind, [unquote(part) for part in match.groups()])
    return None
