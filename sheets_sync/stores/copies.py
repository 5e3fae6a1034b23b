"""Daily copies of the workbook, in a folder beside it: one a day, for thirty days."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
from collections.abc import Mapping
from pathlib import Path

from sheets_sync.errors import reason

FOLDER = "Копии (не открывать)"
KEPT = dt.timedelta(days=30)
TEMPORARY = "~sheets_sync-copy.tmp"


def folder_of(workbook: Path) -> Path:
    """Where the copies of ``workbook`` lie; the folder need not be there."""
    return workbook.with_name(FOLDER)


def newest(workbook: Path) -> dt.datetime | None:
    """When the newest copy of ``workbook`` was made, on the school's clock; None without any."""
    return max(_copies(workbook).values(), default=None)


def keep(workbook: Path, data: bytes, moment: dt.datetime) -> str:
    """Lay ``data`` down as the copy of the day, unless it has one, and remove outworn copies.

    Returns '' or, where that could not be done, a sentence about it. Files under names that are
    not of our making are never touched.
    """
    held = _copies(workbook)
    if any(made.date() == moment.date() for made in held.values()):
        return ""
    folder = folder_of(workbook)
    try:
        folder.mkdir(exist_ok=True)
        _place(folder, f"{workbook.stem} {moment:%Y-%m-%d %H-%M}{workbook.suffix}", data)
    except OSError as error:
        return (
            f"Копия таблицы за сегодня не сделана: {reason(error)}. "
            f"Проверьте папку «{folder.name}» рядом с таблицей."
        )
    for path, made in held.items():
        if made.date() < moment.date() - KEPT:
            with contextlib.suppress(OSError):
                path.unlink()
    return ""


def _place(folder: Path, name: str, data: bytes) -> None:
    temporary = folder / TEMPORARY
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(folder / name)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _copies(workbook: Path) -> Mapping[Path, dt.datetime]:
    """The copies that are there, each with the moment that its name says."""
    pattern = re.compile(
        rf"{re.escape(workbook.stem)} (\d{{4}}-\d\d-\d\d \d\d-\d\d){re.escape(workbook.suffix)}"
    )
    found = {}
    with contextlib.suppress(OSError):
        for path in sorted(folder_of(workbook).iterdir()):
            if named := pattern.fullmatch(path.name):
                with contextlib.suppress(ValueError):  # «2026-13-45 99-99» is nobody's copy
                    found[path] = dt.datetime.strptime(named[1], "%Y-%m-%d %H-%M")
    return found
