"""A workbook that staff made their own lives through twenty runs: nothing of theirs is touched."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.demo import Typed, Typist
from tests.e2e.office import Office
from tests.e2e.staff import MENTEES, MORNING, Folder, sheet

OWN = "Заметки завуча"
PICTURE = "xl/media/герб.png"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"


def dot() -> bytes:
    """A picture of one red dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">L", len(data)) + body + struct.pack(">L", zlib.crc32(body))

    head = struct.pack(">LLBBBBB", 1, 1, 8, 2, 0, 0, 0)
    dots = zlib.compress(b"\0\xff\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def furnished(drawn: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school before its first run, to which staff have added whatever they like."""
    filled = Folder(tmp_path_factory.mktemp("furnished") / "школа")
    shutil.copytree(drawn, filled.path)
    filled.fill()
    book = openpyxl.load_workbook(filled.book)
    bank = book["Наставники"]
    assert isinstance(bank, Worksheet)
    column = bank.max_column + 2
    letter = bank.cell(1, column, "Инициалы").column_letter
    for row in (2, 3):
        bank[f"{letter}{row}"] = f'=LEFT(B{row},1)&"-"&A{row}'
    bank["B2"].comment = Comment("Просила не раньше октября", "завуч")
    bank.auto_filter.ref = f"A1:{letter}3"
    bank.auto_filter.add_filter_column(1, ["Бондарь Глеб Андреевич", "Жукова Алла Юрьевна"])
    notes = book.create_sheet(OWN, 0)
    notes["A1"] = CellRichText("Педсовет ", TextBlock(InlineFont(b=True), "5 сентября"))
    notes["A2"], notes["B2"] = "Наставников", "=COUNTA(Наставники!B2:B100)"
    notes["A3"], notes["B3"] = "С номером", '=COUNTIF(Наставляемые!A2:A100,"Н-*")'
    chart = BarChart()
    chart.add_data(Reference(notes, min_col=2, min_row=2, max_row=3))
    notes.add_chart(chart, "D2")
    book.save(filled.book)
    _hang_picture(filled.book)
    return filled.path


@pytest.fixture(scope="module")
def lived(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same school after twenty runs."""
    made = Folder(tmp_path_factory.mktemp("lived") / "школа")
    shutil.copytree(furnished, made.path)
    live(made)
    return made.path


@pytest.fixture
def own(lived: Path, tmp_path: Path) -> Folder:
    """A copy of the school after its twenty runs."""
    return Folder(Path(shutil.copytree(lived, tmp_path / "своя")))


def _hang_picture(book: Path) -> None:
    """Put a picture beside the chart, as Excel would."""
    with zipfile.ZipFile(book) as package:
        members = {info.filename: package.read(info) for info in package.infolist()}
    picture = (
        f'<oneCellAnchor xmlns="{DRAWING}"><from><col>3</col><colOff>0</colOff><row>20</row>'
        '<rowOff>0</rowOff></from><ext cx="300000" cy="300000"/><pic><nvPicPr>'
        '<cNvPr id="9" name="герб"/><cNvPicPr/></nvPicPr><blipFill>'
        '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        'r:embed="rId9"/><a:stretch xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        "<a:fillRect/></a:stretch></blipFill><spPr>"
        '<a:prstGeom xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" prst="rect"/>'
        "</spPr></pic><clientData/></oneCellAnchor>"
    )
    link = (
        '<Relationship Id="rId9" Target="/xl/media/герб.png" Type="http://schemas.openxmlformats.org'
        '/officeDocument/2006/relationships/image"/></Relationships>'
    )
    for name, end, more in (
        ("xl/drawings/drawing1.xml", "</wsDr>", f"{picture}</wsDr>"),
        ("xl/drawings/_rels/drawing1.xml.rels", "</Relationships>", link),
        (
            "[Content_Types].xml",
            "<Override",
            '<Default Extension="png" ContentType="image/png"/><Override',
        ),
    ):
        text = members[name].decode()
        assert end in text
        members[name] = text.replace(end, more, 1).encode()
    for name in members:  # no reckoned values: there is nothing in a formula that could be stale
        if name.startswith("xl/worksheets/sheet"):
            members[name] = re.sub(rb"<v ?/>|<v></v>", b"", members[name])
    members[PICTURE] = dot()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)


def letters(bank: Worksheet) -> dict[str, str]:
    """Header → letter of its column."""
    return {str(cell.value): get_column_letter(place) for place, cell in enumerate(bank[1], 1)}


def parts(book: Path) -> dict[str, bytes]:
    """The parts of a workbook by name."""
    with zipfile.ZipFile(book) as package:
        return {name: package.read(name) for name in package.namelist()}


def touchable(book: Path) -> set[str]:
    """The parts that a run may write: its tabs, and the styles of dates that it adds."""
    with zipfile.ZipFile(book) as package:
        tabs = "Школа Наставники Наставляемые Пары Документы Журнал _sync".split()
        tabs += ["Что горит", "Дорожная карта", "Сводка"]
        return {Typist.part(package, tab) for tab in tabs} | {"xl/styles.xml", "xl/workbook.xml"}


def edits(turn: int) -> tuple[str, int, Mapping[str, Typed]]:
    """What a person does before the run of a turn."""
    kinds: tuple[tuple[str, int, Mapping[str, Typed]], ...] = (
        (
            "Наставляемые",
            4 + turn,
            {**MENTEES[turn % 2], "ФИО": f"Уткин Лев {'АБВГДЕЖЗИК'[turn // 2]}ич"},
        ),
        ("Наставники", 2 + turn % 2, {"Сильная сторона 2": ("МТ2", "ПП1", "КМ2")[turn % 3]}),
        ("Наставляемые", 2, {"Год начала работы": 2000 + turn}),
        ("Школа", 3, {}),
    )
    return kinds[turn % 4]


def live(school: Folder, runs: int = 20) -> None:
    """So many runs on as many days, a small edit before each."""
    for turn in range(runs):
        tab, row, values = edits(turn)
        if values:
            school.hand.type_row(tab, row, values)
        if turn == 6:
            school.decide("Рябова")
        before = parts(school.book)
        report = school.run(MORNING + dt.timedelta(days=turn))
        assert report is not None
        assert report.plans
        after = parts(school.book)
        changed = {name for name in before if after.get(name) != before[name]}
        assert list(after) == list(before)
        assert changed <= touchable(school.book), changed


def test_twenty_runs_touch_no_part_that_is_not_theirs(own: Folder, furnished: Path) -> None:
    before = parts(Folder(furnished).book)
    after = parts(own.book)
    left = set(before) - touchable(own.book)
    assert any("chart" in name for name in left)
    assert {name: after[name] for name in left} == {name: before[name] for name in left}


def test_after_twenty_runs_everything_of_staffs_is_there(own: Folder) -> None:
    book = openpyxl.load_workbook(own.book, rich_text=True)
    notes, bank = book[OWN], book["Наставники"]
    assert isinstance(notes, Worksheet)
    assert isinstance(bank, Worksheet)
    assert isinstance(notes["A1"].value, CellRichText)
    assert "xl/charts/chart1.xml" in parts(own.book)
    assert parts(own.book)[PICTURE] == dot()
    assert bank["B2"].comment is not None
    assert "октября" in bank["B2"].comment.text
    heads = letters(bank)
    assert bank[f"{heads['Инициалы']}2"].value == '=LEFT(B2,1)&"-"&A2'
    assert bank.auto_filter.ref == f"A1:{heads['Инициалы']}3"
    assert bank.auto_filter.filterColumn[0].filters.filter


def test_after_twenty_runs_a_further_one_changes_nothing(own: Folder) -> None:
    assert len(own.drafts) == 1
    before = own.files
    shutil.rmtree(own.path / ".sheets_sync")
    own.run(MORNING + dt.timedelta(days=19))
    assert own.files == before


def test_after_twenty_runs_libreoffice_opens_it_and_reckons_right(
    own: Folder, office: Office, tmp_path: Path
) -> None:
    folder = tmp_path / "libreoffice"
    folder.mkdir()
    made = office.convert(own.book, "ods", folder)
    again = office.convert(made, "xlsx", folder)
    values = openpyxl.load_workbook(again, data_only=True)
    notes, bank = values[OWN], values["Наставники"]
    assert isinstance(notes, Worksheet)
    assert isinstance(bank, Worksheet)
    assert notes["B2"].value == 2
    assert notes["B3"].value == len(own.ids("Наставляемые"))
    heads = letters(bank)
    ids = own.ids("Наставники")
    shown = [bank[f"{heads['Инициалы']}{row}"].value for row in (2, 3)]
    assert shown == [f"Б-{ids['Бондарь Глеб Андреевич']}", f"Ж-{ids['Жукова Алла Юрьевна']}"]
    assert any("media" in name for name in parts(again))
    assert any("chart" in name for name in parts(again))


def test_a_formula_that_libreoffice_had_reckoned_is_reckoned_anew_after_a_run(
    furnished: Path, office: Office, tmp_path: Path
) -> None:
    own = Folder(Path(shutil.copytree(furnished, tmp_path / "своя")))
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        shutil.copy(office.convert(own.book, "xlsx", folder), own.book)
        own.run(MORNING + dt.timedelta(days=len(folder.name)))
        own.hand.type_row("Наставляемые", 4, {**MENTEES[0], "ФИО": "Уткин Лев Ильич"})
    own.run(MORNING + dt.timedelta(days=9))
    values = openpyxl.load_workbook(office.convert(own.book, "xlsx", tmp_path), data_only=True)
    assert values[OWN]["B3"].value == 3
    assert sheet(own.book, OWN)["B3"].value.startswith("=COUNTIF")
