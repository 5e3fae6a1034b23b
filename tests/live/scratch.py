"""The scratch tabs: made in the lent spreadsheet, written by batches, taken away again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import requests

from sheets_sync.errors import SheetsSyncError
from sheets_sync.stores.google import Client
from sheets_sync.stores.google.client import RefusedBatch, RefusedFile
from tests.live.allowance import Allowance
from tests.live.page import BLANK, Json, Page, page_of

FIRST_ID = 720_720_101
TITLE = "Проба_sheets_sync_{number}"
KEPT_TITLE = "_sheets_sync_live"
NAMED = "sheetssynclive"
"""How the id of every named range of ours begins."""
SHAPE = "properties(locale,title),namedRanges,sheets(properties(sheetId,title,index))"
CELL = (
    "userEnteredValue,effectiveValue,formattedValue,dataValidation,effectiveFormat(backgroundColor)"
)
METADATA = "(developerMetadata(metadataKey))"
SEEN = (
    f"sheets(properties(sheetId),conditionalFormats,data(startRow,startColumn,"
    f"rowData(values({CELL})),rowMetadata{METADATA},columnMetadata{METADATA}))"
)
COUNTS = "replies(findReplace(occurrencesChanged))"
REFUSALS = (400, 403, 404)
GRID = {"rowCount": 60, "columnCount": 12}


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of our own."""

    id: int
    title: str


TRIALS = ("exchange", "lookups", "looks", "generations", "lines", "fills", "typed")
TABS = {
    name: Tab(FIRST_ID + number, TITLE.format(number=number))
    for number, name in enumerate(TRIALS, start=1)
} | {"kept": Tab(FIRST_ID, KEPT_TITLE)}


@dataclass(frozen=True, slots=True)
class Answer:
    """A batch's answer: ``refused`` says why not, ``counts`` what each step changed."""

    refused: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    page: Page = BLANK
    named: Mapping[str, Json] = field(default_factory=dict)


class OccupiedError(Exception):
    """A tab that is not ours bears a title or an id that we would need."""


