"""The demo: a small story that goes well on any day, in lines that fit a terminal."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from sheets_sync.commands.demo import play, term
from sheets_sync.errors import SettingsError
from tests.e2e.staff import MOSCOW, Folder

DAYS = [dt.date(2026, 7, 15), dt.date(2026, 12, 31), dt.date(2027, 5, 30), dt.date(2028, 2, 29)]


@pytest.fixture(params=DAYS, ids=str)
def moment(request: pytest.FixtureRequest) -> dt.datetime:
    """A quarter past eight on a day of the year."""
    day: dt.date = request.param
    return dt.datetime.combine(day, dt.time(8, 15), MOSCOW)


def test_the_story_ends_with_one_order_and_nothing_left_to_do(
    moment: dt.datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Folder(tmp_path / "показ")
    assert play(folder.path, moment) == 0
    said = capsys.readouterr().out
    assert len(folder.drafts) == 1
    assert f"{folder.path / 'Документы' / next(iter(folder.drafts))}" in said
    assert str(folder.book) in said
    assert said.count("Похоже на стаж: «3 года».") == 1
    assert "Ничего не изменилось" in said
    before = folder.files
    folder.run(moment + dt.timedelta(hours=1))
    assert folder.files == before


def test_its_lines_fit_a_terminal_and_end_as_sentences_do(
    moment: dt.datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    play(tmp_path / "показ", moment)
    said = capsys.readouterr().out
    assert not [line for line in said.splitlines() if len(line) > 100 and "/" not in line]
    assert not re.search(r"\.\.|  \S+  \S| ,|None", said.replace("   ", ""))


def test_it_leaves_a_folder_that_holds_something_alone(tmp_path: Path) -> None:
    (tmp_path / "письмо.txt").write_text("важное", encoding="utf-8")
    with pytest.raises(SettingsError, match="не пуста"):
        play(tmp_path, dt.datetime(2026, 9, 3, 8, 15, tzinfo=MOSCOW))
    assert [path.name for path in tmp_path.iterdir()] == ["письмо.txt"]


def test_the_pair_works_for_three_months_to_a_year_whenever_the_story_is_told() -> None:
    for n in range(366):
        day = dt.date(2027, 6, 1) + dt.timedelta(days=n)
        begins, ends = term(day)
        assert begins >= day
        assert 90 <= (ends - begins).days <= 366
