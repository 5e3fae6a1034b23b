"""The schemas and templates that ship with the tool, and a school's own files laid over them."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from sheets_sync import __version__
from sheets_sync.errors import SettingsError, not_utf8, reason


def schemas() -> Mapping[str, str]:
    """The shipped tables: file stem -> TOML text, by name.

    Raises ``SettingsError`` when the installation is damaged.
    """
    return {
        path.stem: _text(path) for path in _files(_shipped("schemas")) if path.suffix == ".toml"
    }


def templates(own: Path | None = None) -> Mapping[str, bytes]:
    """The shipped drafts and legal_basis.toml: file name -> content, by name.

    A school's ``own`` folder is laid over them file by file; one that is not there is empty. Raises
    ``SettingsError`` when the installation is damaged or a school's file cannot be read.
    """
    shipped = {_name(path): path.read_bytes() for path in _files(_shipped("templates"))}
    if own is None or not own.is_dir():
        return shipped
    return {**shipped, **{_name(path): _bytes(path) for path in _files(own)}}


def fingerprint() -> str:
    """SHA-256 over the tool's version and every shipped name and content, in hex.

    Two installations with the same fingerprint make the same plan of the same snapshot.
    """
    digest = hashlib.sha256()
    for part in _parts():
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def overlay_files(folder: Path) -> Mapping[str, str]:
    """A school's own ``*.toml`` in ``folder``: file stem -> TOML text, by name.

    A folder that is not there is empty. Raises ``SettingsError`` for a file that cannot be read as
    UTF-8.
    """
    if not folder.is_dir():
        return {}
    return {path.stem: _text(path) for path in _files(folder) if path.suffix == ".toml"}


def _shipped(kind: str) -> Path:
    """A folder of shipped files: inside an installed package, beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "_shipped"
    folder = (installed if installed.is_dir() else package.parent) / kind
    if not folder.is_dir():
        raise SettingsError(
            f"В установке программы нет папки «{kind}» ({folder}). Установите sheets-sync заново."
        )
    return folder


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder by name, without those that an editor or a disk leaves beside them."""
    paths = [path for path in folder.iterdir() if path.is_file()]
    return (path for path in sorted(paths, key=_name) if not path.name.startswith((".", "~$")))


def _name(path: Path) -> str:
    # Some disks hand «й» back as two characters; a file has one name wherever it lies.
    return unicodedata.normalize("NFC", path.name)


def _text(path: Path) -> str:
    try:
        # Notepad may put a byte order mark first, which TOML does not know.
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(not_utf8(path)) from None
    except OSError as error:
        raise _unreadable(path, error) from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> SettingsError:
    return SettingsError(
        f"Файл «{path}» не читается: {reason(error)}. Проверьте, что у вас есть право его "
        "читать и что его не держит другая программа."
    )


def _parts() -> Iterator[bytes]:
    """What the fingerprint covers, in a fixed order."""
    yield __version__.encode()
    for stem, text in schemas().items():
        yield from (f"schemas/{stem}".encode(), text.encode())
    for name, content in templates().items():
        yield from (f"templates/{name}".encode(), content)
