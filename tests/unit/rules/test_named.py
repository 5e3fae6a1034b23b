"""How sentences name people: by number and name at home, by number alone in the cloud."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sheets_sync.facts import Record, Settings
from sheets_sync.rules.refs import name, where
from sheets_sync.snapshot import Snapshot
from tests import build

LOCAL = replace(build.SETTINGS, personal_data="local")
CLOUD = replace(build.SETTINGS, personal_data="cloud")
KIM = Record("mentors", "М-004Ж", {"id": "М-004Ж", "name": "Ким Юлия Андреевна"})


def school(settings: Settings) -> Snapshot:
    """A mentee with a suggestion and an activity that is late, after one run."""
    return build.run(
        build.snapshot(
            mentors=[{"name": "Ким Юлия Андреевна", "strength_1": "ПП1"}],
            mentees=[{"name": "Шмидт Ирина Львовна", "request_1": "ПП1"}],
            roadmap=[
                {
                    "id": "1.1",
                    "activity": "Приказ",
                    "planned_to": dt.date(2026, 9, 1),
                    "responsible": "Мельник Т. И.",
                }
            ],
        ),
        settings=settings,
    )


def test_the_cloud_knows_a_person_by_number_alone() -> None:
    assert name(KIM, "cloud") == "М-004Ж"
    assert name(KIM, "home") == "М-004Ж Ким Ю. А."


@pytest.mark.parametrize(
    ("settings", "column", "place"),
    [
        (LOCAL, "offer", "cloud"),
        (LOCAL, "why", "home"),
        (CLOUD, "offer", "home"),
        (build.SETTINGS, "offer", "home"),
    ],
)
def test_a_column_is_in_the_cloud_only_where_names_stay_home(
    settings: Settings, column: str, place: str
) -> None:
    assert where(build.context(settings=settings), "pairs", column) == place


def test_where_names_stay_home_the_cells_of_a_pair_hold_numbers() -> None:
    row = school(LOCAL).tables["pairs"].rows[0]
    assert [row.cell(column).shown for column in ("mentee", "offer")] == ["Н-001П", "М-001Л"]
    assert row.cell("why").shown.startswith("М-001Л Ким Ю. А. – Н-001П Шмидт И. Л. ")


@pytest.mark.parametrize("settings", [build.SETTINGS, CLOUD])
def test_elsewhere_they_hold_names(settings: Settings) -> None:
    row = school(settings).tables["pairs"].rows[0]
    assert row.cell("mentee").shown == "Н-001П Шмидт И. Л."
    assert row.cell("offer").shown == "М-001Л Ким Ю. А."


def test_the_list_of_things_to_do_names_numbers_and_no_word_of_staffs() -> None:
    lines = school(LOCAL).tables["attention"].rows
    shown = " ".join(cell.shown for line in lines for cell in line.cells.values())
    assert "Н-001П" in shown
    assert not [word for word in ("Ким", "Шмидт", "Мельник") if word in shown]
    [late] = [line for line in lines if line.cell("about").shown == "1.1"]
    assert late.cell("who").shown == "ответственный"
