"""Ten times the rows, at most twelve times the time: validation and planning without pairing.

Run: pytest tests/benchmarks/test_growth.py -s
"""

from __future__ import annotations

import datetime as dt
import time

from sheets_sync.cells import Value
from sheets_sync.changes import apply
from sheets_sync.snapshot import Snapshot
from tests import build

MOST = 12
SURNAMES = "Гоголь Цой Белых Иванова Ковалёва Шмидт Дейнека Соловьёва Ахметова Ли".split()
NAMES = "Анна Мария Ольга Татьяна Гузель Айгуль Юлия Любовь Зарина Ирина".split()
FATHERS = "Ивановна Петровна Ильинична Фёдоровна Львовна Сергеевна Юрьевна".split()


def bank(rows: int, column: str) -> list[dict[str, Value]]:
    """People with every usual cell filled; without a request or strength nobody is matched."""
    consent = dt.date(2026, 9, 1)
    return [
        {
            "name": f"{SURNAMES[n % 10]}{_letters(n)} {NAMES[n // 10 % 10]} {FATHERS[n % 7]}",
            "position": "учитель",
            "subject": "математика",
            "sex": "ж",
            "consent_from": consent,
            column: 2020 if column == "since" else 2,
        }
        for n in range(rows)
    ]


def _letters(number: int) -> str:
    return "".join(chr(ord("а") + int(digit)) for digit in str(number))


def school(rows: int) -> Snapshot:
    """``rows`` mentors and as many mentees, as staff have typed them."""
    return build.snapshot(mentors=bank(rows, "capacity"), mentees=bank(rows, "since"))


def seconds(snap: Snapshot) -> tuple[float, Snapshot]:
    """The time of one plan, and the snapshot after it."""
    start = time.perf_counter()
    plan = build.plan(snap)
    return time.perf_counter() - start, apply(snap, plan.written)


def test_a_plan_grows_with_its_rows() -> None:
    seconds(school(10))  # imports
    first: dict[int, float] = {}
    again: dict[int, float] = {}
    for rows in (1_000, 10_000):
        first[rows], after = seconds(school(rows))
        again[rows], _ = seconds(after)
        print(f"\n{rows} + {rows} rows: first plan {first[rows]:.2f} s, next {again[rows]:.2f} s")
    for found in (first, again):
        print(f"ten times the rows: {found[10_000] / found[1_000]:.1f} times the time")
        assert found[10_000] <= MOST * found[1_000]
