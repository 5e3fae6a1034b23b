"""`doctor` of a school in Google: the key, the clock, access, the two APIs, room, protection."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sheets_sync import look
from sheets_sync.commands.clock import now
from sheets_sync.commands.doctor import Finding, findings
from sheets_sync.commands.doctor.google import spreadsheet
from sheets_sync.commands.school import opened
from sheets_sync.stores.google.prepare import Wanted, prepare
from tests import build
from tests.e2e.staff import program
from tests.google import prepared
from tests.google.school import people
from tests.google.two import school_of_two
from tests.google_emulator import batch
from tests.google_emulator.emulator import Emulator
from tests.google_emulator.model import Book

Json = dict[str, Any]


@dataclass
class Seen:
    """A school in the emulator and what its doctor says."""

    emulator: Emulator
    folder: Path
    file: str

    @property
    def book(self) -> Book:
        return self.emulator.book(self.file)

    def sheet(self, title: str) -> int:
        found = self.book.titled(title)
        assert found is not None
        return found.id

    def change(self, *requests: Json) -> None:
        """Somebody who owns the spreadsheet changes it."""
        batch.update(self.book, {"requests": list(requests)}, {}, "")

    def findings(self) -> list[Finding]:
        return list(findings(self.folder / "config.toml"))

    def said(self, weight: str) -> list[str]:
        """The findings of one weight."""
        return [each.says for each in self.findings() if each.weight == weight]


def config(emulator: Emulator, folder: Path, file: str, key: str = "ключ.json") -> None:
    (folder / "config.toml").write_text(
        f'personal_data = "cloud"\n[google]\nkey_file = "{key}"\nspreadsheet = "{file}"\n'
        f'endpoint = "{emulator.base}"\n',
        encoding="utf-8",
    )


def made(emulator: Emulator, folder: Path) -> Seen:
    file = prepared.spreadsheet(emulator, people())
    emulator.key_file(folder / "ключ.json")
    config(emulator, folder, file)
    return Seen(emulator, folder, file)


@pytest.fixture
def seen(emulator: Emulator, tmp_path: Path) -> Seen:
    """A school whose spreadsheet is in order."""
    return made(emulator, tmp_path)


@pytest.fixture
def off(tmp_path: Path) -> Iterator[Seen]:
    """The same, but this computer's clock is ten minutes fast."""
    with Emulator(clock=lambda: now("UTC") - dt.timedelta(minutes=10)) as emulator:
        yield made(emulator, tmp_path)


def starting(lines: list[str], words: str) -> str:
    """The one line that begins so."""
    (found,) = [each for each in lines if each.startswith(words)]
    return found


def test_a_school_in_order_hears_so_and_whom_the_spreadsheet_is_shared_with(seen: Seen) -> None:
    well = seen.said("хорошо")
    assert starting(well, "ключ сервисного аккаунта").endswith(seen.emulator.account.email)
    assert "часы этого компьютера верны" in well
    assert "таблица Google открыта для правки: «Наставничество»" in well
    assert starting(well, "таблица читается").endswith(f"/{seen.file}/edit")
    assert seen.said("мешает") == []


def test_it_asks_google_four_times_at_most_and_changes_nothing(seen: Seen) -> None:
    before = seen.emulator.file(seen.file).version
    seen.emulator.calls.clear()
    seen.findings()
    calls = {kind: n for kind, n in seen.emulator.calls.items() if kind != "oauth.token"}
    assert calls == {"drive.files.get": 2, "sheets.spreadsheets.get": 2}
    assert seen.emulator.file(seen.file).version == before


def test_its_exit_code_is_three_once_something_is_in_the_way(seen: Seen) -> None:
    done = program("doctor", cwd=seen.folder)
    assert done.returncode == 0, done.stdout.decode()
    seen.emulator.unshare(seen.file)
    done = program("doctor", cwd=seen.folder)
    assert done.returncode == 3
    assert "Мешает сверке: 1 причина." in done.stdout.decode()


