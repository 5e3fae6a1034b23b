"""batchUpdate: all or nothing, the compare-and-set, the generation, masks, metadata."""

from __future__ import annotations

from typing import Any

import gspread
import pytest

from tests.google_emulator.emulator import Emulator

Request = dict[str, Any]


def cell(column: int, row: int) -> Request:
    """The range of one cell of the first tab."""
    return {
        "sheetId": 0,
        "startRowIndex": row,
        "endRowIndex": row + 1,
        "startColumnIndex": column,
        "endColumnIndex": column + 1,
    }


def replace(find: str, by: str, row: int) -> Request:
    """The one-cell compare-and-set in column A."""
    request = {
        "find": find,
        "replacement": by,
        "matchEntireCell": True,
        "matchCase": True,
        "searchByRegex": True,
        "range": cell(0, row),
    }
    return {"findReplace": request}


def send(sheet: gspread.Spreadsheet, *requests: Request, **rest: Any) -> Any:
    """The replies of one batch."""
    return sheet.batch_update({"requests": list(requests), **rest})


def refused(sheet: gspread.Spreadsheet, *requests: Request) -> str:
    """Why the batch was refused with 400."""
    with pytest.raises(gspread.exceptions.APIError) as caught:
        send(sheet, *requests)
    assert caught.value.code == 400
    return str(caught.value)


def generation(number: int) -> Request:
    """The named range of a generation."""
    named = {"namedRangeId": f"gen{number}", "name": f"gen_{number}", "range": cell(0, 0)}
    return {"addNamedRange": {"namedRange": named}}


def test_a_batch_with_one_bad_request_changes_nothing(sheet: gspread.Spreadsheet) -> None:
    bad = {"deleteSheet": {"sheetId": 12345}}
    assert "requests[1].deleteSheet" in refused(sheet, replace("^$", "x", 0), bad)
    assert sheet.sheet1.get() == [[]]


def test_an_unknown_kind_of_request_is_refused(sheet: gspread.Spreadsheet) -> None:
    assert "Unknown name \"paintSheet\" at 'requests[0]'" in refused(sheet, {"paintSheet": {}})


def test_a_value_of_the_wrong_type_is_refused(sheet: gspread.Spreadsheet) -> None:
    wrong = refused(sheet, {"deleteSheet": {"sheetId": "first"}})
    assert "Invalid value at 'requests[0].delete_sheet.sheet_id' (TYPE_INT32)" in wrong


def test_a_named_range_with_an_id_that_exists_voids_the_batch(sheet: gspread.Spreadsheet) -> None:
    send(sheet, generation(1))
    again = generation(1)
    again["addNamedRange"]["namedRange"]["name"] = "another_name"
    assert "gen1; it already exists" in refused(sheet, replace("^$", "x", 0), again)
    assert sheet.sheet1.get() == [[]]
    send(sheet, generation(2), {"deleteNamedRange": {"namedRangeId": "gen1"}})
    assert [item["namedRangeId"] for item in sheet.list_named_ranges()] == ["gen2"]


def test_find_replace_in_one_cell_writes_only_over_what_it_expects(
    sheet: gspread.Spreadsheet,
) -> None:
    sheet.sheet1.update([[""], ["М-1А"], ["М-2Ж"]], "A1")
    replies = send(sheet, replace("^$", "М-3К", 0), replace("^М-1А$", "М-4Т", 1),
                   replace("^М-9Я$", "М-5У", 2))["replies"]  # fmt: skip
    assert [r["findReplace"].get("occurrencesChanged", 0) for r in replies] == [1, 1, 0]
    assert sheet.sheet1.col_values(1) == ["М-3К", "М-4Т", "М-2Ж"]


def test_find_replace_counts_every_occurrence(sheet: gspread.Spreadsheet) -> None:
    sheet.sheet1.update([["Google Sheets", "=1"], ["none", "eee"]], "A1")
    request = {"find": "e", "replacement": "o", "sheetId": 0}
    (reply,) = send(sheet, {"findReplace": request})["replies"]
    assert reply["findReplace"] == {
        "valuesChanged": 3,
        "occurrencesChanged": 7,
        "rowsChanged": 2,
        "sheetsChanged": 1,
    }


def test_a_blank_cell_is_not_found_when_the_switch_says_so(
    emulator: Emulator, sheet: gspread.Spreadsheet
) -> None:
    emulator.drive.blank_is_found = False
    assert send(sheet, replace("^$", "x", 0))["replies"] == [{"findReplace": {}}]


def test_update_cells_over_a_range_clears_what_its_rows_do_not_reach(
    sheet: gspread.Spreadsheet,
) -> None:
    tab = sheet.sheet1
    tab.update([["a", "b"], ["c", "d"]], "A1")
    rows = [{"values": [{"userEnteredValue": {"stringValue": "z"}}]}]
    whole = {**cell(0, 0), "endRowIndex": 2, "endColumnIndex": 2}
    send(sheet, {"updateCells": {"range": whole, "rows": rows, "fields": "userEnteredValue"}})
    assert tab.get() == [["z"]]


def test_update_cells_from_a_start_leaves_the_rest_alone(sheet: gspread.Spreadsheet) -> None:
    tab = sheet.sheet1
    tab.update([["a", "b"], ["c", "d"]], "A1")
    rows = [{"values": [{"userEnteredValue": {"numberValue": 5}}]}]
    start = {"sheetId": 0, "rowIndex": 1, "columnIndex": 0}
    send(sheet, {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}})
    assert tab.get() == [["a", "b"], ["5", "d"]]


