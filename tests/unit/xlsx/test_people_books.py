"""Real workbooks of many programs: one cell overwritten and a row added, nothing else changes."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter

from sheets_sync.errors import UnwritableError
from sheets_sync.stores.xlsx import Book

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "workbooks"
FILES = sorted(FOLDER.glob("*.xlsx"))
ROW: dict[int, Any] = {1: "<Ким & Ли>", 2: 12.5, 3: dt.date(2026, 9, 5)}
Parts = Callable[[bytes], dict[str, bytes]]

if not FILES:
    pytest.skip("no samples: there is no ../shared/workbooks", allow_module_level=True)


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def data(request: pytest.FixtureRequest) -> bytes:
    path: Path = request.param
    return path.read_bytes()


@cache
def edited(data: bytes) -> tuple[bytes, tuple[int, int] | None, int]:
    """The workbook after both edits, the overwritten cell and the new row."""
    book = Book.open(data)
    sheet = book.sheet_names[0]
    grid = book.read(sheet)
    place = None
    for candidate, cell in grid.cells.items():
        if cell.formula:
            continue
        try:
            book.put(sheet, *candidate, "новое & <значение>")
        except UnwritableError:
            continue
        place = candidate
        break
    after = max(grid.last_row, 1)
    book.append(sheet, after, [ROW])
    return book.to_bytes(), place, after + 1


def sheet_parts(data: bytes) -> list[str]:
    """Parts of the worksheets in their order."""
    book = Book.open(data)
    return [sheet.part for sheet in book._sheets.values()]


def numbered(xml: bytes) -> Any:
    """The tree of a worksheet; rows and cells that name no address get theirs."""
    tree, number = etree.fromstring(xml), 0
    for row in tree.iter("{*}row"):
        number = int(row.get("r", number + 1))
        row.set("r", str(number))
        column = 0
        for cell in row.iterchildren("{*}c"):
            column = corner(cell.get("r", address(number, column + 1)))[1]
            cell.set("r", address(number, column))
    return tree


def corner(text: str) -> tuple[int, int]:
    row, column = coordinate_to_tuple(text)
    return row, column


def address(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"


def facts(xml: bytes, new_row: int, place: tuple[int, int] | None) -> Iterator[tuple[Any, ...]]:
    """Every element but the new row with its blank cells and the overwritten cell.

    Areas that may grow and cached values of formulas are left out.
    """
    skipped = {address(new_row, column) for column in ROW}
    if place:
        skipped.add(address(*place))
    for node in numbered(xml).iter(etree.Element):
        name = etree.QName(node).localname
        over = [node, *node.iterancestors()]
        if any(one.get("r") in skipped and str(one.tag).endswith("}c") for one in over):
            continue
        if name == "row" and node.get("r") == str(new_row):
            continue
        if name == "c" and corner(node.get("r", ""))[0] == new_row and not len(node):
            continue
        if name in {"v", "sqref", "dimension"}:
            continue
        attrs = {
            str(key): str(value)
            for key, value in node.attrib.items()
            if key not in {"spans", "sqref", "ref"} and not (name == "c" and key == "t")
        }
        yield str(node.tag), attrs, (node.text or "").strip(), (node.tail or "").strip()


def test_nothing_but_the_edits_changes(data: bytes, parts: Parts) -> None:
    new, place, row = edited(data)
    before, after = parts(data), parts(new)
    sheets = sheet_parts(data)
    changed = {name for name in before if after.get(name) != before[name]}
    assert [name for name in after if name in before] == list(before)
    assert set(after) - set(before) <= {"xl/styles1.xml"}
    assert sheets[0] in changed
    for name in changed & set(sheets):
        ours = (row, place) if name == sheets[0] else (0, None)
        assert list(facts(after[name], *ours)) == list(facts(before[name], *ours))
    for name in changed - set(sheets):
        if set(after) == set(before) and not name.endswith("styles.xml"):
            assert without_areas(after[name]) == without_areas(before[name])


def without_areas(xml: bytes) -> bytes:
    """A part without what may grow, and without the request to count again."""
    asked = re.sub(rb' fullCalcOnLoad="1"|<(\w+:)?calcPr/>', b"", xml)
    return re.sub(rb"\$?[A-Z]{1,3}\$?\d+(:\$?[A-Z]{1,3}\$?\d+)?", b"@", asked)


def test_styles_only_gain(data: bytes, parts: Parts) -> None:
    new, _, _ = edited(data)
    for name, content in parts(data).items():
        if not name.endswith("styles.xml") or parts(new)[name] == content:
            continue
        old, now = (etree.fromstring(one) for one in (content, parts(new)[name]))
        for kind in ("numFmts", "cellXfs"):
            kept, have = (
                [
                    etree.tostring(node, method="c14n")
                    for node in tree.iterfind(f"{{*}}{kind}/{{*}}*")
                ]
                for tree in (old, now)
            )
            assert have[: len(kept)] == kept
            assert len(have) - len(kept) <= 2
            for tree in (old, now):
                for node in tree.findall(f"{{*}}{kind}"):
                    tree.remove(node)
        assert etree.tostring(old, method="c14n") == etree.tostring(now, method="c14n")


def test_our_own_reading_finds_the_edits(data: bytes) -> None:
    new, place, row = edited(data)
    before, after = Book.open(data), Book.open(new)
    cells = after.read(after.sheet_names[0]).cells
    assert [cells[row, column].value for column in ROW] == list(ROW.values())
    if place:
        assert cells[place].value == "новое & <значение>"
    old = before.read(before.sheet_names[0]).cells
    ours = {(row, column) for column in ROW} | {place}
    for where, cell in old.items():
        if where not in ours and not cell.formula:
            assert cells[where] == cell


def test_openpyxl_reads_the_edits_if_it_reads_the_workbook(data: bytes) -> None:
    new, place, row = edited(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # What it cannot open, and how it then fails, is not ours to judge.
        try:
            assert openpyxl.load_workbook(io.BytesIO(data)).worksheets
        except Exception as error:
            pytest.skip(f"openpyxl cannot open it: {type(error).__name__}")
        book = openpyxl.load_workbook(io.BytesIO(new))
    sheet = book.worksheets[0]
    shown = [sheet.cell(row, column).value for column in ROW]
    assert shown == ["<Ким & Ли>", 12.5, dt.datetime(2026, 9, 5)]
    if place:
        assert sheet.cell(*place).value == "новое & <значение>"
