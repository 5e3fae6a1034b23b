"""«Пояснение» quiets the notes of its row, until the row or what is said of it changes."""

from __future__ import annotations

import datetime as dt

from sheets_sync.cells import Value
from sheets_sync.snapshot import Row, Snapshot
from tests import build

LATE: dict[str, Value] = {
    "name": "Ким Анна Львовна",
    "subject": "физика",
    "strength_1": "МТ1",
    "capacity": 7,
}


def told(**cells: str | int | None) -> Snapshot:
    return build.run(build.snapshot(mentors=[{**LATE, **cells}]))


def only(snap: Snapshot) -> Row:
    (row,) = snap.tables["mentors"].rows
    return row


def test_an_answer_keeps_the_note_and_takes_the_colour_away() -> None:
    assert only(told()).cell("stops").shown == ";Возьмёт человек (1–3);"
    row = only(told(answer="так решил директор"))
    assert row.cell("stops").blank
    assert row.cell("notes").shown.startswith("Принято к сведению. Впишите, сколько")


def test_an_answered_row_is_no_problem_of_a_check() -> None:
    assert build.plan(told()).problems
    assert not build.plan(told(answer="так решил директор")).problems


def test_a_change_of_the_row_wakes_the_note_up_again() -> None:
    snap = build.run(build.typed(told(answer="знаю"), "mentors", "Ким", capacity=9))
    assert only(snap).cell("stops").shown == ";Возьмёт человек (1–3);"
    assert only(build.run(snap)).cell("stops").shown == ";Возьмёт человек (1–3);"


def test_another_answer_quiets_what_is_said_now() -> None:
    snap = build.run(build.typed(told(answer="знаю"), "mentors", "Ким", capacity=9))
    snap = build.run(build.typed(snap, "mentors", "Ким", answer="и это знаю"))
    assert only(snap).cell("stops").blank


def test_taking_the_answer_away_brings_the_note_back() -> None:
    snap = build.run(build.typed(told(answer="знаю"), "mentors", "Ким", answer=None))
    assert only(snap).cell("stops").shown == ";Возьмёт человек (1–3);"
    assert only(snap).cell("answered").blank


def test_an_answer_where_nothing_is_said_shows_nothing() -> None:
    row = only(told(capacity=2, answer="всё в порядке"))
    assert row.cell("notes").blank


def test_an_answer_lasts_into_another_day() -> None:
    snap = build.run(told(answer="знаю"), build.TODAY + dt.timedelta(days=30))
    assert only(snap).cell("stops").blank
