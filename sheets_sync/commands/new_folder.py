"""The files of a school's folder: config.toml, the button beside it, an empty workbook."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from sheets_sync import config, look, resources
from sheets_sync.commands import button
from sheets_sync.errors import SettingsError, reason
from sheets_sync.schema import Schemas, compile_schemas, compile_vocabulary

CONFIG = """\
# Настройки sheets_sync. Все возможные строки с пояснениями – в config.example.toml.
workbook = "Наставничество.xlsx"
papers = "Документы"
timezone = "Europe/Moscow"
"""
WORKBOOK = str(config.DEFAULTS["workbook"])


@dataclass(frozen=True, slots=True)
class Shared:
    """What was typed about a spreadsheet; '' for what was not.

    ``google`` is its address or id, ``key`` the key's file, ``personal_data`` where names live.
    """

    google: str = ""
    key: str = ""
    personal_data: str = ""
    endpoint: str = ""


def make_folder(folder: Path) -> Path:
    """The files of a new school; returns the workbook's path."""
    check_free(folder)
    write_folder(folder, CONFIG, new_workbook(folder))
    return folder / WORKBOOK


def check_free(folder: Path) -> None:
    """SettingsError where the folder is a school's already."""
    for path in (folder / config.NAME, folder / WORKBOOK):
        if path.exists():
            raise SettingsError(
                f"Здесь уже есть «{path}». Ничего не изменено. Укажите другую папку."
            )


def new_workbook(folder: Path, schemas: Schemas | None = None) -> bytes:
    """An empty workbook of all tabs, or of those of ``schemas``; words as the school has them."""
    from sheets_sync.stores.create import new_workbook as drawn

    own = resources.overlay_files(folder / "schemas")
    schemas = schemas or compile_schemas(resources.schemas(), own)
    vocabulary = compile_vocabulary(resources.schemas(), own)
    return drawn(look.tabs(schemas, vocabulary), look.lists(schemas, vocabulary))


def write_folder(folder: Path, settings: str = "", workbook: bytes = b"") -> None:
    """Lay down config.toml with the button beside it, and the workbook; nothing for what is ''."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if workbook:
            (folder / WORKBOOK).write_bytes(workbook)
        if settings:
            (folder / config.NAME).write_text(settings, encoding="utf-8")
            button.write(folder, sys.executable)
    except OSError as error:
        raise SettingsError(f"В папку «{folder}» не записать: {reason(error)}.") from error
