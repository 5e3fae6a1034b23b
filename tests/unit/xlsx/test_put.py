"""One cell is set, and nothing else changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from sheets_sync.errors import UnwritableError
from sheets_sync.stores.xlsx import Book

Build = Callable[..., bytes]
Parts = Callable[[bytes], dict[str, bytes]]
SHEET = "xl/worksheets/sheet1.xml"
ROWS = (
    '<row r="1" spans="1:3"><c r="A1" s="2" t="inlineStr"><is><t>Имя</t></is></c></row>\n'
    '<row r="3" spans="1:3" ht="30" customHeight="1"><c r="A3" s="2"><v>1</v></c> '
    '<c r="C3" s="1"><v>46270</v></c></row>'
)


def put(data: bytes, *cells: tuple[int, int, Any]) -> bytes:
    book = Book.open(data)
    for cell in cells:
        book.put("Лист1", *cell)
    return book.to_bytes()


def test_only_the_touched_cell_changes(build: Build, parts: Parts) -> None:
    data = build(ROWS)
    before, after = parts(data), parts(put(data, (3, 1, "=да & <нет>")))
    cell = '<c r="A3" s="2" t="inlineStr"><is><t>=да &amp; &lt;нет&gt;</t></is></c>'
    assert after[SHEET] == before[SHEET].replace(b'<c r="A3" s="2"><v>1</v></c>', cell.encode())
    assert {**after, SHEET: b""} == {**before, SHEET: b""}


def test_a_value_that_is_there_already_changes_not_a_byte(build: Build) -> None:
    data = build(ROWS)
    same = [
        (1, 1, "Имя"),
        (3, 1, 1),
        (3, 1, 1.0),
        (3, 3, dt.date(2026, 9, 5)),
        (7, 7, None),
        (1, 2, ""),
    ]
    assert put(data, *same) == data


def test_a_value_put_and_taken_back_changes_not_a_byte(build: Build) -> None:
    data = build(ROWS)
    assert put(data, (3, 1, 2), (5, 5, "новое"), (3, 1, 1), (5, 5, None)) == data


@pytest.mark.parametrize("value", [True, "1", dt.date(1900, 1, 1)])
def test_a_value_of_another_kind_is_a_change(build: Build, value: Any) -> None:
    data = build(ROWS)
    found = Book.open(put(data, (3, 1, value))).read("Лист1").cells[3, 1]
    assert found.value == value
    assert type(found.value) is type(value)


def test_an_emptied_cell_keeps_its_style(build: Build, parts: Parts) -> None:
    sheet = parts(put(build(ROWS), (3, 1, None)))[SHEET]
    assert b'<row r="3" spans="1:3" ht="30" customHeight="1"><c r="A3" s="2"/> <c r="C3"' in sheet


def test_new_cells_and_rows_stand_in_order_and_widen_the_row(build: Build, parts: Parts) -> None:
    sheet = parts(put(build(ROWS), (3, 5, 5), (3, 2, 2), (2, 1, 9), (9, 1, 7)))[SHEET].decode()
    assert '<row r="2"><c r="A2"><v>9</v></c></row><row r="3" spans="1:5"' in sheet
    assert (
        '<c r="B3"><v>2</v></c><c r="C3" s="1"><v>46270</v></c><c r="E3"><v>5</v></c></row>'
        in sheet
    )
    assert sheet.endswith('<row r="9"><c r="A9" s="2"><v>7</v></c></row></sheetData></worksheet>')


def test_the_used_area_grows(build: Build, around: Callable[..., str], parts: Parts) -> None:
    data = build({"Лист1": around(ROWS, '<dimension ref="A1:C3"/>')})
    assert b'<dimension ref="A1:E9"/>' in parts(put(data, (3, 5, 5), (9, 1, 7)))[SHEET]


def test_a_new_cell_looks_like_the_one_above_but_not_like_a_header(
    build: Build, parts: Parts
) -> None:
    sheet = parts(put(build(ROWS), (2, 1, 1), (4, 1, 1), (4, 3, dt.date(2026, 9, 6))))[SHEET]
    assert b'<c r="A2"><v>1</v></c>' in sheet
    assert b'<c r="A4" s="2"><v>1</v></c><c r="C4" s="1"><v>46271</v></c>' in sheet


def test_a_new_cell_takes_the_style_of_its_row_then_of_its_column(
    build: Build, around: Callable[..., str], parts: Parts
) -> None:
    columns = '<cols><col min="2" max="4" width="9" style="2"/></cols>'
    rows = '<row r="5" s="1" customFormat="1"/>'
    sheet = parts(
        put(build({"Лист1": around(rows, columns)}), (5, 2, dt.date(2026, 9, 5)), (6, 3, 1))
    )
    assert b'customFormat="1"><c r="B5" s="1"><v>46270</v></c></row>' in sheet[SHEET]
    assert b'<c r="C6" s="2"><v>1</v></c>' in sheet[SHEET]


def test_a_date_adds_one_style_where_the_cell_has_none_for_dates(
    build: Build, parts: Parts
) -> None:
    data = build(ROWS)
    after = parts(put(data, (3, 1, dt.date(2026, 9, 5)), (9, 1, dt.date(2026, 9, 6))))
    assert after[SHEET].count(b's="5"') == 2
    new = (
        b'<xf numFmtId="164" fontId="1" fillId="0" borderId="0" applyNumberFormat="1">'
        b'<alignment wrapText="1"/></xf>'
    )
    styles = parts(data)["xl/styles.xml"].replace(b'<cellXfs count="5"', b'<cellXfs count="6"')
    assert after["xl/styles.xml"] == styles.replace(b"</cellXfs>", new + b"</cellXfs>")


def test_a_style_that_exists_is_used_again(build: Build, parts: Parts) -> None:
    data = build(ROWS)
    after = parts(put(data, (9, 9, dt.date(2026, 9, 5)), (9, 10, dt.time(8, 15)), (3, 3, 5)))
    assert b'<c r="I9" s="1"><v>46270</v></c>' in after[SHEET]
    assert b'<c r="C3" s="0"' not in after[SHEET]
    assert b'<c r="C3"><v>5</v></c>' in after[SHEET]
    assert after["xl/styles.xml"].count(b"hh:mm") == 1


def test_a_workbook_without_styles_gets_them_with_its_first_date(
    build: Build, parts: Parts
) -> None:
    data = build(ROWS.replace(' s="1"', "").replace(' s="2"', ""), styles=None)
    new = put(data, (9, 9, dt.date(2026, 9, 5)))
    assert Book.open(new).read("Лист1").cells[9, 9].value == dt.date(2026, 9, 5)
    assert b"/xl/styles.xml" in parts(new)["[Content_Types].xml"]
    assert set(parts(new)) - set(parts(data)) == {"xl/styles.xml"}


def test_a_moment_of_1904_is_counted_from_1904(build: Build, parts: Parts) -> None:
    data = build(ROWS, properties='<workbookPr date1904="1"/>')
    assert (
        b'<c r="C3" s="1"><v>44809</v></c>' in parts(put(data, (3, 3, dt.date(2026, 9, 6))))[SHEET]
    )


def test_rows_and_cells_without_addresses_get_them_where_it_matters(
    build: Build, parts: Parts
) -> None:
    rows = (
        "<row><c><v>1</v></c><c><v>2</v></c></row><row r='5'><c><v>5</v></c></row><row>"
        "<c/></row><row><c><v>7</v></c></row>"
    )
    new = put(build(rows), (1, 4, 4), (3, 1, 3), (6, 2, 6))
    sheet = parts(new)[SHEET].decode()
    assert (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="D1"><v>4</v></c></row>'
        in sheet
    )
    assert '<row r="6"><c r="A6"/><c r="B6"><v>6</v></c></row><row><c><v>7</v></c></row>' in sheet
    found = {place: cell.value for place, cell in Book.open(new).read("Лист1").cells.items()}
    assert found == {(1, 1): 1, (1, 2): 2, (1, 4): 4, (3, 1): 3, (5, 1): 5, (6, 2): 6, (7, 1): 7}


def test_a_new_row_before_one_without_an_address_does_not_shift_it(build: Build) -> None:
    new = put(build('<row r="4"/><row><c><v>5</v></c></row>'), (2, 1, 2))
    assert Book.open(new).read("Лист1").cells[5, 1].value == 5


def test_names_with_a_prefix_keep_it(build: Build, parts: Parts) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<x:worksheet xmlns:x="{main}"><x:sheetData/></x:worksheet>'
    new = parts(put(build({"Лист1": sheet}), (1, 1, "да"), (2, 1, 5)))[SHEET].decode()
    assert new == (
        f'<x:worksheet xmlns:x="{main}"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr">'
        '<x:is><x:t>да</x:t></x:is></x:c></x:row><x:row r="2"><x:c r="A2">'
        "<x:v>5</x:v></x:c></x:row>"
        "</x:sheetData></x:worksheet>"
    )


def test_marks_of_rich_values_go_with_the_old_content_and_extensions_stay(
    build: Build, parts: Parts
) -> None:
    rows = (
        '<row r="1"><c r="A1" t="e" vm="1" s="2" ph="1"><v>#VALUE!</v><extLst>'
        '<ext uri="u"/></extLst></c></row>'
    )
    sheet = parts(put(build(rows), (1, 1, 5)))[SHEET]
    assert b'<c r="A1" s="2" ph="1"><v>5</v><extLst><ext uri="u"/></extLst></c>' in sheet


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("а\x01б", "невидимый знак"),
        ("а\ud800", "невидимый знак"),
        ("я" * 32_768, "длиннее 32767"),
        (float("nan"), "не число"),
        (dt.date(1812, 9, 7), "раньше 1900"),
    ],
)
def test_a_value_that_no_cell_can_hold_is_refused_in_words(
    build: Build, value: Any, says: str
) -> None:
    data = build(ROWS)
    with pytest.raises(UnwritableError, match=says) as refused:
        put(data, (3, 1, value))
    assert refused.value.says.startswith("Вкладка «Лист1», ячейка A3: ")


@pytest.mark.parametrize(
    ("row", "column", "says"),
    [
        (1, 2, "объединённой ячейки A1:B2"),
        (4, 2, "формула массива"),
        (5, 1, "зависят соседние"),
        (0, 1, "не бывает"),
        (1, 16_385, "не бывает"),
    ],
)
def test_cells_that_must_not_be_written_are_refused_in_words(
    build: Build, around: Callable[..., str], row: int, column: int, says: str
) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="4"><c r="A4"><f t="array" ref="A4:B4">ROW(1:2)</f></c><c r="B4"><v>2</v></c></row>'
        '<row r="5"><c r="A5"><f t="shared" ref="A5:A6" si="0">B5</f></c></row>'
        '<row r="6"><c r="A6"><f t="shared" si="0"/></c></row>'
    )
    merged = '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'
    data = build({"Лист1": around(rows, after=merged)})
    with pytest.raises(UnwritableError, match=says):
        put(data, (row, column, "x"))
    assert Book.open(put(data, (1, 1, "x"), (6, 1, "y"))).read("Лист1").cells[6, 1].value == "y"


def test_headers_and_totals_of_tables_and_pivot_tables_are_refused(build: Build) -> None:
    table = '<table xmlns="m" id="1" displayName="Пары" ref="A1:B4" totalsRowCount="1"/>'
    pivot = (
        '<pivotTableDefinition xmlns="m">'
        '<location ref="D5:E9" rowPageCount="1" colPageCount="1"/></pivotTableDefinition>'
    )
    hung = {"xl/tables/table1.xml": ("table", table), "xl/pivotTables/p.xml": ("pivotTable", pivot)}
    data = build("", hung=hung)
    for row, column, says in [
        (1, 1, "заголовок таблицы «Пары»"),
        (4, 2, "строка итогов таблицы «Пары»"),
        (6, 5, "сводная"),
        (3, 4, "сводная"),
    ]:
        with pytest.raises(UnwritableError, match=says):
            put(data, (row, column, "x"))
    put(data, (2, 1, "x"))


def test_rows_out_of_order_are_refused(build: Build) -> None:
    with pytest.raises(UnwritableError, match="не по порядку"):
        put(build('<row r="5"/><row r="2"/>'), (3, 1, 1))


def test_a_read_sees_what_was_put(build: Build) -> None:
    book = Book.open(build(ROWS))
    book.put("Лист1", 3, 1, "новое")
    assert book.read("Лист1").cells[3, 1].value == "новое"
    book.put("Лист1", 4, 1, 5)
    assert Book.open(book.to_bytes()).read("Лист1") == book.read("Лист1")


def test_the_same_edits_give_the_same_bytes(build: Build) -> None:
    data, edits = build(ROWS), [(3, 1, "а"), (9, 2, dt.date(2026, 9, 5)), (4, 7, 1.5)]
    assert put(data, *edits) == put(data, *edits)
