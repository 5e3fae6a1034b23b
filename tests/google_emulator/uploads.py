"""Files that come in: created, uploaded, changed, copied."""

from __future__ import annotations

import csv
import io
import json
from email import message_from_bytes

from tests.google_emulator.calls import Answer, Call
from tests.google_emulator.cells import BLANK
from tests.google_emulator.discovery import request
from tests.google_emulator.drive_api import GOOGLE, Method, found, picked
from tests.google_emulator.entered import typed
from tests.google_emulator.errors import Json, drive_error, file_not_found, no_storage
from tests.google_emulator.files import Drive, File
from tests.google_emulator.model import new_sheet

WRITABLE = ("description", "appProperties", "properties", "starred", "writersCanShare",
            "copyRequiresWriterPermission", "contentHints")  # fmt: skip


def body_of(call: Call) -> tuple[Json, bytes | None, str]:
    """(metadata, content or None, its type) of a plain, media or multipart call."""
    kind = call.headers.get("content-type", "")
    if not call.path.startswith("/upload/"):
        return request("drive.v3", "File", call.json or {}), None, ""
    if call.one("uploadType") == "media":
        return {}, call.content, kind
    if call.one("uploadType") != "multipart":
        raise drive_error(400, "badRequest", "The emulator takes media and multipart uploads.")
    whole = message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + call.content)
    parts = whole.get_payload()
    if not isinstance(parts, list) or len(parts) != 2:
        raise drive_error(400, "badContent", "Malformed multipart body.")
    first, second = (part.get_payload(decode=True) for part in parts if not isinstance(part, str))
    assert isinstance(first, bytes)
    assert isinstance(second, bytes)
    metadata = request("drive.v3", "File", json.loads(first))
    last = parts[1]
    return metadata, second, "" if isinstance(last, str) else last.get_content_type()


def create(drive: Drive, call: Call) -> Answer:
    """files.create: a document, a folder, or an upload."""
    metadata, content, kind = body_of(call)
    mime = metadata.get("mimeType") or kind or "application/octet-stream"
    parents = metadata.get("parents", [])
    shared = _drive_of(drive, call, parents)
    refused = call.caller.account.is_service and not drive.storage_for_service_accounts
    if refused and not shared and not mime.startswith(GOOGLE):
        raise no_storage()
    if drive.full and not shared and not mime.startswith(GOOGLE):
        text = "The user's Drive storage quota has been exceeded."
        raise drive_error(403, "storageQuotaExceeded", text, domain="usageLimits")
    file = drive.create(metadata.get("name", "Untitled"), mime, call.caller.account)
    file.parents, file.drive = parents, shared
    if shared:
        file.permissions = []
    _store(file, metadata, content, kind)
    return picked(drive, file, call)


def _drive_of(drive: Drive, call: Call, parents: list[str]) -> str:
    """The shared drive that a new file goes to, "" for one's own."""
    for parent in parents:
        if parent in drive.shared_drives:
            return parent
        folder = None if parent == "root" else drive.find(parent, call.caller.account)
        if folder is None and parent != "root":
            raise file_not_found(parent)
        if folder is not None and folder.drive:
            return folder.drive
    return ""


def _store(file: File, metadata: Json, content: bytes | None, kind: str) -> None:
    for name in WRITABLE:
        if name in metadata:
            new = metadata[name]
            if isinstance(new, dict):
                new = {**file.extra.get(name, {}), **new}
            file.extra[name] = new
    if content is None:
        return
    if file.book is not None and kind.startswith("text/csv"):
        import_csv(file, content)
    else:
        file.content = content


def import_csv(file: File, content: bytes) -> None:
    """The only tab becomes what the file holds, as if typed."""
    assert file.book is not None
    book = file.book
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    width = max((len(row) for row in rows), default=1)
    sheet = new_sheet(book.sheets[0].id, book.sheets[0].title,
                      max(1000, len(rows)), max(26, width))  # fmt: skip
    for index, row in enumerate(rows):
        sheet.put_row(index, {c: typed(BLANK, text, book.locale) for c, text in enumerate(row)})
    book.sheets = [sheet]
    book.touch()


def patch(drive: Drive, call: Call) -> Answer:
    """files.update: metadata, parents, content."""
    file = found(drive, call, "writer")
    metadata, content, kind = body_of(call)
    if "name" in metadata:
        file.name = metadata["name"]
        if file.book is not None:
            file.book.properties["title"] = file.name
    file.trashed = bool(metadata.get("trashed", file.trashed))
    removed = call.one("removeParents").split(",")
    added = [parent for parent in call.one("addParents").split(",") if parent]
    file.drive = _drive_of(drive, call, added) or file.drive
    file.parents = [p for p in file.parents if p not in removed] + added
    _store(file, metadata, content, kind)
    drive.touch(file)
    return picked(drive, file, call)


def put_v2(drive: Drive, call: Call) -> Answer:
    """The upload of Drive v2 with which gspread imports a CSV."""
    file = found(drive, call, "writer")
    if file.book is not None:
        import_csv(file, call.content)
    else:
        file.content = call.content
    drive.touch(file)
    return Answer(json={"kind": "drive#file", "id": file.id, "title": file.name,
                        "mimeType": file.mime, "version": str(file.version)})  # fmt: skip


def copy(drive: Drive, call: Call) -> Answer:
    """files.copy."""
    source = found(drive, call)
    metadata, _, _ = body_of(call)
    parents = metadata.get("parents", [])
    name = metadata.get("name") or f"Copy of {source.name}"
    made = drive.create(name, source.mime, call.caller.account)
    made.parents, made.drive = parents, _drive_of(drive, call, parents)
    made.content, made.extra = source.content, dict(source.extra)
    if source.book is not None:
        made.book = source.book.copy()
        made.book.id, made.book.properties["title"] = made.id, name
    return picked(drive, made, call)


METHODS: dict[str, Method] = {
    "drive.files.create": create,
    "drive.files.update": patch,
    "drive.files.copy": copy,
    "drive.v2.files.update": put_v2,
}
