"""What makes a batch void itself: named ranges with ids of our own, and the id of a tab."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sheets_sync.stores.google import requests as ask
from sheets_sync.stores.google.requests import Json
from tests.live.findings import Told, Trial
from tests.live.scratch import NAMED, TABS, Scratch

CLAIMS = {
    "kept": "a named range keeps the id that it is given",
    "again": "addNamedRange with an id that exists refuses the batch",
    "tab": "addSheet with an id that exists refuses the batch",
    "void": "a refused batch undoes the requests before the refused one",
    "turn": "one batch deletes the range of a generation and adds that of the next",
    "missing": "deleteNamedRange with an id that is not there refuses the batch",
    "twice": "the same batch sent again is refused whole",
}


def _opened(number: int, mark: str) -> Json:
    range_ = ask.box(TABS["generations"].id, 1, 1)
    named = {"namedRangeId": f"{NAMED}{number}", "name": f"_sheets_sync_live_{number}_{mark}"}
    return {"addNamedRange": {"namedRange": {**named, "range": range_}}}


def _closed(number: int) -> Json:
    return {"deleteNamedRange": {"namedRangeId": f"{NAMED}{number}"}}


def _turned(number: int) -> list[Json]:
    return [_closed(number), _opened(number + 1, "a"), _written(2)]


def _written(row: int) -> Json:
    return ask.exchange(ask.box(TABS["generations"].id, row, 1), "", "written")


def tried(scratch: Scratch) -> Iterator[Told]:
    """Six batches, four of which are to be refused."""

    def sent(requests: Sequence[Json]) -> tuple[bool, str]:
        answer = scratch.batch(TABS["generations"], requests)
        return bool(answer.refused), answer.refused or "carried out"

    tab = TABS["generations"]
    first = scratch.batch(tab, [_opened(1, "a")])
    yield Told("kept", f"{NAMED}1" in first.named, first.refused or ", ".join(first.named))
    yield Told("again", *sent([_written(1), _opened(1, "b")]))
    double = {"sheetId": tab.id, "title": f"{tab.title}_double"}
    yield Told("tab", *sent([_written(1), {"addSheet": {"properties": double}}]))
    turn = scratch.batch(tab, _turned(1))
    shown = turn.page.shown("A1", "A2")
    yield Told("void", shown == ["", "written"], turn.refused or shown)
    held = f"{NAMED}2" in turn.named and f"{NAMED}1" not in turn.named
    yield Told("turn", held, turn.refused or ", ".join(turn.named))
    yield Told("missing", *sent([_closed(1)]))
    yield Told("twice", *sent(_turned(1)))


TRIAL = Trial(CLAIMS, tried)
