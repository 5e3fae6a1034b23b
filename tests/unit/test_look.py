"""How tabs look, as data: what a curator finds on every column, and where its choices stand."""

from __future__ import annotations

import re

import pytest

from sheets_sync import resources
from sheets_sync.cells import letter_of
from sheets_sync.look import (
    ROWS,
    ColumnLook,
    DropDown,
    TabLook,
    lists,
    tabs,
)
from sheets_sync.schema import LISTS, LISTS_TAB, compile_schemas
from tests.build import SCHEMAS, VOCABULARY

TABS = {tab.tab: tab for tab in tabs(SCHEMAS, VOCABULARY)}
SEEN = [tab for tab in TABS.values() if not tab.hidden]
COLUMNS = [(tab.tab, column) for tab in SEEN for column in tab.columns if not column.hidden]
BY_NAME = [
    (schema, name)
    for schema in SCHEMAS.values()
    for name, each in schema.columns.items()
    if schema.name != LISTS and not each.beside
]


def column(tab: str, header: str) -> ColumnLook:
    look = TABS[tab]
    return next(each for each in (*look.above, *look.columns) if each.header == header)


def test_the_tabs_stand_in_their_places_and_the_memory_is_hidden() -> None:
    shown = [tab.tab for tab in SEEN]
    assert shown == [
        *("Что горит", "Дорожная карта", "Наставляемые", "Наставники", "Пары", "Документы"),
        *("Школа", "Инструкция"),
    ]
    assert {tab.tab for tab in TABS.values() if tab.hidden} == {"_sync", "Журнал", "Сводка"}


def test_the_book_opens_at_the_school_and_its_tabs_have_three_colours_at_most() -> None:
    assert [tab.tab for tab in TABS.values() if tab.opens] == ["Школа"]
    assert len({tab.colour for tab in TABS.values() if tab.colour}) == 3


@pytest.mark.parametrize(("tab", "look"), COLUMNS, ids=lambda each: getattr(each, "header", each))
def test_every_column_that_is_seen_says_what_it_is_for(tab: str, look: ColumnLook) -> None:
    assert look.note.strip() == look.note != ""
    assert look.note[0] not in " .,"
    assert not re.search(r"\.\.|  |—|\"|- ", look.note)


@pytest.mark.parametrize(("tab", "look"), COLUMNS, ids=lambda each: getattr(each, "header", each))
def test_what_staff_type_freely_is_shown_by_an_example(tab: str, look: ColumnLook) -> None:
    free = not look.grey and look.number_format != "@" and TABS[tab].layout == "rows"
    if free:
        assert re.search(r"Например: \S|\d", look.note)


@pytest.mark.parametrize("tab", TABS.values(), ids=lambda tab: tab.tab)
def test_a_header_stands_once_on_its_tab_and_breaks_no_rule_of_colour(tab: TabLook) -> None:
    headers = [each.header for each in tab.columns]
    assert len(set(headers)) == len(headers)
    assert not [header for header in headers if ";" in header]


@pytest.mark.parametrize("tab", SEEN, ids=lambda tab: tab.tab)
def test_no_word_of_a_header_is_broken_in_its_column(tab: TabLook) -> None:
    for each in tab.columns:
        if tab.layout == "rows" and not each.hidden:
            longest = max(len(word) for word in each.header.split(" "))
            assert longest <= each.width, each.header


def test_a_printed_page_keeps_its_letters_legible() -> None:
    for tab in SEEN:
        if tab.layout == "rows":
            shown = sum(each.width for each in tab.columns if not (each.hidden or each.folded))
            assert shown <= 230, tab.tab


@pytest.mark.parametrize(
    ("tab", "header"),
    [
        ("Что горит", "Почему"),
        ("Дорожная карта", "Срок по"),
        ("Наставляемые", "Год начала работы"),
        ("Наставники", "Сильная сторона 4"),
        ("Пары", "Срок по"),
        ("Документы", "Файл"),
    ],
)
def test_the_first_screen_of_a_small_notebook_shows_what_is_used_most(
    tab: str, header: str
) -> None:
    seen = [each for each in TABS[tab].columns if not (each.hidden or each.folded)]
    last = [each.header for each in seen].index(header) + 1
    pixels = sum(7 * each.width for each in seen[:last])
    assert pixels <= 1366 - 60  # the numbers of the rows and the bar at the side


