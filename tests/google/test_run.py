"""The whole program on a spreadsheet: settings, run, order draft, probe, exit codes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from sheets_sync import config
from sheets_sync.commands.school import opened
from sheets_sync.commands.settle import settle
from sheets_sync.errors import SettingsError
from sheets_sync.snapshot import Snapshot
from tests import build
from tests.e2e.staff import APPROVED, MORNING, program
from tests.google.school import IRINA, PAVEL, School
from tests.google_emulator.emulator import Emulator

CONSENT = {"consent_from": dt.date(2026, 8, 27)}


def ready() -> Snapshot:
    """People whose pair can go into an order."""
    return build.snapshot(
        mentors=[
            {
                "name": PAVEL,
                "subject": "физика",
                "strength_1": "ПП1",
                "position": "учитель",
                "sex": "м",
                **CONSENT,
            }
        ],
        mentees=[
            {
                "name": IRINA,
                "subject": "физика",
                "request_1": "ПП1",
                "position": "учитель",
                "sex": "ж",
                **CONSENT,
            }
        ],
    )


@pytest.fixture
def folder(emulator: Emulator, tmp_path: Path) -> tuple[School, Path]:
    """A school with such people, and its config.toml."""
    school = School(emulator, tmp_path, ready())
    emulator.key_file(tmp_path / "ключ.json")
    path = tmp_path / "config.toml"
    path.write_text(
        'personal_data = "cloud"\n[google]\nkey_file = "ключ.json"\n'
        f'spreadsheet = "https://docs.google.com/spreadsheets/d/{school.file}/edit#gid=0"\n'
        f'endpoint = "{emulator.base}"\n',
        encoding="utf-8",
    )
    return school, path


def decide(school: School) -> None:
    """The curator approves the pair that she is shown, and ticks it into the order."""
    headers = {c.header: c.name for c in build.SCHEMAS["pairs"].columns.values()}
    for header, value in APPROVED.items():
        text = f"{value:%d.%m.%Y}" if isinstance(value, dt.date) else str(value)
        school.hands.type("Пары", 1, school.column("pairs", headers[header]), text)


def test_a_run_drafts_the_order_of_a_pair_that_was_ticked(folder: tuple[School, Path]) -> None:
    school, path = folder
    settle(opened(path, MORNING))
    decide(school)
    report = settle(opened(path, MORNING + dt.timedelta(hours=1)))
    assert report is not None
    assert len([name for name in report.drafts if "риказ" in name]) == 1
    assert not report.left
    assert school.shown("pairs")[1][2] == "в приказе"
    drafts = {file.name for file in (path.parent / "Документы").iterdir()}
    assert settle(opened(path, MORNING + dt.timedelta(hours=2))) is not None
    assert {file.name for file in (path.parent / "Документы").iterdir()} == drafts


def test_the_second_run_after_a_write_stops_at_the_probe(folder: tuple[School, Path]) -> None:
    school, path = folder
    settle(opened(path, MORNING))
    settle(opened(path, MORNING))  # looks once at what it wrote itself
    school.emulator.calls.clear()
    assert settle(opened(path, MORNING)) is None
    assert {k: n for k, n in school.emulator.calls.items() if "token" not in k} == {
        "drive.files.get": 1
    }


def test_a_day_later_an_untouched_spreadsheet_is_written_if_a_consent_ran_out(
    folder: tuple[School, Path],
) -> None:
    school, path = folder
    school.hands.type("Наставники", 1, school.column("mentors", "consent_to"), "03.09.2026")
    for _ in range(2):
        settle(opened(path, MORNING))
    before = school.shown("mentors")
    assert settle(opened(path, MORNING)) is None
    settle(opened(path, MORNING + dt.timedelta(days=1)))
    assert school.shown("mentors") != before


def test_the_program_ends_with_nought_when_all_is_right(folder: tuple[School, Path]) -> None:
    path = folder[1]
    done = program("run", cwd=path.parent)
    assert done.returncode == 0, done.stderr.decode()
    assert "Записано" in done.stdout.decode()


def test_sharing_that_was_revoked_ends_in_one_sentence(folder: tuple[School, Path]) -> None:
    school, path = folder
    school.emulator.unshare(school.file)
    done = program("run", cwd=path.parent)
    assert done.returncode == 1
    assert school.emulator.account.email in done.stderr.decode()


def test_the_address_from_a_browser_is_as_good_as_the_id(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        'personal_data = "cloud"\n'
        '[google]\nkey_file = "k"\nspreadsheet = "https://docs.google.com/spreadsheets/d/a-B_9/edit"'
    )
    google = config.load(path).google
    assert google is not None
    assert google.spreadsheet == "a-B_9"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("google = 1", "google"),
        ("[google]\nspreadsheet = 'x'", "google.key_file"),
        ("[google]\nkey_file = 'x'", "google.spreadsheet"),
        ("[google]\nkeyfile = 'x'", "google.keyfile"),
    ],
)
def test_a_word_that_is_missing_or_unknown_is_named(tmp_path: Path, text: str, word: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=word):
        config.load(path)


def test_whether_names_leave_the_house_is_never_guessed(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[google]\nkey_file = "k"\nspreadsheet = "s"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="не сказано, уходят ли имена"):
        config.load(path)


def test_a_copy_of_the_day_is_laid_down_before_the_first_changes(
    folder: tuple[School, Path],
) -> None:
    school, path = folder
    for hours in range(3):
        school.hands.type("Наставники", 1, school.column("mentors", "remark"), f"{hours}")
        settle(opened(path, MORNING + dt.timedelta(hours=hours)))
    [copy] = (path.parent / "Копии (не открывать)").iterdir()
    held = openpyxl.load_workbook(copy)["Наставники"]
    assert PAVEL in {cell.value for row in held.iter_rows() for cell in row}
    assert school.emulator.calls["drive.files.export"] == 1


def test_a_copy_that_google_refuses_stops_no_run(folder: tuple[School, Path]) -> None:
    school, path = folder
    school.emulator.fail("500", "files.export", 99)
    done = program("run", cwd=path.parent)
    assert done.returncode == 0
    assert "Копия таблицы за сегодня не сделана" in done.stdout.decode()
