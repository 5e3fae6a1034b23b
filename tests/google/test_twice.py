"""Two runs at one moment, and answers that got lost: nothing is written twice."""

from __future__ import annotations

import pytest

from sheets_sync.errors import StaleError, UnavailableError
from tests import build
from tests.google.school import OLGA, PAVEL, School

JOURNAL = "Журнал"


def test_of_two_runs_from_the_same_reading_the_second_is_refused_whole(school: School) -> None:
    first, second = school.store(), school.store()
    one, other = first.read(), second.read()
    school.once_before("batchUpdate", lambda: first.write(one, build.plan(one)))
    with pytest.raises(StaleError):
        second.write(other, build.plan(other))
    assert school.left() == ()
    lines = school.shown("journal")
    assert len(lines) == len({tuple(line) for line in lines})


def test_the_run_that_was_refused_reads_again_and_has_nothing_to_do(school: School) -> None:
    other = school.store()
    school.once_before("batchUpdate", lambda: school.run(other))
    after = school.run()
    assert build.ids(after) == {PAVEL: "М-002Щ", OLGA: "М-001Л"}
    assert school.left() == ()


@pytest.mark.parametrize("way", ["reset-after", "500-after", "503-after", "half"])
def test_a_lost_answer_doubles_nothing(school: School, way: str) -> None:
    school.emulator.fail(way, "batchUpdate")
    after = school.run()
    assert school.emulator.faults.happened == [way]
    assert build.ids(after) == {PAVEL: "М-002Щ", OLGA: "М-001Л"}
    journal = school.shown("journal")
    assert len(journal) == len({tuple(line) for line in journal}) > 1
    assert school.left() == ()


@pytest.mark.parametrize("way", ["reset", "500", "503", "429", "401"])
def test_a_batch_that_was_not_carried_out_is_sent_again(school: School, way: str) -> None:
    school.emulator.fail(way, "batchUpdate")
    after = school.run()
    assert school.emulator.faults.happened == [way]
    assert "" not in build.ids(after).values()
    assert school.left() == ()


def test_patience_ends_with_a_sentence_and_nothing_is_written(school: School) -> None:
    before = school.shown("mentors")
    school.emulator.fail("429", "batchUpdate", times=99)
    with pytest.raises(UnavailableError, match="подождать"):
        school.run()
    assert school.shown("mentors") == before
    assert 60 < sum(school.waits.seconds) < 180


def test_where_every_answer_got_lost_the_next_run_finds_everything_done(school: School) -> None:
    school.emulator.fail("reset-after", "batchUpdate", times=1)
    school.emulator.fail("reset", "batchUpdate", times=99)
    with pytest.raises(UnavailableError, match="не отвечает"):
        school.run()
    school.emulator.faults.waiting.clear()
    assert school.left() == ()
