"""One run: read, plan, guard, place papers, write, verify. See docs/one-run.md."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sheets_sync import refusal, report
from sheets_sync.changes import apply
from sheets_sync.errors import BusyError, RefusedError, StaleError, StoreError
from sheets_sync.facts import Context
from sheets_sync.papers import Desk
from sheets_sync.placing import with_papers
from sheets_sync.plan import Plan, make_plan
from sheets_sync.snapshot import Snapshot
from sheets_sync.stores.base import Shelf, Store

MOST_WRITES = 4

Show = Callable[[Snapshot, tuple[str, ...]], None]
"""Told, where the store is open elsewhere, what it would hold, and the files of new drafts."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did: the state afterwards, the plans that were written, files of new drafts."""

    snapshot: Snapshot
    plans: tuple[Plan, ...]
    drafts: tuple[str, ...]
    left: Plan

    @property
    def changed(self) -> int:
        """How many changes were written, stamps not counted."""
        return sum(len(plan.changes) for plan in self.plans)


def _nobody(snapshot: Snapshot, drafts: tuple[str, ...]) -> None:
    """Nobody wants to be shown what could not be written."""


def run(
    store: Store,
    desk: Desk,
    templates: Mapping[str, bytes],
    context: Context,
    *,
    shelf: Shelf | None = None,
    accept: str = "",
    copied: dt.datetime | None = None,
    show: Show = _nobody,
) -> Report:
    """Bring the store in line with what staff typed, and draft the papers that they asked for.

    ``shelf`` is where everybody can open drafts; ``accept`` the hash of a dangerous plan that a
    person lets through; ``copied`` when the newest copy was made. RefusedError where the guard
    refuses: only «Школа» then says so. BusyError where the store is open elsewhere or kept changing
    under our hands: nothing is written, the drafts lie ready, ``show`` is told the rest.
    """
    report = _run(store, desk, templates, context, shelf, accept, copied, show)
    if shelf is not None:
        shelf.tidy(report.snapshot)
    return report


def _run(
    store: Store,
    desk: Desk,
    templates: Mapping[str, bytes],
    context: Context,
    shelf: Shelf | None,
    accept: str,
    copied: dt.datetime | None,
    show: Show,
) -> Report:
    snapshot = store.read()
    plans: list[Plan] = []
    drafts: list[str] = []
    for _ in range(MOST_WRITES):
        plan = make_plan(snapshot, context)
        if plan.paused:
            return Report(snapshot, tuple(plans), tuple(drafts), plan)
        # Even where nothing is to be written: a lost tab is not «nothing to do».
        if not plans and not _allowed(snapshot, plan, accept):
            raise _refused(store, snapshot, plan, context, copied)
        if not plan.written and not plan.papers:
            return Report(snapshot, tuple(plans), tuple(drafts), plan)
        if plans and plan.dangers:  # an accident under our hands: for the next run to refuse
            break
        plan, names = with_papers(plan, snapshot, desk, templates, context, shelf)
        try:
            snapshot = _written(store, snapshot, plan)
        except StaleError:
            snapshot = store.read()
            continue
        except BusyError:
            show(apply(snapshot, plan.changes), tuple(names))
            raise
        plans.append(plan)
        drafts += names
    left = make_plan(snapshot, context)
    if left and not plans:
        raise BusyError("Таблицу всё время правят, записать не удалось. Повторите позже.")
    return Report(snapshot, tuple(plans), tuple(drafts), left)


def _written(store: Store, snapshot: Snapshot, plan: Plan) -> Snapshot:
    """The store after ``plan``; whoever has it open is known before anything is made ready."""
    if says := store.busy():
        raise BusyError(says)
    return store.write(snapshot, plan)


def _allowed(snapshot: Snapshot, plan: Plan, accept: str) -> bool:
    return not plan.dangers or plan.hash in (accept, refusal.confirmed(snapshot))


def _refused(
    store: Store, snapshot: Snapshot, plan: Plan, context: Context, copied: dt.datetime | None
) -> RefusedError:
    """The refusal; «Школа» says it too, with the answer that lets this plan through."""
    said = refusal.noted(snapshot, plan, context, copied)
    if said.written:
        with contextlib.suppress(StoreError):  # open elsewhere: then it is only said
            _written(store, snapshot, said)
    why = refusal.why(plan, copied)
    return RefusedError(
        f"{why}\nЕсли так и надо, подтвердите именно эти изменения: "
        f"sheets-sync run --accept {plan.hash}",
        why,
        plan.hash,
        report.amounts(plan.changes, context.schemas),
    )
