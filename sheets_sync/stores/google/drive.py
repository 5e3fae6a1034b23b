"""Drafts as files on Drive: each found by its key before it is placed, and placed once."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sheets_sync.errors import StoreError, UnavailableError
from sheets_sync.stores.base import Drafted
from sheets_sync.stores.google.client import Client, Json

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KEY, BYTES = "sheetsSyncDraft", "sheetsSyncBytes"
FILE = "id,webViewLink,appProperties"
MOST_KEYS = 20
"""Drafts that one listing asks for."""
TRIES = 4
BOUNDARY = "sheets_sync-{digest}"


@dataclass(frozen=True, slots=True)
class Folder:
    """Where new files go: ``drive`` for a shared one, ``parent`` "" for one's own Drive."""

    drive: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class OnDrive:
    """A file: its id, its address, and the SHA-256 of what the program wrote into it."""

    id: str
    link: str
    sha256: str


def folder_of(client: Client, spreadsheet: str) -> Folder | None:
    """The folder of the spreadsheet, one's own Drive, or None where there is nowhere to go.

    What a service account puts elsewhere nobody else could open.
    """
    said = client.lies.get(spreadsheet) or client.about(spreadsheet, "driveId,parents,ownedByMe")
    parents = said.get("parents") or [said.get("driveId", "")]
    if said.get("driveId"):
        return Folder(said["driveId"], parents[0])
    if client.key.person:
        return Folder(parent=parents[0] if said.get("ownedByMe") else "")
    return Folder(parent=parents[0]) if parents[0] else None


def key_of(spreadsheet: str, draft: Drafted) -> str:
    """The key of a draft: (kind, subject, school year, line, edition) of one spreadsheet."""
    paper = draft.paper
    parts = (spreadsheet, paper.kind, paper.subject, paper.year, paper.line, str(paper.edition))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:40]


def found(client: Client, folder: Folder, keys: Sequence[str]) -> Mapping[str, OnDrive]:
    """The files that bear the ``keys``, the oldest of each."""
    where = {"corpora": "drive", "driveId": folder.drive} if folder.drive else {}
    made: dict[str, OnDrive] = {}
    for start in range(0, len(keys), MOST_KEYS):
        some = keys[start : start + MOST_KEYS]
        has = " or ".join(f"appProperties has {{ key='{KEY}' and value='{k}' }}" for k in some)
        said = client.files(
            {
                "q": f"trashed = false and ({has})",
                "orderBy": "createdTime",
                "fields": f"files({FILE})",
                "supportsAllDrives": "true",
                "includeItemsFromAllDrives": "true",
                **where,
            }
        )
        for each in said.get("files", ()):
            made.setdefault(each["appProperties"][KEY], _file(each))
    return made


def placed(client: Client, folder: Folder, spreadsheet: str, draft: Drafted) -> OnDrive:
    """A new file; an upload whose answer was lost is looked for before it is sent again.

    RefusedFile where Google does not take it.
    """
    key = key_of(spreadsheet, draft)
    for number in range(1, TRIES + 1):
        try:
            return _file(client.upload(*_upload(folder, key, draft)))
        except UnavailableError:
            if number == TRIES:
                raise
        client.wait(number)
        if already := found(client, folder, [key]).get(key):
            return already
    raise AssertionError  # the last try has returned or raised


def thrown_away(client: Client, files: Iterable[OnDrive]) -> None:
    """Take back files that nobody knows of; whoever may not do that leaves them."""
    for each in files:
        with contextlib.suppress(StoreError):
            client.trash(each.id)


def _file(said: Json) -> OnDrive:
    return OnDrive(said["id"], said["webViewLink"], said["appProperties"].get(BYTES, ""))


def _upload(folder: Folder, key: str, draft: Drafted) -> tuple[Json, bytes, str]:
    """The parameters, the body and its type of a multipart upload."""
    metadata: Json = {
        "name": draft.paper.file_name,
        "mimeType": DOCX,
        "appProperties": dict(_properties(key, draft)),
    }
    if folder.parent:
        metadata["parents"] = [folder.parent]
    boundary = BOUNDARY.format(digest=draft.sha256[:32])
    body = b"".join(
        [
            f"--{boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n".encode(),
            json.dumps(metadata, ensure_ascii=False).encode(),
            f"\r\n--{boundary}\r\nContent-Type: {DOCX}\r\n".encode(),
            b"Content-Transfer-Encoding: binary\r\n\r\n",
            draft.data,
            f"\r\n--{boundary}--\r\n".encode(),
        ]
    )
    params = {"uploadType": "multipart", "fields": FILE, "supportsAllDrives": "true"}
    return params, body, f"multipart/related; boundary={boundary}"


def _properties(key: str, draft: Drafted) -> Iterator[tuple[str, str]]:
    """What the file says of itself; name and value together may have 124 bytes."""
    paper = draft.paper
    yield KEY, key
    yield BYTES, draft.sha256
    told = {"kind": paper.kind, "subject": paper.subject, "year": paper.year, "line": paper.line}
    for name, text in {**told, "edition": str(paper.edition)}.items():
        room = 124 - len(name)
        yield name, text.encode()[:room].decode(errors="ignore")
