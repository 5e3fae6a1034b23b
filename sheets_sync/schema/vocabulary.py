"""The lists of choices: those of vocabulary.toml, and what a school adds on «Справочники»."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sheets_sync.errors import SettingsError
from sheets_sync.schema.shapes import Column, TableSchema
from sheets_sync.schema.toml import lay_over, parsed
from sheets_sync.words import fold, tidy

Vocabulary = Mapping[str, Mapping[str, str]]
"""Lists by name: code (or the word itself) → words."""

LISTS = "lists"
LISTS_TAB = "Справочники"
"""The table of the lists of choices, one a column, and its tab: a school adds words there."""

HEADERS = "headers"
"""The words of vocabulary.toml that are no list: how each list is called on «Справочники»."""


def compile_vocabulary(shipped: Mapping[str, str], overlay: Mapping[str, str]) -> Vocabulary:
    """The lists of choices from ``vocabulary.toml``, the school's own laid over."""
    data = parsed("vocabulary", shipped.get("vocabulary", ""))
    for name, entries in parsed("vocabulary", overlay.get("vocabulary", "")).items():
        if isinstance(entries, list) and isinstance(data.get(name), list):
            data[name] = list(dict.fromkeys([*data[name], *entries]))
        else:
            lay_over(data, {name: entries})
    data.pop(HEADERS, None)
    out: dict[str, Mapping[str, str]] = {}
    for name, entries in data.items():
        if isinstance(entries, list):
            out[name] = {str(word): str(word) for word in entries}
        elif isinstance(entries, dict):
            out[name] = {str(code): str(words) for code, words in entries.items()}
        else:
            raise SettingsError(f"schemas/vocabulary.toml: «{name}» должно быть списком.")
    return out


def list_headers(shipped: Mapping[str, str], overlay: Mapping[str, str]) -> Mapping[str, str]:
    """How each list is called, by its name; one that is not called anything keeps that name."""
    data = parsed("vocabulary", shipped.get("vocabulary", ""))
    lay_over(data, parsed("vocabulary", overlay.get("vocabulary", "")))
    headers = data.get(HEADERS, {})
    if not isinstance(headers, dict):
        raise SettingsError(
            f"schemas/vocabulary.toml: «{HEADERS}» – это названия списков, а не список."
        )
    return {name: str(header) for name, header in headers.items()}


def lists_table(vocabulary: Vocabulary, headers: Mapping[str, str]) -> TableSchema:
    """The table of «Справочники»: a column a list."""
    columns = {name: Column(name, headers.get(name, name), width=34) for name in vocabulary}
    return TableSchema(LISTS, LISTS_TAB, columns, place=97, hidden=True)


def with_lists(vocabulary: Vocabulary, typed: Mapping[str, Sequence[str]]) -> Vocabulary:
    """The lists with what a school has added to them on «Справочники», column by column.

    A new competence is typed as the others are, code first; one without a code is no choice.
    """
    out = dict(vocabulary)
    for name, words in typed.items():
        if name not in vocabulary:
            continue
        coded = any(code != meaning for code, meaning in vocabulary[name].items())
        fresh = dict(vocabulary[name])
        for text in filter(None, map(tidy, words)):
            found = re.fullmatch(r"([А-ЯЁ]{2}\d{1,2})\s+(.+)", text)
            if coded and found:
                fresh.setdefault(found[1], found[2])
            elif not coded and fold(text) not in map(fold, fresh):
                fresh[text] = text
        out[name] = fresh
    return out
