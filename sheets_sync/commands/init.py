"""``init``: a folder with config.toml, an empty workbook and a button, ready for the first row."""

from __future__ import annotations

from pathlib import Path

from sheets_sync import config
from sheets_sync.commands import button
from sheets_sync.commands.new_folder import Shared, make_folder
from sheets_sync.errors import SettingsError
from sheets_sync.facts import Settings


def init(folder: Path, shared: Shared | None = None) -> int:
    """Make ``folder`` a school's; SettingsError where it is one already. Exit code 0.

    With a spreadsheet, typed or named by the folder's config.toml, that one is prepared.
    """
    shared = shared or Shared()
    held = _held(folder, shared)
    if shared.google or (held and held.google):
        from sheets_sync.commands.init_google import init_google

        return init_google(folder, held, shared)
    if shared != Shared():
        raise SettingsError(
            "Не сказано, какую таблицу Google подготовить. Впишите её адрес после --google."
        )
    made = make_folder(folder)
    print(f"Готово. Таблица: {made}")
    print("Откройте её: на вкладке «Школа» сказано, с чего начать.")
    print(f"Потом закройте её и нажмите «{button.NAME}» в той же папке.")
    print(f"Для расписания: sheets-sync run --config {folder / config.NAME}")
    return 0


def _held(folder: Path, shared: Shared) -> Settings | None:
    """The settings of a folder that has some; of no use where no spreadsheet is in play."""
    path = folder / config.NAME
    if not path.exists():
        return None
    try:
        return config.load(path)
    except SettingsError:
        if shared.google:
            raise
        return None
