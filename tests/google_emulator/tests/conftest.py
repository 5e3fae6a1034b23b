"""A running emulator and a real gspread client on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gspread
import pytest

from tests.google_emulator.emulator import Emulator

GOOGLE = ("https://sheets.googleapis.com", "https://www.googleapis.com")


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    """An emulator whose own answers all fitted Google's discovery documents."""
    with Emulator() as running:
        yield running
        assert running.violations == []


@pytest.fixture
def client(emulator: Emulator, tmp_path: Path) -> Iterator[gspread.Client]:
    """gspread as the service account, with nothing changed in it but where it calls."""

    class Client(gspread.HTTPClient):
        def request(self, method: str, endpoint: str, *args: Any, **kwargs: Any) -> Any:
            for host in GOOGLE:
                endpoint = endpoint.replace(host, emulator.base)
            return super().request(method, endpoint, *args, **kwargs)

    key = emulator.key_file(tmp_path / "key.json")
    found = gspread.service_account(filename=key, http_client=Client)
    yield found
    found.http_client.session.close()


@pytest.fixture
def sheet(client: gspread.Client) -> gspread.Spreadsheet:
    """A new spreadsheet, in English."""
    return client.create("Проба")
