"""What cells are read as."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from sheets_sync.cells import Cell, Value, cell_of
from sheets_sync.stores.xlsx import Book

Build = Callable[..., bytes]


def cells(data: bytes) -> dict[tuple[int, int], Cell]:
    book = Book.open(data)
    return dict(book.read(book.sheet_names[0]).cells)


def values(data: bytes) -> dict[tuple[int, int], Any]:
    return {place: cell.value for place, cell in cells(data).items()}


def test_a_whole_number_is_an_int_and_another_a_float(build: Build) -> None:
    data = build(
        '<row r="1"><c r="A1"><v>5</v></c><c r="B1"><v>5.0</v></c><c r="C1"><v>2.5</v></c></row>'
    )
    assert [repr(value) for value in values(data).values()] == ["5", "5", "2.5"]


@pytest.mark.parametrize(
    ("style", "raw", "value", "shown"),
    [
        (1, "46270", dt.date(2026, 9, 5), "05.09.2026"),
        (1, "46270.5", dt.datetime(2026, 9, 5, 12), "05.09.2026"),
        (3, "0.34375", dt.time(8, 15), "8:15"),
        (1, "1", dt.date(1900, 1, 1), "01.01.1900"),
        (1, "61", dt.date(1900, 3, 1), "01.03.1900"),
        (4, "1.5", 1.5, "36:00"),
    ],
)
def test_a_number_under_a_date_format_is_a_moment(
    build: Build, style: int, raw: str, value: object, shown: str
) -> None:
    cell = cells(build(f'<row r="1"><c r="A1" s="{style}"><v>{raw}</v></c></row>'))[1, 1]
    assert (cell.value, cell.shown) == (value, shown)
    assert cell.kind == ("number" if isinstance(value, float) else "date")


@pytest.mark.parametrize("raw", ["-1", "60", "2958466", "1e300"])
def test_a_number_that_is_no_day_stays_a_number_under_a_date_format(build: Build, raw: str) -> None:
    cell = cells(build(f'<row r="1"><c r="A1" s="1"><v>{raw}</v></c></row>'))[1, 1]
    assert (cell.kind, cell.value) == ("number", float(raw))


def test_dates_of_a_1904_workbook_count_from_1904(build: Build) -> None:
    rows = '<row r="1"><c r="A1" s="1"><v>44808</v></c></row>'
    data = build(rows, properties='<workbookPr date1904="1"/>')
    assert values(data) == {(1, 1): dt.date(2026, 9, 5)}


def test_an_iso_date_is_a_date(build: Build) -> None:
    cell = cells(build('<row r="1"><c r="A1" t="d"><v>2026-09-05</v></c></row>'))[1, 1]
    assert (cell.value, cell.kind, cell.shown) == (dt.date(2026, 9, 5), "date", "05.09.2026")


def test_rich_text_is_joined_and_phonetic_hints_are_left_out(build: Build) -> None:
    item = (
        '<r><t xml:space="preserve">Ким </t></r><r><rPr><b/></rPr><t>Ю&amp;А</t></r>'
        '<rPh sb="0" eb="1"><t>к</t></rPh>'
    )
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><t>a</t></r><r>'
        "<t>b</t></r></is></c></row>"
    )
    assert values(build(rows, strings=[item])) == {(1, 1): "Ким Ю&А", (1, 2): "ab"}


def test_escapes_are_read_as_the_characters_they_stand_for(build: Build) -> None:
    item = "<t>а_x000D_\nб _x005F_x000D_ &#1103;</t>"
    data = build('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=[item])
    assert values(data) == {(1, 1): "а\r\nб _x000D_ я"}


def test_truth_and_errors_are_shown_as_people_see_them(build: Build) -> None:
    rows = (
        '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="e">'
        "<v>#N/A</v></c></row>"
    )
    found = list(cells(build(rows)).values())
    assert [(cell.value, cell.kind, cell.shown) for cell in found] == [
        (True, "bool", "ИСТИНА"),
        (False, "bool", "ЛОЖЬ"),
        ("#N/A", "error", "#N/A"),
    ]


def test_a_formula_keeps_its_cached_value_and_says_that_it_is_one(build: Build) -> None:
    rows = (
        '<row r="1"><c r="A1" t="str"><f>B1&amp;"!"</f><v>да!</v></c>'
        '<c r="B1"><f>1+1</f></c><c r="C1"><f>2&gt;1</f><v>3</v></c></row>'
    )
    found = cells(build(rows))
    assert [(cell.value, cell.kind, cell.formula) for cell in found.values()] == [
        ("да!", "text", True),
        (None, "blank", True),
        (3, "number", True),
    ]


def test_a_cell_filled_by_an_array_formula_elsewhere_is_a_formula(build: Build) -> None:
    rows = (
        '<row r="1"><c r="A1"><f t="array" ref="A1:A2">ROW(1:2)</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><v>2</v></c></row><row r="3"><c r="A3"><v>3</v></c></row>'
    )
    found = cells(build(rows))
    assert [found[row, 1].formula for row in (1, 2, 3)] == [True, True, False]


def test_cells_and_rows_without_addresses_are_counted(build: Build) -> None:
    rows = (
        '<row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row r="5"/><row><c/><c>'
        "<v>4</v></c></row>"
    )
    assert values(build(rows)) == {(1, 1): 1, (1, 4): 2, (1, 5): 3, (6, 2): 4}


def test_names_with_a_prefix_and_the_strict_namespace_are_read(build: Build) -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    sheet = (
        f'<x:worksheet xmlns:x="{strict}"><x:sheetData><x:row r="2"><x:c r="B2" t="inlineStr">'
        "<x:is><x:t>да</x:t></x:is></x:c><x:c r='C2'><x:f>1</x:f><x:v>1</x:v></x:c></x:row>"
        "</x:sheetData></x:worksheet>"
    )
    found = cells(build({"Лист1": sheet}))
    assert (found[2, 2].value, found[2, 3].formula) == ("да", True)


def test_comments_and_cdata_inside_rows_do_not_disturb(build: Build) -> None:
    rows = (
        '<!-- <row r="9"> --><row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[a<b]]></t></is></c>'
        '</row><?x <row?><row r="2"><c r="A2"><v>2</v></c></row>'
    )
    assert values(build(rows)) == {(1, 1): "a<b", (2, 1): 2}


def test_a_sheet_in_utf_16_is_read(build: Build, around: Callable[..., str]) -> None:
    text = around('<row r="1"><c r="A1" t="str"><v>да</v></c></row>').replace("UTF-8", "UTF-16")
    assert values(build({"Лист1": text.encode("utf-16")})) == {(1, 1): "да"}


def test_formatted_blank_rows_count_for_nothing(build: Build) -> None:
    blank = "".join(
        f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/></row>' for n in range(2, 50_000)
    )
    grid = Book.open(build('<row r="1"><c r="A1"><v>1</v></c></row>' + blank)).read("Лист1")
    assert (len(grid.cells), grid.last_row) == (1, 1)


def test_white_space_alone_is_a_blank_cell(build: Build) -> None:
    data = build(
        '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> </t></is></c></row>'
    )
    assert cells(data) == {}


def test_a_fresh_cell_is_read_as_the_memory_store_shows_it(build: Build) -> None:
    typed: list[Value] = [
        "текст",
        5,
        1234567.5,
        True,
        dt.date(2026, 9, 5),
        dt.datetime(2026, 9, 5, 8, 15),
        dt.time(8, 15),
    ]
    book = Book.open(build(""))
    for column, value in enumerate(typed, 1):
        book.put("Лист1", 3, column, value)
    found = Book.open(book.to_bytes()).read("Лист1").cells
    assert list(found.values()) == [cell_of(value) for value in typed]


def test_sheets_come_in_order_hidden_ones_too(
    build: Build,
    around: Callable[..., str],
    parts: Callable[[bytes], dict[str, bytes]],
    pack: Callable[..., bytes],
) -> None:
    files = parts(build({"Второй": around(""), "Первый": around("")}))
    files["xl/workbook.xml"] = files["xl/workbook.xml"].replace(
        b" sheetId", b' state="hidden" sheetId'
    )
    assert Book.open(pack(files)).sheet_names == ("Второй", "Первый")
