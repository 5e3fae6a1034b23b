"""The curator of the story: reads what the workbook says, and types what people decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sheets_sync.demo.days import Days, no_such_day
from sheets_sync.demo.typist import Typed, Typist
from sheets_sync.intake.people import sex_of
from sheets_sync.names import person_key
from sheets_sync.snapshot import Row, Snapshot

SCHOOL: Mapping[str, Typed] = {
    "Полное название школы": (
        "Муниципальное бюджетное общеобразовательное учреждение «Ясновская средняя школа»"
    ),
    "Краткое название школы": "МБОУ «Ясновская СШ»",
    "Населённый пункт": "с. Ясное",
    "Адрес школы": "000000, с. Ясное, ул. Школьная, д. 1",
    "Директор, ФИО": "Кравец Олег Игоревич",
    "Пол директора": "м",
    "Куратор, ФИО": "Синица Вера Павловна",
    "Должность куратора": "заместитель директора по УВР",
    "Пол куратора": "ж",
}
REPAIRS: Mapping[str, Mapping[str, Typed]] = {
    "Ли Анна": {"ФИО": "Ли Анна –"},
    "Долгих Антонина Семеновна": {"ФИО": "Долгих Антонина Семёновна"},
    "Вдовиченко Полина Артемовна": {"ФИО": "Вдовиченко Полина Артёмовна"},
    "Чумак Семен Петрович": {"ФИО": "Чумак Семён Петрович"},
    "Щука Павел Ильич": {"Запрос 1 (главный)": "МТ10 внеурочная деятельность"},
    "Савчук Вера Ивановна": {"Запрос 1 (главный)": "ПП5 трудное поведение"},
    "Гора Яна Тарасовна": {"Предмет": "коррекционные занятия"},
}
TWIN = "Береза Злата Игоревна"
UNSIGNED = "Ковальчук Роман Игоревич"
"""He has not signed the consent to the processing of his data yet."""

APPROVE = 12
LATER = 3
"""So many of the approved pairs begin a little later."""

BANKS: Mapping[str, str] = {"mentors": "Наставники", "mentees": "Наставляемые"}
PAIRS, PAPERS, SCHOOL_TAB = "Пары", "Документы", "Школа"
NUMBER = "114-од"

Typing = dict[int, dict[str, Typed]]


@dataclass(frozen=True, slots=True)
class Decided:
    """The rows of «Пары» by what was decided about them."""

    approved: tuple[Row, ...]
    other: tuple[Row, ...]
    refused: tuple[Row, ...]
    talks: tuple[Row, ...]
    put_off: tuple[Row, ...]


def repair(hand: Typist, seen: Snapshot, days: Days) -> None:
    """Mend what is red or asked about in the banks, say everybody's sex, answer «Школа»."""
    dated = {
        "Кожемяка Степан Фомич": dt.date(days.last, 9, 30),
        "Рыбалко Кира Викторовна": dt.date(days.last, 9, 2),
    }
    for table, tab in BANKS.items():
        typing: Typing = {}
        for row in seen.tables[table].rows:
            name = row.cell("name").shown
            typing[row.place] = {"Пол": str(sex_of(name).value), **REPAIRS.get(name, {})}
            if name in dated:
                typing[row.place]["Согласие ПДн от"] = dated[name]
        hand.type_rows(tab, typing)
    twin = next(row for row in seen.tables["mentees"].rows if row.cell("name").shown == TWIN)
    hand.delete_row(BANKS["mentees"], twin.place)
    basis = f"приказ от 02.09.{days.last} № 71-од"
    hand.answer(SCHOOL_TAB, {**SCHOOL, "Положение о наставничестве утверждено": basis})


