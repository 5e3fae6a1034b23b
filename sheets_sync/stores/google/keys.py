"""The credentials of a school: a service account's key, or a person's lasting consent."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from google.auth.credentials import Credentials
from google.oauth2.credentials import Credentials as PersonCredentials
from google.oauth2.service_account import Credentials as ServiceCredentials

from sheets_sync.errors import SettingsError, StoreError, reason

LOGIN = "authorized_user"
SCOPES = (
    "https://www.googleapis.com/auth/spreadsheets",
    "https://www.googleapis.com/auth/drive",
)

TOKEN_URI = "https://oauth2.googleapis.com/token"
OWN = "своей учётной записи"
"""A person whose e-mail nobody told us."""


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
    data = data_of(path, _no_key(path))
    try:
        if data.get("type") == LOGIN:
            return Key(_person(data), str(data.get("account") or OWN), path.name, True)
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


def is_login(path: Path) -> bool:
    """Whether a person's login lies in the file, or a key of another kind, or none."""
    with contextlib.suppress(OSError, ValueError):
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        return isinstance(data, dict) and data.get("type") == LOGIN
    return False


def keep(path: Path, data: dict[str, Any]) -> None:
    """Write a login that only its owner may read; what lay there goes only when this is whole."""
    unfinished = path.with_name(f"~sheets_sync-{path.name}.tmp")
    try:
        unfinished.unlink(missing_ok=True)
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(data, file, indent=2)
        os.replace(unfinished, path)
    except OSError as error:
        raise StoreError(f"Файл «{path}» не записать: {reason(error)}.") from error


def open_to_others(path: Path) -> bool:
    """Whether others on this computer may read the file; False where that cannot be told."""
    return os.name == "posix" and bool(path.stat().st_mode & 0o077)


def data_of(path: Path, otherwise: SettingsError) -> dict[str, Any]:
    """The JSON object in a file of Google's; ``otherwise`` where something else stands in it."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise SettingsError(
            f"Нет файла ключа «{path}». Положите его туда или исправьте key_file в config.toml."
        ) from None
    except OSError as error:
        raise SettingsError(f"Файл ключа «{path}» не читается: {reason(error)}.") from error
    except ValueError as error:
        raise otherwise from error
    if not isinstance(data, dict):
        raise otherwise
    return data


def _no_key(path: Path) -> SettingsError:
    return SettingsError(
        f"Файл «{path}» – не ключ Google. Нужен файл JSON, который скачивают в Google Cloud для "
        "сервисного аккаунта."
    )
