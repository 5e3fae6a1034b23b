"""The main job: two banks pasted as they come, read, explained, decided, and an order drafted."""

from __future__ import annotations

import datetime as dt
import io
import json
import random
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest

from sheets_sync import resources
from sheets_sync.demo import Typed
from sheets_sync.ids import Id
from sheets_sync.schema import compile_vocabulary
from tests.e2e.staff import APPROVED, SCHOOL, Folder

MONTHS = {1: "янв", 2: "фев", 8: "авг", 9: "сент", 10: "окт", 11: "нояб", 12: "дек"}


@dataclass(frozen=True)
class Person:
    """Somebody of a bank as the truth has it."""

    name: str
    sex: str
    position: str
    subject: str
    since: int
    consent: dt.date
    codes: tuple[str, ...]
    capacity: int = 0


@dataclass(frozen=True)
class Banks:
    """Both banks, and the words of the codes."""

    mentors: tuple[Person, ...]
    mentees: tuple[Person, ...]
    words: Mapping[str, str]


def sample(shared: Path, words: Mapping[str, str]) -> Banks:
    """The 24 people of the sample."""
    data = json.loads((shared / "samples" / "old_workbook_a.json").read_text(encoding="utf-8"))

    def person(entry: Mapping[str, object]) -> Person:
        codes = entry["codes"]
        assert isinstance(codes, list)
        return Person(
            str(entry["full_name"]),
            str(entry["gender"]),
            str(entry["position"]),
            str(entry["subject"]),
            2024 - int(str(entry["years"])),
            dt.date.fromisoformat(str(entry["consent"])),
            tuple(codes),
            int(str(entry.get("capacity", 0))),
        )

    return Banks(tuple(map(person, data["mentors"])), tuple(map(person, data["mentees"])), words)


def invented(words: Mapping[str, str]) -> Banks:
    """Another school: other names, another share of everything."""
    day = dt.date(2025, 11, 1)
    mentors = (
        Person("Кузьмёнок Фёдор Лукич", "м", "учитель", "химия", 1990, day, ("ПР5", "МТ8"), 2),
        Person("Абрамян Сусанна Рубеновна", "ж", "методист", "биология", 2001, day, ("КМ3",), 1),
        Person("Дьячкова Вера Кузьминична", "ж", "учитель", "география", 1984, day, ("ЦФ6",), 3),
    )
    mentees = (
        Person("Хомяк Пётр Ильич", "м", "учитель", "химия", 2024, day, ("ПР5", "МТ8")),
        Person("Ли Ён Сук", "ж", "учитель", "биология", 2025, day, ("КМ3",)),
        Person("Гребёнкина Алёна Савельевна", "ж", "тьютор", "география", 2025, day, ("ЦФ6",)),
        Person("Валиев Тимур Рустам оглы", "м", "учитель", "ОБЗР", 2023, day, ("ВС3",)),
    )
    return Banks(mentors, mentees, words)


ACCUSATIVE = {
    "Сковорода Юлия Ивановна": "Сковороду Юлию Ивановну",
    "Гоголь Ольга Сергеевна": "Гоголь Ольгу Сергеевну",
    "Сковорода Павел Дмитриевич": "Сковороду Павла Дмитриевича",
    "Мельник Татьяна Ивановна": "Мельник Татьяну Ивановну",
    "Сковорода Юлия Алиевна": "Сковороду Юлию Алиевну",
    "Иванова Татьяна": "Иванову Татьяну",
    "Тихомиров Лев Дмитриевич": "Тихомирова Льва Дмитриевича",
    "Белых Павел Ильич": "Белых Павла Ильича",
    "Кузьмёнок Фёдор Лукич": "Кузьмёнка Фёдора Лукича",
    "Абрамян Сусанна Рубеновна": "Абрамян Сусанну Рубеновну",
    "Дьячкова Вера Кузьминична": "Дьячкову Веру Кузьминичну",
}


@pytest.fixture(scope="module")
def words() -> Mapping[str, str]:
    """The words of the codes, as the drop-downs have them."""
    return compile_vocabulary(resources.schemas(), {})["competences"]


@pytest.fixture(params=["sample", "invented"])
def banks(request: pytest.FixtureRequest, words: Mapping[str, str]) -> Banks:
    """The sample of the issue, and a list that nobody had in mind."""
    if request.param == "invented":
        return invented(words)
    shared = request.getfixturevalue("shared")
    assert isinstance(shared, Path)
    return sample(shared, words)


def pasted_name(turn: int, name: str) -> str:
    """As it comes out of somebody's old list: ё or е, spaces of every kind, small letters."""
    text = name.replace("ё", "е").replace("Ё", "Е") if turn % 3 == 0 else name
    spellings = (
        text,
        f" {text}",
        text.replace(" ", "\u00a0"),
        text.replace(" ", "  ", 1),
        text.lower(),
        f"{text}\t",
    )
    return spellings[turn % len(spellings)]


