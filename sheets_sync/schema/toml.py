"""The files of schemas/ as data: a text parsed, a school's own laid over the shipped one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from sheets_sync.errors import SettingsError


def parsed(name: str, text: str) -> dict[str, Any]:
    """The words of ``schemas/name.toml``; SettingsError with the place where it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"Файл schemas/{name}.toml не читается: {place_in_toml(error)}."
        ) from error


def place_in_toml(error: tomllib.TOMLDecodeError) -> str:
    """Where TOML stumbled; its own words are English and stay behind."""
    found = re.search(r"line (\d+), column (\d+)", str(error))
    if found is None:
        return "последняя строка не закончена, допишите её"
    return f"ошибка в строке {found[1]}, знак {found[2]}. Исправьте эту строку"


def lay_over(base: dict[str, Any], over: Mapping[str, Any]) -> None:
    """Tables are merged and aliases added; any other word replaces the shipped one."""
    for key, value in over.items():
        if isinstance(value, dict) and isinstance(base.get(key), dict):
            lay_over(base[key], value)
        elif key == "aliases" and isinstance(value, list) and isinstance(base.get(key), list):
            base[key] = [*base[key], *value]
        else:
            base[key] = value
