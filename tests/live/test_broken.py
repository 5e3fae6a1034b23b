"""An assumption that the emulator does not fulfil, on purpose: the program says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.google_emulator import batch
from tests.google_emulator.cells import with_value
from tests.google_emulator.emulator import Emulator
from tests.google_emulator.errors import Json
from tests.google_emulator.model import Book
from tests.google_emulator.requests import fastened, find, sort
from tests.live.running import Live, left, outcome


def blank_is_not_found(emulator: Emulator, _: pytest.MonkeyPatch) -> None:
    emulator.drive.blank_is_found = False


def metadata_stays(emulator: Emulator, _: pytest.MonkeyPatch) -> None:
    emulator.drive.metadata_follows_sort = False


def uploads_are_taken(emulator: Emulator, _: pytest.MonkeyPatch) -> None:
    emulator.drive.storage_for_service_accounts = True


def replacements_stay_text(_: Emulator, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(find, "typed", lambda cell, text, locale: with_value(cell, text))


def ranges_are_doubled(_: Emulator, patch: pytest.MonkeyPatch) -> None:
    def add(book: Book, request: Json) -> Json:
        item = dict(request["namedRange"])
        book.named = [one for one in book.named if one["namedRangeId"] != item["namedRangeId"]]
        return old(book, request)

    old = fastened.HANDLERS["addNamedRange"]
    patch.setitem(handlers(), "addNamedRange", add)


def missing_ranges_are_overlooked(_: Emulator, patch: pytest.MonkeyPatch) -> None:
    def delete(book: Book, request: Json) -> Json:
        gone = request["namedRangeId"]
        book.named = [one for one in book.named if one["namedRangeId"] != gone]
        return {}

    patch.setitem(handlers(), "deleteNamedRange", delete)


def order_is_kept(_: Emulator, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sort, "_key", lambda book, sheet, row, column: 0)


def handlers() -> Json:
    """What a batch is carried out with."""
    return batch.HANDLERS


BROKEN = {
    r"\^\$ finds a blank cell": blank_is_not_found,
    "metadata of a row goes with the row that is sorted": metadata_stays,
    "storageQuotaExceeded": uploads_are_taken,
    "begins with «=» becomes a formula": replacements_stay_text,
    "addNamedRange with an id that exists": ranges_are_doubled,
    "deleteNamedRange with an id that is not there": missing_ranges_are_overlooked,
    "sortRange: numbers": order_is_kept,
}


@pytest.mark.parametrize(("claim", "broken"), BROKEN.items(), ids=BROKEN)
def test_an_assumption_that_is_wrong_is_said_not_to_hold(
    emulator: Emulator,
    live: Live,
    lent: str,
    monkeypatch: pytest.MonkeyPatch,
    claim: str,
    broken: Callable[[Emulator, pytest.MonkeyPatch], None],
) -> None:
    before = left(emulator, lent)
    broken(emulator, monkeypatch)
    code, lines = live()
    assert outcome(lines, claim) == "not held"
    assert code == 3
    assert left(emulator, lent) == before
