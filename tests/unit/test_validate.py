"""Every table is compiled into a pandera schema, which comes in only where it has work to do."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace

import pandas as pd
import pandera.errors
import pytest

from sheets_sync.snapshot import Snapshot
from sheets_sync.validate import compiled
from tests import build

ROWS = [name for name, schema in build.SCHEMAS.items() if schema.layout != "text"]


@pytest.mark.parametrize("table", ROWS)
def test_every_column_that_is_read_is_in_the_schema(table: str) -> None:
    columns = build.SCHEMAS[table].columns
    read = [name for name, column in columns.items() if column.role != "view"]
    assert list(compiled(build.SCHEMAS[table].columns.values()).columns) == read


@pytest.mark.parametrize(
    ("column", "good", "bad"),
    [
        ("name", "Ким Анна Львовна", 5),
        ("sex", "м", 1),
        ("consent_from", dt.date(2026, 9, 1), "01.09.2026"),
        ("administrator", True, "да"),
        ("capacity", 3, 4),
    ],
)
def test_a_value_of_another_type_or_outside_its_check_fails(
    column: str, good: object, bad: object
) -> None:
    schema = compiled(build.SCHEMAS["mentors"].columns.values())
    blank = {name: pd.Series([None, None], dtype=object) for name in schema.columns}
    schema.validate(pd.DataFrame({**blank, column: pd.Series([good, None], dtype=object)}))
    frame = pd.DataFrame({**blank, column: pd.Series([good, bad], dtype=object)})
    with pytest.raises(pandera.errors.SchemaErrors) as failed:
        schema.validate(frame, lazy=True)
    assert set(failed.value.failure_cases["column"]) == {column}
    assert set(failed.value.failure_cases["index"]) == {1}


@pytest.mark.parametrize(("capacity", "imported"), [("None", "False"), ("2", "True")])
def test_pandera_comes_in_only_for_a_value_that_has_a_check(capacity: str, imported: str) -> None:
    code = (
        "import sys; from tests import build; "
        f"person = dict(name='Ким Анна Львовна', capacity={capacity}); "
        "build.plan(build.snapshot(mentors=[person])); "
        "print('pandera' in sys.modules or 'pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == imported


def without(snap: Snapshot, column: str) -> Snapshot:
    """The same with «Наставники» without a column."""
    table = snap.tables["mentors"]
    headers = {name: header for name, header in table.headers.items() if name != column}
    return replace(snap, tables={**snap.tables, "mentors": replace(table, headers=headers)})


def missed(snap: Snapshot) -> list[str]:
    """The columns that are asked back."""
    return [each.column for each in build.plan(snap).problems if "нет столбца" in each.says]


def test_a_column_that_was_lost_is_asked_back_and_one_that_is_newer_than_the_workbook_is_not() -> (
    None
):
    snap = build.snapshot(mentors=[{"name": "Ким Юлия Андреевна"}])
    assert missed(without(build.run(snap), "phone")) == ["phone"]
    assert missed(build.run(without(snap, "phone"))) == []
