"""``init``: a folder with config.toml, an empty workbook and a button, ready for the first row."""

from __future__ import annotations

import sys
from pathlib import Path

from sheets_sync import config, look, resources
from sheets_sync.commands import button
from sheets_sync.errors import SettingsError, reason
from sheets_sync.schema import compile_schemas, compile_vocabulary

CONFIG = """\
# Настройки sheets_sync. Все возможные строки с пояснениями – в config.example.toml.
workbook = "Наставничество.xlsx"
papers = "Документы"
timezone = "Europe/Moscow"
"""


def init(folder: Path) -> int:
    """Make ``folder`` a school's; SettingsError where it is one already. Exit code 0."""
    made = make_folder(folder)
    print(f"Готово. Таблица: {made}")
    print("Откройте её: на вкладке «Школа» сказано, с чего начать.")
    print(f"Потом закройте её и нажмите «{button.NAME}» в той же папке.")
    print(f"Для расписания: sheets-sync run --config {folder / config.NAME}")
    return 0


def make_folder(folder: Path) -> Path:
    """The files of a new school; returns the workbook's path."""
    settings_file = folder / config.NAME
    workbook = folder / "Наставничество.xlsx"
    for path in (settings_file, workbook):
        if path.exists():
            raise SettingsError(
                f"Здесь уже есть «{path}». Ничего не изменено. Укажите другую папку."
            )
    from sheets_sync.stores.create import new_workbook

    own = resources.overlay_files(folder / "schemas")
    schemas = compile_schemas(resources.schemas(), own)
    vocabulary = compile_vocabulary(resources.schemas(), own)
    data = new_workbook(look.tabs(schemas, vocabulary), look.lists(schemas, vocabulary))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        workbook.write_bytes(data)
        settings_file.write_text(CONFIG, encoding="utf-8")
        button.write(folder, sys.executable)
    except OSError as error:
        raise SettingsError(f"В папку «{folder}» не записать: {reason(error)}.") from error
    return workbook
