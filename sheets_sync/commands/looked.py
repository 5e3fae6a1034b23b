"""Whether there is anything new to look at: the probe, asked before anything heavy is imported."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from sheets_sync import config, resources
from sheets_sync.commands import clock
from sheets_sync.facts import Settings
from sheets_sync.probe import FOLDER, Probe

NOTHING = "Ничего не изменилось."
BOARD = "Что горит.html"
"""Stands in for the tab while the workbook is open elsewhere; the next run takes it away."""


def nothing_new(config_path: Path) -> bool:
    """True if a run would change nothing; False where that can only be seen by running."""
    settings = config.load(config_path)
    folder = config_path.resolve().parent
    if settings.google is not None:  # its version is asked for once, when all is imported
        return False
    workbook = folder / settings.workbook
    if workbook.with_name(BOARD).exists():
        return False
    try:
        version = hashlib.sha256(workbook.read_bytes()).hexdigest()
    except OSError:
        return False
    probe = Probe(folder / FOLDER / "probe.json")
    return probe.settled(state_of(folder, settings, version), clock.now(settings.timezone))


def state_of(folder: Path, settings: Settings, version: str) -> Mapping[str, str]:
    """Everything on which a plan depends but the day: hashes, by name.

    ``version`` is that of the store; schemas and templates are those of the school's own folders,
    the shipped ones are the tool's.
    """
    return {
        "store": version,
        "tool": resources.fingerprint(),
        "settings": _hash(repr(settings)),
        "schemas": _hash(repr(sorted(resources.overlay_files(folder / "schemas").items()))),
        "templates": _hash(repr(sorted(resources.templates(folder / "templates").items()))),
    }


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
