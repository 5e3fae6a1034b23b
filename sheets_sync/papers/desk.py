"""The folder where drafts are laid: a file appears whole or not at all, and stays as it is."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from sheets_sync.errors import PaperError, reason

PREFIX = "~sheets_sync-"
_LONGEST = 200
_FORBIDDEN = re.compile(r"[<>:/\\|?*\x00-\x1f\x7f\ud800-\udfff]")
_DEVICES = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL}


@dataclass(frozen=True)
class Placed:
    """A draft: ``sha256`` of the bytes given; ``made`` is False if the name was taken before."""

    name: str
    sha256: str
    made: bool


class Desk:
    """One folder of drafts; runs take turns at it (the store's lock sees to that)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place(self, name: str, data: bytes) -> Placed:
        """Lay ``data`` under ``name``; where the name is taken, nothing is written.

        A kill at any moment leaves no file or the whole one, and at most a temporary file that the
        next `place` sweeps away. Raises `PaperError`: bad name, or a folder that cannot be written.
        """
        if name != safe_name(name) or name.startswith(PREFIX):
            raise PaperError(
                f"Имя файла «{name}» не годится. Возьмите, например, «{safe_name(name)}»."
            )
        digest = hashlib.sha256(data).hexdigest()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.sweep()
            made = not os.path.lexists(self.folder / name) and self._write(name, data)
        except OSError as exc:
            raise self._refused(f"файл «{name}» не записан", exc) from exc
        return Placed(name, digest, made)

    def holds(self, name: str) -> str:
        """SHA-256 of the file ``name`` as it lies there now, '' where there is none."""
        try:
            return hashlib.sha256((self.folder / name).read_bytes()).hexdigest()
        except FileNotFoundError:
            return ""
        except OSError as exc:
            raise self._refused(f"файл «{name}» не читается", exc) from exc

    def sweep(self) -> int:
        """Remove temporary files that a killed run left; returns how many went."""
        try:
            left = [path for path in self.folder.iterdir() if path.name.startswith(PREFIX)]
        except FileNotFoundError:
            return 0
        except OSError as exc:
            raise self._refused("папка не читается", exc) from exc
        for path in left:
            with contextlib.suppress(OSError):
                path.unlink()
        return len(left)

    def _refused(self, what: str, exc: OSError) -> PaperError:
        return PaperError(
            f"Папка «{self.folder}»: {what} ({reason(exc)}). Проверьте, что папка на месте и в неё "
            "можно писать, и повторите."
        )

    def _write(self, name: str, data: bytes) -> bool:
        temporary = self.folder / f"{PREFIX}{secrets.token_hex(8)}.tmp"
        try:
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            _publish(temporary, self.folder / name)
        except FileExistsError:
            return False
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink()
        _sync_folder(self.folder)
        return True


def _publish(temporary: Path, target: Path) -> None:
    """Give ``temporary`` its name; raises FileExistsError where the name is taken."""
    if os.name == "nt":
        temporary.rename(target)  # on Windows a rename never replaces
        return
    try:
        os.link(temporary, target)
    except OSError as exc:
        if exc.errno not in _NO_LINKS:
            raise
        if os.path.lexists(target):  # no hard links here (a memory stick): look, then rename
            raise FileExistsError(errno.EEXIST, "taken", str(target)) from exc
        temporary.rename(target)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def safe_name(text: str) -> str:
    """A file name that Windows, macOS and Linux all take, close to ``text``.

    Forbidden signs become «-», straight quotes «'»; no dot or space at the end, no «CON» or «NUL»,
    at most 200 bytes of UTF-8 with the extension kept.
    """
    name = unicodedata.normalize("NFC", _FORBIDDEN.sub("-", text.replace('"', "'")))
    stem, dot, extension = name.rpartition(".")
    if not dot or not stem.strip(". ") or len(extension) > 10 or " " in extension:
        stem, extension = name, ""
    tail = f".{extension}" if extension else ""
    stem = stem.encode()[: _LONGEST - len(tail.encode())].decode(errors="ignore")
    whole = (stem.rstrip(". ") + tail).strip().rstrip(". ") or "-"
    return f"_{whole}" if _DEVICES.match(whole) else whole
