"""What can go wrong, as a tree; each error says in Russian what happened, where, and what to do.

SheetsSyncError          exit code 1
├── SettingsError        2  config.toml, a schema or a template cannot be used
├── StoreError           1  the workbook or spreadsheet cannot be read or written
│   ├── UnreadableError  1  not a workbook, damaged, or encrypted
│   ├── UnwritableError  1  a cell that must not be written in place (merged, spilled, pivot …)
│   ├── BusyError        4  open elsewhere, or another run is under way
│   ├── StaleError       4  the workbook changed between reading and writing
│   └── UnavailableError 4  Google cannot be reached, or asks to wait
├── RefusedError         3  the guard refused the plan
└── PaperError           1  a paper cannot be rendered or placed

AuthorityError is a programmer's error, not a user's: a change that may not be made at all.
"""

from __future__ import annotations

import errno

_REASONS = {
    errno.EACCES: "нет права",
    errno.EPERM: "нет права",
    errno.EROFS: "диск открыт только для чтения",
    errno.ENOSPC: "на диске нет места",
    errno.ENAMETOOLONG: "слишком длинный путь",
    errno.ENOTDIR: "на пути стоит файл, а не папка",
    errno.EISDIR: "это папка, а не файл",
    errno.EEXIST: "имя уже занято",
    errno.ENOENT: "нет такого файла или папки",
}


def reason(error: OSError) -> str:
    """Why the system refused, in Russian; its own words where we have none."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


def not_utf8(path: object) -> str:
    """What to do about a file that was saved by another program's usual encoding."""
    return (
        f"Файл «{path}» сохранён не в кодировке UTF-8. Откройте его в «Блокноте», выберите "
        "«Файл», «Сохранить как…», кодировку «UTF-8» и сохраните ещё раз."
    )


class SheetsSyncError(Exception):
    """Base of every error that a person may see; ``str(error)`` is a Russian sentence."""

    exit_code = 1

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


class SettingsError(SheetsSyncError):
    """config.toml, a schema or a template cannot be used."""

    exit_code = 2


class StoreError(SheetsSyncError):
    """The store cannot be read or written."""


class UnreadableError(StoreError):
    """The file is not a workbook that we can read."""


class UnwritableError(StoreError):
    """A cell must not be written in place; the sentence names it."""


class BusyError(StoreError):
    """Somebody has the store open, or another run is under way: try later."""

    exit_code = 4


class StaleError(StoreError):
    """The store changed between our reading and our writing: read again."""

    exit_code = 4


class UnavailableError(StoreError):
    """The spreadsheet cannot be reached just now: try later."""

    exit_code = 4


class RefusedError(SheetsSyncError):
    """The guard refused the plan; a person may let exactly this plan through.

    ``says`` is for whoever typed the command. For everybody else: ``why`` it was refused, the
    ``code`` that lets it through, and what it would change (``shows``, a line a tab).
    """

    exit_code = 3

    def __init__(
        self, says: str, why: str = "", code: str = "", shows: tuple[str, ...] = ()
    ) -> None:
        super().__init__(says)
        self.why = why or says
        self.code = code
        self.shows = shows


class PaperError(SheetsSyncError):
    """A paper cannot be rendered or placed."""


class AuthorityError(AssertionError):
    """A change that its maker had no authority for: a bug, never a user's fault."""
