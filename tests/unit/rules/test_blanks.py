"""Blank consents: for whom one is drafted, when it is signed, and when it is made again."""

from __future__ import annotations

import datetime as dt

from sheets_sync.cells import Value
from sheets_sync.facts import PaperRequest
from sheets_sync.snapshot import Snapshot
from tests import build

KIM, TSOI = "Ким Юлия Андреевна", "Цой Наталья Рашидовна"
DAY = dt.date(2026, 9, 2)
Given = dict[str, Value]


def person(name: str, **cells: Value) -> Given:
    return {"name": name, "position": "учитель", "subject": "математика", "sex": "ж", **cells}


def snapshot(**cells: Value) -> Snapshot:
    """A mentee with ``cells``, nobody else."""
    return build.snapshot(mentees=[person(TSOI, request_1="ПП1", **cells)])


def asked(snap: Snapshot, today: dt.date = DAY) -> list[PaperRequest]:
    return list(build.plan(snap, today).papers)


def state(snap: Snapshot) -> list[Value]:
    return build.column(snap, "documents", "state")


def test_who_has_no_consent_gets_a_blank_with_the_name_in_its_file() -> None:
    (paper,) = asked(snapshot())
    assert paper.kind == "data_consent"
    assert paper.file_name == (
        "Согласие на обработку персональных данных, Цой Н. Р. 2026-2027, Д-001Щ, ред. 1.docx"
    )
    assert paper.data["person"] == {
        "id": "Н-001П",
        "full_name": TSOI,
        "title": "учитель",
        "sex": "ж",
    }
    assert paper.data["school"]["full_name"] == "Школа № 1 села Ясного"


def test_nobody_gets_one_before_the_school_has_answered() -> None:
    snap = build.snapshot({**build.SCHOOL, "place": None}, mentees=[person(TSOI)])
    assert asked(snap) == []


def test_nobody_gets_one_who_has_a_consent_or_is_away_or_has_no_position() -> None:
    assert asked(snapshot(consent_from=DAY)) == []
    assert asked(snapshot(away=DAY)) == []
    assert asked(snapshot(position=None)) == []


def test_a_date_in_the_persons_row_signs_the_blank_and_clearing_it_takes_that_back() -> None:
    drafted = build.run(snapshot(), DAY)
    assert state(drafted) == ["черновик"]
    signed = build.run(build.typed(drafted, "mentees", "Цой", consent_from=DAY), DAY)
    assert state(signed) == ["подписан"]
    assert asked(build.typed(signed, "mentees", "Цой", consent_from=None)) == []
    assert state(build.run(build.typed(signed, "mentees", "Цой", consent_from=None))) == [
        "черновик"
    ]


def test_a_name_put_right_before_the_signature_is_a_second_edition() -> None:
    drafted = build.run(snapshot(), DAY)
    (paper,) = asked(build.typed(drafted, "mentees", "Цой", name="Цой Наталья Рашидовнна"), DAY)
    assert (paper.data["edition"], paper.data["edition_date"]) == (2, "2026-09-02")
    assert paper.file_name.endswith("Д-001Щ, ред. 2.docx")


def test_after_the_term_a_new_blank_has_a_line_of_its_own_and_the_old_one_stays_signed() -> None:
    drafted = build.run(snapshot(), DAY)
    typed = build.typed(
        drafted, "mentees", "Цой", consent_from=DAY, consent_to=dt.date(2027, 8, 31)
    )
    later = build.run(build.run(typed, DAY), dt.date(2027, 9, 1))
    assert state(later) == ["подписан", "черновик"]
    note = later.tables["mentees"].rows[0].cell("notes").shown
    assert note == (
        "Согласие на ПДн закончилось 31.08.2027. Бланк нового готов (Д-002Д). "
        "После подписи впишите дату."
    )


def test_one_person_in_both_banks_needs_one_consent_for_both() -> None:
    rows = [person(KIM, strength_1="ПП1")], [person(KIM, request_1="ПП1")]
    snap = build.snapshot(mentors=rows[0], mentees=rows[1])
    assert len(asked(snap)) == 1
    assert asked(build.typed(snap, "mentees", "Ким", consent_from=DAY)) == []


def pair(**cells: Value) -> Snapshot:
    """A pair approved with ``cells``, both with consents to the processing of data."""
    mentors = [person(KIM, strength_1="ПП1", consent_from=DAY)]
    mentees = [person(TSOI, request_1="ПП1", consent_from=DAY)]
    snap = build.run(build.snapshot(mentors=mentors, mentees=mentees), DAY)
    return build.typed(snap, "pairs", "Цой", decision="утвердить", **cells)


TERM: Given = {"begins": dt.date(2026, 9, 7), "ends": dt.date(2027, 5, 31)}


def test_an_approved_pair_with_a_term_gets_two_blanks() -> None:
    assert asked(pair()) == []
    mentee, mentor = sorted(asked(pair(**TERM)), key=lambda paper: str(paper.data["role"]))
    assert (mentor.data["role"], mentor.data["person"]["full_name"]) == ("mentor", KIM)
    assert (mentee.data["role"], mentee.data["other"]["full_name"]) == ("mentee", KIM)
    assert mentor.data["pair"] == {
        "pair_id": "П-001Ц",
        "from": "2026-09-07",
        "to": "2027-05-31",
        "form": "",
    }


def test_a_date_in_the_pairs_row_signs_one_of_them() -> None:
    drafted = build.run(pair(**TERM), DAY)
    one = build.run(build.typed(drafted, "pairs", "Цой", mentor_consent=DAY), DAY)
    assert sorted(map(str, state(one))) == ["подписан", "черновик"]


def test_a_pair_from_papers_gets_none() -> None:
    old: Given = {"mentor": KIM, "old_order_number": "57-од", "old_order_date": DAY}
    mentors, mentees = [person(KIM, consent_from=DAY)], [person(TSOI, consent_from=DAY)]
    given = build.snapshot(
        mentors=mentors, mentees=mentees, pairs=[{"mentee": TSOI, **old, **TERM}]
    )
    assert asked(given) == []
    assert build.column(build.run(given), "documents", "paper") == ["Прежний приказ о закреплении"]


def test_a_blank_whose_line_was_thrown_away_is_made_again_and_nobody_is_asked() -> None:
    drafted = build.run(snapshot(), DAY)
    lost = build.removed(drafted, "documents", "Д-001Щ")
    plan = build.plan(lost, DAY)
    assert plan.dangers == ()
    assert [paper.row for paper in plan.papers] == ["+Д-002Д"]
