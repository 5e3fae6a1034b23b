"""How tabs look, as data: what a curator finds on every column, and where its choices stand."""

from __future__ import annotations

import re

import pytest

from sheets_sync.look import (
    ROWS,
    ColumnLook,
    DropDown,
    TabLook,
    letter_of,
    lists,
    tabs,
)
from sheets_sync.schema import LISTS_TAB, compile_schemas
from tests.build import SCHEMAS, VOCABULARY

TABS = {tab.tab: tab for tab in tabs(SCHEMAS, VOCABULARY)}
SEEN = [tab for tab in TABS.values() if not tab.hidden]
COLUMNS = [(tab.tab, column) for tab in SEEN for column in tab.columns if not column.hidden]
BY_NAME = [(schema.tab, name) for schema in SCHEMAS.values() for name in schema.columns]


def column(tab: str, header: str) -> ColumnLook:
    return next(each for each in TABS[tab].columns if each.header == header)


def test_the_tabs_stand_in_their_places_and_the_memory_is_hidden() -> None:
    shown = [tab.tab for tab in SEEN]
    places = {schema.tab: schema.place for schema in SCHEMAS.values()}
    assert shown == sorted(shown, key=lambda tab: places[tab])
    assert {"Наставляемые", "Наставники", "Пары", "Документы", "Школа"} <= set(shown)
    assert TABS["_sync"].hidden


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


def test_grey_columns_are_the_programs_and_nobody_chooses_in_them() -> None:
    for tab, name in BY_NAME:
        schema = next(each for each in SCHEMAS.values() if each.tab == tab)
        look = column(tab, schema.columns[name].header)
        assert look.grey == (schema.columns[name].filled_by == "sync")
        assert not (look.grey and look.drop_down)


def test_every_list_of_choices_is_on_the_tab_of_lists_where_the_drop_down_looks() -> None:
    drawn = lists(SCHEMAS, VOCABULARY)
    for _, look in COLUMNS:
        choices = look.drop_down
        if choices and choices.tab == LISTS_TAB:
            place = [letter_of(n) for n in range(1, len(drawn) + 1)].index(choices.letter)
            assert choices.rows == len(drawn[place].words) + 1
            first = f"'{LISTS_TAB}'!${choices.letter}$2"
            assert choices.formula == f"{first}:${choices.letter}${choices.rows}"


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
        if tab.layout == "rows":
            headers = [each.header for each in tab.columns]
            assert tab.stops == letter_of(headers.index("Мешает") + 1)
            assert tab.asks == letter_of(headers.index("Уточнить") + 1)
            assert tab.rule("T") == 'ISNUMBER(FIND(";"&A$1&";",$T2))'
            assert column(tab.tab, "Мешает").hidden
            assert column(tab.tab, "Уточнить").hidden


def test_dates_and_numbers_have_formats_and_texts_stay_texts() -> None:
    assert column("Пары", "Срок с").number_format == "dd.mm.yyyy"
    assert column("Школа", "Сверено").number_format == "dd.mm.yyyy hh:mm"
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


def test_only_the_form_has_a_lead_and_it_names_the_other_tabs() -> None:
    assert [tab.tab for tab in TABS.values() if tab.lead] == ["Школа"]
    said = " ".join(TABS["Школа"].lead)
    assert set(re.findall("«(Н[^»]*|Пары)»", said)) == {"Наставники", "Наставляемые", "Пары"}
    assert "«Решение»" in said


@pytest.mark.parametrize(("number", "letter"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ")])
def test_a_column_by_its_letter(number: int, letter: str) -> None:
    assert letter_of(number) == letter


def test_a_list_of_a_column_that_grows_ends_with_its_last_filled_row() -> None:
    names = DropDown("Банк", "B", 9, strict=False, open=True).formula
    assert names == (
        "OFFSET('Банк'!$B$2,0,0,MAX(1,"
        "SUMPRODUCT(MAX(('Банк'!$B$2:$B$9<>\"\")*ROW('Банк'!$B$2:$B$9)))-1),1)"
    )
