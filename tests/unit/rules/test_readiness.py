"""The last sentence of a run: how many can be matched, and what the others lack."""

from __future__ import annotations

import datetime as dt

from sheets_sync.cells import Value
from tests import build

Given = dict[str, Value]


def test_it_counts_who_is_ready_and_names_what_the_others_lack() -> None:
    mentees: list[Given] = [{"name": f"Цой Наталья {n}вна", "request_1": "ПП1"} for n in "АБ"]
    mentees += [{"name": f"Ким Юлия {n}вна"} for n in "АБВГ"]
    mentors: list[Given] = [{"name": "Гоголь Ольга Сергеевна", "strength_1": "ПП1"}]
    plan = build.plan(build.snapshot(mentees=mentees, mentors=mentors))
    assert plan.ready == (
        "Готово к подбору (наставляемые): 2 из 6. Остальным не хватает главного запроса: Н-001П "
        "Ким Ю. А., Н-002Э Ким Ю. Б., Н-003Ж Ким Ю. В. и ещё 1.",
        "Готово к подбору (наставники): 1 из 1.",
    )


def test_an_empty_bank_and_those_who_are_away_are_not_counted() -> None:
    away: Given = {"name": "Цой Наталья Львовна", "away": dt.date(2026, 9, 1)}
    assert build.plan(build.snapshot(mentees=[away])).ready == ()
