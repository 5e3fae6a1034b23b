"""The quick answers of the chaos test are the emulator's own."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from sheets_sync.stores.google.read import FIELDS
from tests.google.chaos import scripts
from tests.google.chaos.game import ACTS, Played, play
from tests.google.chaos.person import COPYING
from tests.google.chaos.school import School
from tests.google_emulator import answers, masks
from tests.google_emulator.calls import Answer

MASK = masks.parse(FIELDS)


def test_what_is_answered_quickly_is_what_the_emulator_answers(school: School) -> None:
    compared = 0
    plainly = Played._served

    def served(game: Played, path: str, serve: Callable[[], Answer]) -> Answer:
        nonlocal compared
        answer = plainly(game, path, serve)
        book = school.emulator.book(game.file)
        found = (answer.json or {}).get("updatedSpreadsheet", answer.json or {})
        if "sheets" in found:
            book.touch()
            assert found == answers.spreadsheet(book, None, False, MASK, "")
            compared += 1
        return answer

    school.patch.setattr(Played, "_served", served)
    games = scripts.mixed(7, [*ACTS, *COPYING], busy=0.5, lost=0.1)
    for script, start in itertools.islice(games, 6):
        play(school, script, start)
    school.patch.setattr(Played, "_served", plainly)
    assert compared > 20
