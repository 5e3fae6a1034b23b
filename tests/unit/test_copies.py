"""Daily copies: one a day, a month of them, and nobody else's file is ever removed."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from sheets_sync.stores import copies

MORNING = dt.datetime(2026, 9, 3, 8, 15)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The path of a workbook."""
    return tmp_path / "Наставничество.xlsx"


def names(book: Path) -> list[str]:
    return sorted(path.name for path in copies.folder_of(book).iterdir())


def test_the_first_write_of_a_day_leaves_a_copy_under_its_moment(book: Path) -> None:
    assert copies.keep(book, b"before", MORNING) == ""
    assert names(book) == ["Наставничество 2026-09-03 08-15.xlsx"]
    assert (copies.folder_of(book) / names(book)[0]).read_bytes() == b"before"
    assert copies.folder_of(book).name == "Копии (не открывать)"


def test_a_later_write_of_the_day_leaves_the_copy_of_the_morning(book: Path) -> None:
    copies.keep(book, b"before", MORNING)
    copies.keep(book, b"after", MORNING + dt.timedelta(hours=5))
    assert names(book) == ["Наставничество 2026-09-03 08-15.xlsx"]
    copies.keep(book, b"after", MORNING + dt.timedelta(days=1))
    assert len(names(book)) == 2


def test_a_copy_of_31_days_ago_goes_and_one_of_30_days_ago_stays(book: Path) -> None:
    for days in (31, 30):
        copies.keep(book, b"old", MORNING - dt.timedelta(days=days))
    copies.keep(book, b"new", MORNING)
    assert names(book) == [
        "Наставничество 2026-08-04 08-15.xlsx",
        "Наставничество 2026-09-03 08-15.xlsx",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Наставничество 2020-01-01 08-15 (моя).xlsx",
        "Наставничество 2020-13-45 99-99.xlsx",
        "Наставничество.xlsx",
        "Другая 2020-01-01 08-15.xlsx",
    ],
)
def test_a_file_of_anybody_elses_naming_is_never_removed(name: str, book: Path) -> None:
    copies.folder_of(book).mkdir()
    (copies.folder_of(book) / name).write_bytes(b"mine")
    copies.keep(book, b"new", MORNING)
    assert name in names(book)
    assert copies.newest(book) == MORNING


def test_the_newest_copy_is_named_by_its_moment(book: Path) -> None:
    assert copies.newest(book) is None
    for days in (2, 0, 1):
        copies.keep(book, b"", MORNING - dt.timedelta(days=days))
    assert copies.newest(book) == MORNING


def test_a_copy_that_cannot_be_made_is_said(book: Path) -> None:
    copies.folder_of(book).write_text("a file where the folder should be")
    says = copies.keep(book, b"", MORNING)
    assert says == (
        "Копия таблицы за сегодня не сделана: имя уже занято. "
        "Проверьте папку «Копии (не открывать)» рядом с таблицей."
    )
    assert copies.newest(book) is None


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights are not checked here")
def test_a_folder_without_the_right_to_write_is_said_and_left_clean(book: Path) -> None:
    folder = copies.folder_of(book)
    folder.mkdir(mode=0o500)
    assert "нет права" in copies.keep(book, b"", MORNING)
    assert names(book) == []
