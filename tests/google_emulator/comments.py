"""drive.comments, as far as copying a file with its comments needs them."""

from __future__ import annotations

from tests.google_emulator import masks
from tests.google_emulator.calls import Answer, Call
from tests.google_emulator.discovery import request
from tests.google_emulator.drive_api import Method, found, mask_of
from tests.google_emulator.errors import drive_error
from tests.google_emulator.files import Drive, stamp


def listing(drive: Drive, call: Call) -> Answer:
    """comments.list; Drive insists on a mask."""
    file = found(drive, call)
    if not call.one("fields"):
        text = "The 'fields' parameter is required for this method."
        raise drive_error(400, "required", text, "fields")
    made = {"kind": "drive#commentList", "comments": file.comments}
    return Answer(json=masks.pick(made, mask_of(call, "CommentList", "kind")))


def create(drive: Drive, call: Call) -> Answer:
    """comments.create."""
    file = found(drive, call, "commenter")
    wanted = request("drive.v3", "Comment", call.json or {})
    made = {
        "kind": "drive#comment",
        "id": drive.new_id(11),
        "content": wanted.get("content", ""),
        "createdTime": stamp(drive.now()),
        "replies": [],
    }
    file.comments.append(made)
    return Answer(json=masks.pick(made, mask_of(call, "Comment", "id,content")))


METHODS: dict[str, Method] = {"drive.comments.list": listing, "drive.comments.create": create}
