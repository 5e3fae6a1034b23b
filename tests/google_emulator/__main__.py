"""``python -m tests.google_emulator``: the emulator by hand, until Ctrl+C."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import threading
from pathlib import Path

from tests.google_emulator.emulator import NARROW_SCOPES, Emulator

LIFETIME = 30 * 24 * 3600


def main() -> int:
    """Start, print where it is and how to get in, serve."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, default=0, help="0: any free port")
    options.add_argument("--locale", default="ru_RU", help="of the shared spreadsheet")
    options.add_argument("--quota", type=int, help="calls a minute; none by default")
    options.add_argument("--folder", type=Path, help="where the key file goes")
    args = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="google-emulator-") as temporary:
        folder = args.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        with Emulator(port=args.port, quota=args.quota) as emulator:
            token = emulator.tokens.give(emulator.account, NARROW_SCOPES, LIFETIME)
            print(f"BASE={emulator.base}", flush=True)
            print(f"TOKEN={token.text}", flush=True)
            print(f"KEY_FILE={emulator.key_file(folder / 'service-account.json')}", flush=True)
            print(f"SPREADSHEET_ID={emulator.spreadsheet(locale=args.locale)}", flush=True)
            _wait()
    return 0


def _wait() -> None:
    """Until Ctrl+C, or until the program is told to end."""
    done = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: done.set())
    while not done.wait(1):
        pass


if __name__ == "__main__":
    sys.exit(main())
