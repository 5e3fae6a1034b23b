"""More than one batch can take: every beginning of the batches is a valid state."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheets_sync.errors import UnavailableError
from sheets_sync.stores.google import GoogleStore
from tests import build
from tests.google import prepared
from tests.google.school import School, people
from tests.google_emulator.calls import Call
from tests.google_emulator.emulator import Emulator

ROOM = 12_000
ROWS = 40


@pytest.fixture
def many(emulator: Emulator, tmp_path: Path) -> School:
    """Forty people whom nobody has looked at yet."""
    return School(emulator, tmp_path, people(ROWS))


def small(school: School) -> GoogleStore:
    """A store whose batches hold little."""
    client = prepared.client(school.emulator, school.folder, school.waits)
    return GoogleStore(client, school.file, build.SCHEMAS, prepared.marks(), room=ROOM)


def test_a_big_plan_goes_in_batches_none_of_which_is_too_big(many: School) -> None:
    after = many.run(small(many))
    sizes = [len(c.content) for c in many.emulator.log if "batchUpdate" in c.kind]
    assert len(sizes) > 5
    assert max(sizes) < 5 * ROOM  # letters beyond ASCII are escaped on the wire
    assert len(set(build.ids(after).values())) == ROWS - 1
    assert many.left() == ()


@pytest.mark.parametrize("batch", range(1, 7))
def test_a_run_cut_after_any_batch_is_finished_by_the_next(many: School, batch: int) -> None:
    seen: list[Call] = []

    def hook(call: Call) -> None:
        if "batchUpdate" in call.kind:
            seen.append(call)
            if len(seen) == batch:
                many.emulator.fail("reset", "batchUpdate", times=99)

    off = many.emulator.before_call(hook)
    with pytest.raises(UnavailableError):
        many.run(small(many))
    off()
    many.emulator.faults.waiting.clear()
    after = many.run(small(many))
    assert len(set(build.ids(after).values())) == ROWS - 1
    assert many.left() == ()
    lines = many.shown("_sync")
    assert len(lines) == len({line[0] for line in lines})
