"""``demo``: a school goes from its old workbook to a signed order in four runs, told in Russian."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable
from pathlib import Path

from sheets_sync import journal
from sheets_sync.commands import clock
from sheets_sync.commands.new_folder import make_folder
from sheets_sync.commands.school import opened
from sheets_sync.commands.settle import settle
from sheets_sync.config import NAME
from sheets_sync.demo import Typist, curator, tell
from sheets_sync.demo.days import Days
from sheets_sync.demo.old_book import write_old_book
from sheets_sync.errors import SettingsError
from sheets_sync.intake.into import Rows, Target, rows_for
from sheets_sync.intake.into_pairs import pair_rows_for
from sheets_sync.intake.preview import lines
from sheets_sync.intake.workbook import understand
from sheets_sync.plan import Plan
from sheets_sync.stores.foreign import read_sheets
from sheets_sync.sync import Report
from sheets_sync.turn import turn
from sheets_sync.words import count

WIDTH = 96
"""Columns of a terminal that the story takes."""

SHOWN = 3
"""Lines of a list that are told; the rest are counted."""

PAIRS = ("пара", "пары", "пар")


def demo(folder: Path) -> int:
    """Play the whole story in a new ``folder``; exit code 0."""
    return play(folder, clock.now("Europe/Moscow"))


def play(folder: Path, moment: dt.datetime) -> int:
    """The story that ends at ``moment``; SettingsError where ``folder`` is not empty."""
    if folder.is_file() or (folder.exists() and any(folder.iterdir())):
        raise SettingsError(f"Папка «{folder}» не пуста. Назовите другую: sheets-sync demo показ")
    print("Показ на вымышленной школе. Все имена придуманы.")
    days = Days.until(moment.date())
    hand = Typist(make_folder(folder))
    _import(folder, days, moment)
    first = _first(folder, days, moment)
    curator.repair(hand, first.snapshot, days)
    decided = curator.decide(hand, first.snapshot, days)
    second = _second(folder, days, moment, decided)
    curator.sign(hand, second.snapshot, days)
    third = _third(folder, days, moment)
    curator.hand_in(hand, third.snapshot, days)
    last = _fourth(folder, days, moment)
    _farewell(folder, hand.path, last)
    return 0


def _import(folder: Path, days: Days, moment: dt.datetime) -> None:
    """The old workbook understood and taken over, as ``import`` does it."""
    _chapter("1. Старая таблица")
    file = write_old_book(folder, days)
    school = opened(folder / NAME, _at(moment, days.runs[0]))
    context = school.context
    target = Target(school.store.read(), context.schemas, context.vocabulary)
    understood = understand(read_sheets(file), target.vocabulary, context.today)
    rows = rows_for(understood, target)
    pair_rows_for(understood, target, rows)
    _say(f"Школа вела «{file.name}». Команда sheets-sync import понимает её так:")
    for line in tell.recognised(understood, rows):
        _say(line, 6)
    for line in tell.guessed(lines(file.name, understood, rows), rows):
        _say(line, 6)
    with turn(school.lock):
        added = tuple(rows.added)
        who = journal.person("import")
        entries = journal.entries(added, context.now, target.snapshot, context.schemas, who)
        school.store.write(target.snapshot, Plan(changes=added, stamps=entries))
    _say(f"Внесено: {_amount(rows)}. Старый файл остался как был.")


def _amount(rows: Rows) -> str:
    number = count(len(rows.added), "строка", "строки", "строк")
    return f"{number} в новую таблицу «Наставничество.xlsx»"


def _first(folder: Path, days: Days, moment: dt.datetime) -> Report:
    _chapter("2. Первая сверка", days.runs[0])
    report = _run(folder, _at(moment, days.runs[0]))
    seen = report.snapshot
    for sentence in report.left.ready:
        _say(sentence)
    number = count(len(list(curator.offers(seen))), "предложение", "предложения", "предложений")
    _say(f"На вкладке «Пары» {number}, у каждого – причина. Вот три:")
    for who, why in tell.examples(seen):
        _say(who, 6)
        _say(why, 9)
    stops = tell.red(seen, report.left)
    yellow = tell.asked(report.left)
    _say(f"Что поправить: красных ячеек – {len(stops)}, жёлтых замечаний – {yellow}. Красные:")
    _list(stops)
    _say("Вкладка «Что горит» начинается так:")
    _list(tell.urgent(seen))
    return report


def _second(folder: Path, days: Days, moment: dt.datetime, decided: curator.Decided) -> Report:
    _chapter("3. Куратор решает, вторая сверка", days.runs[1])
    _say("Красное исправлено, лишняя строка удалена, верные догадки вписаны, «Школа» заполнена.")
    _say(f"В столбце «Решение»: {tell.answers(decided)}. Сроки вписаны.")
    report = _run(folder, _at(moment, days.runs[1]))
    _say(f"Готовы бланки, имена в них уже в нужных падежах: {tell.blanks(report)}.")
    _say("После отказа подбор предлагает другого человека:")
    for who, why in tell.instead(report.snapshot, decided.refused):
        _say(who, 6)
        _say(why, 9)
    return report


def _third(folder: Path, days: Days, moment: dt.datetime) -> Report:
    _chapter("4. Согласия подписаны, третья сверка", days.runs[2])
    _say("Куратор вписывает даты с бланков (одна – с опиской) и «да» в столбец «В приказ».")
    report = _run(folder, _at(moment, days.runs[2]))
    seen = report.snapshot
    out = tell.left_out(seen, report.left)
    for line in tell.order_lines(seen):
        number = count(len(tell.pairs_of(seen, line)), *PAIRS)
        _say(f"Готов черновик приказа {line.cell('id').shown}, в нём {number}.")
    _say(f"Ещё не в приказе – {count(len(out), *PAIRS)}. Рядом сказано, чего не хватает:")
    _list(out)
    return report


def _fourth(folder: Path, days: Days, moment: dt.datetime) -> Report:
    _chapter("5. Приказ подписан, четвёртая сверка", days.runs[3])
    _say(
        f"Секретарь вписывает в «Документы»: № {curator.NUMBER} от {days.signed:%d.%m.%Y}. Куратор "
        "исправляет дату, которой нет в календаре."
    )
    report = _run(folder, moment)
    signed, *later = tell.order_lines(report.snapshot)
    _say(f"Пары приказа: {tell.states(tell.pairs_of(report.snapshot, signed))}.")
    for line in later:
        number = count(len(tell.pairs_of(report.snapshot, line)), *PAIRS)
        _say(
            f"Состав подписанного приказа не меняется. В новом черновике "
            f"{line.cell('id').shown} – {number}: дата исправлена."
        )
    _say("«Что горит» теперь:")
    _list(tell.urgent(report.snapshot), most=10)
    again = settle(opened(folder / NAME, moment))
    said = "ничего не изменилось, файл не тронут" if again is None else "файл записан"
    _say(f"Пятая сверка сразу за четвёртой: {said}.")
    return report


def _farewell(folder: Path, book: Path, last: Report) -> None:
    _chapter("Посмотрите сами")
    papers = folder / opened(folder / NAME).settings.papers_folder
    signed = next(line for line in tell.order_lines(last.snapshot) if line.cell("number").shown)
    _say(f"Таблица: {book}")
    _say(f"Приказ: {papers / signed.cell('file').shown}")
    _say(f"Бланки и черновики: {papers}")
    _chapter("Начать у себя")
    _say("sheets-sync init Наставничество – папка своей школы с пустой таблицей и кнопкой;")
    _say("sheets-sync import ФАЙЛ --config Наставничество/config.toml – перенос старой таблицы.")


def _run(folder: Path, moment: dt.datetime) -> Report:
    """One run of the story; it has always something to do."""
    report = settle(opened(folder / NAME, moment))
    assert report is not None
    return report


def _at(moment: dt.datetime, day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, moment.timetz())


def _chapter(title: str, day: dt.date | None = None) -> None:
    print(f"\n{title}, {tell.day_of(day)}" if day else f"\n{title}")


def _list(found: Iterable[str], most: int = SHOWN) -> None:
    """Print lines under a sentence, those above ``most`` as a number."""
    told = list(found)
    for line in told[:most]:
        _say(line, 6)
    if len(told) > most:
        _say(f"… и ещё {len(told) - most}.", 6)


def _say(text: str, indent: int = 3) -> None:
    """Print ``text`` in lines that fit a terminal; a path is never broken."""
    before = " " * indent
    wrapped = textwrap.wrap(
        text,
        WIDTH,
        initial_indent=before,
        subsequent_indent=before,
        break_long_words=False,
        break_on_hyphens=False,
    )
    is_path = "/" in text or "\\" in text
    print(before + text if is_path else "\n".join(wrapped))
