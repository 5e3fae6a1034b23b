"""«Пожелания и запреты» of a mentee, read: whom not to offer, and whom gladly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sheets_sync.facts import Facts, Problem, Record
from sheets_sync.ids import read_id
from sheets_sync.rules.refs import label
from sheets_sync.words import fold, quoted, tidy

_ANYBODY = re.compile(r"(кого угодно|кто угодно|люб(ой|ого|ая|ую)\b|вс[её] равно|без разницы)")
_SPLIT = re.compile(r"[;,\n]|\.\s+(?=[А-ЯЁа-яё]{3})|\s+и\s+(?=не\s)")
_NOT = re.compile(r"^(?:только\s+)?(?:не(?:\s+(?:к|с|у))?|кроме|нельзя|без)\s+(?P<whom>.+)")
_ONLY = re.compile(r"^(?:только(?:\s+(?:к|с))?|обязательно)\s+(?P<whom>.+)")
_GLADLY = re.compile(
    r"^(?:(?:хо(?:чет|чу|тела?|телось)(?:\s+бы)?|желательно|лучше|можно)\s+)?(?:[кс]\s+)?(?P<whom>.+)"
)
_ROLES: Mapping[str, re.Pattern[str]] = {
    "administrator": re.compile(r"завуч|администрац|начальств|руководств|заместител|\bзам\b"),
    "director": re.compile(r"директор"),
}
_ENDINGS = frozenset(
    " а у ы е о ой ою ым ом ем ого ому ая ую ий ый их ых ими ыми ю я и ей ь ью им".split(" ")
)
"""How a surname may end in one case or another."""

_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Wishes:
    """Pairs (mentee, mentor) that are forbidden, and those that are wished for; and problems."""

    bans: frozenset[tuple[str, str]] = frozenset()
    gladly: frozenset[tuple[str, str]] = frozenset()
    problems: tuple[Problem, ...] = ()

    def wanted_by(self, mentee: str) -> frozenset[str]:
        """Whom this mentee wishes for."""
        return frozenset(mentor for own, mentor in self.gladly if own == mentee)

    def of(self, mentee: str) -> bool:
        """Whether this mentee has wished anything: what, is nobody else's business."""
        return any(own == mentee for own, _ in (*self.bans, *self.gladly))


@dataclass(slots=True)
class _Read:
    bans: set[str] = field(default_factory=set)
    gladly: set[str] = field(default_factory=set)
    only: set[str] = field(default_factory=set)
    unclear: list[str] = field(default_factory=list)


def read_wishes(facts: Facts) -> Wishes:
    """The wishes of all mentees. What cannot be understood forbids nothing and is asked about."""
    mentors = [row for row in facts.rows("mentors") if row.text("id")]
    everybody = {row.text("id") for row in mentors}
    bans, gladly, problems = set(), set(), []
    for row in facts.rows("mentees"):
        own, text = row.text("id"), row.text("wishes")
        if not own or not text:
            continue
        read = _read(text, mentors)
        banned = read.bans | (everybody - read.only if read.only else set())
        bans |= {(own, mentor) for mentor in banned}
        gladly |= {(own, mentor) for mentor in (read.gladly | read.only) - banned}
        problems += [Problem("mentees", row.key, "wishes", "asks", says) for says in read.unclear]
    return Wishes(frozenset(bans), frozenset(gladly), tuple(problems))


def _read(text: str, mentors: Iterable[Record]) -> _Read:
    out = _Read()
    for piece in _SPLIT.split(text):
        part = fold(piece).strip(" .!")
        if not part or _ANYBODY.search(part):
            continue
        kind, named = _told(part)
        for whom in named.split(" и "):
            found = _meant(whom.strip(), list(mentors))
            if isinstance(found, str):
                out.unclear.append(found or _not_understood(tidy(piece)))
            else:
                getattr(out, kind).update(found)
    return out


def _told(part: str) -> tuple[str, str]:
    """What is said of whom: «не Ким» forbids, «только Ким» forbids the others, «Ким» wishes."""
    for kind, pattern in (("bans", _NOT), ("only", _ONLY), ("gladly", _GLADLY)):
        if found := pattern.match(part):
            return kind, found["whom"]
    return "gladly", part


def _meant(whom: str, mentors: list[Record]) -> set[str] | str:
    """Ids of the mentors that ``whom`` means, nobody's where a role is vacant.

    A sentence where there are several of that name, '' where nobody is meant that we know.
    """
    if (own := read_id(whom)) is not None:
        return {row.text("id") for row in mentors if row.text("id") == str(own)} or ""
    for role, pattern in _ROLES.items():
        if pattern.search(whom):
            return {row.text("id") for row in mentors if _has(role, row)}
    words = whom.split(" ")
    named = [row for row in mentors if _same_surname(words[0], row.text("name"))]
    exact = [row for row in named if _initials_agree(words[1:], row.text("name"))]
    if len(exact) > 1:
        people = ", ".join(sorted(map(label, exact))).rstrip(".")
        return f"В пожелании назван человек, а таких несколько: {people}. Впишите номер."
    return {row.text("id") for row in exact} or ""


def _has(role: str, row: Record) -> bool:
    position = fold(row.text("position"))
    if role == "director":
        return position.startswith("директор")
    return row.tick("administrator") or position.startswith(("директор", "заместитель", "завуч"))


def _same_surname(word: str, name: str) -> bool:
    """Whether ``word`` is the surname of ``name`` in some case («ковалеву» of «Ковалёва М. Ф.»)."""
    surname = fold(name).split(" ")[0]
    common = 0
    for one, other in zip(word, surname, strict=False):
        if one != other:
            break
        common += 1
    tails = word[common:], surname[common:]
    return common >= min(_SHORTEST, len(surname)) and all(tail in _ENDINGS for tail in tails)


def _initials_agree(words: Iterable[str], name: str) -> bool:
    """Whether what follows the surname («м. ф.», «марию») begins as the name's own words do."""
    rest = fold(name).split(" ")[1:]
    letters = [letter for word in words for letter in _beginnings(word)]
    return all(own.startswith(letter) for letter, own in zip(letters, rest, strict=False))


def _beginnings(word: str) -> Iterator[str]:
    if "." in word:
        yield from filter(None, word.split("."))
    else:
        yield word[:1]


def _not_understood(part: str) -> str:
    example = "Впишите, например: не завуча; не М-004; только Ким Ю. А."
    return f"Пожелание {quoted(part)} не понято. {example}"
