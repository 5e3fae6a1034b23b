"""What a column holds, told by its cells: how many of them fit a field."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from sheets_sync.cells import Cell
from sheets_sync.intake.categories import read_capacity, read_category, read_sex
from sheets_sync.intake.dates import read_when
from sheets_sync.intake.grid import text_of
from sheets_sync.intake.lexicon import Lexicon
from sheets_sync.intake.people import looks_like_a_name
from sheets_sync.intake.subjects import is_position, is_subject
from sheets_sync.intake.years import Reference, read_years
from sheets_sync.words import fold

_PHONE = re.compile(r"[+\d][\d\s()\-‐–.]{4,}\d.*")
_TODAY = dt.date(2000, 1, 1)
"""Only an example in sentences that nobody reads here."""

Test = Callable[[Cell], bool]


def _a_date(cell: Cell) -> bool:
    return read_when(cell, _TODAY).value is not None or bool(
        re.search(r"\b(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)", fold(text_of(cell)))
    )


def _some_years(cell: Cell) -> bool:
    return read_years(cell, Reference(9999, "")).years.value is not None


def _a_phone(cell: Cell) -> bool:
    text = text_of(cell)
    return bool(_PHONE.fullmatch(text)) and read_when(cell, _TODAY).value is None


def _a_word_of_kind(cell: Cell) -> bool:
    return bool(
        re.search(r"молод|специалист|нов\w* сотр|стаж|перерыв|выгор|стажер", fold(text_of(cell)))
    )


_TESTS: Mapping[str, Test] = {
    "name": lambda cell: looks_like_a_name(text_of(cell)),
    "mentor": lambda cell: looks_like_a_name(text_of(cell)),
    "mentee": lambda cell: looks_like_a_name(text_of(cell)),
    "position": lambda cell: is_position(text_of(cell)),
    "subject": lambda cell: is_subject(text_of(cell)),
    "years": _some_years,
    "since": _some_years,
    "category": lambda cell: read_category(cell).value is not None,
    "kind": _a_word_of_kind,
    "capacity": lambda cell: read_capacity(cell).value is not None,
    "consent_from": _a_date,
    "consent_to": _a_date,
    "phone": _a_phone,
    "email": lambda cell: "@" in cell.shown,
    "sex": lambda cell: read_sex(cell).value is not None and len(text_of(cell)) < 9,
}
_TELLING = ("email", "name", "phone", "sex", "consent_from", "category", "subject", "position")
"""Fields that cells alone can tell, the most telling first."""


def is_a_value(cell: Cell) -> bool:
    """Whether a cell holds what stands under headers only: a date, a category, «учитель»."""
    text = fold(text_of(cell))
    if read_category(cell).whole and read_category(cell).value is not None:
        return True
    return (
        _a_phone(cell)
        or "@" in text
        or text in _VALUES
        or read_when(cell, _TODAY).value is not None
    )


_VALUES = frozenset(
    "учитель воспитатель методист педагог-психолог м ж муж жен муж. жен. мужской женский".split()
)


def fit(field: str, cells: Sequence[Cell], lexicon: Lexicon) -> float:
    """The share of ``cells`` (none of them blank) that fit ``field``; 1.0 where nobody can tell."""
    if not cells:
        return 1.0
    if field in ("strengths", "requests", "codes"):
        return max(_share(cells, lambda cell: has_code(cell, lexicon)), 0.5)
    test = _TESTS.get(field)
    return _share(cells, test) if test else 1.0


def told_by(cells: Sequence[Cell], lexicon: Lexicon) -> Mapping[str, float]:
    """Fields that the cells speak for by themselves, and how surely."""
    if len(cells) < 2:
        return {}
    found = {
        field: _told(field, _share(cells, _TESTS[field]), len(cells))
        for field in _TELLING
        if _share(cells, _TESTS[field]) >= 0.8
    }
    if "name" in found and not _share(cells, _is_surely_a_name) >= 0.5:
        del found["name"]
    codes = _share(cells, lambda cell: has_code(cell, lexicon))
    return {**found, "codes": _told("codes", codes, len(cells))} if codes >= 0.6 else found


def _told(field: str, share: float, many: int) -> float:
    """Cells that all speak alike are as good as a header; but a date may be any date."""
    plain = field not in ("consent_from", "phone") and share == 1 and many >= 3
    return 0.9 if plain else 0.8 * share


def _is_surely_a_name(cell: Cell) -> bool:
    return looks_like_a_name(text_of(cell), strictly=True)


def has_code(cell: Cell, lexicon: Lexicon) -> bool:
    """Whether a cell begins with a code of the list or with words of it."""
    text = fold(text_of(cell))
    bare = re.sub(r"^\d{1,2}[.)]\s*", "", text)
    return lexicon.code_at(bare.upper(), 0) is not None or bool(lexicon.phrase_at(bare, 0)[0])


def _share(cells: Iterable[Cell], test: Test) -> float:
    tried = [test(cell) for cell in cells]
    return sum(tried) / len(tried)
