"""The credentials of a school: a service account's key, or a person's lasting consent."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from google.auth.credentials import Credentials
from google.oauth2.credentials import Credentials as PersonCredentials
from google.oauth2.service_account import Credentials as ServiceCredentials

from sheets_sync.errors import SettingsError, reason

SCOPES = (
    "https://www.googleapis.com/auth/spreadsheets",
    "https://www.googleapis.com/auth/drive",
)

TOKEN_URI = "https://oauth2.googleapis.com/token"


@dataclass(frozen=True, slots=True)
class Key:
    """Who acts: what google-auth signs with, the ``account`` in words, the name of the file."""

    credentials: Credentials
    account: str
    file: str
    person: bool


def key_of(path: Path) -> Key:
    """The key in a file that Google made: of a service account, or of a person who logged in.

    SettingsError where there is none, or where it is something else.
    """
    data = _data(path)
    try:
        if data.get("type") == "authorized_user":
            return Key(_person(data), "своей учётной записи", path.name, True)
        made = ServiceCredentials.from_service_account_info(data, scopes=SCOPES)
        return Key(made, str(made.service_account_email), path.name, False)
    except (ValueError, KeyError) as error:
        raise _no_key(path) from error


def _person(data: dict[str, Any]) -> PersonCredentials:
    """google-auth's own reader would not hear of another token endpoint."""
    return PersonCredentials(
        None,
        refresh_token=data["refresh_token"],
        token_uri=data.get("token_uri", TOKEN_URI),
        client_id=data["client_id"],
        client_secret=data["client_secret"],
        scopes=SCOPES,
    )


def _data(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise SettingsError(
            f"Нет файла ключа «{path}». Положите его туда или исправьте key_file в config.toml."
        ) from None
    except OSError as error:
        raise SettingsError(f"Файл ключа «{path}» не читается: {reason(error)}.") from error
    except ValueError as error:
        raise _no_key(path) from error
    if not isinstance(data, dict):
        raise _no_key(path)
    return data


def _no_key(path: Path) -> SettingsError:
    return SettingsError(
        f"Файл «{path}» – не ключ Google. Нужен файл JSON, который скачивают в Google Cloud для "
        "сервисного аккаунта."
    )
