"""A curator for the demo: types into a workbook as raw XML, as if another program had saved it.

It goes past our own writer on purpose, so that reading is tried on what we have not written.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ET.register_namespace("", MAIN)
ET.register_namespace("r", LINKS)

Typed = str | int | dt.date
_EPOCH = dt.date(1899, 12, 30)


class Typist:
    """Somebody at the keyboard in one workbook; every call opens, edits and saves the file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def cells(self, tab: str) -> dict[str, str]:
        """The texts of a tab by address («B2»), to find one's way."""
        with zipfile.ZipFile(self.path) as package:
            strings = self._strings(package)
            root = ET.fromstring(package.read(self.part(package, tab)))
        out = {}
        for cell in root.iter(f"{{{MAIN}}}c"):
            text = "".join(node.text or "" for node in cell.iter(f"{{{MAIN}}}t"))
            value = cell.findtext(f"{{{MAIN}}}v")
            if cell.get("t") == "s" and value is not None:
                text = strings[int(value)]
            out[cell.get("r", "")] = text or value or ""
        return {address: text for address, text in out.items() if text}

    def column(self, tab: str, header: str) -> str:
        """The letter of the column under ``header``."""
        for address, text in self.cells(tab).items():
            if text == header and address.rstrip("0123456789") + "1" == address:
                return address[:-1]
        raise KeyError(f"{tab}: {header}")

    def rows(self, tab: str, header: str) -> dict[int, str]:
        """The texts of one column by row."""
        letter = self.column(tab, header)
        found = {}
        for address, text in self.cells(tab).items():
            row = int(re.sub(r"\D", "", address))
            if address == f"{letter}{row}" and row > 1:
                found[row] = text
        return found

    def type_row(self, tab: str, row: int, values: Mapping[str, Typed]) -> None:
        """Type ``values`` by header into one row."""
        self.type(tab, {f"{self.column(tab, name)}{row}": value for name, value in values.items()})

    def type_rows(self, tab: str, rows: Mapping[int, Mapping[str, Typed]]) -> None:
        """Type values by header into many rows, the file saved once."""
        headers = {header for values in rows.values() for header in values}
        letters = {header: self.column(tab, header) for header in headers}
        self.type(
            tab,
            {
                f"{letters[header]}{row}": value
                for row, values in rows.items()
                for header, value in values.items()
            },
        )

    def delete_row(self, tab: str, row: int) -> None:
        """Delete a whole row; those below move up."""
        self._save(tab, lambda data: _without(data, row))

    def answer(self, tab: str, answers: Mapping[str, Typed]) -> None:
        """Type answers beside their questions in a form."""
        places = {
            text: address[1:] for address, text in self.cells(tab).items() if address[0] == "A"
        }
        self.type(tab, {f"B{places[question]}": value for question, value in answers.items()})

    def type(self, tab: str, values: Mapping[str, Typed]) -> None:
        """Type ``values`` by address («B2») and save the file."""
        self._save(tab, lambda data: _typed(data, values))

    def _save(self, tab: str, change: Callable[[bytes], bytes]) -> None:
        with zipfile.ZipFile(self.path) as package:
            part = self.part(package, tab)
            members = [(info, package.read(info)) for info in package.infolist()]
        out = []
        for info, data in members:
            out.append((info, change(data) if info.filename == part else data))
        temporary = self.path.with_suffix(".typing")
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as package:
            for info, data in out:
                package.writestr(info, data)
        temporary.replace(self.path)

    @staticmethod
    def part(package: zipfile.ZipFile, tab: str) -> str:
        """The name of the part that holds a tab."""
        book = ET.fromstring(package.read("xl/workbook.xml"))
        links = ET.fromstring(package.read("xl/_rels/workbook.xml.rels"))
        for sheet in book.iter(f"{{{MAIN}}}sheet"):
            if sheet.get("name") == tab:
                own = sheet.get(f"{{{LINKS}}}id")
                target = next(link.get("Target", "") for link in links if link.get("Id") == own)
                return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        raise KeyError(tab)

    @staticmethod
    def _strings(package: zipfile.ZipFile) -> list[str]:
        if "xl/sharedStrings.xml" not in package.namelist():
            return []
        root = ET.fromstring(package.read("xl/sharedStrings.xml"))
        return ["".join(t.text or "" for t in item.iter(f"{{{MAIN}}}t")) for item in root]


def _typed(data: bytes, values: Mapping[str, Typed]) -> bytes:
    root = ET.fromstring(data)
    body = root.find(f"{{{MAIN}}}sheetData")
    if body is None:
        raise KeyError("sheetData")
    for address, value in values.items():
        letters = address.rstrip("0123456789")
        _fill(_cell(root, body, letters, int(address[len(letters) :])), value)
    out: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return out


def _without(data: bytes, gone: int) -> bytes:
    root = ET.fromstring(data)
    body = root.find(f"{{{MAIN}}}sheetData")
    if body is None:
        raise KeyError("sheetData")
    for row in list(body):
        number = int(row.get("r", "0"))
        if number == gone:
            body.remove(row)
        elif number > gone:
            row.set("r", str(number - 1))
            for cell in row:
                cell.set("r", f"{_letters(cell.get('r', ''))}{number - 1}")
    out: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return out


def _cell(root: ET.Element, body: ET.Element, letters: str, number: int) -> ET.Element:
    """The cell at an address, made in its place where there is none, in its column's style."""
    row = _placed(body, "row", str(number), lambda each: int(each.get("r", "0")) >= number)
    wanted = _rank(letters)
    found = _placed(
        row, "c", f"{letters}{number}", lambda each: _rank(_letters(each.get("r", ""))) >= wanted
    )
    if "s" not in found.attrib:
        for column in root.iter(f"{{{MAIN}}}col"):
            if int(column.get("min", "0")) <= wanted <= int(column.get("max", "0")):
                found.set("s", column.get("style", "0"))
    return found


def _placed(
    parent: ET.Element, tag: str, own: str, beyond: Callable[[ET.Element], bool]
) -> ET.Element:
    for index, each in enumerate(parent):
        if each.get("r") == own:
            return each
        if beyond(each):
            made = ET.Element(f"{{{MAIN}}}{tag}", {"r": own})
            parent.insert(index, made)
            return made
    return ET.SubElement(parent, f"{{{MAIN}}}{tag}", {"r": own})


def _fill(cell: ET.Element, value: Typed) -> None:
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if isinstance(value, str):
        cell.set("t", "inlineStr")
        text = ET.SubElement(ET.SubElement(cell, f"{{{MAIN}}}is"), f"{{{MAIN}}}t")
        text.text = value
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    else:
        days = (value - _EPOCH).days if isinstance(value, dt.date) else value
        ET.SubElement(cell, f"{{{MAIN}}}v").text = str(days)


def _letters(address: str) -> str:
    return address.rstrip("0123456789")


def _rank(letters: str) -> int:
    out = 0
    for letter in letters:
        out = out * 26 + ord(letter) - 64
    return out
