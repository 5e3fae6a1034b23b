"""What staff typed in the shared table and should not have: told on its cell."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sheets_sync.cells import Value
from sheets_sync.facts import Settings
from tests import build

LOCAL = replace(build.SETTINGS, personal_data="local")
MENTEE: dict[str, Value] = {
    "name": "Шмидт Ирина Львовна",
    "request_1": "ПП1",
    "born": dt.date(2011, 3, 14),
}


def said(settings: Settings, **pair: Value) -> list[tuple[str, str]]:
    """What is said of a pair in words of this rule: column and sentence."""
    snap = build.snapshot(mentees=[MENTEE], pairs=[{"mentee": "Н-001", **pair}])
    problems = build.plan(snap, settings=settings).problems
    return [(each.column, each.says) for each in problems if "общей таблице" in each.says]


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("group", "подопечные Шмидт", "В общей таблице фамилия. Замените на номер человека."),
        ("mentor", "Мельник Т. И.", "В общей таблице фамилия. Замените на номер человека."),
        ("group", "8 900 123-45-67", "В общей таблице телефон. Уберите: он нужен только в"),
        ("group", "i@shkola.ru", "В общей таблице адрес почты. Уберите: он нужен только в"),
        ("begins", dt.date(2011, 3, 14), "В общей таблице дата, похожая на дату рождения."),
    ],
)
def test_a_cell_that_gives_somebody_away_is_named(column: str, value: Value, says: str) -> None:
    [(found, sentence)] = said(LOCAL, **{column: value})
    assert found == column
    assert sentence.startswith(says)


def test_what_stands_at_home_is_nobodys_business() -> None:
    assert said(LOCAL, answer="Шмидт просила, 8 900 123-45-67") == []


@pytest.mark.parametrize("personal_data", ["", "cloud"])
def test_nothing_is_said_where_names_may_stand_in_the_table(personal_data: str) -> None:
    settings = build.SETTINGS if not personal_data else replace(LOCAL, personal_data="cloud")
    assert said(settings, group="подопечные Шмидт") == []
