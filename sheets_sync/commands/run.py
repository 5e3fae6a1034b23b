"""``run``: bring the workbook in line with what staff typed, and draft their papers."""

from __future__ import annotations

from pathlib import Path

from sheets_sync import resources
from sheets_sync.commands.school import School, opened
from sheets_sync.sync import Report
from sheets_sync.turn import turn
from sheets_sync.words import count


def run(config_path: Path, *, accept: str = "") -> int:
    """One run; prints what was done. Exit code 0."""
    school = opened(config_path)
    for line in lines(school, settle(school, accept=accept)):
        print(line)
    return 0


def settle(school: School, *, accept: str = "") -> Report | None:
    """One run under the folder's lock; None where the probe knows that nothing has changed."""
    with turn(school.lock):
        school.store.sweep()
        school.desk.sweep()
        today = school.context.today
        if school.probe.settled(school.state(school.store.version()), today):
            return None
        from sheets_sync.sync import run as run_once

        report = run_once(
            school.store, school.desk, resources.templates(), school.context, accept=accept
        )
        if not report.left:
            # The state that was planned on, not what somebody may have saved in the meantime.
            settled = school.state(report.snapshot.token)
            school.probe.remember(settled, today, report.left.next_date)
        return report


def lines(school: School, report: Report | None) -> list[str]:
    """What a run did, for a person."""
    if report is None:
        return ["Ничего не изменилось."]
    out = []
    if report.changed:
        out.append(f"Записано: {count(report.changed, 'изменение', 'изменения', 'изменений')}.")
    out += [f"Новый черновик: {school.desk.folder / name}" for name in report.drafts]
    says = {(each.table, each.row, each.says) for each in report.left.problems if each.says}
    if says:
        out.append(
            f"Замечаний: {len(says)}. Они в столбце «Замечания»; списком – sheets-sync check."
        )
    return out or ["Ничего не изменилось."]
