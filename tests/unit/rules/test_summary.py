"""«Сводка»: what the bank of mentors lacks, whom it has, where a place would help."""

from __future__ import annotations

from sheets_sync.cells import Value
from tests import build

Given = dict[str, Value]


def lines(mentors: list[Given], mentees: list[Given]) -> list[str]:
    """«что · сколько · о ком» of every line, from the top."""
    rows = build.run(build.snapshot(mentors=mentors, mentees=mentees)).tables["summary"].rows
    names = ("what", "number", "about")
    return [" · ".join(row.cell(name).shown for name in names).rstrip(" ·") for row in rows]


def mentor(name: str, *codes: str, **cells: Value) -> Given:
    strengths: Given = {f"strength_{n}": code for n, code in enumerate(codes, start=1)}
    return {"name": f"{name} Анна Ильинична", "subject": "физика", **strengths, **cells}


def mentee(letter: str, *codes: str) -> Given:
    requests: Given = {f"request_{n}": code for n, code in enumerate(codes, start=1)}
    return {"name": f"Цой {letter}нна Ли", "subject": "физика", **requests}


def test_requests_that_nobody_covers_are_counted_those_of_most_people_first() -> None:
    found = lines(
        [mentor("Ким", "ПП1", trained="курсы 2025")],
        [mentee("А", "ПП1", "НП3"), mentee("И", "ПП1", "НП3", "МТ1")],
    )
    assert [line for line in found if "никто не закрывает" in line] == [
        "Запрос «аттестация и портфолио» никто не закрывает · 2 · Н-001П Цой А. Л.; "
        "Н-002Э Цой И. Л.",
        "Запрос «планирование урока» никто не закрывает · 1 · Н-002Э Цой И. Л.",
    ]


def test_the_totals_come_first() -> None:
    found = lines([mentor("Ким", "ПП1", capacity=1)], [mentee("А", "ПП1"), mentee("И", "ПП1")])
    assert found[:3] == [
        "Ищут наставника · 2 · Н-001П Цой А. Л.; Н-002Э Цой И. Л.",
        "Из них предложение есть · 1",
        "Свободных мест у наставников · 1",
    ]
    assert "Ещё одно место у этого наставника даст пару · +1 · М-001Л Ким А. И." in found


def test_who_has_not_been_trained_is_named() -> None:
    found = lines([mentor("Ким", "ПП1"), mentor("Гоголь", "ПП1", trained="курсы")], [])
    assert "Наставники без обучения · 1 · М-002Щ Ким А. И." in found


def test_people_with_one_main_request_and_one_mentor_may_be_a_group() -> None:
    found = lines([mentor("Ким", "ПП1", capacity=2)], [mentee("А", "ПП1"), mentee("И", "ПП1")])
    assert (
        "Можно собрать группу: запрос «дисциплина в классе» · 2 человека · М-001Л Ким А. И.; "
        "Н-001П Цой А. Л.; Н-002Э Цой И. Л."
    ) in found


def test_lines_that_are_no_longer_true_go() -> None:
    snap = build.run(build.snapshot(mentors=[mentor("Ким", "ПП1")], mentees=[mentee("А", "НП3")]))
    assert len(snap.tables["summary"].rows) == 5
    better = build.typed(snap, "mentors", "Ким", strength_2="НП3", trained="курсы")
    assert len(build.run(better).tables["summary"].rows) == 3
