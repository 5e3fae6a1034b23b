"""drive.permissions: who may see and change a file."""

from __future__ import annotations

from tests.google_emulator import masks
from tests.google_emulator.calls import Answer, Call
from tests.google_emulator.discovery import request
from tests.google_emulator.drive_api import Method, found, mask_of
from tests.google_emulator.errors import ApiError, Json, drive_error
from tests.google_emulator.files import RANK, Drive, File

DEFAULT = "kind,id,type,role"


def _place(file: File, call: Call) -> int:
    for place, item in enumerate(file.permissions):
        if item["id"] == call.parts[1]:
            return place
    raise _missing(call.parts[1])


def _missing(permission_id: str) -> ApiError:
    return drive_error(404, "notFound", f"Permission not found: {permission_id}.", "permissionId")


def _picked(item: Json, call: Call) -> Answer:
    return Answer(json=masks.pick(item, mask_of(call, "Permission", DEFAULT)))


def listing(drive: Drive, call: Call) -> Answer:
    """permissions.list."""
    file = found(drive, call, "writer")
    default = f"kind,nextPageToken,permissions({DEFAULT})"
    made = {"kind": "drive#permissionList", "permissions": file.permissions}
    return Answer(json=masks.pick(made, mask_of(call, "PermissionList", default)))


def get(drive: Drive, call: Call) -> Answer:
    """permissions.get."""
    file = found(drive, call, "writer")
    return _picked(file.permissions[_place(file, call)], call)


def create(drive: Drive, call: Call) -> Answer:
    """permissions.create: the same person again gets the new role under the same id."""
    file = found(drive, call, "writer")
    wanted = request("drive.v3", "Permission", call.json or {})
    kind, role = wanted.get("type", ""), wanted.get("role", "")
    if role not in RANK or kind not in ("user", "group", "domain", "anyone"):
        text = "The permission type and role fields are required."
        raise drive_error(400, "required", text)
    email = str(wanted.get("emailAddress", wanted.get("domain", "")))
    if kind != "anyone" and not email:
        raise drive_error(400, "invalid", "The specified emailAddress is invalid.", "emailAddress")
    made = drive.permission(kind, role, email)
    for item in file.permissions:
        key = "domain" if kind == "domain" else "emailAddress"
        if item["type"] == kind and item.get(key, "") == made.get(key, ""):
            item["role"] = role
            return _picked(item, call)
    file.permissions.append(made)
    drive.touch(file)
    return _picked(made, call)


def update(drive: Drive, call: Call) -> Answer:
    """permissions.update: another role; ownership with transferOwnership."""
    file = found(drive, call, "writer")
    item = file.permissions[_place(file, call)]
    role = request("drive.v3", "Permission", call.json or {}).get("role", item["role"])
    if role == "owner":
        if not call.on("transferOwnership"):
            text = "The transferOwnership parameter must be enabled when the permission role is 'owner'."  # noqa: E501  # fmt: skip
            raise drive_error(403, "forbidden", text, "transferOwnership")
        for other in file.permissions:
            if other["role"] == "owner":
                other["role"] = "writer"
        file.owner = item["emailAddress"]
    item["role"] = role
    drive.touch(file)
    return _picked(item, call)


def delete(drive: Drive, call: Call) -> Answer:
    """permissions.delete."""
    file = found(drive, call, "writer")
    place = _place(file, call)
    if file.permissions[place]["role"] == "owner":
        raise drive_error(403, "insufficientFilePermissions",
                          "The owner of a file cannot be removed.")  # fmt: skip
    del file.permissions[place]
    drive.touch(file)
    return Answer(204)


METHODS: dict[str, Method] = {
    "drive.permissions.list": listing,
    "drive.permissions.get": get,
    "drive.permissions.create": create,
    "drive.permissions.update": update,
    "drive.permissions.delete": delete,
}