def test_grey_columns_are_the_programs_and_nobody_chooses_in_them() -> None:
    for schema, name in BY_NAME:
        look = column(schema.tab, schema.columns[name].header)
        assert look.grey == (schema.columns[name].filled_by == "sync")
        assert not (look.grey and look.drop_down)


def test_every_list_of_choices_is_on_the_tab_of_lists_where_the_drop_down_looks() -> None:
    drawn = lists(SCHEMAS, VOCABULARY)
    for _, look in COLUMNS:
        choices = look.drop_down
        if choices and choices.tab == LISTS_TAB:
            place = [letter_of(n) for n in range(1, len(drawn) + 1)].index(choices.letter)
            assert drawn[place].header == lists_by_choices(look)
            assert choices.rows >= len(drawn[place].words) + 100  # room for a school's own words
            assert choices.formula.startswith(f"OFFSET('{LISTS_TAB}'!${choices.letter}$2,0,0,")
            assert len(choices.formula) < 255  # Excel takes no more


def lists_by_choices(look: ColumnLook) -> str:
    """The header of the list that the schemas give to a column, by its header."""
    given = next(
        each
        for schema in SCHEMAS.values()
        for each in schema.columns.values()
        if each.choices and each.header == look.header
    )
    return SCHEMAS[LISTS].columns[given.choices].header


def test_the_lists_have_russian_headers() -> None:
    assert all(re.match("[А-Я]", each.header) for each in lists(SCHEMAS, VOCABULARY))


@pytest.mark.parametrize(
    ("header", "bank"),
    [("Наставляемый", "Наставляемые"), ("Наставник (если другой)", "Наставники")],
)
def test_people_are_chosen_from_the_names_of_their_bank(header: str, bank: str) -> None:
    choices = column("Пары", header).drop_down
    assert choices is not None
    names = [each.header for each in TABS[bank].columns]
    assert (choices.tab, choices.letter) == (bank, letter_of(names.index("ФИО") + 1))
    assert not choices.strict
    assert choices.open
    assert f"'{bank}'!$B$2:$B${ROWS}" in choices.formula
    assert len(choices.formula) < 255  # Excel takes no more


def test_a_closed_list_warns_and_an_open_one_does_not() -> None:
    decision, subject = column("Пары", "Решение"), column("Наставники", "Предмет")
    assert decision.drop_down is not None
    assert decision.drop_down.strict
    assert subject.drop_down is not None
    assert not subject.drop_down.strict


def test_the_colours_are_named_by_the_hidden_columns() -> None:
    for tab in SEEN:
        if tab.layout == "rows" and not all(each.grey for each in tab.columns):
            headers = [each.header for each in tab.columns]
            assert tab.stops == letter_of(headers.index("Мешает") + 1)
            assert tab.asks == letter_of(headers.index("Уточнить") + 1)
            assert tab.rule("T") == 'ISNUMBER(FIND(";"&A$1&";",$T2))'
            assert column(tab.tab, "Мешает").hidden
            assert column(tab.tab, "Уточнить").hidden


def test_dates_and_numbers_have_formats_and_texts_stay_texts() -> None:
    assert column("Пары", "Срок с").number_format == "dd.mm.yyyy"
    assert column("Школа", "Сверено").number_format == "dd.mm.yyyy hh:mm"
    assert column("Что горит", "Сверено").number_format == 'dd.mm" в "hh:mm'
    assert column("Дорожная карта", "Код").number_format == "@"
    assert column("Наставляемые", "Год начала работы").number_format == "0"
    assert column("Документы", "Рег. №").number_format == "@"


def test_a_usual_answer_is_a_number_where_a_number_is_asked() -> None:
    assert column("Школа", "Срок согласия ПДн, лет").default == 3
    assert column("Школа", "Должность директора").default == "директор"
    assert column("Школа", "Полное название школы").default is None


def test_a_folded_column_is_not_hidden_for_good() -> None:
    own = {"mentors": "[columns.sex]\nfolded = true"}
    shipped = {"mentors": 'tab = "Наставники"\n[columns.sex]\nheader = "Пол"'}
    look = tabs(compile_schemas(shipped, own), {})[0].columns[0]
    assert (look.folded, look.hidden) == (True, False)


