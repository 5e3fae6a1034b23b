"""Wishes of mentees as they are typed: whom not, whom gladly, anybody, what is not clear."""

from __future__ import annotations

import pytest

from sheets_sync.cells import Value
from sheets_sync.rules.wishes import Wishes, read_wishes
from sheets_sync.validate import validate
from tests import build

Given = dict[str, Value]
MENTORS: list[Given] = [
    {"id": "М-001Л", "name": "Ким Юлия Андреевна", "position": "учитель"},
    {"id": "М-002Щ", "name": "Ковалёва Мария Фёдоровна", "position": "заместитель директора"},
    {"id": "М-003Д", "name": "Мельник Татьяна Ивановна", "position": "учитель"},
    {"id": "М-004Ф", "name": "Мельник Олег Петрович", "position": "учитель", "administrator": "да"},
    {"id": "М-005Ю", "name": "Чёрных Лев Сергеевич", "position": "директор"},
]
MENTEE = "Н-001П"


def wishes(text: str) -> Wishes:
    mentees: list[Given] = [{"id": MENTEE, "name": "Цой Наталья Рашидовна", "wishes": text}]
    snap = build.snapshot(mentors=MENTORS, mentees=mentees)
    return read_wishes(validate(snap, build.SCHEMAS, build.VOCABULARY, build.TODAY))


def numbers(pairs: frozenset[tuple[str, str]]) -> str:
    """«1 3»: the mentors of the pairs."""
    return " ".join(sorted(mentor[4] for _, mentor in pairs))


@pytest.mark.parametrize(
    ("text", "banned"),
    [
        ("не завуча", "2 4 5"),
        ("только не завуч", "2 4 5"),
        ("без администрации", "2 4 5"),
        ("не директора", "5"),
        ("не Ким", "1"),
        ("не к Ким Ю. А.", "1"),
        ("кроме Ковалевой", "2"),
        ("не Ковалёву М. Ф.", "2"),
        ("Не М-003", "3"),
        ("не m-3", "3"),
        ("не Мельника О. П.", "4"),
        ("не Мельник Татьяну Ивановну", "3"),
        ("не Чёрных", "5"),
        ("не Ким и не Чёрных", "1 5"),
        ("не Ким и Чёрных", "1 5"),
        ("не Ким; не директора", "1 5"),
        ("кого угодно, кроме Ким", "1"),
        ("только Ким", "2 3 4 5"),
        ("обязательно Ким Ю.А.", "2 3 4 5"),
    ],
)
def test_these_words_forbid(text: str, banned: str) -> None:
    read = wishes(text)
    assert numbers(read.bans) == banned
    assert read.problems == ()
    assert read.of(MENTEE)


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("Ким", "1"),
        ("хочу к Ким Ю. А.", "1"),
        ("желательно Ковалёва", "2"),
        ("лучше М-003", "3"),
        ("только Ким", "1"),
        ("не завуча, лучше Ким", "1"),
    ],
)
def test_these_words_wish(text: str, wished: str) -> None:
    assert numbers(wishes(text).gladly) == wished


@pytest.mark.parametrize("text", ["кого угодно", "любой", "всё равно", "Без разницы!", ""])
def test_anybody_is_no_wish(text: str) -> None:
    assert wishes(text) == Wishes()


EXAMPLE = "Впишите, например: не завуча; не М-004; только Ким Ю. А."


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("не Петрову", f"Пожелание «не Петрову» не понято. {EXAMPLE}"),
        ("построже", f"Пожелание «построже» не понято. {EXAMPLE}"),
        (
            "не Мельник",
            "В пожелании назван человек, а таких несколько: М-003Д Мельник Т. И., М-004Ф Мельник "
            "О. П. Впишите номер.",
        ),
    ],
)
def test_what_is_not_understood_forbids_nothing_and_is_asked_about(text: str, says: str) -> None:
    read = wishes(text)
    assert (read.bans, read.gladly) == (frozenset(), frozenset())
    assert [(each.column, each.weight, each.says) for each in read.problems] == [
        ("wishes", "asks", says)
    ]


def test_a_short_surname_is_not_another_one_that_begins_alike() -> None:
    assert numbers(wishes("не Кимову").bans) == ""
    assert numbers(wishes("не Черныха").bans) == "5"
