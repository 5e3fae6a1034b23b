"""A table of faults and what comes of each: the right state, or a sentence and an exit code."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sheets_sync.commands.clock import now
from sheets_sync.errors import SettingsError, SheetsSyncError
from sheets_sync.stores.google import Client, GoogleStore, key_of
from tests import build
from tests.google import prepared
from tests.google.school import OLGA, PAVEL, School
from tests.google_emulator.emulator import Emulator

RIGHT = ("", 0)
"""No sentence: the state is right."""
Outcome = tuple[str, int]
Fault = Callable[[School], object]


def fails(way: str, kind: str, times: int = 1) -> Fault:
    def fault(school: School) -> None:
        school.emulator.fail(way, kind, times)
        if way.startswith("stall"):
            school.timeout = 1.0  # nobody has to wait for what will not come

    return fault


def loses_a_tab(school: School) -> None:
    school.once_before("batchUpdate", lambda: school.hands.delete_tab("Дорожная карта"))


TABLE: dict[str, tuple[Fault, Outcome]] = {
    **{
        f"{way} of {kind}": (fails(way, kind), RIGHT)
        for way in ("429", "500", "503", "reset", "reset-after", "half", "stall", "stall-after")
        for kind in ("files.get", "spreadsheets.get", "batchUpdate")
    },
    "429 for ever": (fails("429", "spreadsheets.get", 99), ("Google просит подождать", 4)),
    "503 for ever": (fails("503", "batchUpdate", 99), ("временная неполадка", 4)),
    "no way there": (fails("reset", "files.get", 99), ("Google не отвечает", 4)),
    "an expired token": (lambda school: school.emulator.tokens.expire_all(), RIGHT),
    "a token that expires on the way": (fails("401", "batchUpdate"), RIGHT),
    "sharing revoked": (lambda school: school.emulator.unshare(school.file), ("доступ", 1)),
    "a key that was revoked": (
        lambda school: school.emulator.tokens.revoked.add(school.emulator.account.email),
        ("Google не принимает ключ", 1),
    ),
    "a tab deleted on the way": (loses_a_tab, RIGHT),
    "the memory deleted": (lambda s: s.hands.delete_tab("_sync"), ("«_sync»", 1)),
}


DOC = Path(__file__).resolve().parents[2] / "docs" / "google-faults.md"


def told() -> str:
    """The table as the document has it."""
    lines = ["| Fault | Outcome | Exit code |", "|---|---|---|"]
    for fault, (_, (words, code)) in TABLE.items():
        says = f"one sentence: «… {words} …»" if words else "the right state, nothing doubled"
        lines.append(f"| {fault} | {says} | {code} |")
    return "\n".join(lines)


def test_the_document_has_every_fault_with_its_outcome() -> None:
    assert told() in DOC.read_text(encoding="utf-8")


@pytest.mark.parametrize(("fault", "outcome"), TABLE.values(), ids=TABLE.keys())
def test_a_fault_ends_in_the_right_state_or_in_a_sentence(
    school: School, fault: Fault, outcome: Outcome
) -> None:
    words, code = outcome
    fault(school)
    store = school.store()
    if outcome == RIGHT:
        after = school.run(store)
        assert build.ids(after) == {PAVEL: "М-002Щ", OLGA: "М-001Л"}
        assert school.left() == ()
        return
    with pytest.raises(SheetsSyncError) as raised:
        school.run(store)
    assert words in raised.value.says
    assert raised.value.exit_code == code


def test_a_clock_ten_minutes_off_is_named(tmp_path: Path) -> None:
    with Emulator(clock=lambda: now("UTC") - dt.timedelta(minutes=10)) as emulator:
        school = School(emulator, tmp_path)
        with pytest.raises(SheetsSyncError, match="часы этого компьютера"):
            school.run()


def test_a_table_that_is_not_there_says_what_to_look_at(school: School) -> None:
    store = prepared.store(school.emulator, "nothing", school.folder)
    with pytest.raises(SheetsSyncError, match="Проверьте её адрес"):
        store.read()


def test_no_key_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"Нет файла ключа .*ключ\.json"):
        key_of(tmp_path / "ключ.json")


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"type": "service_account"}'])
def test_a_file_that_is_no_key_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "ключ.json").write_text(text)
    with pytest.raises(SettingsError, match="не ключ Google"):
        key_of(tmp_path / "ключ.json")


def test_a_person_who_logged_in_may_run_as_well(school: School) -> None:
    key = key_of(school.emulator.user_file(school.folder / "user.json"))
    client = Client(key, school.emulator.base, sleep=school.waits, chance=lambda: 0)
    store = GoogleStore(client, school.file, build.SCHEMAS, prepared.marks())
    assert "" not in build.ids(school.run(store)).values()


def test_a_login_that_was_taken_back_asks_to_log_in_again(school: School) -> None:
    path = school.emulator.user_file(school.folder / "user.json")
    school.emulator.tokens.consents.clear()
    client = Client(key_of(path), school.emulator.base, sleep=school.waits, chance=lambda: 0)
    with pytest.raises(SheetsSyncError, match="новый файл входа"):
        GoogleStore(client, school.file, build.SCHEMAS, prepared.marks()).read()


def test_a_wrong_key_is_said_to_be_one(school: School) -> None:
    path = school.emulator.key_file(school.folder / "key.json")
    data = json.loads(path.read_text())
    path.write_text(json.dumps({**data, "client_email": "nobody@example.com"}))
    client = Client(key_of(path), school.emulator.base, sleep=school.waits, chance=lambda: 0)
    with pytest.raises(SheetsSyncError, match="Скачайте новый ключ"):
        GoogleStore(client, school.file, build.SCHEMAS, prepared.marks()).read()


def test_a_write_of_gspreads_own_is_repeated_only_if_it_was_certainly_not_made(
    school: School,
) -> None:
    client = prepared.client(school.emulator, school.folder)
    school.emulator.fail("500-after", "values.append")
    with pytest.raises(SheetsSyncError):
        client.values_append(
            school.file, "Наставники", {"valueInputOption": "RAW"}, {"values": [["x"]]}
        )
    assert school.emulator.calls["sheets.spreadsheets.values.append"] == 1
