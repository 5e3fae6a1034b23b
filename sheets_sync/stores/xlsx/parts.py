"""How the parts of a workbook hang together: sheets, relationships, content types."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass

from sheets_sync.errors import UnreadableError
from sheets_sync.stores.xlsx.markup import (
    MarkupError,
    Node,
    Splice,
    appended,
    parsed,
    prefix_of,
    spliced,
    utf8,
    whole,
)
from sheets_sync.stores.xlsx.package import Package

CONTENT_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship: ``kind`` is the last word of its type, ``target`` a part's name."""

    id: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet: its name, its part and the id by which calculation order names it."""

    name: str
    part: str
    sheet_id: int


class Parts:
    """Current bytes of every part: the package's own until a change is made."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._changes: dict[str, bytes | None] = {}

    def read(self, name: str) -> bytes:
        """The part as it is now."""
        changed = self._changes.get(name)
        return self.package.read(name) if changed is None else changed

    def text(self, name: str) -> bytes:
        """The part as it is now, in UTF-8."""
        try:
            return utf8(self.read(name))
        except MarkupError as error:
            raise self.package.unreadable(f"часть {name}") from error

    def tree(self, name: str) -> Node:
        """The tree of a small part."""
        try:
            return parsed(self.text(name))
        except MarkupError as error:
            raise self.package.unreadable(f"часть {name}") from error

    def has(self, name: str) -> bool:
        """Whether the part is there now."""
        if name in self._changes:
            return self._changes[name] is not None
        return self.package.has(name)

    def change(self, name: str, content: bytes | None) -> None:
        """Set or remove a part."""
        self._changes[name] = content

    @property
    def changes(self) -> dict[str, bytes | None]:
        """What was changed: new bytes, or ``None`` for a removed part."""
        return dict(self._changes)

    def relations(self, part: str) -> list[Relation]:
        """Relationships of a part to other parts; of the package for an empty name."""
        folder, where = posixpath.dirname(part), _relations_part(part)
        if not self.has(where):
            return []
        found = []
        for node in self.tree(where).children:
            target = node.attrs.get("Target", "")
            if node.attrs.get("TargetMode") == "External":
                continue
            kind = node.attrs.get("Type", "").rpartition("/")[2]
            found.append(Relation(node.attrs.get("Id", ""), kind, _full(folder, target)))
        return found

    def related(self, part: str, kind: str) -> list[str]:
        """Parts that hang on a part by relationships of one kind, if they are there."""
        return [
            relation.target
            for relation in self.relations(part)
            if relation.kind == kind and self.has(relation.target)
        ]

    def of_type(self, *endings: str) -> list[str]:
        """Parts whose content type ends so, in the order of the content types part."""
        return [
            node.attrs.get("PartName", "").lstrip("/")
            for node in self.tree(CONTENT_TYPES).children
            if node.name == "Override"
            and node.attrs.get("ContentType", "").endswith(endings)
            and self.has(node.attrs.get("PartName", "").lstrip("/"))
        ]


def workbook_part(parts: Parts, name: str) -> str:
    """The name of the workbook part; ``UnreadableError`` for packages of other kinds."""
    what = f"Файл «{name}»" if name else "Файл"
    found = parts.related("", "officeDocument")
    if not found:
        raise UnreadableError(
            f"{what} – не книга .xlsx. Откройте его и сохраните как «Книга Excel (.xlsx)»."
        )
    if found[0].endswith(".bin"):
        raise UnreadableError(
            f"{what} сохранён в двоичном формате .xlsb."
            " Откройте его и сохраните как «Книга Excel (.xlsx)»."
        )
    if parts.tree(found[0]).name != "workbook":
        raise UnreadableError(f"{what} – не книга с таблицами. Укажите файл .xlsx.")
    return found[0]


def sheet_parts(parts: Parts, workbook: str) -> tuple[SheetPart, ...]:
    """The worksheets in order, hidden ones too; sheets that are charts or dialogs are left out."""
    relations = {relation.id: relation for relation in parts.relations(workbook)}
    sheets = parts.tree(workbook).find("sheets")
    found = []
    for node in sheets.children if sheets else []:
        relation = relations.get(node.relation())
        if relation is None or relation.kind != "worksheet":
            continue
        if not parts.has(relation.target):
            raise parts.package.unreadable(f"вкладка «{node.attrs.get('name', '')}»")
        number = whole(node.attrs.get("sheetId", "0"))
        found.append(SheetPart(node.attrs.get("name", ""), relation.target, number))
    return tuple(found)


def remove_part(parts: Parts, owner: str, name: str) -> None:
    """Take a part away, with its content type and its owner's relationship to it."""
    parts.change(name, None)
    where = _relations_part(owner)
    folder = posixpath.dirname(owner)
    _cut(parts, where, lambda node: _full(folder, node.attrs.get("Target", "")) == name)
    _cut(parts, CONTENT_TYPES, lambda node: node.attrs.get("PartName", "").lstrip("/") == name)


def _cut(parts: Parts, where: str, unwanted: Callable[[Node], bool]) -> None:
    cuts = [Splice(n.start, n.end, b"") for n in parts.tree(where).children if unwanted(n)]
    parts.change(where, spliced(parts.text(where), cuts))


def add_styles_part(parts: Parts, workbook: str) -> str:
    """The name for a styles part that the workbook lacked, with its type and relationship."""
    folder, where = posixpath.dirname(workbook), _relations_part(workbook)
    names = (posixpath.join(folder, f"styles{number}.xml") for number in ("", *range(1, 99)))
    name = next(name for name in names if not parts.has(name))
    path = b'"/' + name.encode() + b'"'
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
    _extend(parts, CONTENT_TYPES, b"Override PartName=" + path + b' ContentType="' + kind + b'"/>')
    known = parts.tree(where).children
    first = known[0].attrs.get("Type", "").rpartition("/")[0].encode()
    taken = {node.attrs.get("Id", "") for node in known}
    free = next(text for n in range(1, 99_999) if (text := f"rId{n}") not in taken).encode()
    line = b'Relationship Id="' + free + b'" Type="' + first + b'/styles" Target=' + path + b"/>"
    _extend(parts, where, line)
    return name


def _extend(parts: Parts, where: str, line: bytes) -> None:
    data, root = parts.text(where), parts.tree(where)
    content = b"<" + prefix_of(data, root) + line
    parts.change(where, spliced(data, [appended(data, root, content)]))


def _relations_part(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def _full(folder: str, target: str) -> str:
    full = target[1:] if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(full)