def pasted_date(turn: int, day: dt.date) -> Typed:
    """A date as a date, or as people write it."""
    short = MONTHS[day.month]
    spellings: tuple[Typed, ...] = (
        day,
        f"{day:%d.%m.%Y}",
        f"{day.day} {short}. {day.year}",
        f"«{day.day}» {short}. {day.year} г.",
        f"{day:%d.%m.%y}",
        f"{day:%d/%m/%Y}",
        day.isoformat(),
        f" {day:%d.%m.%Y}\u00a0г.",
    )
    return spellings[turn % len(spellings)]


def pasted_code(turn: int, code: str, words: Mapping[str, str]) -> str:
    """By code, by words or by both."""
    both = f"{code} {words[code]}"
    spellings = (code, words[code], both, code.lower(), f"{code}\u00a0{words[code]}", f" {both} ")
    return spellings[turn % len(spellings)]


def pasted(banks: Banks) -> dict[str, list[dict[str, Typed]]]:
    """Tab -> rows, with everybody's own way of writing."""
    found: dict[str, list[dict[str, Typed]]] = {}
    for tab, people, heads in (
        ("Наставники", banks.mentors, [f"Сильная сторона {number}" for number in range(1, 5)]),
        ("Наставляемые", banks.mentees, ["Запрос 1 (главный)", "Запрос 2", "Запрос 3"]),
    ):
        rows = found[tab] = []
        for turn, person in enumerate(people):
            row: dict[str, Typed] = {
                "ФИО": pasted_name(turn, person.name),
                "Должность": person.position,
                "Предмет": f"{person.subject} " if turn % 2 else person.subject.capitalize(),
                "Согласие ПДн от": pasted_date(turn, person.consent),
            }
            for place, (head, code) in enumerate(zip(heads, person.codes, strict=False)):
                row[head] = pasted_code(turn + place, code, banks.words)
            if person.capacity:
                row["Возьмёт человек (1–3)"] = person.capacity if turn % 2 else f"{person.capacity}"
            rows.append(row)
    return found


WRONG: Sequence[tuple[str, int, str, Typed, str]] = (
    ("Наставники", 0, "Возьмёт человек (1–3)", "3 чел.", "Мешает"),
    ("Наставники", 1, "Согласие ПДн от", "2 сент.", "Мешает"),
    ("Наставники", 2, "Сильная сторона 4", "трудные дети", "Уточнить"),
    ("Наставляемые", 0, "Согласие ПДн от", "31.09.2025", "Мешает"),
    ("Наставляемые", 1, "Год начала работы", "1 л. 3 мес.", "Мешает"),
)
"""Tab, whose row, header, what was pasted there, the hidden column that names it."""


@dataclass(frozen=True)
class Pasted:
    """A school whose banks were pasted, before its first run."""

    school: Folder
    banks: Banks
    rows: Mapping[str, list[dict[str, Typed]]]

    def type(self, mixed: random.Random | None = None) -> None:
        """Paste the rows, in their order or shuffled."""
        self.school.hand.answer("Школа", SCHOOL)
        for tab, rows in self.rows.items():
            lines = list(rows)
            if mixed:
                mixed.shuffle(lines)
            self.school.type(tab, tuple(lines))


@pytest.fixture
def job(empty: Folder, banks: Banks) -> Pasted:
    """The banks of a school, pasted in."""
    made = Pasted(empty, banks, pasted(banks))
    made.type()
    return made


def plain(name: str) -> str:
    """A name without its spelling."""
    return " ".join(name.split()).lower().replace("ё", "е")


def ids(school: Folder, tab: str) -> dict[str, str]:
    """Plain name -> id."""
    return {plain(name): own for name, own in school.ids(tab).items()}


def test_everybody_gets_an_id_of_their_own(job: Pasted) -> None:
    job.school.run()
    for tab, people, prefix in (
        ("Наставники", job.banks.mentors, "М"),
        ("Наставляемые", job.banks.mentees, "Н"),
    ):
        given = ids(job.school, tab)
        assert set(given) == {plain(person.name) for person in people}
        assert sorted(given.values()) == [str(Id(prefix, n)) for n in range(1, len(people) + 1)]


def test_shuffled_rows_give_each_person_the_same_id(job: Pasted, drawn: Path) -> None:
    job.school.run()
    chance = random.Random(3)
    for number in range(3):
        other = Folder(job.school.path.parent / f"другая {number}")
        shutil.copytree(drawn, other.path)
        Pasted(other, job.banks, job.rows).type(chance)
        other.run()
        for tab in job.rows:
            assert ids(other, tab) == ids(job.school, tab)


def test_what_staff_typed_stays_as_they_typed_it(job: Pasted) -> None:
    before = {tab: job.school.rows(tab) for tab in job.rows}
    job.school.run()
    for tab, rows in before.items():
        after = job.school.rows(tab)
        assert {
            row: {head: after[row].get(head) for head in line} for row, line in rows.items()
        } == rows


