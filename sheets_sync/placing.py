"""The papers of a plan: rendered, laid on the desk and the shelf before the plan is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sheets_sync.facts import Context
from sheets_sync.papers import Desk
from sheets_sync.plan import Plan, make_plan
from sheets_sync.snapshot import Snapshot
from sheets_sync.stores.base import Drafted, Shelf


def with_papers(
    plan: Plan,
    snapshot: Snapshot,
    desk: Desk,
    templates: Mapping[str, bytes],
    context: Context,
    shelf: Shelf | None = None,
) -> tuple[Plan, list[str]]:
    """The drafts placed, and the plan that registers their bytes and where they can be opened.

    A name under which something else lies is passed over: the plan is made again without it.
    """
    if not plan.papers:
        return plan, []
    drafts, taken = _laid(plan, desk, templates)
    links: Mapping[str, str] = {}
    if shelf is not None and not taken:
        shelved = shelf.place(snapshot, drafts)
        links, taken = shelved.links, shelved.taken
    if taken:
        context = replace(context, occupied=context.occupied | taken)
        again = make_plan(snapshot, context)
        return with_papers(again, snapshot, desk, templates, context, shelf)
    if links:
        plan = make_plan(snapshot, replace(context, links=links))
    for each in drafts:
        plan = plan.with_file_hash(each.paper.row, each.sha256)
    return plan, [each.paper.file_name for each in drafts]


def _laid(
    plan: Plan, desk: Desk, templates: Mapping[str, bytes]
) -> tuple[list[Drafted], frozenset[str]]:
    """The drafts as they lie on the desk; the first name that is taken by something else."""
    from sheets_sync.papers.drafts import draft  # with Word and Russian grammar behind it

    drafts = []
    for paper in plan.papers:
        data = draft(paper.kind, paper.data, templates)
        placed = desk.place(paper.file_name, data)
        if not placed.made and desk.holds(paper.file_name) != placed.sha256:
            return [], frozenset({paper.file_name})
        drafts.append(Drafted(paper, data, placed.sha256))
    return drafts, frozenset()
