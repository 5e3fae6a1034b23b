"""«Лист подбора»: for whom it is made, who stands in it and why, and what is never in it."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sheets_sync.cells import Value
from sheets_sync.changes import apply
from sheets_sync.rules.candidates import MOST
from sheets_sync.snapshot import Snapshot
from tests import build

DAY = dt.date(2026, 9, 2)
SIGNED = dt.date(2026, 9, 1)
GOGOL, MELNIK = "Гоголь Ольга Ильинична", "Мельник Анна Ильинична"
TSOI, KIM = "Цой Ян Ли", "Ким Юлия Ли"
Given = dict[str, Value]


def mentor(name: str, *strengths: str, subject: str = "математика", **cells: Value) -> Given:
    codes: Given = {f"strength_{n}": code for n, code in enumerate(strengths, start=1)}
    usual: Given = {"position": "учитель", "capacity": 1, "consent_from": SIGNED}
    return {"name": name, "subject": subject, **usual, **codes, **cells}


def mentee(name: str, *requests: str, subject: str = "математика", **cells: Value) -> Given:
    codes: Given = {f"request_{n}": code for n, code in enumerate(requests, start=1)}
    usual: Given = {"position": "учитель", "consent_from": SIGNED}
    return {"name": name, "subject": subject, **usual, **codes, **cells}


BANK = [
    mentor(GOGOL, "ПП1", "МТ1"),
    mentor(MELNIK, "ПП1", subject="физика"),
    mentor("Шмидт Инна Ильинична", "МТ1", subject="физика"),
]
SEEKER = mentee(TSOI, "ПП1", "МТ1")


def school(mentors: list[Given] | None = None, *mentees: Given) -> Snapshot:
    """A school after its first run."""
    people = list(mentees) or [SEEKER]
    return build.run(build.snapshot(mentors=mentors or BANK, mentees=people), DAY)


def ticked(snap: Snapshot, who: str = "Цой", **cells: Value) -> Snapshot:
    """The tick typed into the row of this mentee, beside other ``cells``."""
    own = build.found(snap, "mentees", who).cell("id").shown
    rows = [
        build.set_cells(row, {"selection": "да", **cells})
        if row.cell("mentee").shown.startswith(own)
        else row
        for row in snap.tables["pairs"].rows
    ]
    return build.with_rows(snap, "pairs", rows)


def sheets(snap: Snapshot) -> list[dict[str, Any]]:
    """The data of the sheets that a run would draft."""
    papers = build.plan(snap, DAY).papers
    return [dict(paper.data) for paper in papers if paper.kind == "selection_sheet"]


def sheet(snap: Snapshot) -> dict[str, Any]:
    (data,) = sheets(snap)
    return data


def listed(data: dict[str, Any], *keys: str) -> list[tuple[str, ...]]:
    """Surname and ``keys`` of each candidate."""
    return [
        (each["mentor"]["full_name"].split(" ")[0], *(each[key] for key in keys))
        for each in data["candidates"]
    ]


def told(snap: Snapshot) -> str:
    """The note in the row of «Пары» after a run."""
    return build.run(snap, DAY).tables["pairs"].rows[0].cell("notes").shown


def test_nobody_gets_a_sheet_without_a_tick() -> None:
    assert sheets(school()) == []


def test_candidates_stand_from_the_best_down_with_reason_and_places() -> None:
    assert listed(sheet(ticked(school())), "level", "why", "places") == [
        (
            "Гоголь",
            "очень подходит",
            "Тот же предмет: математика. Главный запрос «дисциплина в классе» – сильная сторона "
            "наставника. Общее ещё: «планирование урока».",
            "1 из 1",
        ),
        (
            "Мельник",
            "подходит",
            "Главный запрос «дисциплина в классе» – сильная сторона наставника. Предмет другой.",
            "1 из 1",
        ),
        ("Шмидт", "слабо", "Предмет другой, общее только «планирование урока».", "1 из 1"),
    ]


def test_the_sheet_names_the_person_the_requests_and_the_day() -> None:
    (paper,) = [each for each in build.plan(ticked(school()), DAY).papers]
    assert paper.file_name == "Лист подбора, Цой Я. Л. 2026-2027, Д-001Щ, ред. 1.docx"
    assert paper.data["person"]["full_name"] == TSOI
    assert paper.data["requests"] == ["дисциплина в классе", "планирование урока"]
    assert (paper.data["day"], paper.data["year"]) == ("2026-09-02", "2026-2027")
    assert paper.data["choice"] == {}


def test_what_a_choice_would_change_for_others_is_told() -> None:
    bank = [mentor(GOGOL, "ПП1", "МТ1"), mentor(MELNIK, "ПП1")]
    snap = school(bank, mentee(TSOI, "ПП1"), mentee(KIM, "МТ1"))
    assert set(listed(sheet(ticked(snap)), "follows")) == {
        ("Мельник", "Предлагает программа: так лучше для всех вместе."),
        ("Гоголь", "Наставник сменится ещё у одного: Ким\xa0Ю.\xa0Л."),
    }


def test_who_would_be_left_alone_and_has_no_consent_is_named_by_number() -> None:
    bank = [mentor(GOGOL, "ПП1", "МТ1"), mentor(MELNIK, "ПП1", subject="физика")]
    other = mentee(KIM, "МТ1", subject="химия", consent_from=None)
    data = sheet(ticked(school(bank, mentee(TSOI, "ПП1"), other)))
    assert ("Гоголь", "Без наставника останется Н-001П.") in listed(data, "follows")
    assert "Ким Ю" not in json.dumps(data, ensure_ascii=False).replace("\xa0", " ")


def test_an_equal_choice_is_called_one() -> None:
    snap = school([mentor(GOGOL, "ПП1"), mentor(MELNIK, "ПП1")])
    assert sorted(text for _, text in listed(sheet(ticked(snap)), "follows")) == [
        "Выбор равноценный.",
        "Предлагает программа: так лучше для всех вместе.",
    ]


@pytest.mark.parametrize(
    "cells",
    [{}, {"away": SIGNED}, {"strength_1": None}, {"consent_from": None}],
    ids=["free", "away", "no strengths", "no consent"],
)
def test_who_is_forbidden_is_nowhere_in_the_sheet(cells: Given) -> None:
    bank = [mentor(GOGOL, "ПП1"), {**mentor(MELNIK, "ПП1"), **cells}]
    free = sheet(ticked(school(bank, mentee(TSOI, "ПП1"))))
    assert len(free["candidates"]) + len(free["barred"]) == 2
    banned = sheet(ticked(school(bank, mentee(TSOI, "ПП1", wishes="не Мельник"))))
    assert (len(banned["candidates"]), banned["barred"]) == (1, [])
    assert "Мельник А" not in json.dumps([banned["candidates"], banned["barred"]])


def test_nobody_stands_in_their_own_sheet() -> None:
    data = sheet(ticked(school([*BANK, mentor(TSOI)])))
    assert data["barred"] == []


def test_who_is_left_out_is_told_with_a_reason_that_may_be_told() -> None:
    bank = [
        *BANK,
        mentor("Лисица Фёкла Ильинична"),
        mentor("Орёл Пётр Ильич", "ПП1", away=SIGNED),
        mentor("Заяц Лев Ильич", "ПП1", away=SIGNED, consent_from=None),
        mentor("Бобёр Яков Ильич", "МТ1", consent_from=None),
    ]
    assert sheet(ticked(school(bank)))["barred"] == [
        {
            "why": "Сейчас никому не предлагаем (перерыв или отказ на год)",
            "people": "Орёл\xa0П.\xa0И., ещё 1 человек",
        },
        {"why": "Сильные стороны не вписаны", "people": "Лисица\xa0Ф.\xa0И."},
        {"why": "Согласие на обработку персональных данных пока не взято", "people": "1 человек"},
    ]


def test_who_suits_and_has_no_place_is_told_so() -> None:
    snap = school(None, SEEKER, mentee(KIM, "ПП1"))
    taken = ticked(snap, "Ким", selection=None, decision="другой наставник", mentor=MELNIK)
    data = sheet(ticked(taken))
    assert [name for (name,) in listed(data)] == ["Гоголь", "Шмидт"]
    assert data["barred"] == [{"why": "Свободных мест нет", "people": "Мельник\xa0А.\xa0И."}]


def test_an_approved_mentor_is_the_choice_and_the_others_are_compared_with_this_one() -> None:
    chosen = ticked(school(), decision="другой наставник", mentor=MELNIK)
    data = sheet(chosen)
    assert data["choice"]["full_name"] == MELNIK
    assert listed(data, "places", "follows") == [
        ("Гоголь", "1 из 1", "У других ничего не изменится."),
        ("Мельник", "1 из 1", "Выбранный наставник."),
        ("Шмидт", "1 из 1", "У других ничего не изменится."),
    ]


def test_a_mentor_whom_the_bank_would_not_offer_is_still_the_choice() -> None:
    bank = [*BANK, mentor("Лисица Фёкла Ильинична")]
    data = sheet(ticked(school(bank), decision="другой наставник", mentor="Лисица Ф. И."))
    assert data["choice"]["full_name"] == "Лисица Фёкла Ильинична"
    assert len(data["candidates"]) == 3


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"decision": "беседую"}, "Идёт беседа."),
        ({"decision": "отложить до", "postponed": dt.date(2026, 10, 1)}, "Решение отложено."),
        ({"form": "педагог – педагог"}, "Предложенный наставник."),
    ],
)
def test_how_far_it_has_come_with_the_one_who_was_offered_is_told(cells: Given, says: str) -> None:
    assert listed(sheet(ticked(school(), "Цой", **cells)), "follows")[0] == ("Гоголь", says)


def test_of_many_candidates_the_best_are_named_and_the_one_chosen_among_them() -> None:
    bank = [mentor(f"Орёл {letter}лья Ильич", "ПП1") for letter in "АБВГДЕЖЗИК"]
    bank += [mentor("Заяц Лев Ильич", "МТ1", subject="физика"), mentor(GOGOL, "ПП1")]
    data = sheet(ticked(school(bank), decision="другой наставник", mentor="Заяц Л. И."))
    assert (len(data["candidates"]), data["suit"]) == (MOST, 12)
    assert listed(data)[-1] == ("Заяц",)


def test_a_tick_leaves_the_row_open_to_other_suggestions() -> None:
    drafted = build.run(ticked(school()), DAY)
    later = DAY + dt.timedelta(days=1)
    moved = build.run(build.typed(drafted, "mentors", "Гоголь", away=later), later)
    (row,) = moved.tables["pairs"].rows
    assert row.cell("offer").shown == "М-002Щ Мельник А. И."


def test_a_ticked_row_is_never_withdrawn() -> None:
    drafted = build.run(ticked(school()), DAY)
    gone = build.run(build.typed(drafted, "mentees", TSOI, away=DAY), DAY)
    (row,) = gone.tables["pairs"].rows
    assert (row.cell("selection").shown, row.cell("offer").shown) == ("да", "")


def test_what_changes_later_makes_no_second_edition() -> None:
    drafted = build.run(ticked(school()), DAY)
    changed = build.typed(drafted, "mentors", "Шмидт", strength_1="ПП1")
    assert sheets(changed) == []


def test_a_tick_set_anew_makes_a_second_edition_that_says_what_differs() -> None:
    drafted = build.run(ticked(school()), DAY)
    freed = build.run(build.typed(drafted, "pairs", "Цой", selection=None), DAY)
    assert sheets(freed) == []
    changed = build.typed(freed, "mentors", "Шмидт", strength_1="ПП1")
    data = sheet(ticked(changed))
    assert (data["edition"], data["edition_note"]) == (2, "изменилось: кандидаты")


def test_a_tick_that_cannot_be_read_for_a_moment_asks_for_nothing_anew() -> None:
    drafted = build.run(ticked(school()), DAY)
    mistyped = build.run(build.typed(drafted, "pairs", "Цой", selection="может"), DAY)
    assert sheets(ticked(mistyped)) == []


def test_a_registered_sheet_stays_and_a_new_one_has_a_line_of_its_own() -> None:
    drafted = build.run(ticked(school()), DAY)
    signed = build.typed(drafted, "documents", "Д-001Щ", number="12", date=DAY)
    freed = build.run(build.typed(signed, "pairs", "Цой", selection=None), DAY)
    again = build.run(ticked(freed), DAY)
    assert build.column(again, "documents", "state") == ["подписан", "черновик"]


def test_another_school_year_has_a_line_of_its_own() -> None:
    drafted = build.run(ticked(school()), DAY)
    freed = build.run(build.typed(drafted, "pairs", "Цой", selection=None), DAY)
    later = build.run(ticked(freed), dt.date(2027, 9, 1))
    assert build.column(later, "documents", "year") == ["2026-2027", "2027-2028"]


@pytest.mark.parametrize(
    ("table", "where", "cells", "says"),
    [
        ("school", "", {"place": None}, "на вкладке «Школа» не заполнено «Населённый пункт»."),
        ("mentees", TSOI, {"consent_from": None}, "сначала взять согласие на ПДн: Цой Я. Л."),
        ("mentors", GOGOL, {"consent_from": None}, "сначала взять согласие на ПДн: Гоголь О. И."),
    ],
)
def test_what_is_still_lacking_is_said_beside_the_tick_and_stops_nothing(
    table: str, where: str, cells: Given, says: str
) -> None:
    snap = ticked(build.typed(school(), table, where, **cells))
    assert sheets(snap) == []
    assert f"Лист подбора подождёт: {says}" in told(snap)
    (problem,) = [each for each in build.plan(snap, DAY).problems if each.column == "selection"]
    assert problem.weight == "asks"


def test_without_anybody_who_suits_the_sheet_waits() -> None:
    snap = ticked(school([mentor(GOGOL, "КМ1", subject="химия")]))
    assert sheets(snap) == []
    assert "подходящего наставника со свободным местом пока нет" in told(snap)


def test_a_person_without_requests_is_asked_for_the_main_one() -> None:
    snap = school(None, SEEKER)
    row = ticked(snap, decision="беседую")
    emptied = build.typed(row, "mentees", TSOI, request_1=None, request_2=None)
    assert "Лист подбора подождёт: впишите наставляемому главный запрос." in told(emptied)


def test_a_tick_in_a_closed_row_is_said_to_be_in_vain_unless_its_sheet_was_made() -> None:
    refused = ticked(school(), decision="отказ наставляемого", refusal_for="на год")
    assert "Строка закрыта, и листа подбора по ней не будет. Сотрите «да»." in told(refused)
    drafted = build.run(ticked(school()), DAY)
    late = build.typed(
        drafted, "pairs", "Цой", decision="отказ наставляемого", refusal_for="на год"
    )
    assert "Строка закрыта" not in told(late)


def test_a_line_thrown_away_is_made_again() -> None:
    drafted = build.run(ticked(school()), DAY)
    plan = build.plan(build.removed(drafted, "documents", "Д-001Щ"), DAY)
    assert plan.dangers == ()
    assert [paper.row for paper in plan.papers] == ["+Д-002Д"]


CODES = ("ПП1", "МТ1", "КМ1", None)
TYPED = st.fixed_dictionaries(
    {
        "selection": st.sampled_from([None, "да", "да", "может"]),
        "decision": st.sampled_from([None, None, "беседую", "утвердить", "отказ наставника"]),
        "mentor": st.sampled_from([None, None, None, "М-001Л", "М-002Щ"]),
    }
)


def people(make: Any, column: str, *names: str) -> Any:
    """Some of ``names``, each with two codes out of `CODES` in ``column``, and a consent or not."""

    def one(name: str, first: str | None, second: str | None, signed: bool) -> Given:
        return {**make(name), f"{column}_1": first, f"{column}_2": second} | (
            {} if signed else {"consent_from": None}
        )

    code, signed = st.sampled_from(CODES), st.sampled_from([True, True, True, False])
    return st.lists(st.sampled_from(names), min_size=1, unique=True).flatmap(
        lambda them: st.tuples(
            *(st.builds(one, st.just(name), code, code, signed) for name in them)
        )
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    people(mentor, "strength", GOGOL, MELNIK, "Шмидт Инна Ильинична", TSOI),
    people(mentee, "request", TSOI, KIM, "Орлов Пётр Юрьевич"),
    st.lists(TYPED, min_size=3, max_size=3),
    st.randoms(use_true_random=False),
)
def test_whatever_is_ticked_a_second_run_has_nothing_to_do_and_the_order_of_rows_says_nothing(
    mentors: tuple[Given, ...], mentees: tuple[Given, ...], typed: list[Given], chance: Any
) -> None:
    snap = build.run(build.snapshot(mentors=mentors, mentees=mentees), DAY)
    rows = [
        build.set_cells(row, cells)
        for row, cells in zip(snap.tables["pairs"].rows, typed, strict=False)
    ]
    snap = build.with_rows(snap, "pairs", rows)
    plan = build.plan(snap, DAY)
    mixed = build.arranged(snap, lambda rows: chance.sample(rows, len(rows)))
    assert build.plan(mixed, DAY).papers == plan.papers
    left = build.plan(apply(snap, plan.written), DAY)
    assert (left.written, left.papers) == ((), ())
