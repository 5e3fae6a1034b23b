"""Rows grow with what is written into them, unless a person has set their height."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from sheets_sync.stores.xlsx import Book
from sheets_sync.stores.xlsx.heights import lines

Build = Callable[..., bytes]
Parts = Callable[[bytes], dict[str, bytes]]
SHEET = "xl/worksheets/sheet1.xml"
COLUMNS = (
    '<cols><col min="1" max="1" width="20"/><col min="2" max="2" width="5" hidden="1"/></cols>'
)
LONG = "Такой даты нет: 31.09.2026. Впишите, например, 30.09.2026."


def cell(place: str, text: str, style: int = 2) -> str:
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>'


def heights(data: bytes, parts: Parts) -> dict[int, float]:
    rows = re.findall(rb'<row r="(\d+)"[^>]*?(?: ht="([\d.]+)")?[^>]*>', parts(data)[SHEET])
    return {int(row): float(height) for row, height in rows if height}


@pytest.fixture
def fitted(build: Build, parts: Parts) -> Callable[..., dict[int, float]]:
    def fit(rows: str, *numbers: int) -> dict[int, float]:
        sheet = (
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f"{COLUMNS}<sheetData>{rows}</sheetData></worksheet>"
        )
        book = Book.open(build({"Лист1": sheet}))
        book.fit("Лист1", numbers)
        return heights(book.to_bytes(), parts)

    return fit


def test_a_wrapped_text_makes_its_row_as_high_as_its_lines(
    fitted: Callable[..., dict[int, float]],
) -> None:
    found = fitted(f'<row r="2">{cell("A2", LONG)}</row>', 2)
    assert 3 * 12.75 <= found[2] <= 6 * 15


def test_a_text_of_one_line_needs_no_height(fitted: Callable[..., dict[int, float]]) -> None:
    assert fitted(f'<row r="2">{cell("A2", "в банке")}</row>', 2) == {}


def test_a_row_shrinks_again_when_its_text_is_gone(
    fitted: Callable[..., dict[int, float]],
) -> None:
    assert fitted(f'<row r="2" ht="90">{cell("A2", "в банке")}</row>', 2) == {}


@pytest.mark.parametrize("set_by_hand", ["1", "true"])
def test_a_height_that_a_person_has_set_stays(
    fitted: Callable[..., dict[int, float]], set_by_hand: str
) -> None:
    row = f'<row r="2" ht="30" customHeight="{set_by_hand}">{cell("A2", LONG)}</row>'
    assert fitted(row, 2) == {2: 30.0}


def test_a_text_that_does_not_wrap_or_is_not_seen_counts_as_one_line(
    fitted: Callable[..., dict[int, float]],
) -> None:
    row = cell("A2", LONG, style=0) + cell("B2", LONG)
    assert fitted(f'<row r="2">{row}</row>', 2) == {}


def test_only_the_rows_that_are_named_change(fitted: Callable[..., dict[int, float]]) -> None:
    rows = "".join(f'<row r="{n}">{cell(f"A{n}", LONG)}</row>' for n in (2, 3))
    assert set(fitted(rows, 3, 9)) == {3}


@pytest.mark.parametrize(
    ("text", "width", "count"),
    [
        ("", 10, 1),
        ("да", 10, 1),
        ("первая\nвторая", 20, 2),
        ("согласие на обработку", 12, 2),
        ("Константинопольская", 10, 3),
    ],
)
def test_lines_of_a_text(text: str, width: float, count: int) -> None:
    assert lines(text, width) == count
