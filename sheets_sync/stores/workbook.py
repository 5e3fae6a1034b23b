"""The workbook store: one .xlsx that people own, read whole and written in place."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sheets_sync.cells import Value
from sheets_sync.changes import AddRow, Change, DropRow, SetCell
from sheets_sync.errors import BusyError, StaleError, StoreError, UnreadableError, reason
from sheets_sync.plan import Plan
from sheets_sync.schema import MEMORY, Schemas, TableSchema
from sheets_sync.snapshot import Snapshot, Table
from sheets_sync.stores import copies
from sheets_sync.stores.base import Lock
from sheets_sync.stores.tabs import MOST_ABOVE, Tab
from sheets_sync.stores.xlsx import Book, Grid
from sheets_sync.words import fold

TEMPORARY = "~sheets_sync-"
"""How our own unfinished files begin; a killed run's are removed by the next."""

ELSEWHERE = "на другом компьютере"


class WorkbookStore:
    """One .xlsx file. Between reading and writing it is known by the hash of its bytes.

    With a ``moment`` it lays down the copy of that day before the first changes of the day.
    """

    def __init__(self, path: Path, schemas: Schemas, moment: dt.datetime | None = None) -> None:
        self.path = path.resolve()
        self._uncopied = ""
        self._schemas = schemas
        self._moment = moment

    def read(self) -> Snapshot:
        """All known tabs; UnreadableError where the file is missing or no workbook."""
        data = self._bytes()
        book = Book.open(data, self.path.name)
        sheets = {fold(name): name for name in book.sheet_names}
        tables = {}
        for name, schema in self._schemas.items():
            sheet = sheets.get(fold(schema.tab))
            if sheet is not None and schema.layout != "text":
                tables[name] = _tab(book, schema, sheet).table()
        if MEMORY not in tables:
            raise UnreadableError(
                f"В таблице «{self.path.name}» нет скрытой вкладки «_sync», памяти программы. "
                "Нажмите Ctrl+Z или возьмите копию, в которой она есть."
            )
        return Snapshot(tables, _token(data))

    def write(self, snapshot: Snapshot, plan: Plan) -> Snapshot:
        """Put the plan's changes into the file in one atomic replacement."""
        self._free()
        data = self._bytes()
        if _token(data) != snapshot.token:
            raise self._stale()
        written = self._written(data, snapshot, plan.written)
        if written != data:
            # A refused plan changes nothing of its own: what it refused is no state to keep.
            if self._moment and plan.changes:
                self._uncopied = copies.keep(self.path, data, self._moment)
            self._replace(written, snapshot.token)
        return self.read()

    def version(self) -> str:
        """The hash of the file as it is now."""
        return _token(self._bytes())

    @property
    def remarks(self) -> tuple[str, ...]:
        """Why today's copy could not be made, if it could not."""
        return tuple(filter(None, [self._uncopied]))

    @property
    def shown_at(self) -> tuple[str, ...]:
        """The file."""
        return (str(self.path),)

    def busy(self) -> str:
        """Who has the file open, as a sentence; '' if nobody has."""
        lock = self.lock()
        if lock is None:
            return ""
        return (
            f"Таблица открыта: {lock.owner}. Закройте её там и нажмите «Обновить» ещё раз. "
            "Ничего не потеряно."
        )

    def lock(self) -> Lock | None:
        """The lock file that Excel or LibreOffice has laid beside the file, if there is one."""
        for name in (f"~${self.path.name}", f"~${self.path.name[2:]}", f".~lock.{self.path.name}#"):
            path = self.path.with_name(name)
            with contextlib.suppress(FileNotFoundError):
                since = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
                return Lock(name, _owner(path), since)
        return None

    def sweep(self) -> None:
        """Remove the unfinished files that a killed run left."""
        for unfinished in (self._temporary, copies.folder_of(self.path) / copies.TEMPORARY):
            with contextlib.suppress(OSError):
                unfinished.unlink()

    @property
    def _temporary(self) -> Path:
        return self.path.with_name(f"{TEMPORARY}{self.path.name}.tmp")

    def _free(self) -> None:
        says = self.busy()
        if says:
            raise BusyError(says)

    def _stale(self) -> StaleError:
        return StaleError(
            f"Таблица «{self.path.name}» изменилась, пока шла сверка. Ничего не записано, "
            "повторите."
        )

    def _bytes(self) -> bytes:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            raise UnreadableError(
                f"Нет таблицы «{self.path}». Верните файл на место или исправьте workbook в "
                "config.toml."
            ) from None
        except PermissionError as error:
            raise BusyError(
                f"Таблица «{self.path.name}» занята другой программой. Закройте её и повторите."
            ) from error
        except OSError as error:
            raise StoreError(f"Таблица «{self.path.name}» не читается: {reason(error)}.") from error

    def _written(self, data: bytes, snapshot: Snapshot, changes: Iterable[Change]) -> bytes:
        """The bytes of the file with ``changes`` in it."""
        book = Book.open(data, self.path.name)
        sheets = {fold(name): name for name in book.sheet_names}
        by_table: dict[str, list[Change]] = {}
        for change in changes:
            by_table.setdefault(change.table, []).append(change)
        for name, its in by_table.items():
            schema = self._schemas[name]
            sheet = sheets[fold(schema.tab)]
            _tab(book, schema, sheet).carry_out(book, snapshot.tables[name], its)
        return book.to_bytes()

    def _replace(self, data: bytes, token: str) -> None:
        temporary = self._temporary
        try:
            with temporary.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            shutil.copymode(self.path, temporary)
            self._free()
            if self.version() != token:  # the last look, as near to the replacement as can be
                raise self._stale()
            temporary.replace(self.path)
        except PermissionError as error:
            raise BusyError(
                f"Таблица «{self.path.name}» занята другой программой или папка закрыта для "
                "записи. Закройте таблицу и повторите."
            ) from error
        except OSError as error:
            raise StoreError(
                f"Таблица «{self.path.name}» не записана: {reason(error)}. Прежняя цела."
            ) from error
        finally:
            self.sweep()


