"""A curator who works in LibreOffice: types, saves, runs, types again; nothing gets lost."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from tests.e2e.office import Office, Typing
from tests.e2e.staff import MENTEES, MENTORS, SCHOOL, Folder, sheet


def typed(value: object) -> str:
    """What fingers make of a value."""
    return f"{value:%d.%m.%Y}" if isinstance(value, dt.date) else str(value)


PEOPLE: Typing = [
    ("Школа", 0, {question: str(answer) for question, answer in SCHOOL.items()}),
    *(
        (tab, row, {head: typed(value) for head, value in person.items()})
        for tab, bank in (("Наставники", MENTORS), ("Наставляемые", MENTEES))
        for row, person in enumerate(bank, 2)
    ),
]


DECIDED = {
    "Решение": "утвердить",
    "Согласие наставника от": "02.09.2026",
    "Согласие наставляемого от": "02.09.2026",
    "Срок с": "07.09.2026",
    "Срок по": "31.05.2027",
    "В приказ": "да",
}


@pytest.fixture(scope="module")
def typed_in(keyboard: Office, drawn: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school whose banks were typed in LibreOffice, before its first run."""
    made = Folder(tmp_path_factory.mktemp("libreoffice") / "школа")
    shutil.copytree(drawn, made.path)
    keyboard.sit(made.book, PEOPLE)
    return made.path


@pytest.fixture
def school(typed_in: Path, tmp_path: Path) -> Folder:
    """A copy of it."""
    return Folder(Path(shutil.copytree(typed_in, tmp_path / "набрано")))


def test_people_typed_in_libreoffice_get_ids_and_suggestions(school: Folder) -> None:
    school.run()
    assert sorted(school.ids("Наставники").values()) == ["М-001Л", "М-002Щ"]
    assert sorted(school.ids("Наставляемые").values()) == ["Н-001П", "Н-002Э"]
    assert all("Предлагаем" in line for line in school.rows("Пары").values())
    assert not any("Мешает" in line for line in school.rows("Наставляемые").values())


def test_what_libreoffice_saved_is_the_same_school_as_what_was_typed_into_the_file(
    school: Folder, filled: Folder
) -> None:
    school.run()
    filled.run()
    for tab in ("Наставники", "Наставляемые", "Пары"):
        hidden = {"№", "Согласие ПДн от"}  # a date is a date in the one, a text in the other
        one, other = (
            [
                {head: str(value) for head, value in line.items() if head not in hidden}
                for line in each.rows(tab).values()
            ]
            for each in (school, filled)
        )
        assert one == other


def test_decided_in_libreoffice_the_order_lies_there_and_a_further_run_changes_nothing(
    school: Folder, keyboard: Office
) -> None:
    school.run()
    keyboard.sit(school.book, [("Пары", 2, DECIDED)])
    school.run()
    assert len(school.drafts) == 1
    states = [line["Состояние"] for line in school.rows("Пары").values()]
    assert states == ["в приказе", "подобрана"]
    before = school.files
    shutil.rmtree(school.path / ".sheets_sync")
    school.run()
    assert school.files == before


def test_saved_again_without_a_change_the_next_run_writes_nothing(
    school: Folder, keyboard: Office
) -> None:
    school.run()
    keyboard.sit(school.book, [])
    before = school.book.read_bytes()
    report = school.run()
    assert report is not None
    assert not report.plans
    assert school.book.read_bytes() == before


def test_sittings_with_a_run_after_each_keep_drop_downs_and_colours(
    school: Folder, keyboard: Office
) -> None:
    school.run()
    before = furniture(school)
    for turn in range(3):
        keyboard.sit(
            school.book, [("Наставляемые", 4 + turn, {"ФИО": f"Уткин{'аб'[turn % 2]} Лев"})]
        )
        school.run()
        assert school.ids("Наставляемые")
    assert furniture(school) == before


def furniture(school: Folder) -> dict[str, tuple[int, int, bool]]:
    """Drop-downs, colour rules and filters of each tab."""
    tabs = ("Наставники", "Наставляемые", "Пары", "Документы")
    found = {}
    for tab in tabs:
        it = sheet(school.book, tab)
        rules = sum(len(area.rules) for area in it.conditional_formatting)
        found[tab] = (it.data_validations.count, rules, bool(it.auto_filter.ref))
    return found


def test_while_libreoffice_has_it_open_a_run_names_the_computer_and_waits(
    school: Folder, keyboard: Office
) -> None:
    before = school.book.read_bytes()
    with keyboard.sitting(school.book, []):
        locks = list(school.path.glob(".~lock*"))
        done = school.program("run")
        unchanged = school.book.read_bytes() == before
    assert locks
    assert done.returncode == 4
    assert "Таблица открыта" in done.stderr.decode()
    assert unchanged
    assert school.program("run").returncode == 0


def test_ids_changed_in_libreoffice_go_back_to_their_people(
    school: Folder, keyboard: Office
) -> None:
    school.run()
    ids = school.ids("Наставляемые")
    keyboard.sit(
        school.book,
        [("Наставляемые", 2, {"№": ids["Тюрин Артём Захарович"]}), ("Пары", 2, {"№": "П-001"})],
    )
    school.run()
    assert school.ids("Наставляемые") == ids
