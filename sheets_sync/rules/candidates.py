"""Who could be the mentor of one person: those who suit, in their order, and what each changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sheets_sync.matching.costs import Alternative
from sheets_sync.matching.fit import Level
from sheets_sync.names import initials
from sheets_sync.rules.alternatives import follows
from sheets_sync.rules.board import ready_mentor
from sheets_sync.rules.pairs import Pair, load
from sheets_sync.rules.paper_data import person_data
from sheets_sync.rules.reasons import EITHER_WAY, NBSP, WEAK, alike
from sheets_sync.rules.seating import Seating, seated
from sheets_sync.rules.situation import Situation
from sheets_sync.words import count

MOST = 10
"""Candidates in one list; of more it is said that they suit no better."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Those who suit ``pair``'s mentee and have a place, best first; ``now`` is the present seat.

    ``unsigned`` suit as well, and their consent to the processing of data is not there.
    """

    pair: Pair
    found: Situation
    seating: Seating
    now: str
    people: tuple[str, ...] = ()
    unsigned: tuple[str, ...] = ()

    @classmethod
    def of(cls, pair: Pair, found: Situation, seating: Seating) -> Candidates:
        """The candidates as the matching sees them; of a decided pair as if it were still open."""
        if pair.mentee not in found.seeking:
            found = _vacated(pair, found)
            seating = _reopened(pair, found, seating)
        now = seating.chosen.get(pair.mentee, "")
        out = cls(pair, found, seating, now)
        able = sorted(out._able(), key=out._rank)
        signed = tuple(own for own in able if out._signed(own))
        return replace(out, people=signed, unsigned=tuple(own for own in able if own not in signed))

    @property
    def shown(self) -> tuple[str, ...]:
        """At most `MOST` of them, the one who is offered or chosen always among these."""
        first = self.people[:MOST]
        if self.now in self.people[MOST:]:
            return (*first[:-1], self.now)
        return first

    def told(self, people: Mapping[str, str]) -> list[dict[str, Any]]:
        """Each of those who are shown, as the paper takes it; ``people`` name the mentees."""
        return [self._told(own, people) for own in self.shown]

    def barred(self) -> list[dict[str, str]]:
        """Who is left out for a reason that may be told. A ban may not: it is nowhere here."""
        board, mentors = self.found.board, self.found.register.mentors.by_id
        mentee = self.pair.mentee
        full = [own for whose, own in self.seating.gains if whose == mentee and self._full(own)]
        idle = [own for own in mentors if own not in board.mentors and not self._banned(own)]
        ready = [own for own in idle if ready_mentor(mentors[own])]
        said = {
            "Свободных мест нет": self._names(full),
            "Сейчас никому не предлагаем (перерыв или отказ на год)": self._names(ready),
            "Сильные стороны не вписаны": self._names(own for own in idle if own not in ready),
            "Согласие на обработку персональных данных пока не взято": self._names(self.unsigned),
        }
        return [{"why": why, "people": people} for why, people in said.items() if people]

    def _able(self) -> Iterator[str]:
        explanation = self.seating.explanation
        if explanation is None or self.pair.mentee not in explanation.instance.mentees:
            return
        most = len(explanation.instance.mentees)
        for own, cost in explanation.costs(self.pair.mentee).items():
            allowed = (self.pair.mentee, own) in self.seating.gains and cost.seats <= most
            if allowed and self.found.board.score(self.pair.mentee, own) is not None:
                yield own

    def _rank(self, mentor: str) -> tuple[int, int, str]:
        score = self.found.board.score(self.pair.mentee, mentor)
        return list(Level).index(self._fit(mentor)[0]), -(score.total if score else 0), mentor

    def _fit(self, mentor: str) -> tuple[Level, str]:
        """How well this one suits and why, in the words of «Почему»."""
        board = self.found.board
        said = [*alike(replace(self.pair, offered=mentor), board)]
        if not said[0].startswith(WEAK):
            return board.level(self.pair.mentee, mentor), " ".join(said)
        common = said[0].removeprefix(f"{WEAK}: ")
        rest = (each for each in said[1:] if each != EITHER_WAY)
        return Level.WEAK, " ".join((common[:1].upper() + common[1:], *rest))

    def _told(self, mentor: str, people: Mapping[str, str]) -> dict[str, Any]:
        level, why = self._fit(mentor)
        profile = self.found.board.mentors[mentor]
        return {
            "mentor": person_data(self.found.register.mentors.by_id[mentor]),
            "level": str(level),
            "why": why,
            "places": f"{profile.free} из {profile.capacity}",
            "follows": self._follows(mentor, people),
        }

    def _follows(self, mentor: str, people: Mapping[str, str]) -> str:
        if mentor == self.now:
            return self._standing(mentor)
        explanation = self.seating.explanation
        assert explanation is not None
        choice = explanation.alternative(self.pair.mentee, mentor)
        return _changed(choice, follows(self.pair.mentee, choice, people), known=bool(self.now))

    def _standing(self, mentor: str) -> str:
        """How far it has come with the one who stands in the row now."""
        pair = self.pair
        if pair.mentee in self.found.seeking or mentor != pair.mentor:
            return "Предлагает программа: так лучше для всех вместе."
        if pair.approved:
            return "Выбранный наставник."
        if pair.postponed:
            return "Решение отложено."
        return "Идёт беседа." if pair.row.text("decision") else "Предложенный наставник."

    def _signed(self, mentor: str) -> bool:
        return self.found.board.consents.valid(self.found.register.mentors.by_id[mentor])

    def _full(self, mentor: str) -> bool:
        return mentor != self.now and not self.found.board.mentors[mentor].free

    def _banned(self, mentor: str) -> bool:
        return (self.pair.mentee, mentor) in self.found.board.bans

    def _names(self, mentors: Iterable[str]) -> str:
        """Those who may be named in a paper, by surname; of the others how many they are."""
        known = self.found.register.mentors.by_id
        everybody = sorted(mentors)
        rows = [known[own] for own in everybody if self._signed(own)]
        more = len(everybody) - len(rows)
        said = [initials(row.text("name")).replace(" ", NBSP) for row in rows]
        if more:
            said.append(f"{'ещё ' if said else ''}{count(more, 'человек', 'человека', 'человек')}")
        return ", ".join(said)


def _changed(choice: Alternative, then: str, *, known: bool) -> str:
    """What this choice would change, as a sentence."""
    if choice.equal and known and not choice.plain:
        return f"Выбор равноценный{f', и тогда {then}' if then else ''}.".replace("..", ".")
    whole = then or "у других ничего не изменится"
    return f"{whole[:1].upper()}{whole[1:]}.".replace("..", ".")


def _vacated(pair: Pair, found: Situation) -> Situation:
    """The same with the place that a decided pair takes given back to its mentor."""
    board, taken = found.board, load([pair])
    mentors = {
        own: replace(profile, free=profile.free + taken[own])
        for own, profile in board.mentors.items()
    }
    return replace(found, board=replace(board, mentors=mentors, _scores={}))


def _reopened(pair: Pair, found: Situation, seating: Seating) -> Seating:
    """The seating with this person seated where somebody has decided; all others hold theirs.

    What a person has decided is allowed, whatever the matching thinks of it.
    """
    board, mentor = found.board, pair.mentor
    gains = {**seating.gains, **board.gains([pair.mentee])}
    places = {own: profile.free for own, profile in board.mentors.items()}
    shown = dict(seating.chosen)
    if score := board.score(pair.mentee, mentor):
        gains.setdefault((pair.mentee, mentor), score.total)
        shown[pair.mentee] = mentor
    return seated(gains, places, shown, board.context.settings.stability, same_day=True)
