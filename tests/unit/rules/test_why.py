"""«Почему»: the reason of a suggestion in words that a curator would use."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sheets_sync.cells import Value
from sheets_sync.criteria import Criterion
from sheets_sync.rules import board, reasons
from tests import build

CONSENT = dt.date(2026, 8, 20)
MENTOR: dict[str, Value] = {
    "name": "Сковорода Павел Дмитриевич",
    "subject": "русский язык и литература",
    "strength_1": "КМ1 работа с родителями",
    "strength_2": "ПП2 мотивация учащихся",
    "capacity": 3,
    "consent_from": CONSENT,
}
MENTEE: dict[str, Value] = {
    "name": "Шмидт Ирина Львовна",
    "subject": "русский язык и литература",
    "request_1": "КМ1 работа с родителями",
    "consent_from": CONSENT,
}


def why(mentor: dict[str, Value], mentee: dict[str, Value], **typed: Value) -> str:
    """«Почему» of the one pair after a run, and after another with ``typed`` in its row."""
    snap = build.run(build.snapshot(mentors=[MENTOR | mentor], mentees=[MENTEE | mentee]))
    if typed:
        snap = build.run(build.typed(snap, "pairs", "Шмидт", **typed))
    return str(build.column(snap, "pairs", "why")[0]).replace("\N{NO-BREAK SPACE}", " ")


def test_the_subject_the_main_request_and_the_room_are_said() -> None:
    assert why({}, {}) == (
        "Очень подходит. Тот же предмет: русский язык и литература. Главный запрос «работа с "
        "родителями» – сильная сторона наставника. Свободно 3 места из 3."
    )


def test_further_requests_in_common_are_named() -> None:
    said = why({}, {"request_2": "ПП2 мотивация учащихся"})
    assert "сильная сторона наставника. Общее ещё: «мотивация учащихся»." in said


def test_another_subject_is_said_when_the_main_request_is_met() -> None:
    assert "Предмет другой. Свободно" in why({}, {"subject": "физика"})


def test_a_subject_that_nobody_typed_is_not_called_another_one() -> None:
    assert "Предмет не указан." in why({"subject": None}, {})


def test_a_column_is_made_a_criterion_by_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "Должность та же: {}."
    same = Criterion("post", "должность", 5, ": другая должность", column="position", why=said)
    for module in (board, reasons):
        monkeypatch.setattr(module, "ALIKE", (same,))
    settings = replace(build.SETTINGS, weights={**build.SETTINGS.weights, "post": 5})
    teacher: dict[str, Value] = {"position": "учитель"}
    other: dict[str, Value] = {"position": "методист"}
    mentors = [MENTOR | teacher, MENTOR | other | {"name": "Аист Пётр Ильич"}]
    snap = build.snapshot(mentors=mentors, mentees=[MENTEE | teacher])
    [row] = build.run(snap, settings=settings).tables["pairs"].rows
    assert "Должность та же: учитель." in row.cell("why").shown
    [row] = build.run(snap).tables["pairs"].rows
    assert "Должность" not in row.cell("why").shown


def test_a_weak_match_is_called_one() -> None:
    other: dict[str, Value] = {"subject": "физика", "request_1": "МТ1", "request_2": "ПП2"}
    assert why({}, other).startswith(
        "Слабое совпадение: предмет другой, общее только «мотивация учащихся». Можно утвердить, "
        "можно оставить поиск открытым."
    )


def test_the_subject_alone_is_a_weak_match() -> None:
    assert why({}, {"request_1": "МТ1"}).startswith(
        "Слабое совпадение: предмет тот же (русский язык и литература), общих запросов нет."
    )


def test_a_request_that_is_not_the_main_one_is_not_called_so() -> None:
    said = why({}, {"request_1": "МТ1", "request_2": "КМ1"})
    assert "Общее: «работа с родителями». Главный запрос пока не закрыт." in said


def test_quotes_inside_quotes_are_of_the_other_kind() -> None:
    said = why({"strength_1": "ЦФ2"}, {"request_1": "ЦФ2"})
    assert "Главный запрос «„Моя школа“, Сферум» – сильная сторона" in said


def test_a_consent_that_is_missing_comes_first_and_the_sentence_ends_once() -> None:
    said = why({"consent_from": None}, {"consent_from": None})
    assert said.endswith("Сначала взять согласие на ПДн: Сковорода П. Д., Шмидт И. Л.")


def test_a_decided_pair_says_no_room() -> None:
    assert "Свободн" not in why({}, {}, decision="утвердить")


@pytest.mark.parametrize(
    ("mentors", "says"),
    [
        ([], "Готовых наставников в банке пока нет."),
        (
            [{"subject": "физика", "strength_1": "МТ1"}],
            "Пока без пары: с запросом «работа с родителями» в банке никого нет.",
        ),
    ],
)
def test_without_a_mentor_it_says_what_to_do(mentors: list[dict[str, Value]], says: str) -> None:
    snap = build.snapshot(
        mentors=[MENTOR | {"strength_2": None} | m for m in mentors], mentees=[MENTEE]
    )
    said = str(build.column(build.run(snap), "pairs", "why")[0])
    assert said.startswith(says)
    assert said.endswith("подбор обновится сам.")


def test_places_that_are_only_suggested_are_still_free() -> None:
    other = MENTEE | {"name": "Цой Наталья Рашидовна"}
    snap = build.run(build.snapshot(mentors=[MENTOR], mentees=[MENTEE, other]))
    assert all("Свободно 3 места из 3." in str(text) for text in build.column(snap, "pairs", "why"))
    snap = build.run(build.typed(snap, "pairs", "Шмидт", decision="утвердить"))
    said = {
        str(row.cell("mentee").value): str(row.cell("why").value)
        for row in snap.tables["pairs"].rows
    }
    assert "Свободно 2 места из 3." in next(text for who, text in said.items() if "Цой" in who)


def test_a_mentor_who_is_away_is_not_called_unfilled() -> None:
    snap = build.run(build.snapshot(mentors=[MENTOR], mentees=[MENTEE]))
    snap = build.typed(snap, "pairs", "Шмидт", decision="беседую")
    snap = build.typed(build.run(snap), "mentors", "Сковорода", away=build.TODAY)
    assert build.column(build.run(snap), "pairs", "why") == [
        "Этого наставника сейчас никому не предлагаем: перерыв или отказ на год."
    ]


def test_a_second_row_of_somebody_without_a_request_is_no_riddle() -> None:
    snap = build.run(
        build.snapshot(
            mentors=[{"name": "Ким Юлия Ильинична", "strength_1": "ПП1"}],
            mentees=[{"name": "Цой Ян Ли", "request_1": "ПП1"}],
        )
    )
    snap = build.run(build.typed(snap, "pairs", "Н-001П", decision="утвердить"))
    snap = build.typed(snap, "mentees", "Н-001П", request_1=None)
    again = build.run(build.added(snap, "pairs", mentee="Н-001П"))
    assert [row.cell("why").shown for row in again.tables["pairs"].rows][1:] == [""]
