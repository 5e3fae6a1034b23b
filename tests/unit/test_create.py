"""A new workbook as openpyxl reads it back: frozen, filtered, coloured, fit to be printed."""

from __future__ import annotations

import csv
import html
import io
import re
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.cells import letter_of
from sheets_sync.look import (
    ASKS_COLOUR,
    FONT,
    FOR_ORDER,
    STALE_COLOUR,
    STOPS_COLOUR,
    SYNC_COLOUR,
    TabLook,
    lists,
    tabs,
)
from sheets_sync.schema import LISTS_TAB
from sheets_sync.stores.create import new_workbook
from sheets_sync.stores.workbook import WorkbookStore
from sheets_sync.stores.xlsx import Book
from tests.build import SCHEMAS, VOCABULARY

LOOKS = tabs(SCHEMAS, VOCABULARY)
TABLES = [look for look in LOOKS if look.layout == "rows" and not look.hidden]
FORM = next(look for look in LOOKS if look.layout == "form")
GUIDE = next(look for look in LOOKS if look.layout == "text")
BURNS = next(look for look in LOOKS if look.tab == "Что горит")


def cells(look: TabLook, letter: str) -> str:
    """The area of a column under its header."""
    return f"{letter}{look.head + 1}:{letter}{look.last}"


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
    assert hidden == {"_sync", "Журнал", "Сводка", LISTS_TAB}


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
    assert sheet.freeze_panes == f"C{look.head + 1}"
    assert sheet.auto_filter.ref == f"A{look.head}:{last}{look.last}"


@each_table
def test_a_table_prints_on_landscape_a4_with_its_header(
    look: TabLook, sheets: dict[str, Worksheet]
) -> None:
    sheet = sheets[look.tab]
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    pages = 1 if look == BURNS else 0  # 0 is as many as are needed
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, pages)
    assert sheet.print_title_rows == f"${look.head}:${look.head}"


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
    area = f"A{look.head + 1}:{letter_of(len(look.columns))}{look.last}"
    assert [rule for rule in rules if rule[0] == area] == [
        (area, look.rule(letter), place, colour)
        for place, (letter, colour) in enumerate(
            ((look.stops, STOPS_COLOUR), (look.asks, ASKS_COLOUR)), start=1
        )
        if letter
    ]
    assert len(rules) == (1 if look == BURNS else 2)


@each_table
def test_columns_look_as_they_are_told(look: TabLook, sheets: dict[str, Worksheet]) -> None:
    sheet = sheets[look.tab]
    for place, column in enumerate(look.columns, start=1):
        letter = letter_of(place)
        head, size = sheet[f"{letter}{look.head}"], sheet.column_dimensions[letter]
        drawn = sheet[f"{letter}{look.last}"] if look == BURNS else size
        assert (head.value, size.hidden) == (column.header, column.hidden or column.folded)
        assert size.width == column.width
        assert drawn.alignment.wrap_text
        assert drawn.number_format == column.number_format
        assert (drawn.fill.fgColor.rgb == f"00{SYNC_COLOUR}") == column.grey
        note = head.comment.text if head.comment else ""
        assert note == column.note


