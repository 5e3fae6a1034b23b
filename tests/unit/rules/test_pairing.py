"""Suggestions: who is offered, who is not, what holds them still, and what the row says."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sheets_sync.cells import Value, cell_of
from sheets_sync.ids import Id
from sheets_sync.snapshot import Row, Snapshot
from tests import build

KIM, GOGOL, TSOI, SHMIDT = "Ким Юлия Ли", "Гоголь Ольга Ли", "Цой Ян Ли", "Шмидт Ирина Ли"
GOGOLS, KIMS = str(Id("М", 1)), str(Id("М", 2))
TOMORROW = build.TODAY + dt.timedelta(days=1)


def mentor(name: str, **cells: Value) -> dict[str, Value]:
    return {"name": name, "subject": "физика", "strength_1": "МТ1", **cells}


def mentee(name: str, **cells: Value) -> dict[str, Value]:
    return {"name": name, "subject": "физика", "request_1": "МТ1", **cells}


def school(
    mentors: list[dict[str, Value]], mentees: list[dict[str, Value]], day: dt.date = build.TODAY
) -> Snapshot:
    return build.run(build.snapshot(mentors=mentors, mentees=mentees), day)


def row(snap: Snapshot, name: str = "Цой") -> Row:
    return build.found(snap, "pairs", name)


def offers(snap: Snapshot) -> list[Value]:
    return build.column(snap, "pairs", "offered")


def test_no_mentor_gets_more_people_than_there_are_places() -> None:
    snap = school(
        [mentor(KIM, capacity=1), mentor(GOGOL, capacity=1)], [mentee(TSOI), mentee(SHMIDT)]
    )
    assert sorted(map(str, offers(snap))) == [GOGOLS, KIMS]


def test_nobody_is_offered_below_the_floor() -> None:
    snap = school([mentor(KIM, subject="химия")], [mentee(TSOI, request_1="ПП1")])
    assert offers(snap) == [None]
    assert row(snap).cell("state").value == "пока без пары"
    assert "в банке никого нет" in row(snap).cell("why").shown


def test_nobody_is_offered_to_themselves() -> None:
    assert offers(school([mentor(TSOI)], [mentee(TSOI)])) == [None]


def test_an_empty_bank_is_said_to_be_empty() -> None:
    assert row(school([], [mentee(TSOI)])).cell("why").shown != ""


def test_that_all_are_taken_is_told_from_nobody_fitting() -> None:
    snap = school([mentor(KIM, capacity=1)], [mentee(TSOI), mentee(SHMIDT)])
    left = [r for r in snap.tables["pairs"].rows if not r.cell("offered").shown]
    none = row(school([mentor(KIM, subject="химия")], [mentee(TSOI, request_1="ПП1")]))
    assert len(left) == 1
    assert left[0].cell("why").shown not in ("", none.cell("why").shown)


@pytest.mark.parametrize("lacking", ["name", "request_1"])
def test_who_lacks_what_matching_needs_gets_no_row(lacking: str) -> None:
    snap = school([mentor(KIM)], [{**mentee(TSOI, position="учитель"), lacking: None}])
    assert snap.tables["pairs"].rows == ()


def test_a_shown_suggestion_stays_all_day_though_a_better_mentor_appears() -> None:
    snap = school([mentor(KIM, subject="химия")], [mentee(TSOI)])
    better = build.added(snap, "mentors", **mentor(GOGOL))
    assert offers(build.run(better)) == [GOGOLS]
    assert offers(build.run(better, TOMORROW)) == [str(Id("М", 2))]


def test_a_shown_suggestion_that_became_impossible_changes_at_once() -> None:
    snap = school([mentor(KIM), mentor(GOGOL, subject="химия")], [mentee(TSOI)])
    assert offers(snap) == [KIMS]
    assert offers(
        build.run(build.typed(snap, "mentors", KIM, strength_1="ПП1", subject="химия"))
    ) == [GOGOLS]


def test_a_shown_suggestion_counts_a_little_more_the_next_day() -> None:
    snap = school([mentor(KIM, capacity=1)], [mentee(TSOI)])
    equal = build.added(snap, "mentors", **mentor(GOGOL, capacity=1))
    assert offers(build.run(equal, TOMORROW)) == offers(snap)


def test_places_of_held_pairs_are_taken_at_once() -> None:
    snap = school([mentor(KIM, capacity=1)], [mentee(TSOI)])
    decided = build.typed(snap, "pairs", "Цой", decision="беседую")
    after = build.run(build.added(decided, "mentees", **mentee(SHMIDT)))
    assert row(after, "Шмидт").cell("offered").blank
    assert build.column(after, "mentors", "load") == ["1 из 1"]


def test_a_person_typed_twice_without_a_decision_gets_one_suggestion() -> None:
    snap = build.snapshot(
        mentors=[mentor(KIM)], mentees=[mentee(TSOI)], pairs=[{"mentee": TSOI}, {"mentee": TSOI}]
    )
    after = build.run(snap)
    assert set(offers(after)) == {str(Id("М", 1)), None}


def test_a_column_of_the_schools_own_freezes_no_suggestion_and_keeps_its_row() -> None:
    snap = school([mentor(KIM, subject="химия", strength_1="НП3")], [mentee(TSOI)])
    (seen,) = snap.tables["pairs"].rows
    snap = build.with_rows(snap, "pairs", [replace(seen, others={"Моё": cell_of("звонила 02.09")})])
    snap = build.run(build.added(snap, "mentors", **mentor(GOGOL)))
    assert offers(snap) == [str(Id("М", 2))]
    gone = build.run(build.typed(snap, "mentees", "Цой", away=build.TODAY))
    assert [each.others["Моё"].shown for each in gone.tables["pairs"].rows] == ["звонила 02.09"]


def test_a_copied_suggestion_is_withdrawn() -> None:
    snap = school([mentor(KIM)], [mentee(TSOI)])
    doubled = build.with_rows(snap, "pairs", snap.tables["pairs"].rows * 2)
    assert len(build.run(doubled).tables["pairs"].rows) == 1


def test_two_live_rows_of_a_mentee_are_asked_about() -> None:
    snap = school([mentor(KIM)], [mentee(TSOI)])
    decided = build.run(build.typed(snap, "pairs", "Цой", decision="утвердить"))
    twice = build.run(build.added(decided, "pairs", mentee=TSOI, begins=build.TODAY))
    noted = [r for r in twice.tables["pairs"].rows if str(Id("П", 1)) in r.cell("notes").shown]
    assert [r.cell("id").shown for r in noted] == [""]


def test_two_live_rows_without_numbers_are_both_asked_about() -> None:
    rows: list[dict[str, Value]] = [{"mentee": TSOI, "begins": build.TODAY}] * 2
    snap = build.run(build.snapshot(mentors=[mentor(KIM)], mentees=[mentee(TSOI)], pairs=rows))
    assert all(TSOI.split()[0] in r.cell("notes").shown for r in snap.tables["pairs"].rows)


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"mentee": "Никто"}, "mentee"),
        ({"mentor": "Никто"}, "mentor"),
        ({"mentor": KIM}, "decision"),
        ({"decision": "другой наставник"}, "mentor"),
    ],
)
def test_what_a_decision_lacks_is_said_on_its_cell(cells: dict[str, Value], column: str) -> None:
    snap = build.typed(school([mentor(KIM)], [mentee(TSOI)]), "pairs", "Цой", **cells)
    found = {(each.table, each.column) for each in build.plan(snap).problems}
    assert ("pairs", column) in found


def test_a_refusal_after_an_approval_bans_the_approved_mentor() -> None:
    snap = school([mentor(KIM), mentor(GOGOL, subject="химия")], [mentee(TSOI)])
    approved = build.run(build.typed(snap, "pairs", "Цой", decision="утвердить"))
    refused = build.run(build.typed(approved, "pairs", "Цой", decision="отказ наставляемого"))
    assert offers(refused) == [KIMS, GOGOLS]


def test_the_reason_names_what_both_share() -> None:
    why = row(school([mentor(KIM)], [mentee(TSOI)])).cell("why").shown
    assert "физика" in why
    assert build.VOCABULARY["competences"]["МТ1"] in why


def test_the_reason_of_a_mentor_who_lost_the_strengths_says_so() -> None:
    snap = school([mentor(KIM)], [mentee(TSOI)])
    decided = build.typed(snap, "pairs", "Цой", decision="беседую")
    after = build.run(build.typed(decided, "mentors", "Ким", strength_1=None))
    assert row(after).cell("why").shown not in ("", row(snap).cell("why").shown)


def test_a_note_has_an_end() -> None:
    long = "ю" * 900
    columns = build.SCHEMAS["mentors"].columns.values()
    staff = [each.name for each in columns if each.filled_by == "staff"]
    cells: dict[str, Value] = {name: f"={long}" for name in staff if name != "answer"}
    snap = build.run(build.snapshot(mentors=[{**cells, "name": KIM}]))
    note = snap.tables["mentors"].rows[0].cell("notes").shown
    assert len(note) < 2100
    assert "И ещё замечаний: " in note


@pytest.mark.parametrize("spelt", [TSOI, "цой ян ли", "Цой Я. Л.", "Н-001", "н-1 Цой", "н 001"])
def test_a_row_that_a_person_typed_takes_the_place_of_the_programs_own(spelt: str) -> None:
    snap = school([mentor(KIM)], [mentee(TSOI)])
    after = build.run(build.added(snap, "pairs", mentee=spelt))
    assert build.column(after, "pairs", "mentee") == [spelt]
    assert offers(after) == [str(Id("М", 1))]
    assert build.plan(after).changes == ()
