"""A plan knows when it is dangerous: at the threshold of each kind, and not below it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sheets_sync.snapshot import Row, Snapshot
from tests import build

LATER = dt.date(2026, 9, 9)
SURNAMES = "Ахматова Бунин Вернадский Гоголь Достоевский Есенин Жуковский Заболоцкий Ильин Крылов"
NAMES = "Анна Борис Владимир Галина Дарья Евгений Жанна Зоя Игорь Клавдия"
FATHERS = (
    "Андреевна Борисович Викторович Глебовна Денисовна Егорович Ждановна Захаровна Ильич Львовна"
)
PEOPLE = [
    f"{surname} {name} {father}"
    for surname, name, father in zip(SURNAMES.split(), NAMES.split(), FATHERS.split(), strict=True)
]


def bank(size: int) -> Snapshot:
    """So many mentors after a run; each has nothing beside the name."""
    return build.run(build.snapshot(mentors=[{"name": name} for name in PEOPLE[:size]]))


def says(snap: Snapshot, day: dt.date = LATER) -> str:
    """What the guard says, '' where it lets the plan pass."""
    return " ".join(danger.says for danger in build.plan(snap, day).dangers)


def without(snap: Snapshot, rows: int) -> Snapshot:
    return build.with_rows(snap, "mentors", snap.tables["mentors"].rows[rows:])


def turned(snap: Snapshot, some: int) -> Snapshot:
    """The ids of the first ``some`` rows move round by one: only those columns were sorted."""
    rows = snap.tables["mentors"].rows
    held = [row.cell("id").value for row in rows[:some]]
    moved = [
        build.set_cells(row, {"id": own})
        for row, own in zip(rows[:some], held[1:] + held[:1], strict=True)
    ]
    return build.with_rows(snap, "mentors", [*moved, *rows[some:]])


def test_first_fills_and_a_settled_bank_are_no_danger() -> None:
    assert says(build.snapshot(mentors=[{"name": name} for name in PEOPLE])) == ""
    assert says(bank(10)) == ""


def test_a_clock_that_went_back_is_a_danger() -> None:
    assert "Часы" in says(bank(3), dt.date(2026, 9, 1))
    assert says(bank(3), dt.date(2026, 9, 2)) == ""


def test_a_lost_memory_is_a_danger_once_ids_were_given() -> None:
    assert "«_sync»" in says(build.with_rows(bank(3), "_sync", []))
    assert says(build.with_rows(build.snapshot(mentors=[{"name": "Ким"}]), "_sync", [])) == ""


def test_a_memory_whose_rows_are_gone_is_told_apart_from_one_that_is_gone_itself() -> None:
    snap = bank(3)
    gone = {name: table for name, table in snap.tables.items() if name != "_sync"}
    assert "Очищена скрытая вкладка" in says(build.with_rows(snap, "_sync", []))
    assert "Пропала скрытая вкладка" in says(replace(snap, tables=gone))


@pytest.mark.parametrize(
    ("size", "gone", "day", "said"),
    [
        (8, 8, 3, "«Наставники» вчера было 8 человек, сейчас 0. Случайно – нажмите Ctrl+Z"),
        (8, 5, 2, "сегодня было 8 человек, сейчас из них 3."),
        (1, 1, 9, "02.09 был 1 человек, сейчас 0."),
    ],
)
def test_a_tab_that_lost_its_people_is_told_in_numbers(
    size: int, gone: int, day: int, said: str
) -> None:
    assert said in says(without(bank(size), gone), dt.date(2026, 9, day))


def test_a_tab_that_is_gone_is_a_danger() -> None:
    snap = bank(3)
    tables = {name: table for name, table in snap.tables.items() if name != "documents"}
    assert "«Документы»" in says(replace(snap, tables=tables))


def test_a_tab_that_two_tables_share_is_missed_once() -> None:
    snap = bank(3)
    shared = {name for name, table in snap.tables.items() if table.tab == "Что горит"}
    assert len(shared) == 2
    tables = {name: table for name, table in snap.tables.items() if name not in shared}
    assert says(replace(snap, tables=tables)).count("«Что горит»") == 1


def test_a_header_that_is_gone_is_a_danger() -> None:
    snap = bank(3)
    table = snap.tables["mentors"]
    headers = {name: header for name, header in table.headers.items() if name != "subject"}
    tables = {**snap.tables, "mentors": replace(table, headers=headers)}
    assert "«Предмет»" in says(replace(snap, tables=tables))


@pytest.mark.parametrize(
    ("size", "gone", "dangerous"),
    [
        (10, 4, True),  # over 3 and over 30 %
        (10, 3, False),  # not over 3
        (4, 3, False),
        (3, 3, True),  # nothing is left
        (1, 1, True),
    ],
)
def test_many_known_rows_gone_at_once_are_a_danger(size: int, gone: int, dangerous: bool) -> None:
    said = says(without(bank(size), gone))
    assert bool(said) is dangerous
    assert not dangerous or "«Наставники»" in said


def test_four_of_fourteen_known_rows_are_not_yet_many() -> None:
    names = [*PEOPLE, *(f"{name.split()[0]}ский Ян Янович" for name in PEOPLE[:4])]
    assert says(without(build.run(build.snapshot(mentors=[{"name": n} for n in names])), 4)) == ""
    names = names[:13]
    assert says(without(build.run(build.snapshot(mentors=[{"name": n} for n in names])), 4)) != ""


def test_the_only_row_may_be_replaced_with_another_person() -> None:
    assert says(build.added(without(bank(1), 1), "mentors", name="Цой Ян Ли")) == ""


@pytest.mark.parametrize(("moved", "dangerous"), [(3, False), (4, True), (10, True)])
def test_many_ids_beside_other_people_are_a_danger(moved: int, dangerous: bool) -> None:
    said = says(turned(bank(10), moved))
    assert bool(said) is dangerous
    assert not dangerous or f"«Наставники» {moved} " in said


def lines(count: int, spoilt: int) -> Snapshot:
    """Lines of papers, of which ``spoilt`` have lost what the sync remembers of them."""
    pairs = [{"mentee": f"Н-{n:03}", "decision": "отказ наставника"} for n in range(1, count + 1)]
    mentees = [{"name": name, "request_1": "МТ1"} for name in PEOPLE]
    snap = build.run(build.snapshot(mentees=mentees, pairs=pairs))
    rows: list[Row] = []
    for number, row in enumerate(snap.tables["pairs"].rows):
        wrong = {"approved": "М-001Л", "order_id": "Д-001Щ"} if number < spoilt else {}
        rows.append(build.set_cells(row, {**wrong, "decision": "беседую"}))
    return build.with_rows(snap, "pairs", rows)


@pytest.mark.parametrize(("spoilt", "dangerous"), [(5, False), (6, True)])
def test_many_memory_cells_overwritten_at_once_are_a_danger(spoilt: int, dangerous: bool) -> None:
    said = says(lines(10, spoilt))
    assert ("разом сменилось бы многое" in said) is dangerous


def test_the_hash_names_exactly_one_plan() -> None:
    snap = bank(10)
    one, other = build.plan(without(snap, 4), LATER), build.plan(without(snap, 5), LATER)
    assert one.hash != other.hash
    assert one.hash == build.plan(without(snap, 4), LATER).hash


def test_a_tab_that_a_person_let_go_is_not_missed_again() -> None:
    snap = bank(4)
    gone = replace(snap, tables={k: v for k, v in snap.tables.items() if k != "documents"})
    assert "Документы" in says(gone)
    accepted = build.run(gone, LATER)
    assert says(accepted) == ""


def approved_pairs(number: int) -> Snapshot:
    """So many approved pairs."""
    mentors = [{"name": f"Гоголь {n}льга Ивановна", "strength_1": "ПП1"} for n in "АБВГДЕЖ"]
    mentees = [{"name": f"Цой {n}лья Ильич", "request_1": "ПП1"} for n in "АБВГДЕЖ"[:number]]
    snap = build.run(build.snapshot(mentors=mentors, mentees=mentees))
    return build.run(build.typed(snap, "pairs", "Цой", decision="утвердить"))


def test_decisions_that_vanish_from_many_approved_pairs_are_asked_about() -> None:
    snap = approved_pairs(6)
    assert build.plan(snap).dangers == ()
    sorted_alone = build.typed(snap, "pairs", "Цой", decision="отказ наставника")
    (danger,) = build.plan(sorted_alone).dangers
    assert danger.says == (
        "На вкладке «Пары» разом сменилось «Решение» у 6 утверждённых пар: похоже, отсортирован "
        "один столбец. Нажмите Ctrl+Z."
    )


def test_a_few_decisions_taken_back_are_a_persons_business() -> None:
    snap = approved_pairs(3)
    assert build.plan(build.typed(snap, "pairs", "Цой", decision=None)).dangers == ()
