"""Google's own discovery documents: every request and every answer is held against them."""

from __future__ import annotations

import functools
import importlib.util
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.google_emulator.errors import Json, bad_mask, bad_request
from tests.google_emulator.masks import Tree

# A JSON type to the words in which Google refuses another one.
TYPES = {
    "int32": "TYPE_INT32",
    "uint32": "TYPE_UINT32",
    "int64": "TYPE_INT64",
    "double": "TYPE_DOUBLE",
    "float": "TYPE_FLOAT",
    "boolean": "TYPE_BOOL",
    "string": "TYPE_STRING",
}
LIST = "type.googleapis.com/google.protobuf.ListValue"


class AnswerError(AssertionError):
    """The emulator's own answer does not fit the discovery document: a mistake of the emulator."""


@functools.cache
def document(name: str) -> Json:
    """The document of "sheets.v4" or "drive.v3", as google-api-python-client ships it."""
    # Found, not imported: the client takes a second to import, and only its data are wanted.
    package = importlib.util.find_spec("googleapiclient")
    assert package is not None, "google-api-python-client is not installed"
    assert package.submodule_search_locations is not None
    folder = Path(next(iter(package.submodule_search_locations)))
    text = (folder / "discovery_cache" / "documents" / f"{name}.json").read_text("utf-8")
    found: Json = json.loads(text)
    return found


def schemas(name: str) -> Json:
    """Schema name -> schema."""
    found: Json = document(name)["schemas"]
    return found


@functools.cache
def methods(name: str) -> dict[str, Json]:
    """Method id ("sheets.spreadsheets.get") -> method."""
    found: dict[str, Json] = {}

    def walk(holder: Json) -> None:
        for method in holder.get("methods", {}).values():
            found[method["id"]] = method
        for inner in holder.get("resources", {}).values():
            walk(inner)

    walk(document(name))
    return found


@functools.cache
def snake(name: str) -> str:
    """camelCase -> snake_case: the spelling of fields in Google's refusals."""
    return re.sub(r"[A-Z]", lambda m: "_" + m[0].lower(), name)


def request(name: str, schema: str, body: Any, root: str = "") -> Json:
    """The body without its nulls; ApiError 400 where it does not fit the schema.

    Drive passes over fields that it does not know.
    """
    violations: list[tuple[str, str]] = []
    if name == "drive.v3" and isinstance(body, dict):
        body = {k: v for k, v in body.items() if k in schemas(name)[schema]["properties"]}
    made = _clean(schemas(name), {"$ref": schema}, body, root, violations)
    if violations:
        raise bad_request(violations)
    assert isinstance(made, dict)
    return made


def _clean(
    all_: Json, schema: Json, value: Any, path: str, wrong: list[tuple[str, str]]
) -> Any:  # fmt: skip
    if ref := schema.get("$ref"):
        schema = all_[ref]
    kind = schema.get("type", "any")
    if kind == "any":
        return value
    if kind == "object":
        return _object(all_, schema, value, path, wrong)
    if kind == "array":
        return _array(all_, schema, value, path, wrong)
    return _scalar(schema, value, path, wrong)


def _object(
    all_: Json, schema: Json, value: Any, path: str, wrong: list[tuple[str, str]]
) -> Any:  # fmt: skip
    if not isinstance(value, dict):
        wrong.append(_bad(path, "type.googleapis.com/" + schema.get("id", "object"), value))
        return value
    fields, others = schema.get("properties", {}), schema.get("additionalProperties")
    made: Json = {}
    for name, inner in value.items():
        key = path + "." + snake(name) if path else snake(name)
        if name in fields or others is not None:
            if inner is not None:
                made[name] = _clean(all_, fields.get(name, others), inner, key, wrong)
        else:
            at = f" at '{path}'" if path else ""
            text = f'Invalid JSON payload received. Unknown name "{name}"{at}: Cannot find field.'
            wrong.append((path, text))
    return made


def _array(
    all_: Json, schema: Json, value: Any, path: str, wrong: list[tuple[str, str]]
) -> Any:  # fmt: skip
    items = schema["items"]
    if not isinstance(value, list):
        nested = LIST if items.get("type") == "array" else all_.get(items.get("$ref"), {}).get("id")
        wrong.append(_bad(path, nested or TYPES.get(items.get("type", ""), LIST), value))
        return value
    if items.get("type") == "any":
        return value
    if "$ref" in items:
        # A list within a list of messages is taken apart: clients in use send that.
        value = [one for item in value for one in (item if isinstance(item, list) else [item])]
    return [_clean(all_, items, item, f"{path}[{i}]", wrong) for i, item in enumerate(value)]


def _bad(path: str, kind: str, value: Any) -> tuple[str, str]:
    shown = json.dumps(value, ensure_ascii=False)
    return path, f"Invalid value at '{path}' ({kind}), {shown}"


