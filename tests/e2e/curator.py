"""A curator at LibreOffice: opens a workbook, types into it and saves. Run by LibreOffice's Python.

Words: the program, the folder of its profile, the workbook. Says «open» when the workbook is open,
reads what to type as one line of JSON ([tab, row, {header: text}], …), saves, says «saved», closes.
"""

import contextlib
import importlib
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

uno: Any = importlib.import_module("uno")

PATIENCE = 60.0


def value(name: str, content: object) -> Any:
    """A property for a call of LibreOffice."""
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, content
    return made


def connected(pipe: str) -> Any:
    """The context of the running office, as soon as it answers."""
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


class Desk:
    """The office with one workbook open."""

    def __init__(self, context: Any, book: Path) -> None:
        make = context.ServiceManager.createInstanceWithContext
        self.desktop = make("com.sun.star.frame.Desktop", context)
        self.dispatcher = make("com.sun.star.frame.DispatchHelper", context)
        self.document = self.desktop.loadComponentFromURL(book.as_uri(), "_blank", 0, ())
        self.frame = self.document.CurrentController.Frame

    def type(self, tab: str, row: int, texts: dict[str, str]) -> None:
        """Type texts under their headers, key by key as it were."""
        sheet = self.document.Sheets.getByName(tab)
        self.document.CurrentController.setActiveSheet(sheet)
        for header, text in texts.items():
            column = self._column(sheet, header) if row else "B"
            place = f"${column}${row or self._question(sheet, header)}"
            self._do("GoToCell", value("ToPoint", place))
            self._do("EnterString", value("StringName", text))

    def _column(self, sheet: Any, header: str) -> str:
        for index in range(60):
            cell = sheet.getCellByPosition(index, 0)
            if cell.String == header:
                name: str = cell.Columns.ElementNames[0]
                return name
        raise KeyError(header)

    def _question(self, sheet: Any, question: str) -> int:
        return next(
            row + 1 for row in range(60) if sheet.getCellByPosition(0, row).String == question
        )

    def _do(self, name: str, *arguments: Any) -> None:
        self.dispatcher.executeDispatch(self.frame, f".uno:{name}", "", 0, arguments)

    def close(self) -> None:
        """Close the workbook and the office."""
        self.document.close(True)
        with contextlib.suppress(Exception):  # it hangs up while it answers
            self.desktop.terminate()


def main(program: str, profile: Path, book: Path) -> None:
    """One sitting."""
    pipe = f"sheets_sync_{profile.name}"
    words = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]
    accept = f"--accept=pipe,name={pipe};urp;"
    own = f"-env:UserInstallation={profile.as_uri()}"
    office = subprocess.Popen([program, *words, own, accept], stderr=subprocess.DEVNULL)
    try:
        desk = Desk(connected(pipe), book)
        sys.stdout.write("open\n")
        sys.stdout.flush()
        for tab, row, texts in json.loads(sys.stdin.readline()):
            desk.type(tab, row, texts)
        desk.document.store()
        sys.stdout.write("saved\n")
        desk.close()
        office.wait(PATIENCE)
    finally:
        if office.poll() is None:
            office.kill()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
