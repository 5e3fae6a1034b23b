"""What there is to do, one line a thing: consents to take, decisions, papers, people left alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sheets_sync.facts import Context, Facts, Outcome, Problem
from sheets_sync.rules.drafts import lines_of
from sheets_sync.rules.orders import KIND
from sheets_sync.rules.urgent import pairs, papers, people
from sheets_sync.rules.urgent.scene import (
    APPROVE_PROGRAMME,
    CARRY_OUT,
    CLOSE_PAIR,
    DECIDE_AGAIN,
    DECIDE_ON_PAIR,
    FIND_SUPPORT,
    RENEW_CONSENT,
    SEARCH_AGAIN,
    SET_TERM,
    TAKE_CONSENT,
    TAKE_MENTORING_CONSENT,
    TICK_FOR_ORDER,
    Item,
    Scene,
)

__all__ = ["TOGETHER", "Item", "items"]

TOGETHER: Mapping[str, str] = {
    DECIDE_AGAIN: "День пришёл. Выберите каждой паре новое «Решение».",
    SET_TERM: "Впишите «Срок с» и «Срок по»: без них не готовы бланки согласий.",
    TAKE_MENTORING_CONSENT: "Без согласий пары не войдут в приказ. Бланки – в папке с документами.",
    TICK_FOR_ORDER: "Согласия и сроки есть. Впишите «да» в столбец «В приказ».",
    APPROVE_PROGRAMME: "Пары работают без программ. Утверждена – впишите дату.",
    CLOSE_PAIR: "Сроки кончились или кончаются. Впишите каждой паре «Закончена» и причину.",
    DECIDE_ON_PAIR: "У кого-то в паре перерыв или выбытие. Впишите «Закончена», смену или перерыв.",
    TAKE_CONSENT: "Без согласий не составить бумаги. Бланки – в папке с документами.",
    RENEW_CONSENT: "Без согласий не составить бумаги. Бланки – в папке с документами.",
    SEARCH_AGAIN: "Намеченный день пришёл. Впишите каждому новую дату.",
    FIND_SUPPORT: "Впишите, кто поддержит каждого, и дату следующего шага (столбцы свёрнуты, «+»).",
    CARRY_OUT: "Сроки прошли. Сделано – впишите дату в «Выполнено».",
}
"""What is said instead of ``why`` where many lines of one kind become one."""


def items(
    facts: Facts, so_far: Outcome, unclear: Iterable[Problem], context: Context
) -> Iterator[Item]:
    """Everything to do on this day, in no particular order."""
    scene = Scene.of(facts, context)
    yield from papers.cells((*unclear, *so_far.problems), so_far, context)
    yield from papers.school(scene)
    yield from pairs.to_decide(scene)
    for pair in scene.register.pairs:
        if not pair.closed:
            yield from pairs.pair(pair, scene)
    yield from people.consents(scene)
    for line in lines_of(facts, KIND):
        yield from papers.order(line, scene)
    for row in facts.rows("mentees"):
        yield from people.alone(row, scene)
    for row in facts.rows("roadmap"):
        yield from papers.activity(row, scene)
