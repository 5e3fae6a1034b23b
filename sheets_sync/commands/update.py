"""``update``: what the button «Обновить» does: run, say in plain words what was done, open."""

from __future__ import annotations

import os
import subprocess
import sys
import webbrowser
from pathlib import Path

from sheets_sync.commands.school import School, opened
from sheets_sync.commands.settle import PAUSED, board, ready, remarks, settle
from sheets_sync.errors import BusyError, RefusedError
from sheets_sync.report import amounts
from sheets_sync.sync import Report
from sheets_sync.words import count

YES = ("да", "д")
QUESTION = "Подтвердить изменения? Напишите «да» и нажмите Enter."


def update(config_path: Path, *, opens: bool = True) -> int:
    """One run for a person at a window, and the workbook opened; exit codes as those of ``run``."""
    code, shown = _updated(opened(config_path))
    for each in shown if opens else ():
        _open(each)
    return code


def _updated(school: School) -> tuple[int, tuple[str, ...]]:
    """The exit code, and what to open: the tables, or what stands in for a busy workbook."""
    shown = school.store.shown_at
    accept = ""
    while True:
        try:
            report = settle(school, accept=accept)
        except BusyError as error:
            print(error.says)
            page = board(school)
            return error.exit_code, (str(page),) if page.exists() else shown
        except RefusedError as error:
            if not _agreed(error):
                print("Ничего не изменено.")
                return error.exit_code, shown
            accept = error.code
        else:
            print("\n".join(told(school, report)))
            return 0, shown


def _agreed(refused: RefusedError) -> bool:
    """Say why and what would change, and ask; silence is no answer."""
    print(refused.why)
    print("Если подтвердить, изменится:")
    for line in refused.shows or ("только память программы",):
        print(f"  {line}")
    print(QUESTION, flush=True)
    try:
        return input().strip().strip("«»\"'.!").casefold() in YES
    except EOFError:
        return False


def told(school: School, report: Report | None) -> list[str]:
    """What was done, as people say it."""
    if report is None:
        return ["Готово. С прошлого раза ничего не изменилось."]
    if report.left.paused:
        return [PAUSED]
    changes = [change for plan in report.plans for change in plan.changes]
    done = amounts(changes, school.context.schemas)
    out = ["Готово. Записано:", *(f"  {line}" for line in done)] if done else ["Готово."]
    where = f"в папке «{school.desk.folder.name}»"
    out += [f"Новый черновик: «{name}» {where}." for name in report.drafts]
    if not done and not report.drafts:
        out = ["Готово. Менять нечего."]
    out += school.store.remarks
    out += ready(report)
    if left := remarks(report):
        what = count(left, "замечание", "замечания", "замечаний")
        out.append(f"Посмотрите {what} в столбце «Замечания».")
    return out


def _open(path: str) -> None:
    """Show a file in its own program, an address in the browser; if there is none, say where."""
    try:
        if path.startswith("https:"):
            if not webbrowser.open(path):
                print(f"Откройте: {path}")
        elif sys.platform == "win32":
            os.startfile(path)
        else:
            opener = "open" if sys.platform == "darwin" else "xdg-open"
            subprocess.Popen(
                [opener, path],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
    except OSError:
        print(f"Откройте: {path}")
