"""Dates that do not fit together are asked about; none of them stops a paper."""

from __future__ import annotations

import datetime as dt

import pytest

from sheets_sync.cells import Value
from tests import build

DAY = dt.date
SEPTEMBER = DAY(2026, 9, 1)
MAY = DAY(2027, 5, 31)


def asked(table: str, **cells: Value) -> dict[str, str]:
    """Column -> sentence of every question on the one row of ``table``."""
    empty = build.snapshot()
    plan = build.plan(build.with_rows(empty, table, [build.row_of(cells)]))
    return {each.column: each.says for each in plan.problems if each.weight == "asks"}


@pytest.mark.parametrize("table", ["mentors", "mentees"])
def test_a_consent_that_ends_before_it_begins(table: str) -> None:
    found = asked(
        table, name="Ким Анна Львовна", consent_from=SEPTEMBER, consent_to=DAY(2026, 8, 1)
    )
    assert "кончается (01.08.2026) раньше" in found["consent_to"]


def test_a_consent_of_a_day_to_come() -> None:
    found = asked("mentors", name="Ким Анна Львовна", consent_from=DAY(2026, 9, 20))
    assert "будущим днём: 20.09.2026" in found["consent_from"]


@pytest.mark.parametrize(
    ("ends", "says"),
    [(DAY(2026, 10, 1), "меньше 3 месяцев"), (DAY(2027, 12, 1), "больше года"), (MAY, "")],
)
def test_a_term_outside_three_months_to_a_year(ends: DAY, says: str) -> None:
    found = asked("pairs", mentee="Ким", begins=SEPTEMBER, ends=ends)
    assert says in found.get("ends", "")
    assert bool(found.get("ends")) is bool(says)


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        ({"date": DAY(2026, 9, 1)}, "number", "Дата есть, а номера нет"),
        ({"number": "57-од"}, "date", "Номер есть, а даты нет"),
        ({"number": "57-од", "date": DAY(2026, 9, 9)}, "date", "ещё не наступила: 09.09.2026"),
        ({"number": "57-од", "date": DAY(2026, 8, 30)}, "date", "выходной день"),
    ],
)
def test_number_and_date_of_a_paper(cells: dict[str, Value], column: str, says: str) -> None:
    assert says in asked("documents", kind="pair_order", **cells)[column]


def test_a_consent_later_than_its_order_is_not_to_be_corrected_backwards() -> None:
    snap = build.snapshot(
        mentors=[{"name": "Цой Олег Ильич"}],
        mentees=[{"name": "Ким Анна Львовна"}],
        pairs=[
            {
                "id": "П-001Ц",
                "mentee": "Ким Анна Львовна",
                "mentor": "Цой Олег Ильич",
                "decision": "утвердить",
                "mentor_consent": DAY(2026, 9, 2),
                "order_id": "Д-001Щ",
            }
        ],
        documents=[
            {
                "id": "Д-001Щ",
                "kind": "pair_order",
                "subject": "П-001Ц",
                "number": "57-од",
                "date": DAY(2026, 9, 1),
            }
        ],
    )
    (pair,) = build.run(snap).tables["pairs"].rows
    assert "Согласие наставника (02.09) позже приказа (01.09)" in pair.cell("notes").shown
    assert "не исправляйте задним числом" in pair.cell("notes").shown
