"""The workbook: opened from bytes, read, changed by cells and rows, and given back as bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from sheets_sync.cells import Value
from sheets_sync.errors import UnreadableError
from sheets_sync.stores.xlsx.edit import SheetEdit
from sheets_sync.stores.xlsx.markup import MarkupError
from sheets_sync.stores.xlsx.package import Package
from sheets_sync.stores.xlsx.parts import (
    Parts,
    SheetPart,
    add_styles_part,
    sheet_parts,
    workbook_part,
)
from sheets_sync.stores.xlsx.read import Grid, Reader
from sheets_sync.stores.xlsx.recalc import (
    HAS_FORMULA,
    ask_for_calculation,
    forget_formulas,
    stale_cells,
)
from sheets_sync.stores.xlsx.sheet import SheetXml
from sheets_sync.stores.xlsx.styles import NO_STYLES, Styles
from sheets_sync.stores.xlsx.texts import shared_strings


class Book:
    """A workbook that people own. Made by ``Book.open``; nothing is written to any file."""

    def __init__(self, package: Package, name: str) -> None:
        self._what = f"Файл «{name}»" if name else "Файл"
        self._package = package
        self._parts = Parts(package)
        self._workbook = workbook_part(self._parts, name)
        self._sheets = {sheet.name: sheet for sheet in sheet_parts(self._parts, self._workbook)}
        self._reader = self._made_reader()
        self._edits: dict[str, SheetEdit] = {}

    @classmethod
    def open(cls, data: bytes, name: str = "") -> Book:
        """The workbook in ``data``; ``name`` of the file is for the sentences of errors.

        Raises ``UnreadableError`` for anything that is not a whole .xlsx or .xlsm.
        """
        package = Package(data, name)
        try:
            return cls(package, name)
        except MarkupError as error:
            raise package.unreadable("оглавление книги") from error

    def _made_reader(self) -> Reader:
        strings = self._parts.related(self._workbook, "sharedStrings")
        styles = self._parts.related(self._workbook, "styles")
        self._styles_part = styles[0] if styles else None
        properties = self._parts.tree(self._workbook).find("workbookPr")
        return Reader(
            Styles(self._parts.read(styles[0]) if styles else NO_STYLES),
            shared_strings(self._parts.text(strings[0])) if strings else [],
            properties is not None and properties.attrs.get("date1904") in {"1", "true", "on"},
        )

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """Names of the worksheets in their order, hidden ones too."""
        return tuple(self._sheets)

    @property
    def signed(self) -> bool:
        """Whether the file carries a digital signature, which any change makes void."""
        relations = self._parts.relations("")
        return any(relation.kind == "origin" for relation in relations) or any(
            name.lower().startswith("_xmlsignatures/") for name in self._package.names
        )

    def read(self, sheet: str, most: int | None = None) -> Grid:
        """All non-blank cells of a sheet (down to row ``most``), changes made so far included."""
        edit = self._edit(sheet)
        with self._meaningful(edit.name):
            edit.flush()
            return self._reader.grid(edit.xml, list(edit.layout.spilled), most)

    def put(self, sheet: str, row: int, column: int, value: Value) -> None:
        """Set one cell, rows and columns from 1; ``None`` empties it. Its style stays.

        Raises ``UnwritableError`` for cells that must not be written in place.
        """
        edit = self._edit(sheet)
        with self._meaningful(edit.name):
            edit.put(row, column, value)

    def append(self, sheet: str, after: int, rows: Sequence[Mapping[int, Value]]) -> None:
        """Write rows of values by column under row ``after``; ranges that end there grow.

        Raises ``UnwritableError``, and changes nothing, when something is in the way.
        """
        edit = self._edit(sheet)
        with self._meaningful(edit.name):
            edit.append(after, rows)

    def fit(self, sheet: str, rows: Iterable[int]) -> None:
        """Make rows as high as their wrapped texts need, unless a person has set the height."""
        edit = self._edit(sheet)
        with self._meaningful(edit.name):
            edit.fit(rows)

    def to_bytes(self) -> bytes:
        """The whole file; the very bytes that were opened if nothing was really changed."""
        for edit in self._edits.values():
            with self._meaningful(edit.name):
                edit.flush()
        if not any(edit.touched for edit in self._edits.values()):
            return self._package.data
        self._recalculate()
        self._save_styles()
        changes = self._parts.changes
        for edit in self._edits.values():
            if edit.touched:
                changes[edit.part] = edit.xml.whole()
        return self._package.rewritten(changes)

    def _recalculate(self) -> None:
        """What formulas showed before our changes must not be shown after them."""
        edits = [
            self._edit(name)
            for name, sheet in self._sheets.items()
            if name in self._edits or HAS_FORMULA.search(self._parts.text(sheet.part))
        ]
        with self._meaningful(", ".join(edit.name for edit in edits)):
            stale = stale_cells(self._parts, self._workbook, edits)
            dropped = [edit.drop_values(stale[edit.name]) for edit in edits if edit.name in stale]
        if any(dropped):
            ask_for_calculation(self._parts, self._workbook)
        freed = {(edit.sheet_id, *place) for edit in edits for place in edit.freed}
        if freed:
            forget_formulas(self._parts, self._workbook, freed)

    def _save_styles(self) -> None:
        styles = self._reader.styles
        if styles.changed:
            if self._styles_part is None:
                self._styles_part = add_styles_part(self._parts, self._workbook)
            self._parts.change(self._styles_part, styles.data)

    def _edit(self, name: str) -> SheetEdit:
        if name not in self._edits:
            sheet = self._sheets.get(name)
            if sheet is None:
                raise UnreadableError(
                    f"{self._what}: нет вкладки «{name}»."
                    " Верните ей прежнее имя или восстановите её из копии."
                )
            self._edits[name] = self._opened(sheet)
        return self._edits[name]

    def _opened(self, sheet: SheetPart) -> SheetEdit:
        with self._meaningful(sheet.name):
            xml = SheetXml(self._parts.text(sheet.part))
            return SheetEdit(sheet, xml, self._parts, self._workbook, self._reader)

    @contextmanager
    def _meaningful(self, sheet: str) -> Iterator[None]:
        try:
            yield
        except MarkupError as error:
            raise self._package.unreadable(f"вкладка «{sheet}»") from error
