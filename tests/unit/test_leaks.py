"""What gives somebody away in a cell on its way out, and what does not."""

from __future__ import annotations

import datetime as dt

import pytest

from sheets_sync.cells import Value
from sheets_sync.changes import AddRow, Change, DropRow, SetCell
from sheets_sync.leaks import BORN, EMAIL, FULL_NAME, PHONE, SURNAME, Names, leaks, looks_like

NAMES = Names.of(
    [
        "Ковалёва Мария Фёдоровна",
        "Ким Юлия Андреевна",
        "Кравец Игорь Олегович",
        "Заяц Пётр Ильич",
        "Сковорода Павел Дмитриевич",
        "Достоевский Фёдор Михайлович",
        "Римский-Корсаков Николай Андреевич",
    ],
    [dt.date(2012, 3, 14)],
)


@pytest.mark.parametrize(
    "text",
    [
        "Ковалёва",
        "у Ковалевой М. Ф.",
        "ковалёвой",
        "с Кимом",
        "КИМ",
        "Кравца",
        "у Зайца",
        "Сковороде",
        "Достоевскому",
        "для достоевской",
        "Корсакова",
        "приказ о Римском",
    ],
)
def test_a_surname_is_seen_in_every_case_and_inside_any_text(text: str) -> None:
    assert looks_like(text, NAMES) == SURNAME


@pytest.mark.parametrize("text", ["Мария Фёдоровна", "Марией Федоровной", "для павла дмитриевича"])
def test_first_name_and_patronymic_together_are_a_name(text: str) -> None:
    assert looks_like(text, NAMES) == FULL_NAME


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("8 (900) 123-45-67", PHONE),
        ("тел. +7 900 123 45 67", PHONE),
        (89001234567, PHONE),
        ("m.f@shkola.ru", EMAIL),
        ("14.03.2001", BORN),
        ("2001-03-14", BORN),
        (dt.date(1998, 1, 5), BORN),
        (dt.datetime(1998, 1, 5, 8, 15), BORN),
        (dt.date(2012, 3, 14), BORN),
    ],
)
def test_phones_addresses_and_birth_dates_are_seen(value: Value, what: str) -> None:
    assert looks_like(value, NAMES) == what


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        3,
        2026,
        "",
        "М-004Ж",
        "Н-002Э, П-001Ц",
        "МТ1 планирование урока",
        "кимоно",
        "заяц и сковорода на кухне",
        "Мария",
        "№ 57-од от 08.09.2026",
        "01-09/12",
        "2026-2027",
        "01.09.2026 – 31.05.2027",
        "31.02.2001",
        "Взять согласие на ПДн",
        dt.date(2026, 9, 1),
        dt.time(8, 15),
    ],
)
def test_codes_dates_and_common_words_pass(value: Value) -> None:
    assert looks_like(value, NAMES) == ""


def test_without_names_nothing_is_a_surname() -> None:
    assert looks_like("Ковалёва", Names.of([])) == ""


def test_every_cell_of_a_plan_is_looked_at_and_named() -> None:
    changes: list[Change] = [
        SetCell("pairs", "П-001Ц", "offer", None, "М-004Ж Ким Ю. А.", "", "sync"),
        SetCell("pairs", "П-001Ц", "state", "Ким", "беседа", "", "sync"),
        AddRow("documents", "+1", (("number", "57-од"), ("original", "у Сковороды")), ""),
        DropRow("pairs", "П-002Я", ""),
    ]
    assert [(each.row, each.column) for each in leaks(changes, NAMES)] == [
        ("П-001Ц", "offer"),
        ("+1", "original"),
    ]
