"""``demo``: two mentors, two mentees, one decision, one order, told in Russian as it happens."""

from __future__ import annotations

import datetime as dt
import textwrap
from pathlib import Path

from sheets_sync.commands import clock
from sheets_sync.commands.check import problem_lines
from sheets_sync.commands.init import make_folder
from sheets_sync.commands.run import settle
from sheets_sync.commands.school import opened
from sheets_sync.config import NAME
from sheets_sync.demo import Typed, Typist
from sheets_sync.errors import SettingsError
from sheets_sync.words import count, tidy

WIDTH = 96
"""Columns of a terminal that the story takes."""

SCHOOL: dict[str, Typed] = {
    "Полное название школы": (
        "Муниципальное бюджетное общеобразовательное учреждение «Ясновская средняя школа»"
    ),
    "Краткое название школы": "МБОУ «Ясновская СШ»",
    "Населённый пункт": "с. Ясное",
    "Директор, ФИО": "Кравец Олег Игоревич",
    "Пол директора": "м",
    "Куратор, ФИО": "Мельник Татьяна Ивановна",
    "Должность куратора": "заместитель директора по УВР",
    "Пол куратора": "ж",
}

MENTORS: list[dict[str, Typed]] = [
    {
        "ФИО": "Сковорода Павел Дмитриевич",
        "Должность": "учитель",
        "Предмет": "русский язык и литература",
        "Сильная сторона 1": "КМ1 работа с родителями",
        "Сильная сторона 2": "ПП2 мотивация учащихся",
        "Пол": "м",
    },
    {
        "ФИО": "Гоголь Ольга Сергеевна",
        "Должность": "учитель",
        "Предмет": "математика",
        "Сильная сторона 1": "МТ1 планирование урока",
        "Пол": "ж",
    },
]

MENTEES: list[dict[str, Typed]] = [
    {
        "ФИО": "Шмидт Ирина  Львовна",
        "Должность": "учитель",
        "Предмет": "Русский язык и литература",
        "Запрос 1 (главный)": "КМ1 работа с родителями",
        "Год начала работы": 2024,
        "Пол": "ж",
    },
    {
        "ФИО": "Цой Наталья Рашидовна",
        "Должность": "учитель",
        "Предмет": "математика",
        "Запрос 1 (главный)": "МТ1 планирование урока",
        "Год начала работы": "3 года",
        "Пол": "ж",
    },
]


def demo(folder: Path) -> int:
    """Play the whole story in a new ``folder``; exit code 0."""
    return play(folder, clock.now("Europe/Moscow"))


def play(folder: Path, moment: dt.datetime) -> int:
    """The story as it goes at ``moment``; SettingsError where ``folder`` is not empty."""
    if folder.is_file() or (folder.exists() and any(folder.iterdir())):
        raise SettingsError(f"Папка «{folder}» не пуста. Назовите другую: sheets-sync demo показ")
    print("Показ на вымышленной школе. Все имена придуманы.")
    _chapter("1. Новая школа")
    typist = Typist(make_folder(folder))
    _say("Созданы настройки и таблица с пустыми вкладками.")
    _chapter("2. Куратор вписывает двух наставников и двух молодых педагогов")
    _fill_banks(typist, moment.date())
    for tab, people in (("Наставники", MENTORS), ("Наставляемые", MENTEES)):
        _say(f"{tab}:")
        for person in people:
            _say(tidy(f"{person['ФИО']}, {person['Должность']}, {person['Предмет']}"), 6)
    _chapter("3. Первая сверка")
    _settled(folder, moment)
    row = _offered(typist)
    _chapter("4. Решает куратор")
    _decide(typist, row, moment.date())
    _say("Шмидт И. Л.: вписаны «утвердить», даты согласий, срок и «да» в столбце «В приказ».")
    _say("Цой Н. Р.: с решением пока не спешат.")
    _chapter("5. Вторая сверка")
    _settled(folder, moment)
    _say("Имена и должности в приказе уже стоят в нужных падежах. Номер и дату впишут люди.")
    _chapter("6. Ещё одна сверка")
    _settled(folder, moment)
    _chapter("Посмотрите сами")
    _say(f"Таблица: {typist.path}")
    for draft in sorted((folder / "Документы").iterdir()):
        _say(f"Приказ:  {draft}")
    _chapter("Начать у себя")
    _say("sheets-sync init Наставничество – создать папку своей школы, потом заполнить таблицу;")
    _say("sheets-sync run --config Наставничество/config.toml – сверить.")
    return 0


def _chapter(title: str) -> None:
    print(f"\n{title}")


def _say(text: str, indent: int = 3) -> None:
    """Print ``text`` in lines that fit a terminal; a path is never broken."""
    before = " " * indent
    lines = textwrap.wrap(
        text,
        WIDTH,
        initial_indent=before,
        subsequent_indent=before,
        break_long_words=False,
        break_on_hyphens=False,
    )
    print("\n".join([before + text] if "/" in text or "\\" in text else lines))


def _settled(folder: Path, moment: dt.datetime) -> None:
    """One run, and what came of it."""
    report = settle(opened(folder / NAME, moment))
    if report is None:
        _say("Ничего не изменилось, поэтому и писать нечего.")
        return
    _say(f"Записано: {count(report.changed, 'изменение', 'изменения', 'изменений')}.")
    for draft in report.drafts:
        _say(f"Новый черновик: {draft}")
    if not report.drafts:
        _say("Замечания (ячейка красная, что делать – сказано рядом):")
        for line in problem_lines(report.snapshot, report.left):
            _say(line, 6)


def _offered(typist: Typist) -> int:
    """Tell the suggestions; the row of «Пары» that the curator decides."""
    _say("Предложения:")
    people = typist.rows("Пары", "Наставляемый")
    offers, reasons = typist.rows("Пары", "Предлагаем"), typist.rows("Пары", "Почему")
    for row, person in people.items():
        _say(f"{person} – {offers.get(row, 'пока без пары')}", 6)
        _say(reasons.get(row, ""), 9)
    return next(row for row, person in people.items() if "Шмидт" in person)


def _fill_banks(typist: Typist, today: dt.date) -> None:
    typist.answer("Школа", SCHOOL)
    consent = today - dt.timedelta(days=7)
    for place, person in enumerate(MENTORS, start=2):
        typist.type_row("Наставники", place, {**person, "Согласие ПДн от": consent})
    typist.type_row("Наставляемые", 2, {**MENTEES[0], "Согласие ПДн от": f"{consent:%d.%m.%Y} г."})
    typist.type_row("Наставляемые", 3, MENTEES[1])


def _decide(typist: Typist, row: int, today: dt.date) -> None:
    begins, ends = term(today)
    decision: dict[str, Typed] = {
        "Решение": "утвердить",
        "Согласие наставника от": today,
        "Согласие наставляемого от": today,
        "Срок с": begins,
        "Срок по": ends,
        "В приказ": "да",
    }
    typist.type_row("Пары", row, decision)


def term(today: dt.date) -> tuple[dt.date, dt.date]:
    """From today, in spring and summer from the next first of September, until the end of May."""
    begins = dt.date(today.year, 9, 1) if 3 <= today.month <= 8 else today
    return begins, dt.date(begins.year + (begins.month >= 9), 5, 31)
