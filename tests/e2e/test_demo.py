"""The demo: on any day an old workbook becomes a signed order, in lines that fit a terminal."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest

from sheets_sync.cells import Value
from sheets_sync.commands import demo
from sheets_sync.commands.school import School
from sheets_sync.commands.settle import settle
from sheets_sync.demo import Typist, curator, old_book
from sheets_sync.demo.days import Days, no_such_day, school_day, term
from sheets_sync.errors import SettingsError
from sheets_sync.names import person_key
from sheets_sync.snapshot import Snapshot
from sheets_sync.sync import Report
from tests.e2e.staff import MOSCOW, Folder, Line, sheet, sheets

SUNDAY, LEAP_DAY, SUMMER = dt.date(2026, 11, 29), dt.date(2028, 2, 29), dt.date(2026, 8, 31)
YEARS = [dt.date(2026, 6, 1) + dt.timedelta(days=n) for n in range(3 * 366)]

BANKS = ("Наставники", "Наставляемые")

Typings = Mapping[tuple[str, int, str], Value]


@dataclass(frozen=True)
class Played:
    """The story as it was told, the folder that it left, and staff's cells around each run."""

    folder: Folder
    moment: dt.datetime
    said: str
    runs: tuple[tuple[Typings, Typings], ...]
    tabs: Mapping[str, list[Line]]

    @property
    def lines(self) -> list[str]:
        """What was told, line by line."""
        return self.said.splitlines()

    @property
    def told(self) -> str:
        """What was told, in one line."""
        return " ".join(self.said.split())

    @property
    def order(self) -> str:
        """The text of the signed order, tables too."""
        where = next(line for line in self.lines if "Приказ: " in line)
        paper = docx.Document(where.partition(": ")[2])
        cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(each.text for each in paper.paragraphs), *cells])


@pytest.fixture(scope="module", params=[SUNDAY, LEAP_DAY, SUMMER], ids=str)
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Played:
    """One telling of the whole story."""
    moment = dt.datetime.combine(request.param, dt.time(8, 15), MOSCOW)
    folder = Folder(tmp_path_factory.mktemp("demo") / "показ")
    runs: list[tuple[Typings, Typings]] = []
    said: list[str] = []

    def watched(school: School) -> Report | None:
        before = staffs(school)
        report = settle(school)
        runs.append((before, staffs(school)))
        return report

    def told(text: str) -> None:
        said.append(text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo, "settle", watched)
        patch.setattr(demo, "print", told, raising=False)
        assert demo.play(folder.path, moment) == 0
    tabs = {tab: list(folder.rows(tab).values()) for tab in (*BANKS, "Пары", "Документы")}
    return Played(folder, moment, "\n".join(said), tuple(runs), tabs)


def staffs(school: School) -> Typings:
    """Every cell of staff's by tab, row and column; rows that the program offers aside."""
    return dict(_staffs(school.store.read(), school))


def _staffs(seen: Snapshot, school: School) -> Iterator[tuple[tuple[str, int, str], Value]]:
    for name, table in seen.tables.items():
        known = school.context.schemas[name].columns
        columns = [column for column in table.headers if known[column].filled_by == "staff"]
        for row in table.rows:
            ours = name == "pairs" and row.cell("seeded").shown and row.cell("id").blank
            for column in () if ours else columns:
                yield (name, row.place, column), row.cell(column).value


def ids(played: Played, tab: str) -> list[tuple[str, str]]:
    """Name and number of everybody in a bank."""
    return [(str(row["ФИО"]).removesuffix(" –"), str(row["№"])) for row in played.tabs[tab]]


def ordered(played: Played) -> dict[str, set[str]]:
    """Number of each order («» for a draft) -> the people of its pairs, by the workbook."""
    names = {own: name for tab in BANKS for name, own in ids(played, tab)}
    found: dict[str, set[str]] = {}
    for line in played.tabs["Документы"]:
        if line["Вид"] == "pair_order":
            own = str(line["Пары в бумаге"]).split()
            its = [pair for pair in played.tabs["Пары"] if pair.get("№") in own]
            people = {str(pair[column]) for pair in its for column in ("Наставляемый", "Утверждён")}
            found[str(line.get("Рег. №", ""))] = {names[text.split()[0]] for text in people}
    return found


