"""A school's folder in a test: its workbook as people see it, and the program as they run it."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import os
import subprocess
import sys
import warnings
import zipfile
import zoneinfo
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.commands.new_folder import make_folder
from sheets_sync.commands.school import opened
from sheets_sync.commands.settle import settle
from sheets_sync.demo import Typed, Typist
from sheets_sync.sync import Report
from tests.e2e.warm import Warm

MOSCOW = zoneinfo.ZoneInfo("Europe/Moscow")
MORNING = dt.datetime(2026, 9, 3, 8, 15, tzinfo=MOSCOW)
TODAY = MORNING.date()
STAMPS = ("Сверено", "Когда")
REPOSITORY = Path(__file__).resolve().parents[2]

SCHOOL: Mapping[str, Typed] = {
    "Полное название школы": "МКОУ «Образцовская СОШ»",
    "Населённый пункт": "с. Образцово",
    "Директор, ФИО": "Лысенко Нина Павловна",
    "Пол директора": "ж",
    "Куратор, ФИО": "Шевчук Роман Олегович",
    "Должность куратора": "заместитель директора",
    "Пол куратора": "м",
}
MENTORS: tuple[Mapping[str, Typed], ...] = (
    {
        "ФИО": "Бондарь Глеб Андреевич",
        "Должность": "учитель",
        "Предмет": "физика",
        "Сильная сторона 1": "МТ1 планирование урока",
        "Согласие ПДн от": dt.date(2026, 8, 27),
        "Пол": "м",
    },
    {
        "ФИО": "Жукова Алла Юрьевна",
        "Должность": "учитель",
        "Предмет": "музыка",
        "Сильная сторона 1": "КМ1 работа с родителями",
        "Согласие ПДн от": "27.08.2026",
        "Пол": "ж",
    },
)
MENTEES: tuple[Mapping[str, Typed], ...] = (
    {
        "ФИО": "Рябова Инна Марковна",
        "Должность": "учитель",
        "Предмет": "физика",
        "Запрос 1 (главный)": "МТ1 планирование урока",
        "Согласие ПДн от": dt.date(2026, 8, 28),
        "Пол": "ж",
    },
    {
        "ФИО": "Тюрин Артём Захарович",
        "Должность": "учитель",
        "Предмет": "музыка",
        "Запрос 1 (главный)": "КМ1 работа с родителями",
        "Согласие ПДн от": dt.date(2026, 8, 28),
        "Пол": "м",
    },
)
APPROVED: Mapping[str, Typed] = {
    "Решение": "утвердить",
    "Согласие наставника от": dt.date(2026, 9, 2),
    "Согласие наставляемого от": dt.date(2026, 9, 2),
    "Срок с": dt.date(2026, 9, 7),
    "Срок по": dt.date(2027, 5, 31),
    "В приказ": "да",
}

Line = Mapping[str, object]


@dataclass(frozen=True)
class Folder:
    """One school's folder."""

    path: Path

    @property
    def book(self) -> Path:
        """The workbook."""
        return self.path / "Наставничество.xlsx"

    @property
    def config(self) -> Path:
        """Its config.toml."""
        return self.path / "config.toml"

    @property
    def hand(self) -> Typist:
        """Somebody who types into the workbook, past our own writer."""
        return Typist(self.book)

    @property
    def drafts(self) -> dict[str, bytes]:
        """Name -> content of everything in the folder of drafts."""
        folder = self.path / "Документы"
        found = sorted(folder.iterdir()) if folder.is_dir() else []
        return {path.name: path.read_bytes() for path in found}

    @property
    def files(self) -> dict[str, str]:
        """Every file of the folder by its place, with the hash of its bytes; but the log, and the
        archive of pairings, which tells of the past and is not made again once it is deleted."""
        return {
            path.relative_to(self.path).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.path.rglob("*"))
            if path.is_file() and path.name != "log.txt" and path.parent.name != "archive"
        }

    def fill(self) -> None:
        """The invented school: its name, two mentors, two mentees."""
        self.hand.answer("Школа", SCHOOL)
        self.type("Наставники", MENTORS)
        self.type("Наставляемые", MENTEES)

    def type(self, tab: str, lines: tuple[Mapping[str, Typed], ...], first: int = 2) -> None:
        """Type rows into a tab, from row ``first`` down."""
        for row, values in enumerate(lines, first):
            self.hand.type_row(tab, row, values)

    def decide(self, *people: str, values: Mapping[str, Typed] = APPROVED) -> None:
        """Approve the pairs of the named mentees and tick them into the order."""
        shown = self.hand.rows("Пары", "Наставляемый")
        for person in people:
            self.hand.type_row(
                "Пары", next(r for r, text in shown.items() if person in text), values
            )

    def run(self, moment: dt.datetime = MORNING, accept: str = "") -> Report | None:
        """One run at a moment; None where there was nothing to look at."""
        return settle(opened(self.config, moment), accept=accept)

    def parts(self) -> dict[str, bytes]:
        """The XML of every tab by its name."""
        tabs = openpyxl.load_workbook(self.book, read_only=True).sheetnames
        with zipfile.ZipFile(self.book) as package:
            return {tab: package.read(Typist.part(package, tab)) for tab in tabs}

    def raw(self, tab: str, change: Callable[[str], str]) -> None:
        """Change the XML of a tab as another program might have saved it."""
        with zipfile.ZipFile(self.book) as package:
            members = [(info, package.read(info)) for info in package.infolist()]
            part = Typist.part(package, tab)
        with zipfile.ZipFile(self.book, "w", zipfile.ZIP_DEFLATED) as package:
            for info, data in members:
                is_it = info.filename == part
                package.writestr(info, change(data.decode()).encode() if is_it else data)

    def formula(self, tab: str, row: int, letter: str, text: str) -> None:
        """Put a formula of staff's at the end of a row that is there."""
        cell = f'<c r="{letter}{row}"><f>{escape(text)}</f></c>'

        def change(xml: str) -> str:
            start = xml.index(f'<row r="{row}"')
            end = xml.index("</row>", start)
            return xml[:end] + cell + xml[end:]

        self.raw(tab, change)

    def rows(self, tab: str) -> dict[int, Line]:
        """Row -> header -> value of every row that is not blank, as openpyxl reads them."""
        return rows_of(self.book, tab)

    def ids(self, tab: str) -> dict[str, str]:
        """Name -> id, spaces tidied."""
        return {
            " ".join(str(line["ФИО"]).split()): str(line.get("№", ""))
            for line in self.rows(tab).values()
            if "ФИО" in line
        }

    def state(self) -> dict[str, object]:
        """Everything that the workbook says, stamps aside: comparable between two runs."""
        return state_of(self.book)

    def program(
        self, *words: str, moment: dt.datetime = MORNING, **environment: str
    ) -> subprocess.CompletedProcess[bytes]:
        """The program in a process of its own, started in the folder."""
        return program(*words, cwd=self.path, moment=moment, **environment)


