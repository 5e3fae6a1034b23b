"""Tables and columns, compiled from TOML; an unknown word is an error naming file and column."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from sheets_sync.changes import Owner
from sheets_sync.errors import SettingsError
from sheets_sync.words import fold, tidy

Kind = Literal["text", "name", "int", "year", "date", "choice", "code", "ref", "tick", "stamp"]
Role = Literal["", "view", "memory", "stamp"]
Step = Literal["", "bank", "fit", "suggestion", "order"]
Layout = Literal["rows", "form", "text"]

_WORDS: Mapping[str, tuple[str, ...]] = {
    "type": ("text", "name", "int", "year", "date", "choice", "code", "ref", "tick", "stamp"),
    "filled_by": ("staff", "sync"),
    "role": ("", "view", "memory", "stamp"),
    "needed_for": ("", "bank", "fit", "suggestion", "order"),
    "layout": ("rows", "form", "text"),
    "cloud": ("no", "yes", "band", "copy"),
}
_SHAPES: Mapping[str, type] = {
    "aliases": list,
    "checks": dict,
    "open": bool,
    "hidden": bool,
    "folded": bool,
    "width": int,
    "place": int,
    "lines": list,
    "rows": list,
}
"""What a word's value has to be; a text where nothing is said."""

LISTS = "lists"
LISTS_TAB = "Справочники"
"""The table of the lists of choices, one a column, and its tab: a school adds words there."""

_LIST_HEADERS = {
    "subjects": "Предметы",
    "positions": "Должности",
    "sexes": "Пол",
    "ticks": "Отметка",
    "decisions": "Решения",
    "refusals": "Отказ: кому",
    "mentee_kinds": "Кто это",
    "categories": "Категории",
    "forms": "Формы",
    "kinds": "Виды",
    "reasons": "Причины",
    "zones": "Часовые пояса",
    "competences": "Запросы и сильные стороны",
}

SAYS = "_says"
"""How the column ends that bears the notes of a form's question."""

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


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table (of a form: one question).

    ``choices`` names a list of the vocabulary; ``refers`` a table; ``checks`` are pandera's checks
    with their arguments and ``says`` the sentence for a value that fails one; ``needed_for`` is the
    step that an empty cell stops («fit»: a better suggestion; it only asks); ``width`` is in
    characters; ``beside`` is the question of a form beside whose answer this one stands.
    """

    name: str
    header: str
    type: Kind = "text"
    filled_by: Owner = "staff"
    role: Role = ""
    aliases: tuple[str, ...] = ()
    choices: str = ""
    open: bool = False
    refers: str = ""
    needed_for: Step = ""
    checks: Mapping[str, Any] = field(default_factory=dict)
    says: str = ""
    cloud: Literal["no", "yes", "band", "copy"] = "no"
    note: str = ""
    width: int = 14
    hidden: bool = False
    folded: bool = False
    default: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table: its tab (``place`` among the tabs), the prefix of its ids, its columns in order.

    A ``rows`` table has a header over its rows; a ``form`` has a question in each row and is one
    record, ``above`` the rows of another table of the same tab where that is named; a ``text`` has
    no columns. ``title`` and ``lines`` stand over it all; ``rows`` are what a new tab holds.
    """

    name: str
    tab: str
    columns: Mapping[str, Column]
    layout: Layout = "rows"
    prefix: str = ""
    place: int = 50
    hidden: bool = False
    above: str = ""
    title: str = ""
    lines: tuple[str, ...] = ()
    rows: tuple[Mapping[str, str], ...] = ()

    def filled(self, role: Role) -> tuple[str, ...]:
        """The names of the columns with ``role``, in order."""
        return tuple(name for name, column in self.columns.items() if column.role == role)

    @property
    def unread(self) -> bool:
        """True for a table that is only ever written to: a run need not read its rows."""
        return self.layout == "rows" and {c.role for c in self.columns.values()} == {"stamp"}


