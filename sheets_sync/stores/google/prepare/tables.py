"""A tab with a header over rows: frozen, filtered, coloured, folded, with what stands above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from sheets_sync.cells import letter_of
from sheets_sync.look import (
    ASKS_COLOUR,
    ASKS_INK,
    STALE_COLOUR,
    STALE_DAYS,
    STALE_INK,
    STOPS_COLOUR,
    STOPS_INK,
    ColumnLook,
    named_in,
)
from sheets_sync.stores.google import requests as ask
from sheets_sync.stores.google.prepare import brush
from sheets_sync.stores.google.prepare.site import Ground, Site
from sheets_sync.stores.google.requests import Json

_STALE_SAYS = "Сверки не было больше трёх дней. Нажмите «Обновить»."


def draw_table(site: Site, ground: Ground) -> Iterator[Json]:
    """The whole tab, or the columns that are missing in it."""
    if site.whole:
        yield from _above(site)
    yield from _heads(site)
    yield from _bodies(site, ground)
    if site.whole:
        yield from _seeds(site)
    yield from _widths(site)
    yield from _colours(site)
    yield from _protected(site)
    if site.whole and not site.look.hidden:
        whole = ask.box(site.sheet, site.head, 1, site.last, len(site.look.columns))
        yield {"setBasicFilter": {"filter": {"range": whole}}}


def _above(site: Site) -> Iterator[Json]:
    """The title, and the questions over the header."""
    texts = brush.lead(site.look.lead)
    if texts:
        yield from brush.block(site, 1, 1, texts)
    seen = sum(not column.hidden for column in site.look.columns)
    for row, question in enumerate(site.look.above, start=len(texts) + 1):
        yield from _live(site, row, question, seen)


def _live(site: Site, row: int, question: ColumnLook, last: int) -> Iterator[Json]:
    """When the program last looked; days without a run turn it orange and say what to do."""
    old = f"AND(ISNUMBER($B${row}),TODAY()-INT($B${row})>{STALE_DAYS})"
    line = [
        brush.cell(question.header, {**brush.BOLD, **brush.MIDDLE}, question.note),
        brush.cell(None, {**brush.body(question), "horizontalAlignment": "CENTER"}),
        brush.cell(brush.localised(f'IF({old},"{_STALE_SAYS}","")'), brush.PLAIN),
    ]
    yield from brush.block(site, row, 1, [line])
    where = ask.box(site.sheet, row, 1, row, last)
    yield brush.shade(where, old, STALE_COLOUR, STALE_INK)


def _heads(site: Site) -> Iterator[Json]:
    looks = dict(site.drawn())
    for first, after in brush.runs(looks):
        cells = [
            brush.cell(looks[at].header, brush.head(looks[at].grey), looks[at].note)
            for at in range(first, after)
        ]
        yield from brush.block(site, site.head, first, [cells])


def _bodies(site: Site, ground: Ground) -> Iterator[Json]:
    """Neighbours that look alike in one request, then choices and arrows column by column."""
    styled = [(at, brush.body(column)) for at, column in site.drawn()]
    for style, group in groupby(styled, key=itemgetter(1)):
        for first, after in brush.runs(at for at, _ in group):
            yield brush.stretch(_under(site, first, after), style)
    for at, column in site.drawn():
        yield from brush.validate(_under(site, at, at + 1), column.drop_down, ground)
        if column.formula:
            formula = _arrow(site, column, ground)
            yield brush.stretch(_under(site, at, at + 1), brush.body(column), formula)


def _under(site: Site, first: int, after: int) -> Json:
    """The prepared cells of columns."""
    return ask.box(site.sheet, site.head + 1, first, site.last, after - 1)


def _arrow(site: Site, column: ColumnLook, ground: Ground) -> str:
    """A link to the row that a line is about: in Google a tab is known by its number alone."""
    tab, row = re.findall(r"\$([A-Z]+)\{row\}", column.formula)[:2]
    here = site.head + 1
    made = '""'
    for title, there in ground.sites.items():
        if there.look.hidden or there is site:
            continue
        quoted = title.replace("'", "''")
        found = f"IFERROR(MATCH(${site.letter(row)}{here};'{quoted}'!$A:$A;0);1)"
        link = f'HYPERLINK("#gid={there.sheet}&range=A"&{found};"→")'
        made = f'IF(${site.letter(tab)}{here}="{title}";{link};{made})'
    return f"={made}"


def _seeds(site: Site) -> Iterator[Json]:
    """The rows that a new tab holds."""
    lines = [[{"userEnteredValue": {"stringValue": v}} if v else {} for v in row]
             for row in site.look.rows]  # fmt: skip
    if any(map(any, lines)):
        start = {"sheetId": site.sheet, "rowIndex": site.head, "columnIndex": 0}
        rows = [{"values": line} for line in lines]
        yield {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}}


def _widths(site: Site) -> Iterator[Json]:
    """Widths, columns that are never seen, and those that open with a click on «+»."""
    wide = [(at, (column.width, column.hidden)) for at, column in site.drawn()]
    for (width, hidden), group in groupby(wide, key=itemgetter(1)):
        for first, after in brush.runs(at for at, _ in group):
            yield brush.widen(site.sheet, first, after, width, hidden=hidden)
    for first, after in brush.runs(at for at, column in site.drawn() if column.folded):
        where = brush.lines(site.sheet, first, after)
        yield {"addDimensionGroup": {"range": where}}
        group_: Json = {"range": where, "depth": 1, "collapsed": True}
        yield {"updateDimensionGroup": {"dimensionGroup": group_, "fields": "collapsed"}}


def _colours(site: Site) -> Iterator[Json]:
    """Red and yellow cells; the later rule goes before the earlier one."""
    drawn = [at for at, _ in site.drawn()]
    for looked, code, ink in (
        (site.look.asks, ASKS_COLOUR, ASKS_INK),
        (site.look.stops, STOPS_COLOUR, STOPS_INK),
    ):
        if not looked:
            continue
        letter = site.letter(looked)
        own = site.places[_index(looked, site)] in drawn
        for first, after in brush.runs(sorted(site.places) if own else drawn):
            rule = named_in(letter, site.head, letter_of(first))
            yield brush.shade(_under(site, first, after), rule, code, ink)


def _index(looked: str, site: Site) -> int:
    return [letter_of(number + 1) for number in range(len(site.places))].index(looked)


def _protected(site: Site) -> Iterator[Json]:
    """Whoever types over what is ours is warned."""
    if site.whole and all(column.grey for column in site.look.columns):
        yield brush.protect({"sheetId": site.sheet})
        return
    for first, after in brush.runs(at for at, column in site.drawn() if column.grey):
        where = ask.box(site.sheet, site.head, first, site.head, after - 1)
        del where["endRowIndex"]
        yield brush.protect(where)