def new_school(path: Path) -> Folder:
    """The folder that ``init`` makes."""
    make_folder(path)
    return Folder(path)


def program(
    *words: str, cwd: Path, moment: dt.datetime = MORNING, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """`sheets-sync` with these words at a moment, in a process of its own."""
    whole = {**os.environ, "PYTHONPATH": str(REPOSITORY), **environment}
    if hasattr(os, "fork"):
        return _warm().run(words, moment.isoformat(), cwd, whole)
    return subprocess.run(
        [sys.executable, "-m", "tests.e2e.at", moment.isoformat(), *words],
        cwd=cwd,
        env={"PYTHONIOENCODING": "utf-8", **whole},
        capture_output=True,
        check=False,
        timeout=120,
    )


@functools.cache
def _warm() -> Warm:
    """One for all commands of this test process."""
    return Warm()


def sheets(book: Path) -> list[Worksheet]:
    """The worksheets of a file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of parts that it does not know
        found = openpyxl.load_workbook(book).worksheets
    return [each for each in found if isinstance(each, Worksheet)]


def sheet(book: Path, tab: str) -> Worksheet:
    """One worksheet of a file."""
    return next(sheet for sheet in sheets(book) if sheet.title == tab)


def rows_of(book: Path, tab: str) -> dict[int, Line]:
    """Row -> header -> value of every row of a tab that is not blank."""
    cells = sheet(book, tab)
    heads = [str(cell.value) for cell in cells[1]]
    found: dict[int, Line] = {}
    for number, values in enumerate(cells.iter_rows(min_row=2, values_only=True), 2):
        line = {
            head: value for head, value in zip(heads, values, strict=False) if value is not None
        }
        if line:
            found[number] = line
    return found


def state_of(book: Path) -> dict[str, object]:
    """Everything that a workbook says, stamps aside: comparable between two runs."""
    found: dict[str, object] = {}
    for tab in sheets(book):
        for row in tab.iter_rows():
            head = str(tab.cell(row[0].row or 1, 1).value)
            for cell in row:
                title = str(tab.cell(1, cell.column or 1).value)
                if cell.value is not None and not {title, head} & set(STAMPS):
                    found[f"{tab.title}!{cell.coordinate}"] = cell.value
    return found
