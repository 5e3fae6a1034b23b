"""What every command of a school needs: its settings, store, desk and context, opened once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sheets_sync import config, resources
from sheets_sync.commands import clock
from sheets_sync.facts import Context, Settings
from sheets_sync.papers import Desk, printed
from sheets_sync.probe import FOLDER, Probe
from sheets_sync.schema import Schemas, compile_schemas, compile_vocabulary
from sheets_sync.stores.base import SchoolStore, Shelf
from sheets_sync.stores.workbook import WorkbookStore


@dataclass(frozen=True, slots=True)
class School:
    """One school, ready for a run. ``folder`` is where its config.toml lies."""

    folder: Path
    settings: Settings
    store: SchoolStore
    desk: Desk
    context: Context
    probe: Probe
    shelf: Shelf | None = None

    @property
    def templates(self) -> Mapping[str, bytes]:
        """The templates of papers, the school's own laid over the shipped ones, by file name."""
        return resources.templates(self.folder / "templates")

    @property
    def lock(self) -> Path:
        """The lock file of a run."""
        return self.folder / FOLDER / "lock"


def opened(config_path: Path, moment: dt.datetime | None = None) -> School:
    """The school of a config file; ``moment`` stands for the present one in tests and the demo."""
    settings = config.load(config_path)
    folder = config_path.resolve().parent
    shipped, own = resources.schemas(), resources.overlay_files(folder / "schemas")
    schemas = compile_schemas(shipped, own, online=settings.online)
    vocabulary = compile_vocabulary(shipped, own)
    now = moment or clock.now(settings.timezone)
    store = _store(folder, settings, schemas, now)
    return School(
        folder,
        settings,
        store,
        Desk(folder / settings.papers_folder),
        Context(now.date(), now, settings, schemas, vocabulary),
        Probe(folder / FOLDER / "probe.json"),
        _shelf(store, settings, folder, now) if settings.online else None,
    )


def _shelf(store: SchoolStore, settings: Settings, folder: Path, now: dt.datetime) -> Shelf | None:
    """Where drafts of a school with its names in a spreadsheet can be opened."""
    from sheets_sync.stores.google import shelf_of

    memory = folder / FOLDER / "shelf.json"
    return shelf_of(store, printed, memory, now.date(), settings.papers_folder)


def _store(folder: Path, settings: Settings, schemas: Schemas, now: dt.datetime) -> SchoolStore:
    """The spreadsheet that the settings name, else the workbook, or both where names stay."""
    home = folder / settings.workbook
    if settings.google is None:
        return WorkbookStore(home, schemas, now)
    from sheets_sync.stores.google import opened as in_the_cloud  # half a second of imports

    if settings.personal_data == "cloud":
        return in_the_cloud(settings.google, folder, home, schemas, now)
    from sheets_sync.stores.joined_school import JoinedSchool
    from sheets_sync.stores.joint.halves import half

    shared = home.with_stem(f"{home.stem} (общая таблица)")
    cloud = in_the_cloud(settings.google, folder, shared, half(schemas, "cloud"), now)
    return JoinedSchool(WorkbookStore(home, half(schemas, "home"), now), cloud, schemas)
