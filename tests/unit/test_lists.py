"""Words that a school adds on «Справочники» count as if they had been shipped."""

from __future__ import annotations

import pytest

from sheets_sync.cells import Value
from sheets_sync.schema import with_lists
from tests import build

Given = dict[str, Value]


def notes(subject: str, request: str, *added: Given) -> str:
    """What is said of a mentee, with ``added`` rows on «Справочники»."""
    mentee: Given = {"name": "Цой Наталья Рашидовна", "subject": subject, "request_1": request}
    snap = build.run(build.snapshot(mentees=[mentee], lists=list(added)))
    return snap.tables["mentees"].rows[0].cell("notes").shown


def test_a_subject_of_its_own_is_no_longer_asked_about() -> None:
    assert "хореография" in notes("хореография", "ПП1")
    assert notes("хореография", "ПП1", {"subjects": "хореография"}) == ""


def test_a_competence_of_its_own_has_its_code_before_its_words() -> None:
    added: Given = {"competences": "ПП9 работа с классом-комплектом"}
    assert "ПП9" in notes("физика", "ПП9")
    assert notes("физика", "ПП9", added) == ""
    assert notes("физика", "работа с классом-комплектом", added) == ""


@pytest.mark.parametrize("word", ["физика", " Физика ", "ФИЗИКА", ""])
def test_a_word_that_is_there_already_adds_nothing(word: str) -> None:
    assert with_lists({"subjects": {"физика": "физика"}}, {"subjects": [word]}) == {
        "subjects": {"физика": "физика"}
    }


def test_the_shipped_words_stay_though_somebody_has_cleared_them() -> None:
    assert notes("физика", "ПП1") == ""
