"""What was understood as plain JSON values, each row with its confidence and its guesses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sheets_sync.intake.read import UNSAID, Read
from sheets_sync.intake.understood import Pair, Person, Understood
from sheets_sync.intake.yo import with_yo

_FIELDS: Mapping[str, str] = {
    "full_name": "name",
    "gender": "sex",
    "subject": "subject",
    "years": "years",
    "consent": "consent_from",
    "codes": "codes",
    "position": "position",
    "category": "category",
}
_MORE = ("since", "consent_to", "phone", "email", "born", "kind", "wishes", "remark")


def as_data(understood: Understood) -> dict[str, object]:
    """Banks and pairs as JSON values."""
    return {
        "mentors": [_person(person) for person in understood.bank("mentors")],
        "mentees": [_person(person) for person in understood.bank("mentees")],
        "pairs": [_pair(pair) for pair in understood.pairs],
        "years_as_of": understood.reference.year,
    }


def _person(person: Person) -> dict[str, object]:
    names = dict(_FIELDS) | ({"capacity": "capacity"} if person.bank == "mentors" else {})
    reads = {out: person.read(name) for out, name in names.items()}
    reads["full_name"] = name_guess(reads["full_name"])
    data: dict[str, object] = {out: _plain(read) for out, read in reads.items()}
    data["codes"] = str(reads["codes"].value or "").split()
    more = {name: _plain(person.read(name)) for name in _MORE if person.read(name) is not UNSAID}
    if person.rest:
        more["rest"] = dict(person.rest)
    confidence = {out: read.confidence for out, read in reads.items() if read is not UNSAID}
    guessed = [out for out, read in reads.items() if read.guessed]
    return {**data, **more, "confidence": confidence, "guessed": guessed, "where": person.place}


def name_guess(read: Read) -> Read:
    """The name with the ё that usually stands in it, as a guess; unchanged where none does."""
    usual = with_yo(read.value) if isinstance(read.value, str) else ""
    if not usual:
        return read
    return Read(usual, min(read.confidence, 0.7), read.typed, "может быть, «ё»", said=False)


def _pair(pair: Pair) -> dict[str, object]:
    reads = {name: _plain(read) for name, read in pair.reads.items()}
    return {"mentee": pair.mentee, "mentor": pair.mentor, **reads, "where": pair.place}


def _plain(read: Read) -> object:
    """The value; the text of a cell that could not be read is left to the person who looks."""
    return read.value.isoformat() if isinstance(read.value, dt.date) else read.value
