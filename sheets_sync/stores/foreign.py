"""Other people's files, read only: .xlsx, .xlsm, .xlsb, .xls and .ods by calamine, .csv by hand."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from sheets_sync.cells import Value
from sheets_sync.errors import UnreadableError, reason
from sheets_sync.intake.grid import Area, Sheet, sheet_of
from sheets_sync.stores.xlsx import Book

TEXTS = (".csv", ".tsv", ".txt")
BOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
MOST_ROWS = 20_000
MOST_BYTES = 50_000_000
_SEALED = "EncryptedPackage".encode("utf-16-le")


def read_sheets(path: Path) -> list[Sheet]:
    """Every sheet of a file; UnreadableError says what is wrong with it and what to do."""
    data = _bytes(path)
    ending = path.suffix.lower()
    if not data.strip():
        raise UnreadableError(f"Файл «{path.name}» пуст. Проверьте, тот ли это файл.")
    if ending in TEXTS:
        return [sheet_of(path.stem, _csv(data))]
    if _SEALED in data or (ending == ".ods" and b"encryption-data" in data):
        raise _sealed(path)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            errors = _errors(data, path)
            return [
                _sheet(book.get_sheet_by_name(each.name), each.visible, errors.get(each.name, {}))
                for each in book.sheets_metadata
                if each.typ == SheetTypeEnum.WorkSheet
            ]
    except CalamineError as error:
        if "assword" in str(error) or "ncrypt" in str(error):
            raise _sealed(path) from error
        raise _no_workbook(path) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise _no_workbook(path) from error


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableError(
                f"Файл «{path.name}» слишком большой для банка педагогов. Оставьте в нём только "
                "нужные вкладки."
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableError(
            f"Нет файла «{path}». Проверьте имя и папку, имя с пробелами возьмите в кавычки."
        ) from None
    except OSError as error:
        raise UnreadableError(f"Файл «{path}» не читается: {reason(error)}.") from error


def _sealed(path: Path) -> UnreadableError:
    return UnreadableError(
        f"Файл «{path.name}» закрыт паролем. Откройте его, снимите пароль, сохраните копию и "
        "укажите её."
    )


def _no_workbook(path: Path) -> UnreadableError:
    return UnreadableError(
        f"Файл «{path.name}» – не таблица или повреждён. Подойдут {', '.join(BOOKS)} и .csv: "
        "откройте файл, сохраните как «Книга Excel» и укажите новый."
    )


def _errors(data: bytes, path: Path) -> Mapping[str, Mapping[tuple[int, int], str]]:
    """The cells of an .xlsx that show an error, which calamine takes for blank; from 0."""
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return {}
    try:
        book = Book.open(data, path.name)
        return {
            name: {
                (row - 1, column - 1): cell.shown
                for (row, column), cell in book.read(name).cells.items()
                if cell.kind == "error"
            }
            for name in book.sheet_names
        }
    except UnreadableError:
        return {}


def _sheet(
    sheet: CalamineSheet, visible: SheetVisibleEnum, errors: Mapping[tuple[int, int], str]
) -> Sheet:
    rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS)
    merged: list[Area] = [
        (top, left, bottom, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    values = [[_value(value) for value in row] for row in rows]
    for (row, column), text in errors.items():
        if row < len(values) and column < len(values[row]):
            values[row][column] = text
    return sheet_of(sheet.name, values, merged, hidden=visible != SheetVisibleEnum.Visible)


def _value(value: Value | dt.timedelta) -> Value:
    return str(value) if isinstance(value, dt.timedelta) else value


def _csv(data: bytes) -> Sequence[Sequence[Value]]:
    text = _decoded(data)
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    separator = max(";\t,", key=lambda mark: sum(min(line.count(mark), 30) for line in lines))
    if separator == "," and sum(line.count(";") for line in lines) >= len(lines):
        separator = ";"  # commas stand inside the cells, one semicolon a line still separates
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))[:MOST_ROWS]


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", "replace")
