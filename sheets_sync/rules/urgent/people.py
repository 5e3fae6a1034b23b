"""What people wait for: consents to take, support for those without a mentor."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.facts import BANKS, Record
from sheets_sync.rules.pairs import away
from sheets_sync.rules.urgent.scene import (
    FIND_SUPPORT,
    PATIENCE,
    RENEW_CONSENT,
    SEARCH_AGAIN,
    SOON,
    TAKE_CONSENT,
    Item,
    Scene,
)
from sheets_sync.words import count


def consents(scene: Scene) -> Iterator[Item]:
    """Consents to take: from those without one, and again where one ends soon."""
    seen = set()
    for table in BANKS:
        for row in scene.facts.rows(table):
            own = scene.consents.first(row).text("id")
            if not row.text("id") or own in seen or away(row, scene.today):
                continue
            seen.add(own)
            last = scene.consents.last(row)
            ready, tab = scene.ready(own), scene.tab(row.table)
            if not scene.consents.given(row):
                why = f"Без него не составить бумаги.{ready}"
                yield Item(TAKE_CONSENT, scene.name(row), why, tab, row.text("id"), rank=4)
            elif last and (last - scene.today).days <= SOON:
                word = "закончилось" if last < scene.today else "заканчивается"
                why = f"Согласие {word} {last:%d.%m.%Y}.{ready}"
                yield Item(RENEW_CONSENT, scene.name(row), why, tab, row.text("id"), last)


def alone(row: Record, scene: Scene) -> Iterator[Item]:
    """A mentee without a mentor for a while: somebody to support, and a day to come back to it."""
    since, step = row.date("alone_since"), row.date("next_step")
    if since is None or row.text("id") in scene.register.resting():
        return
    tab, own = scene.tab("mentees"), row.text("id")
    days = (scene.today - since).days
    told = count(days, "день", "дня", "дней")
    if row.text("supporter") and step and step <= scene.today:
        why = f"Без наставника {told}, шаг намечен на {step:%d.%m.%Y}. Впишите новую дату."
        yield Item(SEARCH_AGAIN, scene.name(row), why, tab, own, step)
    elif days >= PATIENCE and not (row.text("supporter") and step):
        why = f"Без наставника {told}. Впишите, кто поддержит, и дату следующего шага."
        yield Item(FIND_SUPPORT, scene.name(row), why, tab, own)