def decide(hand: Typist, seen: Snapshot, days: Days) -> Decided:
    """Answer the offers: most approved, with terms; one of each other answer. End old pairs."""
    rows = list(offers(seen))
    strong = [row for row in rows if "Главный запрос «" in row.cell("why").shown]
    strong = [row for row in strong if "сильная сторона" in row.cell("why").shown]
    choice = [row for row in strong if row.cell("others").shown]
    refused, other = choice[:1], choice[1:2]
    approved = [row for row in strong if row not in (*refused, *other)][:APPROVE]
    rest = [row for row in rows if row not in (*refused, *other, *approved)]
    talks, put_off = rest[:1], rest[1:2]
    term: dict[str, Typed] = {"Срок с": days.begins, "Срок по": days.ends}
    typing: Typing = {row.place: {"Решение": "утвердить", **term} for row in approved}
    for row in approved[-LATER:]:
        typing[row.place]["Срок с"] = days.later
    for row in other:
        mentor = row.cell("others").shown.split(";")[0]
        said: dict[str, Typed] = {"Решение": "другой наставник", "Наставник (если другой)": mentor}
        typing[row.place] = {**said, **term}
    for row in refused:
        typing[row.place] = {"Решение": "отказ наставника", "Отказ: кому": "этому человеку"}
    for row in talks:
        typing[row.place] = {"Решение": "беседую"}
    for row in put_off:
        typing[row.place] = {"Решение": "отложить до", "Отложить до": days.later}
    for row in _over(seen, days):
        typing[row.place] = {"Закончена": days.over, "Причина": "программа выполнена"}
    hand.type_rows(PAIRS, typing)
    return Decided(*map(tuple, (approved, other, refused, talks, put_off)))


def offers(seen: Snapshot) -> Iterator[Row]:
    """The rows of «Пары» that offer a mentor and wait for a decision."""
    for row in seen.tables["pairs"].rows:
        if row.cell("offer").shown and not row.cell("decision").shown and row.cell("id").blank:
            yield row


def _over(seen: Snapshot, days: Days) -> Iterable[Row]:
    """Last year's pairs whose term is over."""
    for row in seen.tables["pairs"].rows:
        ends = row.cell("ends").value
        if isinstance(ends, dt.date) and ends <= days.over:
            yield row


def sign(hand: Typist, seen: Snapshot, days: Days) -> None:
    """Type the days of the consents that came back, and tick every approved pair into the order."""
    day = days.runs[2]
    for table, tab in BANKS.items():
        without = [row for row in seen.tables[table].rows if _lacks_consent(row, days)]
        hand.type_rows(tab, {row.place: {"Согласие ПДн от": day} for row in without})
    rows = [row for row in seen.tables["pairs"].rows if row.cell("state").shown == "утверждена"]
    both: dict[str, Typed] = {"Согласие наставника от": day, "Согласие наставляемого от": day}
    typing: Typing = {row.place: {**both, "В приказ": "да"} for row in rows}
    late, slip = typing[rows[-1].place], typing[rows[0].place]
    del late["Согласие наставляемого от"]
    slip["Согласие наставляемого от"] = no_such_day(day)
    hand.type_rows(PAIRS, typing)


def _lacks_consent(row: Row, days: Days) -> bool:
    if person_key(row.cell("name").shown) == person_key(UNSIGNED):
        return False
    given = row.cell("consent_from").value
    return given is None or (isinstance(given, dt.date) and given.year < days.last)


def hand_in(hand: Typist, seen: Snapshot, days: Days) -> None:
    """The secretary's number and date of the signed order; the slip in a date is mended."""
    line = next(row for row in seen.tables["documents"].rows if is_order(row))
    signed: dict[str, Typed] = {
        "Отдано на подпись": days.signed,
        "Рег. №": NUMBER,
        "Дата": days.signed,
        "Где лежит оригинал": "приёмная, папка «Приказы»",
    }
    hand.type_rows(PAPERS, {line.place: signed})
    wrong = no_such_day(days.runs[2])
    rows = [r for r in seen.tables["pairs"].rows if r.cell("mentee_consent").shown == wrong]
    hand.type_rows(PAIRS, {r.place: {"Согласие наставляемого от": days.runs[2]} for r in rows})


def is_order(row: Row) -> bool:
    """Whether a line of «Документы» is an order about pairs of ours."""
    return row.cell("kind").shown == "pair_order"
