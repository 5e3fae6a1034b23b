"""The emulator as tests use it: start, share a spreadsheet, watch, disturb, stop."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from sheets_sync.commands.clock import now as present
from tests.google_emulator.auth import SCOPE, Account, Tokens
from tests.google_emulator.calls import Call
from tests.google_emulator.cells import BLANK
from tests.google_emulator.entered import raw
from tests.google_emulator.faults import Faults
from tests.google_emulator.files import SPREADSHEET, Drive, File
from tests.google_emulator.model import Book, new_sheet
from tests.google_emulator.people import Person
from tests.google_emulator.quotas import Quotas
from tests.google_emulator.server import Server
from tests.google_emulator.service import Hook, Service

SERVICE_ACCOUNT = "service-account@example.iam.gserviceaccount.com"
PERSON = "teacher@example.com"
ALL_SCOPES = frozenset({SCOPE + "spreadsheets", SCOPE + "drive"})
# What make google prints: with drive.file a listing shows only what the program made.
NARROW_SCOPES = frozenset({SCOPE + "spreadsheets", SCOPE + "drive.file"})
PROJECT = "100000000001"
Clock = Callable[[], dt.datetime]


def utc() -> dt.datetime:
    """The present moment."""
    return present("UTC")


class Emulator:
    """A running emulator; use it in a ``with`` statement.

    ``clock`` tells the time for tokens, quotas, versions and TODAY(); ``seed`` decides all ids.
    """

    def __init__(
        self,
        *,
        clock: Clock = utc,
        seed: int = 1,
        port: int = 0,
        account: str = SERVICE_ACCOUNT,
        quota: int | None = None,
    ) -> None:
        def seconds() -> float:
            return clock().timestamp()

        self.account = Account(account)
        self.person_account = Account(PERSON, is_service=False)
        self.drive = Drive(lambda: clock().astimezone(dt.UTC), random.Random(seed))
        known = {one.email: one for one in (self.account, self.person_account)}
        self.tokens = Tokens(seconds, known)
        self.quotas = Quotas(seconds, PROJECT, quota is not None, quota or 60)
        self.service = Service(self.drive, self.tokens, self.quotas, project=PROJECT)
        self.server = Server(self.service, port)
        self.base = self.server.base
        self.token_uri = f"{self.base}/token"

    def __enter__(self) -> Self:
        self.server.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.stop()

    @property
    def calls(self) -> Counter[str]:
        """How often each method was called: "sheets.spreadsheets.get", "oauth.token", …"""
        return self.service.calls

    @property
    def log(self) -> list[Call]:
        """Every call, in order, with its body."""
        return self.service.log

    @property
    def violations(self) -> list[str]:
        """Mistakes of the emulator itself; a test may assert that there are none."""
        return self.service.violations

    @property
    def faults(self) -> Faults:
        """The failures that were asked for and that happened."""
        return self.service.faults

    def token(self, scopes: frozenset[str] = ALL_SCOPES, email: str = "") -> str:
        """An access token of the service account, or of a person by her e-mail."""
        account = Account(email, is_service=False) if email else self.account
        return self.tokens.give(account, scopes).text

    def key_file(self, path: Path) -> Path:
        """Write the service account's key file; its token_uri leads here."""
        path.write_text(json.dumps(self.tokens.key_file(self.account, self.token_uri), indent=2))
        path.chmod(0o600)
        return path

    def user_file(self, path: Path) -> Path:
        """Write OAuth credentials of a person who said yes: google-auth's authorized_user."""
        data = {
            "type": "authorized_user",
            "client_id": self.tokens.client_id,
            "client_secret": self.tokens.client_secret,
            "refresh_token": self.tokens.consent(self.person_account, ALL_SCOPES),
            "token_uri": self.token_uri,
        }
        path.write_text(json.dumps(data, indent=2))
        return path

    def client_file(self, path: Path) -> Path:
        """Write the client file of an installed program, for the consent in a browser."""
        installed = {
            "client_id": self.tokens.client_id,
            "client_secret": self.tokens.client_secret,
            "auth_uri": f"{self.base}/auth",
            "token_uri": self.token_uri,
            "redirect_uris": ["http://localhost"],
        }
        path.write_text(json.dumps({"installed": installed}, indent=2))
        return path

    def spreadsheet(
        self,
        title: str = "Наставничество",
        tabs: dict[str, list[list[Any]]] | None = None,
        *,
        locale: str = "ru_RU",
        share: bool = True,
    ) -> str:
        """The id of a spreadsheet that a person made; ``tabs``: title -> rows of JSON scalars.

        ``share`` lets the service account edit it.
        """
        with self.service.lock:
            file = self.drive.create(title, SPREADSHEET, self.person_account, locale)
            file.made_by_app = False
            if share:
                file.permissions.append(self.drive.permission("user", "writer", self.account.email))
            if tabs:
                assert file.book is not None
                _fill(file.book, tabs)
        return file.id

    def unshare(self, file_id: str) -> None:
        """Take the service account off the file."""
        file = self.file(file_id)
        file.permissions = [
            item for item in file.permissions if item.get("emailAddress") != self.account.email
        ]

    def shared_drive(self, name: str = "Школа") -> str:
        """The id of a shared drive to which everybody here may add files."""
        drive_id = "0A" + self.drive.new_id(17)
        self.drive.shared_drives[drive_id] = name
        return drive_id

    def file(self, file_id: str) -> File:
        """What lies on Drive under the id."""
        return self.drive.files[file_id]

    def book(self, file_id: str) -> Book:
        """The model of a spreadsheet, to be looked at."""
        return self.drive.opened(self.file(file_id), PERSON)

    def values(self, file_id: str, tab: str) -> list[list[str]]:
        """What the tab shows, row by row."""
        from tests.google_emulator.calc import values

        with self.service.lock:
            book = self.book(file_id)
            sheet = book.titled(tab)
            assert sheet is not None, f"no tab «{tab}»"
            return values(book, sheet, sheet.whole(), "FORMATTED_VALUE", "")

    def person(self, file_id: str) -> Person:
        """Somebody who works in the spreadsheet by hand."""
        return Person(self.drive, self.service.lock, file_id, PERSON)

    def before_call(self, hook: Hook) -> Callable[[], None]:
        """``hook(call)`` runs before each call is carried out; the result takes it off again."""
        self.service.hooks.append(hook)
        return lambda: self.service.hooks.remove(hook)

    def fail(self, way: str, on: str | Callable[[Call], bool] = "", times: int = 1) -> None:
        """Let coming calls fail: see :data:`tests.google_emulator.faults.WAYS`."""
        self.faults.add(way, on, times)


def _fill(book: Book, tabs: dict[str, list[list[Any]]]) -> None:
    book.sheets = []
    for index, (title, rows) in enumerate(tabs.items()):
        width = max((len(row) for row in rows), default=0)
        sheet = new_sheet(
            book.new_id() if index else 0, title, max(1000, len(rows)), max(26, width)
        )
        for number, row in enumerate(rows):
            sheet.put_row(number, {c: raw(BLANK, value) for c, value in enumerate(row)})
        book.sheets.append(sheet)
    book.renumber()
