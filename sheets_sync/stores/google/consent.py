"""A person's consent in a browser, changed for a login that lasts, by Google's own library."""

from __future__ import annotations

import base64
import binascii
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from google_auth_oauthlib.flow import InstalledAppFlow
from oauthlib.oauth2 import OAuth2Error
from oauthlib.oauth2.rfc6749.errors import InvalidClientError

from sheets_sync.errors import SettingsError, StoreError, UnavailableError
from sheets_sync.stores.google import troubles
from sheets_sync.stores.google.keys import SCOPES, data_of
from sheets_sync.stores.google.redirect import HOST, waiting

ASKED = (*SCOPES, "openid", "https://www.googleapis.com/auth/userinfo.email")
"""The last two tell whose login it is, so that messages can name the account."""
TIMEOUT = 60.0
"""Seconds for Google to answer."""
INSECURE = "OAUTHLIB_INSECURE_TRANSPORT"
NEEDED = ("client_id", "client_secret", "auth_uri", "token_uri")

Json = dict[str, Any]


def logged_in(client: Path, show: Callable[[str], None], *, port: int, seconds: float) -> Json:
    """What to keep of a person's yes: an ``authorized_user`` as google-auth reads it.

    ``client`` is the file of a desktop client of Google Cloud; ``show`` is given the address that
    the person has to open; ``port`` is listened on for ``seconds``. SettingsError for another kind
    of file, StoreError where she refuses or nobody answers, UnavailableError where Google does not.
    """
    installed = _client(client)
    with waiting(port) as redirect:
        flow = InstalledAppFlow.from_client_config(
            {"installed": installed}, ASKED, redirect_uri=redirect.uri
        )
        with _plain(installed["auth_uri"]):
            address, state = flow.authorization_url(access_type="offline", prompt="consent")
        show(str(address))
        answer = redirect.wait(str(state), seconds)
    if answer is None:
        raise StoreError(troubles.NO_ANSWER)
    if "code" not in answer:
        raise StoreError(troubles.NOT_ALLOWED)
    return _login(installed, _exchanged(flow, answer["code"]))


def _client(path: Path) -> Json:
    if not path.is_file():
        raise SettingsError(f"Нет файла «{path}». Укажите файл клиента, скачанный в Google Cloud.")
    held = data_of(path, _no_client(path)).get("installed")
    if not isinstance(held, dict) or not all(isinstance(held.get(each), str) for each in NEEDED):
        raise _no_client(path)
    if not all(_secret(held[each]) for each in ("auth_uri", "token_uri")):
        raise _no_client(path)
    return held


def _secret(uri: str) -> bool:
    """Whether nobody on the way can read along."""
    parts = urlsplit(uri)
    return parts.scheme == "https" or (parts.scheme, parts.hostname) == ("http", HOST)


def _no_client(path: Path) -> SettingsError:
    return SettingsError(
        f"Файл «{path}» – не клиент Google. Нужен файл JSON, который скачивают в Google Cloud: "
        "«Clients», «Create client», «Desktop app»."
    )


def _exchanged(flow: InstalledAppFlow, code: str) -> Json:
    """The tokens for a code; it is good for one exchange, so nothing is tried twice."""
    try:
        with _plain(flow.client_config["token_uri"]):
            made = flow.fetch_token(code=code, include_client_id=True, timeout=TIMEOUT)
    except Warning as error:  # how oauthlib says that fewer scopes came than were asked for
        made = getattr(error, "token", {})
    except InvalidClientError as error:
        raise StoreError(troubles.UNKNOWN_CLIENT) from error
    except OAuth2Error as error:
        raise StoreError(troubles.NOT_TAKEN) from error
    except requests.RequestException as error:
        raise UnavailableError(troubles.LOGIN_OFFLINE) from error
    if not set(SCOPES) <= set(made.get("scope", ())):
        raise StoreError(troubles.NOT_ALL_TICKED)
    return dict(made)


@contextmanager
def _plain(uri: str) -> Iterator[None]:
    """Let oauthlib speak http with this very computer, where nobody listens in: its only switch."""
    here = urlsplit(uri).scheme == "http" and INSECURE not in os.environ
    if here:
        os.environ[INSECURE] = "1"
    try:
        yield
    finally:
        if here:
            del os.environ[INSECURE]


def _login(client: Json, made: Json) -> Json:
    if not made.get("refresh_token"):
        raise StoreError(troubles.NOT_TAKEN)
    return {
        "type": "authorized_user",
        "client_id": client["client_id"],
        "client_secret": client["client_secret"],
        "refresh_token": made["refresh_token"],
        "token_uri": client["token_uri"],
        "account": _email(str(made.get("id_token", ""))),
    }


def _email(token: str) -> str:
    """Whose login it is; '' if Google did not say. No signature to check: Google itself sent it."""
    part = token.split(".")[1] if token.count(".") == 2 else ""
    try:
        claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, binascii.Error):
        return ""
    return str(claims.get("email", "")) if isinstance(claims, dict) else ""
