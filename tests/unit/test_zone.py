"""The zone that a school names decides which day it is there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from sheets_sync.plan import make_plan
from sheets_sync.probe import Probe
from sheets_sync.zone import local, offset
from tests import build

EVENING = dt.datetime(2026, 9, 2, 20, 30, tzinfo=dt.UTC)
"""The second of September in Moscow, the third in Yekaterinburg from 19:00 UTC on."""


@pytest.mark.parametrize(
    ("answer", "minutes"),
    [
        ("МСК Москва", 180),
        ("МСК−1 Калининград", 120),
        ("мск-1", 120),
        ("МСК + 2 Екатеринбург", 300),
        ("МСК+9 Камчатка", 720),
        ("", None),
        ("Екатеринбург", None),
        ("МСК+99", None),
    ],
)
def test_a_zone_is_so_many_minutes_ahead(answer: str, minutes: int | None) -> None:
    assert offset(answer) == minutes


def test_every_zone_that_is_offered_is_understood() -> None:
    offered = [offset(zone) for zone in build.VOCABULARY["zones"]]
    assert offered == [60 * hours for hours in range(2, 13)]


def test_a_run_lives_on_the_day_of_the_schools_zone() -> None:
    snap = build.typed(build.snapshot(), "school", "", zone="МСК+2 Екатеринбург")
    context = replace(build.context(), now=EVENING)
    there = local(snap, context)
    assert (there.today, there.now.hour) == (dt.date(2026, 9, 3), 1)
    stamps = [change.as_data() for change in make_plan(snap, context).written]
    assert any("2026-09-03T01:30:00" in str(stamp) for stamp in stamps)


def test_without_an_answer_or_without_a_zone_of_its_own_the_moment_stays() -> None:
    assert local(build.snapshot(), build.context()) == build.context()
    snap = build.typed(build.snapshot(), "school", "", zone="МСК+2 Екатеринбург")
    assert local(snap, build.context()) == build.context()


def test_the_probe_counts_days_in_the_schools_zone(tmp_path: Path) -> None:
    probe = Probe(tmp_path / "probe.json")
    state = {"store": "1"}
    probe.remember(state, EVENING, 300, None)
    assert probe.settled(state, EVENING)
    assert probe.settled(state, EVENING + dt.timedelta(hours=20))  # 21:30 of the third there
    assert not probe.settled(state, EVENING + dt.timedelta(hours=23))
    probe.remember(state, EVENING, None, None)
    assert not probe.settled(state, EVENING + dt.timedelta(hours=20))
