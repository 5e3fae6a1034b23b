"""``login``: a person's own Google account for a school without a service account."""

from __future__ import annotations

import os
import sys
import webbrowser
from contextlib import suppress
from pathlib import Path

from sheets_sync import config
from sheets_sync.errors import SettingsError
from sheets_sync.stores.google.consent import logged_in
from sheets_sync.stores.google.keys import is_login, keep

NAME = "вход.json"
"""The login beside config.toml, unless that names another."""
WAIT = 5
"""Minutes."""


def login(
    client: Path, config_path: Path, *, port: int = 0, wait: int = WAIT, opens: bool = True
) -> int:
    """Ask a person in the browser, keep her yes beside ``config_path``, say what comes next.

    ``port`` is where the browser sends her answer (0: any), ``wait`` is in minutes. Exit code 0.
    """
    path, known = _place(config_path)

    def show(address: str) -> None:
        print(f"Откройте в браузере на этом компьютере:\n{address}\nЖдём ответа…", flush=True)
        if opens and _has_browser():
            with suppress(OSError, webbrowser.Error):
                webbrowser.open(address)

    made = logged_in(client, show, port=port, seconds=60.0 * wait)
    keep(path, made)
    whose = f" ({made['account']})" if made["account"] else ""
    print(f"Готово. Вход{whose} сохранён: {path}")
    if not known:
        print(_next(path, config_path))
    return 0


def _place(config_path: Path) -> tuple[Path, bool]:
    """Where the login goes, and whether config.toml already names that file.

    A key of another kind is never written over.
    """
    folder = config_path.parent
    if not folder.is_dir():
        raise SettingsError(f"Нет папки «{folder}». Укажите --config в папке, которая есть.")
    google = config.load(config_path).google if config_path.exists() else None
    if google is not None:
        named = folder / google.key_file
        if is_login(named) or not named.exists():
            return named, True
    path = folder / NAME
    if path.exists() and not is_login(path):
        raise SettingsError(
            f"Файл «{path}» уже есть, и это не вход в Google. Переименуйте его и повторите."
        )
    return path, False


def _next(path: Path, config_path: Path) -> str:
    """The one thing to do now."""
    if config_path.exists():
        return f'Впишите в «{config_path}» под [google]: key_file = "{path.name}"'
    return f'Подготовьте таблицу: sheets-sync init ПАПКА --google АДРЕС --key "{path}"'


def _has_browser() -> bool:
    """A text browser would take the terminal away; a person reads the address there instead."""
    graphic = ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform in ("win32", "darwin") or any(os.environ.get(each) for each in graphic)
