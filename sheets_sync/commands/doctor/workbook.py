"""What lies beside a workbook and troubles only one: lock files and stray second copies."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from sheets_sync.commands.doctor.finding import Finding
from sheets_sync.commands.school import School

CONFLICT = re.compile(r"(конфликт|conflict|несовпад|копия|copy|\(\d+\)|итог)", re.IGNORECASE)
EXPORT = re.compile(r" – копия \d{4}-\d\d-\d\d( \d+)?")
"""How the name of a copy ends that `export` made."""
OLD_LOCK = dt.timedelta(hours=12)


def locks(school: School) -> Iterator[Finding]:
    path = school.store.path
    for name in (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#"):
        lock = path.with_name(name)
        if lock.exists():
            made = dt.datetime.fromtimestamp(lock.stat().st_mtime, school.context.now.tzinfo)
            age = school.context.now - made
            old = " Похоже, остался после сбоя: если таблица закрыта, удалите его."
            says = f"файл «{name}» с {made:%d.%m.%Y %H:%M}: таблица открыта."
            yield Finding("мешает", says + (old if age > OLD_LOCK else ""))


def strays(path: Path) -> Iterator[Finding]:
    """Copies that a cloud drive or a careful colleague left beside the workbook."""
    stem = path.stem.casefold()
    for other in sorted(path.parent.glob("*.xlsx")):
        name = other.stem.casefold()
        rest = name[len(stem) :] if name.startswith(stem) and other != path else ""
        if CONFLICT.search(rest) and not EXPORT.fullmatch(rest):
            says = (
                f"рядом лежит «{other.name}»: вторая копия таблицы? Сверяется только «{path.name}»"
            )
            yield Finding("взглянуть", says)
