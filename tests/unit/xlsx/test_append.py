"""Rows are added under a table, and what ends there grows over them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from sheets_sync.errors import UnwritableError
from sheets_sync.stores.xlsx import Book

Build = Callable[..., bytes]
Around = Callable[..., str]
Parts = Callable[[bytes], dict[str, bytes]]
SHEET = "xl/worksheets/sheet1.xml"
ROWS = (
    '<row r="1" ht="40" customHeight="1"><c r="A1" s="2"><v>0</v></c><c r="B1"><v>0</v></c></row>'
    '<row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"><v>46270</v></c></row>'
    '<row r="3" ht="20" customHeight="1" spans="1:2" hidden="1"><c r="A3" s="2"><v>2</v></c>'
    '<c r="B3" s="1"><v>46271</v></c></row>'
)
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"


def append(data: bytes, after: int, *rows: Mapping[int, Any]) -> bytes:
    book = Book.open(data)
    book.append("Лист1", after, rows)
    return book.to_bytes()


def grown(build: Build, around: Around, parts: Parts, tail: str, after: int = 3) -> str:
    """What stands after the rows once two rows of columns 1 and 2 were added."""
    data = build({"Лист1": around(ROWS, after=tail)})
    new = parts(append(data, after, {1: 8, 2: "x"}, {1: 9}))[SHEET].decode()
    return new.partition("</sheetData>")[2].removesuffix("</worksheet>")


def test_new_rows_look_like_the_last_row_but_are_not_hidden(build: Build, parts: Parts) -> None:
    data = build(ROWS)
    after = parts(append(data, 3, {1: "а & б", 2: dt.date(2026, 9, 7)}, {2: None, 5: 1}))
    new = (
        '<row r="4" ht="20" customHeight="1"><c r="A4" s="2" t="inlineStr"><is>'
        "<t>а &amp; б</t></is></c>"
        '<c r="B4" s="1"><v>46272</v></c></row>'
        '<row r="5" ht="20" customHeight="1"><c r="A5" s="2"/><c r="B5" s="1"/><c r="E5">'
        "<v>1</v></c></row>"
    )
    before = parts(data)
    assert after[SHEET] == before[SHEET].replace(b"</sheetData>", new.encode() + b"</sheetData>")
    assert {**after, SHEET: b""} == {**before, SHEET: b""}


def test_rows_under_the_header_take_the_styles_of_columns(
    build: Build, around: Around, parts: Parts
) -> None:
    header = '<row r="1" ht="40" customHeight="1"><c r="A1" s="2"><v>0</v></c></row>'
    columns = '<cols><col min="2" max="2" width="12" style="1"/></cols>'
    data = build({"Лист1": around(header, columns)})
    sheet = parts(append(data, 1, {1: 1, 2: dt.date(2026, 9, 7)}))[SHEET]
    assert b'<row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"><v>46272</v></c></row>' in sheet


def test_formatted_blank_rows_below_are_filled_in_place(build: Build, parts: Parts) -> None:
    blank = '<row r="4" s="1" customFormat="1"><c r="A4" s="3"/></row><row r="5"/>'
    sheet = parts(append(build(ROWS + blank), 3, {1: 5, 2: 6}))[SHEET].decode()
    assert '<row r="4" s="1" customFormat="1"><c r="A4"><v>5</v></c><c r="B4"' in sheet
    assert sheet.count("<row ") == 5


def test_a_taken_cell_below_refuses_and_changes_nothing(build: Build) -> None:
    data = build(ROWS + '<row r="5"><c r="B5"><v>1</v></c></row>')
    book = Book.open(data)
    with pytest.raises(UnwritableError, match="ячейка B5: здесь должна встать новая строка"):
        book.append("Лист1", 3, [{1: 1}, {2: 2}])
    assert book.to_bytes() == data


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<autoFilter ref="A1:B3"/>', '<autoFilter ref="A1:B5"/>'),
        ('<autoFilter ref="A1:B9"/>', '<autoFilter ref="A1:B9"/>'),
        ('<autoFilter ref="D1:E3"/>', '<autoFilter ref="D1:E3"/>'),
        (
            '<conditionalFormatting sqref="A2:A3 D2:D3 B1:B9"><cfRule/></conditionalFormatting>',
            '<conditionalFormatting sqref="A2:A5 D2:D3 B1:B9"><cfRule/></conditionalFormatting>',
        ),
        (
            '<dataValidations count="1"><dataValidation sqref="B3"/></dataValidations>',
            '<dataValidations count="1"><dataValidation sqref="B3:B5"/></dataValidations>',
        ),
        (
            '<protectedRanges><protectedRange name="п" sqref="A2:B3"/></protectedRanges>',
            '<protectedRanges><protectedRange name="п" sqref="A2:B5"/></protectedRanges>',
        ),
        (
            '<ignoredErrors><ignoredError numberStoredAsText="1" sqref="B1:C3"/></ignoredErrors>',
            '<ignoredErrors><ignoredError numberStoredAsText="1" sqref="B1:C5"/></ignoredErrors>',
        ),
    ],
)
def test_ranges_that_end_at_the_last_row_grow(
    build: Build, around: Around, parts: Parts, old: str, new: str
) -> None:
    assert grown(build, around, parts, old) == new


def test_rules_grow_in_every_column_under_the_same_headers(
    build: Build, around: Around, parts: Parts
) -> None:
    header = "".join(f'<c r="{letter}1"><v>1</v></c>' for letter in "ABCEF")
    rules = '<conditionalFormatting sqref="{}"><cfRule/></conditionalFormatting>'
    data = build(
        {"Лист1": around(f'<row r="1">{header}</row>', after=rules.format("A2:A3 C2:C3 E2:E3"))}
    )
    sheet = parts(append(data, 3, {2: 1}))[SHEET].decode()
    assert rules.format("A2:A4 C2:C4 E2:E3") in sheet


def test_rules_kept_in_extensions_grow_and_sparklines_stay(
    build: Build, around: Around, parts: Parts
) -> None:
    tail = (
        f'<extLst><ext uri="u" xmlns:x14="{X14}" xmlns:xm="{XM}"><x14:conditionalFormattings>'
        "<x14:conditionalFormatting><xm:sqref>A2:B3</xm:sqref></x14:conditionalFormatting>"
        "</x14:conditionalFormattings><x14:dataValidations><x14:dataValidation>"
        "<xm:sqref>A3 D9</xm:sqref>"
        "</x14:dataValidation></x14:dataValidations><x14:sparkline><xm:f>Лист1!A2:A3</xm:f>"
        "<xm:sqref>A3</xm:sqref></x14:sparkline></ext></extLst>"
    )
    expected = tail.replace("A2:B3", "A2:B5").replace("A3 D9", "A3:A5 D9")
    assert grown(build, around, parts, tail) == expected


def test_rules_for_a_header_alone_stay_and_its_filter_grows(
    build: Build, around: Around, parts: Parts
) -> None:
    header = '<row r="1"><c r="A1"><v>0</v></c></row>'
    tail = '<autoFilter ref="A1:B1"/><conditionalFormatting sqref="A1:B1"/>'
    data = build({"Лист1": around(header, after=tail)})
    new = parts(append(data, 1, {1: 1}))[SHEET].decode()
    assert '<autoFilter ref="A1:B2"/><conditionalFormatting sqref="A1:B1"/>' in new


TABLE = (
    '<table xmlns="m" id="1" displayName="Пары" ref="A1:B3"{more}><autoFilter ref="A1:B3"/>'
    '<tableColumns count="2"><tableColumn id="1" name="а"/>'
    '<tableColumn id="2" name="б"/></tableColumns></table>'
)


def with_table(
    build: Build, around: Around, more: str = "", rows: str = ROWS, after: str = ""
) -> bytes:
    hung = {"xl/tables/table1.xml": ("table", TABLE.format(more=more))}
    return build({"Лист1": around(rows, after=after)}, hung=hung)


def test_a_table_grows_with_its_filter(build: Build, around: Around, parts: Parts) -> None:
    data = with_table(build, around)
    after = parts(append(data, 3, {1: 5}, {2: 6}))
    old = parts(data)["xl/tables/table1.xml"]
    assert after["xl/tables/table1.xml"] == old.replace(b"A1:B3", b"A1:B5")
    changed = {name for name, content in parts(data).items() if after[name] != content}
    assert changed == {SHEET, "xl/tables/table1.xml"}


def test_a_table_beside_stays(build: Build, around: Around, parts: Parts) -> None:
    data = with_table(build, around)
    after = parts(append(data, 3, {4: 5}))
    assert after["xl/tables/table1.xml"] == parts(data)["xl/tables/table1.xml"]


@pytest.mark.parametrize(
    ("more", "rows", "after", "says"),
    [
        (' totalsRowCount="1"', "", "", "строка итогов"),
        ("", '<row r="5"><c r="B5"><v>1</v></c></row>', "", "мешает B5"),
        ("", "", '<mergeCells><mergeCell ref="A5:D6"/></mergeCells>', "мешает A5:D6"),
    ],
)
def test_a_table_that_cannot_grow_refuses(
    build: Build, around: Around, more: str, rows: str, after: str, says: str
) -> None:
    data = with_table(build, around, more, ROWS + rows, after)
    book = Book.open(data)
    with pytest.raises(UnwritableError, match=says):
        book.append("Лист1", 2 if more else 3, [{3: 1, 1: 5}] if more else [{1: 1}, {3: 2}])
    assert book.to_bytes() == data


def test_the_row_that_a_table_kept_for_its_first_data_is_filled(
    build: Build, around: Around, parts: Parts
) -> None:
    header = '<row r="1"><c r="A1"><v>0</v></c></row>'
    table = '<table xmlns="m" id="1" displayName="П" ref="A1:B2" insertRow="1"/>'
    data = build({"Лист1": around(header)}, hung={"xl/tables/table1.xml": ("table", table)})
    one = parts(append(data, 1, {1: 1}))["xl/tables/table1.xml"].decode()
    two = parts(append(data, 1, {1: 1}, {1: 2}))["xl/tables/table1.xml"].decode()
    assert one == '<table xmlns="m" id="1" displayName="П" ref="A1:B2"/>'
    assert two == '<table xmlns="m" id="1" displayName="П" ref="A1:B3"/>'


def test_names_that_list_the_rows_grow(build: Build, parts: Parts) -> None:
    names = (
        '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
        "Лист1!$A$1:$B$3</definedName>"
        '<definedName name="две">Лист1!$A$2:$A$3,Лист1!$D$2:$D$3</definedName>'
        '<definedName name="имена">Лист1!$A$2:$A$3</definedName>'
        '<definedName name="_xlnm.Print_Titles" localSheetId="0">Лист1!$1:$3</definedName>'
        '<definedName name="ячейка">Лист1!$B$3</definedName>'
        '<definedName name="чужие">Лист2!$A$2:$A$3</definedName>'
        '<definedName name="сдвиг">OFFSET(Лист1!$A$2:$A$3,0,0)</definedName></definedNames>'
    )
    data = build(ROWS, workbook=names)
    new = parts(append(data, 3, {1: 5, 2: 6}))["xl/workbook.xml"].decode()
    expected = (
        names.replace("$A$1:$B$3", "$A$1:$B$4")
        .replace("Лист1!$A$2:$A$3,Л", "Лист1!$A$2:$A$4,Л")
        .replace(">Лист1!$A$2:$A$3<", ">Лист1!$A$2:$A$4<")
    )
    assert expected in new


def test_series_of_charts_grow_and_titles_and_lines_along_a_row_stay(
    build: Build, parts: Parts
) -> None:
    def chart(bottom: int) -> str:
        return (
            '<c:chartSpace xmlns:c="c"><c:ser><c:tx><c:strRef>'
            "<c:f>Лист1!$B$3</c:f></c:strRef></c:tx>"
            f"<c:cat><c:strRef><c:f>'Лист1'!$A$2:$A${bottom}</c:f></c:strRef></c:cat>"
            f"<c:val><c:numRef><c:f>Лист1!$B$2:$B${bottom}</c:f></c:numRef></c:val></c:ser>"
            "<c:ser><c:val><c:numRef><c:f>Лист1!$A$3:$B$3</c:f></c:numRef></c:val></c:ser>"
            "</c:chartSpace>"
        )

    data = build(ROWS, hung={"xl/charts/chart1.xml": ("chart", chart(3))})
    new = parts(append(data, 3, {1: 5, 2: 6}))
    assert new["xl/charts/chart1.xml"].decode() == chart(4)


def test_the_source_of_a_pivot_table_grows(build: Build, parts: Parts) -> None:
    cache = (
        '<pivotCacheDefinition xmlns="m"><cacheSource type="worksheet">'
        '<worksheetSource ref="A1:B3" sheet="Лист1"/></cacheSource></pivotCacheDefinition>'
    )
    name = "xl/pivotCache/pivotCacheDefinition1.xml"
    data = build(ROWS, hung={name: ("!pivotCacheDefinition", cache)})
    new = parts(append(data, 3, {1: 5}))
    assert new[name].decode() == cache.replace("A1:B3", "A1:B4")


def test_appending_twice_is_appending_once(build: Build, around: Around) -> None:
    data = with_table(build, around)
    book = Book.open(data)
    book.append("Лист1", 3, [{1: 5}])
    book.append("Лист1", 4, [{2: dt.date(2026, 9, 5)}])
    assert book.to_bytes() == append(data, 3, {1: 5}, {2: dt.date(2026, 9, 5)})


def test_no_rows_or_empty_rows_change_nothing(build: Build) -> None:
    data = build('<row r="1"><c r="A1"><v>1</v></c></row>')
    assert append(data, 1) == data
    assert append(data, 1, {}, {1: None}) == data
