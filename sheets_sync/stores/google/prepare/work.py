"""What a spreadsheet lacks, as requests: its tabs first, then what fills each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sheets_sync.errors import UnreadableError
from sheets_sync.ids import exact_id
from sheets_sync.look import ListLook, TabLook
from sheets_sync.schema import LISTS_TAB, MEMORY, Schemas
from sheets_sync.snapshot import ID
from sheets_sync.stores.google import requests as ask
from sheets_sync.stores.google import troubles
from sheets_sync.stores.google.lookups import KEY_HEADER, ROWS_TAB
from sheets_sync.stores.google.prepare import brush
from sheets_sync.stores.google.prepare.forms import draw_form
from sheets_sync.stores.google.prepare.site import Ground, Site, survey
from sheets_sync.stores.google.prepare.tables import draw_table
from sheets_sync.stores.google.prepare.texts import draw_lists, draw_text
from sheets_sync.stores.google.read import Book, Sheet, book_of
from sheets_sync.stores.google.records import ROWS_ID, WIDTH
from sheets_sync.stores.google.requests import Json
from sheets_sync.words import fold

LOCALE = "ru_RU"
_DRAW = {"form": draw_form, "rows": draw_table, "text": draw_text}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a spreadsheet is to hold: the look of its schemas, and the time zone of an empty one.

    ``apart`` are headers by tab that it must not have: names are to live elsewhere.
    """

    schemas: Schemas
    looks: Sequence[TabLook]
    lists: Sequence[ListLook]
    zone: str
    apart: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was done: the titles of new ``tabs``, and what tabs that stood there lacked.

    ``lacked`` are (tab, header or question). ``used``: there are people or pairs in it already.
    ``locale`` is the spreadsheet's.
    """

    tabs: tuple[str, ...]
    lacked: tuple[tuple[str, str], ...]
    used: bool
    locale: str


@dataclass(frozen=True, slots=True)
class Work:
    """``start`` makes the tabs, ``parts`` fill one tab each; ``memory`` is the id of «_sync»."""

    start: list[Json]
    parts: list[list[Json]]
    done: Prepared
    generation: int
    memory: int


def missing(answer: Json, wanted: Wanted) -> Work:
    """What the spreadsheet of an answer lacks.

    UnreadableError where it has lost the program's memory, so that new numbers would be given to
    people who have some, and where it has a column for names that are to live elsewhere.
    """
    book = book_of(answer, wanted.schemas)
    memory = wanted.schemas[MEMORY].tab
    _check(book, wanted, memory)
    ground = survey(book, wanted.schemas, wanted.looks, wanted.lists)
    blank = not any(sheet.cells for sheet in book.sheets.values())
    parts = [list(_drawn(site, ground)) for site in ground.sites.values()]
    rows = book.records.sheet
    if rows is None or not rows.cells:
        parts.append(list(_rows_tab(rows.id if rows else ROWS_ID)))
    return Work(
        list(_start(book, ground, answer.get("properties", {}), wanted.zone, blank)),
        [part for part in parts if part],
        _told(book, wanted.schemas, ground, answer, blank),
        book.generation,
        ground.sites[memory].sheet,
    )


def _check(book: Book, wanted: Wanted, memory: str) -> None:
    """The errors of `missing`."""
    if fold(memory) not in book.sheets and (book.records.places or _numbered(book, wanted.schemas)):
        raise UnreadableError(troubles.FORGOTTEN.format(tab=memory))
    if book.generation and book.records.sheet is None:
        raise UnreadableError(troubles.FORGOTTEN.format(tab=ROWS_TAB))
    for title, header in wanted.apart.items():
        sheet = book.sheets.get(fold(title))
        if sheet and any(fold(cell.shown) == fold(header) for cell in sheet.cells.values()):
            raise UnreadableError(troubles.NAMES_HERE.format(tab=title, header=header))


def _numbered(book: Book, schemas: Schemas) -> bool:
    """Whether somebody bears a number of ours."""
    return any(
        exact_id(row.cell(ID).shown, schemas[name].prefix)
        for name, table in book.tables.items()
        if schemas[name].prefix
        for row in table.rows
    )


def _told(book: Book, schemas: Schemas, ground: Ground, answer: Json, blank: bool) -> Prepared:
    sites = ground.sites.values()
    lacked = [
        (site.look.tab, site.look.columns[index].header)
        for site in sites
        if not site.whole
        for index in site.fresh
    ]
    locale = LOCALE if blank else str(answer.get("properties", {}).get("locale", ""))
    new = tuple(site.look.tab for site in sites if site.whole)
    used = any(table.rows for name, table in book.tables.items() if schemas[name].prefix)
    return Prepared(new, tuple(lacked), used, locale)


def _start(book: Book, ground: Ground, properties: Json, zone: str, blank: bool) -> Iterator[Json]:
    """The language of an empty spreadsheet, tabs, room for columns."""
    held = {"locale": LOCALE, "timeZone": zone}
    if blank and any(properties.get(name) != value for name, value in held.items()):
        yield {"updateSpreadsheetProperties": {"properties": held, "fields": ",".join(held)}}
    for index, site in enumerate(ground.sites.values()):
        yield from _tab(site, index if blank else None)
    if book.records.sheet is None:
        grid = {"rowCount": 100, "columnCount": WIDTH}
        shape = {"sheetId": ROWS_ID, "title": ROWS_TAB, "hidden": True, "gridProperties": grid}
        yield {"addSheet": {"properties": shape}}
    titles = {fold(title) for title in (*ground.sites, ROWS_TAB)}
    for title, sheet in book.sheets.items() if blank else ():
        if title not in titles:
            yield _aside(sheet)


def _tab(site: Site, index: int | None) -> Iterator[Json]:
    """A new tab, the shape of a blank one, or more room in one in which something stands."""
    if not site.whole:
        for way, held, wanted in zip(("ROWS", "COLUMNS"), site.held, site.size, strict=True):
            if site.fresh and wanted > held:
                more = {"sheetId": site.sheet, "dimension": way, "length": wanted - held}
                yield {"appendDimension": more}
        return
    shape, grid = _shape(site)
    if site.added:
        place = {} if index is None else {"index": index}
        made = {**shape, **place, "title": site.look.tab, "gridProperties": grid}
        yield {"addSheet": {"properties": made}}
    else:
        fields = ",".join([*shape, f"gridProperties({','.join(grid)})"])
        made = {**shape, "gridProperties": grid}
        yield {"updateSheetProperties": {"properties": made, "fields": fields}}


def _shape(site: Site) -> tuple[Json, Json]:
    """The properties of a tab that is drawn whole, and those of its grid."""
    look = site.look
    rows, columns = site.size
    grid: Json = {"rowCount": rows, "columnCount": columns}
    if look.layout == "rows":
        grid["frozenRowCount"] = site.head
        if look.tab != LISTS_TAB:
            grid["frozenColumnCount"] = 2
    elif look.layout == "text":
        grid["hideGridlines"] = True
    shape: Json = {"sheetId": site.sheet, "hidden": look.hidden}
    if look.colour:
        shape["tabColorStyle"] = brush.colour(look.colour)
    return shape, grid


def _aside(sheet: Sheet) -> Json:
    """The blank tab of a new spreadsheet is put out of sight; nothing is ever deleted."""
    shape = {"sheetId": sheet.id, "hidden": True}
    return {"updateSheetProperties": {"properties": shape, "fields": "hidden"}}


def _drawn(site: Site, ground: Ground) -> Iterator[Json]:
    if not site.whole and not site.fresh:
        return iter(())
    if site.look.tab == LISTS_TAB:
        return draw_lists(site, ground)
    return _DRAW[site.look.layout](site, ground)


def _rows_tab(sheet: int) -> Iterator[Json]:
    """«_rows», where a run keeps what it shows: it makes the columns itself."""
    yield ask.put(sheet, 1, 1, [ask.line_of({1: KEY_HEADER})])
    yield brush.protect({"sheetId": sheet})
