"""What pairs that are alive wait for: a decision, a term, consents, a tick, an end."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.rules.blanks import SIDES
from sheets_sync.rules.pairs import Pair, away
from sheets_sync.rules.urgent.scene import (
    APPROVE_PROGRAMME,
    CLOSE_PAIR,
    DECIDE_AGAIN,
    DECIDE_ON_PAIR,
    SET_TERM,
    SOON,
    TAKE_MENTORING_CONSENT,
    TICK_FOR_ORDER,
    Item,
    Scene,
)
from sheets_sync.words import count


def to_decide(scene: Scene) -> Iterator[Item]:
    waiting = [pair for pair in scene.register.pairs if pair.open and pair.offered]
    if waiting:
        tab = scene.tab("pairs")
        number = count(len(waiting), "предложению", "предложениям", "предложениям")
        why = "Выберите ответ в столбце «Решение»; причина – в столбце «Почему»."
        yield Item(f"Решить по {number}", f"вкладка «{tab}»", why, tab, rank=3)


def pair(pair: Pair, scene: Scene) -> Iterator[Item]:
    """What a pair that is alive waits for."""
    row, tab = pair.row, scene.tab("pairs")
    own = row.text("id")
    mentee = scene.register.mentees.by_id.get(pair.mentee)
    if not own or mentee is None:
        return
    about = f"{own}, {scene.name(mentee)}"
    if (
        (until := row.date("postponed"))
        and until <= scene.today
        and row.text("decision") == "отложить до"
    ):
        why = f"Отложено до {until:%d.%m.%Y}. Выберите новое «Решение»."
        yield Item(DECIDE_AGAIN, about, why, tab, own, until)
    if not pair.approved:
        return
    yield from _gone(pair, about, scene)
    ordered = pair.from_papers or bool(row.text("order_id"))
    yield from _working(pair, about, scene) if ordered else _towards_order(pair, about, scene)


def _towards_order(pair: Pair, about: str, scene: Scene) -> Iterator[Item]:
    """Term, both consents, the tick."""
    row, tab, own = pair.row, scene.tab("pairs"), pair.row.text("id")
    begins, ends = row.date("begins"), row.date("ends")
    if not begins or not ends:
        why = "Впишите «Срок с» и «Срок по»: без них не готовы бланки согласий."
        yield Item(SET_TERM, about, why, tab, own)
    until = max(begins, scene.today) if begins else None
    people = {"mentor": scene.register.mentors.by_id.get(pair.approved)}
    people["mentee"] = scene.register.mentees.by_id.get(pair.mentee)
    for role, person in people.items():
        if person is not None and row.date(SIDES[role]) is None:
            ready = scene.ready(f"{own} {person.text('id')}")
            why = f"Без него пара {own} не войдёт в приказ.{ready}"
            yield Item(TAKE_MENTORING_CONSENT, scene.name(person), why, tab, own, until)
    signed = row.date("mentor_consent") and row.date("mentee_consent")
    if signed and begins and ends and not row.tick("in_order"):
        why = "Согласия и срок есть. Впишите «да» в столбец «В приказ»."
        yield Item(TICK_FOR_ORDER, about, why, tab, own, until)


def _working(pair: Pair, about: str, scene: Scene) -> Iterator[Item]:
    """A programme to approve, a term that comes to its end."""
    row, tab, own = pair.row, scene.tab("pairs"), pair.row.text("id")
    begins, ends = row.date("begins"), row.date("ends")
    late = begins and (scene.today - begins).days >= SOON
    over = ends is not None and ends < scene.today
    if late and not over and not row.date("programme"):
        why = "Пара работает без программы. Утверждена – впишите дату."
        yield Item(APPROVE_PROGRAMME, about, why, tab, own, rank=6)
    if ends and (ends - scene.today).days <= SOON and pair.last_day is None:
        word = "кончился" if ends < scene.today else "кончается"
        why = f"Срок {word} {ends:%d.%m.%Y}. Впишите «Закончена» и причину."
        yield Item(CLOSE_PAIR, about, why, tab, own, ends)


def _gone(pair: Pair, about: str, scene: Scene) -> Iterator[Item]:
    """Somebody of the pair is away, and nobody has said what becomes of it."""
    if pair.last_day or pair.row.date("pause_from"):
        return
    banks = scene.register.mentors.by_id, scene.register.mentees.by_id
    for bank, own in zip(banks, (pair.approved, pair.mentee), strict=True):
        person = bank.get(own)
        if person is not None and away(person, scene.today):
            why = f"{scene.name(person)} – перерыв или выбытие."
            why += " Впишите «Закончена», смену или перерыв."
            yield Item(DECIDE_ON_PAIR, about, why, scene.tab("pairs"), pair.row.text("id"))
