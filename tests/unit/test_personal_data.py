"""personal_data in config.toml: two words, and no usual one."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheets_sync import config
from sheets_sync.errors import SettingsError


def loaded(folder: Path, text: str) -> str:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return config.load(path).personal_data


@pytest.mark.parametrize("word", ["cloud", "local"])
def test_the_school_says_where_names_live(tmp_path: Path, word: str) -> None:
    assert loaded(tmp_path, f'personal_data = "{word}"\n') == word


def test_where_nothing_is_said_nothing_is_assumed(tmp_path: Path) -> None:
    assert loaded(tmp_path, "") == ""


@pytest.mark.parametrize("value", ['"дома"', '""', "true", "[]"])
def test_any_other_word_is_named(tmp_path: Path, value: str) -> None:
    with pytest.raises(SettingsError, match=r"«personal_data» ожидается «cloud».*или «local»"):
        loaded(tmp_path, f"personal_data = {value}\n")
