"""The archive of pairings beside the config: nameless, one file a change, the newest sixty kept."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sheets_sync.probe import FOLDER

KEPT = 60
TELLING = ("chosen", "scores", "places", "bans", "weights", "floor", "version")
"""What makes a pairing another one: not when it was reckoned, nor what stood there before."""


def folder_of(school: Path) -> Path:
    """Where the archive of the school in folder ``school`` lies; it may be deleted any day."""
    return school / FOLDER / "archive"


def keep(school: Path, archive: Mapping[str, Any]) -> None:
    """Lay the pairing down unless the newest one says the same; one that cannot be is let go."""
    if not archive.get("chosen"):
        return
    newest = next(_all(school), {})
    if all(newest.get(name) == archive[name] for name in TELLING):
        return
    folder = folder_of(school)
    data = gzip.compress(json.dumps(archive, ensure_ascii=False).encode(), mtime=0)
    number = f"{len(list(folder.glob('*'))):06d}" if folder.is_dir() else "000000"
    name = f"{archive['moment'][:16].replace(':', '')} {number}"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        temporary = folder / "next.tmp"
        temporary.write_bytes(data)
        os.replace(temporary, folder / f"{name}.json.gz")
        for old in sorted(folder.glob("*.json.gz"))[:-KEPT]:
            old.unlink()


def found(school: Path, mentee: str, mentor: str) -> Mapping[str, Any] | None:
    """The newest pairing in which this mentor was offered to this mentee."""
    return next((each for each in _all(school) if each["chosen"].get(mentee) == mentor), None)


def _all(school: Path) -> Iterator[dict[str, Any]]:
    """Every archived pairing, the newest first; a damaged file is passed over."""
    for path in sorted(folder_of(school).glob("*.json.gz"), reverse=True):
        with contextlib.suppress(OSError, ValueError, EOFError):
            yield json.loads(gzip.decompress(path.read_bytes()))
