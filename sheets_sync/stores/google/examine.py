"""What `doctor` asks of Google: one token and two calls, each tried once, so that trouble shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from google.auth.exceptions import GoogleAuthError
from google.auth.transport import Response
from google.auth.transport.requests import AuthorizedSession, Request

from sheets_sync.errors import StoreError, UnavailableError
from sheets_sync.facts import Google
from sheets_sync.stores.google import troubles
from sheets_sync.stores.google.client import DRIVE, SHEETS
from sheets_sync.stores.google.keys import Key

ABOUT = "name,trashed,capabilities(canEdit)"
GRIDS = (
    "properties(locale),sheets(properties(title,hidden,gridProperties(rowCount,columnCount)),"
    "protectedRanges(range,warningOnly,requestingUserCanEdit))"
)
TIMEOUT = (10.0, 60.0)

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Grid:
    """One tab: its size; whether it is closed to us whole, closed in part, or asks who types."""

    title: str
    hidden: bool
    rows: int
    columns: int
    closed: bool
    partly: bool
    warns: bool


@dataclass(frozen=True, slots=True)
class Examined:
    """``wrong`` are sentences on what is in the way; ``date`` is Google's own clock, if heard."""

    date: dt.datetime | None
    wrong: tuple[str, ...]
    name: str = ""
    locale: str = ""
    trashed: bool = False
    grids: tuple[Grid, ...] = ()


class _Dated:
    """google-auth's own way to the token endpoint, which keeps the clock of its answers.

    A key that is refused for our wrong clock brings the right one along.
    """

    def __init__(self) -> None:
        self.date: dt.datetime | None = None
        self._request = Request()

    def __call__(self, *given: Any, **more: Any) -> Response:
        response: Response = self._request(*given, **more)
        try:
            self.date = parsedate_to_datetime(str(response.headers.get("date")))
        except ValueError:
            self.date = None
        return response


def examined(key: Key, google: Google) -> Examined:
    """How the school's spreadsheet looks through its key. Never raises for what Google says."""
    dated = _Dated()
    try:
        key.credentials.refresh(dated)
    except GoogleAuthError as error:
        wrong = troubles.unauthorised(error, key.file, key.person).says
        return Examined(dated.date, (wrong,))
    with AuthorizedSession(key.credentials) as session:
        return _asked(_Way(session, key.account, google), dated.date)


@dataclass(frozen=True, slots=True)
class _Way:
    """To one spreadsheet, with one account."""

    session: AuthorizedSession
    account: str
    google: Google

    def drive(self, fields: str) -> Json:
        params = {"fields": fields, "supportsAllDrives": "true"}
        return self._get(DRIVE, f"drive/v3/files/{self.google.spreadsheet}", params, "Drive")

    def sheets(self, fields: str) -> Json:
        path = f"v4/spreadsheets/{self.google.spreadsheet}"
        return self._get(SHEETS, path, {"fields": fields}, "Sheets")

    def _get(self, host: str, path: str, params: Json, api: str) -> Json:
        url = f"{(self.google.endpoint or host).rstrip('/')}/{path}"
        try:
            response = self.session.get(url, params=params, timeout=TIMEOUT)
            body = response.json()
        except GoogleAuthError as error:
            raise UnavailableError(troubles.OFFLINE) from error
        except requests.JSONDecodeError:
            body = {}
        except requests.RequestException as error:
            raise UnavailableError(troubles.OFFLINE) from error
        if response.ok:
            return dict(body)
        if troubles.switched_off(response.status_code, body):
            raise StoreError(troubles.API_OFF.format(api=api))
        raise troubles.refused(response.status_code, body, self.account)


def _asked(way: _Way, date: dt.datetime | None) -> Examined:
    """Drive is asked first; where only its API is off, Sheets may have something to say too."""
    wrong, about, held = [], {}, {}
    try:
        about = way.drive(ABOUT)
        if not about.get("capabilities", {}).get("canEdit"):
            wrong.append(troubles.READS_ONLY.format(account=way.account))
    except StoreError as error:
        wrong.append(error.says)
    if about or _only_off(wrong):
        try:
            held = way.sheets(GRIDS)
        except StoreError as error:
            wrong.append(error.says)
    return Examined(
        date,
        tuple(wrong),
        str(about.get("name", "")),
        str(held.get("properties", {}).get("locale", "")),
        bool(about.get("trashed")),
        tuple(_grids(held)),
    )


def _only_off(wrong: list[str]) -> bool:
    """Whether all that is wrong is an API that is switched off."""
    return wrong == [troubles.API_OFF.format(api="Drive")]


def _grids(held: Json) -> Iterator[Grid]:
    for sheet in held.get("sheets", ()):
        properties = sheet["properties"]
        size = properties.get("gridProperties", {})
        ranges = sheet.get("protectedRanges", ())
        closed = [each["range"] for each in ranges if _closed(each)]
        whole = [each for each in closed if not any("Index" in word for word in each)]
        yield Grid(
            properties["title"],
            bool(properties.get("hidden")),
            int(size.get("rowCount", 0)),
            int(size.get("columnCount", 0)),
            bool(whole),
            bool(closed),
            any(each.get("warningOnly") for each in ranges),
        )


def _closed(protected: Mapping[str, Any]) -> bool:
    return not protected.get("warningOnly") and not protected.get("requestingUserCanEdit")
