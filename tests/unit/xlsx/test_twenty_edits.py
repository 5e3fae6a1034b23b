"""A workbook with a bit of everything goes through twenty edits, one file after another."""

from __future__ import annotations

import base64
import datetime as dt
import io
import re
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.datavalidation import DataValidation

from sheets_sync.stores.xlsx import Book

Parts = Callable[[bytes], dict[str, bytes]]
Pack = Callable[..., bytes]
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
PICTURE_FRAME = (
    f'<d:oneCellAnchor xmlns:d="{DRAWING}/spreadsheetDrawing" xmlns:a="{DRAWING}/main">'
    "<d:from><d:col>6</d:col><d:colOff>0</d:colOff><d:row>19</d:row><d:rowOff>0</d:rowOff></d:from>"
    '<d:ext cx="9525" cy="9525"/><d:pic><d:nvPicPr><d:cNvPr id="9" name="Герб"/><d:cNvPicPr/>'
    f'</d:nvPicPr><d:blipFill><a:blip xmlns:r="{OFFICE}" r:embed="rId9"/></d:blipFill>'
    '<d:spPr><a:prstGeom prst="rect"/></d:spPr></d:pic><d:clientData/></d:oneCellAnchor>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
RICH = (
    f'<sst xmlns="{MAIN}" count="1" uniqueCount="1"><si><r><t xml:space="preserve">Ким </t></r>'
    "<r><rPr><b/></rPr><t>Юлия</t></r></si></sst>"
)
STRINGS = "xl/sharedStrings.xml"
SHEET, WORKBOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"


@pytest.fixture(scope="module")
def workbook(parts: Parts, pack: Pack) -> bytes:
    """Ten rows under a header, with filter, comment, picture, chart, rules and a staff formula."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Наставники"
    sheet.append(["ФИО", "Дата", "Баллы"])
    for number in range(1, 11):
        sheet.append([f"Человек {number}", dt.date(2026, 9, number), number])
    sheet["A2"].comment = Comment("Позвонить", "Завуч")
    sheet["E2"] = "=SUM(C2:C11)"
    sheet.auto_filter.ref = "A1:C11"
    rule = DataValidation("list", formula1='"да,нет"', sqref="D2:D11")
    sheet.add_data_validation(rule)
    sheet.conditional_formatting.add("C2:C11", Rule("expression", formula=["$C2>5"]))
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=2, max_row=11))
    sheet.add_chart(chart, "G2")
    book.create_sheet("Другое").append(["не трогать"])
    out = io.BytesIO()
    book.save(out)
    files = parts(out.getvalue())
    return pack(with_rich_text(with_picture(files)))


def inserted(files: dict[str, bytes], name: str, before: str, more: str) -> None:
    """Put XML into a part before the last place where ``before`` stands."""
    text = files[name].decode()
    at = text.rindex(before)
    files[name] = (text[:at] + more + text[at:]).encode()


def with_rich_text(files: dict[str, bytes]) -> dict[str, bytes]:
    """The parts with the first name as a shared text of two fonts."""
    plain, shared = r'r="A2"([^>]*?) t="inlineStr"><is>.*?</is>', r'r="A2"\1 t="s"><v>0</v>'
    sheet, found = re.subn(plain, shared, files[SHEET].decode(), count=1)
    assert found
    link = f'<Relationship Id="rId99" Type="{OFFICE}/sharedStrings" Target="/{STRINGS}"/>'
    inserted(files, "xl/_rels/workbook.xml.rels", "</", link)
    kind = f'<Override PartName="/{STRINGS}" ContentType="{KIND}.sharedStrings+xml"/>'
    inserted(files, "[Content_Types].xml", "</", kind)
    return {**files, SHEET: sheet.encode(), STRINGS: RICH.encode()}


def with_picture(files: dict[str, bytes]) -> dict[str, bytes]:
    """The parts with a picture put into the drawing of the chart."""
    link = f'<Relationship Id="rId9" Type="{OFFICE}/image" Target="/xl/media/image1.png"/>'
    kind = '<Default Extension="png" ContentType="image/png"/>'
    inserted(files, "[Content_Types].xml", "</", kind)
    inserted(files, "xl/drawings/_rels/drawing1.xml.rels", "</", link)
    inserted(files, "xl/drawings/drawing1.xml", "</", PICTURE_FRAME)
    return {**files, "xl/media/image1.png": PICTURE}


def test_twenty_edits_leave_every_other_part_byte_for_byte(workbook: bytes, parts: Parts) -> None:
    data = workbook
    for number in range(20):
        book = Book.open(data)
        if number % 4 == 3:
            last = book.read("Наставники").last_row
            book.append(
                "Наставники", last, [{1: f"Новый {number}", 2: dt.date(2026, 10, 1), 4: "да"}]
            )
        else:
            book.put("Наставники", 3 + number % 5, 1 + number % 3, f"правка & <{number}>")
        data = book.to_bytes()
    before, after = parts(workbook), parts(data)
    changed = {name for name in before if before[name] != after[name]}
    assert list(before) == list(after)
    assert changed == {SHEET, WORKBOOK, "xl/charts/chart1.xml"}
    grown = after["xl/charts/chart1.xml"].replace(b"$C$16", b"$C$11")
    assert grown == before["xl/charts/chart1.xml"]
    names = after[WORKBOOK].replace(b"$C$16", b"$C$11")
    assert names in {before[WORKBOOK], before[WORKBOOK].replace(b"</definedNames>", b"")}


def test_after_twenty_edits_people_and_other_programs_see_them(workbook: bytes) -> None:
    book = Book.open(workbook)
    for number in range(16):
        book.put("Наставники", 2 + number % 10, 4, f"=не формула {number}")
    for number in range(4):
        book.append("Наставники", 11 + number, [{1: "Ли", 2: dt.date(2026, 10, 1), 3: 5}])
    data = book.to_bytes()
    sheet = openpyxl.load_workbook(io.BytesIO(data), rich_text=True).worksheets[0]
    assert str(sheet["A2"].value) == "Ким Юлия"
    assert sheet["A2"].comment is not None
    assert (sheet["D2"].value, sheet["D2"].data_type) == ("=не формула 10", "s")
    assert sheet["B15"].value == dt.datetime(2026, 10, 1)
    assert sheet["B15"].number_format == sheet["B11"].number_format
    assert sheet["E2"].value == "=SUM(C2:C11)"
    assert sheet.auto_filter.ref == "A1:C15"
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == ["D2:D11"]
    assert [str(one.sqref) for one in sheet.conditional_formatting] == ["C2:C15"]
