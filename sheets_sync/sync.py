"""One run: read, plan, guard, place papers, write, verify. See docs/one-run.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sheets_sync.errors import BusyError, RefusedError, StaleError
from sheets_sync.facts import Context
from sheets_sync.papers import Desk, draft
from sheets_sync.plan import Plan, make_plan
from sheets_sync.snapshot import Snapshot
from sheets_sync.stores.base import Store

MOST_WRITES = 4


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


def run(
    store: Store,
    desk: Desk,
    templates: Mapping[str, bytes],
    context: Context,
    *,
    accept: str = "",
) -> Report:
    """Bring the store in line with what staff typed, and draft the papers that they asked for.

    ``accept`` is the hash of a dangerous plan that a person lets through. RefusedError where the
    guard refuses, BusyError where the store is open elsewhere or kept changing under our hands;
    nothing is written then.
    """
    snapshot = store.read()
    plans: list[Plan] = []
    drafts: list[str] = []
    for _ in range(MOST_WRITES):
        plan = make_plan(snapshot, context)
        if not plans:  # even where nothing is to be written: a lost tab is not «nothing to do»
            _guard(plan, accept)
        if not plan.written and not plan.papers:
            return Report(snapshot, tuple(plans), tuple(drafts), plan)
        if (
            plans and plan.dangers
        ):  # an accident that happened under our hands: for the next run to refuse
            break
        if says := store.busy():
            raise BusyError(says)
        plan, names = _with_papers(plan, snapshot, desk, templates, context)
        try:
            snapshot = store.write(snapshot, plan)
        except StaleError:
            snapshot = store.read()
            continue
        plans.append(plan)
        drafts += names
    left = make_plan(snapshot, context)
    if left and not plans:
        raise BusyError("Таблицу всё время правят, записать не удалось. Повторите позже.")
    return Report(snapshot, tuple(plans), tuple(drafts), left)


def _guard(plan: Plan, accept: str) -> None:
    if not plan.dangers or plan.hash == accept:
        return
    says = " ".join(danger.says for danger in plan.dangers)
    raise RefusedError(
        f"Ваши вкладки не тронуты. {says}\nЕсли так и надо, подтвердите именно эти изменения: "
        f"sheets-sync run --accept {plan.hash}"
    )


def _with_papers(
    plan: Plan,
    snapshot: Snapshot,
    desk: Desk,
    templates: Mapping[str, bytes],
    context: Context,
) -> tuple[Plan, list[str]]:
    """The drafts placed, and the plan that registers their bytes.

    A name under which something else lies is passed over: the plan is made again without it.
    """
    names = []
    for paper in plan.papers:
        data = draft(paper.kind, paper.data, templates)
        placed = desk.place(paper.file_name, data)
        if not placed.made and desk.holds(paper.file_name) != placed.sha256:
            occupied = context.occupied | {paper.file_name}
            context = replace(context, occupied=occupied)
            again = make_plan(snapshot, context)
            return _with_papers(again, snapshot, desk, templates, context)
        names.append(paper.file_name)
        plan = plan.with_file_hash(paper.row, placed.sha256)
    return plan, names
