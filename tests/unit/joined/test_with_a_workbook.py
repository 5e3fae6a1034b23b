"""A real key workbook at home and a store in memory for the cloud."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from sheets_sync import look
from sheets_sync.stores.create import new_workbook
from sheets_sync.stores.joined import JoinedStore
from sheets_sync.stores.workbook import WorkbookStore
from tests import build
from tests.halves import HALVES, SETTINGS, Killed, Mortal, cut

PEOPLE = {"Наставники": "Ким Юлия Андреевна", "Наставляемые": "Шмидт Ирина Львовна"}


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A new key workbook, one person typed into each bank."""
    path = tmp_path / "Ключ.xlsx"
    drawn = look.tabs(HALVES["home"], build.VOCABULARY)
    path.write_bytes(new_workbook(drawn, look.lists(build.SCHEMAS, build.VOCABULARY)))
    book = load_workbook(path)
    for tab, name in PEOPLE.items():
        book[tab].cell(2, 2).value = name
    book.save(path)
    return path


def joined(key: Path, cloud: Mortal) -> JoinedStore:
    """The store of a new process."""
    return JoinedStore(WorkbookStore(key, HALVES["home"]), cloud, build.SCHEMAS)


def settle(store: JoinedStore) -> None:
    """One run, after which nothing is left."""
    before = store.read()
    after = store.write(before, build.plan(before, settings=SETTINGS))
    assert build.plan(after, settings=SETTINGS).written == ()


def autumn(cloud: Mortal) -> None:
    """People have numbers; somebody types what they ask for and what they can."""
    for table, column in (("mentors", "strength_1"), ("mentees", "request_1")):
        cloud.edit(build.typed(cloud.read(), table, "-001", **{column: "ПП1"}))


def test_a_suggestion_is_a_code_in_the_cloud_and_a_reason_with_names_in_the_file(key: Path) -> None:
    cloud = Mortal(cut(build.snapshot(school={}), "cloud"))
    settle(joined(key, cloud))
    autumn(cloud)
    settle(joined(key, cloud))
    [pair] = cloud.read().tables["pairs"].rows
    assert (pair.cell("mentee").shown, pair.cell("offer").shown) == ("Н-001П", "М-001Л")
    reason = [cell.value for cell in load_workbook(key)["Пары"]["D"] if cell.value]
    assert any("Ким Ю. А. – Н-001П Шмидт И. Л." in str(value) for value in reason)


def test_a_run_killed_between_the_file_and_the_cloud_is_finished_by_the_next(key: Path) -> None:
    cloud = Mortal(cut(build.snapshot(school={}), "cloud"))
    settle(joined(key, cloud))
    autumn(cloud)
    store = joined(key, cloud)
    before = store.read()
    cloud.left = 0
    with pytest.raises(Killed):
        store.write(before, build.plan(before, settings=SETTINGS))
    assert cloud.read().tables["pairs"].rows == ()
    cloud.left = None
    settle(joined(key, cloud))
    assert [row.cell("offer").shown for row in cloud.read().tables["pairs"].rows] == ["М-001Л"]
    held = [cell.value for cell in load_workbook(key)["_sync"]["B"] if cell.value]
    assert "born" not in held


def test_the_key_workbook_has_no_column_of_the_cloud_and_no_tab_that_lives_there(key: Path) -> None:
    book = load_workbook(key)
    assert "Что горит" not in book.sheetnames
    heads = [cell.value for cell in book["Пары"][1]]
    assert "Решение" not in heads
    assert heads[0] == "№"
