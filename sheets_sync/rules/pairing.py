"""Suggestions: one open row for each mentee without a pair, with a mentor and the reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sheets_sync.cells import Value
from sheets_sync.facts import At, Context, Facts, Filled, Outcome, Record
from sheets_sync.matching.assign import assign
from sheets_sync.matching.score import Profile, Score, score
from sheets_sync.names import initials
from sheets_sync.rules.consents import Consents
from sheets_sync.rules.pairs import FOR_THE_YEAR, Pair, Register, away, load
from sheets_sync.rules.refs import label
from sheets_sync.rules.stamps import last_run
from sheets_sync.words import count, fold, quoted

STRENGTHS = ("strength_1", "strength_2", "strength_3", "strength_4")
REQUESTS = ("request_1", "request_2", "request_3")
MOST_OTHERS = 3
NBSP = "\N{NO-BREAK SPACE}"
USUAL_CAPACITY = 2
"""How many a mentor takes where the cell is empty."""


def pairing(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """Open rows for mentees without a pair; rows that are no longer needed are withdrawn."""
    now = facts.after(so_far)
    register = Register.of(now, context.today)
    board = _Board.of(register, now, context)
    held = register.open_by_mentee()
    seeking = _seeking(register, held, context.today)
    shown = {m: held[m][0].offered for m in seeking if m in held and held[m][0].offered}
    chosen = board.choose(seeking, shown, same_day=last_run(facts) == context.today)
    out = _open_rows(register, held, seeking, chosen)
    return out.joined(_said(now.after(out), board, context))


def _seeking(register: Register, held: Mapping[str, tuple[Pair, ...]], today: dt.date) -> set[str]:
    """The mentees who need a mentor: ready, here, willing, and with nothing decided about them."""
    done = {pair.mentee for pair in register.pairs if pair.ended and pair.done and pair.approved}
    resting = register.resting()
    return {
        mentee
        for mentee, record in register.mentees.by_id.items()
        if ready_mentee(record)
        and not away(record, today)
        and mentee not in resting
        and not (mentee in done and mentee not in held)
        and all(pair.open for pair in held.get(mentee, ()))
    }


def ready_mentee(record: Record) -> bool:
    """A mentee can be matched once a name and the main request are there."""
    return bool(record.text("name") and any(record.text(column) for column in REQUESTS))


def ready_mentor(record: Record) -> bool:
    """A mentor can be offered once a name and one strength are there."""
    return bool(record.text("name") and any(record.text(column) for column in STRENGTHS))


def capacity(record: Record) -> int:
    """How many people this mentor takes."""
    return record.number("capacity") or USUAL_CAPACITY


@dataclass(frozen=True, slots=True)
class _Board:
    """Profiles of everybody who can be matched, the free places, and what is forbidden."""

    mentors: Mapping[str, Profile]
    mentees: Mapping[str, Profile]
    bans: frozenset[tuple[str, str]]
    context: Context
    consents: Consents
    subjects: Mapping[str, str]
    names: Mapping[str, str]

    @classmethod
    def of(cls, register: Register, facts: Facts, context: Context) -> _Board:
        taken, resting = load(register.pairs), register.resting()
        mentors = {}
        for own, record in register.mentors.by_id.items():
            if ready_mentor(record) and own not in resting and not away(record, context.today):
                most = capacity(record)
                free = max(0, most - taken[own])
                mentors[own] = _profile(own, record, STRENGTHS, free, most)
        mentees = {
            own: _profile(own, record, REQUESTS)
            for own, record in register.mentees.by_id.items()
            if ready_mentee(record)
        }
        same = _same_person(register)
        bans, consents = register.bans() | same, Consents.of(facts, context.today)
        subjects = {own: each.text("subject") for own, each in register.mentors.by_id.items()}
        names = {own: label(each) for own, each in register.mentors.by_id.items()}
        return cls(mentors, mentees, bans, context, consents, subjects, names)

    def score(self, mentee: str, mentor: str) -> Score | None:
        """The points of a pair, None where either cannot be matched."""
        if mentee not in self.mentees or mentor not in self.mentors:
            return None
        weights = self.context.settings.weights
        return score(self.mentees[mentee], self.mentors[mentor], weights)

    def gains(self, mentees: Iterable[str]) -> dict[tuple[str, str], int]:
        """The points of every pair that is allowed and not below the floor."""
        out = {}
        for mentee in mentees:
            for mentor in self.mentors:
                points = self.score(mentee, mentor)
                allowed = (mentee, mentor) not in self.bans
                if points and allowed and points.total >= self.context.settings.floor:
                    out[mentee, mentor] = points.total
        return out

    def choose(
        self, seeking: Iterable[str], shown: Mapping[str, str], *, same_day: bool
    ) -> Mapping[str, str]:
        """Mentee → mentor. A shown suggestion counts a little more; during a day it stays."""
        gains = self.gains(seeking)
        places = {own: profile.free for own, profile in self.mentors.items()}
        kept = {}
        for mentee, mentor in sorted(shown.items()):
            if (mentee, mentor) not in gains:
                continue
            if not same_day:
                gains[mentee, mentor] += self.context.settings.stability
            elif places[mentor] > 0:
                kept[mentee] = mentor
                places[mentor] -= 1
        rest = {pair: points for pair, points in gains.items() if pair[0] not in kept}
        return {**kept, **assign(rest, places)}


def _profile(
    own: str, record: Record, columns: Iterable[str], free: int = 0, most: int = 0
) -> Profile:
    codes = tuple(dict.fromkeys(filter(None, (record.text(column) for column in columns))))
    return Profile(own, fold(record.text("subject")), codes, free, most)


def _same_person(register: Register) -> frozenset[tuple[str, str]]:
    """Nobody is offered to themselves: both roles are allowed to one person."""
    names: dict[str, list[str]] = {}
    for own, record in register.mentors.by_id.items():
        names.setdefault(fold(record.text("name")), []).append(own)
    return frozenset(
        (own, mentor)
        for own, record in register.mentees.by_id.items()
        for mentor in names.get(fold(record.text("name")), ())
    )


def _open_rows(
    register: Register,
    held: Mapping[str, tuple[Pair, ...]],
    seeking: set[str],
    chosen: Mapping[str, str],
) -> Outcome:
    cells: dict[At, Filled] = {}
    new, dropped = [], []
    for mentee in sorted(seeking):
        rows = held.get(mentee, ())
        key = rows[0].row.key if rows else f"+{mentee}"
        if not rows:
            new.append(("pairs", key))
            person = register.mentees.by_id[mentee]
            cells[At("pairs", key, "mentee")] = Filled(label(person), "пока без пары")
            cells[At("pairs", key, "seeded")] = Filled(mentee, "пока без пары")
        cells[At("pairs", key, "offered")] = Filled(chosen.get(mentee), "предложение")
    for pair in register.pairs:
        rows = held.get(pair.mentee, ())
        surplus = pair.mentee not in seeking or (bool(rows) and pair is not rows[0])
        if pair.withdrawable and surplus:
            dropped.append(("pairs", pair.row.key))
        elif pair.open and surplus:
            cells[pair.row.at("offered")] = Filled(None, "предложение")
    return Outcome(cells=cells, new_rows=tuple(new), dropped=tuple(dropped))


def _said(now: Facts, board: _Board, context: Context) -> Outcome:
    """«Предлагаем» and «Почему» of every row, from the ids that the row remembers."""
    register = Register.of(now, context.today)
    cells: dict[At, Filled] = {}
    for pair in register.pairs:
        mentor = register.mentors.by_id.get(pair.offered)
        offer: Value = label(mentor) if mentor else None
        why: Value = None
        if mentor and pair.mentee:
            why = _why(pair, mentor, register.mentees.by_id[pair.mentee], board, context)
        elif pair.mentee and not pair.offered and pair.open:
            why = _nobody(pair.mentee, board)
        if pair.mentee and (closed := _closed(pair)):
            why = closed
        others = _others(pair, board) if pair.open and pair.mentee else None
        cells[pair.row.at("others")] = Filled(others, "другие варианты")
        cells[pair.row.at("offer")] = Filled(offer, "предложение")
        cells[pair.row.at("why")] = Filled(why, "причина предложения")
    return Outcome(cells=cells)


def _closed(pair: Pair) -> str:
    """What a row says that offers nobody: a refusal and how to lift it, a pair from papers."""
    if pair.refused and pair.row.text("refusal_for") == FOR_THE_YEAR:
        return "Отказ на весь год. Передумали – очистите «Решение»."
    if pair.refused:
        return "Этих двоих вместе больше не предложим. Передумали – очистите «Решение»."
    if pair.from_papers:
        number, day = pair.row.text("old_order_number"), pair.row.date("old_order_date")
        return f"Внесена из бумаг: приказ № {number} от {day:%d.%m.%Y}."
    return ""


def _why(pair: Pair, mentor: Record, mentee: Record, board: _Board, context: Context) -> str:
    if board.score(pair.mentee, pair.offered) is None:
        return "Сравнить нельзя: не заполнены запросы или сильные стороны."
    said = [*_alike(pair, board, context)]
    if pair.open:
        said.append(_room(board.mentors[pair.offered]))
    lacking = [
        initials(record.text("name")).replace(" ", NBSP)
        for record in (mentor, mentee)
        if not board.consents.valid(record)
    ]
    if lacking:
        said.append(f"Сначала взять согласие на ПДн: {', '.join(lacking).rstrip('.')}.")
    return " ".join(said)


def _alike(pair: Pair, board: _Board, context: Context) -> Iterator[str]:
    """What the two have in common, the subject first; a weak match is called one."""
    mentee, mentor = board.mentees[pair.mentee], board.mentors[pair.offered]
    points = board.score(pair.mentee, pair.offered)
    covered = points.covered if points else ()
    words = context.vocabulary["competences"]
    named = [quoted(words[code]) for code in covered]
    same = mentee.subject == mentor.subject != ""
    other = "предмет другой" if mentee.subject and mentor.subject else "предмет не указан"
    if same and covered:
        yield f"Тот же предмет: {board.subjects[pair.offered]}."
    if covered and covered[0] == mentee.codes[0]:
        yield f"Главный запрос {named[0]} – сильная сторона наставника."
        if named[1:]:
            yield f"Общее ещё: {', '.join(named[1:])}."
        if not same:
            yield f"{other.capitalize()}."
    elif covered and same:
        yield f"Общее: {', '.join(named)}. Главный запрос пока не закрыт."
    else:
        subject = f"предмет тот же ({board.subjects[pair.offered]})" if same else other
        common = f"общее только {', '.join(named)}" if named else "общих запросов нет"
        yield f"Слабое совпадение: {subject}, {common}."
        yield "Можно утвердить, можно оставить поиск открытым."


def _others(pair: Pair, board: _Board) -> str | None:
    """Who else would do and has a place, the best first."""
    free = {own for own, mentor in board.mentors.items() if mentor.free} - {pair.offered}
    points = {own: gain for (_, own), gain in board.gains([pair.mentee]).items() if own in free}
    best = sorted(points, key=lambda own: (-points[own], own))[:MOST_OTHERS]
    return "; ".join(board.names[own] for own in best) or None


def _room(mentor: Profile) -> str:
    """Free places, rows that are only suggested not counted."""
    if not mentor.free:
        return "Свободных мест не осталось."
    return f"Свободно {count(mentor.free, 'место', 'места', 'мест')} из {mentor.capacity}."


def _nobody(mentee: str, board: _Board) -> str:
    suited = [
        mentor
        for mentor in board.mentors
        if (points := board.score(mentee, mentor))
        and points.total >= board.context.settings.floor
        and (mentee, mentor) not in board.bans
    ]
    if not board.mentors:
        return (
            "Готовых наставников в банке пока нет. Впишите их сильные стороны, и подбор "
            "обновится сам."
        )
    if not suited:
        return "Подходящего наставника в банке нет. Как найдётся – впишите, подбор обновится сам."
    return (
        "Подходящие наставники заняты или предложены другим. Пригласите ещё одного: подбор "
        "обновится сам."
    )
