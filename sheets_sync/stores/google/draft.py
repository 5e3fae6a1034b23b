"""A plan on its way into requests, and where each lands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sheets_sync.stores.google.read import Place
from sheets_sync.stores.google.requests import Json


@dataclass(slots=True)
class Draft:
    """A plan in requests.

    ``landing``: what is put into single blank cells, by table, column's name and place;
    ``appended``: the rows added to people's tabs, by table; ``unnamed``: rows (table, key) that
    no lookup can tell from others.
    """

    requests: list[Json] = field(default_factory=list)
    landing: dict[tuple[str, str, Place], str] = field(default_factory=dict)
    unnamed: set[tuple[str, str]] = field(default_factory=set)
    appended: dict[str, list[Mapping[int, str]]] = field(default_factory=dict)
