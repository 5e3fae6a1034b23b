"""«Что горит»: what is on it on which day, in which order, and that done work leaves it."""

from __future__ import annotations

import datetime as dt

import pytest

from sheets_sync.cells import Value
from sheets_sync.snapshot import Snapshot
from tests import build

KIM, TSOI = "Ким Юлия Андреевна", "Цой Наталья Рашидовна"
DAY = dt.date(2026, 9, 2)
SIGNED: dict[str, Value] = {"consent_from": dt.date(2026, 9, 1)}


Given = dict[str, Value]


def person(name: str, **cells: Value) -> Given:
    """A row of a bank of which only ``cells`` matter."""
    return {"name": name, "position": "учитель", "subject": "математика", "sex": "ж", **cells}


def school(mentor: Given | None = None) -> Snapshot:
    """One mentor and one mentee who fit, both with consents."""
    mentors = [person(KIM, **{"strength_1": "ПП1", **SIGNED, **(mentor or {})})]
    mentees = [person(TSOI, request_1="ПП1", **SIGNED)]
    return build.run(build.snapshot(mentors=mentors, mentees=mentees), DAY)


def approved(**cells: Value) -> Snapshot:
    """The same, the pair approved with ``cells``."""
    return build.run(build.typed(school(), "pairs", "Цой", decision="утвердить", **cells), DAY)


TERM: dict[str, Value] = {"begins": dt.date(2026, 9, 7), "ends": dt.date(2027, 5, 31)}
CONSENTS: dict[str, Value] = {
    "mentor_consent": dt.date(2026, 9, 2),
    "mentee_consent": dt.date(2026, 9, 2),
}


def lines(snap: Snapshot) -> list[str]:
    """«что сделать · о ком · почему» of every line, from the top."""
    rows = snap.tables["attention"].rows
    names = ("what", "about", "why")
    return [" · ".join(row.cell(name).shown for name in names) for row in rows]


def one(snap: Snapshot) -> str:
    """The only line."""
    (line,) = lines(snap)
    return line


def test_a_suggestion_waits_for_a_decision() -> None:
    assert one(school()) == (
        "Решить по 1 предложению · вкладка «Пары» · Выберите ответ в столбце «Решение»; причина – "
        "в столбце «Почему»."
    )


def test_an_approved_pair_waits_for_its_term() -> None:
    found = lines(approved())
    assert (
        "Вписать срок пары · П-001Ц, Н-001П Цой Н. Р. · Впишите «Срок с» и «Срок по»: без них не "
        "готовы бланки согласий."
    ) in found


def test_then_for_both_consents_with_their_blanks_and_the_day() -> None:
    snap = approved(**TERM)
    assert lines(snap) == [
        "Взять согласие на наставничество · М-001Л Ким Ю. А. · Без него пара П-001Ц не войдёт в "
        "приказ. Бланк готов: Д-001Щ.",
        "Взять согласие на наставничество · Н-001П Цой Н. Р. · Без него пара П-001Ц не войдёт в "
        "приказ. Бланк готов: Д-002Д.",
    ]
    assert build.column(snap, "attention", "until") == [dt.date(2026, 9, 7)] * 2


def test_then_for_the_tick_the_signing_and_the_number() -> None:
    ready = approved(**TERM, **CONSENTS)
    assert one(ready).startswith("Внести пару в приказ · П-001Ц")
    ticked = build.run(build.typed(ready, "pairs", "Цой", in_order="да"), DAY)
    assert one(ticked).startswith("Отдать приказ на подпись · Д-001Щ, приказ о закреплении")
    handed = build.typed(ticked, "documents", "Приказ", handed=DAY)
    assert lines(build.run(handed, DAY)) == []
    late = build.run(handed, dt.date(2026, 9, 11))
    assert one(late) == (
        "Узнать, подписан ли приказ · Д-001Щ, приказ о закреплении наставнических пар · На подписи "
        "9 дней. Подписан – впишите номер и дату."
    )
    assert build.column(late, "attention", "who") == ["секретарь"]
    signed = build.typed(late, "documents", "Приказ", number="57-од", date=dt.date(2026, 9, 10))
    assert lines(build.run(signed, dt.date(2026, 9, 11))) == []


def test_somebody_alone_for_three_weeks_needs_support() -> None:
    snap = school(mentor={"strength_1": "НП3", "subject": "физика"})
    assert lines(snap) == []
    assert one(build.run(snap, dt.date(2026, 9, 23))) == (
        "Назначить поддержку · Н-001П Цой Н. Р. · Без наставника 21 день. Впишите, кто поддержит, "
        "и дату следующего шага."
    )


def test_somebody_who_wants_no_mentor_this_year_is_left_in_peace() -> None:
    said: dict[str, Value] = {"decision": "отказ наставляемого", "refusal_for": "на год"}
    refused = build.run(build.typed(school(), "pairs", "Цой", **said), DAY)
    assert lines(build.run(refused, dt.date(2026, 9, 23))) == []


