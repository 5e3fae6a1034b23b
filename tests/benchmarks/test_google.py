"""The calls of a run at ten thousand rows, and the seconds that it takes beside the emulator."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests import build
from tests.google.school import School, counted, people
from tests.google_emulator.emulator import Emulator

ROWS = 10_000


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """Ten thousand mentors after a run."""
    with Emulator() as emulator:
        school = School(emulator, tmp_path_factory.mktemp("big"), people(ROWS), timeout=600)
        start = time.perf_counter()
        after = school.run()
        print(f"\nfirst run: {time.perf_counter() - start:.0f} s, {counted(school)}")
        assert "" not in build.ids(after).values()
        yield school


def test_a_change_at_ten_thousand_rows_takes_the_calls_of_ten(big: School) -> None:
    big.run()
    big.hands.type("Наставники", 2, big.column("mentors", "capacity"), "3")
    counted(big)
    store = big.store()
    store.version()
    start = time.perf_counter()
    big.run(store)
    print(f"one change: {time.perf_counter() - start:.0f} s")
    assert counted(big) == {
        "drive.files.get": 2,
        "sheets.spreadsheets.get": 1,
        "sheets.spreadsheets.batchUpdate": 1,
    }


def test_nothing_new_at_ten_thousand_rows_takes_one_probe(big: School) -> None:
    big.run()
    counted(big)
    big.store().version()
    assert counted(big) == {"drive.files.get": 1}
