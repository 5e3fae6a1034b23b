"""What a plan means to people: the page «Что горит.html», the amounts, the age of a lock."""

from __future__ import annotations

import datetime as dt
import re
from html.parser import HTMLParser

import pytest

from sheets_sync.changes import AddRow, Change, DropRow, SetCell
from sheets_sync.report import age, amounts, page
from sheets_sync.snapshot import Snapshot
from tests import build

NOW = dt.datetime(2026, 9, 3, 8, 15, tzinfo=dt.UTC)
TASKS: build.Rows = (
    {"id": "2", "what": "Взять согласие", "about": "Ким Ю. А.", "why": "Иначе не войдёт в приказ."},
    {"id": "1", "until": dt.date(2026, 9, 6), "what": "Вписать номер", "who": "секретарь"},
    {"id": "10", "what": "<script>alert(1)</script>", "about": 'О\'Нил & "Ко"'},
)


class Read(HTMLParser):
    """The page as a browser reads it: the texts of its cells, and every tag that was opened."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.tags: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)
        if tag not in ("meta",):
            self._open.append(tag)
        if tag == "td":
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "td" in self._open:
            self.cells[-1] += data


def test_the_page_shows_every_row_in_its_order_and_nothing_of_it_is_code() -> None:
    read = Read(page(build.snapshot(attention=TASKS), NOW))
    assert read.cells[:3] == ["06.09.2026", "Вписать номер", "секретарь"]
    assert read.cells[5:10] == [
        "",
        "Взять согласие",
        "",
        "Ким Ю. А.",
        "Иначе не войдёт в приказ.",
    ]
    assert read.cells[11] == "<script>alert(1)</script>"
    assert read.cells[13] == 'О\'Нил & "Ко"'
    assert "script" not in read.tags


def test_the_page_needs_nothing_beside_itself() -> None:
    text = page(build.snapshot(attention=TASKS), NOW)
    assert not re.search(r"https?:|src=|href=|url\(|@import", text)
    assert "03.09.2026, 08:15" in text


@pytest.mark.parametrize("snap", [build.snapshot(), Snapshot({})])
def test_where_nothing_is_urgent_the_page_says_so(snap: Snapshot) -> None:
    assert "Срочного нет." in page(snap, NOW)


def test_amounts_are_told_by_tab_and_what_is_hidden_is_left_out() -> None:
    changes: list[Change] = [
        SetCell("pairs", "П-001", "state", None, "отказ", "", "sync"),
        AddRow("pairs", "+1", (), ""),
        AddRow("pairs", "+2", (), ""),
        DropRow("pairs", "П-009", ""),
        SetCell("mentors", "М-001", "state", None, "в банке", "", "sync"),
        SetCell("mentors", "М-001", "stops", None, ";ФИО;", "", "sync"),
        AddRow("_sync", "М-001", (), ""),
    ]
    assert set(amounts(changes, build.SCHEMAS)) == {
        "вкладка «Наставники»: 1 ячейка",
        "вкладка «Пары»: 2 новые строки, 1 ячейка, 1 строка с прежним предложением убрать",
    }


@pytest.mark.parametrize(
    ("old", "said"),
    [
        (dt.timedelta(minutes=59), ""),
        (dt.timedelta(hours=5, minutes=59), "5 часов"),
        (dt.timedelta(days=3, hours=5), "3 дня"),
        (dt.timedelta(minutes=-5), ""),
    ],
)
def test_an_age_is_told_in_whole_days_or_hours(old: dt.timedelta, said: str) -> None:
    assert age(NOW - old, NOW) == said