@each_table
def test_drop_downs_reach_down_the_column(look: TabLook, sheets: dict[str, Worksheet]) -> None:
    drawn = {str(each.sqref): each for each in sheets[look.tab].data_validations.dataValidation}
    told = {
        cells(look, letter_of(place)): column.drop_down
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


@each_table
def test_folded_columns_open_with_a_plus_before_them(
    look: TabLook, sheets: dict[str, Worksheet]
) -> None:
    sheet = sheets[look.tab]
    drawn = [sheet.column_dimensions[letter_of(n)] for n in range(1, len(look.columns) + 1)]
    folded = [place for place, column in enumerate(look.columns) if column.folded]
    assert [n for n, each in enumerate(drawn) if each.outlineLevel] == folded
    outline = sheet.sheet_properties.outlinePr
    assert outline is not None
    assert outline.summaryRight is False
    if folded:
        assert folded == list(range(folded[0], folded[-1] + 1))  # one plus opens them all
        assert drawn[folded[0] - 1].collapsed
        assert not drawn[folded[0] - 1].hidden


def test_over_a_table_stands_its_title_on_white(sheets: dict[str, Worksheet]) -> None:
    sheet = sheets[BURNS.tab]
    assert [sheet[f"A{row}"].value for row in range(1, 4)] == ["Что горит", "Сверено", None]
    assert sheet["B2"].number_format == 'dd.mm" в "hh:mm'
    assert {cell.fill.fill_type for row in sheet["A1:E1"] for cell in row} == {None}


def test_the_live_line_turns_orange_by_itself_and_only_where_there_was_a_run(
    sheets: dict[str, Worksheet],
) -> None:
    (area,) = sheets[BURNS.tab].conditional_formatting
    (rule,) = area.rules
    assert str(area.sqref) == "A2:G2"
    assert rule.formula == ["AND(ISNUMBER($B$2),TODAY()-INT($B$2)>3)"]
    assert rule.dxf.fill.bgColor.rgb[-6:] == STALE_COLOUR


def test_fifteen_lines_are_prepared_and_their_arrows_make_no_rows(
    data: bytes, sheets: dict[str, Worksheet], tmp_path: Path
) -> None:
    arrows = {cell.row: cell.value for cell in sheets[BURNS.tab]["F"] if cell.row > BURNS.head}
    assert arrows == {row: BURNS.columns[5].formula.format(row=row) for row in range(5, 20)}
    path = tmp_path / "book.xlsx"
    path.write_bytes(data)
    assert WorkbookStore(path, SCHEMAS).read().tables["attention"].rows == ()


def test_an_arrow_leads_to_its_row_wherever_that_is_sorted(
    data: bytes, soffice: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["Пары"]["A2"].value, book["Пары"]["A3"].value = "П-001", "П-002"
    leads = {
        ("Пары", "П-002"): "#'Пары'!A3",
        ("Пары", "П-009"): "#'Пары'!A1",
        ("Школа", "ИНН школы"): f"#'Школа'!A{FORM.head + 5}",
    }
    sheet = book[BURNS.tab]
    for row, (tab, what) in enumerate(leads, start=5):
        sheet[f"H{row}"].value, sheet[f"I{row}"].value = tab, what
        # Where a link leads is not among what LibreOffice writes out: shown before the arrow.
        formula = str(sheet[f"F{row}"].value).replace("HYPERLINK(", "CONCATENATE(")
        sheet[f"F{row}"].value = formula
    book.active = sheet
    book.save(tmp_path / "book.xlsx")
    arrows = [row[5] for row in shown(soffice, tmp_path / "book.xlsx")[4:]]
    assert arrows[:4] == [*(f"{place}→" for place in leads.values()), ""]


def shown(soffice: Path, path: Path) -> list[list[str]]:
    """The first tab as LibreOffice counts and shows it."""
    profile = (path.parent / "profile").as_uri()
    command = [str(soffice), f"-env:UserInstallation={profile}", "--headless", "--convert-to"]
    command += ["csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return list(csv.reader(path.with_suffix(".csv").read_text("utf-8").splitlines()))


def test_what_a_new_tab_holds_is_there_row_by_row(sheets: dict[str, Worksheet]) -> None:
    look = next(look for look in LOOKS if look.rows)
    drawn = [
        tuple(cell.value or "" for cell in row)
        for row in sheets[look.tab].iter_rows(look.head + 1, look.head + len(look.rows))
    ]
    assert drawn == list(look.rows)
    first = sheets[look.tab][f"A{look.head + 1}"]
    assert (first.value, first.data_type, first.number_format) == ("1.1", "s", "@")


def test_a_form_asks_answers_and_explains_beside(sheets: dict[str, Worksheet]) -> None:
    look, sheet = FORM, sheets[FORM.tab]
    assert [sheet[f"A{n}"].value for n in range(1, len(look.lead) + 1)] == list(look.lead)
    heads = [sheet[f"{letter}{look.head}"].value for letter in "ABCD"]
    assert heads == ["Вопрос", "Ответ", "Замечания", "Подсказка"]
    for place, question in enumerate(look.columns, start=look.head + 1):
        assert sheet[f"A{place}"].value == question.header
        assert sheet[f"B{place}"].value == question.default
        assert sheet[f"C{place}"].value is None
        assert str(sheet[f"D{place}"].value or "").startswith(question.note)
        assert (FOR_ORDER in str(sheet[f"D{place}"].value)) == question.needed
        assert sheet.row_dimensions[place].hidden == question.hidden
    assert not sheet.merged_cells.ranges
    assert not sheet.protection.sheet


def test_our_notes_on_a_form_stand_where_the_store_looks_for_them(
    data: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(data)
    letters = WorkbookStore(path, SCHEMAS).read().tables["school"].letters
    row = FORM.head + 1 + [each.header for each in FORM.columns].index("ИНН школы")
    assert (letters["inn"], letters["inn_says"]) == (f"B{row}", f"C{row}")


def test_an_answer_that_an_order_needs_is_yellow_while_it_is_empty(
    sheets: dict[str, Worksheet],
) -> None:
    yellow = {
        area: formula
        for area, formula, colour in form_rules(sheets)
        if colour == ASKS_COLOUR and area.startswith("B")
    }
    assert yellow == {
        f"B{place}": f"LEN(TRIM($B{place}))=0"
        for place, each in enumerate(FORM.columns, start=FORM.head + 1)
        if each.needed
    }


def test_an_answer_with_a_note_of_ours_is_red_like_the_note(sheets: dict[str, Worksheet]) -> None:
    red = {area: formula for area, formula, colour in form_rules(sheets) if colour == STOPS_COLOUR}
    staff = {
        f"B{place}:C{place}": f"LEN(TRIM($C{place}))>0"
        for place, each in enumerate(FORM.columns, start=FORM.head + 1)
        if not each.grey
    }
    refusal = [each.header for each in FORM.columns].index("Сверка остановлена") + FORM.head + 1
    assert red.items() >= staff.items()
    assert red[f"B{refusal}"] == f"LEN(TRIM($B{refusal}))>0"


def form_rules(sheets: dict[str, Worksheet]) -> list[tuple[str, str, str]]:
    """Area, formula and colour of each rule of the form, the first to count first."""
    rules = [
        (rule.priority, str(area.sqref), rule.formula[0], rule.dxf.fill.bgColor.rgb[-6:])
        for area in sheets[FORM.tab].conditional_formatting
        for rule in area.rules
    ]
    return [(area, formula, colour) for _, area, formula, colour in sorted(rules)]


def test_the_choices_of_a_question_stand_at_its_answer(sheets: dict[str, Worksheet]) -> None:
    drawn = {
        str(each.sqref): each.formula1 for each in sheets[FORM.tab].data_validations.dataValidation
    }
    assert drawn == {
        f"B{place}": each.drop_down.formula
        for place, each in enumerate(FORM.columns, start=FORM.head + 1)
        if each.drop_down
    }


def test_a_row_of_the_form_may_grow_with_its_answer(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        name = f"xl/worksheets/sheet{[look.tab for look in LOOKS].index('Школа') + 1}.xml"
        form = package.read(name).decode()
    assert form.count("customHeight=") == len(FORM.lead) + 1  # the heads of the columns too


def test_the_guide_shows_words_and_meanings_and_the_colours_themselves(
    sheets: dict[str, Worksheet],
) -> None:
    sheet = sheets[GUIDE.tab]
    assert sheet["A1"].value == GUIDE.lead[0]
    for row, line in enumerate(GUIDE.lead[1:], start=2):
        word, colon, meaning = line.partition(": ")
        assert (sheet[f"A{row}"].value or "") == word
        assert str(sheet[f"B{row}"].value or "").lower() == (meaning.lower() if colon else "")
    shown = {cell.value: cell.fill.fgColor.rgb[-6:] for cell in sheet["A"] if cell.fill.fill_type}
    assert shown == {"Серое": SYNC_COLOUR, "Красное": STOPS_COLOUR, "Жёлтое": ASKS_COLOUR}


def test_no_row_above_the_questions_is_hidden(sheets: dict[str, Worksheet]) -> None:
    sheet = sheets[FORM.tab]
    assert not [row for row in range(1, FORM.head + 1) if sheet.row_dimensions[row].hidden]


def test_our_own_reader_finds_every_header(data: bytes) -> None:
    book = Book.open(data)
    for look in TABLES:
        cells = book.read(look.tab).cells
        shown = [cells[look.head, place].shown for place in range(1, len(look.columns) + 1)]
        assert shown == [column.header for column in look.columns]


def test_cells_without_a_style_are_in_the_same_letters(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        styles = package.read("xl/styles.xml").decode()
    assert styles.index(f'<name val="{FONT}"/>') < styles.index("</font>")
    assert "Calibri" not in styles
