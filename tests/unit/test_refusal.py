"""A refused plan on «Школа», and the one answer that lets exactly it through."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sheets_sync.changes import apply
from sheets_sync.facts import Context
from sheets_sync.plan import Plan, make_plan
from sheets_sync.refusal import confirmed, noted
from sheets_sync.snapshot import Snapshot
from tests import build

DAY = dt.date(2026, 9, 3)
OFFER = "подтверждаю изменения от 03.09, 08:15"


def lost(people: int = 5) -> Snapshot:
    """A bank of so many mentors after a run, of whom nobody is left."""
    names = [f"{letter}ский Ян Янович" for letter in "АБВГДЕЖ"[:people]]
    snap = build.run(build.snapshot(mentors=[{"name": name} for name in names]))
    return build.with_rows(snap, "mentors", [])


def refused(snap: Snapshot, context: Context | None = None) -> Snapshot:
    """The snapshot after a refused run has said so."""
    plan = make_plan(snap, context or build.context(DAY))
    assert plan.dangers
    return apply(snap, noted(snap, plan, context or build.context(DAY)).written)


def answer(snap: Snapshot, column: str) -> str:
    return snap.tables["school"].rows[0].cell(column).shown


def confirm(snap: Snapshot, text: str) -> Snapshot:
    return build.typed(snap, "school", "", confirm=text)


def plan(snap: Snapshot) -> Plan:
    return build.plan(snap, DAY)


def test_the_refusal_says_what_was_found_what_to_do_and_offers_one_answer() -> None:
    said = refused(lost())
    assert answer(said, "refusal").startswith(
        "Ваши вкладки не тронуты. На вкладке «Наставники» вчера было 5 человек, сейчас 0. "
        "Случайно – нажмите Ctrl+Z или откройте копию. Так и надо – "
    )
    assert answer(said, "refusal_offer") == OFFER


def test_the_copy_to_go_back_to_is_named_where_there_is_one() -> None:
    snap = lost()
    copied = dt.datetime(2026, 9, 2, 8, 15)
    said = apply(snap, noted(snap, plan(snap), build.context(DAY), copied).written)
    assert "откройте копию от 02.09, 08:15." in answer(said, "refusal")


def test_the_answer_confirms_exactly_the_plan_that_was_refused() -> None:
    said = refused(lost())
    assert confirmed(said) == ""
    assert confirmed(confirm(said, OFFER)) == plan(said).hash == plan(confirm(said, OFFER)).hash
    assert confirmed(confirm(said, "да")) == ""


def test_the_same_refusal_keeps_its_offer_however_often_it_is_made() -> None:
    said = refused(lost())
    later = replace(build.context(DAY), now=dt.datetime(2026, 9, 3, 9, 45))
    assert noted(said, make_plan(said, later), later).written == ()


def test_another_plan_gets_another_offer_even_within_the_same_minute() -> None:
    said = confirm(refused(lost()), OFFER)
    fresh = refused(build.added(said, "mentees", name="Цой Ян Ли"))
    assert answer(fresh, "refusal_offer") == f"{OFFER} (2)"
    assert confirmed(fresh) == ""


def test_a_run_that_is_not_refused_takes_everything_away() -> None:
    before = build.run(lost(0), DAY)
    said = build.typed(before, "school", "", refusal="x", refusal_offer="y", refusal_plan="z")
    made = plan(said)
    assert not made
    after = apply(said, made.written)
    assert [answer(after, f"refusal{part}") for part in ("", "_offer", "_plan")] == ["", "", ""]
    assert plan(after).written == ()


def test_without_the_tab_there_is_nowhere_to_say_it() -> None:
    snap = lost()
    tables = {name: table for name, table in snap.tables.items() if name != "school"}
    bare = replace(snap, tables=tables)
    assert noted(bare, plan(bare), build.context(DAY)).written == ()
    assert confirmed(bare) == ""
