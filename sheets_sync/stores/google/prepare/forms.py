"""A tab of questions: question, answer, our note on it, a hint; one question a row."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.look import (
    ASKS_COLOUR,
    ASKS_INK,
    FOR_ORDER,
    STOPS_COLOUR,
    STOPS_INK,
    SYNC_COLOUR,
    ColumnLook,
)
from sheets_sync.stores.google import requests as ask
from sheets_sync.stores.google.prepare import brush
from sheets_sync.stores.google.prepare.site import Ground, Site
from sheets_sync.stores.google.requests import Json

_WIDTHS = (38, 50, 38, 54)
"""Columns of a form, in characters."""
_HEADS = (("Вопрос", False), ("Ответ", False), ("Замечания", True), ("Подсказка", True))


def draw_form(site: Site, ground: Ground) -> Iterator[Json]:
    """The whole tab, or the questions that are missing in it."""
    if site.whole:
        yield from _above(site)
    questions = dict(site.drawn())
    for first, after in brush.runs(questions):
        rows = [_question(questions[at]) for at in range(first, after)]
        yield from brush.block(site, first, 1, rows)
    for row, question in questions.items():
        answer = ask.box(site.sheet, row, 2)
        yield from brush.validate(answer, question.drop_down, ground)
        yield from _colours(site, row, question)
        if question.grey:
            yield brush.protect(answer)
        if question.hidden:
            where = brush.lines(site.sheet, row, row + 1, "ROWS")
            held = {"properties": {"hiddenByUser": True}, "fields": "hiddenByUser"}
            yield {"updateDimensionProperties": {"range": where, **held}}


def _above(site: Site) -> Iterator[Json]:
    """Title and lines, the header; all but the answers is ours."""
    texts = brush.lead(site.look.lead)
    if texts:
        yield from brush.block(site, 1, 1, texts)
    heads = [brush.cell(text, {**brush.head(grey), **brush.MIDDLE}) for text, grey in _HEADS]
    yield from brush.block(site, site.head, 1, [heads])
    for column, width in enumerate(_WIDTHS, start=1):
        yield brush.widen(site.sheet, column, column + 1, width)
    columns = {"sheetId": site.sheet, "startRowIndex": site.head - 1}
    yield brush.protect({**columns, "startColumnIndex": 0, "endColumnIndex": 1})
    yield brush.protect({**columns, "startColumnIndex": 2, "endColumnIndex": 4})


def _question(question: ColumnLook) -> list[Json]:
    said = " ".join(filter(None, (question.note, FOR_ORDER if question.needed else "")))
    grey = brush.fill(SYNC_COLOUR)
    answer = {**brush.PLAIN, **brush.ANSWER, **brush.BORDERS, **brush.number(question)}
    return [
        brush.cell(question.header, {**brush.BOLD, **brush.MIDDLE, **brush.BORDERS}),
        brush.cell(question.default, {**answer, **(grey if question.grey else {})}),
        brush.cell(None, {**brush.PLAIN, **brush.ANSWER, **brush.BORDERS, **grey}),
        brush.cell(said, {**brush.NOTE, **brush.ANSWER, **brush.BORDERS}),
    ]


def _colours(site: Site, row: int, question: ColumnLook) -> Iterator[Json]:
    """Yellow waits for an answer, red is what we have to say; the last rule goes first."""
    answer, note = (ask.box(site.sheet, row, column) for column in (2, 3))
    if question.grey:
        if question.number_format == "@":
            yield brush.shade(answer, f"LEN(TRIM($B{row}))>0", STOPS_COLOUR, STOPS_INK)
        return
    both = ask.box(site.sheet, row, 2, row, 3)
    yield brush.shade(both, f"LEN(TRIM($C{row}))>0", STOPS_COLOUR, STOPS_INK)
    if question.needed:
        unanswered = f"AND(LEN(TRIM($B{row}))=0,LEN(TRIM($C{row}))>0)"
        yield brush.shade(note, unanswered, ASKS_COLOUR, ASKS_INK)
        yield brush.shade(answer, f"LEN(TRIM($B{row}))=0", ASKS_COLOUR, ASKS_INK)
