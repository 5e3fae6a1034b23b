"""The part of Drive v3 that gspread or the sync uses: files, permissions, uploads, exports."""

from __future__ import annotations

from collections.abc import Callable

from tests.google_emulator import masks, query
from tests.google_emulator.calls import Answer, Call
from tests.google_emulator.discovery import unknown_field
from tests.google_emulator.errors import (
    ApiError,
    Json,
    drive_error,
    drive_forbidden,
    file_not_found,
)
from tests.google_emulator.exports import exported
from tests.google_emulator.files import FOLDER, RANK, Drive, File, stamp
from tests.google_emulator.masks import Tree

Method = Callable[[Drive, Call], Answer]
GOOGLE = "application/vnd.google-apps."


def mask_of(call: Call, schema: str, default: str) -> Tree:
    """The mask on the answer, or what Drive answers without one."""
    text = call.one("fields")
    if not text:
        return masks.parse(default)
    try:
        tree = masks.parse(text)
    except masks.MaskError:
        raise _bad_fields(text) from None
    wrong = unknown_field("drive.v3", schema, tree)
    if wrong:
        raise _bad_fields(wrong.rpartition(".")[2])
    return tree


def _bad_fields(name: str) -> ApiError:
    return drive_error(400, "invalidParameter", f"Invalid field selection {name}", "fields")


def found(drive: Drive, call: Call, role: str = "reader") -> File:
    """The file of the path; 404 when it cannot be seen, 403 when it may not be changed."""
    file = drive.find(call.parts[0], call.caller.account)
    if file is None:
        raise file_not_found(call.parts[0])
    if drive.role(file, call.caller.account) < RANK[role]:
        raise drive_forbidden()
    return file


def as_json(drive: Drive, file: File, call: Call) -> Json:
    """All of a File that the emulator knows; a mask picks from it."""
    me = call.caller.account
    role = drive.role(file, me)
    kind = "spreadsheets" if file.book else "file"
    host = f"https://docs.google.com/{kind}/d/"
    made: Json = {
        "kind": "drive#file",
        "id": file.id,
        "name": file.name,
        "mimeType": file.mime,
        "starred": False,
        "trashed": file.trashed,
        "parents": file.parents or ["root"],
        "version": str(file.version),
        "webViewLink": f"{host}{file.id}/edit",
        "createdTime": stamp(file.created),
        "modifiedTime": stamp(file.modified),
        "shared": len(file.permissions) > 1,
        "ownedByMe": file.owner == me.email,
        "capabilities": {
            "canEdit": role >= RANK["writer"],
            "canShare": role >= RANK["writer"],
            "canDelete": role >= RANK["owner"],
            "canAddChildren": file.mime == FOLDER and role >= RANK["writer"],
        },
        **file.extra,
    }
    if file.drive:
        made |= {"driveId": file.drive, "parents": file.parents or [file.drive]}
    else:
        made["owners"] = [_user(file.owner, me.email)]
    if role >= RANK["writer"]:
        made["permissions"] = file.permissions
        made["permissionIds"] = [item["id"] for item in file.permissions]
    if not file.mime.startswith(GOOGLE):
        made |= {"size": str(len(file.content)), "originalFilename": file.name}
    return made


def _user(email: str, me: str) -> Json:
    return {"kind": "drive#user", "displayName": email, "me": email == me, "emailAddress": email}


def picked(drive: Drive, file: File, call: Call) -> Answer:
    """A File through the call's mask."""
    return Answer(json=masks.pick(as_json(drive, file, call),
                                  mask_of(call, "File", "kind,id,name,mimeType")))  # fmt: skip


def get(drive: Drive, call: Call) -> Answer:
    """files.get; with alt=media the content."""
    file = found(drive, call)
    if call.one("alt") == "media":
        if file.mime.startswith(GOOGLE):
            text = "Only files with binary content can be downloaded. Use Export with Docs Editors files."  # noqa: E501  # fmt: skip
            raise drive_error(403, "fileNotDownloadable", text, "alt")
        return Answer(content=file.content, mime=file.mime)
    return picked(drive, file, call)


def listing(drive: Drive, call: Call) -> Answer:
    """files.list: newest first, in pages."""
    default = "kind,incompleteSearch,nextPageToken,files(kind,id,name,mimeType)"
    mask = mask_of(call, "FileList", default)
    test = query.parse(call.one("q")) if call.one("q") else lambda file: True
    mine = [f for f in drive.files.values() if _visible(drive, f, call) and test(f)]
    mine.sort(key=lambda f: f.modified, reverse=True)
    for word in reversed(call.one("orderBy").split(",")):
        name, _, way = word.strip().partition(" ")
        if name in query.FIELDS:
            mine.sort(key=query.FIELDS[name], reverse=way == "desc")
    start, size = int(call.one("pageToken", "0") or 0), int(call.one("pageSize", "100"))
    made: Json = {"kind": "drive#fileList", "incompleteSearch": False}
    if start + size < len(mine):
        made["nextPageToken"] = str(start + size)
    made["files"] = [as_json(drive, file, call) for file in mine[start : start + size]]
    return Answer(json=masks.pick(made, mask))


def _visible(drive: Drive, file: File, call: Call) -> bool:
    if file.drive and not call.on("includeItemsFromAllDrives"):
        return False
    # Under drive.file a program sees what it made itself.
    whole = any(s.endswith(("/drive", "/drive.readonly", "/drive.metadata.readonly",
                            "/drive.metadata")) for s in call.caller.scopes)  # fmt: skip
    return drive.listed(file, call.caller.account) and (whole or file.made_by_app)


def delete(drive: Drive, call: Call) -> Answer:
    """files.delete: only its owner may."""
    file = found(drive, call)
    if drive.role(file, call.caller.account) < RANK["organizer"]:
        raise drive_forbidden()
    del drive.files[file.id]
    drive.deleted.add(file.id)
    return Answer(204)


def export(drive: Drive, call: Call) -> Answer:
    """files.export."""
    return exported(found(drive, call).book, call)


def about(drive: Drive, call: Call) -> Answer:
    """about.get: who the caller is."""
    me = call.caller.account.email
    if not call.one("fields"):
        text = "The 'fields' parameter is required for this method."
        raise drive_error(400, "required", text, "fields")
    limit = "0" if call.caller.account.is_service else "16106127360"
    made: Json = {"kind": "drive#about", "user": _user(me, me),
                  "storageQuota": {"limit": limit, "usage": "0"}}  # fmt: skip
    return Answer(json=masks.pick(made, mask_of(call, "About", "kind")))


def drive_get(drive: Drive, call: Call) -> Answer:
    """drives.get."""
    if call.parts[0] not in drive.shared_drives:
        text = f"Shared drive not found: {call.parts[0]}"
        raise drive_error(404, "notFound", text, "driveId")
    name = drive.shared_drives[call.parts[0]]
    return Answer(json={"kind": "drive#drive", "id": call.parts[0], "name": name})


METHODS: dict[str, Method] = {
    "drive.files.get": get,
    "drive.files.list": listing,
    "drive.files.delete": delete,
    "drive.files.export": export,
    "drive.about.get": about,
    "drive.drives.get": drive_get,
}
