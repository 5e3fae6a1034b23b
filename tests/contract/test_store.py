"""What every store promises: one reading, one writing, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import pytest
from openpyxl import load_workbook

from sheets_sync import look
from sheets_sync.cells import Cell
from sheets_sync.changes import AddRow, DropRow, SetCell, apply
from sheets_sync.errors import BusyError, StaleError
from sheets_sync.facts import Settings
from sheets_sync.plan import Plan
from sheets_sync.schema import Schemas
from sheets_sync.snapshot import Row, Snapshot
from sheets_sync.stores.base import Store
from sheets_sync.stores.create import new_workbook
from sheets_sync.stores.joined import JoinedStore
from sheets_sync.stores.memory import MemoryStore
from sheets_sync.stores.workbook import WorkbookStore
from tests import build, halves
from tests.google import prepared
from tests.google_emulator.emulator import Emulator

PAVEL = "Сковорода Павел Дмитриевич"
OLGA = "Гоголь Ольга Сергеевна"
IRINA = "Шмидт Ирина Львовна"
READ = [name for name, schema in build.SCHEMAS.items() if schema.layout != "text"]
"""The tables; a tab to read, «Инструкция», is none."""


class Person(Protocol):
    """What somebody else does to the store between our two calls."""

    def insert(self, table: str, place: int, name: str) -> None:
        """A row goes in above row ``place`` of the tab."""

    def swap(self, table: str) -> None:
        """The first two rows of a tab change places."""

    def open(self) -> None:
        """The table is open on another computer."""

    def state(self) -> object:
        """Everything there is, to be compared."""


@dataclass
class Place:
    """A store with the three people in it, and the person beside it."""

    store: Store
    person: Person
    # Drive tells a version of its own, and what a write answers has none: a version asked for
    # afterwards might already be somebody else's.
    names_what_it_wrote: bool = True
    settings: Settings = build.SETTINGS

    def plan(self, snap: Snapshot) -> Plan:
        """The plan of today for what is kept in this place."""
        return build.plan(snap, settings=self.settings)


class MemoryPerson:
    """Edits the snapshot that a MemoryStore holds."""

    def __init__(self, store: MemoryStore) -> None:
        self.store = store

    def insert(self, table: str, place: int, name: str) -> None:
        rows = list(self.store.read().tables[table].rows)
        rows.insert(place - 2, build.row_of({"name": name}))
        self._put(table, rows)

    def swap(self, table: str) -> None:
        first, second, *rest = self.store.read().tables[table].rows
        self._put(table, [second, first, *rest])

    def open(self) -> None:
        self.store.opened_by = "PRIEMNAYA"

    def state(self) -> object:
        return self.store.read(), self.store.writes

    def _put(self, table: str, rows: list[Row]) -> None:
        self.store.edit(build.with_rows(self.store.read(), table, rows))


class WorkbookPerson:
    """Edits the file with another program."""

    def __init__(self, path: Path, schemas: Schemas) -> None:
        self.path = path
        self.schemas = schemas

    def insert(self, table: str, place: int, name: str) -> None:
        book = load_workbook(self.path)
        sheet = book[self.schemas[table].tab]
        sheet.insert_rows(place)
        sheet.cell(place, list(self.schemas[table].columns).index("name") + 1).value = name
        book.save(self.path)

    def swap(self, table: str) -> None:
        book = load_workbook(self.path)
        sheet = book[self.schemas[table].tab]
        for column in range(1, sheet.max_column + 1):
            first, second = sheet.cell(2, column), sheet.cell(3, column)
            first.value, second.value = second.value, first.value
        book.save(self.path)

    def open(self) -> None:
        self.path.with_name(f".~lock.{self.path.name}#").write_text(",zavuch,PRIEMNAYA,", "utf-8")

    def state(self) -> object:
        return self.path.read_bytes()


class GooglePerson:
    """Edits the spreadsheet in a browser."""

    def __init__(self, emulator: Emulator, file: str) -> None:
        self.emulator = emulator
        self.file = file
        self.hands = emulator.person(file)

    def insert(self, table: str, place: int, name: str) -> None:
        tab = build.SCHEMAS[table].tab
        self.hands.insert_rows(tab, place - 1)
        column = list(build.SCHEMAS[table].columns).index("name")
        self.hands.type(tab, place - 1, column, name)

    def swap(self, table: str) -> None:
        self.hands.move_rows(build.SCHEMAS[table].tab, 1, 1, 3)

    def open(self) -> None:
        pytest.skip("people have a spreadsheet open all day, and nothing waits for them")

    def state(self) -> object:
        file = self.emulator.file(self.file)
        return file.version, [list(sheet.rows) for sheet in self.emulator.book(self.file).sheets]


class JoinedPerson:
    """Edits the half at home, where people are added; both halves are looked at."""

    def __init__(self, home: Person, cloud: MemoryStore) -> None:
        self.home = home
        self.cloud = cloud

    def insert(self, table: str, place: int, name: str) -> None:
        self.home.insert(table, place, name)

    def swap(self, table: str) -> None:
        self.home.swap(table)

    def open(self) -> None:
        self.home.open()

    def state(self) -> object:
        return self.home.state(), self.cloud.read(), self.cloud.writes


def people() -> Snapshot:
    made = build.snapshot(
        mentors=[
            {"name": PAVEL, "subject": "физика", "strength_1": "ПП1", "position": "учитель"},
            {"name": OLGA, "subject": "математика", "strength_1": "МТ1"},
        ],
        mentees=[{"name": IRINA, "subject": "физика", "request_1": "ПП1"}],
    )
    return replace(made, tables={name: made.tables[name] for name in READ})


def in_memory(folder: Path) -> Place:
    store = MemoryStore(people())
    return Place(store, MemoryPerson(store))


def in_a_workbook(folder: Path) -> Place:
    path = folder / "Наставничество.xlsx"
    filled(path, people(), build.SCHEMAS)
    return Place(WorkbookStore(path, build.SCHEMAS), WorkbookPerson(path, build.SCHEMAS))


def in_two_memories(folder: Path) -> Place:
    home = MemoryStore(halves.cut(people(), "home"))
    cloud = MemoryStore(halves.cut(people(), "cloud"))
    store = JoinedStore(home, cloud, build.SCHEMAS)
    return Place(store, JoinedPerson(MemoryPerson(home), cloud), settings=halves.SETTINGS)


def in_a_workbook_and_a_memory(folder: Path) -> Place:
    path, schemas = folder / "Ключ.xlsx", halves.HALVES["home"]
    filled(path, halves.cut(people(), "home"), schemas)
    cloud = MemoryStore(halves.cut(people(), "cloud"))
    store = JoinedStore(WorkbookStore(path, schemas), cloud, build.SCHEMAS)
    person = JoinedPerson(WorkbookPerson(path, schemas), cloud)
    return Place(store, person, settings=halves.SETTINGS)


def filled(path: Path, snap: Snapshot, schemas: Schemas) -> None:
    """A new workbook with everything of ``snap`` typed into it."""
    drawn = look.tabs(schemas, build.VOCABULARY)
    path.write_bytes(new_workbook(drawn, look.lists(build.SCHEMAS, build.VOCABULARY)))
    under = {tab.tab: tab.head for tab in drawn}
    book = load_workbook(path)
    for name, table in snap.tables.items():
        schema, sheet = schemas[name], book[schemas[name].tab]
        heads = sheet["A"] if table.form else sheet[under.get(schema.tab, 1)]
        where = {cell.value: (cell.row, cell.column) for cell in heads}
        for place, row in enumerate(table.rows, start=under.get(schema.tab, 1) + 1):
            for column, cell in row.cells.items():
                head_row, head_column = where[schema.columns[column].header]
                spot = (head_row, 2) if table.form else (place, head_column)
                sheet.cell(*spot).value = cell.value
    book.save(path)


def in_a_spreadsheet(folder: Path, emulator: Emulator) -> Place:
    file = prepared.spreadsheet(emulator, people())
    store = prepared.store(emulator, file, folder)
    return Place(store, GooglePerson(emulator, file), names_what_it_wrote=False)


MAKE = {
    "memory": in_memory,
    "workbook": in_a_workbook,
    "two memories": in_two_memories,
    "workbook and memory": in_a_workbook_and_a_memory,
}


@pytest.fixture(params=[*MAKE, "google"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Each store in turn."""
    if request.param == "google":
        with Emulator() as emulator:
            yield in_a_spreadsheet(tmp_path, emulator)
    else:
        yield MAKE[request.param](tmp_path)


