"""«Сводка»: the bank of mentors analysed (roadmap 4.1): what nobody covers, who is full, groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sheets_sync.facts import At, Context, Facts, Filled, Outcome
from sheets_sync.matching.groups import groups
from sheets_sync.matching.shortage import remedies
from sheets_sync.rules.board import Board
from sheets_sync.rules.seating import Seating
from sheets_sync.rules.situation import Situation
from sheets_sync.words import count, quoted

TABLE = "summary"
NAMED = 6
"""People named in a line; more of them are counted."""


@dataclass(frozen=True, slots=True)
class _Line:
    what: str
    number: str
    people: tuple[str, ...] = ()
    advice: str = ""


def summary(found: Situation, seating: Seating, facts: Facts, context: Context) -> Outcome:
    """The lines of the tab, each under its number; nothing where the tab is not there."""
    if TABLE not in facts.headers:
        return Outcome()
    known = {row.key for row in facts.rows(TABLE)}
    cells: dict[At, Filled] = {}
    fresh = []
    for number, line in enumerate(_lines(found, seating), start=1):
        key = str(number)
        if key not in known:
            key = f"{number:02d}"
            fresh.append((TABLE, key))
        values = {
            "id": str(number),
            "what": line.what,
            "number": line.number,
            "about": _named(line.people, found.board),
            "advice": line.advice or None,
        }
        for name, value in values.items():
            cells[At(TABLE, key, name)] = Filled(value, "сводка")
    return Outcome(cells=cells, new_rows=tuple(fresh))


def _lines(found: Situation, seating: Seating) -> Iterator[_Line]:
    board = found.board
    yield from _totals(found, seating)
    yield from _uncovered(board)
    yield from _places(seating)
    full = tuple(sorted(own for own, each in board.mentors.items() if not each.free))
    if full:
        advice = "Не добавлять им новых людей; если есть силы – прибавить место в банке."
        yield _Line("Наставники, у которых мест нет", str(len(full)), full, advice)
    untrained = tuple(sorted(own for own, each in board.mentors.items() if not each.trained))
    if untrained:
        advice = "Провести установочную сессию и вписать её в «Обучение»."
        yield _Line("Наставники без обучения", str(len(untrained)), untrained, advice)
    yield from _groups(board, seating)


def _totals(found: Situation, seating: Seating) -> Iterator[_Line]:
    """How many seek, how many are offered somebody, how many places there are."""
    board = found.board
    places = sum(each.free for each in board.mentors.values())
    yield _Line("Ищут наставника", str(len(found.seeking)), tuple(sorted(found.seeking)))
    yield _Line("Из них предложение есть", str(len(seating.chosen)))
    yield _Line("Свободных мест у наставников", str(places))


def _uncovered(board: Board) -> Iterator[_Line]:
    """Requests that no strength in the bank meets, those of most people first."""
    words = board.context.vocabulary["competences"]
    offered = {code for mentor in board.mentors.values() for code in mentor.codes}
    asked: dict[str, list[str]] = {}
    for own, mentee in sorted(board.mentees.items()):
        for code in mentee.codes:
            if code not in offered and not board.meanings.get(code, frozenset()) & offered:
                asked.setdefault(code, []).append(own)
    for code, people in sorted(asked.items(), key=lambda each: (-len(each[1]), each[0])):
        what = f"Запрос {quoted(words.get(code, code))} никто не закрывает"
        advice = "Пригласить такого наставника или обучить своего."
        yield _Line(what, str(len(people)), tuple(people), advice)


def _places(seating: Seating) -> Iterator[_Line]:
    """Places that would seat somebody, one after another."""
    if seating.explanation is None:
        return
    for each in remedies(seating.explanation):
        what = "Ещё одно место у этого наставника даст пару"
        yield _Line(what, f"+{each.seats}", (each.mentor,), "Прибавить место, если есть силы.")


def _groups(board: Board, seating: Seating) -> Iterator[_Line]:
    """Mentees of one mentor with one main request: they may be a group, if people wish."""
    main = {own: board.mentees[own].codes[0] for own in seating.chosen}
    strong = {
        own: frozenset(score.covered if (score := board.score(own, mentor)) else ())
        for own, mentor in seating.chosen.items()
    }
    words = board.context.vocabulary["competences"]
    for each in groups(main, seating.chosen, strong):
        what = f"Можно собрать группу: запрос {quoted(words.get(each.code, each.code))}"
        number = count(len(each.mentees), "человек", "человека", "человек")
        advice = "Вписать всем одно слово в столбец «Группа»."
        yield _Line(what, number, (each.mentor, *each.mentees), advice)


def _named(people: Iterable[str], board: Board) -> str | None:
    names = [board.people.get(own) or board.names.get(own) or own for own in people]
    more = f" и ещё {len(names) - NAMED}" if len(names) > NAMED else ""
    return ("; ".join(names[:NAMED]) + more) or None
