"""A shared spreadsheet prepared: drawn as `look` says, added to where it stands, twice the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sheets_sync import look
from sheets_sync.cells import letter_of
from sheets_sync.errors import SheetsSyncError, UnreadableError
from sheets_sync.look import STOPS_COLOUR, TabLook
from sheets_sync.schema import LISTS_TAB
from sheets_sync.stores.google import troubles
from sheets_sync.stores.google.prepare import Prepared, Wanted, prepare
from sheets_sync.stores.google.prepare.brush import colour
from tests import build
from tests.google import prepared
from tests.google.school import IRINA, OLGA, PAVEL
from tests.google_emulator.cells import Cell, Formula
from tests.google_emulator.emulator import Emulator
from tests.google_emulator.files import RANK
from tests.google_emulator.model import Book, Sheet
from tests.halves import HALVES

LOOKS = look.tabs(build.SCHEMAS, build.VOCABULARY)
LISTS = look.lists(build.SCHEMAS, build.VOCABULARY)
WANTED = Wanted(build.SCHEMAS, LOOKS, LISTS, "Asia/Vladivostok")
SMALL = Wanted(
    {name: build.SCHEMAS[name] for name in ("mentors", "guide", "_sync")},
    [each for each in LOOKS if each.tab in ("Наставники", "Инструкция", "_sync")],
    LISTS,
    "Europe/Moscow",
)
"""Enough of it where the day is bad."""
TABLES = [each for each in LOOKS if each.layout == "rows"]
COLUMNS = [
    pytest.param(tab, at, column, id=f"{tab.tab}-{column.header}")
    for tab in TABLES
    for at, column in enumerate(tab.columns)
]
BATCH = "sheets.spreadsheets.batchUpdate"
Json = dict[str, Any]


def make(
    emulator: Emulator, file: str, folder: Path, wanted: Wanted = WANTED, **more: int
) -> Prepared:
    """Prepare a spreadsheet as a process of its own would."""
    client = prepared.client(emulator, folder, timeout=60)
    return prepare(client, file, wanted, prepared.marks(), **more)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Emulator, str]]:
    """A spreadsheet that was empty, prepared once; nobody may change it."""
    with Emulator() as emulator:
        file = emulator.spreadsheet(locale="en_US")
        make(emulator, file, tmp_path_factory.mktemp("shown"))
        yield emulator, file
        assert emulator.violations == []


@pytest.fixture
def book(shown: tuple[Emulator, str]) -> Book:
    """Its model."""
    return shown[0].book(shown[1])


def tab(book: Book, title: str) -> Sheet:
    found = book.titled(title)
    assert found is not None, title
    return found


def under(book: Book, looked: TabLook, at: int) -> Cell:
    """The first cell under a header."""
    return tab(book, looked.tab).cell(looked.head, at)


# What it looks like


def test_an_empty_spreadsheet_gets_all_tabs_in_order_and_its_own_blank_one_is_put_aside(
    book: Book,
) -> None:
    titles = [sheet.title for sheet in book.sheets]
    assert titles[: len(LOOKS) + 1] == [*(each.tab for each in LOOKS), LISTS_TAB]
    hidden = {sheet.title for sheet in book.sheets if sheet.properties.get("hidden")}
    own = {each.tab for each in LOOKS if each.hidden}
    assert hidden == {*own, LISTS_TAB, "_rows", *titles[len(LOOKS) + 1 :]}
    assert {"_sync", "Сводка", "Журнал"} <= own


def test_an_empty_spreadsheet_counts_in_russian_at_the_schools_hour(book: Book) -> None:
    assert (book.locale, book.properties["timeZone"]) == ("ru_RU", "Asia/Vladivostok")


@pytest.mark.parametrize(("looked", "at", "column"), COLUMNS)
def test_a_column_has_its_header_note_width_choices_and_is_hidden_or_folded(
    book: Book, looked: TabLook, at: int, column: look.ColumnLook
) -> None:
    sheet = tab(book, looked.tab)
    head = sheet.cell(looked.head - 1, at)
    assert (head.value, head.note) == (column.header, column.note)
    lines = sheet.lines["COLUMNS"][at]
    assert lines["pixelSize"] == column.width * 7 + 5
    assert bool(lines.get("hiddenByUser")) == (column.hidden or column.folded)
    assert (under(book, looked, at).validation is not None) == (column.drop_down is not None)
    assert head.format["wrapStrategy"] == "WRAP"


@pytest.mark.parametrize("looked", TABLES, ids=lambda each: each.tab)
def test_headers_and_the_first_two_columns_are_frozen(book: Book, looked: TabLook) -> None:
    grid = tab(book, looked.tab).grid
    assert (grid["frozenRowCount"], grid["frozenColumnCount"]) == (looked.head, 2)


def test_a_choice_comes_from_the_lists_and_a_person_from_the_bank(book: Book) -> None:
    rules = {
        column.header: under(book, looked, at).validation
        for looked in TABLES
        for at, column in enumerate(looked.columns)
        if column.drop_down
    }
    subject, other = rules["Предмет"], rules["Наставник (если другой)"]
    assert subject is not None
    assert other is not None
    assert [each["userEnteredValue"] for each in subject["condition"]["values"]] == [
        f"='{LISTS_TAB}'!$A$2:$A"
    ]
    assert other["condition"]["values"][0]["userEnteredValue"] == "='Наставники'!$B$2:$B"
    assert tab(book, LISTS_TAB).cell(1, 0).value == LISTS[0].words[0]


def test_nothing_that_is_typed_is_refused_as_in_a_workbook(book: Book) -> None:
    rules = [
        cell.validation
        for sheet in book.sheets
        for _, _, cell in sheet.filled(sheet.whole())
        if cell.validation
    ]
    assert rules
    assert not any(rule.get("strict") for rule in rules)


def test_words_of_staff_stay_text_dates_are_dates_and_texts_of_ours_take_formulas(
    book: Book,
) -> None:
    mentors = next(each for each in TABLES if each.tab == "Наставники")
    kinds = {
        column.header: under(book, mentors, at).format.get("numberFormat", {}).get("type")
        for at, column in enumerate(mentors.columns)
    }
    assert (kinds["Должность"], kinds["Согласие ПДн от"], kinds["Замечания"]) == (
        "TEXT",
        "DATE",
        None,
    )


def test_each_column_of_ours_warns_and_none_of_staff_does(book: Book) -> None:
    for looked in TABLES:
        sheet = tab(book, looked.tab)
        held = sheet.lists["protectedRanges"]
        assert all(each["warningOnly"] for each in held)
        warned = {
            at
            for each in held
            for box in [book.box(each["range"])]
            for at in range(box.left, box.right)
            if box.top <= looked.head < box.bottom
        }
        all_ = range(len(looked.columns))
        assert warned & set(all_) == {at for at in all_ if looked.columns[at].grey}


def test_questions_stand_in_their_form_with_hints_and_usual_answers(book: Book) -> None:
    form = next(each for each in LOOKS if each.layout == "form")
    sheet = tab(book, form.tab)
    assert [sheet.cell(row, 0).value for row in range(len(form.lead))] == list(form.lead)
    for row, question in enumerate(form.columns, start=form.head):
        assert sheet.cell(row, 0).value == question.header
        assert sheet.cell(row, 1).value == question.default
        assert str(sheet.cell(row, 3).value or "").startswith(question.note)


def test_the_guide_and_the_seeded_rows_are_there(book: Book) -> None:
    guide = next(each for each in LOOKS if each.layout == "text")
    text = tab(book, guide.tab)
    said = " ".join(str(cell.value) for _, _, cell in text.filled(text.whole()))
    assert all(line.partition(": ")[0] in said for line in guide.lead)
    plan = next(each for each in TABLES if each.rows)
    sheet = tab(book, plan.tab)
    for row, values in enumerate(plan.rows, start=plan.head):
        assert [sheet.cell(row, at).value or "" for at in range(len(values))] == list(values)


def test_rules_of_colour_begin_with_a_sign_and_part_with_semicolons(book: Book) -> None:
    rules = tab(book, "Наставники").lists["conditionalFormats"]
    formulas = [each["booleanRule"]["condition"]["values"][0]["userEnteredValue"] for each in rules]
    assert len(formulas) == 2
    for formula in formulas:
        assert re.fullmatch(r'=ISNUMBER\(FIND\(";"&A\$1&";";\$A[A-Z]2\)\)', formula)
    mentors = next(each for each in TABLES if each.tab == "Наставники")
    assert f"${mentors.stops}2" in formulas[0]  # red goes before yellow


# What it does


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Emulator, str]]:
    """A prepared spreadsheet into which two people were typed, after a run; nobody changes it."""
    with Emulator() as emulator:
        yield emulator, school_of(emulator, tmp_path_factory.mktemp("settled"))
        assert emulator.violations == []


def school_of(emulator: Emulator, tmp_path: Path) -> str:
    file = emulator.spreadsheet()
    make(emulator, file, tmp_path)
    type_into(emulator, file, "Наставники", ФИО=PAVEL, Предмет="физика", Пол="х")
    type_into(emulator, file, "Наставляемые", ФИО=IRINA, Предмет="физика")
    run(emulator, file, tmp_path)
    return file


def type_into(emulator: Emulator, file: str, title: str, row: int = 1, **cells: str) -> None:
    heads = emulator.values(file, title)[0]
    for header, text in cells.items():
        emulator.person(file).type(title, row, heads.index(header), text)


def run(emulator: Emulator, file: str, folder: Path) -> None:
    store = prepared.store(emulator, file, folder, timeout=60)
    held = store.read()
    while (plan := build.plan(held)).written:
        held = store.write(held, plan)


def test_a_run_fills_what_was_prepared_and_a_wrong_cell_turns_red(
    settled: tuple[Emulator, str], tmp_path: Path
) -> None:
    emulator, file = settled
    heads, row = emulator.values(file, "Наставники")[:2]
    assert row[:2] == ["М-001Л", PAVEL]
    assert row[heads.index("Состояние")]
    client = prepared.client(emulator, tmp_path, timeout=60)
    fields = "sheets(data(rowData(values(effectiveFormat(backgroundColorStyle)))))"
    params = {"fields": fields, "ranges": "Наставники!A1:AZ2"}
    [sheet] = client.fetch_sheet_metadata(file, {**params})["sheets"]
    cells = sheet["data"][0]["rowData"][1]["values"]
    fills = {
        head: cell.get("effectiveFormat", {}).get("backgroundColorStyle", {}).get("rgbColor")
        for head, cell in zip(heads, cells, strict=False)
    }
    assert rounded(fills["Пол"]) == rounded(colour(STOPS_COLOUR)["rgbColor"])
    assert rounded(fills["Предмет"]) != rounded(colour(STOPS_COLOUR)["rgbColor"])


def rounded(style: Json) -> Json:
    return {name: round(part, 3) for name, part in style.items()}


def test_the_arrow_of_a_line_leads_to_its_row(settled: tuple[Emulator, str]) -> None:
    emulator, file = settled
    burns = emulator.values(file, "Что горит")
    at = burns[3].index("Перейти")
    line = next(row for row in burns[4:] if IRINA.split()[0] in row[at - 1])
    assert line[at] == "→"
    cell = tab(emulator.book(file), "Что горит").cell(burns.index(line), at)
    assert isinstance(cell.value, Formula)
    assert f"#gid={tab(emulator.book(file), 'Наставляемые').id}&range=A" in cell.value.text


def test_the_second_time_nothing_is_sent(settled: tuple[Emulator, str], tmp_path: Path) -> None:
    emulator, file = settled
    before = emulator.book(file).copy()
    emulator.calls.clear()
    done = make(emulator, file, tmp_path)
    assert (done.tabs, done.lacked, done.used) == ((), (), True)
    assert emulator.calls[BATCH] == 0
    assert emulator.calls["sheets.spreadsheets.get"] == 1
    assert emulator.book(file).sheets == before.sheets
    assert emulator.book(file).properties == before.properties


def test_a_new_spreadsheet_takes_one_reading_and_one_batch(
    emulator: Emulator, tmp_path: Path
) -> None:
    make(emulator, emulator.spreadsheet(), tmp_path)
    assert emulator.calls[BATCH] == 1
    assert emulator.calls["sheets.spreadsheets.get"] == 1


# On a spreadsheet that holds tabs already

OLD: dict[str, list[list[Any]]] = {
    "Заметки": [["моё", 1], ["ещё", "=A1"]],
    "Наставники": [["Предмет", "Стаж", "ФИО"], ["физика", 7, PAVEL], ["музыка", 3, OLGA]],
    "Школа": [["Населённый пункт", "с. Ясное"], ["Наш вопрос", "да"]],
    "Пары": [],
}


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Emulator, str, Book]]:
    """A spreadsheet in which people have worked, as it was, prepared since; nobody changes it."""
    with Emulator() as emulator:
        file = emulator.spreadsheet(tabs=OLD, locale="de_DE")
        before = emulator.book(file).copy()
        make(emulator, file, tmp_path_factory.mktemp("old"))
        yield emulator, file, before
        assert emulator.violations == []


def test_what_stands_in_a_spreadsheet_is_not_touched(old: tuple[Emulator, str, Book]) -> None:
    emulator, file, before = old
    now = emulator.book(file)
    assert tab(now, "Заметки") == tab(before, "Заметки")
    assert now.properties == before.properties
    for title in ("Наставники", "Школа"):
        was, sheet = tab(before, title), tab(now, title)
        assert sheet.properties["index"] == was.properties["index"]
        for row, column, cell in was.filled(was.whole()):
            assert sheet.cell(row, column) == cell


def test_missing_columns_come_at_the_right_end_with_all_that_belongs_to_them(
    old: tuple[Emulator, str, Book],
) -> None:
    emulator, file, _ = old
    sheet = tab(emulator.book(file), "Наставники")
    heads = emulator.values(file, "Наставники")[0]
    wanted = next(each for each in TABLES if each.tab == "Наставники").columns
    assert heads[:3] == ["Предмет", "Стаж", "ФИО"]
    own = {"Предмет", "ФИО"}
    assert heads[3:] == [each.header for each in wanted if each.header not in own]
    for column in wanted:
        at = heads.index(column.header)
        if column.header not in own:
            assert sheet.cell(0, at).note == column.note
            assert bool(sheet.cell(1, at).validation) == bool(column.drop_down)
    red = {
        at
        for rule in sheet.lists["conditionalFormats"]
        if f"${letter_of(heads.index('Мешает') + 1)}2" in str(rule)
        for range_ in rule["ranges"]
        for at in range(range_["startColumnIndex"], range_["endColumnIndex"])
    }
    assert red == set(range(len(heads))) - {heads.index("Стаж")}
    for rule in sheet.lists["conditionalFormats"]:
        [range_] = rule["ranges"]
        assert f"&{letter_of(range_['startColumnIndex'] + 1)}$1&" in str(rule)


def test_choices_follow_the_columns_of_tabs_that_stand(old: tuple[Emulator, str, Book]) -> None:
    emulator, file, _ = old
    pairs = next(each for each in TABLES if each.tab == "Пары")
    at = [column.header for column in pairs.columns].index("Наставник (если другой)")
    rule = under(emulator.book(file), pairs, at).validation
    assert rule is not None
    assert rule["condition"]["values"][0]["userEnteredValue"] == "='Наставники'!$C$2:$C"


def test_a_tab_that_stands_blank_is_drawn_where_it_is(old: tuple[Emulator, str, Book]) -> None:
    emulator, file, before = old
    pairs, was = tab(emulator.book(file), "Пары"), tab(before, "Пары")
    assert pairs.id == was.id
    assert pairs.row_count == was.row_count
    assert pairs.grid["frozenRowCount"] == 1
    assert emulator.values(file, "Пары")[0][1] == "Наставляемый"


def test_missing_questions_come_under_the_last_one(old: tuple[Emulator, str, Book]) -> None:
    emulator, file, _ = old
    rows = emulator.values(file, "Школа")
    assert rows[:2] == [["Населённый пункт", "с. Ясное"], ["Наш вопрос", "да"]]
    form = next(each for each in LOOKS if each.layout == "form")
    wanted = [each.header for each in form.columns if each.header != "Населённый пункт"]
    assert [row[0] for row in rows[2:]] == wanted


def test_an_old_spreadsheet_prepared_again_stays_as_it_is_and_can_be_run(
    emulator: Emulator, tmp_path: Path
) -> None:
    file = emulator.spreadsheet(tabs=OLD)
    make(emulator, file, tmp_path)
    before = emulator.book(file).copy()
    assert make(emulator, file, tmp_path).lacked == ()
    assert emulator.book(file).sheets == before.sheets
    run(emulator, file, tmp_path)
    shown = emulator.values(file, "Наставники")
    at = shown[0].index("№")
    assert [row[:3] for row in shown[1:3]] == [["физика", "7", PAVEL], ["музыка", "3", OLGA]]
    assert all(row[at].startswith("М-") for row in shown[1:3])


def test_a_tab_that_was_renamed_or_deleted_by_people_is_added_anew(
    emulator: Emulator, tmp_path: Path
) -> None:
    file = emulator.spreadsheet()
    make(emulator, file, tmp_path)
    emulator.person(file).rename_tab("Дорожная карта", "Карта (старая)")
    emulator.person(file).delete_tab("Инструкция")
    assert make(emulator, file, tmp_path).tabs == ("Дорожная карта", "Инструкция")
    assert tab(emulator.book(file), "Карта (старая)")
    assert make(emulator, file, tmp_path).tabs == ()


@pytest.mark.parametrize("gone", [("_sync",), ("_rows", "_sync")])
def test_a_memory_that_was_deleted_is_not_replaced_by_an_empty_one(
    emulator: Emulator, tmp_path: Path, gone: tuple[str, ...]
) -> None:
    file = school_of(emulator, tmp_path)
    for title in gone:
        emulator.person(file).delete_tab(title)
        with pytest.raises(UnreadableError, match=rf"{title}.*История версий"):
            make(emulator, file, tmp_path)


# On a bad day


@pytest.mark.parametrize("way", ["429", "500", "500-after", "reset", "reset-after", "half"])
def test_a_batch_that_failed_or_whose_answer_got_lost_is_carried_out_once(
    emulator: Emulator, tmp_path: Path, way: str
) -> None:
    file = emulator.spreadsheet()
    emulator.fail(way, BATCH.removeprefix("sheets."))
    assert make(emulator, file, tmp_path, SMALL).tabs
    assert shape(emulator.book(file)) == undisturbed(emulator, tmp_path)


def undisturbed(emulator: Emulator, folder: Path) -> object:
    """The shape of a spreadsheet that was prepared on a good day."""
    file = emulator.spreadsheet()
    make(emulator, file, folder, SMALL)
    return shape(emulator.book(file))


def shape(book: Book) -> object:
    """What a person sees of each tab, but for ids."""
    return [
        (
            sheet.title,
            sheet.rows,
            len(sheet.lists.get("protectedRanges", ())),
            len(sheet.lists.get("conditionalFormats", ())),
        )
        for sheet in book.sheets
        if sheet.rows
    ]


@pytest.mark.parametrize("way", ["500-after", "half"])
def test_columns_whose_batch_was_answered_by_nobody_are_added_once(
    emulator: Emulator, tmp_path: Path, way: str
) -> None:
    file = emulator.spreadsheet()
    make(emulator, file, tmp_path, SMALL)
    at = emulator.values(file, "Наставники")[0].index("Уточнить")
    emulator.person(file).delete_columns("Наставники", at)
    before = len(tab(emulator.book(file), "Наставники").lists["protectedRanges"])
    emulator.fail(way, BATCH.removeprefix("sheets."))
    assert make(emulator, file, tmp_path, SMALL).lacked == (("Наставники", "Уточнить"),)
    held = tab(emulator.book(file), "Наставники").lists["protectedRanges"]
    assert len(held) == before + 1
    assert emulator.values(file, "Наставники")[0].count("Уточнить") == 1


def test_a_cell_that_a_person_fills_meanwhile_is_hers(emulator: Emulator, tmp_path: Path) -> None:
    file = emulator.spreadsheet(tabs=OLD)

    def typing(call: Any) -> None:
        if call.kind == BATCH:
            off()
            emulator.person(file).type("Наставники", 0, 3, "Кабинет")

    off = emulator.before_call(typing)
    make(emulator, file, tmp_path, SMALL)
    assert emulator.values(file, "Наставники")[0][3] == "Кабинет"
    assert make(emulator, file, tmp_path, SMALL).lacked == (("Наставники", "№"),)


def test_columns_that_a_person_moves_before_they_are_added_are_looked_at_again(
    emulator: Emulator, tmp_path: Path
) -> None:
    file = emulator.spreadsheet(tabs=OLD)

    def moving(call: Any) -> None:
        if call.kind == "drive.files.get" and emulator.calls["sheets.spreadsheets.get"]:
            off()
            emulator.person(file).insert_columns("Наставники", 0, 2)

    off = emulator.before_call(moving)
    make(emulator, file, tmp_path, SMALL)
    assert emulator.values(file, "Наставники")[0][:6] == ["", "", "Предмет", "Стаж", "ФИО", "№"]
    assert tab(emulator.book(file), "Наставники").cell(0, 4).note == ""


def test_of_two_who_prepare_at_once_one_finds_it_done(emulator: Emulator, tmp_path: Path) -> None:
    file = emulator.spreadsheet()

    def faster(call: Any) -> None:
        if "batchUpdate" in call.kind:
            off()
            make(emulator, file, tmp_path, SMALL)

    off = emulator.before_call(faster)
    make(emulator, file, tmp_path, SMALL)
    assert shape(emulator.book(file)) == undisturbed(emulator, tmp_path)


def test_what_one_batch_cannot_take_goes_in_several_and_a_kill_between_them_is_made_good(
    emulator: Emulator, tmp_path: Path
) -> None:
    file = emulator.spreadsheet()
    emulator.fail("401", lambda call: call.kind == BATCH and emulator.calls[BATCH] > 2, times=9)
    with pytest.raises(SheetsSyncError):
        make(emulator, file, tmp_path, SMALL, room=15_000)
    emulator.faults.waiting.clear()
    filled = [sheet for sheet in emulator.book(file).sheets if sheet.rows]
    assert 0 < len(filled) < len(emulator.book(file).sheets) - 1
    make(emulator, file, tmp_path, SMALL, room=15_000)
    assert shape(emulator.book(file)) == undisturbed(emulator, tmp_path)


def only_reads(emulator: Emulator, file: str) -> None:
    for item in emulator.file(file).permissions:
        if item.get("emailAddress") == emulator.account.email:
            item["role"] = "reader"
    assert "reader" in RANK


def is_no_spreadsheet(emulator: Emulator, file: str) -> None:
    emulator.file(file).book = None
    emulator.file(file).mime = "application/vnd.ms-excel"


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (Emulator.unshare, "право «Редактор»"),
        (only_reads, "только для чтения"),
        (is_no_spreadsheet, "Сохранить как таблицу Google"),
        (lambda emulator, file: emulator.drive.files.pop(file), "Такой таблицы Google нет|доступа"),
    ],
    ids=["not shared", "read only", "a file of Excel", "nothing there"],
)
def test_a_spreadsheet_that_cannot_be_prepared_says_what_to_do(
    emulator: Emulator, tmp_path: Path, spoil: Callable[[Emulator, str], object], says: str
) -> None:
    file = emulator.spreadsheet()
    spoil(emulator, file)
    with pytest.raises(UnreadableError, match=says):
        make(emulator, file, tmp_path)


def test_services_that_are_switched_off_are_named() -> None:
    body = {"error": {"code": 403, "details": [{"reason": "SERVICE_DISABLED"}]}}
    assert "Google Drive API" in troubles.refused(403, body, "x").says


# Names at home


@pytest.fixture
def half_wanted() -> Wanted:
    """What the cloud holds where names stay at home."""
    here = HALVES["cloud"]
    return Wanted(
        here, look.tabs(here, build.VOCABULARY), LISTS, "Europe/Moscow", {"Наставники": "ФИО"}
    )


def test_where_names_stay_the_spreadsheet_has_no_column_for_them_and_choices_are_numbers(
    emulator: Emulator, tmp_path: Path, half_wanted: Wanted
) -> None:
    file = emulator.spreadsheet()
    make(emulator, file, tmp_path, half_wanted)
    now = emulator.book(file)
    assert now.titled("Школа") is None
    assert now.titled(LISTS_TAB) is None
    heads = emulator.values(file, "Наставники")[0]
    assert "ФИО" not in heads
    strength = tab(now, "Наставники").cell(1, heads.index("Сильная сторона 1")).validation
    pairs = emulator.values(file, "Пары")[0]
    person = tab(now, "Пары").cell(1, pairs.index("Наставляемый")).validation
    assert strength is not None
    assert person is not None
    assert strength["condition"]["type"] == "ONE_OF_LIST"
    assert person["condition"]["values"][0]["userEnteredValue"] == "='Наставляемые'!$A$2:$A"


def test_where_names_stay_a_spreadsheet_with_a_column_for_them_is_refused(
    emulator: Emulator, tmp_path: Path, half_wanted: Wanted
) -> None:
    file = emulator.spreadsheet(tabs={"Наставники": [["ФИО"], [PAVEL]]})
    with pytest.raises(UnreadableError, match="новую пустую таблицу"):
        make(emulator, file, tmp_path, half_wanted)
