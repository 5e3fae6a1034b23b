"""How often the declension of names is right on other people's data (petrovich-eval)."""

from __future__ import annotations

import csv
import logging
from pathlib import Path

import pytest

from sheets_sync.papers.names import Case, Part, Sex, decline_word

NAMES = Path(__file__).parents[3].parent / "shared" / "names"
CASES: dict[str, Case] = {
    "им": "nom",
    "рд": "gen",
    "дт": "dat",
    "вн": "acc",
    "тв": "ins",
    "пр": "pre",
}
pytestmark = pytest.mark.skipif(
    not NAMES.is_dir(), reason="the names of petrovich-eval are not beside the project"
)


def _rows(file: str) -> list[dict[str, str]]:
    with (NAMES / file).open(encoding="utf-8-sig", newline="") as lines:
        return [row for row in csv.DictReader(lines, delimiter="\t")]


def _right(word: str, part: Part, grammemes: str, expected: str) -> bool:
    marks = grammemes.split(",")
    case = next(CASES[mark] for mark in marks if mark in CASES)
    sex: Sex = "м" if "мр" in marks else "ж"
    same = decline_word(word, part, case, sex).lower().replace("ё", "е")
    return same == expected.lower().replace("ё", "е")


@pytest.mark.parametrize(
    ("file", "part", "least"),
    [
        ("firstnames.misc.tsv", "name", 0.99),
        ("firstnames.third.tsv", "name", 0.997),
        ("midnames.misc.tsv", "patronymic", 0.99),
        ("surnames.misc.tsv", "surname", 0.98),
    ],
)
def test_declension_is_right_as_often_as_it_was(file: str, part: Part, least: float) -> None:
    """Reached: 32 of 32, 25,474 of 25,476, 18 of 18 and 66 of 66, ё taken as е.

    See for yourself: python -m pytest tests/unit/papers/test_measured.py --log-cli-level=INFO
    (the dictionary of pymorphy3 is the source of the first names: those are no independent proof).
    """
    marks = [
        _right(row["lemma"], part, row["grammemes"], row["word"])
        for row in _rows(file)
        if "мн" not in row["grammemes"].split(",")
    ]
    logging.getLogger(__name__).info("%s: %d of %d", file, sum(marks), len(marks))
    assert sum(marks) >= least * len(marks)


def test_whole_names_are_right_as_often_as_they_were() -> None:
    """Reached: 37 of 37 words of people.tsv."""
    parts: tuple[tuple[str, str, Part], ...] = (
        ("lastname", "lastname_expected", "surname"),
        ("firstname", "firstname_expected", "name"),
        ("midname", "middlename_expected", "patronymic"),
    )
    marks = [
        _right(row[given], part, row["grammemes"], row[expected])
        for row in _rows("people.tsv")
        for given, expected, part in parts
        if row[given]
    ]
    logging.getLogger(__name__).info("people.tsv: %d of %d", sum(marks), len(marks))
    assert sum(marks) >= 0.96 * len(marks)