Content = dict[str, list[tuple[str, dict[str, tuple[object, str, bool]]]]]


def content(snap: Snapshot) -> Content:
    """Keys and cells of all rows, but of tables whose rows a store need not read. Number formats
    are left out: a workbook keeps the one that a column was given (text as «@»), which a fresh
    cell of the memory store does not have."""
    return {
        name: [
            (row.key, {c: _told(cell) for c, cell in sorted(row.cells.items()) if not cell.blank})
            for row in table.rows
        ]
        for name, table in snap.tables.items()
        if not build.SCHEMAS[name].unread
    }


def _told(cell: Cell) -> tuple[object, str, bool]:
    return cell.value, cell.kind, cell.formula


def of(*changes: SetCell | AddRow | DropRow) -> Plan:
    return Plan(changes=changes)


def set_id(row: Row, text: str, old: str | None = None) -> SetCell:
    return SetCell("mentors", row.key, "id", old, text, "номер строки", "sync")


def test_reading_twice_gives_the_same(place: Place) -> None:
    first, second = place.store.read(), place.store.read()
    assert first == second
    assert first.token == second.token == place.store.version()


def test_all_tabs_are_read_with_their_headers_and_rows(place: Place) -> None:
    snap = place.store.read()
    assert set(snap.tables) == set(READ)
    assert build.column(snap, "mentors", "name") == [PAVEL, OLGA]
    assert snap.tables["mentors"].headers["subject"] == "Предмет"
    assert snap.tables["school"].form
    assert snap.tables["school"].row("school").cell("place").value == "с. Ясное"


