"""A plain paper is a line of kinds and a template: a made-up kind goes all the way."""

from __future__ import annotations

import datetime as dt
import io
from typing import cast

import pytest
from docx import Document

from sheets_sync.cells import Value
from sheets_sync.facts import PaperRequest
from sheets_sync.papers.drafts import draft
from sheets_sync.rules.kinds import KINDS, Kind
from sheets_sync.snapshot import Snapshot
from tests import build

KIM, TSOI = "Ким Юлия Андреевна", "Цой Наталья Рашидовна"
DAY = dt.date(2026, 9, 2)
OVER = dt.date(2027, 6, 1)
LETTER = Kind(
    "letter", "Справка", "letter.docx", of_one=True, due=lambda pair: pair.ended and pair.done
)
SAYS = "{{ наставник.имя|дат }}: пара {{ код }}, с {{ начало|словами }} по {{ конец|словами }}"


@pytest.fixture(autouse=True)
def letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cast(dict[str, Kind], KINDS), "letter", LETTER)


def person(name: str, **cells: Value) -> dict[str, Value]:
    own: dict[str, Value] = {"name": name, "position": "учитель", "subject": "математика"}
    return {**own, "sex": "ж", "consent_from": DAY, **cells}


def working(**school: Value) -> Snapshot:
    """A pair approved for a school year, its consents signed."""
    mentors, mentees = [person(KIM, strength_1="ПП1")], [person(TSOI, request_1="ПП1")]
    snap = build.run(build.snapshot({**build.SCHOOL, **school}, mentors=mentors, mentees=mentees))
    term: dict[str, Value] = {"begins": DAY, "ends": dt.date(2027, 5, 31)}
    signed: dict[str, Value] = {"mentor_consent": DAY, "mentee_consent": DAY}
    return build.run(build.typed(snap, "pairs", "Цой", decision="утвердить", **term, **signed))


def over(snap: Snapshot) -> Snapshot:
    ended: dict[str, Value] = {"ended": dt.date(2027, 5, 28), "reason": "программа выполнена"}
    return build.typed(snap, "pairs", "Цой", **ended)


def letters_of(snap: Snapshot, day: dt.date = OVER) -> list[PaperRequest]:
    return [paper for paper in build.plan(snap, day).papers if paper.kind == "letter"]


def test_it_is_drafted_for_the_mentor_once_the_pair_is_due_and_only_once() -> None:
    assert letters_of(working()) == []
    (paper,) = letters_of(over(working()))
    assert paper.file_name == "Справка, Ким Ю. А. 2026-2027, Д-001Щ, ред. 1.docx"
    assert paper.data["pairs"][0]["to"] == "2027-05-28"
    after = build.run(over(working()), OVER)
    assert letters_of(after) == []
    line = build.found(after, "documents", "Справка")
    assert (line.cell("about").shown, line.cell("state").shown) == ("М-001Л Ким Ю. А.", "черновик")


def test_none_is_made_before_the_school_has_answered() -> None:
    assert letters_of(over(working(place=None))) == []


def test_another_edition_until_it_is_given_to_be_signed() -> None:
    after = build.run(over(working()), OVER)
    renamed = build.typed(after, "mentors", "Ким", name="Ким Юлия Андреевнна")
    (paper,) = letters_of(renamed)
    assert paper.data["edition"] == 2
    handed = build.typed(after, "documents", "Справка", handed=OVER)
    assert letters_of(build.typed(handed, "mentors", "Ким", name="Ким Юлия Андреевнна")) == []


def test_its_template_says_the_usual_words() -> None:
    (paper,) = letters_of(over(working()))
    template = Document()
    template.add_paragraph(SAYS)
    held = io.BytesIO()
    template.save(held)
    bytes_of = draft(
        "letter", paper.data, {"letter.docx": held.getvalue(), "legal_basis.toml": b""}
    )
    (said,) = [p.text.replace("\xa0", " ") for p in Document(io.BytesIO(bytes_of)).paragraphs]
    assert said == "Ким Юлии Андреевне: пара П-001Ц, с 2 сентября 2026 г. по 28 мая 2027 г."
