"""The tabs to read: «Инструкция», and behind it the lists of choices."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.cells import letter_of
from sheets_sync.look import ASKS_COLOUR, STOPS_COLOUR, SYNC_COLOUR
from sheets_sync.stores.google import requests as ask
from sheets_sync.stores.google.prepare import brush
from sheets_sync.stores.google.prepare.site import Ground, Site
from sheets_sync.stores.google.requests import Json

_WORD_WIDTH, _TEXT_WIDTH, _LIST_WIDTH = 20, 96, 34
_LONGEST_WORD = 24
_SAMPLES = {"Красное": STOPS_COLOUR, "Жёлтое": ASKS_COLOUR, "Серое": SYNC_COLOUR}


def draw_text(site: Site, _: Ground) -> Iterator[Json]:
    """Headings, and words with what they mean; colours are shown on their own names."""
    if not site.whole:
        return
    title, *texts = site.look.lead
    rows = [[brush.cell(title, brush.TITLE)], *map(_line, texts)]
    yield from brush.block(site, 1, 1, rows)
    yield brush.widen(site.sheet, 1, 2, _WORD_WIDTH)
    yield brush.widen(site.sheet, 2, 3, _TEXT_WIDTH)


def _line(text: str) -> list[Json]:
    word, colon, meaning = text.partition(": ")
    if not colon or len(word) > _LONGEST_WORD:
        return [brush.cell(text, brush.BOLD)] if text else []
    sample = brush.fill(_SAMPLES[word]) if word in _SAMPLES else {}
    says = f"{meaning[0].upper()}{meaning[1:]}"
    named = {**brush.PLAIN, **brush.BORDERS, **sample, "verticalAlignment": "TOP"}
    return [brush.cell(word, named), brush.cell(says, {**brush.PLAIN, "wrapStrategy": "WRAP"})]


def draw_lists(site: Site, ground: Ground) -> Iterator[Json]:
    """A list a column; what a school adds under the last word is offered like the others."""
    text: Json = {"numberFormat": {"type": "TEXT"}}
    for index in site.fresh:
        at, look = site.places[index], site.look.columns[index]
        words = ground.words[letter_of(index + 1)]
        cells = [[brush.cell(look.header, brush.head(look.grey))]]
        cells += [[brush.cell(word, text)] for word in words]
        yield from brush.block(site, site.head, at, cells)
        under = ask.box(site.sheet, site.head + 1, at, site.last, at)
        yield brush.stretch(under, text)
        yield brush.widen(site.sheet, at, at + 1, _LIST_WIDTH)
