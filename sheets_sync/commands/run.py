"""``run``: bring the workbook in line with what staff typed, and draft their papers."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from sheets_sync.commands import log
from sheets_sync.commands.progress import Watched, progress
from sheets_sync.commands.school import School, opened
from sheets_sync.errors import BusyError
from sheets_sync.report import NAME, age, page
from sheets_sync.snapshot import Snapshot
from sheets_sync.stores import copies
from sheets_sync.sync import Report
from sheets_sync.turn import turn
from sheets_sync.words import count
from sheets_sync.zone import local, named

LONGEST_PAUSE = 15
"""Seconds between two looks at a workbook that is waited for."""

PAUSED = (
    "Сверка приостановлена: так отвечено на вкладке «Школа». Чтобы продолжить, уберите ответ "
    "«да» у вопроса «Приостановить сверку» и сохраните таблицу."
)


def run(config_path: Path, *, accept: str = "", wait: int = 0) -> int:
    """One run, tried again for ``wait`` minutes while the workbook is open; prints what was done.

    Exit code 0.
    """
    school, report = _patiently(config_path, accept, wait)
    for line in lines(school, report):
        print(line)
    return 0


def _patiently(config_path: Path, accept: str, wait: int) -> tuple[School, Report | None]:
    """The school at the moment when it could be run, and what the run did."""
    pauses = _pauses(60 * wait)
    told = False
    while True:
        school = opened(config_path)
        try:
            return school, settle(school, accept=accept)
        except BusyError as error:
            pause = next(pauses, None)
            if pause is None:
                raise
            if not told:
                most = count(wait, "минуты", "минут", "минут")
                print(f"{error.says}\nЖдём не дольше {most}.", file=sys.stderr, flush=True)
                told = True
        time.sleep(pause)


def _pauses(seconds: int) -> Iterator[int]:
    """Pauses between tries, short ones first; together they last ``seconds``."""
    pause = 1
    while seconds > 0:
        yield min(pause, seconds)
        seconds -= pause
        pause = min(2 * pause, LONGEST_PAUSE)


def settle(school: School, *, accept: str = "") -> Report | None:
    """One run under the folder's lock; None where the probe knows that nothing has changed."""
    with turn(school.lock):
        school.store.sweep()
        school.desk.sweep()
        _take_away(_unfinished(board(school)))
        now = school.context.now
        if school.probe.settled(school.state(school.store.version()), now):
            return None
        report = _run_once(school, accept)
        log.counted(changes=report.changed, problems=remarks(report), drafts=len(report.drafts))
        _take_away(board(school))
        if not report.left and not report.left.paused:
            # The state that was planned on, not what somebody may have saved in the meantime.
            settled = school.state(report.snapshot.token)
            zone = named(report.snapshot)
            school.probe.remember(settled, now, zone, report.left.next_date)
        return report


def _run_once(school: School, accept: str) -> Report:
    """The run; a BusyError also tells what lies ready, and what to do about a forgotten lock."""
    from sheets_sync.sync import run as run_once

    ready: list[str] = []

    def show(after: Snapshot, drafts: tuple[str, ...]) -> None:
        ready.extend(f"Новый черновик: {school.desk.folder / name}" for name in drafts)
        moment = local(after, school.context).now
        if _written(board(school), page(after, moment)):
            ready.append(f"Что требует внимания – в файле «{NAME}» рядом с таблицей.")

    try:
        with progress() as step:
            return run_once(
                Watched(school.store, step),
                school.desk,
                school.templates,
                school.context,
                accept=accept,
                copied=copies.newest(school.store.path),
                show=show,
            )
    except BusyError as error:
        raise BusyError("\n".join([error.says, *forgotten(school), *ready])) from error


def board(school: School) -> Path:
    """Where «Что горит» stands while the workbook is open elsewhere."""
    return school.store.path.with_name(NAME)


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
        return ["Ничего не изменилось."]
    if report.left.paused:
        return [PAUSED]
    out = []
    if report.changed:
        out.append(f"Записано: {count(report.changed, 'изменение', 'изменения', 'изменений')}.")
    out += [f"Новый черновик: {school.desk.folder / name}" for name in report.drafts]
    out += filter(None, [school.store.uncopied])
    if says := remarks(report):
        out.append(f"Замечаний: {says}. Они в столбце «Замечания»; списком – sheets-sync check.")
    return out or ["Ничего не изменилось."]


def remarks(report: Report) -> int:
    """How many remarks are left for people to read."""
    return len({(each.table, each.row, each.says) for each in report.left.problems if each.says})
