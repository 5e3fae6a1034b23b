"""One run of a school from its lock to its probe, and what it did in words."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from sheets_sync.changes import SetCell
from sheets_sync.commands import archives, log
from sheets_sync.commands.looked import BOARD, NOTHING, state_of
from sheets_sync.commands.progress import Watched, progress
from sheets_sync.commands.school import School
from sheets_sync.errors import BusyError
from sheets_sync.facts import BANKS
from sheets_sync.report import age, page
from sheets_sync.snapshot import Snapshot
from sheets_sync.stores import copies
from sheets_sync.sync import Report
from sheets_sync.turn import turn
from sheets_sync.words import count
from sheets_sync.zone import local, named

PAUSED = (
    "Сверка приостановлена: так отвечено на вкладке «Школа». Чтобы продолжить, уберите ответ "
    "«да» у вопроса «Приостановить сверку» и сохраните таблицу."
)


def settle(school: School, *, accept: str = "") -> Report | None:
    """One run under the folder's lock; None where the probe knows that nothing has changed."""
    with turn(school.lock):
        school.store.sweep()
        school.desk.sweep()
        _take_away(_unfinished(board(school)))
        now = school.context.now
        if school.probe.settled(
            state_of(school.folder, school.settings, school.store.version()), now
        ):
            log.nothing()
            return None
        report = _run_once(school, accept)
        log.counted(changes=report.changed, problems=remarks(report), drafts=len(report.drafts))
        if report.left.paused:
            log.ended("paused")
        elif not report.changed and not report.drafts:
            log.ended("nothing")
        _take_away(board(school))
        if report.plans:
            archives.keep(school.folder, report.plans[0].archive)
        if not report.left and not report.left.paused:
            # The state that was planned on, not what somebody may have saved in the meantime.
            settled = _state(school, report.snapshot.token)
            zone = named(report.snapshot)
            school.probe.remember(settled, now, zone, report.left.next_date)
        return report


def _state(school: School, version: str) -> Mapping[str, str]:
    return state_of(school.folder, school.settings, version)


def _run_once(school: School, accept: str) -> Report:
    """The run; a BusyError also tells what lies ready, and what to do about a forgotten lock."""
    from sheets_sync.sync import run as run_once

    ready: list[str] = []

    def show(after: Snapshot, drafts: tuple[str, ...]) -> None:
        ready.extend(f"Новый черновик: {school.desk.folder / name}" for name in drafts)
        moment = local(after, school.context).now
        if _written(board(school), page(after, moment)):
            ready.append(f"Что требует внимания – в файле «{BOARD}» рядом с таблицей.")

    try:
        with progress() as step:
            return run_once(
                Watched(school.store, step),
                school.desk,
                school.templates,
                school.context,
                shelf=school.shelf,
                accept=accept,
                copied=copies.newest(school.store.path),
                show=show,
            )
    except BusyError as error:
        raise BusyError("\n".join([error.says, *forgotten(school), *ready])) from error


def board(school: School) -> Path:
    """Where «Что горит» stands while the workbook is open elsewhere."""
    return school.store.path.with_name(BOARD)


def forgotten(school: School) -> list[str]:
    """What to do about a lock file that may have been left by a crash, from an hour of age on."""
    lock = school.store.lock()
    if lock is None or school.context.now.tzinfo is None:
        return []
    since = lock.since.astimezone(school.context.now.tzinfo)
    old = age(since, school.context.now)
    if not old:
        return []
    return [
        f"Если таблица нигде не открыта, удалите файл «{lock.name}»: он от "
        f"{since:%d.%m.%Y %H:%M}, ему {old}."
    ]


def _written(path: Path, text: str) -> bool:
    """Whether the page lies there now; what cannot be written is no reason to fail."""
    temporary = _unfinished(path)
    try:
        temporary.write_text(text, encoding="utf-8")
        os.replace(temporary, path)
    except OSError:
        _take_away(temporary)
        return False
    return True


def _unfinished(path: Path) -> Path:
    return path.with_name(f"~sheets_sync-{path.name}.tmp")


def _take_away(path: Path) -> None:
    if path.exists():
        with contextlib.suppress(OSError):
            path.unlink()


def lines(school: School, report: Report | None) -> list[str]:
    """What a run did, for a person."""
    if report is None:
        return [NOTHING]
    if report.left.paused:
        return [PAUSED]
    out = []
    if report.changed:
        out.append(f"Записано: {count(report.changed, 'изменение', 'изменения', 'изменений')}.")
    out += [f"Новый черновик: {school.desk.folder / name}" for name in report.drafts]
    out += school.store.remarks
    out += ready(report)
    if says := remarks(report):
        out.append(f"Замечаний: {says}. Они в столбце «Замечания»; списком – sheets-sync check.")
    return out or [NOTHING]


def ready(report: Report) -> tuple[str, ...]:
    """How many can be matched; said by a run that gives people their numbers, not by every one."""
    given = any(
        isinstance(change, SetCell) and change.table in BANKS and change.column == "id"
        for plan in report.plans
        for change in plan.changes
    )
    return report.left.ready if given else ()


def remarks(report: Report) -> int:
    """How many remarks are left for people to read."""
    return len({(each.table, each.row, each.says) for each in report.left.problems if each.says})
