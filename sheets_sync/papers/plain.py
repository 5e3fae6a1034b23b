"""A paper about a pair that needs no words of its own: what any such template may say."""

from __future__ import annotations

from collections.abc import Mapping

from sheets_sync.papers.pair_order import edition, of_pair
from sheets_sync.papers.people import listed, mapping, officer, school


def context(data: Mapping[str, object]) -> dict[str, object]:
    """Words for a plain template, out of the data of an order about one pair; gaps for the rest."""
    place = mapping(data.get("school"))
    return {
        "школа": school(place),
        "директор": officer(place, "director"),
        "куратор": officer(place, "curator"),
        "редакция": edition(data),
        **of_pair(mapping(next(iter(listed(data.get("pairs"))), None))),
    }
