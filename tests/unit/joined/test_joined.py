"""Two stores as one: names at home, codes in the cloud, and a run that may die between the two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from sheets_sync.cells import Value
from sheets_sync.changes import AddRow
from sheets_sync.errors import BusyError, SheetsSyncError, StaleError
from sheets_sync.leaks import looks_like, names_of
from sheets_sync.plan import Plan
from tests import build
from tests.halves import Killed, Two

DAY, BORN, PHONE = dt.date(2026, 9, 1), dt.date(2001, 3, 14), "8 900 123-45-67"
PAVEL, OLGA = "Сковорода Павел Дмитриевич", "Гоголь Ольга Сергеевна"
IRINA, NATALYA = "Шмидт Ирина Львовна", "Цой Наталья Рашидовна"
ANSWERS: dict[str, Value] = {
    "address": "с. Ясное",
    "inn": "1234567890",
    "ogrn": "1234567890123",
    "director_sex": "ж",
    "short_name": "ЯСШ",
    "basis": "приказ № 5",
}


def school() -> Two:
    """Two mentors, two mentees, typed at home; nothing in the cloud yet."""
    person: dict[str, Value] = {"position": "учитель", "consent_from": DAY}
    return Two(
        build.snapshot(
            school={**build.SCHOOL, **ANSWERS},
            mentors=[
                {"name": PAVEL, "sex": "м", "subject": "физика", "phone": PHONE, **person},
                {"name": OLGA, "sex": "ж", "subject": "математика", "position": "учитель"},
            ],
            mentees=[
                {"name": IRINA, "sex": "ж", "subject": "физика", "born": BORN, **person},
                {"name": NATALYA, "sex": "ж", "subject": "химия", **person},
            ],
        )
    )


def strengths(two: Two) -> None:
    two.type("cloud", "mentors", "М-", strength_1="ПП1")
    two.type("cloud", "mentees", "Н-", request_1="ПП1")


def approvals(two: Two) -> None:
    two.type("cloud", "pairs", "Н-", decision="утвердить")
    two.type("home", "pairs", "Н-", answer="так решил педсовет")


def terms(two: Two) -> None:
    given: dict[str, Value] = {
        "mentor_consent": DAY,
        "mentee_consent": DAY,
        "begins": DAY,
        "in_order": "да",
    }
    two.type("cloud", "pairs", "П-", **given, ends=dt.date(2027, 5, 31))


def signature(two: Two) -> None:
    order: dict[str, Value] = {"handed": DAY, "number": "57-од", "date": DAY}
    two.type("cloud", "documents", "pair_order", **order)


def newcomers(two: Two) -> None:
    two.add("home", "mentees", name="Ковалёва Мария Фёдоровна", sex="ж", position="учитель")
    two.add("home", "mentors", name="Ким Юлия Андреевна", sex="ж", position="учитель")


def from_papers(two: Two) -> None:
    ids = build.ids(two.home.read(), "mentors"), build.ids(two.home.read(), "mentees")
    two.add(
        "cloud",
        "pairs",
        mentee=ids[1]["Ковалёва Мария Фёдоровна"],
        mentor=ids[0]["Ким Юлия Андреевна"],
        old_order_number="12-од",
        old_order_date=dt.date(2025, 9, 1),
    )


def wedding(two: Two) -> None:
    two.type("home", "mentees", NATALYA, name="Мельник Наталья Рашидовна")


def nothing(two: Two) -> None:
    """The first run: nobody has typed anything since."""


STEPS: tuple[Callable[[Two], None], ...] = (
    nothing,
    strengths,
    approvals,
    terms,
    signature,
    newcomers,
    from_papers,
    wedding,
)


def before(step: int) -> Two:
    """The school with all earlier steps settled, and what people typed in this one."""
    two = school()
    for typing in STEPS[:step]:
        typing(two)
        two.settle()
    STEPS[step](two)
    return two


def killed(two: Two, part: int) -> None:
    """A run that dies before ``part`` of its writing, the last one not needed by every writing."""
    snap = two.store.read()
    two.kill(part)
    try:
        two.store.write(snap, two.plan(snap))
    except Killed:
        two.revive()
    two.revive()


@pytest.mark.parametrize("part", [0, 1, 2])
@pytest.mark.parametrize("step", range(len(STEPS)), ids=[step.__name__ for step in STEPS])
def test_a_run_killed_anywhere_and_another_one_end_where_one_run_ends(step: int, part: int) -> None:
    two = before(step)
    other = two.copy()
    killed(two, part)
    two.settle()
    other.settle()
    assert two.content() == other.content()


@pytest.mark.parametrize("step", range(len(STEPS)), ids=[step.__name__ for step in STEPS])
def test_one_writing_settles_both_halves(step: int) -> None:
    assert before(step).settle() == 1


def test_nothing_that_stays_home_is_ever_in_the_cloud() -> None:
    two = school()
    for step in STEPS:
        step(two)
        two.settle()
        names = names_of(two.home.read())
        for table in two.cloud.read():
            for row in table.rows:
                for name, cell in row.cells.items():
                    assert not looks_like(cell.value, names), (table.name, name, cell.shown)


def test_the_pair_is_seen_by_codes_in_the_cloud_and_by_names_at_home() -> None:
    two = before(2)
    cloud = build.found(two.cloud.read(), "pairs", "Н-002Э")
    assert cloud.cell("mentee").shown == "Н-002Э"
    assert cloud.cell("offer").shown in ("М-001Л", "М-002Щ")
    home = build.found(two.home.read(), "pairs", "Н-002Э")
    assert "Шмидт И. Л." in home.cell("why").shown


def test_a_joined_row_has_the_cells_of_both_halves_under_its_number() -> None:
    row = before(2).store.read().tables["mentors"].row("М-002Щ")
    assert (row.cell("name").shown, row.cell("strength_1").shown) == (PAVEL, "ПП1")


def test_numbers_swapped_at_home_come_back_and_nobody_gets_another_ones_strengths() -> None:
    two = before(1)
    two.settle()
    two.type("cloud", "mentors", "М-001Л", strength_1="МТ1")
    two.settle()
    two.type("home", "mentors", OLGA, id="М-002Щ")
    two.type("home", "mentors", PAVEL, id="М-001Л")
    two.settle()
    assert build.ids(two.home.read()) == {PAVEL: "М-002Щ", OLGA: "М-001Л"}
    assert build.ids(two.cloud.read(), by="strength_1") == {"ПП1": "М-002Щ", "МТ1": "М-001Л"}


def test_a_number_deleted_in_the_cloud_is_put_back_beside_what_stood_there() -> None:
    two = before(1)
    two.type("cloud", "mentors", "М-001Л", strength_1="МТ1", strength_2="КМ1")
    two.settle()
    two.type("cloud", "mentors", "МТ1", id=None)
    two.settle()
    assert build.ids(two.cloud.read(), by="strength_1") == {"ПП1": "М-002Щ", "МТ1": "М-001Л"}
    assert two.store.strays == ()


def test_a_row_copied_in_the_cloud_leaves_the_person_one_of_the_two() -> None:
    two = before(1)
    two.settle()
    two.add("cloud", "mentors", id="М-001Л", strength_1="МТ5")
    two.settle()
    assert two.store.read().tables["mentors"].row("М-001Л").cell("strength_1").shown == "ПП1"
    assert [row.cell("strength_1").shown for _, _, row in two.store.strays] == ["МТ5"]


def test_a_number_lost_in_the_cloud_of_a_pair_comes_back_with_what_home_keeps_of_it() -> None:
    two = before(3)
    two.settle()
    two.type("cloud", "pairs", "П-001Ц", id=None)
    assert two.settle() == 1
    row = two.store.read().tables["pairs"].row("П-001Ц")
    assert row.cell("answer").shown == "так решил педсовет"


def test_a_row_typed_into_a_bank_in_the_cloud_is_left_alone_and_told_apart() -> None:
    two = before(1)
    two.add("cloud", "mentors", strength_1="МТ5")
    two.settle()
    [(table, place, row)] = two.store.strays
    assert (table, place, row.cell("strength_1").shown) == ("mentors", "cloud", "МТ5")
    assert len(two.store.read().tables["mentors"].rows) == 2


def test_a_pair_deleted_in_the_cloud_keeps_its_words_at_home() -> None:
    two = before(3)
    two.settle()
    own = build.found(two.home.read(), "pairs", "Цой").key
    two.remove("cloud", "pairs", own)
    assert own not in [row.key for row in two.store.read().tables["pairs"].rows]
    two.settle()
    assert build.found(two.home.read(), "pairs", own).cell("answer").shown


def test_a_half_typed_pair_gets_its_notes_at_home_once_and_no_second_row_later() -> None:
    two = before(1)
    two.add("cloud", "pairs", mentee="кто-то", decision="утвердить")
    two.settle()
    rows = len(two.home.read().tables["pairs"].rows)
    assert build.found(two.home.read(), "pairs", "кто-то").cell("notes").shown
    two.revive()
    two.settle()
    assert len(two.home.read().tables["pairs"].rows) == rows


def test_a_bank_emptied_in_the_cloud_is_asked_about() -> None:
    two = before(5)
    for number in range(4):
        two.add("home", "mentors", name=f"Мельник Анна {'АБВГ'[number]}львовна", sex="ж")
    two.settle()
    two.cloud.edit(build.with_rows(two.cloud.read(), "mentors", []))
    dangers = two.plan(two.store.read()).dangers
    assert [each.table for each in dangers][:1] == ["mentors"]


def test_a_name_about_to_leave_stops_the_whole_writing() -> None:
    two = before(3)
    snap = two.store.read()
    two.settle()
    two.type("cloud", "documents", "pair_order", number="57 Шмидт", date=DAY)
    state = two.content()
    snap = two.store.read()
    with pytest.raises(SheetsSyncError, match=r"«Пары», строка П-\d.*«Приказ».*фамилия"):
        two.store.write(snap, two.plan(snap))
    assert two.content() == state


def test_a_store_busy_on_either_side_leaves_both_alone() -> None:
    for side in ("home", "cloud"):
        two = before(1)
        getattr(two, side).opened_by = "PRIEMNAYA"
        state, snap = two.content(), two.store.read()
        with pytest.raises(BusyError, match="PRIEMNAYA"):
            two.store.write(snap, two.plan(snap))
        assert two.content() == state


def test_a_cloud_edited_after_the_reading_leaves_home_alone() -> None:
    two = before(1)
    snap = two.store.read()
    two.type("cloud", "mentors", "М-001Л", capacity=3)
    state = two.content()
    with pytest.raises(StaleError):
        two.store.write(snap, two.plan(snap))
    assert two.content() == state


def test_what_a_person_imports_into_both_halves_survives_a_kill_between_them() -> None:
    two = before(1)
    two.settle()
    cells = (("name", "Ким Юлия Андреевна"), ("strength_1", "МТ2"), ("id", "М-003Д"))
    snap = two.store.read()
    two.kill(1)
    plan = Plan(changes=(AddRow("mentors", "+1", cells, "внесение", "person"),))
    with pytest.raises(Killed):
        two.store.write(snap, plan)
    assert "М-003Д" not in build.ids(two.cloud.read(), by="id")
    two.revive()
    two.settle()
    assert two.cloud.read().tables["mentors"].row("М-003Д").cell("strength_1").shown == "МТ2"


def test_a_remark_stands_in_both_places_and_in_the_cloud_without_a_name() -> None:
    two = school()
    two.settle()
    two.type("cloud", "mentors", "М-", strength_1=PAVEL)
    two.settle()
    notes = {
        place: {
            row.cell("id").shown: row.cell("notes").shown
            for row in side.read().tables["mentors"].rows
        }
        for place, side in (("home", two.home), ("cloud", two.cloud))
    }
    assert set(notes["home"]) == set(notes["cloud"])
    assert all("Сковорода" in said for said in notes["home"].values())
    assert set(notes["cloud"].values()) == {"Подробности – в школьной таблице."}


@pytest.mark.parametrize("left", ["", "моё слово"])
def test_a_copy_that_was_overtyped_or_lost_is_put_right(left: str) -> None:
    two = school()
    two.settle()
    right = two.content()
    two.type("cloud", "mentees", "Н-", notes=left)
    assert two.content() != right
    two.settle()
    assert two.content() == right