def _scalar(schema: Json, value: Any, path: str, wrong: list[tuple[str, str]]) -> Any:
    kind = schema["type"]
    words = schema.get("enum")
    if words is not None and value not in words:
        wrong.append(_bad(path, "TYPE_ENUM", value))
        return value
    if kind in ("integer", "number"):
        return _number(schema, value, path, wrong)
    if kind == "boolean" and value in ("true", "false"):
        return value == "true"
    fits = isinstance(value, bool) if kind == "boolean" else isinstance(value, str)
    # int64 travels as a string, and a number is taken too.
    if not fits and not (schema.get("format") == "int64" and isinstance(value, int)):
        wrong.append(_bad(path, TYPES[kind], value))
    return value


def _number(schema: Json, value: Any, path: str, wrong: list[tuple[str, str]]) -> Any:
    whole = schema["type"] == "integer"
    try:
        if isinstance(value, bool) or (whole and float(value) != int(float(value))):
            raise ValueError
        return int(float(value)) if whole else float(value)
    except (TypeError, ValueError, OverflowError):
        wrong.append(_bad(path, TYPES.get(schema.get("format", ""), "TYPE_INT32"), value))
        return value


Check = Callable[[Any], bool]
KINDS: dict[str, tuple[type, ...]] = {"string": (str,), "number": (int, float)}


def _fits(name: str, schema: Json) -> Check:
    """Whether a value fits, without saying why not: answers are large."""
    if ref := schema.get("$ref"):
        return functools.partial(_fits_ref, name, ref)
    kind = schema.get("type", "any")
    if kind == "any":
        return lambda value: True
    if kind == "array":
        item = _fits(name, schema["items"])
        return lambda value: isinstance(value, list) and all(map(item, value))
    if kind == "object":
        fields = {k: _fits(name, v) for k, v in schema.get("properties", {}).items()}
        others = schema.get("additionalProperties")
        rest = _fits(name, others) if others is not None else (lambda value: False)
        return lambda value: (
            isinstance(value, dict) and all(fields.get(k, rest)(v) for k, v in value.items())
        )
    if words := schema.get("enum"):
        return lambda value: value in words
    if kind == "integer":
        return lambda value: isinstance(value, int) and not isinstance(value, bool)
    if kind == "boolean":
        return lambda value: isinstance(value, bool)
    types = KINDS[kind]
    return lambda value: isinstance(value, types)


@functools.cache
def _checker(name: str, ref: str) -> Check:
    return _fits(name, schemas(name)[ref])


def _fits_ref(name: str, ref: str, value: Any) -> bool:
    return _checker(name, ref)(value)


def answer(name: str, schema: str, body: Any) -> None:
    """AnswerError unless the answer fits the schema."""
    if _checker(name, schema)(body):
        return
    violations: list[tuple[str, str]] = []
    _clean(schemas(name), {"$ref": schema}, body, "", violations)
    texts = [text for _, text in violations[:5]] or ["a value of the wrong type"]
    raise AnswerError(f"{schema}: " + "; ".join(texts))


def check_mask(name: str, schema: str, tree: Tree, at: str = "") -> None:
    """ApiError 400 when the mask names a field that the schema does not have."""
    wrong = unknown_field(name, schema, tree)
    if wrong:
        raise bad_mask(at + wrong)


def unknown_field(name: str, schema: str, tree: Tree) -> str:
    """The first path of the mask that the schema does not have, "" if it fits."""
    return _unknown(schemas(name), {"$ref": schema}, tree, "")


def _unknown(all_: Json, schema: Json, tree: Tree, path: str) -> str:
    while "$ref" in schema or schema.get("type") == "array":
        schema = all_[schema["$ref"]] if "$ref" in schema else schema["items"]
    fields, others = schema.get("properties", {}), schema.get("additionalProperties")
    for field, inner in tree.items():
        here = f"{path}.{field}" if path else field
        if field != "*" and field not in fields and others is None:
            return here
        if inner and field != "*":
            found = _unknown(all_, fields.get(field, others), inner, here)
            if found:
                return found
    return ""


def check_query(name: str, method: Json, query: dict[str, list[str]]) -> None:
    """ApiError 400 for a parameter that the method does not have, or a word it does not know."""
    known = method.get("parameters", {}) | document(name)["parameters"]
    violations: list[tuple[str, str]] = []
    for key, values in query.items():
        if key not in known:
            text = (
                f'Invalid JSON payload received. Unknown name "{key}": Cannot bind query parameter.'
                f" Field '{key}' could not be found in request message."
            )
            violations.append(("", text))
        elif "enum" in known[key]:
            words = [v for v in values if v not in known[key]["enum"]]
            violations += [_bad(snake(key), "TYPE_ENUM", word) for word in words]
    if violations:
        raise bad_request(violations)
