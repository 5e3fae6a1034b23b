"""How well two suit is said in three words; a mentor asked for and one's own words count."""

from __future__ import annotations

from dataclasses import replace

from sheets_sync.cells import Value
from tests import build

Given = dict[str, Value]


def why(mentor: Given, mentee: Given) -> str:
    one: Given = {"name": "Гоголь Ольга Ильинична", **mentor}
    other: Given = {"name": "Цой Ян Ли", **mentee}
    (row,) = build.run(build.snapshot(mentors=[one], mentees=[other])).tables["pairs"].rows
    return row.cell("why").shown


def test_request_and_subject_together_suit_very_well() -> None:
    said = why(
        {"subject": "физика", "strength_1": "ПП1"}, {"subject": "физика", "request_1": "ПП1"}
    )
    assert said.startswith("Очень подходит. Тот же предмет: физика.")


def test_a_second_request_alone_suits_weakly() -> None:
    mentee: Given = {"subject": "химия", "request_1": "НП3", "request_2": "ПП1"}
    assert why({"subject": "физика", "strength_1": "ПП1"}, mentee).startswith("Слабое совпадение")


def test_a_request_in_own_words_meets_the_code_that_it_means() -> None:
    said = why(
        {"subject": "физика", "strength_1": "КМ1"},
        {"subject": "физика", "request_1": "общение с родителями"},
    )
    assert "Главный запрос «общение с родителями» – сильная сторона наставника." in said


def test_a_wish_is_heeded_and_not_told() -> None:
    mentors: list[Given] = [
        {"name": f"{name} Анна Ильинична", "subject": "физика", "strength_1": "ПП1", "capacity": 1}
        for name in ("Гоголь", "Мельник", "Шмидт")
    ]
    wish: Given = {"wishes": "хочу к Мельник; не Гоголь"}
    mentee: Given = {"name": "Цой Ян Ли", "subject": "физика", "request_1": "ПП1", **wish}
    settings = replace(build.SETTINGS, weights={**build.SETTINGS.weights, "wishes": 10})
    snap = build.snapshot(mentors=mentors, mentees=[mentee])
    (row,) = build.run(snap, settings=settings).tables["pairs"].rows
    assert row.cell("offer").shown.endswith("Мельник А. И.")
    assert "Пожелание учтено." in row.cell("why").shown
    told = row.cell("why").shown + row.cell("others").shown
    assert "Гоголь" not in told
