"""Values as typed, stored, shown and appended, through the real gspread client."""

from __future__ import annotations

import gspread
import pytest
from gspread.utils import ValueRenderOption

from tests.google_emulator.emulator import Emulator


@pytest.mark.parametrize(
    ("locale", "typed", "stored", "shown"),
    [
        ("en_US", "2,000.50", 2000.5, "2,000.50"),
        ("en_US", "50%", 0.5, "50%"),
        ("en_US", "2/1/2026", 46054, "2/1/2026"),
        ("en_US", "'007", "007", "007"),
        ("en_US", "true", True, "TRUE"),
        ("en_US", "=1/3", 1 / 3, "0.3333333333"),
        ("en_US", "1e3", 1000, "1.00E+03"),
        ("ru_RU", "2000,5", 2000.5, "2000,5"),
        ("ru_RU", "01.02.2026", 46054, "01.02.2026"),
        ("ru_RU", "2026-02-01", 46054, "2026-02-01"),
        ("ru_RU", "2.5", "2.5", "2.5"),
        ("ru_RU", "ИСТИНА", True, "ИСТИНА"),
        ("ru_RU", "М-014Ж", "М-014Ж", "М-014Ж"),
    ],
)
def test_typed_text_is_read_by_the_locale_of_the_spreadsheet(
    emulator: Emulator, client: gspread.Client, locale: str, typed: str, stored: object, shown: str
) -> None:
    tab = client.open_by_key(emulator.spreadsheet(locale=locale)).sheet1
    tab.update([[typed]], "A1", raw=False)
    assert tab.get("A1", value_render_option=ValueRenderOption.unformatted) == [[stored]]
    assert tab.get("A1") == [[shown]]


def test_raw_input_stores_the_text_itself(sheet: gspread.Spreadsheet) -> None:
    sheet.sheet1.update([["=1+1", "2026-02-01", 5]], "A1")
    assert sheet.sheet1.get(value_render_option=ValueRenderOption.unformatted) == [
        ["=1+1", "2026-02-01", 5]
    ]


def test_null_leaves_a_cell_alone_and_an_empty_text_empties_it(sheet: gspread.Spreadsheet) -> None:
    tab = sheet.sheet1
    tab.update([["a", "b"]], "A1")
    answer = tab.update([[None, ""]], "A1")
    assert tab.get() == [["a"]]
    assert answer["updatedCells"] == 1


def test_append_after_a_gap_in_the_last_row_lands_under_the_last_block(
    sheet: gspread.Spreadsheet,
) -> None:
    tab = sheet.sheet1
    tab.append_row(["a", "", "c"])
    assert tab.append_row(["d", "", "f"])["updates"]["updatedRange"] == "Sheet1!C2:E2"


@pytest.mark.parametrize(
    ("range_", "lands"),
    [
        ("Sheet1", "B7"),
        ("B4", "B7"),
        ("C5:D5", "B7"),
        ("B2:D4", "B7"),
        ("A3:G10", "B7"),
        ("A1", "A3"),
        ("E4", "E4"),
        ("A4", "A4"),
    ],
)
def test_append_finds_the_table_as_the_guide_describes(
    sheet: gspread.Spreadsheet, range_: str, lands: str
) -> None:
    tab = sheet.sheet1
    tab.update([["x", "y", "z"], ["x", "y", "z"]], "A1")
    tab.update([["x", "y"], ["", "y", "z"], ["", "y", "z"]], "B4")
    answer = sheet.values_append(range_, {"valueInputOption": "RAW"}, {"values": [["n"]]})
    assert answer["updates"]["updatedRange"] == f"Sheet1!{lands}"


def test_a_range_beyond_the_grid_is_refused(sheet: gspread.Spreadsheet) -> None:
    with pytest.raises(gspread.exceptions.APIError, match="exceeds grid limits") as caught:
        sheet.sheet1.get("A1001")
    assert caught.value.code == 400


def test_formulas_follow_inserted_and_deleted_rows(sheet: gspread.Spreadsheet) -> None:
    tab = sheet.sheet1
    tab.update([["1"], ["2"], ["=SUM(A1:A2)"], ["=A2"]], "A1", raw=False)
    tab.insert_row(["9"], 2)
    assert tab.get("A4:A5", value_render_option=ValueRenderOption.formula) == [
        ["=SUM(A1:A3)"],
        ["=A3"],
    ]
    tab.delete_rows(3)
    assert tab.get("A3:A4", value_render_option=ValueRenderOption.formula) == [
        ["=SUM(A1:A2)"],
        ["=#REF!"],
    ]


def test_a_lookup_with_semicolons_works_in_a_russian_sheet(
    emulator: Emulator, client: gspread.Client
) -> None:
    key = emulator.spreadsheet(tabs={"Люди": [["М-2Ж"]], "_sync": [["М-1А", "раз"], ["М-2Ж", 2]]})
    tab = client.open_by_key(key).worksheet("Люди")
    formula = '=IFERROR(INDEX(_sync!$B:$B;MATCH($A1;_sync!$A:$A;0));"нет")'
    tab.update([[formula]], "B1", raw=False)
    assert tab.get("B1") == [["2"]]
    tab.update([["М-9Я"]], "A1")
    assert tab.get("B1") == [["нет"]]


def test_commas_between_arguments_are_no_formula_in_a_russian_sheet(
    emulator: Emulator, client: gspread.Client
) -> None:
    tab = client.open_by_key(emulator.spreadsheet()).sheet1
    tab.update([["=SUM(1,2,3)"]], "A1", raw=False)
    assert tab.get("A1") == [["#ERROR!"]]


def test_a_function_that_the_emulator_does_not_know_shows_an_error_and_keeps_its_text(
    sheet: gspread.Spreadsheet,
) -> None:
    sheet.sheet1.update([["=QUERY(A1:B2)"]], "C1", raw=False)
    assert sheet.sheet1.get("C1") == [["#NAME?"]]
    assert sheet.sheet1.get("C1", value_render_option=ValueRenderOption.formula) == [
        ["=QUERY(A1:B2)"]
    ]