def test_the_signed_order_names_exactly_the_pairs_that_were_complete(played: Played) -> None:
    orders = ordered(played)
    assert set(orders) == {curator.NUMBER, ""}
    everybody = [name for tab in BANKS for name, _ in ids(played, tab)]
    named = {name for name in everybody if name in played.order}
    assert named == orders[curator.NUMBER]
    assert len(named) >= 15


def test_a_pair_whose_date_was_repaired_too_late_waits_in_the_next_order(played: Played) -> None:
    pairs = played.tabs["Пары"]
    late = [pair for pair in pairs if pair.get("Состояние") == "в приказе"]
    assert len(late) == 1
    assert late[0]["Согласие наставляемого от"] is not None
    assert str(late[0]["Наставляемый"]).split()[1] in " ".join(ordered(played)[""])


def test_everybody_of_the_old_workbook_is_in_a_bank_once(played: Played) -> None:
    for tab, table in (("Наставники", old_book.MENTORS), ("Наставляемые", old_book.MENTEES)):
        there = Counter(person_key(name) for name, _ in ids(played, tab))
        assert set(there) == {person_key(name) for name in old_book.people(table)}
        assert set(there.values()) == {1}


def test_no_run_changes_a_cell_of_staffs(played: Played) -> None:
    assert len(played.runs) == 5
    for before, after in played.runs:
        assert len(before) > 1000
        assert {at: after.get(at) for at in before} == before


def test_the_old_pairs_keep_their_orders_and_get_no_offer(played: Played) -> None:
    pairs = [p for p in played.tabs["Пары"] if "Прежний приказ №" in p]
    assert len(pairs) == len(old_book.people(old_book.PAIRS))
    assert Counter(pair["Состояние"] for pair in pairs) == {"работает": 3, "закончена": 2}
    mentees = Counter(str(p["Наставляемый"]) for p in played.tabs["Пары"])
    assert all(mentees[str(pair["Наставляемый"])] == 1 for pair in pairs)


def test_every_answer_of_the_decision_is_given(played: Played) -> None:
    pairs = played.tabs["Пары"]
    given = Counter(str(pair["Решение"]) for pair in pairs if "Решение" in pair)
    told = re.search(r"В столбце «Решение»: ([^.]+)\.", played.told)
    assert told is not None
    said = {word: int(number) for word, number in re.findall(r"«(.+?)» – (\d+)", told[1])}
    assert said == given
    assert given.pop("утвердить") == curator.APPROVE
    assert len(given) == 4


def test_after_a_refusal_somebody_else_is_offered(played: Played) -> None:
    pairs = played.tabs["Пары"]
    refused = next(pair for pair in pairs if pair.get("Решение") == "отказ наставника")
    again = [pair for pair in pairs if pair["Наставляемый"] == refused["Наставляемый"]]
    assert len(again) == 2
    assert len({pair["Предлагаем"] for pair in again}) == 2
    assert f"был вариант {refused['Предлагаем']}, теперь – " in played.told


def test_the_figures_told_are_those_of_the_workbook(played: Played) -> None:
    pairs = [p for p in played.tabs["Пары"] if curator.NUMBER in str(p.get("Приказ", ""))]
    states = Counter(str(pair["Состояние"]) for pair in pairs)
    said = ", ".join(f"«{state}» – {number}" for state, number in states.most_common())
    assert f"Пары приказа: {said}." in played.told
    assert f"в нём {len(pairs)} пар." in played.told
    blanks = [name for name in played.folder.drafts if name.startswith("Согласие на наставнич")]
    assert f"«Согласие на наставничество» – {len(blanks)}" in played.told


def test_the_story_is_short_and_its_lines_fit_a_terminal(played: Played) -> None:
    assert 60 <= len(played.lines) <= 90
    assert not [each for each in played.lines if len(each) > demo.WIDTH and "/" not in each]


