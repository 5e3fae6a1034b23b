"""What lies on Drive: spreadsheets and uploaded files, who may see them, shared drives."""

from __future__ import annotations

import datetime as dt
import random
import string
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.google_emulator.auth import Account
from tests.google_emulator.errors import Json
from tests.google_emulator.formats import serial
from tests.google_emulator.model import Book, new_sheet

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
FOLDER = "application/vnd.google-apps.folder"
RANK = {"reader": 1, "commenter": 2, "writer": 3, "fileOrganizer": 4, "organizer": 5, "owner": 6}
ID_LETTERS = string.ascii_letters + string.digits + "_-"


@dataclass
class File:
    """One file; ``book`` for a spreadsheet, ``content`` for the rest."""

    id: str
    name: str
    mime: str
    owner: str
    created: dt.datetime
    modified: dt.datetime
    version: int = 1
    parents: list[str] = field(default_factory=list)
    drive: str = ""
    permissions: list[Json] = field(default_factory=list)
    # The rest of the metadata that may be written: description, appProperties, …
    extra: Json = field(default_factory=dict)
    trashed: bool = False
    comments: list[Json] = field(default_factory=list)
    content: bytes = b""
    book: Book | None = None
    # Under drive.file a listing shows what the program made itself.
    made_by_app: bool = True


@dataclass
class Drive:
    """All files of all people. ``now`` tells the time."""

    now: Callable[[], dt.datetime]
    chance: random.Random
    files: dict[str, File] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    shared_drives: dict[str, str] = field(default_factory=dict)
    # A service account owns no storage: refuse its uploads (documents without size pass).
    storage_for_service_accounts: bool = False
    # Nobody's own Drive has room left.
    full: bool = False
    metadata_follows_sort: bool = True
    blank_is_found: bool = True

    def new_id(self, length: int = 44) -> str:
        """An id as Drive makes them."""
        return "1" + "".join(self.chance.choices(ID_LETTERS, k=length - 1))

    def new_permission_id(self) -> str:
        """An id as permissions have them: twenty digits."""
        return "".join(self.chance.choices("123456789", k=20))

    def create(self, name: str, mime: str, owner: Account, locale: str = "en_US") -> File:
        """A new file of the owner's."""
        now = self.now()
        file = File(self.new_id(), name, mime, owner.email, now, now)
        file.permissions.append(self.permission("user", "owner", owner.email))
        if mime == SPREADSHEET:
            file.book = self.new_book(file.id, name, locale)
        self.files[file.id] = file
        return file

    def new_book(self, id_: str, title: str, locale: str) -> Book:
        """A spreadsheet with one empty tab."""
        properties = {
            "title": title, "locale": locale, "autoRecalc": "ON_CHANGE", "timeZone": "Etc/GMT"
        }  # fmt: skip
        first = "Лист1" if locale.startswith("ru") else "Sheet1"
        return Book(id_, properties, self.chance, [new_sheet(0, first)])

    def permission(self, kind: str, role: str, email: str = "") -> Json:
        """A permission with an id of its own."""
        made: Json = {"kind": "drive#permission", "id": self.new_permission_id(), "type": kind,
                      "role": role}  # fmt: skip
        if kind in ("user", "group"):
            made |= {"emailAddress": email, "displayName": email, "deleted": False,
                     "pendingOwner": False}  # fmt: skip
        elif kind == "anyone":
            made |= {"id": "anyoneWithLink", "allowFileDiscovery": False}
        elif kind == "domain":
            made |= {"domain": email, "displayName": email, "allowFileDiscovery": False}
        return made

    def role(self, file: File, account: Account) -> int:
        """The rank of what the account may do; 0 for nothing."""
        best = 0
        for item in file.permissions:
            mine = item.get("emailAddress", "").lower() == account.email.lower()
            if mine or item["type"] == "anyone" or self._in_domain(item, account):
                best = max(best, RANK[item["role"]])
        if file.drive:
            best = max(best, RANK["organizer"])
        return best

    def _in_domain(self, item: Json, account: Account) -> bool:
        return item["type"] == "domain" and account.email.endswith("@" + item["domain"])

    def listed(self, file: File, account: Account) -> bool:
        """Whether it comes up in a listing: a link alone does not bring it there."""
        mine = any(p.get("emailAddress", "").lower() == account.email.lower()
                   for p in file.permissions)  # fmt: skip
        return mine or bool(file.drive)

    def find(self, file_id: str, account: Account) -> File | None:
        """The file, if the account may see it."""
        file = self.files.get(file_id)
        return file if file is not None and self.role(file, account) else None

    def touch(self, file: File) -> None:
        """A write: a new version at the present moment."""
        file.version += 1
        file.modified = self.now()

    def opened(self, file: File, caller: str) -> Book:
        """The spreadsheet as the caller meets it."""
        assert file.book is not None
        book = file.book
        book.caller, book.owner = caller, file.owner
        book.metadata_follows_sort = self.metadata_follows_sort
        book.blank_is_found = self.blank_is_found
        now = float(serial(self.now().replace(tzinfo=None)))
        if int(book.now) != int(now) or not book.memo:
            book.touch()
            book.now = now
        return book


def stamp(moment: dt.datetime) -> str:
    """A moment as Drive writes it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"
