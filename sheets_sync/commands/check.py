"""``check``: what is wrong in the tables, cell by cell; nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sheets_sync.commands import log
from sheets_sync.commands.progress import Watched, progress
from sheets_sync.commands.school import opened
from sheets_sync.facts import Severity
from sheets_sync.plan import Plan, address, make_plan
from sheets_sync.snapshot import Snapshot
from sheets_sync.words import count

SAID: Mapping[Severity, str] = {"stops": "мешает", "asks": "уточнить"}


def check(config_path: Path) -> int:
    """Print every problem with its place; exit code 3 if there are any, else 0."""
    school = opened(config_path)
    with progress() as step:
        snapshot = Watched(school.store, step).read()
        plan = make_plan(snapshot, school.context)
    found = [danger.says for danger in plan.dangers] + problem_lines(snapshot, plan)
    lines = list(dict.fromkeys(found))
    for line in lines:
        print(line)
    log.counted(problems=len(lines))
    if not lines:
        print("Замечаний нет.")
        return 0
    print(f"Всего {count(len(lines), 'замечание', 'замечания', 'замечаний')}.")
    return 3


def problem_lines(snapshot: Snapshot, plan: Plan) -> list[str]:
    """«Наставники», ячейка G5 (мешает): what to do."""
    order = {name: place for place, name in enumerate(snapshot.tables)}
    return [
        f"{address(snapshot, problem)} ({SAID[problem.weight]}): {problem.says}"
        for problem in sorted(
            plan.problems, key=lambda each: (order[each.table], each.weight != "stops")
        )
        if problem.says
    ]
