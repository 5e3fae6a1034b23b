"""``demo``: two mentors, two mentees, one decision, one order, told in Russian as it happens."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sheets_sync.commands import clock
from sheets_sync.commands.init import make_folder
from sheets_sync.commands.run import lines, settle
from sheets_sync.commands.school import opened
from sheets_sync.config import NAME
from sheets_sync.demo import Typed, Typist
from sheets_sync.errors import SettingsError
from sheets_sync.rules.orders import school_year

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
        "Год начала работы": "2 сент.",
        "Пол": "ж",
    },
]


def demo(folder: Path) -> int:
    """Play the whole story in a new ``folder``; exit code 0."""
    if folder.exists() and any(folder.iterdir()):
        raise SettingsError(f"Папка «{folder}» не пуста. Назовите другую: sheets-sync demo показ")
    moment = clock.now("Europe/Moscow")
    today = moment.date()
    print("1. Новая школа: настройки и пустая таблица.")
    typist = Typist(make_folder(folder))
    print("2. Куратор вписывает двух наставников и двух молодых учителей.")
    _fill_banks(typist, today)
    _told(folder, moment)
    print("3. Куратор читает предложения и решает по одной паре:")
    _decide(typist, today)
    _told(folder, moment)
    print("4. Ещё одна сверка: ничего не поменялось, значит и писать нечего.")
    _told(folder, moment)
    print(f"\nОткройте таблицу: {typist.path}")
    print(f"Черновики приказов: {folder / 'Документы'}")
    print("Своя школа начинается так: sheets-sync init ПАПКА")
    return 0


def _told(folder: Path, moment: dt.datetime) -> None:
    school = opened(folder / NAME, moment)
    for line in lines(school, settle(school)):
        print(f"   {line}")


def _fill_banks(typist: Typist, today: dt.date) -> None:
    typist.answer("Школа", SCHOOL)
    consent = today - dt.timedelta(days=7)
    for place, person in enumerate(MENTORS, start=2):
        typist.type_row("Наставники", place, {**person, "Согласие ПДн от": consent})
    typist.type_row("Наставляемые", 2, {**MENTEES[0], "Согласие ПДн от": f"{consent:%d.%m.%Y} г."})
    typist.type_row("Наставляемые", 3, MENTEES[1])


def _decide(typist: Typist, today: dt.date) -> None:
    people = typist.rows("Пары", "Наставляемый")
    offers, reasons = typist.rows("Пары", "Предлагаем"), typist.rows("Пары", "Почему")
    for row, person in people.items():
        print(f"   {person} – {offers.get(row, 'пока без пары')}. {reasons.get(row, '')}")
    row = next(row for row, person in people.items() if "Шмидт" in person)
    ends = dt.date(int(school_year(today)[-4:]), 5, 31)
    typist.type_row(
        "Пары",
        row,
        {
            "Решение": "утвердить",
            "Согласие наставника от": today,
            "Согласие наставляемого от": today,
            "Срок с": today,
            "Срок по": max(ends, today + dt.timedelta(days=120)),
            "В приказ": "да",
        },
    )
