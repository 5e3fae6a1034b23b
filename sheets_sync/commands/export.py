"""``export``: an offline copy of the workbook, to be read, printed or taken along."""

from __future__ import annotations

import datetime as dt
from itertools import count
from pathlib import Path

from sheets_sync.commands.progress import READING, WRITING, progress
from sheets_sync.commands.school import opened
from sheets_sync.errors import SettingsError, StoreError, reason
from sheets_sync.zone import local

SUFFIX = ".xlsx"


def export(config_path: Path, file: Path | None) -> int:
    """Write the copy to ``file`` or beside the workbook, under a free name. Exit code 0."""
    school = opened(config_path)
    with progress() as step:
        step(READING)
        snapshot = school.store.read()
        now = local(snapshot, school.context).now
        wanted = _wanted(file, school.store.path, now.date())
        step(WRITING)
        from sheets_sync.export import offline

        made = _placed(wanted, offline(snapshot, school.context.schemas, now))
    print(f"Копия готова: {made}")
    print("Правки из неё сами в таблицу не вернутся.")
    return 0


def _wanted(file: Path | None, workbook: Path, today: dt.date) -> Path:
    """The path that the copy is to have; SettingsError where no copy can lie there."""
    usual = f"{workbook.stem} – копия {today:%Y-%m-%d}{SUFFIX}"
    if file is None:
        return workbook.with_name(usual)
    path = (file / usual if file.is_dir() else file).resolve()
    if path == workbook:
        raise SettingsError(f"«{path.name}» – это сама таблица. Назовите копию иначе.")
    if path.suffix.casefold() != SUFFIX:
        raise SettingsError(f"Имя копии должно кончаться на {SUFFIX}: «{path.stem}{SUFFIX}».")
    return path


def _placed(wanted: Path, data: bytes) -> Path:
    """Where the copy lies now: under ``wanted``, or with a number where that name is taken."""
    for number in count(1):
        path = wanted if number == 1 else wanted.with_name(f"{wanted.stem} {number}{SUFFIX}")
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            continue
        except OSError as error:
            raise StoreError(
                f"Копия не записана в папку «{path.parent}»: {reason(error)}. Укажите другую."
            ) from error
        return path
    raise AssertionError("numbers do not end")