def _tab(book: Book, schema: TableSchema, sheet: str) -> _Tab:
    """A tab of the file; of one that is never read back only the headers and the end."""
    most = MOST_ABOVE + 1 if schema.unread else None
    grid = book.read(sheet, most)
    return _Tab(schema, sheet, grid, Tab(schema, sheet, grid.cells, grid.last_row))


@dataclass(slots=True)
class _Tab:
    """One tab of the file, to be written."""

    schema: TableSchema
    sheet: str
    grid: Grid
    tab: Tab

    def table(self) -> Table:
        """The tab as a table; without rows where they are never read back."""
        return self.tab.table()

    def carry_out(self, book: Book, table: Table, changes: Sequence[Change]) -> None:
        """Put ``changes`` into the sheet: cells first, then new rows under the last one."""
        if self.schema.layout == "form":
            self._answer(book, changes)
            return
        columns = self.tab.columns()
        places = {row.key: row.place for row in table.rows}
        added: list[Mapping[int, Value]] = []
        for change in changes:
            if isinstance(change, AddRow):
                added.append({columns[name]: value for name, value in change.cells})
            elif isinstance(change, DropRow):
                for column in columns.values():
                    if (places[change.row], column) in self.grid.cells:
                        book.put(self.sheet, places[change.row], column, None)
            else:
                value = None if change.new == "" else change.new
                book.put(self.sheet, places[change.row], columns[change.column], value)
        end = self.grid.last_row if self.schema.unread else 0
        first = max([self.tab.head(), end, *places.values()]) + 1
        self._add(book, first, added)
        if not self.schema.hidden:
            written = {places[change.row] for change in changes if change.row in places}
            book.fit(self.sheet, written | set(range(first, first + len(added))))

    def _add(self, book: Book, first: int, added: Sequence[Mapping[int, Value]]) -> None:
        """New rows from row ``first`` on: into lines that hold only formulas filled down ahead of
        the rows, then under everything."""
        ready = min(len(added), max(0, self.grid.last_row - first + 1))
        for place, cells in enumerate(added[:ready], start=first):
            for column, value in cells.items():
                book.put(self.sheet, place, column, value)
        if added[ready:]:
            book.append(self.sheet, max(first + ready - 1, 1), added[ready:])

    def _answer(self, book: Book, changes: Iterable[Change]) -> None:
        """Put ``changes`` beside the questions of a form."""
        places = self.tab.answers()
        written = {change.column: change.new for change in changes if isinstance(change, SetCell)}
        for column, new in written.items():
            book.put(self.sheet, *places[column], None if new == "" else new)
        book.fit(self.sheet, {places[column][0] for column in written})


def _token(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _owner(lock: Path) -> str:
    """Whoever a lock file names: LibreOffice the computer among commas, Excel a padded name."""
    try:
        data = lock.read_bytes()
    except OSError:
        return ELSEWHERE
    if lock.name.startswith(".~lock"):
        fields = [field.strip() for field in data.decode("utf-8", "replace").split(",")]
        person, user, computer = (*fields, "", "", "")[:3]
        return f"компьютер {computer}" if computer else person or user or ELSEWHERE
    name = data[1 : 1 + data[0]].decode("cp1251", "replace").strip() if data else ""
    return name or ELSEWHERE
