"""One cell, and its JSON in both directions."""

from __future__ import annotations

import functools
import struct
from dataclasses import dataclass, field, replace
from typing import Any

from tests.google_emulator.errors import Json
from tests.google_emulator.masks import Tree, update


@dataclass(frozen=True, slots=True)
class Formula:
    """The text of a formula, with its "=" and in the separators of the spreadsheet's locale."""

    text: str


@dataclass(frozen=True, slots=True)
class Fault:
    """An error value: ``kind`` as the API calls it ("N_A", "REF", …)."""

    kind: str
    message: str = ""


Scalar = None | bool | int | float | str | Fault
Entered = None | bool | int | float | str | Formula

# How an error is shown; REF is "#REF!".
SHOWN = {"N_A": "#N/A", "NAME": "#NAME?", "DIVIDE_BY_ZERO": "#DIV/0!", "NULL_VALUE": "#NULL!"}


def shown_fault(fault: Fault) -> str:
    """What stands in the cell."""
    return SHOWN.get(fault.kind, f"#{fault.kind}!")


@dataclass(frozen=True, slots=True)
class Cell:
    """What people and programs put into a cell; never changed in place."""

    value: Entered = None
    format: Json = field(default_factory=dict)
    note: str = ""
    validation: Json | None = None
    # Text runs, chips, pivot tables: kept as they came.
    extra: Json = field(default_factory=dict)

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all is in it."""
        return (
            self.value is None
            and not self.format
            and not self.note
            and not self.validation
            and not self.extra
        )


BLANK = Cell()
EXTRA = ("textFormatRuns", "chipRuns", "pivotTable", "dataSourceTable")


def whole(number: float) -> int | float:
    """A number without a needless ".0"."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


def extended(value: Scalar | Formula) -> Json:
    """An ExtendedValue; {} for nothing."""
    if value is None:
        return {}
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, Formula):
        return {"formulaValue": value.text}
    if isinstance(value, Fault):
        return {"errorValue": {"type": value.kind, "message": value.message}}
    if isinstance(value, str):
        return {"stringValue": value}
    return {"numberValue": whole(value)}


def entered(value: Json) -> Entered:
    """What an ExtendedValue puts into a cell; an empty string is nothing."""
    if "formulaValue" in value:
        text = str(value["formulaValue"])
        return Formula(text if text.startswith("=") else "=" + text)
    if "boolValue" in value:
        return bool(value["boolValue"])
    if "numberValue" in value:
        return whole(float(value["numberValue"]))
    return str(value.get("stringValue", "")) or None


def to_json(cell: Cell) -> Json:
    """The CellData that was written (no effective values)."""
    made: Json = {}
    if cell.value is not None:
        made["userEnteredValue"] = extended(cell.value)
    if cell.format:
        made["userEnteredFormat"] = cell.format
    if cell.note:
        made["note"] = cell.note
    if cell.validation:
        made["dataValidation"] = cell.validation
    return made | cell.extra


def written(cell: Cell, data: Json, mask: Tree, *, plain: bool = True) -> Cell:
    """The cell after the masked fields of a CellData were written into it.

    Not ``plain``: its colours are normal already.
    """
    if mask and "userEnteredValue" not in mask:
        # Only what was there and is not asked about stays as it is.
        kept = cell.value
    else:
        kept = entered(data.get("userEnteredValue", {}))
    format_ = cell.format
    if not mask or "userEnteredFormat" in mask:
        inner = mask.get("userEnteredFormat", {})
        style = data.get("userEnteredFormat", {})
        format_ = update(cell.format, colours(style) if plain else style, inner)
    note = data.get("note", "") if not mask or "note" in mask else cell.note
    rule = cell.validation
    if not mask or "dataValidation" in mask:
        rule = data.get("dataValidation") or None
    extra = dict(cell.extra)
    for name in EXTRA:
        if not mask or name in mask:
            extra.pop(name, None)
            if data.get(name):
                extra[name] = data[name]
    return Cell(kept, format_, note, rule, extra)


def with_value(cell: Cell, value: Entered, format_: Json | None = None) -> Cell:
    """The cell with another value; the runs of the old text go."""
    extra = {k: v for k, v in cell.extra.items() if k not in ("textFormatRuns", "chipRuns")}
    return replace(cell, value=value, format=cell.format if format_ is None else format_,
                   extra=extra)  # fmt: skip


@functools.lru_cache(maxsize=4096)
def float32(number: float) -> float:
    """The number as single precision prints it: 0.4980392156862745 -> 0.49803922."""
    (narrow,) = struct.unpack("f", struct.pack("f", number))
    for digits in range(1, 10):
        short = float(f"{narrow:.{digits}g}")
        if struct.pack("f", short) == struct.pack("f", number):
            return short
    return float(narrow)


def colour(value: Json) -> Json:
    """A Color without its zeros, in single precision."""
    return {k: whole(float32(float(v))) for k, v in value.items() if v or k == "alpha"}


def colours(value: Any) -> Any:
    """Any JSON with each colour beside its style, both normal."""
    if isinstance(value, list):
        return [colours(item) for item in value]
    if not isinstance(value, dict):
        return value
    made = {k: colours(v) for k, v in value.items() if k != "rgbColor"}
    if "rgbColor" in value:
        made["rgbColor"] = colour(value["rgbColor"])
    for name in list(made):
        if name.endswith("Color") and name != "rgbColor" and isinstance(made[name], dict):
            made[name] = colour(made[name])
            made.setdefault(name + "Style", {"rgbColor": made[name]})
        elif name.endswith("ColorStyle") and "rgbColor" in made[name]:
            made[name.removesuffix("Style")] = made[name]["rgbColor"]
    return made
