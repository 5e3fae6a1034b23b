"""The same job done by other clients: read every tab, write three changed ones back.

Each is a program of its own, run by the Python of an environment that holds that client alone.
It gets the emulator's address, a token, the id of the spreadsheet, the titles of all its tabs as
JSON, and those of the tabs that change. They speak to Google's hosts by name, so each says how its
calls are led to the emulator.
"""

from __future__ import annotations

from dataclasses import dataclass

MARK = "changed"
"""What each writes into the last column of the second row."""
CELLS = 20
"""Cells of a changed tab, where each is written by a call of its own."""

START = f"""
import json, sys
from google.oauth2.credentials import Credentials
base, token, file, names, *titles = sys.argv[1:]
names = json.loads(names)
credentials = Credentials(token)
HOSTS = ("https://sheets.googleapis.com", "https://www.googleapis.com")
def here(url):
    for host in HOSTS:
        url = url.replace(host, base)
    return url
def changed(rows):
    rows = [list(row) for row in rows]
    rows[1][-1] = "{MARK}"
    return rows
"""

# gspread: its HTTP client may be another class.
GSPREAD = (
    START
    + """
import gspread
class Client(gspread.HTTPClient):
    def request(self, method, endpoint, *args, **kwargs):
        return super().request(method, here(endpoint), *args, **kwargs)
book = gspread.Client(auth=credentials, http_client=Client).open_by_key(file)
"""
)

WHOLE_TABS = """
read = {tab.title: (tab, tab.get_all_values()) for tab in book.worksheets()}
for title in titles:
    tab, rows = read[title]
    tab.update(changed(rows), "A1")
"""

BY_TITLE = """
read = {name: book.worksheet(name).get_all_values() for name in names}
for title in titles:
    book.worksheet(title).update(changed(read[title]), "A1")
"""

CELL_BY_CELL = f"""
read = {{tab.title: (tab, tab.get_all_values()) for tab in book.worksheets()}}
for title in titles:
    tab, rows = read[title]
    last = len(rows[1])
    for column in range(last - {CELLS} + 1, last + 1):
        tab.update_cell(2, column, changed(rows)[1][column - 1])
"""

VALUES_BATCH = """
found = book.values_batch_get([f"'{name}'" for name in names])["valueRanges"]
read = dict(zip(names, (each.get("values", []) for each in found), strict=True))
data = [{"range": f"'{title}'!A1", "values": changed(read[title])} for title in titles]
book.values_batch_update({"valueInputOption": "RAW", "data": data})
"""

DATAFRAME = """
from gspread_dataframe import get_as_dataframe, set_with_dataframe
tabs = {tab.title: tab for tab in book.worksheets()}
frames = {title: get_as_dataframe(tab, header=None, dtype=str) for title, tab in tabs.items()}
for title in titles:
    frame = frames[title].astype(object)
    frame.iloc[1, -1] = "changed"
    set_with_dataframe(tabs[title], frame, include_column_header=False)
"""

# pygsheets and ezsheets go through googleapiclient, and that through httplib2.
HTTPLIB2 = (
    START
    + """
import httplib2
request = httplib2.Http.request
httplib2.Http.request = lambda self, uri, *args, **kwargs: request(self, here(uri), *args, **kwargs)
"""
)

PYGSHEETS = """
import pygsheets
book = pygsheets.authorize(custom_credentials=credentials).open_by_key(file)
read = {tab.title: (tab, tab.get_all_values(include_tailing_empty_rows=False))
        for tab in book.worksheets()}
for title in titles:
    tab, rows = read[title]
    tab.update_values("A1", changed(rows))
"""

EZSHEETS = """
import os, pickle, tempfile
folder = tempfile.mkdtemp()
open(os.path.join(folder, "credentials-sheets.json"), "w").write("{}")
for name in ("token-sheets.pickle", "token-drive.pickle"):
    with open(os.path.join(folder, name), "wb") as held:
        pickle.dump(credentials, held)
os.chdir(folder)
import ezsheets
ezsheets.init()
book = ezsheets.Spreadsheet(file)
read = {tab.title: (tab, tab.getRows()) for tab in book.sheets}
for title in titles:
    tab, rows = read[title]
    tab.updateRows(changed(rows))
"""

OVERWRITES = "writes a tab whole: what was typed since it was read, and formulas, are lost"
NO_LOCK = "no precondition: writes by row numbers read before"


@dataclass(frozen=True, slots=True)
class Foreign:
    """One client: its packages, pinned, its program, and what it does not do."""

    packages: tuple[str, ...]
    program: str
    lacks: str

    @property
    def version(self) -> str:
        """Name and number of the package in question."""
        return self.packages[0].replace("==", " ")


_GSPREAD = ("gspread==6.2.1",)
FOREIGN = {
    "gspread, whole tabs": Foreign(_GSPREAD, GSPREAD + WHOLE_TABS, OVERWRITES),
    "gspread, tabs by title": Foreign(_GSPREAD, GSPREAD + BY_TITLE, OVERWRITES),
    "gspread, cell by cell": Foreign(_GSPREAD, GSPREAD + CELL_BY_CELL, NO_LOCK),
    "gspread, values_batch": Foreign(
        _GSPREAD, GSPREAD + VALUES_BATCH, f"has to know the titles; {OVERWRITES}"
    ),
    "gspread-dataframe": Foreign(
        ("gspread-dataframe==4.0.0", *_GSPREAD), GSPREAD + DATAFRAME, OVERWRITES
    ),
    "pygsheets": Foreign(("pygsheets==2.0.6",), HTTPLIB2 + PYGSHEETS, OVERWRITES),
    "ezsheets": Foreign(("ezsheets==2026.4.28",), HTTPLIB2 + EZSHEETS, OVERWRITES),
}