def test_the_school_says_where_to_begin_and_names_the_other_tabs() -> None:
    assert {tab.tab for tab in TABS.values() if tab.lead} == {
        "Что горит",
        "Школа",
        "Инструкция",
        "Сводка",
    }
    said = " ".join(TABS["Школа"].lead)
    assert {"Наставники", "Наставляемые", "Пары", "Что горит"} <= set(re.findall("«([^»]*)»", said))
    assert "«Решение»" in said


def test_a_header_stands_under_the_title_and_the_live_line() -> None:
    attention = TABS["Что горит"]
    assert [each.header for each in attention.above] == ["Сверено"]
    assert (attention.head, attention.last) == (4, 19)
    assert (TABS["Пары"].head, TABS["Пары"].last) == (1, ROWS)
    assert attention.rule("T") == 'ISNUMBER(FIND(";"&A$4&";",$T5))'


def test_a_school_may_put_a_title_over_its_bank_and_the_choices_go_down_with_it() -> None:
    own = {"mentors": 'title = "Наши наставники"'}
    looks = {tab.tab: tab for tab in tabs(compile_schemas(resources.schemas(), own), VOCABULARY)}
    chosen = next(
        each for each in looks["Пары"].columns if each.header == "Наставник (если другой)"
    )
    assert looks["Наставники"].head == 3
    assert chosen.drop_down is not None
    assert chosen.drop_down.formula.startswith("OFFSET('Наставники'!$B$4,0,0,")
    assert "-3),1)" in chosen.drop_down.formula


def test_every_line_of_what_burns_has_an_arrow_to_the_row_that_it_is_about() -> None:
    headers = [each.header for each in TABS["Что горит"].columns if not each.hidden]
    assert headers[4:7] == ["О ком", "Перейти", "Почему"]
    arrow = column("Что горит", "Перейти")
    assert arrow.formula.format(row=5) == (
        '=IF($H5="","",HYPERLINK("#\'"&$H5&"\'!A"'
        '&IFERROR(MATCH($I5,INDIRECT("\'"&$H5&"\'!A:A"),0),1),"→"))'
    )
    hidden = [each.header for each in TABS["Что горит"].columns if each.hidden]
    assert hidden == ["Вкладка", "Строка"]


def test_a_new_plan_has_the_seventeen_activities_without_dates() -> None:
    look = TABS["Дорожная карта"]
    assert len(look.rows) == 17
    dates = [place for place, each in enumerate(look.columns) if each.number_format != "@"]
    assert dates
    for row in look.rows:
        assert len(row) == len(look.columns)
        assert all(row[:2])
        assert not any(row[place] for place in dates)


def test_what_was_refused_is_confirmed_by_its_one_answer() -> None:
    look = TABS["Школа"]
    row = look.head + 1 + [each.header for each in look.columns].index("Что можно подтвердить")
    choices = column("Школа", "Подтвердить изменения").drop_down
    assert choices is not None
    assert choices.formula == f"'Школа'!$B${row}:$B${row}"
    assert choices.strict


def test_the_guide_is_one_screen_of_short_lines_without_commands() -> None:
    guide = TABS["Инструкция"].lead
    assert len(guide) <= 25
    assert max(map(len, guide)) <= 110
    said = "\n".join(guide)
    assert not re.search(r"sheets|config|--|—|\"|  ", said)
    for word in ("Обновить", "Пояснение", "Решение", "Копии (не открывать)", "Справочники"):
        assert word in said


def test_the_guide_names_only_tabs_columns_and_buttons_that_there_are() -> None:
    named = set(re.findall("«([^»]*)»", "\n".join(TABS["Инструкция"].lead)))
    headers = {each.header for _, each in COLUMNS}
    elsewhere = {"→", "+", "да", "Обновить", "Показать", "Копии (не открывать)", LISTS_TAB}
    assert named <= set(TABS) | headers | elsewhere


@pytest.mark.parametrize(("number", "letter"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ")])
def test_a_column_by_its_letter(number: int, letter: str) -> None:
    assert letter_of(number) == letter


def test_a_list_of_a_column_that_grows_ends_with_its_last_filled_row() -> None:
    names = DropDown("Банк", "B", 9, strict=False, open=True).formula
    assert names == (
        "OFFSET('Банк'!$B$2,0,0,MAX(1,"
        "SUMPRODUCT(MAX(('Банк'!$B$2:$B$9<>\"\")*ROW('Банк'!$B$2:$B$9)))-1),1)"
    )