def test_it_is_told_in_whole_sentences(played: Played) -> None:
    for each in played.lines:
        assert not re.search(r"\.\.|\S  \S| [,.:;]|None|—|\(\)|«»", each), each
    assert played.said.count("«") == played.said.count("»")
    assert not re.search(r"\b1 (?:пары|пар|людей|строки|строк|предложения)\b", played.told)


def test_it_ends_with_what_to_open_and_how_to_begin(played: Played) -> None:
    end = played.said[played.said.index("Посмотрите сами") :]
    assert f"{played.folder.book}\n" in end
    assert [line.split(" – ")[0].split()[:2] for line in end.splitlines()[-2:]] == [
        ["sheets-sync", "init"],
        ["sheets-sync", "import"],
    ]
    for line in end.splitlines():
        if f"{played.folder.path}" in line:
            assert Path(line.partition(": ")[2]).exists(), line


def test_a_run_after_the_story_finds_nothing_to_do(played: Played) -> None:
    assert "ничего не изменилось, файл не тронут" in played.told
    before = played.folder.files
    played.folder.run(played.moment + dt.timedelta(hours=1))
    assert played.folder.files == before


def test_a_folder_that_holds_the_story_is_left_alone(played: Played) -> None:
    before = played.folder.files
    with pytest.raises(SettingsError, match="не пуста"):
        demo.play(played.folder.path, played.moment)
    assert played.folder.files == before


def test_the_old_workbook_opens_elsewhere_with_its_days_as_days(played: Played) -> None:
    old = played.folder.path / old_book.NAME
    assert [each.title for each in sheets(old)] == ["Опытные", "Молодые", "Приказы", "Лист4"]
    cells = [cell for row in sheet(old, "Опытные").iter_rows() for cell in row]
    assert any(isinstance(cell.value, dt.datetime) for cell in cells)
    assert any(str(cell.value).startswith("Итого") for cell in cells)


def test_the_days_of_the_story_follow_each_other_on_any_day_of_the_year() -> None:
    for today in YEARS:
        days = Days.until(today)
        assert days.over < days.runs[0] < days.runs[1] < days.runs[2] <= days.signed <= today
        assert days.runs[3] == today
        assert days.signed <= days.begins < days.ends
        assert today < days.later < days.ends
        assert all(day.weekday() < 5 for day in (*days.runs[:3], days.signed))
        assert dt.date(days.last, 9, 15) < days.runs[0]
        assert dt.date(days.last, 9, 3) <= days.runs[0] - dt.timedelta(days=100)


def test_a_pair_works_for_three_months_to_a_year_whenever_the_story_is_told() -> None:
    for day in YEARS:
        begins, ends = term(day)
        assert begins >= day
        assert 90 <= (ends - begins).days <= 366


def test_no_school_works_on_a_weekend_or_in_the_first_week_of_january() -> None:
    assert school_day(dt.date(2027, 1, 1)) == dt.date(2026, 12, 31)
    assert school_day(SUNDAY) == dt.date(2026, 11, 27)
    assert school_day(LEAP_DAY) == LEAP_DAY


@pytest.mark.parametrize("day", [SUNDAY, LEAP_DAY, SUMMER, dt.date(2026, 12, 31)], ids=str)
def test_a_slip_of_the_finger_is_no_date_of_the_calendar(day: dt.date) -> None:
    with pytest.raises(ValueError, match=r"day|does not match"):
        dt.datetime.strptime(no_such_day(day), "%d.%m.%Y")


def test_a_deleted_row_is_gone_and_those_below_move_up(tmp_path: Path) -> None:
    old_book.write_old_book(tmp_path, Days.until(SUMMER))
    hand = Typist(tmp_path / old_book.NAME)
    before = [cell.value for cell in sheet(hand.path, "Опытные")["B"]]
    hand.delete_row("Опытные", 5)
    after = [cell.value for cell in sheet(hand.path, "Опытные")["B"]]
    assert after == before[:4] + before[5:]
