"""How well whole old workbooks are understood, with floors.

The figures: pytest tests/unit/intake/test_measured.py -s -p no:randomly
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.intake.as_data import as_data
from sheets_sync.intake.workbook import understand
from sheets_sync.stores.foreign import read_sheets
from tests.build import VOCABULARY
from tests.messy import Messy, write_csv, write_xlsx
from tests.messy_books import ALL, PLAIN_TEXT
from tests.unit.intake.measure import measured

TODAY = dt.date(2026, 9, 2)
RIGHT, UNDOUBTED = 0.98, 0.90


def understood(path: Path) -> dict[str, Any]:
    """What the program prints with ``--dry --json``."""
    return as_data(understand(read_sheets(path), VOCABULARY, TODAY))


def test_the_shared_sample_is_understood(shared: Path) -> None:
    sample = shared / "samples" / "old_workbook_a"
    truth = json.loads(sample.with_suffix(".json").read_text(encoding="utf-8"))
    data = understood(sample.with_suffix(".xlsx"))
    mentors = measured(data["mentors"], truth["mentors"], ["gender"])
    mentees = measured(data["mentees"], truth["mentees"], ["gender", "category"])
    sys.stdout.write(f"\nsample, mentors: {mentors}\nsample, mentees: {mentees}\n")
    for figures in (mentors, mentees):
        assert figures.silent == ()
        assert figures.right >= RIGHT * figures.said
        assert figures.undoubted >= UNDOUBTED * figures.said


def test_on_the_sample_whatever_the_sheet_does_not_say_is_flagged(shared: Path) -> None:
    data = understood(shared / "samples" / "old_workbook_a.xlsx")
    people = [*data["mentors"], *data["mentees"]]
    assert all("gender" in person["guessed"] for person in people)
    assert all("category" in person["guessed"] for person in data["mentees"])
    with_yo = [person["full_name"] for person in people if "full_name" in person["guessed"]]
    assert with_yo == ["Ковалёва Мария Фёдоровна"]


def _written(messy: Messy, folder: Path) -> Path:
    if messy is PLAIN_TEXT:
        return write_csv(messy, folder / "банк наставляемых.csv")
    return write_xlsx(messy, folder / "банк.xlsx")


@pytest.mark.parametrize("messy", ALL, ids=lambda each: each.name[:30])
def test_another_messy_workbook_is_understood(messy: Messy, tmp_path: Path) -> None:
    data = understood(_written(messy, tmp_path))
    figures = [
        measured(data[bank], truth)
        for bank, truth in (("mentors", messy.mentors), ("mentees", messy.mentees))
        if truth
    ]
    sys.stdout.write(f"\n{messy.name}: {'; '.join(map(str, figures))}\n")
    said = sum(each.said for each in figures)
    assert [line for each in figures for line in each.silent] == []
    assert sum(each.right for each in figures) >= RIGHT * said
    pairs = [
        {k: pair[k] for k in truth} for pair, truth in zip(data["pairs"], messy.pairs, strict=True)
    ]
    assert pairs == list(messy.pairs)
