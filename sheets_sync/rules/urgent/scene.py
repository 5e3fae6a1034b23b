"""One line of «Что горит», and what everything that writes lines looks at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sheets_sync.facts import Context, Facts, Record, Where
from sheets_sync.rules.blanks import DATA, MENTORING
from sheets_sync.rules.consents import Consents
from sheets_sync.rules.drafts import is_signed, lines_of
from sheets_sync.rules.pairs import Register
from sheets_sync.rules.refs import name, where

SOON = 14
"""Days before a term or a consent ends at which it is told."""

PATIENCE = 7
"""Days after which an unsigned order or a person without a mentor is told."""

CURATOR, SECRETARY, RESPONSIBLE = "куратор", "секретарь", "ответственный"

DECIDE_AGAIN = "Вернуться к решению"
SET_TERM = "Вписать срок пары"
TAKE_MENTORING_CONSENT = "Взять согласие на наставничество"
TICK_FOR_ORDER = "Внести пару в приказ"
APPROVE_PROGRAMME = "Утвердить программу"
CLOSE_PAIR = "Подвести итог пары"
DECIDE_ON_PAIR = "Решить, что с парой"
TAKE_CONSENT = "Взять согласие на ПДн"
RENEW_CONSENT = "Взять новое согласие на ПДн"
SEARCH_AGAIN = "Вернуться к поиску наставника"
FIND_SUPPORT = "Назначить поддержку"
CARRY_OUT = "Выполнить мероприятие плана"
"""What to do; many lines of one become one, with a sentence of its own (`urgent.TOGETHER`)."""


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


@dataclass(frozen=True, slots=True)
class Scene:
    """What every kind of line looks at."""

    facts: Facts
    context: Context
    register: Register
    consents: Consents
    blanks: Mapping[str, str]

    @classmethod
    def of(cls, facts: Facts, context: Context) -> Scene:
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
