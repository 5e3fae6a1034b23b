"""A refused plan on «Школа»: what stopped it, and the one answer that lets exactly it through."""

from __future__ import annotations

import datetime as dt

from sheets_sync.changes import SetCell
from sheets_sync.facts import Context
from sheets_sync.guard import COPY
from sheets_sync.plan import Plan
from sheets_sync.snapshot import Row, Snapshot
from sheets_sync.zone import local

FORM = "school"


def why(plan: Plan, copied: dt.datetime | None) -> str:
    """What was found, for a person, who may go back to the copy of the moment ``copied``."""
    says = " ".join(["Ваши вкладки не тронуты.", *(danger.says for danger in plan.dangers)])
    return says.replace(COPY, f"{COPY} от {copied:%d.%m, %H:%M}") if copied else says


def confirmed(snapshot: Snapshot) -> str:
    """The hash of the plan that a person has confirmed on «Школа», '' where nobody has."""
    form = _form(snapshot)
    answer, offer = form.cell("confirm").shown.strip(), form.cell("refusal_offer").shown.strip()
    return form.cell("refusal_plan").shown.strip() if answer and answer == offer else ""


def noted(
    snapshot: Snapshot, plan: Plan, context: Context, copied: dt.datetime | None = None
) -> Plan:
    """What a refused run writes: its three cells on «Школа» and nothing else.

    The offer stays while the plan is the same, else nobody could ever take it; another plan gets
    another offer, even within the same minute.
    """
    table, form = snapshot.tables.get(FORM), _form(snapshot)
    held = form.cell("refusal_offer").shown
    same = bool(held) and form.cell("refusal_plan").shown == plan.hash
    wanted = {
        "refusal": f"{why(plan, copied)} Так и надо – выберите ответ строкой ниже, сохраните "
        "таблицу и нажмите «Обновить».",
        "refusal_offer": held if same else _offer(form, local(snapshot, context)),
        "refusal_plan": plan.hash,
    }
    return Plan(
        stamps=tuple(
            SetCell(FORM, form.key, name, form.cell(name).value, text, "сверка остановлена", "sync")
            for name, text in wanted.items()
            if table and name in table.headers and form.cell(name).value != text
        ),
        stamps_due=True,
    )


def _offer(form: Row, context: Context) -> str:
    first = f"подтверждаю изменения от {context.now:%d.%m, %H:%M}"
    taken = {form.cell(name).shown.strip() for name in ("refusal_offer", "confirm")}
    numbered = (f"{first} ({number})" for number in range(2, len(taken) + 2))
    return next(offer for offer in (first, *numbered) if offer not in taken)


def _form(snapshot: Snapshot) -> Row:
    table = snapshot.tables.get(FORM)
    return table.rows[0] if table and table.rows else Row({}, key=FORM)