def test_a_wrong_cell_has_its_note_and_is_named_for_its_colour(job: Pasted) -> None:
    for tab, person, head, value, _ in WRONG:
        job.school.hand.type_row(tab, person + 2, {head: value})
    job.school.run()
    for tab, person, head, value, flag in WRONG:
        line = job.school.rows(tab)[person + 2]
        assert f";{head};" in str(line.get(flag))
        assert str(value).split()[0] in str(line["Замечания"])


def test_a_name_in_small_letters_is_asked_about_and_counts_all_the_same(job: Pasted) -> None:
    job.school.run()
    for tab, rows in job.rows.items():
        lines = job.school.rows(tab)
        for row, typed in enumerate(rows, 2):
            small = str(typed["ФИО"]).strip()[0].islower()
            said = str(lines[row].get("Замечания"))
            assert ("ФИО написано с маленькой буквы" in said) == small
            assert not small or ";ФИО;" in str(lines[row].get("Уточнить"))
            assert small or said in ("None", "") or said.startswith("Нет отчества.")
            assert "Мешает" not in lines[row]


def test_everybody_who_can_be_matched_has_a_suggestion_with_its_reason(job: Pasted) -> None:
    job.school.run()
    mentors = {own: name for name, own in ids(job.school, "Наставники").items()}
    mentees = {own: name for name, own in ids(job.school, "Наставляемые").items()}
    truth = {plain(p.name): p for p in (*job.banks.mentors, *job.banks.mentees)}
    lines = job.school.rows("Пары").values()
    taken = Counter(str(line.get("Предложен")) for line in lines)
    assert len(lines) == len(mentees)
    for line in lines:
        mentee = truth[mentees[str(line["Наставляемый"]).split()[0]]]
        suited = {own for own, name in mentors.items() if suits(mentee, truth[name])}
        assert line["Почему"]
        if "Предлагаем" in line:
            assert line["Предложен"] in suited
            assert line["Предложен"] == str(line["Предлагаем"]).split()[0]
        else:
            assert all(taken[own] == truth[mentors[own]].capacity for own in suited)
    assert all(taken[own] <= truth[name].capacity for own, name in mentors.items())


def suits(mentee: Person, mentor: Person) -> bool:
    """The same subject, or a request that the mentor can help with whatever the subject."""
    shared = set(mentee.codes[:3]) & set(mentor.codes[:4])
    return mentee.subject == mentor.subject or any(code[:2] != "ПР" for code in shared)


def decided(job: Pasted, number: int) -> list[tuple[Person, Person]]:
    """So many pairs approved and ticked, what was lacking typed: mentor and mentee of each."""
    job.school.run()
    truth = {plain(p.name): p for p in (*job.banks.mentors, *job.banks.mentees)}
    by_id = {
        own: (tab, truth[name]) for tab in job.rows for name, own in ids(job.school, tab).items()
    }
    rows = {tab: {line["№"]: row for row, line in job.school.rows(tab).items()} for tab in job.rows}
    pairs = []
    offered = {r: line for r, line in job.school.rows("Пары").items() if "Предлагаем" in line}
    for row, line in list(offered.items())[:number]:
        people = [str(line[head]).split()[0] for head in ("Предлагаем", "Наставляемый")]
        job.school.hand.type_row("Пары", row, APPROVED)
        for own in people:
            tab, person = by_id[own]
            job.school.hand.type_row(tab, rows[tab][own], {"Пол": person.sex, "ФИО": person.name})
        pairs.append((by_id[people[0]][1], by_id[people[1]][1]))
    return pairs


def test_after_two_decisions_one_order_lies_ready_that_names_both_pairs(job: Pasted) -> None:
    pairs = decided(job, 2)
    job.school.run()
    (draft,) = job.school.drafts.values()
    text = text_of(draft)
    for mentor, mentee in pairs:  # a table: names as they are
        assert mentor.name in text
        assert mentee.name in text
    assert "Куратору наставничества Шевчуку Р. О., заместителю директора," in text
    assert "возложить на Шевчука Р. О., заместителя директора." in text
    assert "№ ____" in text
    states = [line["Состояние"] for line in job.school.rows("Пары").values()]
    assert states.count("в приказе") == 2
    (line,) = job.school.rows("Документы").values()
    assert line["Файл"] in job.school.drafts


def test_the_order_of_one_pair_has_its_names_in_the_right_case(job: Pasted) -> None:
    ((mentor, mentee),) = decided(job, 1)
    job.school.run()
    (draft,) = job.school.drafts.values()
    text = text_of(draft)
    assert f"наставником {ACCUSATIVE[mentor.name]}, " in text
    assert f"наставляемый – {mentee.name}, " in text


def test_after_the_order_a_further_run_changes_nothing(job: Pasted) -> None:
    decided(job, 2)
    job.school.run()
    before = job.school.files
    job.school.run()
    shutil.rmtree(job.school.path / ".sheets_sync")
    job.school.run()
    assert job.school.files == before


def text_of(draft: bytes) -> str:
    """The words of a .docx, a line for each paragraph, spaces made plain."""
    document = docx.Document(io.BytesIO(draft))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    return "\n".join(paragraph.text for paragraph in paragraphs).replace("\u00a0", " ")
