"""One run at a time in a folder: a lock of the operating system, which dies with its process."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from sheets_sync.errors import BusyError, StoreError, reason


@contextlib.contextmanager
def turn(path: Path) -> Iterator[None]:
    """Hold the lock file ``path``; BusyError while another run holds it."""
    try:
        path.parent.mkdir(exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise StoreError(
            f"В папку «{path.parent}» не записать: {reason(error)}. Проверьте, что она цела и "
            "открыта для записи, и повторите."
        ) from error
    try:
        if not _taken(handle):
            raise BusyError("Уже идёт другая сверка этой таблицы. Повторите через минуту.")
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _taken(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
