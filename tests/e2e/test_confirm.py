"""A refused run, the answer on «Школа» that lets exactly its plan through, and the pause."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from sheets_sync.errors import RefusedError
from tests.e2e.staff import MORNING, Folder, sheet

NEXT = MORNING + dt.timedelta(minutes=30)
OFFER = "подтверждаю изменения от 03.09, 08:45"
QUESTIONS = {
    "refusal": "Сверка остановлена",
    "offer": "Что можно подтвердить",
    "plan": "Код подтверждения",
}


def answers(folder: Folder) -> dict[str, str]:
    """What «Школа» says about a refusal."""
    rows = sheet(folder.book, "Школа").iter_rows(max_col=2, values_only=True)
    said = {str(question): str(answer or "") for question, answer in rows}
    return {name: said[question] for name, question in QUESTIONS.items()}


def refuse(folder: Folder, moment: dt.datetime = NEXT) -> None:
    with pytest.raises(RefusedError):
        folder.run(moment)


@pytest.fixture
def emptied(settled: Folder) -> Folder:
    """A school whose mentors somebody deleted after the first run."""
    pattern = r'<row r="(?!1")\d+".*?</row>'
    settled.raw("Наставники", lambda xml: re.sub(pattern, "", xml, flags=re.DOTALL))
    return settled


def test_the_answer_in_the_list_lets_the_refused_plan_through(emptied: Folder) -> None:
    refuse(emptied)
    assert answers(emptied)["offer"] == OFFER
    assert "Ваши вкладки не тронуты." in answers(emptied)["refusal"]

    written = emptied.book.read_bytes()
    refuse(emptied, NEXT + dt.timedelta(minutes=30))
    assert emptied.book.read_bytes() == written

    emptied.hand.answer("Школа", {"Подтвердить изменения": OFFER})
    assert emptied.run(NEXT + dt.timedelta(minutes=45)) is not None
    assert answers(emptied) == {"refusal": "", "offer": "", "plan": ""}
    before = emptied.files
    emptied.run(NEXT + dt.timedelta(minutes=50))
    assert emptied.files == before


def test_an_old_answer_confirms_nothing(emptied: Folder) -> None:
    emptied.hand.answer("Школа", {"Подтвердить изменения": OFFER})
    refuse(emptied)
    refuse(emptied)
    assert answers(emptied)["offer"] == f"{OFFER} (2)"


def test_after_the_rows_are_back_nothing_is_said_any_more(settled: Folder) -> None:
    ids = settled.ids("Наставники")
    pattern = r'<row r="(?!1")\d+".*?</row>'
    kept: list[str] = []

    def emptied(xml: str) -> str:
        kept.append(xml)
        return re.sub(pattern, "", xml, flags=re.DOTALL)

    settled.raw("Наставники", emptied)
    refuse(settled)
    settled.raw("Наставники", lambda xml: kept[0])  # Ctrl+Z
    report = settled.run(NEXT)
    assert report is not None
    assert report.changed == 0
    assert answers(settled) == {"refusal": "", "offer": "", "plan": ""}
    assert settled.ids("Наставники") == ids


def test_a_paused_school_is_read_and_nothing_else(settled: Folder) -> None:
    settled.decide("Рябова")
    settled.hand.answer("Школа", {"Приостановить сверку": "да"})
    before, drafts = settled.book.read_bytes(), settled.drafts
    for _ in range(2):
        done = settled.program("run")
        assert (done.returncode, done.stderr) == (0, b"")
        assert "Сверка приостановлена" in done.stdout.decode()
    assert settled.book.read_bytes() == before
    assert settled.drafts == drafts
    assert "Новый черновик" in settled.program("plan").stdout.decode()

    settled.hand.answer("Школа", {"Приостановить сверку": ""})
    assert "Новый черновик" in settled.program("run").stdout.decode()


def test_the_day_is_that_of_the_zone_on_the_form(settled: Folder) -> None:
    evening = MORNING.replace(hour=23)
    settled.hand.answer("Школа", {"Часовой пояс": "МСК+2 Екатеринбург"})
    settled.run(evening)
    rows = sheet(settled.book, "Школа").iter_rows(max_col=2, values_only=True)
    checked = {question: answer for question, answer in rows}["Сверено"]
    assert checked == dt.datetime(2026, 9, 4, 1, 15)
    before = settled.files
    settled.run(evening + dt.timedelta(minutes=30))
    assert settled.files == before
