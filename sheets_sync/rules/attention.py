"""«Что горит»: at most fifteen things to do, the most urgent first, each in one line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from sheets_sync.cells import Value
from sheets_sync.facts import At, Context, Facts, Filled, Outcome
from sheets_sync.rules.urgent import TOGETHER, Item, items

TABLE = "attention"
MOST = 15
"""Lines on one sheet of A4."""

ALIKE = 3
"""Lines about one and the same thing to do; more of them become one."""


def attention(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """The lines of the tab under their numbers; lines that are no longer needed become blank."""
    if TABLE not in facts.headers:
        return Outcome()
    found = _gathered(items(facts.after(so_far), so_far, facts.problems, context))
    lines = sorted(found, key=lambda item: _urgency(item, context.today))[:MOST]
    known = {row.key for row in facts.rows(TABLE)}
    cells: dict[At, Filled] = {}
    fresh = []
    for number, item in enumerate(lines, start=1):
        key = str(number)
        if key not in known:
            key = f"{number:02d}"  # new lines are appended in the order of their keys
            fresh.append((TABLE, key))
        for name, value in _cells(number, item).items():
            cells[At(TABLE, key, name)] = Filled(value, "что горит")
    return Outcome(cells=cells, new_rows=tuple(fresh))


def _urgency(item: Item, today: dt.date) -> tuple[dt.date, int, str, str]:
    """What has no day of its own is due today; the weightier kind of work goes first."""
    return item.until or today, item.rank, item.what, item.about


def _gathered(found: Iterable[Item]) -> list[Item]:
    """Many lines of one kind as one that counts them and names the first."""
    by_what: dict[str, list[Item]] = {}
    for item in found:
        by_what.setdefault(item.what, []).append(item)
    out: list[Item] = []
    for its in by_what.values():
        its.sort(key=lambda item: (item.until or dt.date.max, item.about))
        out += its if len(its) <= ALIKE else [_one(its)]
    return out


def _one(its: list[Item]) -> Item:
    first = its[0]
    about = f"{first.about}; {its[1].about} и ещё {len(its) - 2}"
    return replace(
        first,
        what=f"{first.what}: {len(its)}",
        about=about,
        why=TOGETHER.get(first.what, first.why),
        row="",
    )


def _cells(number: int, item: Item) -> dict[str, Value]:
    return {
        "id": str(number),
        "until": item.until,
        "what": item.what,
        "who": item.who,
        "about": item.about,
        "why": item.why,
        "go_tab": item.tab,
        "go_row": item.row or None,
    }
