"""config.toml, read into settings; an unknown word is an error that names it."""

from __future__ import annotations

import re
import tomllib
import zoneinfo
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sheets_sync.criteria import WEIGHTS
from sheets_sync.errors import SettingsError, not_utf8, reason
from sheets_sync.facts import Google, PersonalData, Settings
from sheets_sync.schema import place_in_toml

NAME = "config.toml"
DEFAULTS: Mapping[str, Any] = {
    "workbook": "Наставничество.xlsx",
    "papers": "Документы",
    "timezone": "Europe/Moscow",
    "pairing": {"floor": 20, "stability": 5, "weight": WEIGHTS},
}

_EXPECTED: Mapping[type, str] = {
    int: "целое число от 0",
    str: "текст в кавычках",
    dict: "несколько строк под заголовком в квадратных скобках",
}


def load(path: Path) -> Settings:
    """The settings in ``path``; SettingsError with file and word where something is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise SettingsError(
            f"Нет файла «{path}». Перейдите в папку с ним, укажите --config или создайте папку "
            "командой sheets-sync init."
        ) from None
    except OSError as error:
        raise SettingsError(f"Файл «{path}» не читается: {reason(error)}.") from error
    except UnicodeDecodeError as error:
        raise SettingsError(not_utf8(path)) from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"Файл «{path}» не понят: {place_in_toml(error)}.") from error
    return _settings(path, data)


def _settings(path: Path, data: dict[str, Any]) -> Settings:
    personal_data = _personal_data(path, data.pop("personal_data", None))
    google = _google(path, data.pop("google", None))
    if google is not None and not personal_data:
        raise _nothing_said(path)
    whole = _merged(path, DEFAULTS, data, "")
    pairing = whole["pairing"]
    try:
        zoneinfo.ZoneInfo(whole["timezone"])
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise SettingsError(
            f"Файл «{path}»: часового пояса «{whole['timezone']}» нет. Например: Europe/Moscow."
        ) from None
    return Settings(
        workbook=whole["workbook"],
        papers_folder=whole["papers"],
        timezone=whole["timezone"],
        weights=pairing["weight"],
        floor=pairing["floor"],
        stability=pairing["stability"],
        personal_data=personal_data,
        google=google,
    )


def _nothing_said(path: Path) -> SettingsError:
    """Whether names leave the house is nothing to be guessed."""
    return SettingsError(
        f"Файл «{path}»: не сказано, уходят ли имена людей в таблицу Google. Впишите выше раздела "
        '[google] строку personal_data = "cloud" (имена уходят) или personal_data = "local" '
        "(имена остаются в школьной таблице)."
    )


def _google(path: Path, given: object) -> Google | None:
    """The shared spreadsheet; its id may be given as the address that a browser shows."""
    if given is None:
        return None
    if not isinstance(given, Mapping):
        raise SettingsError(f"Файл «{path}»: у «google» ожидается {_EXPECTED[dict]}.")
    usual = {"spreadsheet": "", "key_file": "", "endpoint": ""}
    whole = _merged(path, usual, given, "google.")
    for word in ("spreadsheet", "key_file"):
        if not whole[word]:
            raise SettingsError(f"Файл «{path}»: впишите «google.{word}».")
    return Google(spreadsheet_id(whole["spreadsheet"]), whole["key_file"], whole["endpoint"])


def spreadsheet_id(address: str) -> str:
    """The id in the address that a browser shows; any other text as it is."""
    found = re.search(r"/spreadsheets/d/([\w-]+)", address)
    return found[1] if found else address


def _personal_data(path: Path, given: object) -> PersonalData:
    """The one word without a usual value: nobody but the school can say it."""
    if given is None:
        return ""
    if given == "cloud" or given == "local":
        return "cloud" if given == "cloud" else "local"
    raise SettingsError(
        f"Файл «{path}»: у «personal_data» ожидается «cloud» (имена хранятся в общей таблице) или "
        "«local» (имена не покидают школу)."
    )


def _merged(
    path: Path, default: Mapping[str, Any], given: Mapping[str, Any], where: str
) -> dict[str, Any]:
    out = dict(default)
    for word, value in given.items():
        if word not in default:
            raise SettingsError(f"Файл «{path}»: неизвестно слово «{where}{word}». Уберите его.")
        usual = default[word]
        if isinstance(usual, Mapping) and isinstance(value, Mapping):
            out[word] = _merged(path, usual, value, f"{where}{word}.")
        elif type(value) is not type(usual) or (isinstance(value, int) and value < 0):
            what = _EXPECTED[type(usual)]
            raise SettingsError(f"Файл «{path}»: у «{where}{word}» ожидается {what}.")
        elif isinstance(value, str) and not value.strip():
            raise SettingsError(
                f"Файл «{path}»: у «{where}{word}» в кавычках пусто. Впишите значение."
            )
        else:
            out[word] = value
    return out