Schemas = Mapping[str, TableSchema]
Vocabulary = Mapping[str, Mapping[str, str]]
"""Lists by name: code (or the word itself) → words."""


def compile_schemas(shipped: Mapping[str, str], overlay: Mapping[str, str]) -> Schemas:
    """All tables from TOML texts by file stem, the school's own laid over the shipped ones.

    SettingsError names file, column and word where something is misspelt.
    """
    out = {}
    lists = compile_vocabulary(shipped, overlay)
    for name in [*shipped, *(extra for extra in overlay if extra not in shipped)]:
        data = _parse(name, shipped.get(name, ""))
        _lay_over(data, _parse(name, overlay.get(name, "")))
        if name != "vocabulary":
            out[name] = _table(name, data)
    out[LISTS] = _lists(lists)
    _check_references(out, lists)
    return out


def compile_vocabulary(shipped: Mapping[str, str], overlay: Mapping[str, str]) -> Vocabulary:
    """The lists of choices from ``vocabulary.toml``, the school's own laid over."""
    data = _parse("vocabulary", shipped.get("vocabulary", ""))
    for name, entries in _parse("vocabulary", overlay.get("vocabulary", "")).items():
        if isinstance(entries, list) and isinstance(data.get(name), list):
            data[name] = list(dict.fromkeys([*data[name], *entries]))
        else:
            _lay_over(data, {name: entries})
    out: dict[str, Mapping[str, str]] = {}
    for name, entries in data.items():
        if isinstance(entries, list):
            out[name] = {str(word): str(word) for word in entries}
        elif isinstance(entries, dict):
            out[name] = {str(code): str(words) for code, words in entries.items()}
        else:
            raise SettingsError(f"schemas/vocabulary.toml: «{name}» должно быть списком.")
    return out


def locate(schema: TableSchema, headers: Sequence[str]) -> Mapping[str, int]:
    """Where each known column stands among ``headers`` (0-based); the first of two twins counts.

    A header goes before any alias.
    """
    by_fold: dict[str, int] = {}
    for index, header in enumerate(headers):
        by_fold.setdefault(fold(header), index)
    columns = schema.columns.values()
    spellings = [(column.name, column.header) for column in columns]
    spellings += [(column.name, alias) for column in columns for alias in column.aliases]
    found: dict[str, int] = {}
    for name, spelling in spellings:
        index = by_fold.get(fold(spelling), -1)
        if index >= 0 and name not in found and index not in found.values():
            found[name] = index
    return found


def _parse(name: str, text: str) -> dict[str, Any]:
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


def _lay_over(base: dict[str, Any], over: Mapping[str, Any]) -> None:
    """Tables are merged and aliases added; any other word replaces the shipped one."""
    for key, value in over.items():
        if isinstance(value, dict) and isinstance(base.get(key), dict):
            _lay_over(base[key], value)
        elif key == "aliases" and isinstance(value, list) and isinstance(base.get(key), list):
            base[key] = [*base[key], *value]
        else:
            base[key] = value


def _table(name: str, data: dict[str, Any]) -> TableSchema:
    columns = data.pop("columns", {})
    _known_words(name, "", data, TableSchema, skip=("name", "columns"))
    if "tab" not in data:
        raise SettingsError(f"schemas/{name}.toml: не указано, какая это вкладка (tab = …).")
    if not isinstance(columns, dict):
        raise _unknown(name, "", "значение слова «columns»")
    compiled = {column: _column(name, column, spec) for column, spec in columns.items()}
    if data.get("layout") == "form":
        compiled |= _notes_of(compiled)
    given: dict[str, Any] = {word: tuple(data[word]) for word in ("lines", "rows") if word in data}
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


def _lists(vocabulary: Vocabulary) -> TableSchema:
    """The table of «Справочники»: a column a list."""
    columns = {name: Column(name, _LIST_HEADERS.get(name, name), width=34) for name in vocabulary}
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