def test_append_cells_lands_after_the_last_row_with_data_and_makes_room(
    sheet: gspread.Spreadsheet,
) -> None:
    tab = sheet.sheet1
    tab.resize(2, 2)
    tab.update([["a"], ["b"]], "A1")
    rows = [{"values": [{"userEnteredValue": {"stringValue": "c"}}]}]
    send(sheet, {"appendCells": {"sheetId": 0, "rows": rows, "fields": "userEnteredValue"}})
    assert tab.col_values(1) == ["a", "b", "c"]


def test_the_answer_of_a_batch_carries_the_spreadsheet_through_the_mask(
    sheet: gspread.Spreadsheet,
) -> None:
    sheet.sheet1.update([["a"], ["b"]], "A1")
    body = {
        "requests": [replace("^a$", "z", 0)],
        "includeSpreadsheetInResponse": True,
        "responseIncludeGridData": True,
        "responseRanges": ["Sheet1!A1:A2"],
    }
    answer = sheet.batch_update(body)
    rows = answer["updatedSpreadsheet"]["sheets"][0]["data"][0]["rowData"]
    assert [row["values"][0]["formattedValue"] for row in rows] == ["z", "b"]


def test_row_metadata_follows_inserted_and_deleted_rows(sheet: gspread.Spreadsheet) -> None:
    place = {"sheetId": 0, "dimension": "ROWS", "startIndex": 2, "endIndex": 3}
    item = {
        "metadataKey": "id",
        "metadataValue": "М-1А",
        "visibility": "DOCUMENT",
        "location": {"dimensionRange": place},
    }
    send(sheet, {"createDeveloperMetadata": {"developerMetadata": item}})
    sheet.sheet1.insert_row(["new"], 1)
    assert row_of_metadata(sheet) == 3
    sheet.sheet1.delete_rows(1, 2)
    assert row_of_metadata(sheet) == 1
    sheet.sheet1.delete_rows(2)
    assert row_of_metadata(sheet) is None


def row_of_metadata(sheet: gspread.Spreadsheet) -> int | None:
    """The row of the only piece of metadata."""
    data = sheet.fetch_sheet_metadata({"fields": "sheets.data.rowMetadata.developerMetadata"})
    rows = data["sheets"][0]["data"][0]["rowMetadata"]
    return next((index for index, row in enumerate(rows) if row), None)


@pytest.mark.parametrize(("follows", "row"), [(True, 1), (False, 0)])
def test_row_metadata_after_a_sort_is_a_switch(
    emulator: Emulator, sheet: gspread.Spreadsheet, follows: bool, row: int
) -> None:
    emulator.drive.metadata_follows_sort = follows
    sheet.sheet1.update([["b"], ["a"]], "A1")
    place = {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}
    item = {"metadataKey": "k", "visibility": "DOCUMENT", "location": {"dimensionRange": place}}
    send(sheet, {"createDeveloperMetadata": {"developerMetadata": item}})
    sheet.sheet1.sort((1, "asc"))
    assert row_of_metadata(sheet) == row


def test_a_replacement_by_regex_takes_a_letter_behind_a_backslash_as_it_is(
    sheet: gspread.Spreadsheet,
) -> None:
    send(sheet, replace("^$", r"\$1\\b", 0))
    assert sheet.sheet1.acell("A1").value == r"$1\b"
    send(sheet, replace(r"^(.)1.b$", r"$1-", 0))
    assert sheet.sheet1.acell("A1").value == "$-"


def test_a_conditional_format_by_a_formula_shows_in_the_cells_that_it_is_true_of(
    sheet: gspread.Spreadsheet,
) -> None:
    sheet.sheet1.update([["name", "", ";name;"], ["name", "", ""]], "A1")
    formula = {"userEnteredValue": '=ISNUMBER(FIND(";"&$A1&";",$C1))'}
    condition = {"type": "CUSTOM_FORMULA", "values": [formula]}
    rule = {
        "ranges": [{"sheetId": 0, "startColumnIndex": 0, "endColumnIndex": 1}],
        "booleanRule": {"condition": condition, "format": {"backgroundColor": {"red": 1}}},
    }
    send(sheet, {"addConditionalFormatRule": {"rule": rule, "index": 0}})
    fields = "sheets.data.rowData.values.effectiveFormat.backgroundColor"
    found = sheet.fetch_sheet_metadata({"includeGridData": "true", "fields": fields})
    rows = [row["values"] for row in found["sheets"][0]["data"][0]["rowData"]]
    colours = [[cell["effectiveFormat"]["backgroundColor"] for cell in row if cell] for row in rows]
    assert [line[0] for line in colours] == [{"red": 1}, {"red": 1, "green": 1, "blue": 1}]
    assert colours[0][1] == {"red": 1, "green": 1, "blue": 1}


def test_what_is_fastened_to_cells_moves_with_them(sheet: gspread.Spreadsheet) -> None:
    tab = sheet.sheet1
    tab.merge_cells("A5:B6")
    tab.add_protected_range("A5:A6", warning_only=True)
    tab.insert_row(["x"], 2)
    found = sheet.fetch_sheet_metadata()["sheets"][0]
    assert found["merges"][0]["startRowIndex"] == 5
    assert found["protectedRanges"][0]["range"]["endRowIndex"] == 7


def test_a_mask_without_a_field_of_the_answer_is_refused(sheet: gspread.Spreadsheet) -> None:
    with pytest.raises(gspread.exceptions.APIError, match="invalid argument"):
        sheet.fetch_sheet_metadata({"fields": "sheets.colour"})