def test_what_troubles_only_a_workbook_is_not_looked_for(seen: Seen) -> None:
    (seen.folder / "~$Наставничество.xlsx").write_bytes(b"\x03KIM")
    (seen.folder / "Наставничество (1).xlsx").write_bytes(b"")
    said = "\n".join(each.says for each in seen.findings())
    assert "~$" not in said
    assert "(1)" not in said


def test_copies_of_a_spreadsheet_lie_beside_the_config(seen: Seen) -> None:
    assert program("run", cwd=seen.folder).returncode == 0
    assert "последняя от 03.09.2026" in starting(seen.said("хорошо"), "копии таблицы")


def test_a_person_who_logged_in_is_named_as_her_login_names_her(seen: Seen) -> None:
    seen.emulator.user_file(seen.folder / "вход.json")
    config(seen.emulator, seen.folder, seen.file, "вход.json")
    assert starting(seen.said("хорошо"), "вход в Google от имени человека")


@pytest.mark.parametrize("text", [None, "{}", "no json"])
def test_a_key_file_that_is_none_is_in_the_way_and_said_once(seen: Seen, text: str | None) -> None:
    path = seen.folder / "ключ.json"
    path.unlink() if text is None else path.write_text(text)
    (says,) = seen.said("мешает")
    assert "ключ.json" in says


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights elsewhere")
def test_a_key_that_others_may_read_is_worth_a_look(seen: Seen) -> None:
    assert not [each for each in seen.said("взглянуть") if "ключ.json" in each]
    (seen.folder / "ключ.json").chmod(0o644)
    assert starting(seen.said("взглянуть"), "файл «ключ.json» открыт и другим")


def test_a_clock_that_is_off_is_told_with_its_minutes_and_alone(off: Seen) -> None:
    assert off.said("мешает") == [
        "часы этого компьютера спешат на 10 минут, и Google не примет ключ. Переведите их"
    ]


def test_four_minutes_are_no_trouble(tmp_path: Path) -> None:
    with Emulator(clock=lambda: now("UTC") + dt.timedelta(minutes=4)) as emulator:
        assert "часы этого компьютера верны" in made(emulator, tmp_path).said("хорошо")


def test_a_key_that_was_taken_back_is_in_the_way(seen: Seen) -> None:
    seen.emulator.tokens.revoked.add(seen.emulator.account.email)
    (says,) = seen.said("мешает")
    assert "Скачайте новый ключ" in says


def test_a_login_that_ran_out_names_the_command(seen: Seen) -> None:
    seen.emulator.user_file(seen.folder / "ключ.json")
    seen.emulator.tokens.consents.clear()
    (says,) = seen.said("мешает")
    assert says.endswith("sheets-sync login КЛИЕНТ.json")


def test_a_spreadsheet_that_is_not_shared_names_the_account(seen: Seen) -> None:
    seen.emulator.unshare(seen.file)
    (says,) = seen.said("мешает")
    assert seen.emulator.account.email in says


def test_a_spreadsheet_that_is_shared_only_to_be_read_is_in_the_way(seen: Seen) -> None:
    for item in seen.emulator.file(seen.file).permissions:
        if item.get("emailAddress") == seen.emulator.account.email:
            item["role"] = "reader"
    (says,) = seen.said("мешает")
    assert "только для чтения" in says


@pytest.mark.parametrize(("kind", "api"), [("drive", "Drive"), ("sheets", "Sheets")])
def test_an_api_that_is_switched_off_is_named(seen: Seen, kind: str, api: str) -> None:
    seen.emulator.fail("403-off", f"{kind}.", 9)
    (says,) = seen.said("мешает")
    assert f"не включён Google {api} API" in says


def test_both_apis_are_named_where_both_are_off(seen: Seen) -> None:
    seen.emulator.fail("403-off", lambda call: "oauth" not in call.kind, 9)
    assert [each.split(" API")[0].split()[-1] for each in seen.said("мешает")] == [
        "Drive",
        "Sheets",
    ]


