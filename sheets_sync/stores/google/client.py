"""The wire to Google: one client with a timeout, patience, a count of its calls, and no faith."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import requests
from google.auth.exceptions import GoogleAuthError
from gspread import HTTPClient

from sheets_sync.errors import UnavailableError
from sheets_sync.stores.google import troubles
from sheets_sync.stores.google.keys import Key

SHEETS = "https://sheets.googleapis.com"
DRIVE = "https://www.googleapis.com"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TIMEOUT = (10.0, 120.0)
"""Seconds to connect, and between two pieces of an answer."""
TRIES = 7
LONGEST_PAUSE = 32.0
PASSING = (429, 500, 502, 503, 504)
"""Answers that another try may mend."""
RATE = ("rateLimitExceeded", "userRateLimitExceeded", "sharingRateLimitExceeded")
"""What Drive calls with 403 what Sheets calls 429."""
UNTOUCHED = (429,)
"""Answers that say for certain that nothing was carried out."""

Json = dict[str, Any]
Sleep = Callable[[float], None]
Chance = Callable[[], float]

_log = logging.getLogger(__name__)


class RefusedBatch(Exception):
    """400 for a batch. ``lost``: an earlier try of the same batch may have been carried out."""

    def __init__(self, lost: bool, says: str) -> None:
        super().__init__(says)
        self.lost = lost


class RefusedFile(Exception):
    """A new file is not taken; ``reason`` is Google's word for it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Client(HTTPClient):
    """gspread's client that speaks to ``endpoint`` (None: Google itself).

    ``sleep`` takes seconds; ``chance`` gives 0 to 1, so that many schools do not knock at once.
    ``calls`` counts every try by its kind; ids of spreadsheets are in no log. ``lies`` tells what
    the last probe said of where a file lies: driveId, parents, ownedByMe.
    """

    def __init__(
        self,
        key: Key,
        endpoint: str | None,
        *,
        sleep: Sleep,
        chance: Chance,
        timeout: tuple[float, float] = TIMEOUT,
    ) -> None:
        super().__init__(key.credentials)
        self.set_timeout(timeout)
        self.key = key
        self.calls: Counter[str] = Counter()
        self.lies: Mapping[str, Json] = {}
        self._endpoint = (endpoint or "").rstrip("/")
        self._sleep = sleep
        self._chance = chance

    def version(self, file: str) -> str:
        """What Drive says that changes with every edit; it may say so late, and for nothing."""
        said = self.about(file, "version,driveId,parents,ownedByMe")
        self.lies = {**self.lies, file: said}
        return str(said["version"])

    def about(self, file: str, fields: str) -> Json:
        """What Drive says of a file."""
        params = {"fields": fields, "supportsAllDrives": "true"}
        return self._json("GET", f"{DRIVE}/drive/v3/files/{file}", params)

    def files(self, params: Json) -> Json:
        """files.list."""
        return self._json("GET", f"{DRIVE}/drive/v3/files", params)

    def upload(self, params: Json, body: bytes, kind: str) -> Json:
        """files.create with contents, tried once: whoever calls looks whether it was carried out.

        RefusedFile where Google does not take it, UnavailableError where no answer came.
        """
        url = f"{DRIVE}/upload/drive/v3/files"
        headers = {"Content-Type": kind}
        made: Json = self._patiently(
            _kind("POST", url), self._sent("POST", url, params, data=body, headers=headers), False
        ).json()
        return made

    def trash(self, file: str) -> None:
        """Put a file into the bin."""
        url = f"{DRIVE}/drive/v3/files/{file}"
        self._json("PATCH", url, {"supportsAllDrives": "true"}, {"trashed": True})

    def wait(self, number: int) -> None:
        """The pause after the try ``number`` (from 1)."""
        self._sleep(min(2.0 ** (number - 1), LONGEST_PAUSE) * (1 + self._chance()))

    def spreadsheet(self, file: str, fields: str) -> Json:
        """spreadsheets.get with a field mask."""
        return self._json("GET", f"{SHEETS}/v4/spreadsheets/{file}", {"fields": fields})

    def exported(self, file: str) -> bytes:
        """The spreadsheet as .xlsx; Google gives ten megabytes at most,
        and a run waits for it no longer than a moment."""
        url = f"{self._at(DRIVE)}/drive/v3/files/{file}/export"

        def once() -> requests.Response:
            return self.session.request("GET", url, params={"mimeType": XLSX}, timeout=self.timeout)

        return self._patiently(_kind("GET", url), once, True, tries=2).content

    def batch(self, file: str, body: Mapping[str, Any], fields: str) -> Json:
        """spreadsheets.batchUpdate; ``body`` must void itself when it is sent twice.

        RefusedBatch where Google refuses it.
        """
        url = f"{SHEETS}/v4/spreadsheets/{file}:batchUpdate"
        return self._json("POST", url, {"fields": fields}, body)

    def request(
        self,
        method: str,
        endpoint: str,
        params: Any = None,
        data: Any = None,
        json: Any = None,
        files: Any = None,
        headers: Any = None,
    ) -> requests.Response:
        """One call of gspread's own; a write is repeated only if it was certainly not made."""

        def once() -> requests.Response:
            return self.session.request(
                method,
                self._at(endpoint),
                params=params,
                data=data,
                json=json,
                files=files,
                headers=headers,
                timeout=self.timeout,
            )

        return self._patiently(_kind(method, endpoint), once, method.upper() == "GET")

    def _json(
        self, method: str, url: str, params: Json, body: Mapping[str, Any] | None = None
    ) -> Json:
        """A call whose answer is read as a part of it: half an answer is none."""
        made: Json = self._patiently(
            _kind(method, url), self._sent(method, url, params, json=body), True
        ).json()
        return made

    def _sent(
        self, method: str, url: str, params: Json, **what: Any
    ) -> Callable[[], requests.Response]:
        def once() -> requests.Response:
            response = self.session.request(
                method, self._at(url), params=params, timeout=self.timeout, **what
            )
            if response.ok:
                response.json()
            return response

        return once

    def _patiently(
        self, kind: str, once: Callable[[], requests.Response], again: bool, tries: int = TRIES
    ) -> requests.Response:
        lost = False
        for number in range(1, tries + 1):
            code, response = self._tried(kind, once)
            if response is not None and response.ok:
                return response
            passing = code == 0 or code in PASSING
            if not passing or (not again and code not in UNTOUCHED) or number == tries:
                break
            lost = lost or code not in UNTOUCHED
            self.wait(number)
        if response is None:
            raise UnavailableError(troubles.OFFLINE)
        if code == 400 and kind.endswith("batchUpdate"):
            raise RefusedBatch(lost, _message(response))
        if code in (403, 404) and kind.startswith("POST /upload"):
            raise RefusedFile(troubles.reason_of(_body(response)))
        raise troubles.refused(code, _body(response), self.key.account)

    def _tried(
        self, kind: str, once: Callable[[], requests.Response]
    ) -> tuple[int, requests.Response | None]:
        """The code of one try and its answer; 0 where there was none."""
        self.calls[kind] += 1
        try:
            response = once()
        except GoogleAuthError as error:
            raise troubles.unauthorised(error, self.key.file, self.key.person) from error
        except requests.RequestException as error:
            _log.info("%s: %s", kind, type(error).__name__)
            return 0, None
        _log.info("%s: %s", kind, response.status_code)
        later = response.status_code == 403 and troubles.reason_of(_body(response)) in RATE
        return 429 if later else response.status_code, response

    def _at(self, url: str) -> str:
        return re.sub(r"^https://[a-z.]+\.com", self._endpoint, url) if self._endpoint else url


def _kind(method: str, url: str) -> str:
    """«GET /v4/spreadsheets/*»: a call without ids of anything."""
    path = re.sub(r"^https?://[^/]+", "", url).split("?")[0]
    path = re.sub(r"/(spreadsheets|files)/[^/:]+", r"/\1/*", path)
    return f"{method.upper()} {path}"


def _body(response: requests.Response) -> Mapping[str, Any]:
    try:
        made = response.json()
    except requests.JSONDecodeError:
        return {}
    return made if isinstance(made, dict) else {}


def _message(response: requests.Response) -> str:
    error = _body(response).get("error", {})
    return str(error.get("message", "")) if isinstance(error, dict) else ""
