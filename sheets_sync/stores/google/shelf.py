"""The shelf of a spreadsheet with names in it: drafts on Drive, else as tabs of the spreadsheet."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from sheets_sync.pages import Page
from sheets_sync.rules.kinds import KINDS
from sheets_sync.snapshot import Snapshot
from sheets_sync.stores.base import Drafted, Shelved
from sheets_sync.stores.google import drive, printable
from sheets_sync.stores.google.client import Client, RefusedFile
from sheets_sync.stores.google.drive import Folder, OnDrive
from sheets_sync.stores.google.printable import Tab
from sheets_sync.stores.google.store import ADDRESS, GoogleStore

MOST_TABS = 150
"""Tabs of a spreadsheet beyond which no draft becomes one: Google takes two hundred."""
FULL = "storageQuotaExceeded"
TABS = (
    "Черновики приказов – на вкладках таблицы, все файлы Word – в папке «{papers}» на этом "
    "компьютере. {why} {todo}"
)
NO_ROOM = "На Диск они не легли: у служебной учётной записи Google там нет места."
MOVE = "Чтобы новые ложились на Диск, перенесите таблицу на общий диск Google."
DRIVE_FULL = "На Диск они не легли: там кончилось место."
MAKE_ROOM = "Чтобы новые ложились на Диск, освободите на нём место."
NOT_ALLOWED = "На Диск они не легли: {account} не может добавлять файлы туда, где лежит таблица."
ALLOW = "Дайте этой учётной записи право добавлять туда файлы."
TOO_MANY = (
    "Черновики – только файлы Word в папке «{papers}» на этом компьютере: вкладок в таблице уже "
    "слишком много. Удалите вкладки подписанных бумаг."
)
NO_COLUMN = (
    "Черновики – только в папке «{papers}» на этом компьютере: на вкладке «{tab}» нет столбца "
    "«{header}». Его добавит команда sheets-sync init."
)

Printed = Callable[[bytes], Page]
"""Makes lines to print of a .docx."""


class GoogleShelf:
    """Places drafts where the spreadsheet lies; ``memory`` is a file that only saves time: it
    keeps on which day Google last refused, so that it is asked once a day."""

    def __init__(
        self, store: GoogleStore, printed: Printed, memory: Path, today: dt.date, papers: str
    ) -> None:
        self._store = store
        self._printed = printed
        self._memory = memory
        self._today = today
        self._papers = papers
        self._new: dict[str, OnDrive] = {}

    def place(self, snapshot: Snapshot, drafts: Sequence[Drafted]) -> Shelved:
        """Each draft on Drive, or as a tab that the next write of the store makes."""
        self._store.print_next(())
        table = snapshot.tables.get("documents")
        if table is None:
            return Shelved()
        if "link" not in table.headers:
            header = self._store.schemas["documents"].columns["link"].header
            self._say(NO_COLUMN.format(papers=self._papers, tab=table.tab, header=header))
            return Shelved()
        client, file = self._store.client, self._store.file
        folder = drive.folder_of(client, file)
        refused = self._refused(folder) if folder else FULL
        if folder is None or refused:
            return Shelved(self._tabs(drafts, refused))
        keys = {draft.paper.file_name: drive.key_of(file, draft) for draft in drafts}
        held = drive.found(client, folder, list(keys.values()))
        taken = frozenset(
            each.paper.file_name
            for each in drafts
            if (there := held.get(keys[each.paper.file_name])) and there.sha256 != each.sha256
        )
        if taken:
            return Shelved(taken=taken)
        links = {name: held[key].link for name, key in keys.items() if key in held}
        missing = [each for each in drafts if each.paper.file_name not in links]
        return Shelved({**links, **self._placed(client, folder, missing)})

    def tidy(self, snapshot: Snapshot) -> None:
        """Throw away files of this run that another run, faster than this one, has made too."""
        table = snapshot.tables.get("documents")
        known = {row.cell("link").shown for row in table.rows} if table else set()
        lost = [each for each in self._new.values() if table and each.link not in known]
        drive.thrown_away(self._store.client, lost)
        self._new = {}

    def _placed(self, client: Client, folder: Folder, drafts: Sequence[Drafted]) -> dict[str, str]:
        links: dict[str, str] = {}
        for number, draft in enumerate(drafts):
            try:
                made = drive.placed(client, folder, self._store.file, draft)
            except RefusedFile as refused:
                self._remember(folder, refused.reason)
                return links | self._tabs(drafts[number:], refused.reason)
            self._new[made.id] = made
            links[draft.paper.file_name] = made.link
        return links

    def _tabs(self, drafts: Sequence[Drafted], reason: str) -> dict[str, str]:
        """The addresses of the tabs that the next write makes of orders; dozens of tabs, each with
        the consent of one person, would help nobody."""
        drafts = [each for each in drafts if KINDS[each.paper.kind].order]
        held = self._store.sheets
        titles = [*held.values(), *(schema.tab for schema in self._store.schemas.values())]
        tabs: list[Tab] = []
        links: dict[str, str] = {}
        for draft in drafts:
            own = printable.sheet_id(self._store.file, draft)
            if own not in held and len(held) + len(tabs) >= MOST_TABS:
                self._say(TOO_MANY.format(papers=self._papers))
                break
            paper = draft.paper
            if own not in held:
                title = printable.title_of(
                    paper.line, KINDS[paper.kind].title, paper.edition, titles
                )
                titles.append(title)
                tabs.append(Tab(own, title, self._printed(draft.data)))
            links[paper.file_name] = f"{ADDRESS.format(file=self._store.file)}#gid={own}"
        else:
            if links:
                self._say(self._why(reason))
        self._store.print_next(tabs)
        return links

    def _why(self, reason: str) -> str:
        key = self._store.client.key
        if reason == FULL:
            why, todo = (DRIVE_FULL, MAKE_ROOM) if key.person else (NO_ROOM, MOVE)
        else:
            why, todo = NOT_ALLOWED.format(account=key.account), ALLOW
        return TABS.format(papers=self._papers, why=why, todo=todo)

    def _say(self, text: str) -> None:
        self._store.shelf_says = text

    def _refused(self, folder: Folder) -> str:
        """Why Google has refused today already, for the same place and account; else ''."""
        try:
            held = json.loads(self._memory.read_text(encoding="utf-8"))
            return str(held["reason"]) if held["asked"] == self._asked(folder) else ""
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def _remember(self, folder: Folder, reason: str) -> None:
        held = {"asked": self._asked(folder), "reason": reason}
        with contextlib.suppress(OSError):
            self._memory.parent.mkdir(exist_ok=True)
            self._memory.write_text(json.dumps(held), encoding="utf-8")

    def _asked(self, folder: Folder) -> list[str]:
        account = self._store.client.key.account
        return [self._today.isoformat(), folder.drive, folder.parent, account]
