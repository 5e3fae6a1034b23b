"""How well generated old workbooks are understood: other words, layouts and mess each time.

Run: pytest tests/benchmarks/test_import.py -s; what went wrong where:
python -m tests.benchmarks.test_import 100 --show
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence

from sheets_sync import resources
from sheets_sync.cells import Value
from sheets_sync.intake.as_data import as_data
from sheets_sync.intake.grid import Sheet, sheet_of
from sheets_sync.intake.phrases import PHRASES
from sheets_sync.intake.workbook import understand
from sheets_sync.schema import compile_vocabulary
from tests.unit.intake.measure import Figures, measured

Person = dict[str, object]
VOCABULARY = compile_vocabulary(resources.schemas(), {})
TODAY = dt.date(2026, 9, 2)
RIGHT, UNDOUBTED = 0.98, 0.90

WOMEN = "Анна Мария Ольга Татьяна Гузель Айгуль Юлия Любовь Зарина Ирина Светлана Нина".split()
MEN = "Илья Никита Лев Пётр Артём Рашид Карен Глеб Игорь Савва Юрий Тимур".split()
FATHERS = (
    "Иванович Ивановна|Петрович Петровна|Ильич Ильинична|Фёдорович Фёдоровна|Львович Львовна|"
    "Ринатович Ринатовна|Сергеевич Сергеевна|Юрьевич Юрьевна|Кузьмич Кузьминична"
).split("|")
SURNAMES = (
    "Гоголь Гоголь|Цой Цой|Белых Белых|Иванов Иванова|Ковалёв Ковалёва|Шмидт Шмидт|Дейнека Дейнека|"
    "Мамин-Сибиряк Мамина-Сибиряк|Соловьёв Соловьёва|Ахметов Ахметова|Крупская Крупская|Ли Ли"
).split("|")
SUBJECTS: Mapping[str, Sequence[str]] = {
    "русский язык и литература": ["рус. яз.", "Русский язык", "русск. яз. и лит.",
        "филология русская"],
    "английский язык": ["англ.", "Иностранный язык (английский)", "англ.язык", "Английский"],
    "математика": ["матем.", "Математика", "алгебра, геометрия"],
    "физика": ["Физика", "физика и астрономия", "физ."],
    "химия": ["химия", "ХИМИЯ"],
    "биология": ["Биология", "биол."],
    "география": ["география", "геогр."],
    "история и обществознание": ["история", "обществознание", "ист. и общ.",
        "История/обществознание"],
    "физкультура": ["Физическая культура", "физ-ра", "физкультура", "ФК", "физ. воспитание"],
    "ОБЗР": ["ОБЗР", "ОБЖ"],
    "труд (технология)": ["технология", "Труд (технология)", "труды"],
    "музыка": ["музыка", "Музыка"],
    "информатика": ["информатика", "Информатика и ИКТ"],
    "начальные классы": ["начальные классы", "нач.кл.", "Нач. школа"],
}  # fmt: skip
CATEGORIES: Mapping[str, Sequence[str]] = {
    "высшая": ["высшая", "ВКК", "высш.", "Высшая КК", "высшая кв. категория", "в.к.к."],
    "первая": ["первая", "I", "1", "1КК", "I кв. категория", "1 кв.кат.", "перв.", "Первая КК"],
    "соответствие занимаемой должности": ["СЗД", "соотв.", "соответствие",
        "Соответствие зан. должности"],
    "без категории": ["б/к", "без кат.", "нет", "-", "без категории", "б.к.", "не имеет"],
}  # fmt: skip
HEADERS: Mapping[str, Sequence[str]] = {
    "full_name": ["ФИО", "Ф. И. О.", "Педагог", "Фамилия, имя и отчество", "ФИО (полностью)",
        "Ф.И.О учителя", "Сотрудник"],
    "gender": ["Пол", "пол (м/ж)", "М/Ж"],
    "position": ["Должность", "Занимаемая\nдолжность", "Кем работает", "должность по штату"],
    "subject": ["Предмет", "Какой предмет ведёт", "Преподаваемые предметы", "Предметная область"],
    "years": ["Стаж", "Пед.стаж, лет", "Педагогический стаж", "Сколько лет работает",
        "Стаж пед. работы"],
    "category": ["Категория", "Квалиф. категория", "КК", "Квалификационная\nкатегория",
        "кв. кат."],
    "consent": ["Согласие", "Согласие на обработку персональных данных (дата)", "ПДн",
        "Дата согл. ПДн", "Соглас. на ОПД"],
    "capacity": ["Сколько человек возьмёт", "Макс. кол-во наставляемых", "Готов взять (чел.)",
        "Нагрузка (чел.)", "Кол-во подопечных"],
    "phone": ["Телефон", "тел.", "Сотовый", "Контакты"],
    "remark": ["Примечания", "Комментарий", "Прим."],
}  # fmt: skip
LISTS = {
    "mentors": ["Чем может помочь", "Компетенции", "Сильные стороны", "Могу поделиться опытом",
        "Чем готов делиться"],
    "mentees": ["Запросы", "Дефициты", "Затруднения", "В чём нужна помощь",
        "Чему хочет научиться", "Проблемы"],
}  # fmt: skip
TITLES = {
    "mentors": ["Банк наставников", "Педагоги-наставники школы", "База наставников МКОУ СОШ № 3"],
    "mentees": ["Банк наставляемых", "Молодые специалисты", "Сведения о наставляемых"],
}
MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()


def person(chance: random.Random, bank: str) -> Person:
    """One invented person."""
    man = chance.random() < 0.3
    name = chance.choice(MEN if man else WOMEN)
    surname, father = (chance.choice(s).split()[not man] for s in (SURNAMES, FATHERS))
    subject = chance.choice(list(SUBJECTS))
    first = subject == "начальные классы"
    positions = ["учитель", "учитель", "учитель", "воспитатель", "педагог-психолог", "методист"]
    return {
        "full_name": f"{surname} {name} {father}",
        "gender": "м" if man else "ж",
        "position": "учитель начальных классов" if first else chance.choice(positions),
        "subject": subject,
        "years": chance.randint(4, 40) if bank == "mentors" else chance.randint(0, 3),
        "category": chance.choice(list(CATEGORIES)),
        "consent": (dt.date(2025, 8, 25) + dt.timedelta(days=chance.randint(0, 60))).isoformat(),
        "codes": chance.sample(list(VOCABULARY["competences"]), chance.randint(1, 5)),
        "capacity": chance.randint(1, 3),
        "phone": f"8-9{chance.randint(10, 99)}-{chance.randint(100, 999)}-11-22",
        "remark": chance.choice(
            ["", "совместитель", "=см. приказ", "01-09/12", "в отпуске до 01.12"]
        ),
    }


def typed_date(chance: random.Random, iso: str) -> Value:
    """A date as somebody types it."""
    day = dt.date.fromisoformat(iso)
    spellings: list[Value] = [
        day,
        dt.datetime.combine(day, dt.time()),
        f"{day:%d.%m.%Y}",
        f"{day:%d.%m.%y}",
        f"{day:%d/%m/%Y} г.",
        f"{day.day} {MONTHS[day.month - 1]} {day.year} г.",
        f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}",
        f"«{day.day:02d}» {MONTHS[day.month - 1]} {day.year} года",
        f"от {day:%d.%m.%Y}",
        (day - dt.date(1899, 12, 30)).days,
        day.isoformat(),
    ]
    return chance.choice(spellings)


def typed_codes(chance: random.Random, codes: Sequence[str]) -> str:
    """A list of competences in one of many ways."""
    ways: list[Callable[[str], str]] = [
        lambda code: code,
        lambda code: f"{code} {chance.choice(PHRASES[code])}",
        lambda code: f"{code} - {VOCABULARY['competences'][code]}",
        lambda code: chance.choice(PHRASES[code]),
        lambda code: VOCABULARY["competences"][code].capitalize(),
        lambda code: f"{code[:2].lower()}-{code[2:]}",
    ]
    pieces = [chance.choice(ways)(code) for code in codes]
    form = chance.choice([", ", "; ", "\n", " / ", "• ", "1) "])
    if form == "1) ":
        return " ".join(f"{place}) {piece}" for place, piece in enumerate(pieces, 1))
    return "• " + "\n• ".join(pieces) if form == "• " else form.join(pieces)


def typed_years(chance: random.Random, years: int) -> Value:
    """Years of work in one of many ways."""
    tail = "год" if years % 10 == 1 and years != 11 else "лет"
    spellings: list[Value] = [
        years,
        f"{years}",
        f"{years} {tail}",
        f"{years} л. 3 мес.",
        f" {years} г.",
    ]
    return chance.choice(spellings)


def typed_name(chance: random.Random, name: str) -> str:
    """A name with the slips of typing."""
    name = chance.choice([name, name, name, name.replace("ё", "е")])
    spaces = chance.choice([" ", " ", "  ", "\xa0"])
    name = spaces.join(name.split(" "))
    return chance.choice([name, name, f" {name} ", name.upper(), name.lower(), f"{name},"])


def typed(chance: random.Random, field: str, value: object) -> Value:
    """One field of a person as somebody types it."""
    if field == "full_name":
        return typed_name(chance, str(value))
    if field == "gender":
        return chance.choice({"м": ["м", "муж.", "М"], "ж": ["ж", "жен", "женский"]}[str(value)])
    if field == "subject":
        return chance.choice(SUBJECTS[str(value)])
    if field == "category":
        return chance.choice(CATEGORIES[str(value)])
    if field == "consent":
        return typed_date(chance, str(value))
    if field == "years" and isinstance(value, int):
        return typed_years(chance, value)
    if field == "codes" and isinstance(value, list):
        return typed_codes(chance, value)
    if field == "capacity":
        return chance.choice([f"{value}", f"{value} чел.", f"до {value}", f"{value} человека"])
    return str(value)


def row(chance: random.Random, one: Person, fields: Sequence[str], number: int) -> list[Value]:
    """A person as a row of cells."""
    return [number if f == "number" else typed(chance, f, one[f]) for f in fields]


def table(
    chance: random.Random, bank: str, people: Sequence[Person]
) -> tuple[list[list[Value]], list[str]]:
    """A bank under its title, with everything that stands around it; and the fields it has."""
    fields = ["full_name", "years", "codes", "consent"]
    more = ["gender", "position", "subject", "category", "phone", "remark"]
    more += ["capacity"] if bank == "mentors" else []
    fields += [field for field in more if chance.random() < 0.75]
    chance.shuffle(fields)
    if chance.random() < 0.7:
        fields.insert(0, "number")
    headers = [
        chance.choice(["№", "№ п/п", "п/п"]) if field == "number"
        else chance.choice(LISTS[bank]) if field == "codes"
        else chance.choice(HEADERS[field])
        for field in fields
    ]  # fmt: skip
    rows: list[list[Value]] = [[f"{chance.choice(TITLES[bank])} на 2025-2026 учебный год"]]
    rows += [[] for _ in range(chance.randint(0, 2))]
    rows.append([chance.choice([header, header.upper(), f" {header} "]) for header in headers])
    if chance.random() < 0.2:
        rows.append(list(range(1, len(fields) + 1)))
    for number, one in enumerate(people, 1):
        rows.append(row(chance, one, fields, number))
        if chance.random() < 0.1:
            rows.append([])
        if chance.random() < 0.05:
            rows.append(list(headers))
    ends: list[list[Value]] = [[], ["Итого:", len(people)], ["Всего", None, f"{len(people)} чел."]]
    rows.append(chance.choice(ends))
    rows += [["* данные собраны в сентябре"]] if chance.random() < 0.3 else []
    return rows, fields


def workbook(seed: int) -> tuple[list[Sheet], dict[str, list[Person]]]:
    """A generated workbook and the truth about it."""
    chance = random.Random(seed)
    truth: dict[str, list[Person]] = {}
    grids: dict[str, list[list[Value]]] = {}
    for bank, most in (("mentors", 8), ("mentees", 14)):
        people = [person(chance, bank) for _ in range(chance.randint(3, most))]
        grid, fields = table(chance, bank, people)
        grids[bank] = grid
        truth[bank] = [{f: one[f] for f in fields if f != "number"} for one in people]
        for its in truth[bank]:
            if its.get("remark") == "":
                del its["remark"]
    if chance.random() < 0.25:
        sheets = [sheet_of("Лист1", [*grids["mentors"], [], *grids["mentees"]])]
    else:
        names = chance.choice(
            [("наставники", "наставляемые"), ("Лист1", "Лист2"), ("1", "молодые")]
        )
        sheets = [sheet_of(name, grids[bank]) for name, bank in zip(names, grids, strict=True)]
    return [*sheets, sheet_of("Лист3", [])], truth


def figures(many: int, *, show: bool = False) -> Figures:
    """The figures of ``many`` workbooks as one; ``show`` prints what was wrong or in doubt."""
    every: list[Figures] = []
    for seed in range(many):
        sheets, truth = workbook(seed)
        data = as_data(understand(sheets, VOCABULARY, TODAY))
        for bank, people in truth.items():
            got = data[bank]
            assert isinstance(got, list)
            assert len(got) == len(people), f"workbook {seed}: {len(got)} {bank} of {len(people)}"
            every.append(measured(got, people))
            for mine, its in zip(got, people, strict=True) if show else ():
                for field in set(its) & set(mine["guessed"]):
                    print(f"workbook {seed}, doubt: {field}: {mine[field]} {its[field]}")
    return Figures(
        sum(each.said for each in every),
        sum(each.right for each in every),
        sum(each.undoubted for each in every),
        tuple(line for each in every for line in each.silent),
    )


def test_generated_workbooks_are_understood() -> None:
    found = figures(100)
    print(f"\n100 generated workbooks: {found}")
    assert found.silent == ()
    assert found.right >= RIGHT * found.said
    assert found.undoubted >= UNDOUBTED * found.said


def test_ten_times_the_rows_take_at_most_twelve_times_the_time() -> None:
    times = []
    for rows in (200, 2000):
        chance = random.Random(rows)
        grid, _ = table(chance, "mentors", [person(chance, "mentors") for _ in range(rows)])
        start = time.perf_counter()
        understand([sheet_of("наставники", grid)], VOCABULARY, TODAY)
        times.append(time.perf_counter() - start)
    print(f"\n200 rows: {times[0]:.2f} s, 2000 rows: {times[1]:.2f} s")
    assert times[1] <= 12 * times[0]


if __name__ == "__main__":
    numbers = [word for word in sys.argv[1:] if word.isdigit()]
    result = figures(int(numbers[0]) if numbers else 100, show="--show" in sys.argv)
    print(*result.silent, result, sep="\n")
