"""The order about pairs: what keeps a pair out, what goes in, and that nothing is made twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest

from sheets_sync.cells import Value
from sheets_sync.facts import PaperRequest, Problem
from sheets_sync.ids import Id
from sheets_sync.plan import Plan, make_plan
from sheets_sync.rules.school_year import school_year
from sheets_sync.snapshot import Snapshot
from tests import build

DAY = dt.date(2026, 9, 1)
PERSON: Mapping[str, Value] = {
    "position": "учитель",
    "subject": "физика",
    "consent_from": DAY,
    "sex": "ж",
}
DECIDED: Mapping[str, Value] = {
    "decision": "утвердить",
    "mentor_consent": DAY,
    "mentee_consent": DAY,
    "begins": dt.date(2026, 9, 8),
    "ends": dt.date(2027, 5, 31),
    "in_order": "да",
}
PAIR = str(Id("П", 1))
ORDER = str(Id("Д", 1))


def orders(plan: Plan) -> list[PaperRequest]:
    """The orders that a plan drafts; blanks of consents lie beside them."""
    return [paper for paper in plan.papers if paper.kind == "pair_order"]


def suggested() -> Snapshot:
    return build.run(
        build.snapshot(
            mentors=[{**PERSON, "name": "Ким Юлия Ли", "strength_1": "МТ1"}],
            mentees=[{**PERSON, "name": "Цой Ян Ли", "request_1": "МТ1"}],
        )
    )


def ticked(**cells: Value) -> Snapshot:
    """A pair that is ready for the order but for ``cells``, before the run."""
    return build.typed(suggested(), "pairs", "Цой", **{**DECIDED, **cells})


@pytest.fixture
def drafted() -> Snapshot:
    return build.run(ticked())


def problems(snap: Snapshot) -> list[Problem]:
    return [each for each in build.plan(snap).problems if each.weight == "stops"]


def where(snap: Snapshot) -> set[tuple[str, str]]:
    return {(each.table, each.column) for each in problems(snap)}


def test_a_complete_pair_is_drafted_with_everything_that_the_paper_needs() -> None:
    (paper,) = build.plan(ticked()).papers
    assert paper.kind == "pair_order"
    assert paper.data["school"]["place"] == "с. Ясное"
    (pair,) = paper.data["pairs"]
    assert pair["pair_id"] == PAIR
    assert pair["mentor"]["full_name"] == "Ким Юлия Ли"
    assert pair["mentee"]["id"] == str(Id("Н", 1))
    assert (pair["from"], pair["to"]) == ("2026-09-08", "2027-05-31")
    assert ORDER in paper.file_name
    assert "2026-2027" in paper.file_name


@pytest.mark.parametrize("column", ["mentor_consent", "mentee_consent", "begins", "ends"])
def test_an_empty_cell_of_the_pair_keeps_it_out(column: str) -> None:
    snap = ticked(**{column: None})
    assert ("pairs", column) in where(snap)
    assert orders(build.plan(snap)) == []


@pytest.mark.parametrize("column", ["position", "consent_from", "sex"])
def test_an_empty_cell_of_a_person_keeps_the_pair_out(column: str) -> None:
    snap = build.typed(ticked(), "mentors", "Ким", **{column: None})
    assert ("mentors", column) in where(snap)
    assert orders(build.plan(snap)) == []


def test_an_empty_answer_about_the_school_keeps_every_pair_out() -> None:
    snap = build.typed(ticked(), "school", "", place=None)
    assert ("pairs", "in_order") in where(snap)
    assert orders(build.plan(snap)) == []


def test_a_cell_that_is_not_clear_is_said_once() -> None:
    snap = ticked(begins="8 сент.")
    assert [e.says for e in problems(snap) if e.column == "begins" and e.says] != []
    note = build.found(build.run(snap), "pairs", "Цой").cell("notes").shown
    assert note.count("8 сент.") == 1
    assert orders(build.plan(snap)) == []


def test_a_pair_without_a_decision_is_not_drafted() -> None:
    snap = ticked(decision="беседую")
    assert ("pairs", "decision") in where(snap)
    assert orders(build.plan(snap)) == []


@pytest.mark.parametrize("consent", [dt.date(2026, 10, 1), dt.date(2020, 1, 1)])
def test_a_consent_that_does_not_hold_today_keeps_the_pair_out(consent: dt.date) -> None:
    snap = build.typed(ticked(), "mentees", "Цой", consent_from=consent)
    assert ("mentees", "consent_from") in where(snap)
    assert orders(build.plan(snap)) == []


def test_a_consent_of_the_29th_of_february_ends_with_the_28th() -> None:
    snap = build.typed(ticked(), "mentees", "Цой", consent_from=dt.date(2024, 2, 29))
    assert orders(build.plan(snap, dt.date(2027, 2, 28))) != []
    assert orders(build.plan(snap, dt.date(2027, 3, 1))) == []


@pytest.mark.parametrize("ends", [dt.date(2026, 9, 8), dt.date(2026, 9, 1)])
def test_a_term_that_ends_before_it_begins_keeps_the_pair_out(ends: dt.date) -> None:
    snap = ticked(ends=ends)
    assert ("pairs", "ends") in where(snap)
    assert orders(build.plan(snap)) == []


def test_a_changed_date_makes_another_edition_of_the_same_draft(drafted: Snapshot) -> None:
    snap = build.typed(drafted, "pairs", "Цой", ends=dt.date(2027, 6, 30))
    (paper,) = build.plan(snap).papers
    assert paper.data["edition"] == 2
    after = build.run(snap)
    assert build.column(after, "documents", "id") == [ORDER]
    assert build.column(after, "documents", "edition") == [2]


def test_a_name_of_a_file_that_is_taken_is_passed_over() -> None:
    (first,) = build.plan(ticked()).papers
    context = replace(build.context(), occupied=frozenset({first.file_name}))
    (second,) = make_plan(ticked(), context).papers
    assert second.data["edition"] == 2
    assert second.file_name != first.file_name


def test_a_tick_taken_back_empties_the_open_draft(drafted: Snapshot) -> None:
    after = build.run(build.typed(drafted, "pairs", "Цой", in_order=None))
    assert build.column(after, "documents", "subject") == [None]
    assert build.column(after, "pairs", "order_id") == [None]
    again = build.run(build.typed(after, "pairs", "Цой", in_order="да"))
    assert build.column(again, "documents", "id") == [ORDER]


@pytest.mark.parametrize("cells", [{"handed": DAY}, {"number": "57-од"}, {"date": DAY}])
def test_a_paper_that_was_given_to_be_signed_changes_no_more(
    drafted: Snapshot, cells: Mapping[str, Value]
) -> None:
    fixed = build.typed(drafted, "documents", ORDER, **cells)
    changed = build.typed(fixed, "pairs", "Цой", ends=dt.date(2027, 6, 30))
    assert build.plan(changed).papers == ()
    assert build.column(build.run(changed), "documents", "subject") == [PAIR]


def test_a_pair_of_a_signed_order_is_not_drafted_again_when_its_memory_is_lost(
    drafted: Snapshot,
) -> None:
    signed = build.run(build.typed(drafted, "documents", ORDER, number="57-од", date=DAY))
    lost = build.typed(signed, "pairs", "Цой", order_id=None)
    assert build.plan(lost).papers == ()
    assert build.column(build.run(lost), "pairs", "order_id") == [ORDER]


def test_the_number_of_a_paper_that_was_deleted_is_not_given_again(drafted: Snapshot) -> None:
    snap = build.removed(build.removed(drafted, "documents", ORDER), "_sync", ORDER)
    after = build.run(snap)
    assert build.column(after, "documents", "id") == [str(Id("Д", 2))]


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (dt.date(2026, 7, 31), "2025-2026"),
        (dt.date(2026, 8, 1), "2026-2027"),
        (dt.date(2027, 5, 31), "2026-2027"),
    ],
)
def test_a_school_year_begins_in_august(day: dt.date, year: str) -> None:
    assert school_year(day) == year


def dangers(snap: Snapshot) -> str:
    return " ".join(danger.says for danger in build.plan(snap).dangers)


def test_a_lost_line_of_an_order_is_asked_about_and_makes_no_second_order(
    drafted: Snapshot,
) -> None:
    lost = build.with_rows(drafted, "documents", [])
    assert "осталось 0" in dangers(lost) or ORDER in dangers(lost)


def test_one_of_several_lost_lines_is_asked_about(drafted: Snapshot) -> None:
    (line,) = drafted.tables["documents"].rows
    own = str(Id("Д", 2))
    other = build.set_cells(line, {"id": own, "subject": "П-009", "number": "5", "date": DAY})
    both = build.run(build.with_rows(drafted, "documents", [line, other]))
    (kept,) = [row for row in both.tables["documents"].rows if row.cell("id").shown == ORDER]
    entry = build.with_rows(both, "documents", [kept])
    assert dangers(entry) == "" or ORDER not in dangers(entry)
    gone = [row for row in both.tables["documents"].rows if row is not kept]
    assert ORDER in dangers(build.with_rows(both, "documents", gone))


def test_a_lost_row_of_a_pair_in_an_order_is_asked_about(drafted: Snapshot) -> None:
    assert "Пары" in dangers(build.with_rows(drafted, "pairs", []))


def test_a_ticked_pair_says_in_its_own_row_whose_cells_keep_it_out() -> None:
    after = build.run(build.typed(ticked(), "mentees", "Цой", sex=None))
    (pair,) = after.tables["pairs"].rows
    assert "красное на вкладке «Наставляемые»" in pair.cell("notes").shown


def test_mentees_swapped_between_pairs_of_an_order_are_asked_about() -> None:
    snap = build.run(
        build.snapshot(
            mentors=[{**PERSON, "name": "Ким Юлия Ли", "strength_1": "МТ1"}],
            mentees=[
                {**PERSON, "name": "Цой Ян Ли", "request_1": "МТ1"},
                {**PERSON, "name": "Белых Ия Олеговна", "request_1": "МТ1"},
            ],
        )
    )
    for person in ("Цой", "Белых"):
        snap = build.typed(snap, "pairs", person, **DECIDED)
    one, other = build.run(snap).tables["pairs"].rows
    swapped = [
        build.set_cells(one, {"mentee": other.cell("mentee").value}),
        build.set_cells(other, {"mentee": one.cell("mentee").value}),
    ]
    assert "теперь другие люди" in dangers(build.with_rows(build.run(snap), "pairs", swapped))


def test_group_form_kind_agreement_and_pay_go_into_the_paper_where_they_are_typed() -> None:
    more: Mapping[str, Value] = {
        "group": "Г1",
        "form": "педагог – педагог",
        "kind": "в группе",
        "supplement_number": "3",
        "supplement_date": DAY,
        "pay": "5 % от оклада",
    }
    (paper,) = orders(build.plan(ticked(**more)))
    (pair,) = paper.data["pairs"]
    told = {name: pair[name] for name in ("group", "form", "kind", "pay")}
    assert told == {name: more[name] for name in told}
    assert pair["supplement"] == {"number": "3", "date": DAY.isoformat()}
    (plain,) = orders(build.plan(ticked()))
    assert not {"group", "form", "kind", "pay", "supplement"} & set(plain.data["pairs"][0])


def test_the_law_is_asked_for_the_first_day_of_the_term() -> None:
    (paper,) = orders(build.plan(ticked(begins=dt.date(2026, 9, 8))))
    assert paper.data["day"] == "2026-09-08"


def test_a_form_of_a_name_typed_by_hand_goes_into_the_paper() -> None:
    snap = build.typed(ticked(), "mentors", "Ким", name_acc="Кима Юлия")
    (paper,) = orders(build.plan(snap))
    assert paper.data["pairs"][0]["mentor"]["forms"] == {"acc": "Кима Юлия"}


def test_a_second_edition_bears_its_day_and_the_first_bears_none() -> None:
    first, later = build.run(ticked()), dt.date(2026, 9, 10)
    (paper,) = orders(build.plan(ticked()))
    assert (paper.data["edition"], paper.data["edition_date"]) == (1, "")
    (again,) = orders(build.plan(build.typed(first, "pairs", "Цой", pay="1 000 ₽"), later))
    assert (again.data["edition"], again.data["edition_date"]) == (2, "2026-09-10")


def test_a_pair_that_has_ended_or_comes_from_papers_is_in_no_order() -> None:
    assert orders(build.plan(ticked(ended=DAY, reason="увольнение"))) == []
    old: Mapping[str, Value] = {"old_order_number": "1", "old_order_date": DAY, "mentor": "Ким"}
    assert orders(build.plan(ticked(**old))) == []


def test_the_year_that_the_school_has_answered_is_the_one_in_the_papers_name() -> None:
    (paper,) = orders(build.plan(build.typed(ticked(), "school", "", year="2025/2026")))
    assert "2025-2026" in paper.file_name
