"""A tab that a school adds by two files of its own: made, checked, numbered, exported."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sheets_sync.cli import main
from tests.e2e.staff import MORNING, new_school, sheet

TAB = "События"
EVENTS = """
# Events of the school's mentoring, typed by staff.
tab = "События"
prefix = "С"
place = 7

[columns.id]
header = "№"
filled_by = "sync"
role = "memory"
width = 8
note = "Номер ставит программа и больше его не меняет."

[columns.date]
header = "Дата"
type = "date"
width = 11
note = "День события. Например: 05.10.2026"

[columns.what]
header = "Что"
needed_for = "bank"
width = 40
note = "Что было или будет. Например: установочная сессия"

[columns.kind]
header = "Тип"
type = "choice"
choices = "event_kinds"
width = 16
note = "Выберите из списка. Например: семинар"

[columns.link]
header = "Ссылка"
width = 30
note = "Где об этом можно прочесть. Например: https://school.example/sessiya"

[columns.notes]
header = "Замечания"
filled_by = "sync"
role = "view"
width = 28
note = "Что поправить и как. Поправленное исчезнет при следующей сверке."

[columns.answer]
header = "Пояснение"
width = 14
note = "Любой текст успокаивает замечание, пока данные строки не изменятся. Например: дату уточним"

[columns.answered]
header = "Принято к сведению"
filled_by = "sync"
role = "memory"
hidden = true

[columns.stops]
header = "Мешает"
filled_by = "sync"
role = "view"
hidden = true

[columns.asks]
header = "Уточнить"
filled_by = "sync"
role = "view"
hidden = true
"""
LISTS = """
event_kinds = ["семинар", "мастер-класс"]
[headers]
event_kinds = "Типы событий"
"""


def test_a_tab_of_staffs_is_made_numbered_checked_and_exported(tmp_path: Path) -> None:
    own = tmp_path / "school" / "schemas"
    own.mkdir(parents=True)
    (own / "events.toml").write_text(EVENTS, encoding="utf-8")
    (own / "vocabulary.toml").write_text(LISTS, encoding="utf-8")
    school = new_school(tmp_path / "school")
    assert [cell.value for cell in sheet(school.book, "Справочники")[1]][-1] == "Типы событий"
    assert [*school.rows(TAB)] == []
    school.fill()
    school.type(
        TAB,
        (
            {"Дата": "05.10.2026", "Что": "установочная сессия", "Тип": "семинар"},
            {
                "Дата": "31.02.2026",
                "Что": "мастер-класс",
                "Тип": "вечеринка",
                "Ссылка": "a.example",
            },
            {"Дата": "06.10.2026", "Тип": "семинар"},
        ),
    )
    report = school.run()
    assert report is not None
    first, second, third = school.rows(TAB).values()
    assert str(first["№"]).startswith("С-00")
    assert str(second["№"]).startswith("С-00")
    assert first["№"] != second["№"]
    assert "Замечания" not in first
    assert "Тип" in str(second["Замечания"])
    assert "Дата" in str(second["Замечания"])
    assert second["Мешает"] == ";Дата;Тип;"
    assert "№" not in third
    assert "«Что»" in str(third["Замечания"])
    school.hand.type_row(TAB, 3, {"Дата": dt.date(2026, 3, 1), "Тип": "мастер-класс"})
    school.hand.type_row(TAB, 2, {"Что": "сессия"})  # another event by its key, the same row
    school.run(MORNING + dt.timedelta(hours=1))
    after = school.rows(TAB)
    assert after[3]["№"] == second["№"]
    assert after[2]["№"] == first["№"]
    assert "Замечания" not in after[3]
    assert school.run(MORNING + dt.timedelta(hours=2)) is None
    copy = tmp_path / "copy.xlsx"
    assert main(["export", str(copy), "--config", str(school.config)]) == 0
    heads, *lines = sheet(copy, TAB).iter_rows(min_row=2, values_only=True)
    assert heads == ("№", "Дата", "Что", "Тип", "Ссылка", "Замечания", "Пояснение")
    assert lines[1][2:5] == ("мастер-класс", "мастер-класс", "a.example")
