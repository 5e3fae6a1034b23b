"""Drive: the version after a write, an upload by a service account, a file that nobody shared."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.stores.google import requests as ask
from sheets_sync.stores.google.client import DRIVE, SHEETS
from tests.live.findings import Told, Trial
from tests.live.scratch import TABS, Scratch

CLAIMS = {
    "version": "Drive's version changes with a write, and is up to date at once",
    "upload": "an upload by a service account is refused: storageQuotaExceeded",
    "foreign": "an id of Google's form that nobody shared is refused with 403",
}
WAITS = (1.0, 2.0)
"""Seconds between looks at a version that has not changed yet."""
NOBODYS = "1" + "sheetsSync" * 4 + "abc"
"""An id of the right form that Google never gave out, as far as anybody can tell."""


def tried(scratch: Scratch) -> Iterator[Told]:
    """Write and look; upload a few bytes; ask for what is not there."""
    before = scratch.version()
    scratch.batch(TABS["kept"], [ask.exchange(ask.box(TABS["kept"].id, 9, 9), "", "version")])
    yield _version(scratch, before)
    yield _upload(scratch)
    scratch.called("get", f"{SHEETS}/v4/spreadsheets/{NOBODYS}", params={"fields": "spreadsheetId"})
    yield Told("foreign", scratch.code == 403, f"code {scratch.code}")


def _version(scratch: Scratch, before: str) -> Told:
    after, waited = scratch.version(), 0.0
    for seconds in WAITS:
        if after != before:
            break
        scratch.allowance.sleep(seconds)
        after, waited = scratch.version(), waited + seconds
    if after == before:
        return Told("version", False, f"{before}, the same {waited:.0f} s after the write")
    return Told("version", not waited, f"{before}, {waited:.0f} s after the write {after}")


def _upload(scratch: Scratch) -> Told:
    if scratch.client.key.person:
        return Told("upload", None, "the key is a person's, not a service account's")
    made = scratch.called(
        "post",
        f"{DRIVE}/upload/drive/v3/files",
        params={"uploadType": "media", "fields": "id"},
        data=b"sheets_sync",
        headers={"Content-Type": "text/plain"},
    )
    if "id" in made:
        scratch.called("delete", f"{DRIVE}/drive/v3/files/{made['id']}")
        gone = "deleted again" if scratch.code < 300 else f"left on Drive: {made['id']}"
        return Told("upload", False, f"taken, and {gone}")
    return Told("upload", scratch.reason == "storageQuotaExceeded", scratch.reason or scratch.code)


TRIAL = Trial(CLAIMS, tried)
