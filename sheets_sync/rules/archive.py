"""The nameless archive of a pairing: what it was made from, to be told and reckoned again later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sheets_sync import __version__
from sheets_sync.facts import Context
from sheets_sync.rules.seating import Seating, seated
from sheets_sync.rules.situation import Situation


def archived(found: Situation, seating: Seating, context: Context) -> dict[str, Any]:
    """Ids, scores by criterion, places, bans, weights, version: JSON values, no name among them."""
    board, settings = found.board, context.settings
    return {
        "version": __version__,
        "moment": context.now.isoformat(timespec="minutes"),
        "weights": dict(settings.weights),
        "floor": settings.floor,
        "stability": settings.stability,
        "same_day": found.same_day,
        "shown": dict(sorted(found.shown.items())),
        "chosen": dict(sorted(seating.chosen.items())),
        "places": {own: each.free for own, each in sorted(board.mentors.items())},
        "bans": sorted([one, other] for one, other in board.bans if one in found.seeking),
        "scores": {own: _scores(own, found) for own in sorted(found.seeking)},
    }


def _scores(mentee: str, found: Situation) -> dict[str, dict[str, int]]:
    """By mentor: the points of every criterion that gives any."""
    out = {}
    for mentor in sorted(found.board.mentors):
        score = found.board.score(mentee, mentor)
        out[mentor] = {name: won for name, won in score.points.items() if won} if score else {}
    return out


def reckoned(archive: Mapping[str, Any]) -> Seating:
    """The seating of an archive, by the program of today."""
    bans = {(one, other) for one, other in archive["bans"]}
    gains = {
        (mentee, mentor): sum(points.values())
        for mentee, by_mentor in archive["scores"].items()
        for mentor, points in by_mentor.items()
        if (mentee, mentor) not in bans and sum(points.values()) >= archive["floor"]
    }
    places, shown = archive["places"], archive["shown"]
    same_day = archive["same_day"]
    return seated(gains, places, shown, archive["stability"], same_day=same_day)
