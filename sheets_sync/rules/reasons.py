"""«Почему» and «Другие варианты»: why this mentor, who else, why nobody; in words, never points."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.criteria import ALIKE
from sheets_sync.facts import Record
from sheets_sync.matching.fit import Level
from sheets_sync.matching.score import Profile
from sheets_sync.names import initials
from sheets_sync.rules.board import Board, ready_mentee, ready_mentor
from sheets_sync.rules.pairs import FOR_THE_YEAR, Pair
from sheets_sync.rules.seating import Seating
from sheets_sync.words import count, quoted

MOST_NAMED = 3
NBSP = "\N{NO-BREAK SPACE}"
WEAK = "Слабое совпадение"
EITHER_WAY = "Можно утвердить, можно оставить поиск открытым."


def closed(pair: Pair) -> str:
    """What a row says that offers nobody: a refusal and how to lift it, a pair from papers."""
    if pair.refused and pair.row.text("refusal_for") == FOR_THE_YEAR:
        return "Отказ на весь год. Передумали – очистите «Решение»."
    if pair.refused:
        return "Этих двоих вместе больше не предложим. Передумали – очистите «Решение»."
    if pair.from_papers:
        number, day = pair.row.text("old_order_number"), pair.row.date("old_order_date")
        return f"Внесена из бумаг: приказ № {number} от {day:%d.%m.%Y}."
    return ""


def why(pair: Pair, mentor: Record, mentee: Record, board: Board) -> str:
    """Why the offered ``mentor`` suits ``mentee``, and what has to be seen to first."""
    points = board.score(pair.mentee, pair.offered)
    if points is None:
        if ready_mentor(mentor) and ready_mentee(mentee):
            return "Этого наставника сейчас никому не предлагаем: перерыв или отказ на год."
        return "Сравнить нельзя: не заполнены запросы или сильные стороны."
    said = [*alike(pair, board)]
    fits = board.level(pair.mentee, pair.offered)
    if fits is not Level.WEAK and not said[0].startswith(WEAK):
        said.insert(0, f"{fits.capitalize()}.")
    met = dict(points.alike)
    said += [e.why.format(mentor.text(e.column)) for e in ALIKE if met.get(e.name)]
    if board.wishes.of(pair.mentee):  # what it is, is nobody else's business
        said.append("Пожелание учтено.")
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


def before(pair: Pair, board: Board) -> str:
    """Whom the row offered until today, and why no longer; whose wish it was stays unsaid."""
    _, _, mentor = pair.row.text("moved").partition(" ")
    if not mentor:
        return ""
    if mentor not in board.mentors:
        because = "сейчас никому не предлагаем"
    elif not board.mentors[mentor].free:
        because = "мест не осталось"
    elif (pair.mentee, mentor) in board.bans:
        because = "условия изменились"
    else:
        because = "так лучше для всех вместе"
    return f"Прежнее предложение – {board.names.get(mentor, mentor)}: {because}."


def alike(pair: Pair, board: Board) -> Iterator[str]:
    """What the two have in common, the subject first; a weak match is called one."""
    mentee, mentor = board.mentees[pair.mentee], board.mentors[pair.offered]
    points = board.score(pair.mentee, pair.offered)
    covered = points.covered if points else ()
    words = board.context.vocabulary["competences"]
    named = [quoted(words.get(code, code)) for code in covered]
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
        yield f"{WEAK}: {subject}, {common}."
        yield EITHER_WAY


def _room(mentor: Profile) -> str:
    """Free places, rows that are only suggested not counted."""
    if not mentor.free:
        return "Свободных мест не осталось."
    return f"Свободно {count(mentor.free, 'место', 'места', 'мест')} из {mentor.capacity}."


def nobody(mentee: str, board: Board, seating: Seating) -> str:
    """Why nobody is offered, and what would help; counts, no names of those who compete."""
    if not board.mentors:
        return (
            "Готовых наставников в банке пока нет. Впишите их сильные стороны, и подбор "
            "обновится сам."
        )
    if not any(own == mentee for own, _ in seating.gains):
        return f"Пока без пары: {_wanted(mentee, board)}. {_INVITE}"
    group = seating.shortage(mentee)
    if group is None or not group.mentors:
        return f"Пока без пары: подходящие наставники заняты. {_INVITE}"
    people = count(len(group.people), "человека", "человека", "человек")
    places = count(group.places, "место", "места", "мест")
    more = count(group.lacking, "места", "мест", "мест")
    which = ", ".join(group.mentors[:MOST_NAMED])
    room = (
        f"на {people} у подходящих наставников {places}" if group.places else "свободных мест нет"
    )
    return (
        f"Пока без пары: {room}. Не хватает {more}: пригласите наставника или прибавьте место "
        f"({which})."
    )


_INVITE = "Как найдётся – впишите, подбор обновится сам."


def _wanted(mentee: str, board: Board) -> str:
    """What the bank lacks: the main request, where nobody at all covers it."""
    code = board.mentees[mentee].codes[0]
    if any(code in mentor.codes for mentor in board.mentors.values()):
        return "подходящего наставника сейчас нет"
    words = board.context.vocabulary["competences"]
    return f"с запросом {quoted(words.get(code, code))} в банке никого нет"
