"""The Google store; only this package knows gspread and google-auth, and it is imported late."""

from __future__ import annotations

import datetime as dt
import random
import secrets
import time
from pathlib import Path

from sheets_sync.facts import Google
from sheets_sync.schema import Schemas
from sheets_sync.stores.base import Store
from sheets_sync.stores.google.client import Client
from sheets_sync.stores.google.keys import key_of
from sheets_sync.stores.google.shelf import GoogleShelf, Printed
from sheets_sync.stores.google.store import GoogleStore

__all__ = ["Client", "GoogleStore", "key_of", "opened", "shelf_of"]


def opened(
    google: Google, folder: Path, home: Path, schemas: Schemas, moment: dt.datetime
) -> GoogleStore:
    """The store of the settings; ``folder`` is where config.toml and by habit the key lie, and
    ``home`` the file that would hold it at home."""
    key = key_of(folder / google.key_file)
    client = Client(key, google.endpoint, sleep=time.sleep, chance=random.random)
    return GoogleStore(client, google.spreadsheet, schemas, _mark, home, moment)


def shelf_of(
    store: Store, printed: Printed, memory: Path, today: dt.date, papers: str
) -> GoogleShelf | None:
    """The shelf for drafts beside a spreadsheet; ``papers`` is the folder at home, in words."""
    if not isinstance(store, GoogleStore):
        return None
    return GoogleShelf(store, printed, memory, today, papers)


def _mark() -> str:
    return secrets.token_hex(4)
