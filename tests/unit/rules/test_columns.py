"""Grey columns that only show: what stands beside whom, and that each is a grey column."""

from __future__ import annotations

import datetime as dt
from typing import cast

import pytest

from sheets_sync import resources
from sheets_sync.facts import Facts
from sheets_sync.rules.columns import COLUMNS, Shown
from sheets_sync.rules.pairs import Register
from sheets_sync.schema import compile_schemas
from tests import build

KIM, TSOI = "Ким Юлия Андреевна", "Цой Наталья Рашидовна"


def test_every_column_is_a_grey_view_of_a_table_with_ids() -> None:
    for table, name in COLUMNS:
        column = build.SCHEMAS[table].columns[name]
        assert (column.filled_by, column.role) == ("sync", "view")
        assert "id" in build.SCHEMAS[table].columns


def test_places_taken_stand_beside_each_mentor_and_leave_with_the_name() -> None:
    mentor = {"name": KIM, "position": "учитель", "subject": "математика", "strength_1": "ПП1"}
    mentee = {"name": TSOI, "position": "учитель", "subject": "математика", "request_1": "ПП1"}
    free = build.run(build.snapshot(mentors=[mentor], mentees=[mentee]))
    assert build.column(free, "mentors", "load") == ["0 из 2"]
    approved = build.typed(free, "pairs", "Цой", decision="утвердить")
    assert build.column(build.run(approved), "mentors", "load") == ["1 из 2"]
    gone = build.run(build.typed(free, "mentors", "Ким", id=None, **dict.fromkeys(mentor)))
    assert build.column(gone, "mentors", "load") == [None]


def test_another_column_is_some_toml_and_one_function(monkeypatch: pytest.MonkeyPatch) -> None:
    toml = '[columns.mirror]\nheader = "Зеркало"\nfilled_by = "sync"\nrole = "view"\n'
    own = compile_schemas(resources.schemas(), {"mentees": toml})
    monkeypatch.setattr(build, "SCHEMAS", own)
    monkeypatch.setitem(cast(dict[tuple[str, str], Shown], COLUMNS), ("mentees", "mirror"), _mirror)
    snap = build.snapshot(mentees=[{"name": TSOI, "position": "учитель", "request_1": "ПП1"}])
    assert build.column(build.run(snap), "mentees", "mirror") == ["П100-Н"]


def _mirror(facts: Facts, register: Register, today: dt.date) -> dict[str, str]:
    return {own: own[::-1] for own in register.mentees.by_id}
