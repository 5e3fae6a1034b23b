"""What the doctor sees on this computer: folders, copies, the log, the fonts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from sheets_sync.commands import log
from sheets_sync.commands.doctor.finding import Finding
from sheets_sync.commands.school import School
from sheets_sync.stores import copies

FONT = "Times New Roman"
"""The face of the templates; these others have the same widths."""
METRIC_TWINS = {
    "times": FONT,
    "liberationserif": "Liberation Serif",
    "tinos": "Tinos",
    "nimbusroman": "Nimbus Roman",
    "thorndale": "Thorndale",
}
"""Families by how the names of their files begin."""
FONT_FOLDERS = (
    "~/.fonts",
    "~/.local/share/fonts",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)


def kept_copies(school: School) -> Iterator[Finding]:
    newest = copies.newest(school.store.path)
    folder = copies.folder_of(school.store.path)
    last = f"последняя от {newest:%d.%m.%Y %H:%M}" if newest else "пока ни одной"
    if folder.exists() and not (folder.is_dir() and os.access(folder, os.W_OK)):
        says = f"в папку «{folder.name}» нельзя писать, копии таблицы не делаются; {last}"
        yield Finding("взглянуть", says)
    else:
        yield Finding("хорошо", f"копии таблицы, одна в день: {last}")


def log_file(config_path: Path) -> Iterator[Finding]:
    path = log.place(config_path)
    held = path if path.exists() else next(each for each in path.parents if each.exists())
    if path.is_dir() or not os.access(held, os.W_OK):
        yield Finding("взглянуть", f"журнал команд не пишется: {path}")
    else:
        yield Finding("хорошо", f"журнал команд, без имён: {path}")


def writable(folder: Path) -> Iterator[Finding]:
    if not folder.exists():
        return
    if os.access(folder, os.W_OK):
        yield Finding("хорошо", f"в папку можно писать: {folder}")
    else:
        yield Finding("мешает", f"в папку нельзя писать: {folder}")


def fonts() -> Iterator[Finding]:
    """Whether a draft will look here as it will on paper."""
    for folder in FONT_FOLDERS:
        for path in Path(folder).expanduser().rglob("*.[to]t[fc]"):
            name = path.stem.casefold().replace(" ", "")
            family = next((METRIC_TWINS[own] for own in METRIC_TWINS if name.startswith(own)), "")
            if family:
                yield Finding("хорошо", f"шрифт для приказов есть: {family}")
                return
    yield Finding("взглянуть", f"шрифта {FONT} на этом компьютере нет: вид приказа будет другим")
