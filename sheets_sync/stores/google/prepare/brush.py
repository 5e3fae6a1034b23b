"""What every tab of a spreadsheet is drawn with: letters, fills, rules of colour, choices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sheets_sync.cells import GENERAL, Value
from sheets_sync.look import (
    CHOOSE,
    FONT,
    HEADER_COLOUR,
    SIZE,
    SYNC_COLOUR,
    SYNC_HEADER_COLOUR,
    ColumnLook,
    DropDown,
)
from sheets_sync.stores.google import requests as ask
from sheets_sync.stores.google.prepare.site import Ground, Site
from sheets_sync.stores.google.requests import Json
from sheets_sync.stores.google.wire import entered, typed

SAYS_OURS = "Это заполняет программа: вписанное сюда исчезнет при следующей сверке."
_MOMENTS = {"d": "DATE", "h": "DATE_TIME", "dh": "DATE_TIME"}
_WRAPPED: Json = {"wrapStrategy": "WRAP"}


def colour(code: str) -> Json:
    """The ColorStyle of «RRGGBB»."""
    parts = (int(code[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return {"rgbColor": dict(zip(("red", "green", "blue"), parts, strict=True))}


def _letters(*, larger: int = 0, bold: bool = False, ink: str = "") -> Json:
    made: Json = {"fontFamily": FONT, "fontSize": SIZE + larger, "bold": bold}
    return {**made, "foregroundColorStyle": colour(ink)} if ink else made


_SIDE: Json = {"style": "SOLID", "colorStyle": colour("BFBFBF")}
BORDERS: Json = {"borders": dict.fromkeys(("top", "bottom", "left", "right"), _SIDE)}
PLAIN: Json = {"textFormat": _letters()}
BOLD: Json = {"textFormat": _letters(bold=True)}
TITLE: Json = {"textFormat": _letters(larger=4, bold=True)}
NOTE: Json = {"textFormat": _letters(larger=-1, ink="595959")}
LINK: Json = {"textFormat": _letters(larger=2, bold=True, ink="0563C1")}
ANSWER: Json = {**_WRAPPED, "verticalAlignment": "MIDDLE", "horizontalAlignment": "LEFT"}
MIDDLE: Json = {**_WRAPPED, "verticalAlignment": "MIDDLE"}


def fill(code: str) -> Json:
    """A cell filled with a colour."""
    return {"backgroundColorStyle": colour(code)}


def head(grey: bool) -> Json:
    """A header: bold, wrapped, of the colour that says whose column it is."""
    return {
        "textFormat": _letters(larger=-1, bold=True),
        **_WRAPPED,
        "verticalAlignment": "TOP",
        "horizontalAlignment": "CENTER",
        **BORDERS,
        **fill(SYNC_HEADER_COLOUR if grey else HEADER_COLOUR),
    }


def number(column: ColumnLook) -> Json:
    """The number format of a column; none of text of ours, which is shown by formulas."""
    pattern = column.number_format
    if pattern == GENERAL or (pattern == "@" and column.grey):
        return {}
    if pattern == "@":
        return {"numberFormat": {"type": "TEXT"}}
    kind = _MOMENTS.get("".join(sign for sign in "dh" if sign in pattern), "NUMBER")
    return {"numberFormat": {"type": kind, "pattern": pattern}}


def body(column: ColumnLook) -> Json:
    """A cell of a column: letters, format, whose it is."""
    return {
        **(LINK if column.formula else PLAIN),
        **_WRAPPED,
        "verticalAlignment": "TOP",
        **({"horizontalAlignment": "CENTER"} if column.centred else {}),
        **BORDERS,
        **(fill(SYNC_COLOUR) if column.grey else {}),
        **number(column),
    }


def cell(value: Value = None, style: Json | None = None, note: str = "") -> Json:
    """CellData; a text that begins with «=» is a formula."""
    held = entered(value)
    if isinstance(value, str) and value.startswith("="):
        held = ask.formula(value)
    made = {**held, "userEnteredFormat": style or {}}
    return {**made, "note": note} if note else made


def lead(texts: Sequence[str]) -> list[list[Json]]:
    """A title and lines over everything, in column A."""
    return [[cell(text, PLAIN if row else TITLE)] for row, text in enumerate(texts)]


def block(site: Site, row: int, column: int, lines: Sequence[Sequence[Json]]) -> Iterator[Json]:
    """Cells from a corner; in a tab in which something stands, values go into blank cells only."""
    fields = "userEnteredFormat,note"
    if site.whole:
        fields = f"userEnteredValue,{fields}"
    else:
        yield from _into_blanks(site, row, column, lines)
    yield {
        "updateCells": {
            "start": {"sheetId": site.sheet, "rowIndex": row - 1, "columnIndex": column - 1},
            "rows": [{"values": list(line)} for line in lines],
            "fields": fields,
        }
    }


def _into_blanks(
    site: Site, row: int, column: int, lines: Sequence[Sequence[Json]]
) -> Iterator[Json]:
    for down, line in enumerate(lines):
        for along, each in enumerate(line):
            for held in each.get("userEnteredValue", {}).values():
                place = ask.box(site.sheet, row + down, column + along)
                yield ask.exchange(place, "", typed(held))


def stretch(where: Json, style: Json, formula: str = "") -> Json:
    """One format for a whole range, and a formula whose references go along."""
    fields = f"userEnteredFormat({','.join(style)})"
    made: Json = {"userEnteredFormat": style}
    if formula:
        made |= ask.formula(formula)
        fields += ",userEnteredValue"
    return {"repeatCell": {"range": where, "cell": made, "fields": fields}}


def validate(where: Json, choices: DropDown | None, ground: Ground) -> Iterator[Json]:
    """The drop-down of a range. Nothing is refused, as in a workbook; Google marks what is odd."""
    if choices is None:
        return
    rule = {"condition": _choices(choices, ground), "strict": False, "showCustomUi": True}
    if choices.strict:
        rule["inputMessage"] = CHOOSE
    yield {"setDataValidation": {"range": where, "rule": rule}}


def _choices(choices: DropDown, ground: Ground) -> Json:
    """A range of a tab that is here, else the words themselves."""
    site = ground.sites.get(choices.tab)
    if site is None:
        words = [{"userEnteredValue": word} for word in ground.words[choices.letter]]
        return {"type": "ONE_OF_LIST", "values": words}
    form = site.look.layout == "form"
    letter = choices.letter if form else site.letter(choices.letter)
    first = site.places[choices.first - site.look.head - 1] if form else site.head + 1
    last = f"${letter}" if choices.open else f"${letter}${first if form else choices.rows}"
    tab = choices.tab.replace("'", "''")
    area = f"='{tab}'!${letter}${first}:{last}"
    return {"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": area}]}


def shade(where: Json, formula: str, code: str, ink: str) -> Json:
    """Colour cells for which a formula of the look is true; the rule drawn last goes first."""
    style = {
        "backgroundColorStyle": colour(code),
        "textFormat": {"foregroundColorStyle": colour(ink)},
    }
    values = [{"userEnteredValue": localised(formula)}]
    condition = {"type": "CUSTOM_FORMULA", "values": values}
    rule = {"ranges": [where], "booleanRule": {"condition": condition, "format": style}}
    return {"addConditionalFormatRule": {"rule": rule, "index": 0}}


def localised(formula: str) -> str:
    """A formula of the look as a spreadsheet that counts in Russian has it."""
    parts = re.split(r'("[^"]*")', formula)
    return "=" + "".join(p if p.startswith('"') else p.replace(",", ";") for p in parts)


def protect(where: Json) -> Json:
    """Whoever types here is warned; nobody is stopped."""
    held = {"range": where, "description": SAYS_OURS, "warningOnly": True}
    return {"addProtectedRange": {"protectedRange": held}}


def lines(sheet: int, first: int, after: int, way: str = "COLUMNS") -> Json:
    """Columns or rows from ``first`` until before ``after``, both from 1."""
    return {"sheetId": sheet, "dimension": way, "startIndex": first - 1, "endIndex": after - 1}


def widen(sheet: int, first: int, after: int, width: int, *, hidden: bool = False) -> Json:
    """A width in characters."""
    held: Json = {"pixelSize": width * 7 + 5, "hiddenByUser": hidden}
    where = lines(sheet, first, after)
    fields = "pixelSize,hiddenByUser"
    return {"updateDimensionProperties": {"range": where, "properties": held, "fields": fields}}


def runs(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Neighbours together: the first of them, and the one after the last."""
    first = after = 0
    for place in places:
        if place != after:
            if after:
                yield first, after
            first = place
        after = place + 1
    if after:
        yield first, after
