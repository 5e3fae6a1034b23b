"""What formulas showed before a change is not shown after it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from sheets_sync.stores.xlsx import Book
from sheets_sync.stores.xlsx.formulas import moved, only_areas, read_formula

Build = Callable[..., bytes]
Around = Callable[..., str]
Parts = Callable[[bytes], dict[str, bytes]]
SHEET, OTHER, WORKBOOK = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/workbook.xml"


def with_formula(build: Build, around: Around, formula: str, workbook: str = "") -> bytes:
    """A1:A5 hold numbers, C1 on the other sheet the formula."""
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 6))
    other = f'<row r="1"><c r="C1" t="str"><f>{formula}</f><v>77</v></c></row>'
    sheets = {"Лист1": around(rows), "Лист 2": around(other)}
    table = '<table xmlns="m" id="1" displayName="Пары" ref="A1:A5"/>'
    return build(sheets, workbook=workbook, hung={"xl/tables/t.xml": ("table", table)})


NAMES = (
    '<definedNames><definedName name="имя">Лист1!$A$3</definedName>'
    '<definedName name="два">имя*2</definedName>'
    '<definedName name="круг">круг+1</definedName><definedName name="иное">Лист1!$A$4'
    "</definedName></definedNames>"
)


@pytest.mark.parametrize(
    "formula",
    [
        "Лист1!A3*2",
        "SUM(Лист1!$A$1:$A$4)",
        "SUM(Лист1!A:A)",
        "SUM(Лист1!3:3)",
        "SUM('лист1'!A1:B9)",
        "SUM(Лист1:'Лист 2'!A3)",
        "SUM(Лист1:Итог!A3)",
        "SUM(Пары[а])",
        "SUM(Неведомая[а])",
        "SUM(Пары)",
        "имя+1",
        "два+1",
        "круг",
        "TODAY()",
        "INDIRECT(&quot;Лист1!A3&quot;)",
        "SUM(Лист1!A1:INDEX(Лист1!A1:A2,2))",
    ],
)
def test_a_formula_that_may_read_the_cell_loses_its_value(
    build: Build, around: Around, parts: Parts, formula: str
) -> None:
    data = with_formula(build, around, formula, NAMES)
    book = Book.open(data)
    book.put("Лист1", 3, 1, 30)
    after = parts(book.to_bytes())
    assert f'<c r="C1"><f>{formula}</f></c>'.encode() in after[OTHER]
    assert b'<calcPr fullCalcOnLoad="1"/></workbook>' in after[WORKBOOK]
    assert Book.open(book.to_bytes()).read("Лист 2").cells[1, 3].formula


@pytest.mark.parametrize(
    "formula",
    [
        "Лист1!A2*2",
        "SUM(Лист1!A4:A9)",
        "SUM('Лист 2'!A:B)",
        "A3",
        "LEN(&quot;Лист1!A3&quot;)",
        "[1]Лист1!A3",
        "'[1]Лист1'!A3",
        "иное",
        "LOG10(A3)+PI()",
        "Лист1!A4#",
    ],
)
def test_a_formula_that_does_not_read_the_cell_keeps_its_value(
    build: Build, around: Around, parts: Parts, formula: str
) -> None:
    data = with_formula(build, around, formula, NAMES)
    book = Book.open(data)
    book.put("Лист1", 3, 1, 30)
    after = parts(book.to_bytes())
    assert {**after, SHEET: b""} == {**parts(data), SHEET: b""}


def test_formulas_that_read_formulas_lose_their_values_too(build: Build, parts: Parts) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}"><f>B{n + 1}+1</f><v>5</v></c>'
        f'<c r="C{n}"><f>A{n}</f><v>6</v></c></row>'
        for n in range(1, 200)
    )
    last = '<row r="200"><c r="A200"><v>1</v></c><c r="B200"><f>A200</f><v>1</v></c></row>'
    book = Book.open(build(rows + last))
    book.put("Лист1", 200, 1, 2)
    sheet = parts(book.to_bytes())[SHEET].decode()
    assert len(re.findall(r"</f></c>", sheet)) == 200
    assert len(re.findall(r"</f><v>6</v>", sheet)) == 199


def test_shared_formulas_read_what_lies_beside_each_cell(build: Build, parts: Parts) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}">'
        + ('<f t="shared" ref="B1:B5" si="0">A1*$A$1</f>' if n == 1 else '<f t="shared" si="0"/>')
        + f"<v>{n}</v></c></row>"
        for n in range(1, 6)
    )
    book = Book.open(build(rows))
    book.put("Лист1", 3, 1, 30)
    sheet = parts(book.to_bytes())[SHEET].decode()
    assert '<c r="B3"><f t="shared" si="0"/></c>' in sheet
    assert sheet.count("</v></c></row>") == 4


def test_the_whole_area_of_an_array_formula_is_counted_again(build: Build, parts: Parts) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="array" ref="B1:B2">A1:A2</f>'
        "<v>1</v></c></row>"
        '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><v>2</v></c><c r="C2"><f>B2</f>'
        "<v>2</v></c></row>"
    )
    book = Book.open(build(rows))
    book.put("Лист1", 1, 1, 5)
    sheet = parts(book.to_bytes())[SHEET].decode()
    assert sheet.count("<v>") == 2
    assert '<c r="B2"/>' in sheet or '<c r="B2"></c>' in sheet


def test_a_data_table_depends_on_its_inputs_and_its_edge(build: Build, parts: Parts) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><f>A1</f><v>1</v></c></row><row r="2">'
        '<c r="B2"><v>3</v></c>'
        '<c r="C2"><f t="dataTable" ref="C2:C3" r1="A1"/><v>1</v></c></row><row r="3"><c r="C3">'
        "<v>4</v></c></row>"
    )
    book = Book.open(build(rows))
    book.put("Лист1", 9, 1, 5)
    assert parts(book.to_bytes())[SHEET].count(b"<v>") == 6
    book.put("Лист1", 1, 1, 5)
    assert parts(book.to_bytes())[SHEET].count(b"<v>") == 3


def test_appended_rows_are_changes_for_formulas_that_reach_them(
    build: Build, around: Around, parts: Parts
) -> None:
    data = with_formula(build, around, "COUNTA(Лист1!A:A)")
    book = Book.open(data)
    book.append("Лист1", 5, [{1: 6}])
    assert b"COUNTA(\xd0\x9b\xd0\xb8\xd1\x81\xd1\x821!A:A)</f></c>" in parts(book.to_bytes())[OTHER]


def test_calculation_is_asked_for_once_and_in_its_place(
    build: Build, around: Around, parts: Parts
) -> None:
    more = '<definedNames/><calcPr calcId="191029"/><oleSize ref="A1"/>'
    data = with_formula(build, around, "Лист1!A3", more)
    book = Book.open(data)
    book.put("Лист1", 3, 1, 30)
    once = book.to_bytes()
    assert (
        b'<definedNames/><calcPr calcId="191029" fullCalcOnLoad="1"/><oleSize'
        in parts(once)[WORKBOOK]
    )
    again = Book.open(once)
    again.put("Лист1", 3, 1, 31)
    assert parts(again.to_bytes())[WORKBOOK] == parts(once)[WORKBOOK]


CHAIN = '<calcChain xmlns="m"><c r="B1" i="1"/><c r="B2"/><c r="C1" i="2"/></calcChain>'
FORMULAS = (
    '<row r="1"><c r="B1"><f>1</f><v>1</v></c></row><row r="2"><c r="B2"><f>2</f><v>2</v></c></row>'
)


def test_a_formula_that_was_overwritten_leaves_the_calculation_order(
    build: Build, parts: Parts
) -> None:
    data = build(FORMULAS, hung={"xl/calcChain.xml": ("!calcChain", CHAIN)})
    book = Book.open(data)
    book.put("Лист1", 1, 2, 5)
    expected = '<calcChain xmlns="m"><c r="B2" i="1"/><c r="C1" i="2"/></calcChain>'
    assert parts(book.to_bytes())["xl/calcChain.xml"].decode() == expected


def test_an_empty_calculation_order_is_taken_out(build: Build, parts: Parts) -> None:
    chain = '<calcChain xmlns="m"><c r="B1" i="1"/></calcChain>'
    data = build(FORMULAS, hung={"xl/calcChain.xml": ("!calcChain", chain)})
    book = Book.open(data)
    book.put("Лист1", 1, 2, 5)
    after = parts(book.to_bytes())
    assert "xl/calcChain.xml" not in after
    assert not any(b"calcChain" in content for content in after.values())
    assert Book.open(book.to_bytes()).read("Лист1").cells[1, 2].value == 5


def test_a_constant_put_leaves_the_calculation_order_alone(build: Build, parts: Parts) -> None:
    data = build(FORMULAS, hung={"xl/calcChain.xml": ("!calcChain", CHAIN)})
    book = Book.open(data)
    book.put("Лист1", 5, 5, 5)
    assert {**parts(book.to_bytes()), SHEET: b""} == {**parts(data), SHEET: b""}


def test_bytes_asked_for_twice_are_the_same(build: Build, around: Around) -> None:
    book = Book.open(with_formula(build, around, "Лист1!A3"))
    book.put("Лист1", 3, 1, 30)
    assert book.to_bytes() == book.to_bytes()


def test_references_of_a_shared_formula_move_but_where_a_dollar_stands() -> None:
    found = read_formula("A$1+$B2+C:$D+3:$4").references
    assert [str(moved(one, 2, 1)) for one in found] == ["B1", "B4", "D1:D1048576", "A4:XFD5"]


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Лист1!$A$1:$B$2", True),
        ("'а, б'!$A$1,Лист1!$C:$C", True),
        ("$A$1+1", False),
        ("имя", False),
        ("OFFSET(A1,1,1)", False),
    ],
)
def test_a_name_is_a_list_of_areas_or_more(text: str, only: bool) -> None:
    assert only_areas(text) is only
