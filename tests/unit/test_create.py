"""A new workbook as openpyxl reads it back: frozen, filtered, coloured, fit to be printed."""

from __future__ import annotations

import html
import io
import re
import zipfile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.look import (
    ASKS_COLOUR,
    FONT,
    FOR_ORDER,
    ROWS,
    STOPS_COLOUR,
    SYNC_COLOUR,
    TabLook,
    letter_of,
    lists,
    tabs,
)
from sheets_sync.schema import LISTS_TAB
from sheets_sync.stores.create import new_workbook
from sheets_sync.stores.xlsx import Book
from tests.build import SCHEMAS, VOCABULARY

LOOKS = tabs(SCHEMAS, VOCABULARY)
TABLES = [look for look in LOOKS if look.layout == "rows" and not look.hidden]


@pytest.fixture(scope="module")
def data() -> bytes:
    """The workbook of a school that starts today."""
    return new_workbook(LOOKS, lists(SCHEMAS, VOCABULARY))


@pytest.fixture(scope="module")
def sheets(data: bytes) -> dict[str, Worksheet]:
    """Its tabs by name."""
    found = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    return {each.title: each for each in found if isinstance(each, Worksheet)}


def test_the_same_look_gives_the_same_bytes(data: bytes) -> None:
    assert new_workbook(LOOKS, lists(SCHEMAS, VOCABULARY)) == data


def test_nothing_in_it_tells_when_or_by_what_it_was_made(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert "created" not in core
    assert "openpyxl" not in core


def test_the_tabs_that_are_not_for_people_are_hidden(sheets: dict[str, Worksheet]) -> None:
    hidden = {name for name, sheet in sheets.items() if sheet.sheet_state == "hidden"}
    assert hidden == {"_sync", "Журнал", LISTS_TAB}


def test_it_opens_at_the_tab_that_says_where_to_begin(data: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.active is not None
    assert book.active.title == "Школа"
    selected = [sheet.title for sheet in book.worksheets if sheet.sheet_view.tabSelected]
    assert selected == ["Школа"]


each_table = pytest.mark.parametrize("look", TABLES, ids=lambda look: look.tab)


@each_table
def test_a_table_is_frozen_and_filtered(look: TabLook, sheets: dict[str, Worksheet]) -> None:
    sheet = sheets[look.tab]
    last = letter_of(len(look.columns))
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == f"A1:{last}{ROWS}"


@each_table
def test_a_table_prints_on_landscape_a4_with_its_header(
    look: TabLook, sheets: dict[str, Worksheet]
) -> None:
    sheet = sheets[look.tab]
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$1"


def test_a_page_says_its_tab_and_number(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheet = html.unescape(package.read("xl/worksheets/sheet1.xml").decode())
    assert re.search("<oddFooter>.*&A.*Страница &P из &N</oddFooter>", sheet)
    assert '<pageSetUpPr fitToPage="1"' in sheet


@each_table
def test_red_goes_before_yellow_over_the_whole_table(
    look: TabLook, sheets: dict[str, Worksheet]
) -> None:
    rules = [
        (str(area.sqref), rule.formula[0], rule.priority, rule.dxf.fill.bgColor.rgb[-6:])
        for area in sheets[look.tab].conditional_formatting
        for rule in area.rules
    ]
    area = f"A2:{letter_of(len(look.columns))}{ROWS}"
    assert rules == [
        (area, look.rule(look.stops), 1, STOPS_COLOUR),
        (area, look.rule(look.asks), 2, ASKS_COLOUR),
    ]


@each_table
def test_columns_look_as_they_are_told(look: TabLook, sheets: dict[str, Worksheet]) -> None:
    sheet = sheets[look.tab]
    for place, column in enumerate(look.columns, start=1):
        letter = letter_of(place)
        drawn, head = sheet.column_dimensions[letter], sheet[f"{letter}1"]
        assert (head.value, drawn.hidden) == (column.header, column.hidden)
        assert drawn.alignment.wrap_text
        assert drawn.number_format == column.number_format
        assert (drawn.fill.fgColor.rgb == f"00{SYNC_COLOUR}") == column.grey
        note = head.comment.text if head.comment else ""
        assert note == column.note


@each_table
def test_drop_downs_reach_down_the_column(look: TabLook, sheets: dict[str, Worksheet]) -> None:
    drawn = {str(each.sqref): each for each in sheets[look.tab].data_validations.dataValidation}
    told = {
        f"{letter_of(place)}2:{letter_of(place)}{ROWS}": column.drop_down
        for place, column in enumerate(look.columns, start=1)
        if column.drop_down
    }
    assert set(drawn) == set(told)
    for area, choices in told.items():
        assert drawn[area].formula1 == choices.formula
        assert bool(drawn[area].showErrorMessage) == choices.strict


def test_the_lists_are_drawn_word_by_word(sheets: dict[str, Worksheet]) -> None:
    for place, each in enumerate(lists(SCHEMAS, VOCABULARY), start=1):
        column = [cell.value for cell in sheets[LISTS_TAB][letter_of(place)]]
        assert [text for text in column if text] == [each.header, *each.words]


def test_a_form_asks_answers_and_explains_beside(sheets: dict[str, Worksheet]) -> None:
    look = next(look for look in LOOKS if look.layout == "form")
    sheet = sheets[look.tab]
    assert [sheet[f"A{n}"].value for n in range(1, len(look.lead) + 1)] == list(look.lead)
    for place, question in enumerate(look.columns, start=len(look.lead) + 2):
        assert sheet[f"A{place}"].value == question.header
        assert sheet[f"B{place}"].value == question.default
        assert str(sheet[f"C{place}"].value).startswith(question.note)
        assert (FOR_ORDER in str(sheet[f"C{place}"].value)) == question.needed
    assert not sheet.merged_cells.ranges
    assert not sheet.protection.sheet


def test_an_answer_that_an_order_needs_is_yellow_while_it_is_empty(
    sheets: dict[str, Worksheet],
) -> None:
    look = next(look for look in LOOKS if look.layout == "form")
    yellow = {str(area.sqref) for area in sheets[look.tab].conditional_formatting}
    first = len(look.lead) + 2
    assert yellow == {
        f"B{place}" for place, each in enumerate(look.columns, start=first) if each.needed
    }


def test_a_row_of_the_form_may_grow_with_its_answer(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        name = f"xl/worksheets/sheet{[look.tab for look in LOOKS].index('Школа') + 1}.xml"
        form = package.read(name).decode()
    lead = len(next(look for look in LOOKS if look.tab == "Школа").lead)
    assert form.count("customHeight=") == lead


def test_our_own_reader_finds_every_header(data: bytes) -> None:
    book = Book.open(data)
    for look in TABLES:
        cells = book.read(look.tab).cells
        shown = [cells[1, place].shown for place in range(1, len(look.columns) + 1)]
        assert shown == [column.header for column in look.columns]


def test_cells_without_a_style_are_in_the_same_letters(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        styles = package.read("xl/styles.xml").decode()
    assert styles.index(f'<name val="{FONT}"/>') < styles.index("</font>")
    assert "Calibri" not in styles
