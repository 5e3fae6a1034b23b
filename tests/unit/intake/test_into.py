"""Understood people as new rows: who is added, what goes where, what is only said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sheets_sync.cells import Value
from sheets_sync.changes import apply
from sheets_sync.intake.grid import Sheet, sheet_of
from sheets_sync.intake.into import Rows, Target, rows_for
from sheets_sync.intake.into_pairs import pair_rows_for
from sheets_sync.intake.lookup import Names
from sheets_sync.intake.preview import lines
from sheets_sync.intake.workbook import understand
from sheets_sync.schema import Column
from sheets_sync.snapshot import Snapshot
from tests.build import SCHEMAS, TODAY, VOCABULARY, run, snapshot

EXTRA = {
    "mentors": ("remark", "phone"),
    "mentees": ("remark", "wishes"),
    "pairs": ("old_order_number", "old_order_date"),
}
WIDE = {
    **SCHEMAS,
    **{
        name: replace(
            SCHEMAS[name],
            columns={**{c: Column(c, c) for c in more}, **SCHEMAS[name].columns},
        )
        for name, more in EXTRA.items()
    },
}


def widened(snap: Snapshot) -> Snapshot:
    """The snapshot with the columns that a wide school has."""
    tables = {
        name: replace(table, headers={**{c: c for c in EXTRA.get(name, ())}, **table.headers})
        for name, table in snap.tables.items()
    }
    return replace(snap, tables=tables)


def imported(*sheets: Sheet, into: Snapshot | None = None) -> Rows:
    """What an import of the sheets would add to a school, an empty one where none is given."""
    target = Target(widened(into or snapshot()), WIDE, VOCABULARY)
    understood = understand(sheets, VOCABULARY, TODAY)
    rows = rows_for(understood, target)
    pair_rows_for(understood, target, rows)
    return rows


def cells(rows: Rows) -> list[Mapping[str, Value]]:
    """The cells of every new row."""
    return [dict(row.cells) for row in rows.added]


def mentors(*rows: list[Value], header: str = "ФИО|Предмет|Чем может помочь|Примечание") -> Sheet:
    """A tab of mentors."""
    return sheet_of("наставники", [list(header.split("|")), *rows])


def test_a_new_row_has_staffs_columns_only_and_the_authority_of_a_person() -> None:
    rows = imported(mentors(["Цой Лев Ильич", "химия", "КТП", None]))
    (added,) = rows.added
    assert added.authority == "person"
    assert dict(added.cells) == {
        "name": "Цой Лев Ильич",
        "subject": "химия",
        "strength_1": "МТ2 рабочая программа и КТП",
    }
    columns = WIDE["mentors"].columns
    assert all(columns[name].filled_by == "staff" for name, _ in added.cells)


def test_what_has_no_column_goes_into_the_remark_under_its_header() -> None:
    header = "ФИО|Предмет|Стаж|Кабинет|e-mail|Примечание"
    rows = imported(mentors(["Цой Лев Ильич", "химия", "29", 12, "a@b.c", "=см."], header=header))
    assert cells(rows)[0]["remark"] == "=см.; Стаж: 29; Кабинет: 12; e-mail: a@b.c"


def test_competences_beyond_the_columns_go_into_the_remark_unsure_ones_first() -> None:
    rows = imported(mentors(["Цой Лев Ильич", "химия", "шахматы; МТ1; МТ2; МТ3; МТ4; МТ5", None]))
    (one,) = cells(rows)
    assert [str(one[f"strength_{n}"])[:3] for n in range(1, 5)] == ["МТ1", "МТ2", "МТ3", "МТ4"]
    assert one["remark"] == "Чем может помочь: шахматы, МТ5"


def test_a_word_that_is_not_understood_stays_text_in_its_cell() -> None:
    header = "ФИО|Предмет|Чем может помочь|Сколько возьмёт|Согласие на ПДн"
    sheet = mentors(["Цой Лев Ильич", "шахматы", "дебют", "1-2", "октябрь 2024"], header=header)
    (one,) = cells(imported(sheet))
    assert [one[name] for name in ("subject", "strength_1", "capacity", "consent_from")] == [
        "шахматы",
        "дебют",
        "1-2",
        "октябрь 2024",
    ]


def test_a_date_under_a_header_that_nobody_knows_is_no_consent() -> None:
    header = "ФИО|Предмет|Чем может помочь|Когда-то"
    sheet = mentors(
        ["Цой Лев Ильич", "химия", "МТ1", "01.09.2020"],
        ["Ким Юлия Львовна", "химия", "МТ1", "01.09.2021"],
        header=header,
    )
    first, _ = cells(imported(sheet))
    assert "consent_from" not in first
    assert first["remark"] == "Когда-то: 01.09.2020"


def test_without_a_column_for_remarks_what_is_left_over_is_said() -> None:
    sheet = mentors(["Цой Лев Ильич", "химия", "МТ1", "совместитель"])
    target = Target(snapshot(), SCHEMAS, VOCABULARY)
    if "remark" in target.staff("mentors"):
        headers = {k: v for k, v in snapshot().tables["mentors"].headers.items() if k != "remark"}
        bare = replace(snapshot().tables["mentors"], headers=headers)
        target = replace(target, snapshot=Snapshot({**snapshot().tables, "mentors": bare}))
    rows = rows_for(understand([sheet], VOCABULARY, TODAY), target)
    assert rows.left == ["Цой Лев Ильич: нет столбца «Примечание», не внесено: совместитель"]


def test_a_remark_longer_than_a_cell_is_cut_and_said() -> None:
    rows = imported(mentors(["Цой Лев Ильич", "химия", "МТ1", "я" * 40_000]))
    assert len(str(cells(rows)[0]["remark"])) == 32_000
    assert rows.left == ["Цой Лев Ильич: примечание не поместилось, конец его остался в файле."]


def test_whoever_is_in_the_bank_is_not_added_again_whatever_the_spelling() -> None:
    there = snapshot(mentors=[{"name": "Ковалёва  Мария Фёдоровна", "subject": "музыка"}])
    rows = imported(mentors(["ковалева мария федоровна", "химия", "МТ1", None]), into=there)
    assert rows.added == []
    assert rows.known == [
        "Ковалева Мария Федоровна – уже на вкладке «Наставники», строка не добавлена"
    ]
    assert rows.differs == [
        "Ковалева Мария Федоровна, «Предмет»: в таблице «музыка», в файле «химия»",
        "Ковалева Мария Федоровна, «Сильная сторона 1»: в таблице пусто, в файле «МТ1 планирование "
        "урока»",
    ]


def test_initials_that_fit_one_person_of_the_bank_are_that_person() -> None:
    there = snapshot(mentors=[{"name": "Ким Юлия Андреевна"}])
    rows = imported(mentors(["Ким Ю.А.", None, "МТ1", None]), into=there)
    assert rows.added == []
    assert "похоже, это Ким Юлия Андреевна" in rows.known[0]


def test_real_namesakes_of_one_file_are_both_added_and_left_to_a_person() -> None:
    rows = imported(
        mentors(["Цой Лев Ильич", "химия", "МТ1", None], ["Цой Лев Ильич", "физика", "МТ2", None])
    )
    assert len(rows.added) == 2
    assert rows.left[0].startswith("Цой Лев Ильич: в файле две разные строки с этим именем")


def test_a_person_on_two_tabs_of_a_bank_is_added_once_and_the_difference_said() -> None:
    first = mentors(["Цой Лев Ильич", "химия", "МТ1", None])
    rows = imported(
        first,
        replace(mentors(["Цой Лев Ильич", "физика", "МТ1", None]), name="наставники (2)"),
    )
    assert len(rows.added) == 1
    assert rows.differs == ["Цой Лев Ильич, «Предмет»: в таблице «химия», в файле «физика»"]


def test_both_roles_are_allowed() -> None:
    mentee = sheet_of("наставляемые", [["ФИО", "Запросы"], ["Цой Лев Ильич", "ЦФ3"]])
    rows = imported(mentors(["Цой Лев Ильич", "химия", "МТ1", None]), mentee)
    assert [row.table for row in rows.added] == ["mentors", "mentees"]


def test_a_ban_of_a_person_keeps_its_header() -> None:
    sheet = sheet_of(
        "наставляемые",
        [
            ["ФИО", "Запросы", "Кого НЕ назначать"],
            ["Цой Лев Ильич", "ЦФ3", "Иванову А. А."],
            ["Ким Юлия Львовна", "ЦФ3", "не завуча"],
        ],
    )
    assert [one["wishes"] for one in cells(imported(sheet))] == [
        "Кого НЕ назначать: Иванову А. А.",
        "не завуча",
    ]


PAIRS = sheet_of(
    "пары",
    [
        ["Наставник", "Наставляемый", "№ приказа", "Дата приказа"],
        ["Гоголь О.С.", "Цой Лев Ильич", "57-од", "02.09.2024"],
        [None, None, None, None],
        ["Гоголь О.С.", "Шмидт И. Л.\nБелых И.Д.", None, None],
    ],
)


def test_pairs_are_added_by_full_names_with_what_their_papers_say() -> None:
    there = snapshot(
        mentors=[{"name": "Гоголь Ольга Сергеевна"}], mentees=[{"name": "Цой Лев Ильич"}]
    )
    rows = imported(PAIRS, into=there)
    first = cells(rows)[0]
    assert (first["mentee"], first["mentor"]) == ("Цой Лев Ильич", "Гоголь Ольга Сергеевна")
    assert first["old_order_number"] == "57-од"
    assert [one["mentee"] for one in cells(rows)[1:]] == ["Шмидт И. Л.", "Белых И. Д."]
    assert sum("в банке наставляемых такого человека нет" in line for line in rows.left) == 2


def test_a_pair_that_is_there_by_its_numbers_is_not_added_again() -> None:
    there = run(
        snapshot(
            mentors=[{"name": "Гоголь Ольга Сергеевна"}],
            mentees=[{"name": "Цой Лев Ильич"}],
        )
    )
    ids = {t: there.tables[t].rows[0].cell("id").shown for t in ("mentors", "mentees")}
    typed = snapshot(
        mentors=[{"name": "Гоголь Ольга Сергеевна", "id": ids["mentors"]}],
        mentees=[{"name": "Цой Лев Ильич", "id": ids["mentees"]}],
        pairs=[{"mentee": f"{ids['mentees']} Цой Л. И.", "mentor": ids["mentors"]}],
    )
    rows = imported(replace(PAIRS, rows=PAIRS.rows[:2]), into=typed)
    assert rows.added == []
    assert rows.known == [
        "Пара Цой Лев Ильич – Гоголь Ольга Сергеевна: уже есть, строка не добавлена"
    ]


def test_importing_into_what_an_import_made_adds_nothing() -> None:
    sheets = [mentors(["Цой Лев Ильич", "химия", "МТ1", "тел. 1"]), PAIRS]
    there = widened(snapshot())
    rows = imported(*sheets, into=there)
    again = imported(*sheets, into=apply(there, rows.added))
    assert len(rows.added) == 4
    assert (again.added, again.differs) == ([], [])


def test_names_with_initials_find_nobody_where_two_fit() -> None:
    names = Names([("Ким Юлия Андреевна", 1), ("Ким Юрий Алексеевич", 2)])
    assert names.find("Ким Ю. А.") is None
    assert names.find("Ким Юрий Алексеевич") == 2


def test_the_preview_says_what_is_written_what_is_guessed_and_what_is_left() -> None:
    sheet = mentors(
        ["ким юлия андреевна", "ин. яз.", "вязание", None],
        ["Итого", 1, None, None],
    )
    said = "\n".join(lines("банк.xlsx", understand([sheet], VOCABULARY, TODAY), imported(sheet)))
    assert "Вкладка «наставники»: банк наставников, заголовки в строке 1." in said
    assert "Строка 3 – итог: Итого 1" in said
    assert "«ким юлия андреевна» → Ким Юлия Андреевна" in said
    assert "Пол «ж» (скорее всего, по отчеству): Ким Ю. А." in said
    assert "Ким Ю. А., предмет: «ин. яз.» – возможно, иностранный язык" in said
    assert "Ким Ю. А., компетенция: «вязание» – нет в списке" in said
    assert said.endswith("Новых строк: 1 наставник.")