@pytest.mark.parametrize(
    ("way", "words"),
    [("429", "Google просит подождать"), ("503", "временная неполадка"), ("reset", "не отвечает")],
)
def test_trouble_of_this_very_minute_is_told_at_once(seen: Seen, way: str, words: str) -> None:
    seen.emulator.fail(way, "spreadsheets.get")
    seen.emulator.calls.clear()
    (says,) = seen.said("мешает")
    assert words in says
    assert seen.emulator.calls["sheets.spreadsheets.get"] == 1


def test_no_way_to_google_at_all_is_told(seen: Seen) -> None:
    seen.emulator.fail("reset", "", 99)
    (says,) = seen.said("мешает")
    assert "есть ли на этом компьютере интернет" in says


@pytest.mark.parametrize(
    ("rows", "weight"), [(1_001, "хорошо"), (125_000, "взглянуть"), (154_000, "мешает")]
)
def test_a_spreadsheet_that_fills_up_is_told_in_time(seen: Seen, rows: int, weight: str) -> None:
    found = seen.book.titled("Журнал")
    assert found is not None
    found.resize(rows, 60)
    school = opened(seen.folder / "config.toml")
    assert school.settings.google is not None
    said = [
        each.says for each in spreadsheet(school, school.settings.google) if each.weight == weight
    ]
    assert "строк больше всего на вкладке «Журнал»" in starting(said, "размер таблицы Google")


def test_a_tab_that_is_closed_to_the_program_is_in_the_way(seen: Seen) -> None:
    whole = {"sheetId": seen.sheet("Пары")}
    seen.change({"addProtectedRange": {"protectedRange": {"range": whole}}})
    (says,) = seen.said("мешает")
    assert says.startswith("вкладка «Пары» защищена целиком")
    assert says.endswith(seen.emulator.account.email)


def test_a_tab_that_is_closed_in_part_is_worth_a_look(seen: Seen) -> None:
    part = {"sheetId": seen.sheet("Пары"), "startColumnIndex": 2, "endColumnIndex": 3}
    seen.change({"addProtectedRange": {"protectedRange": {"range": part}}})
    assert starting(seen.said("взглянуть"), "вкладка «Пары» защищена частично")


def test_grey_columns_that_ask_nobody_are_worth_a_look_and_prepared_ones_are_well(
    seen: Seen,
) -> None:
    says = starting(seen.said("взглянуть"), "печатать в серых столбцах можно без вопроса")
    assert "«Пары»" in says
    empty = seen.emulator.spreadsheet()
    looks = look.tabs(build.SCHEMAS, build.VOCABULARY)
    lists = look.lists(build.SCHEMAS, build.VOCABULARY)
    wanted = Wanted(build.SCHEMAS, looks, lists, "Europe/Moscow")
    client = prepared.client(seen.emulator, seen.folder, timeout=60)
    prepare(client, empty, wanted, prepared.marks())
    config(seen.emulator, seen.folder, empty)
    assert "серые столбцы защищены предупреждением" in seen.said("хорошо")
    assert seen.said("мешает") == []


def test_a_tab_that_an_earlier_run_saw_is_missed(seen: Seen) -> None:
    assert program("run", cwd=seen.folder).returncode == 0
    seen.change({"deleteSheet": {"sheetId": seen.sheet("Дорожная карта")}})
    assert starting(seen.said("мешает"), "нет вкладки «Дорожная карта»")


def test_a_spreadsheet_in_the_bin_or_of_another_country_is_told(seen: Seen) -> None:
    seen.emulator.file(seen.file).trashed = True
    seen.book.properties["locale"] = "en_US"
    assert "лежит в корзине" in seen.said("мешает")[0]
    assert starting(seen.said("взглянуть"), "язык таблицы Google – не русский")


def test_a_school_in_two_places_hears_of_both(emulator: Emulator, tmp_path: Path) -> None:
    two = school_of_two(emulator, tmp_path)
    (tmp_path / "~$Наставничество.xlsx").write_bytes(b"\x03KIM")
    said = [each.says for each in findings(tmp_path / "config.toml")]
    assert starting(said, "файл «~$Наставничество.xlsx»")
    reads = starting(said, "таблица читается")
    assert "Наставничество.xlsx" in reads
    assert two.file in reads
