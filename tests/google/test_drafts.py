"""Drafts beside a spreadsheet with the names in it: a file on Drive, else a tab to be printed."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sheets_sync.errors import UnavailableError
from sheets_sync.stores.google.shelf import MOST_TABS
from tests import build
from tests.e2e.staff import APPROVED, MENTEES, MENTORS, MORNING, REPOSITORY
from tests.e2e.test_init_google import Place
from tests.google.online import HOUR, Online, online
from tests.google.test_local import autumn
from tests.google.two import school_of_two
from tests.google_emulator import batch
from tests.google_emulator.calls import Call
from tests.google_emulator.emulator import Emulator

UPLOAD, LIST, BATCH = "drive.files.create", "drive.files.list", "sheets.spreadsheets.batchUpdate"


@pytest.fixture
def on_drive(emulator: Emulator, tmp_path: Path) -> Online:
    """A school whose spreadsheet lies on a shared drive."""
    return online(emulator, tmp_path, drive=True)


@pytest.fixture
def alone(emulator: Emulator, tmp_path: Path) -> Online:
    """A school whose spreadsheet somebody has shared with a service account."""
    return online(emulator, tmp_path)


def once_before(emulator: Emulator, kind: str, act: Callable[[], object]) -> None:
    """``act`` is done just before the next call of ``kind`` is carried out."""

    def hook(call: Call) -> None:
        if call.kind == kind:
            off()
            act()

    off = emulator.before_call(hook)


def killed_at(school: Online, config: Path, kind: str) -> None:
    """A run in a process of its own that dies at a call of ``kind``, which is not carried out."""
    moment = (MORNING + HOUR).isoformat()
    words = [sys.executable, "-m", "tests.e2e.at", moment, "run"]
    whole = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    run = subprocess.Popen(words, cwd=config.parent, env=whole)
    once_before(school.emulator, kind, run.kill)
    school.emulator.fail("reset", kind)
    assert run.wait(60) < 0


def printed(school: Online, title: str) -> list[str]:
    """The rows of a tab as people read them."""
    rows = school.hands.see(title)
    return ["   ".join(filter(None, row)).replace("\xa0", " ") for row in rows]


def counted(school: Online) -> dict[str, int]:
    """Calls since the last count; tokens and the copy of the day apart."""
    apart = ("oauth.token", "drive.files.export")
    calls = {kind: n for kind, n in school.emulator.calls.items() if kind not in apart}
    school.emulator.calls.clear()
    return calls


def test_an_order_lies_on_the_shared_drive_and_its_line_leads_there(on_drive: Online) -> None:
    config = on_drive.machine()
    on_drive.ticked(config)
    on_drive.run(config, 1)
    [file] = on_drive.uploaded()
    assert file.parents == on_drive.emulator.file(on_drive.file).parents
    assert on_drive.local(config) == [file.content]
    assert file.id in on_drive.link()
    assert on_drive.hands.see("Документы")[1][7] == on_drive.link()
    assert on_drive.tabs() == {}


def test_somebodys_own_login_takes_the_file_beside_their_spreadsheet(alone: Online) -> None:
    folder = alone.emulator.drive.create(
        "Школа", "application/vnd.google-apps.folder", alone.emulator.person_account
    )
    alone.emulator.file(alone.file).parents = [folder.id]
    config = alone.machine(person=True)
    alone.ticked(config)
    alone.run(config, 1)
    [file] = alone.uploaded()
    assert file.parents == [folder.id]
    assert file.id in alone.link()


def test_a_draft_says_on_drive_what_it_is(on_drive: Online) -> None:
    config = on_drive.machine()
    on_drive.ticked(config)
    on_drive.run(config, 1)
    said = on_drive.uploaded()[0].extra["appProperties"]
    told = [said[each] for each in ("kind", "subject", "year", "line", "edition")]
    assert told == ["pair_order", "П-001Ц", "2026-2027", "Д-001Щ", "1"]
    assert all(len(f"{name}{text}".encode()) <= 124 for name, text in said.items())


def test_a_new_paper_takes_one_listing_and_one_upload_more(on_drive: Online) -> None:
    config = on_drive.machine()
    on_drive.ticked(config)
    counted(on_drive)
    on_drive.run(config, 1)
    usual = {"drive.files.get": 2, "sheets.spreadsheets.get": 1, BATCH: 1}
    assert counted(on_drive) == {**usual, LIST: 1, UPLOAD: 1}
    on_drive.run(config, 2)
    assert UPLOAD not in counted(on_drive)


def test_a_run_killed_after_the_upload_leaves_a_file_that_the_next_one_finds(
    on_drive: Online,
) -> None:
    config = on_drive.machine()
    on_drive.ticked(config)
    killed_at(on_drive, config, BATCH)
    [file] = on_drive.uploaded()
    assert on_drive.papers() == []
    on_drive.run(config, 1)
    assert on_drive.uploaded() == [file]
    assert file.id in on_drive.link()


def test_another_machine_finds_the_file_too(on_drive: Online) -> None:
    config, other = on_drive.machine(), on_drive.machine("другой")
    on_drive.ticked(config)
    killed_at(on_drive, config, BATCH)
    on_drive.run(other, 1)
    [file] = on_drive.uploaded()
    assert file.id in on_drive.link()
    assert on_drive.local(other) == [file.content]


@pytest.mark.parametrize("way", ["reset-after", "500-after", "half"])
def test_an_upload_whose_answer_got_lost_is_not_made_twice(on_drive: Online, way: str) -> None:
    config = on_drive.machine()
    on_drive.ticked(config)
    on_drive.emulator.fail(way, UPLOAD)
    on_drive.run(config, 1)
    [file] = on_drive.uploaded()
    assert on_drive.emulator.faults.happened == [way]
    assert file.id in on_drive.link()


@pytest.mark.parametrize("way", ["reset", "503", "429", "403-rate"])
def test_an_upload_that_was_not_carried_out_is_sent_again(on_drive: Online, way: str) -> None:
    config = on_drive.machine()
    on_drive.ticked(config)
    on_drive.emulator.fail(way, UPLOAD)
    on_drive.run(config, 1)
    [file] = on_drive.uploaded()
    assert file.id in on_drive.link()


def test_where_drive_does_not_answer_nothing_is_registered_and_the_next_run_does_it(
    on_drive: Online,
) -> None:
    config = on_drive.machine()
    on_drive.ticked(config)
    on_drive.emulator.fail("503", UPLOAD, 4)
    with pytest.raises(UnavailableError):
        on_drive.run(config, 1)
    assert on_drive.papers() == []
    on_drive.run(config, 1)
    assert len(on_drive.uploaded()) == 1
    assert [row.cell("edition").value for row in on_drive.papers()] == [1]


def test_a_file_that_a_person_has_edited_is_found_and_stays_as_it_is(on_drive: Online) -> None:
    config = on_drive.machine()
    on_drive.ticked(config)
    killed_at(on_drive, config, BATCH)
    [file] = on_drive.uploaded()
    file.content = b"edited"
    on_drive.run(config, 1)
    assert [each.content for each in on_drive.uploaded()] == [b"edited"]
    assert file.id in on_drive.link()


def test_where_another_text_lies_under_the_key_the_draft_gets_the_next_edition(
    on_drive: Online,
) -> None:
    config, other = on_drive.machine(), on_drive.machine("другой")
    on_drive.ticked(config)
    killed_at(on_drive, config, BATCH)
    [old] = on_drive.uploaded()
    was = old.content
    on_drive.type("Пары", 1, {"Срок по": "30.05.2027"})
    on_drive.run(other, 1)
    [first, second] = on_drive.uploaded()
    assert (first.content, second.id in on_drive.link()) == (was, True)
    assert "ред. 2" in second.name


def test_a_later_edition_lies_beside_the_first_one_and_the_line_leads_to_it(
    on_drive: Online,
) -> None:
    config = on_drive.machine()
    on_drive.ticked(config)
    on_drive.run(config, 1)
    was = on_drive.link()
    on_drive.type("Пары", 1, {"Срок по": "30.05.2027"})
    on_drive.run(config, 2)
    first, second = on_drive.uploaded()
    assert first.id in was
    assert second.id in on_drive.link()


def test_of_two_machines_at_one_moment_the_slower_takes_its_file_back(on_drive: Online) -> None:
    slow, fast = on_drive.machine(), on_drive.machine("быстрый")
    on_drive.ticked(slow)
    once_before(on_drive.emulator, UPLOAD, lambda: on_drive.run(fast, 1))
    on_drive.run(slow, 1)
    held = [file for file in on_drive.uploaded() if not file.trashed]
    assert len(on_drive.uploaded()) == 2
    assert [file.id in on_drive.link() for file in held] == [True]


def test_a_service_account_without_room_gets_a_tab_that_reads_like_the_order(
    alone: Online,
) -> None:
    config = alone.machine()
    alone.ticked(config)
    said = "\n".join(alone.run(config, 1))
    [(sheet, title)] = alone.tabs().items()
    assert title == "Д-001Щ Приказ"
    assert alone.link().endswith(f"{alone.file}/edit#gid={sheet}")
    assert alone.uploaded() == []
    assert len(alone.local(config)) == 1
    assert "перенесите таблицу на общий диск" in said
    shown = printed(alone, title)
    assert shown[:6] == [
        "Школа № 1 села Ясного",
        "",
        "ПРИКАЗ",
        "«___» __________ 20__ г.   № ____",
        "с. Ясное",
        "О закреплении наставнической пары",
    ]
    assert any(line.startswith("1. Назначить с 7 сентября 2026 г. ") for line in shown)
    assert "Директор   ____________   А. Л. Ким" in shown
    assert "Сковорода П. Д.   «___» _________ 20__ г." in shown


def test_a_draft_on_a_tab_takes_no_batch_of_its_own(alone: Online) -> None:
    config = alone.machine()
    alone.ticked(config)
    counted(alone)
    alone.run(config, 1)
    usual = {"drive.files.get": 2, "sheets.spreadsheets.get": 1, BATCH: 1}
    assert counted(alone) == {**usual, LIST: 1, UPLOAD: 1}
    alone.run(config, 2)
    assert BATCH not in counted(alone)


def test_its_line_says_how_to_print_it_until_it_is_given_to_be_signed(alone: Online) -> None:
    config = alone.machine()
    alone.ticked(config)
    alone.run(config, 1)
    [row] = alone.papers()
    assert "откройте её по ссылке и распечатайте" in row.cell("notes").shown
    assert "в папке «Документы»" in row.cell("notes").shown
    alone.type("Документы", 1, {"Отдано на подпись": "04.09.2026"})
    alone.run(config, 2)
    [row] = alone.papers()
    assert "вкладке" not in row.cell("notes").shown


def test_google_is_asked_for_room_once_a_day(alone: Online) -> None:
    config = alone.machine()
    alone.ticked(config)
    alone.run(config, 1)
    for hours, calls in ((2, 0), (26, 1)):
        alone.type("Пары", 1, {"Срок по": f"{30 - hours:02}.05.2027"})
        alone.emulator.calls.clear()
        said = "\n".join(alone.run(config, hours))
        assert alone.emulator.calls[UPLOAD] == calls
        assert "перенесите таблицу на общий диск" in said
    assert list(alone.tabs().values()) == [
        "Д-001Щ Приказ",
        "Д-001Щ Приказ ред. 2",
        "Д-001Щ Приказ ред. 3",
    ]


def test_a_tab_that_a_person_has_written_on_stays_as_it_is(alone: Online) -> None:
    config = alone.machine()
    alone.ticked(config)
    alone.run(config, 1)
    alone.hands.type("Д-001Щ Приказ", 1, 0, "ПРИКАЗ № 7")
    alone.run(config, 2)
    alone.type("Пары", 1, {"Срок по": "30.05.2027"})
    alone.run(config, 3)
    assert alone.hands.see("Д-001Щ Приказ")[1][0] == "ПРИКАЗ № 7"
    assert list(alone.tabs().values())[1:] == ["Д-001Щ Приказ ред. 2"]
    assert printed(alone, "Д-001Щ Приказ ред. 2")[-1].startswith("ред. 2 от 03.09.2026")


def test_a_title_that_somebody_has_given_to_another_tab_is_passed_over(alone: Online) -> None:
    config = alone.machine()
    alone.ticked(config)
    alone.hands.rename_tab(alone.hands.duplicate_tab("Школа"), "Д-001Щ Приказ")
    alone.run(config, 1)
    assert sorted(alone.tabs().values()) == ["Д-001Щ Приказ", "Д-001Щ Приказ (2)"]


@pytest.mark.parametrize("way", ["reset-after", "half", "reset"])
def test_a_lost_answer_makes_no_second_tab(alone: Online, way: str) -> None:
    config = alone.machine()
    alone.ticked(config)
    alone.emulator.fail(way, BATCH)
    alone.run(config, 1)
    assert list(alone.tabs().values()) == ["Д-001Щ Приказ"]


def test_a_tab_stands_only_together_with_its_line(alone: Online) -> None:
    config = alone.machine()
    alone.ticked(config)
    killed_at(alone, config, BATCH)
    assert (alone.tabs(), alone.papers()) == ({}, [])
    alone.run(config, 1)
    assert list(alone.tabs().values()) == ["Д-001Щ Приказ"]


def test_of_two_machines_at_one_moment_one_makes_the_tab(alone: Online) -> None:
    slow, fast = alone.machine(), alone.machine("быстрый")
    alone.ticked(slow)
    once_before(alone.emulator, BATCH, lambda: alone.run(fast, 1))
    alone.run(slow, 1)
    assert list(alone.tabs().values()) == ["Д-001Щ Приказ"]
    assert len(alone.papers()) == 1


def test_a_spreadsheet_moved_to_a_shared_drive_takes_the_next_draft_at_once(alone: Online) -> None:
    config = alone.machine()
    alone.ticked(config)
    alone.run(config, 1)
    held = alone.emulator.file(alone.file)
    held.drive = alone.emulator.shared_drive()
    held.parents = [held.drive]
    alone.type("Пары", 1, {"Срок по": "30.05.2027"})
    alone.run(config, 2)
    [file] = alone.uploaded()
    assert file.id in alone.link()


def test_a_folder_that_the_account_may_not_write_into_gives_a_tab_and_says_whom_to_allow(
    on_drive: Online,
) -> None:
    config = on_drive.machine()
    on_drive.ticked(config)
    on_drive.emulator.file(on_drive.file).parents = ["0Aunseen"]
    said = "\n".join(on_drive.run(config, 1))
    assert list(on_drive.tabs().values()) == ["Д-001Щ Приказ"]
    assert f"{on_drive.emulator.account.email} не может добавлять файлы" in said


def test_where_somebodys_own_drive_is_full_the_draft_is_a_tab(alone: Online) -> None:
    alone.emulator.drive.full = True
    config = alone.machine(person=True)
    alone.ticked(config)
    said = "\n".join(alone.run(config, 1))
    assert list(alone.tabs().values()) == ["Д-001Щ Приказ"]
    assert "освободите на нём место" in said


def test_a_spreadsheet_with_too_many_tabs_gets_no_more_and_the_run_goes_on(alone: Online) -> None:
    config = alone.machine()
    alone.ticked(config)
    more = [{"addSheet": {"properties": {"title": f"Лист {n}"}}} for n in range(MOST_TABS)]
    batch.update(alone.emulator.book(alone.file), {"requests": more}, {}, "")
    said = "\n".join(alone.run(config, 1))
    assert "Д-001Щ Приказ" not in alone.tabs().values()
    assert (alone.link(), len(alone.local(config))) == ("", 1)
    assert "Удалите вкладки подписанных бумаг" in said


@pytest.mark.parametrize(("where", "led"), [("cloud", True), ("local", False)])
def test_init_makes_the_column_of_links_only_where_papers_may_leave(
    emulator: Emulator, tmp_path: Path, where: str, led: bool
) -> None:
    place = Place(emulator, tmp_path)
    code, said = place.call(*place.words, "--personal-data", where)
    assert code == 0, said
    assert ("Ссылка" in emulator.values(place.file, "Документы")[0]) is led


def test_a_spreadsheet_without_the_column_gets_no_file_that_nothing_leads_to(
    emulator: Emulator, tmp_path: Path
) -> None:
    school = online(emulator, tmp_path, drive=True, schemas=build.SCHEMAS)
    config = school.machine()
    school.ticked(config)
    said = "\n".join(school.run(config, 1))
    assert (school.uploaded(), school.tabs(), len(school.local(config))) == ([], {}, 1)
    assert "нет столбца «Ссылка»" in said


def test_where_names_stay_at_home_no_paper_and_no_name_of_anybody_leaves(
    emulator: Emulator, tmp_path: Path
) -> None:
    two = school_of_two(emulator, tmp_path)
    autumn(two)
    two.run(1)
    named = {column.header: name for name, column in build.SCHEMAS["pairs"].columns.items()}
    for header, value in APPROVED.items():
        text = f"{value:%d.%m.%Y}" if isinstance(value, dt.date) else str(value)
        two.type("pairs", 1, **{named[header]: text})
    two.run(2)
    two.run(3)
    assert any("риказ" in path.name for path in (tmp_path / "Документы").iterdir())
    assert {call.kind for call in emulator.log} & {UPLOAD, LIST} == set()
    sent = "\n".join(f"{call.path} {call.query} {_text(call.content)}" for call in emulator.log)
    assert "П-001" in sent
    for row in (*MENTORS, *MENTEES):
        surname = str(row["ФИО"]).split()[0]
        assert surname[:-1] not in sent


def _text(content: bytes) -> str:
    """A body as people would read it, escapes of JSON undone."""
    try:
        return json.dumps(json.loads(content), ensure_ascii=False)
    except ValueError:
        return content.decode("utf-8", "replace")