def test_support_with_a_next_step_is_quiet_until_that_day() -> None:
    snap = school(mentor={"strength_1": "НП3", "subject": "физика"})
    step = build.typed(snap, "mentees", "Цой", supporter="психолог", next_step=dt.date(2026, 10, 1))
    assert lines(build.run(step, dt.date(2026, 9, 30))) == []
    assert one(build.run(step, dt.date(2026, 10, 1))).startswith("Вернуться к поиску наставника")


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (dt.date(2026, 9, 17), ""),
        (dt.date(2026, 9, 16), "Согласие заканчивается 16.09.2026."),
        (dt.date(2026, 9, 1), "Согласие закончилось 01.09.2026. Бланк готов: Д-001Щ."),
    ],
)
def test_a_consent_is_told_two_weeks_before_it_ends(until: dt.date, said: str) -> None:
    snap = school(mentor={"consent_from": dt.date(2024, 9, 1), "consent_to": until})
    told = [line for line in lines(snap) if "новое согласие" in line]
    assert [line.partition(" · ")[2].partition(" · ")[2] for line in told] == [said] * bool(said)


def test_many_lines_of_one_kind_are_one_that_counts_them() -> None:
    mentees = [person(f"Цой Наталья {n}вна", request_1="НП3") for n in "АБВГД"]
    snap = build.run(build.snapshot(mentees=mentees), DAY)
    told = [line for line in lines(snap) if "согласие на ПДн" in line]
    assert told == [
        "Взять согласие на ПДн: 5 · Н-001П Цой Н. А.; Н-002Э Цой Н. Б. и ещё 3 · Без согласий не "
        "составить бумаги. Бланки – в папке с документами."
    ]


def test_a_person_in_both_banks_is_asked_for_one_consent() -> None:
    rows = [person(KIM, strength_1="ПП1")], [person(KIM, request_1="НП3")]
    snap = build.run(build.snapshot(mentors=rows[0], mentees=rows[1]), DAY)
    assert [line for line in lines(snap) if "согласие на ПДн" in line] == [
        "Взять согласие на ПДн · М-001Л Ким Ю. А. · Без него не составить бумаги. "
        "Бланк готов: Д-001Щ."
    ]


def test_red_cells_and_open_questions_stand_first() -> None:
    mentees = [person(TSOI, request_1="ПП99")]
    snap = build.run(build.snapshot({}, mentees=mentees), DAY)
    assert [line.split(" · ")[0] for line in lines(snap)[:2]] == [
        "Поправить 1 красную ячейку",
        "Ответить на 7 вопросов",
    ]


def test_an_activity_of_the_roadmap_that_is_late_names_who_answers_for_it() -> None:
    late: dict[str, Value] = {
        "id": "2.1",
        "activity": "Сбор запросов",
        "planned_to": dt.date(2026, 9, 1),
        "responsible": "Мельник Т. И.",
    }
    snap = build.run(build.snapshot(roadmap=[late]), DAY)
    assert one(snap) == (
        "Выполнить мероприятие плана · 2.1 Сбор запросов · Срок был 01.09.2026. Сделано – впишите "
        "дату в «Выполнено»."
    )
    assert build.column(snap, "attention", "who") == ["Мельник Т. И."]
    assert build.column(snap, "roadmap", "state") == ["просрочено"]


def test_there_are_never_more_than_fifteen_lines() -> None:
    day = dt.date(2026, 9, 1)
    late: list[Given] = [
        {"id": f"9.{n}", "activity": f"дело {n}", "planned_to": day, "responsible": f"{n}"}
        for n in range(1, 4)
    ]
    old: Given = {"mentor": KIM, "old_order_number": "1", "old_order_date": day, "begins": day}
    pairs = [{**old, "mentee": f"Цой Н. {x}.", "ends": dt.date(2026, 9, 25)} for x in "АБВ"]
    pairs += [{"mentee": f"Ким Л. {x}.", "decision": "отложить до", "postponed": day} for x in "АБ"]
    mentees = [person(f"Цой Наталья {n}вна", request_1="НП3", away=DAY) for n in "АБВ"]
    mentees += [person(f"Ким Лев {n}вич", request_1="НП3") for n in "АБ"]
    mentors = [person(KIM, strength_1="ПП1", consent_from=day, consent_to=DAY, capacity=9)]
    given = build.snapshot({}, mentors=mentors, mentees=mentees, roadmap=late, pairs=pairs)
    snap = build.run(build.run(given, DAY), dt.date(2026, 9, 16))
    assert len(lines(snap)) == 15


def test_a_line_leads_to_its_row() -> None:
    row = approved().tables["attention"].rows[0]
    assert (row.cell("go_tab").value, row.cell("go_row").value) == ("Пары", "П-001Ц")


def test_many_lines_as_one_say_nothing_that_is_true_of_the_first_alone() -> None:
    old: Given = {"mentor": KIM, "old_order_number": "1", "old_order_date": DAY}
    pairs: list[Given] = [
        {**old, "mentee": f"Цой Н. {x}.", "ends": dt.date(2026, 9, day)}
        for day, x in enumerate("АБВГ", start=3)
    ]
    mentees = [person(f"Цой Наталья {n}вна", **SIGNED) for n in "АБВГ"]
    mentors = [person(KIM, strength_1="ПП1", capacity=3, **SIGNED)]
    snap = build.run(build.snapshot(mentors=mentors, mentees=mentees, pairs=pairs), DAY)
    (line,) = [each for each in lines(snap) if each.startswith("Подвести итог пары: 4")]
    assert line.endswith("Впишите каждой паре «Закончена» и причину.")