def test_a_plan_of_a_run_leaves_what_apply_says(place: Place) -> None:
    before = place.store.read()
    planned = place.plan(before)
    after = place.store.write(before, planned)
    assert content(after) == content(apply(before, planned.written))


def test_writing_returns_what_reading_gives(place: Place) -> None:
    before = place.store.read()
    after = place.store.write(before, place.plan(before))
    again = place.store.read()
    assert after == again
    assert again.token == place.store.version()
    assert not place.names_what_it_wrote or after.token == again.token
    assert after.token != before.token


def test_a_second_run_has_nothing_to_write(place: Place) -> None:
    before = place.store.read()
    after = place.store.write(before, place.plan(before))
    assert place.plan(after).written == ()


def test_one_cell_is_set(place: Place) -> None:
    before = place.store.read()
    row = build.found(before, "mentors", OLGA)
    after = place.store.write(before, of(set_id(row, "М-001Л")))
    assert build.ids(after) == {PAVEL: "", OLGA: "М-001Л"}
    again = place.store.write(after, of(set_id(build.found(after, "mentors", OLGA), "", "М-001Л")))
    assert build.ids(again) == {PAVEL: "", OLGA: ""}


def test_an_answer_of_the_form_is_set(place: Place) -> None:
    before = place.store.read()
    change = SetCell("school", "school", "checked", None, build.context().now, "", "sync")
    after = place.store.write(before, of(change))
    assert after.tables["school"].row("school").cell("checked").value == build.context().now
    assert after.tables["school"].row("school").cell("place").value == "с. Ясное"


def test_rows_are_added_at_the_end(place: Place) -> None:
    before = place.store.read()
    rows = [AddRow("mentors", f"+{n}", (("name", n), ("id", i)), "") for n, i in ADDED.items()]
    after = place.store.write(before, of(*rows))
    assert build.ids(after) == {PAVEL: "", OLGA: "", **ADDED}
    assert list(build.ids(after)) == [PAVEL, OLGA, *ADDED]
    assert content(after) == content(apply(before, rows))


ADDED = {"Цой Наталья Рашидовна": "М-003Д", "Ким Юлия Андреевна": "М-004П"}


def test_a_row_is_withdrawn(place: Place) -> None:
    before = place.store.read()
    key = build.found(before, "mentors", PAVEL).key
    after = place.store.write(before, of(DropRow("mentors", key, "больше не нужна")))
    assert build.column(after, "mentors", "name") == [OLGA]
    assert content(after) == content(apply(before, [DropRow("mentors", key, "")]))


def test_a_row_added_after_one_was_withdrawn_hurts_nobody(place: Place) -> None:
    before = place.store.read()
    key = build.found(before, "mentors", OLGA).key
    gone = place.store.write(before, of(DropRow("mentors", key, "больше не нужна")))
    after = place.store.write(gone, of(AddRow("mentors", "+1", (("name", IRINA),), "")))
    assert build.column(after, "mentors", "name") == [PAVEL, IRINA]


def test_nothing_to_write_changes_nothing(place: Place) -> None:
    before = place.store.read()
    state = place.person.state()
    after = place.store.write(before, of())
    assert after == before
    assert place.person.state() == state


def test_a_row_inserted_meanwhile_refuses_the_whole_plan(place: Place) -> None:
    before = place.store.read()
    place.person.insert("mentors", 2, "Цой Наталья Рашидовна")
    state = place.person.state()
    with pytest.raises(StaleError, match="изменилась"):
        place.store.write(before, place.plan(before))
    assert place.person.state() == state


def test_rows_that_changed_places_meanwhile_refuse_the_whole_plan(place: Place) -> None:
    before = place.store.read()
    place.person.swap("mentors")
    state = place.person.state()
    with pytest.raises(StaleError, match="изменилась"):
        place.store.write(before, place.plan(before))
    assert place.person.state() == state


def test_after_a_refusal_a_fresh_reading_can_be_written(place: Place) -> None:
    before = place.store.read()
    place.person.swap("mentors")
    with pytest.raises(StaleError):
        place.store.write(before, place.plan(before))
    fresh = place.store.read()
    after = place.store.write(fresh, place.plan(fresh))
    assert content(after) == content(apply(fresh, place.plan(fresh).written))
    assert "" not in build.ids(after).values()


def test_the_snapshot_before_a_write_is_stale_after_it(place: Place) -> None:
    before = place.store.read()
    place.store.write(before, place.plan(before))
    with pytest.raises(StaleError):
        place.store.write(before, place.plan(before))


def test_an_open_table_is_left_alone_and_says_where_it_is_open(place: Place) -> None:
    before = place.store.read()
    assert place.store.busy() == ""
    place.person.open()
    state = place.person.state()
    assert "PRIEMNAYA" in place.store.busy()
    with pytest.raises(BusyError, match="PRIEMNAYA"):
        place.store.write(before, place.plan(before))
    assert place.person.state() == state


def test_an_open_table_can_still_be_read(place: Place) -> None:
    before = place.store.read()
    place.person.open()
    assert place.store.read() == before
