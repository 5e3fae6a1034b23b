"""Where tables are in a sheet, and which rows under a header are people."""

from __future__ import annotations

from sheets_sync.cells import Value
from sheets_sync.intake.grid import Sheet, sheet_of
from sheets_sync.intake.layout import blocks_of
from sheets_sync.intake.understood import Tab, Understood
from sheets_sync.intake.workbook import understand
from tests.build import TODAY, VOCABULARY

HEADER: list[Value] = ["№", "ФИО", "Предмет", "Чем может помочь"]
GOGOL: list[Value] = [1, "Гоголь Ольга Сергеевна", "химия", "МТ1"]
TSOI: list[Value] = [2, "Цой Лев Ильич", "физика", "МТ2"]


def understood(*rows: list[Value], name: str = "наставники") -> Understood:
    """What a sheet of these rows says."""
    return understand([sheet_of(name, rows)], VOCABULARY, TODAY)


def names(found: Understood) -> list[str]:
    """The people, in order."""
    return [person.name for person in found.people]


def tab(found: Understood) -> Tab:
    """The first table."""
    return found.tabs[0]


def test_a_header_is_found_under_titles_and_blank_rows() -> None:
    found = understood(["МКОУ СОШ № 3"], [], ["Банк на 2024-2025 год"], [], HEADER, GOGOL, TSOI)
    assert tab(found).header_rows == (5, 5)
    assert names(found) == ["Гоголь Ольга Сергеевна", "Цой Лев Ильич"]
    assert found.reference.year == 2024


def test_a_header_of_two_rows_is_read_without_merged_cells_too() -> None:
    found = understood(
        ["№", "Педагог", None, None, "Согласие ПДн", None],
        [None, "Фамилия", "Имя", "Отчество", "от", "до"],
        [1, "Цой", "Лев", "Ильич", "01.09.2024", "31.08.2025"],
    )
    assert tab(found).header_rows == (1, 2)
    assert names(found) == ["Цой Лев Ильич"]
    (person,) = found.people
    assert [str(person.read(f"consent_{end}").value) for end in ("from", "to")] == [
        "2024-09-01",
        "2025-08-31",
    ]


def test_totals_notes_and_blank_rows_are_no_people_and_are_said() -> None:
    found = understood(
        HEADER,
        GOGOL,
        [],
        TSOI,
        ["ИТОГО:", 2],
        [None, "Всего: 2 человека"],
        [2],
        ["* по данным на сентябрь"],
        ["Директор", None, "Лысенко Н. П."],
    )
    assert names(found) == ["Гоголь Ольга Сергеевна", "Цой Лев Ильич"]
    assert [line.what for line in tab(found).lines] == ["total", "total", "total", "note", "note"]
    assert tab(found).lines[0].place == "«наставники», строка 5"
    assert tab(found).blank_rows == 1


def test_a_header_printed_again_is_no_person_and_no_new_table() -> None:
    found = understood(HEADER, GOGOL, HEADER, TSOI)
    assert len(found.tabs) == 1
    assert names(found) == ["Гоголь Ольга Сергеевна", "Цой Лев Ильич"]


def test_a_row_of_numbers_under_the_header_is_part_of_it() -> None:
    found = understood(HEADER, [1, 2, 3, 4], GOGOL)
    assert names(found) == ["Гоголь Ольга Сергеевна"]
    assert tab(found).lines == ()


def test_a_person_over_several_rows_is_one() -> None:
    merged = sheet_of(
        "наставники",
        [HEADER, GOGOL, [None, None, None, "КМ1"], [None, None, None, "ЦФ3"], TSOI],
        [(1, 1, 3, 1)],
    )
    found = understand([merged], VOCABULARY, TODAY)
    assert [person.read("codes").value for person in found.people] == ["МТ1 КМ1 ЦФ3", "МТ2"]


def test_a_row_without_a_name_is_left_to_a_person() -> None:
    found = understood(HEADER, GOGOL, [], [3, None, "химия", "МТ1"])
    assert [(line.what, line.text) for line in tab(found).lines] == [("unreadable", "химия МТ1")]


def test_an_error_in_place_of_a_name_is_left_to_a_person() -> None:
    found = understood(HEADER, [1, "#N/A", "химия", "МТ1"], TSOI)
    assert names(found) == ["Цой Лев Ильич"]
    assert tab(found).lines[0].what == "unreadable"


def test_a_column_without_a_header_is_known_by_what_it_holds() -> None:
    found = understood(
        ["ФИО", "Чем может помочь", None, "Ещё"],
        ["Гоголь Ольга Сергеевна", "МТ1", "8-912-345-67-89", "математика"],
        ["Цой Лев Ильич", "МТ2", "8-912-345-67-88", "физика"],
        ["Ким Юлия Львовна", "МТ2", "8-912-345-67-80", "химия"],
    )
    assert [column.field for column in tab(found).columns] == [
        "name",
        "strengths",
        "phone",
        "subject",
    ]


def test_a_header_that_its_cells_contradict_gives_way_to_them() -> None:
    found = understood(
        ["ФИО", "Запросы", "Категория"],
        ["Гоголь Ольга Сергеевна", "МТ1", "a@example.org"],
        ["Цой Лев Ильич", "МТ2", "b@example.org"],
        name="наставляемые",
    )
    assert [column.field for column in tab(found).columns] == ["name", "requests", "email"]


def test_a_hidden_tab_is_not_read_and_that_is_said() -> None:
    hidden = sheet_of("старое", [HEADER, GOGOL], hidden=True)
    found = understand([hidden], VOCABULARY, TODAY)
    assert found.people == ()
    assert tab(found).seen == "скрыта"


def test_a_register_of_pairs_is_no_bank_whatever_stands_beside_the_names() -> None:
    found = understood(
        ["ФИО наставника", "Должность", "Предмет", "ФИО наставляемого", "№ приказа"],
        ["Гоголь Ольга Сергеевна", "учитель", "химия", "Цой Лев Ильич", "57-од"],
        name="Лист1",
    )
    assert tab(found).holds == "pairs"
    assert [(pair.mentor, pair.mentee) for pair in found.pairs] == [
        ("Гоголь Ольга Сергеевна", "Цой Лев Ильич")
    ]


def test_a_sheet_without_a_table_has_none() -> None:
    empty: Sheet = sheet_of("Лист3", [])
    text = sheet_of("Титул", [["Папка"], ["2024 год", "дело № 5"]])
    assert blocks_of(empty) == []
    assert blocks_of(text) == []
