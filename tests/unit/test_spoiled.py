"""Spoiled cells, each with the exact sentence that stands in «Замечания» after one run.

The table is ``tests/spoiled/*.toml``: ``cells`` are typed over a row of which nothing is said,
those named in ``empty`` are cleared. ``says`` is the whole note, ``stops`` or ``asks`` the coloured
column; where neither is given, the cells are all right. A value is what TOML makes of it, or a
table: what a formula shows, its error, a date with what is shown, a text repeated so many times.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.cells import DATE_FORMAT, TIME_FORMAT, Cell, Value
from sheets_sync.snapshot import Row, Snapshot
from tests import build

FOLDER = Path(__file__).parents[1] / "spoiled"
DAY = dt.date

PERSON: Mapping[str, Value] = {
    "position": "учитель",
    "subject": "физика",
    "consent_from": DAY(2025, 9, 5),
}
MAN: Mapping[str, Value] = {**PERSON, "sex": "м"}
WOMAN: Mapping[str, Value] = {**PERSON, "sex": "ж"}
MENTOR: Mapping[str, Value] = {"strength_1": "МТ1", "capacity": 2}
MENTEE: Mapping[str, Value] = {"request_1": "МТ1", "since": 2024}
BOTH: Mapping[str, Value] = {"name": "Мельник Тарас Ильич", **MAN}
"""Somebody who stands in both banks."""

GOOD: Mapping[str, Mapping[str, Value]] = {
    "mentors": {"name": "Сковорода Павел Дмитриевич", **MAN, **MENTOR},
    "mentees": {**BOTH, **MENTEE},
    "pairs": {
        "mentee": "Гоголь Ольга Сергеевна",
        "mentor": "Шмидт Ирина Львовна",
        "decision": "утвердить",
        "begins": DAY(2026, 9, 8),
        "ends": DAY(2027, 5, 31),
    },
    "documents": {},
    "roadmap": {"id": "8.1", "activity": "Своё мероприятие"},
    "school": build.SCHOOL,
}
"""A row of which nothing is said, by table."""

MENTORS: build.Rows = [
    {"name": "Шмидт Ирина Львовна", **WOMAN, **MENTOR},
    {"name": "Цой Анна Ильинична", **WOMAN, **MENTOR},
    {"name": "Цой Алла Игоревна", **WOMAN, **MENTOR},
    {**BOTH, **MENTOR},
]
MENTEES: build.Rows = [{"name": "Гоголь Ольга Сергеевна", **WOMAN, **MENTEE}, {**BOTH, **MENTEE}]


@dataclass(frozen=True)
class Spoiled:
    """Cells typed into one row of ``table``; the note, the colour and where the colour is."""

    table: str
    cells: Mapping[str, Value | Cell]
    says: str = ""
    weight: str = ""
    column: str = ""

    @property
    def named(self) -> str:
        """A short name of the case."""
        (column, value), *_ = self.cells.items()
        shown = value.shown if isinstance(value, Cell) else str(value)
        return f"{self.table}-{column}-{shown[:30]}"


def _read(entry: Mapping[str, Any]) -> Spoiled:
    assert set(entry) <= {"table", "cells", "empty", "says", "stops", "asks"}
    cells = {name: _cell(given) for name, given in entry.get("cells", {}).items()}
    cells |= dict.fromkeys(entry.get("empty", ()))
    weight = next((word for word in ("stops", "asks") if word in entry), "")
    return Spoiled(
        entry["table"], cells, entry.get("says", ""), weight, entry[weight] if weight else ""
    )


def _cell(given: Any) -> Value | Cell:
    match given:
        case {"error": str(text)}:
            return Cell(text, "error", text, formula=True)
        case {"formula": str(text)}:
            return Cell(text, "text", text, formula=True)
        case {"date": day, "shown": str(text)}:
            return Cell(day, "date", text, DATE_FORMAT)
        case {"repeated": str(text), "times": int(times)}:
            return text * times
        case dt.time():
            return Cell(given, "date", f"{given:%H:%M}", TIME_FORMAT)
        case str() | int() | float() | dt.date():
            return given
    raise ValueError(given)


TABLE: Sequence[Spoiled] = [
    _read(entry)
    for path in sorted(FOLDER.glob("*.toml"))
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["spoiled"]
]
NOTED = [case for case in TABLE if case.says]
QUIETED = [case for case in NOTED if case.table != "school"]


def spoilt(case: Spoiled) -> Snapshot:
    """A small school with the cells of ``case`` typed into one row."""
    row: build.Given = {**GOOD[case.table], **case.cells}
    if case.table == "school":
        return build.snapshot(row)
    if case.table == "pairs":
        return build.snapshot(pairs=[row], mentors=MENTORS, mentees=MENTEES)
    rows: dict[str, build.Rows] = {case.table: [row]}
    return build.snapshot(build.SCHOOL, **rows)


def spoilt_row(case: Spoiled) -> tuple[Row, str]:
    """The row after one run, and its note."""
    (row, *_) = build.run(spoilt(case)).tables[case.table].rows
    return row, row.cell(f"{case.column}_says" if case.table == "school" else "notes").shown


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case.named)
def test_a_spoiled_cell_is_answered_with_this_sentence(case: Spoiled) -> None:
    row, note = spoilt_row(case)
    assert note == case.says
    assert _weights(case, row) == {case.weight} - {""}


def _weights(case: Spoiled, row: Row) -> set[str]:
    """The colours of the row; a form keeps none, so there the problems tell."""
    if case.table == "school":
        found = build.plan(spoilt(case)).problems
        return {each.weight for each in found if each.column == case.column}
    shown = {weight: row.cell(weight).shown for weight in ("stops", "asks")}
    if case.weight:
        header = build.SCHEMAS[case.table].columns[case.column].header
        assert f";{header};" in shown[case.weight]
    return {weight for weight, headers in shown.items() if headers}


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case.named)
def test_a_second_run_has_nothing_to_add(case: Spoiled) -> None:
    left = build.plan(build.run(spoilt(case)))
    assert (left.written, left.papers) == ((), ())


@pytest.mark.parametrize("case", QUIETED, ids=lambda case: case.named)
def test_an_explanation_quiets_every_note_of_the_table(case: Spoiled) -> None:
    answered = Spoiled(case.table, {**case.cells, "answer": "так и есть"})
    row, note = spoilt_row(answered)
    assert note == f"Принято к сведению. {case.says}"
    assert row.cell("stops").blank
    assert row.cell("asks").blank


@pytest.mark.parametrize("column", ["begins", "mentor_consent"])
def test_an_explanation_lets_no_unreadable_date_into_an_order(column: str) -> None:
    whole: dict[str, Value | Cell] = {
        "in_order": "да",
        "mentor_consent": DAY(2026, 9, 1),
        "mentee_consent": DAY(2026, 9, 1),
    }
    good = build.plan(spoilt(Spoiled("pairs", whole)))
    assert "pair_order" in [paper.kind for paper in good.papers]
    bad = Spoiled("pairs", {**whole, column: "31.09.2026", "answer": "так и есть"})
    assert "pair_order" not in [paper.kind for paper in build.plan(spoilt(bad)).papers]


@pytest.mark.parametrize("says", sorted({case.says for case in NOTED}))
def test_a_note_reads_as_printed(says: str) -> None:
    for line in says.splitlines():
        assert line.endswith(".")
        assert len(line) < 220
    assert not any(bad in says for bad in ("  ", "—", "..", '"', "None", "\u0007", "\u200b"))


def test_the_table_is_as_long_as_it_was_promised() -> None:
    assert len(NOTED) >= 75
