"""``doctor``: whether everything that a run needs is in order; a line a finding, writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sheets_sync.commands import log
from sheets_sync.commands.doctor.finding import Finding
from sheets_sync.commands.doctor.folders import fonts, kept_copies, log_file, writable
from sheets_sync.commands.doctor.tables import tables
from sheets_sync.commands.doctor.workbook import locks, strays
from sheets_sync.commands.school import School, opened
from sheets_sync.errors import SheetsSyncError
from sheets_sync.words import count

__all__ = ["Finding", "doctor", "findings"]


def doctor(config_path: Path) -> int:
    """Print all findings; exit code 3 if one of them is in the way of a run, else 0."""
    found = list(dict.fromkeys(findings(config_path)))  # two tables may share a tab
    for finding in found:
        print(f"{finding.weight:>9}: {finding.says}")
    log.counted(problems=sum(finding.weight != "хорошо" for finding in found))
    bad = sum(finding.weight == "мешает" for finding in found)
    if bad:
        print(f"Мешает сверке: {count(bad, 'причина', 'причины', 'причин')}.")
    return 3 if bad else 0


def findings(config_path: Path) -> Iterator[Finding]:
    """Everything worth saying, from the settings to the fonts."""
    try:
        school = opened(config_path)
    except SheetsSyncError as error:
        yield Finding("мешает", error.says)
        return
    yield Finding("хорошо", f"настройки читаются, часовой пояс {school.settings.timezone}")
    yield from _school(school)
    yield from kept_copies(school)
    for folder in dict.fromkeys((school.folder, school.store.path.parent, school.desk.folder)):
        yield from writable(folder)
    yield from log_file(config_path)
    yield from fonts()


def _school(school: School) -> Iterator[Finding]:
    """The tables, and what there is to look at where they live: at home, at Google, in both."""
    google = school.settings.google
    if google is None:
        yield from tables(school)
    else:
        from sheets_sync.commands.doctor.google import spreadsheet  # half a second of imports

        seen = list(spreadsheet(school, google))
        yield from seen
        if all(each.weight != "мешает" for each in seen):
            yield from tables(school)
    if google is None or school.settings.personal_data == "local":
        yield from locks(school)
        yield from strays(school.store.path)
