"""Tables compiled from TOML; an unknown word is an error naming file and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, get_args

from sheets_sync.changes import Owner
from sheets_sync.errors import SettingsError
from sheets_sync.schema.shapes import (
    SAYS,
    Cloud,
    Column,
    ColumnType,
    Layout,
    Role,
    Schemas,
    Step,
    TableSchema,
)
from sheets_sync.schema.toml import lay_over, parsed
from sheets_sync.schema.vocabulary import (
    LISTS,
    Vocabulary,
    compile_vocabulary,
    list_headers,
    lists_table,
)
from sheets_sync.words import fold

_WORDS: Mapping[str, tuple[str, ...]] = {
    "type": get_args(ColumnType),
    "filled_by": get_args(Owner),
    "role": get_args(Role),
    "needed_for": get_args(Step),
    "layout": get_args(Layout),
    "cloud": get_args(Cloud),
}
_SHAPES: Mapping[str, type] = {
    "aliases": list,
    "checks": dict,
    "open": bool,
    "hidden": bool,
    "folded": bool,
    "online": bool,
    "width": int,
    "place": int,
    "lines": list,
    "online_lines": dict,
    "rows": list,
}
"""What a word's value has to be; a text where nothing is said."""

CHECKS: Mapping[str, tuple[str, ...]] = {
    "in_range": ("min_value", "max_value", "include_min", "include_max"),
    "str_length": ("min_value", "max_value"),
    "str_matches": ("pattern",),
    "isin": ("allowed_values",),
    "ge": ("min_value",),
    "le": ("max_value",),
    "gt": ("min_value",),
    "lt": ("max_value",),
}
"""pandera's own checks that a column may name, and the words that each takes."""


def compile_schemas(
    shipped: Mapping[str, str], overlay: Mapping[str, str], *, online: bool = False
) -> Schemas:
    """All tables from TOML texts by file stem, the school's own laid over the shipped ones.

    ``online``: with the columns and lines that only a spreadsheet with the names in it has.
    SettingsError names file, column and word where something is misspelt.
    """
    out = {}
    lists = compile_vocabulary(shipped, overlay)
    for name in [*shipped, *(extra for extra in overlay if extra not in shipped)]:
        data = parsed(name, shipped.get(name, ""))
        before = _headers(data)
        lay_over(data, parsed(name, overlay.get(name, "")))
        _keep_as_aliases(data, before)
        if name != "vocabulary":
            out[name] = _table(name, data, online)
    out[LISTS] = lists_table(lists, list_headers(shipped, overlay))
    _check_references(out, lists)
    return out


def _headers(data: Mapping[str, Any]) -> dict[str, str]:
    """The header of each column that has one."""
    columns = data.get("columns", {})
    specs = columns.items() if isinstance(columns, dict) else ()
    return {o: str(s["header"]) for o, s in specs if isinstance(s, dict) and "header" in s}


def _keep_as_aliases(data: dict[str, Any], shipped: Mapping[str, str]) -> None:
    """A column that a school has renamed is found under its shipped header, too."""
    columns = data.get("columns", {})
    for own, header in shipped.items():
        spec = columns[own]
        if isinstance(spec, dict) and spec.get("header", header) != header:
            aliases = spec.get("aliases", [])
            spec["aliases"] = [*aliases, header] if isinstance(aliases, list) else aliases


def _table(name: str, data: dict[str, Any], online: bool) -> TableSchema:
    columns = data.pop("columns", {})
    _known_words(name, "", data, TableSchema, skip=("name", "columns"))
    if "tab" not in data:
        raise SettingsError(f"schemas/{name}.toml: не указано, какая это вкладка (tab = …).")
    if not isinstance(columns, dict):
        raise _unknown(name, "", "значение слова «columns»")
    whole = {column: _column(name, column, spec) for column, spec in columns.items()}
    compiled = {column: each for column, each in whole.items() if online or not each.online}
    if data.get("layout") == "form":
        compiled |= _notes_of(compiled)
    given: dict[str, Any] = {word: tuple(data[word]) for word in ("lines", "rows") if word in data}
    if online and "lines" in given:
        instead = data.get("online_lines", {})
        given["lines"] = tuple(instead.get(line, line) for line in given["lines"])
    return TableSchema(name=name, columns=compiled, **(data | given))


def _notes_of(questions: Mapping[str, Column]) -> dict[str, Column]:
    """A view for the notes of each question of a form that staff answer."""
    return {
        f"{name}{SAYS}": Column(
            f"{name}{SAYS}", f"{question.header}: замечание", "text", "sync", "view", beside=name
        )
        for name, question in questions.items()
        if question.filled_by == "staff"
    }


def _column(table: str, name: str, spec: object) -> Column:
    if not isinstance(spec, dict):
        raise _unknown(table, name, f"значение «{spec}»")
    _known_words(table, name, spec, Column, skip=("name", "beside"))
    if "header" not in spec:
        raise SettingsError(f"schemas/{table}.toml, столбец {name}: нет заголовка (header = …).")
    for check in spec.get("checks", {}):
        if check not in CHECKS:
            raise _unknown(table, name, f"проверка «{check}»")
        given = spec["checks"][check]
        for word in given if isinstance(given, dict) else ():
            if word not in CHECKS[check]:
                raise _unknown(table, name, f"слово «{word}» у проверки «{check}»")
    if spec.get("filled_by") == "sync" and not spec.get("role"):
        raise SettingsError(f"schemas/{table}.toml, столбец {name}: нужна роль (role = …).")
    spec = {**spec, "aliases": tuple(spec.get("aliases", ()))}
    return Column(name=name, **spec)


def _known_words(
    table: str, column: str, spec: Mapping[str, Any], shape: type, skip: tuple[str, ...]
) -> None:
    known = {each.name for each in fields(shape)} - set(skip)
    for word, value in spec.items():
        if word not in known:
            raise _unknown(table, column, f"слово «{word}»")
        shaped = isinstance(value, _SHAPES.get(word, str))
        if not shaped or (word in _WORDS and value not in _WORDS[word]):
            raise _unknown(table, column, f"значение «{value}» у слова «{word}»")


def _unknown(table: str, column: str, what: str) -> SettingsError:
    where = f", столбец {column}" if column else ""
    return SettingsError(f"schemas/{table}.toml{where}: неизвестно {what}. Исправьте его.")


def _check_references(tables: Schemas, lists: Vocabulary) -> None:
    for table in tables.values():
        headers: set[str] = set()
        for column in table.columns.values():
            if column.refers and column.refers not in tables:
                raise _unknown(table.name, column.name, f"значение «{column.refers}» у «refers»")
            if (
                column.choices or column.type in ("choice", "code")
            ) and column.choices not in lists:
                raise _unknown(table.name, column.name, f"значение «{column.choices}» у «choices»")
            if fold(column.header) in headers:
                raise SettingsError(
                    f"schemas/{table.name}.toml, столбец {column.name}: заголовок "
                    f"«{column.header}» уже есть у другого столбца. Назовите его иначе."
                )
            headers.add(fold(column.header))