class Scratch:
    """A lent ``file``; each method is one call, and SpentError where none is left."""

    def __init__(self, client: Client, file: str, allowance: Allowance) -> None:
        self.client, self.file, self.allowance = client, file, allowance
        self.said: Json = {}
        self.code = 0
        self.made = False
        self._before: Json = {}
        client.session.hooks["response"].append(self._heard)

    @property
    def russian(self) -> bool:
        """Whether the spreadsheet counts in Russian."""
        return self.locale.startswith("ru")

    @property
    def locale(self) -> str:
        """The locale of the spreadsheet."""
        return str(self._before.get("properties", {}).get("locale", "?"))

    def open(self) -> None:
        """Look at the spreadsheet, take away what a killed run left, make the tabs."""
        self.allowance.check()
        self._before = self.client.spreadsheet(self.file, SHAPE)
        left = list(_ours(self._before))
        for sheet in self._before["sheets"]:
            held = sheet["properties"]
            for tab in TABS.values():
                if (held.get("sheetId", 0) == tab.id) != (held["title"] == tab.title):
                    raise OccupiedError(f"a tab «{held['title']}» stands where ours would")
        made = [{"addSheet": {"properties": _properties(tab)}} for tab in TABS.values()]
        self.made = True
        self._batch([*left, *made], "spreadsheetId", {})

    def batch(
        self, tab: Tab, setup: Sequence[Json] = (), steps: Mapping[str, Json] | None = None
    ) -> Answer:
        """Send ``setup`` and then the named ``steps``; what the tab shows afterwards."""
        named = dict(steps or {})
        more = {
            "includeSpreadsheetInResponse": True,
            "responseIncludeGridData": True,
            "responseRanges": [f"'{tab.title}'!A1:L60"],
        }
        fields = f"{COUNTS},updatedSpreadsheet(namedRanges,{SEEN})"
        try:
            made = self._batch([*setup, *named.values()], fields, more)
        except RefusedBatch as refused:
            return Answer(refused=str(refused).partition("\n")[0] or "refused")
        book = made["updatedSpreadsheet"]
        pages = [page_of(each) for each in book.get("sheets", ())]
        replies = made.get("replies", [])[len(setup) :]
        counts = {
            name: reply.get("findReplace", {}).get("occurrencesChanged", 0)
            for name, reply in zip(named, replies, strict=False)
        }
        held = {each["namedRangeId"]: each for each in book.get("namedRanges", ())}
        return Answer("", counts, pages[0] if pages else BLANK, held)

    def called(self, method: str, url: str, **words: Any) -> Json:
        """Any other call; {} and ``code``, ``said`` where it was refused for good."""
        self.allowance.check()
        self.code = 0
        try:
            response = self.client.request(method, url, **words)
        except (SheetsSyncError, RefusedFile):
            if self.code not in REFUSALS:
                raise
            return {}
        made: Json = response.json() if response.content else {}
        return made

    def version(self) -> str:
        """What Drive calls the version."""
        self.allowance.check()
        return self.client.version(self.file)

    def clean(self) -> str:
        """Take away what is ours; how the spreadsheet differs from before, '' if it does not."""
        self.allowance.cleaning()
        if not self.made:
            return ""
        left = list(_ours(self.client.spreadsheet(self.file, SHAPE)))
        if left:
            fields = f"updatedSpreadsheet({SHAPE})"
            made = self._batch(left, fields, {"includeSpreadsheetInResponse": True})
            after = made["updatedSpreadsheet"]
        else:
            after = self.client.spreadsheet(self.file, SHAPE)
        same = _shape(after) == _shape(_without_ours(self._before))
        return "" if same else "the tabs or the named ranges are not those of before"

    def _batch(self, requests: Sequence[Json], fields: str, more: Json) -> Json:
        self.allowance.check()
        return self.client.batch(self.file, {"requests": list(requests), **more}, fields)

    def _heard(self, response: requests.Response, *_: Any, **__: Any) -> None:
        """Keep what the last answer said: the client makes a sentence of it."""
        self.code = response.status_code
        try:
            said = response.json() if not response.ok else {}
        except requests.JSONDecodeError:
            said = {}
        self.said = said.get("error", {}) if isinstance(said, dict) else {}

    @property
    def reason(self) -> str:
        """The reason of the last refusal."""
        listed = [*self.said.get("errors", ()), *self.said.get("details", ())]
        return next((str(each["reason"]) for each in listed if "reason" in each), "")


def _properties(tab: Tab) -> Json:
    hidden = {"hidden": True} if tab is TABS["kept"] else {}
    return {"sheetId": tab.id, "title": tab.title, "gridProperties": GRID, **hidden}


def _ours(book: Json) -> Iterator[Json]:
    """Requests that take away every tab and named range of ours."""
    for each in book.get("namedRanges", ()):
        if str(each["namedRangeId"]).startswith(NAMED):
            yield {"deleteNamedRange": {"namedRangeId": each["namedRangeId"]}}
    known = {(tab.id, tab.title) for tab in TABS.values()}
    for sheet in book["sheets"]:
        held = sheet["properties"]
        if (held.get("sheetId", 0), held["title"]) in known:
            yield {"deleteSheet": {"sheetId": held["sheetId"]}}


def _without_ours(book: Json) -> Json:
    """The spreadsheet as it was before a run that was killed left something."""
    known = {tab.id for tab in TABS.values()}
    sheets = [s for s in book["sheets"] if s["properties"].get("sheetId", 0) not in known]
    named = [n for n in book.get("namedRanges", ()) if not n["namedRangeId"].startswith(NAMED)]
    return {**book, "sheets": sheets, "namedRanges": named}


def _shape(book: Json) -> object:
    """Tabs in their order, and named ranges."""
    held = [sheet["properties"] for sheet in book["sheets"]]
    tabs = [(each.get("sheetId", 0), each["title"]) for each in held]
    return tabs, list(book.get("namedRanges", ()))
