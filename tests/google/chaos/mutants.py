"""Production with one of its safeguards off: the oracle must tell each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest

from sheets_sync.rules import identity
from sheets_sync.rules.register import Entry
from sheets_sync.stores.google import back, batches, store
from sheets_sync.stores.google import requests as ask
from sheets_sync.stores.google.draft import Draft
from sheets_sync.stores.tabs import Tab
from tests.google.chaos.game import Step
from tests.google.chaos.scripts import BATCH, Scripted

BODY_OF = batches.body_of
COLUMNS = Tab.columns
Patch = pytest.MonkeyPatch


def _overwriting(patch: Patch) -> None:
    """Compare-and-set off: whatever stands there is overwritten."""

    def indexed(where: ask.Json, old: str, new: str, *, formulas: bool = False) -> ask.Json:
        start = {
            "sheetId": where["sheetId"],
            "rowIndex": where["startRowIndex"],
            "columnIndex": where["startColumnIndex"],
        }
        plain = (ask.line_of({1: new or None}) or [{}])[0]
        cell = ask.formula(new) if new.startswith("=") else plain
        rows = [{"values": [cell]}] * (where["endRowIndex"] - where["startRowIndex"])
        return {"updateCells": {"start": start, "rows": rows, "fields": ask.VALUES}}

    patch.setattr(ask, "exchange", indexed)


def _resending(patch: Patch) -> None:
    """Generation off: a batch may be carried out twice."""

    def unturned(
        requests: list[ask.Json], number: int, mark: str, sheet: int, *, last: bool
    ) -> ask.Json:
        body = BODY_OF(requests, number, mark, sheet, last=last)
        kept = [r for r in body["requests"] if not {"addNamedRange", "deleteNamedRange"} & set(r)]
        return {**body, "requests": kept}

    patch.setattr(batches, "body_of", unturned)


def _leaving(patch: Patch) -> None:
    """Take-back off: what landed in a wrong place stays."""

    def nothing(*_: object) -> Draft:
        return Draft()

    patch.setattr(store, "taken_back", nothing)


def _forgetting(patch: Patch) -> None:
    """Register off: whose an id is, is not remembered."""

    def nobody(*_: object) -> dict[str, Entry]:
        return {}

    patch.setattr(identity, "entries_of", nobody)


def _remembering_columns(patch: Patch) -> None:
    """Columns stand where they stood when the school was new."""

    def first(tab: Tab) -> dict[str, int]:
        found = COLUMNS(tab)
        drawn = {name: at for at, name in enumerate(tab.schema.columns, start=1)}
        return {name: drawn[name] for name in found}

    patch.setattr(Tab, "columns", first)


def _deciding_blindly(patch: Patch) -> None:
    """Decision mark off: a suggestion that changed while she decided on it stays changed."""

    def none(*_: object) -> Iterator[ask.Json]:
        return iter(())

    patch.setattr(back, "_suggestions", none)


MUTANTS: Mapping[str, Callable[[Patch], None]] = {
    "compare-and-set off": _overwriting,
    "register off": _forgetting,
    "generation off": _resending,
    "column by remembered index": _remembering_columns,
    "decision mark off": _deciding_blindly,
    "take-back off": _leaving,
}

WITNESSES: Mapping[str, Scripted] = {
    "compare-and-set off": ([Step(BATCH, "moves_column", "mentors", 1)], "fresh"),
    "register off": ([Step(0, "sorts_some", "mentors", 0)], "settled"),
    "generation off": ([Step(0, "adds"), Step(BATCH, "500-after")], "settled"),
    "column by remembered index": ([Step(0, "inserts_column", "mentors", 0)], "fresh"),
    "decision mark off": (
        [Step(0, "deletes_row", "mentors", 0), Step(BATCH, "decides", "pairs", 1)],
        "settled",
    ),
    "take-back off": ([Step(BATCH, "inserts_column", "mentors", 0)], "fresh"),
}
"""The shortest game that tells each mutant, and how the school stood before."""
