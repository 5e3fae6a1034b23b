"""A later edition says in one line what it says otherwise than the one before."""

from __future__ import annotations

import datetime as dt

from sheets_sync.rules.differs import differs, marks
from tests import build
from tests.unit.rules.test_orders import orders, ticked

DATA = {"school": {"place": "с. Ясное"}, "pairs": [{"pair_id": "П-001Ц", "to": "2027-05-31"}]}


def test_pairs_that_came_went_and_changed_are_named() -> None:
    pairs = [{"pair_id": "П-001Ц", "to": "2027-05-30"}, {"pair_id": "П-002Я", "to": ""}]
    assert differs(marks(DATA), {**DATA, "pairs": pairs}) == (
        "добавлено: П-002Я; изменилось: данные пары П-001Ц"
    )
    assert differs(marks(DATA), {**DATA, "pairs": []}) == "убрано: П-001Ц"


def test_answers_about_the_school_are_said_once() -> None:
    other = {**DATA, "school": {"place": "г. Ясный"}, "basis": "приказ"}
    assert differs(marks({**DATA, "basis": ""}), other) == "изменилось: ответы на вкладке «Школа»"


def test_the_same_data_and_an_unknown_past_say_nothing() -> None:
    assert differs(marks(DATA), DATA) == ""
    assert differs("", DATA) == ""


def test_the_line_stands_in_the_paper_and_beside_its_name_until_it_is_handed_in() -> None:
    first = build.run(ticked())
    changed = build.typed(first, "pairs", "Цой", ends=dt.date(2027, 5, 30))
    (paper,) = orders(build.plan(changed))
    assert paper.data["edition_note"] == "изменилось: данные пары П-001Ц"
    second = build.run(changed)
    note = second.tables["documents"].rows[0].cell("notes").shown
    assert note == "Это редакция 2, прежняя лежит рядом. Изменилось: данные пары П-001Ц."
    handed = build.run(build.typed(second, "documents", "Д-001", handed=build.TODAY))
    assert handed.tables["documents"].rows[0].cell("notes").shown == ""
