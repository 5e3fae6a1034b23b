"""``python -m tests.live``: every assumption about Google, tried on a spreadsheet that is lent."""

from __future__ import annotations

import argparse
import contextlib
import random
import re
import sys
import time
from pathlib import Path

from sheets_sync.errors import SheetsSyncError
from sheets_sync.stores.google import Client, key_of
from tests.live.allowance import Allowance
from tests.live.scratch import Scratch
from tests.live.trying import FAILED, trying

USAGE = "make live KEY=key.json SPREADSHEET=id [ENDPOINT=http://127.0.0.1:8000]"


def main(words: list[str] | None = None) -> int:
    """Try, print, clean up; 0 if all held, 3 if not, 1 where it could not be tried."""
    options = argparse.ArgumentParser("live", description=__doc__, epilog=f"As a rule: {USAGE}")
    options.add_argument("--key", type=Path, required=True, help="the key file, as from Google")
    options.add_argument("--spreadsheet", required=True, help="its id or address; lent, ru_RU")
    options.add_argument("--endpoint", default=None, help="of an emulator instead of Google")
    given = options.parse_args(words)
    if not given.key.name or not given.spreadsheet:
        options.error(USAGE)
    found = re.search(r"/spreadsheets/d/([\w-]+)", given.spreadsheet)
    try:
        scratch = scratch_of(given.key, found[1] if found else given.spreadsheet, given.endpoint)
    except SheetsSyncError as error:
        print(error.says, file=sys.stderr)
        return FAILED
    with contextlib.closing(trying(scratch)) as lines:
        for line in lines:
            if isinstance(line, int):
                return line
            print(line, flush=True)
    return FAILED


def scratch_of(key: Path, file: str, endpoint: str | None) -> Scratch:
    """The lent spreadsheet, reached by the project's own client with its timeouts and patience."""
    allowance = Allowance(time.monotonic, time.sleep)
    client = Client(key_of(key), endpoint or None, sleep=allowance.sleep, chance=random.random)
    allowance.count = client.calls
    return Scratch(client, file, allowance)


if __name__ == "__main__":
    sys.exit(main())
