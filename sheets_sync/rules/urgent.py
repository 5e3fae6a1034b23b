"""What there is to do, one line a thing: consents to take, decisions, papers, people left alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sheets_sync.facts import Context, Facts, Outcome, Problem, Record, Where
from sheets_sync.kinds import KINDS
from sheets_sync.rules.blanks import DATA, MENTORING, SIDES
from sheets_sync.rules.consents import BANKS, Consents
from sheets_sync.rules.drafts import is_signed, lines_of
from sheets_sync.rules.orders import KIND
from sheets_sync.rules.pairs import Pair, Register, away
from sheets_sync.rules.paper_data import unanswered
from sheets_sync.rules.refs import name, where
from sheets_sync.words import count, quoted

SOON = 14
"""Days before a term or a consent ends at which it is told."""

PATIENCE = 7
"""Days after which an unsigned order or a person without a mentor is told."""

TOGETHER: Mapping[str, str] = {
    "Вернуться к решению": "День пришёл. Выберите каждой паре новое «Решение».",
    "Вписать срок пары": "Впишите «Срок с» и «Срок по»: без них не готовы бланки согласий.",
    "Взять согласие на наставничество": (
        "Без согласий пары не войдут в приказ. Бланки – в папке с документами."
    ),
    "Внести пару в приказ": "Согласия и сроки есть. Впишите «да» в столбец «В приказ».",
    "Утвердить программу": "Пары работают без программ. Утверждена – впишите дату.",
    "Подвести итог пары": (
        "Сроки кончились или кончаются. Впишите каждой паре «Закончена» и причину."
    ),
    "Решить, что с парой": (
        "У кого-то в паре перерыв или выбытие. Впишите «Закончена», смену или перерыв."
    ),
    "Взять согласие на ПДн": "Без согласий не составить бумаги. Бланки – в папке с документами.",
    "Взять новое согласие на ПДн": (
        "Без согласий не составить бумаги. Бланки – в папке с документами."
    ),
    "Вернуться к поиску наставника": "Намеченный день пришёл. Впишите каждому новую дату.",
    "Назначить поддержку": (
        "Впишите, кто поддержит каждого, и дату следующего шага (столбцы свёрнуты, «+»)."
    ),
    "Выполнить мероприятие плана": "Сроки прошли. Сделано – впишите дату в «Выполнено».",
}
"""What is said instead of ``why`` where many lines of one kind become one."""

CURATOR, SECRETARY, RESPONSIBLE = "куратор", "секретарь", "ответственный"


@dataclass(frozen=True, slots=True)
class Item:
    """One line: what to do, about whom, why; by when (None: as soon as can be), and who.

    ``tab`` and ``row`` say where to type the answer: a tab, and what stands in its first column.
    """

    what: str
    about: str
    why: str
    tab: str
    row: str = ""
    until: dt.date | None = None
    who: str = CURATOR
    rank: int = 5


def items(
    facts: Facts, so_far: Outcome, unclear: Iterable[Problem], context: Context
) -> Iterator[Item]:
    """Everything to do on this day, in no particular order."""
    board = _Board.of(facts, context)
    yield from _cells((*unclear, *so_far.problems), so_far, context)
    yield from _school(board)
    yield from _to_decide(board)
    for pair in board.register.pairs:
        if not pair.closed:
            yield from _pair(pair, board)
    yield from _consents(board)
    for line in lines_of(facts, KIND):
        yield from _order(line, board)
    for row in facts.rows("mentees"):
        yield from _alone(row, board)
    for row in facts.rows("roadmap"):
        yield from _activity(row, board)


@dataclass(frozen=True, slots=True)
class _Board:
    """What every kind of line looks at."""

    facts: Facts
    context: Context
    register: Register
    consents: Consents
    blanks: Mapping[str, str]

    @classmethod
    def of(cls, facts: Facts, context: Context) -> _Board:
        lines = [*lines_of(facts, DATA), *lines_of(facts, MENTORING)]
        blanks = {line.text("subject"): line.text("id") for line in lines if not is_signed(line)}
        register, consents = Register.of(facts, context.today), Consents.of(facts, context.today)
        return cls(facts, context, register, consents, blanks)

    @property
    def today(self) -> dt.date:
        return self.context.today

    def tab(self, table: str) -> str:
        return self.context.schemas[table].tab

    def name(self, person: Record) -> str:
        """How a line names somebody."""
        return name(person, self.where)

    @property
    def where(self) -> Where:
        return where(self.context, "attention", "about")

    def ready(self, subject: str) -> str:
        """« Бланк готов: Д-031.», '' where there is none."""
        own = self.blanks.get(subject)
        return f" Бланк готов: {own}." if own else ""


def _cells(problems: Iterable[Problem], so_far: Outcome, context: Context) -> Iterator[Item]:
    """Red cells, tab by tab."""
    red: dict[str, set[tuple[str, str]]] = {}
    for each in problems:
        if each.weight == "stops" and each.row and (each.table, each.row) not in so_far.quieted:
            red.setdefault(each.table, set()).add((each.row, each.column))
    for table, cells in red.items():
        tab = context.schemas[table].tab
        number = count(len(cells), "красную ячейку", "красные ячейки", "красных ячеек")
        why = "Они мешают следующему шагу. Что вписать, сказано рядом, в «Замечаниях»."
        yield Item(f"Поправить {number}", f"вкладка «{tab}»", why, tab, rank=1)


def _school(board: _Board) -> Iterator[Item]:
    if empty := unanswered(board.facts, board.context):
        number = count(len(empty), "вопрос", "вопроса", "вопросов")
        why = f"Без ответов не составить бланки и приказ. Первый: {quoted(empty[0])}."
        tab = board.tab("school")
        yield Item(f"Ответить на {number}", f"вкладка «{tab}»", why, tab, empty[0], rank=2)


def _to_decide(board: _Board) -> Iterator[Item]:
    waiting = [pair for pair in board.register.pairs if pair.open and pair.offered]
    if waiting:
        tab = board.tab("pairs")
        number = count(len(waiting), "предложению", "предложениям", "предложениям")
        why = "Выберите ответ в столбце «Решение»; причина – в столбце «Почему»."
        yield Item(f"Решить по {number}", f"вкладка «{tab}»", why, tab, rank=3)


def _pair(pair: Pair, board: _Board) -> Iterator[Item]:
    """What a pair that is alive waits for."""
    row, tab = pair.row, board.tab("pairs")
    own = row.text("id")
    mentee = board.register.mentees.by_id.get(pair.mentee)
    if not own or mentee is None:
        return
    about = f"{own}, {board.name(mentee)}"
    if (
        (until := row.date("postponed"))
        and until <= board.today
        and row.text("decision") == "отложить до"
    ):
        why = f"Отложено до {until:%d.%m.%Y}. Выберите новое «Решение»."
        yield Item("Вернуться к решению", about, why, tab, own, until)
    if not pair.approved:
        return
    yield from _gone(pair, about, board)
    ordered = pair.from_papers or bool(row.text("order_id"))
    yield from _working(pair, about, board) if ordered else _towards_order(pair, about, board)


def _towards_order(pair: Pair, about: str, board: _Board) -> Iterator[Item]:
    """Term, both consents, the tick."""
    row, tab, own = pair.row, board.tab("pairs"), pair.row.text("id")
    begins, ends = row.date("begins"), row.date("ends")
    if not begins or not ends:
        why = "Впишите «Срок с» и «Срок по»: без них не готовы бланки согласий."
        yield Item("Вписать срок пары", about, why, tab, own)
    until = max(begins, board.today) if begins else None
    people = {"mentor": board.register.mentors.by_id.get(pair.approved)}
    people["mentee"] = board.register.mentees.by_id.get(pair.mentee)
    for role, person in people.items():
        if person is not None and row.date(SIDES[role]) is None:
            ready = board.ready(f"{own} {person.text('id')}")
            why = f"Без него пара {own} не войдёт в приказ.{ready}"
            what = "Взять согласие на наставничество"
            yield Item(what, board.name(person), why, tab, own, until)
    signed = row.date("mentor_consent") and row.date("mentee_consent")
    if signed and begins and ends and not row.tick("in_order"):
        why = "Согласия и срок есть. Впишите «да» в столбец «В приказ»."
        yield Item("Внести пару в приказ", about, why, tab, own, until)


def _working(pair: Pair, about: str, board: _Board) -> Iterator[Item]:
    """A programme to approve, a term that comes to its end."""
    row, tab, own = pair.row, board.tab("pairs"), pair.row.text("id")
    begins, ends = row.date("begins"), row.date("ends")
    late = begins and (board.today - begins).days >= SOON
    over = ends is not None and ends < board.today
    if late and not over and not row.date("programme"):
        why = "Пара работает без программы. Утверждена – впишите дату."
        yield Item("Утвердить программу", about, why, tab, own, rank=6)
    if ends and (ends - board.today).days <= SOON and pair.last_day is None:
        word = "кончился" if ends < board.today else "кончается"
        why = f"Срок {word} {ends:%d.%m.%Y}. Впишите «Закончена» и причину."
        yield Item("Подвести итог пары", about, why, tab, own, ends)


def _gone(pair: Pair, about: str, board: _Board) -> Iterator[Item]:
    """Somebody of the pair is away, and nobody has said what becomes of it."""
    if pair.last_day or pair.row.date("pause_from"):
        return
    banks = board.register.mentors.by_id, board.register.mentees.by_id
    for bank, own in zip(banks, (pair.approved, pair.mentee), strict=True):
        person = bank.get(own)
        if person is not None and away(person, board.today):
            why = f"{board.name(person)} – перерыв или выбытие."
            why += " Впишите «Закончена», смену или перерыв."
            yield Item("Решить, что с парой", about, why, board.tab("pairs"), pair.row.text("id"))


def _consents(board: _Board) -> Iterator[Item]:
    """Consents to take: from those without one, and again where one ends soon."""
    seen = set()
    for table in BANKS:
        for row in board.facts.rows(table):
            own = board.consents.first(row).text("id")
            if not row.text("id") or own in seen or away(row, board.today):
                continue
            seen.add(own)
            last = board.consents.last(row)
            ready, tab = board.ready(own), board.tab(row.table)
            if not board.consents.given(row):
                why = f"Без него не составить бумаги.{ready}"
                yield Item(
                    "Взять согласие на ПДн",
                    board.name(row),
                    why,
                    tab,
                    row.text("id"),
                    rank=4,
                )
            elif last and (last - board.today).days <= SOON:
                word = "закончилось" if last < board.today else "заканчивается"
                why = f"Согласие {word} {last:%d.%m.%Y}.{ready}"
                yield Item(
                    "Взять новое согласие на ПДн",
                    board.name(row),
                    why,
                    tab,
                    row.text("id"),
                    last,
                )


def _order(line: Record, board: _Board) -> Iterator[Item]:
    own, handed = line.text("id"), line.date("handed")
    if not line.text("subject") or is_signed(line):
        return
    about, tab = f"{own}, {KINDS[KIND].title.lower()}", board.tab("documents")
    if handed is None:
        why = "Черновик готов. Отдан – впишите дату в «Отдано на подпись»."
        yield Item("Отдать приказ на подпись", about, why, tab, own)
    elif (days := (board.today - handed).days) >= PATIENCE:
        told = count(days, "день", "дня", "дней")
        why = f"На подписи {told}. Подписан – впишите номер и дату."
        yield Item("Узнать, подписан ли приказ", about, why, tab, own, handed, SECRETARY)


def _alone(row: Record, board: _Board) -> Iterator[Item]:
    """A mentee without a mentor for a while: somebody to support, and a day to come back to it."""
    since, step = row.date("alone_since"), row.date("next_step")
    if since is None or row.text("id") in board.register.resting():
        return
    tab, own = board.tab("mentees"), row.text("id")
    days = (board.today - since).days
    told = count(days, "день", "дня", "дней")
    if row.text("supporter") and step and step <= board.today:
        why = f"Без наставника {told}, шаг намечен на {step:%d.%m.%Y}. Впишите новую дату."
        yield Item("Вернуться к поиску наставника", board.name(row), why, tab, own, step)
    elif days >= PATIENCE and not (row.text("supporter") and step):
        why = f"Без наставника {told}. Впишите, кто поддержит, и дату следующего шага."
        yield Item("Назначить поддержку", board.name(row), why, tab, own)


def _activity(row: Record, board: _Board) -> Iterator[Item]:
    ends = row.date("planned_to")
    if ends and ends < board.today and not row.date("done"):
        who = row.text("responsible") or CURATOR
        about = f"{row.key} {row.text('activity')}"
        if board.where == "cloud":  # nothing of what staff typed is sent on in a sentence of ours
            who, about = RESPONSIBLE, row.key
        why = f"Срок был {ends:%d.%m.%Y}. Сделано – впишите дату в «Выполнено»."
        what = "Выполнить мероприятие плана"
        yield Item(what, about, why, board.tab("roadmap"), row.key, ends, who, 7)
