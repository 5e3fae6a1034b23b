"""LibreOffice opens what we wrote, reads it, and counts formulas anew."""

from __future__ import annotations

import csv
import datetime as dt
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sheets_sync.stores.xlsx import Book

Build = Callable[..., bytes]
Around = Callable[..., str]
_ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


@pytest.fixture
def as_shown(soffice: Path, tmp_path: Path) -> Callable[[bytes], dict[str, list[list[str]]]]:
    """The rows of every sheet as LibreOffice shows them, with a profile of its own."""

    def convert(data: bytes) -> dict[str, list[list[str]]]:
        source = tmp_path / "book.xlsx"
        source.write_bytes(data)
        profile = (tmp_path / "profile").as_uri()
        command = [str(soffice), f"-env:UserInstallation={profile}", "--headless"]
        command += ["--convert-to", _ALL_SHEETS, "--outdir", str(tmp_path), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        found = {}
        for path in tmp_path.glob("book-*.csv"):
            with path.open(encoding="utf-8", newline="") as file:
                found[path.stem.removeprefix("book-")] = list(csv.reader(file))
        return found

    return convert


def test_libreoffice_shows_our_cells_and_counts_what_depends_on_them(
    build: Build, around: Around, as_shown: Callable[[bytes], dict[str, list[list[str]]]]
) -> None:
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is>'
        "<t>Дата</t></is></c></row>"
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"><v>46270</v></c>'
        '<c r="C2"><f>A2*10</f><v>10</v></c></row>'
    )
    total = (
        '<row r="1"><c r="A1"><f>SUM(Лист1!A2:A9)</f><v>1</v></c><c r="B1"><f>1+1</f>'
        "<v>2</v></c></row>"
    )
    rich = "<r><t>Бал</t></r><r><rPr><b/></rPr><t>лы</t></r>"
    application = "<fileVersion appName='xl' lastEdited='7'/>"
    sheets = {"Лист1": around(rows), "Итог": around(total)}
    book = Book.open(build(sheets, strings=[rich], properties=application))
    book.put("Лист1", 2, 1, 5)
    book.append("Лист1", 2, [{1: 7, 2: dt.date(2026, 9, 7), 4: '=не "формула" & <тег>\n_x000D_'}])
    shown = as_shown(book.to_bytes())
    dates = [row.pop(1) for row in shown["Лист1"]]
    # It draws dates by the language of the system.
    assert dates in (["Дата", "05.09.2026", "07.09.2026"], ["Дата", "09/05/2026", "09/07/2026"])
    assert shown["Лист1"] == [
        ["Баллы", "", ""],
        ["5", "50", ""],
        ["7", "", '=не "формула" & <тег>\n_x000D_'],
    ]
    assert shown["Итог"] == [["12", "2"]]
