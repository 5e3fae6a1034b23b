"""A draft's tab as requests: titles that Sheets takes, cells side by side, rows high enough."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.facts import PaperRequest
from sheets_sync.pages import Line, Piece
from sheets_sync.stores.base import Drafted
from sheets_sync.stores.google.printable import COLUMNS, Tab, requests_of, sheet_id, title_of
from sheets_sync.stores.google.requests import Json
from sheets_sync.words import fold

DRAFT = Drafted(PaperRequest("pair_order", "+Д-001Щ", "Приказ.docx", {}), b"docx", "ab" * 32)
shares = st.lists(st.floats(0.01, 1000), min_size=1, max_size=COLUMNS)


def rows(*lines: Line) -> list[list[Json]]:
    """The cells of the tab, row by row."""
    made = requests_of([Tab(7, "Д-001Щ Приказ", lines)], ())
    [cells] = [each["updateCells"]["rows"] for each in made if "updateCells" in each]
    return [list(row["values"]) for row in cells]


@pytest.mark.parametrize(
    ("edition", "taken", "title"),
    [
        (1, [], "Д-003Ж Приказ"),
        (2, [], "Д-003Ж Приказ ред. 2"),
        (1, ["д-003ж приказ"], "Д-003Ж Приказ (2)"),
        (1, ["Д-003Ж Приказ", "Д-003Ж Приказ (2)"], "Д-003Ж Приказ (3)"),
    ],
)
def test_a_title_names_the_line_and_the_paper(edition: int, taken: list[str], title: str) -> None:
    assert title_of("Д-003Ж", "Приказ о закреплении пар", edition, taken) == title


@given(st.text(max_size=150), st.integers(1, 3))
def test_a_title_has_no_sign_that_sheets_forbids_and_a_hundred_at_most(
    text: str, times: int
) -> None:
    taken: list[str] = []
    for _ in range(times):
        taken.append(title_of("Д-003Ж", text, 1, taken))
    assert len({fold(title) for title in taken}) == times
    for title in taken:
        assert len(title) <= 100
        assert not set(title) & set("[]*?:/\\'\n")


def test_one_draft_has_one_sheet_and_another_text_another() -> None:
    other = dataclasses.replace(DRAFT, sha256="cd" * 32)
    assert sheet_id("s", DRAFT) == sheet_id("s", DRAFT) != sheet_id("s", other)
    assert sheet_id("s", DRAFT) != sheet_id("t", DRAFT)
    assert 0 < sheet_id("s", DRAFT) < 2**31


def test_a_tab_that_is_there_already_gets_no_request() -> None:
    assert requests_of([Tab(7, "Д-001Щ Приказ", (Line((Piece("ПРИКАЗ"),)),))], {7}) == []


@given(shares)
def test_the_cells_of_a_line_fill_the_width_of_the_page(parts: list[float]) -> None:
    line = Line(tuple(Piece(str(n), share) for n, share in enumerate(parts)))
    [cells] = rows(line)
    assert len(cells) == COLUMNS
    texts = [
        cell["userEnteredValue"]["stringValue"] for cell in cells if "userEnteredValue" in cell
    ]
    assert texts == [str(n) for n in range(len(parts))]


def test_words_that_begin_like_a_formula_stay_words() -> None:
    [[first, *_]] = rows(Line((Piece("=1+1"),)))
    assert first["userEnteredValue"] == {"stringValue": "=1+1"}


def test_a_longer_paragraph_gets_a_higher_row() -> None:
    made = requests_of([Tab(7, "Т", (Line((Piece("слово " * 100),)), Line((Piece("слово"),))))], ())
    sizes = [
        each["updateDimensionProperties"]["properties"]["pixelSize"]
        for each in made
        if each.get("updateDimensionProperties", {}).get("range", {}).get("dimension") == "ROWS"
    ]
    assert sizes == [8 * 21, 21]
