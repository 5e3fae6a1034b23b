"""All trials one after another, told line by line; what was made is taken away whatever happens."""

from __future__ import annotations

from collections.abc import Generator

from sheets_sync.errors import SheetsSyncError
from sheets_sync.stores.google.client import RefusedBatch
from tests.live.allowance import CALLS, SpentError
from tests.live.findings import HELD, Finding, Trial, counted, findings
from tests.live.scratch import TABS, OccupiedError, Scratch
from tests.live.trials import (
    exchange,
    files,
    fills,
    generations,
    lines,
    looks,
    lookups,
    typed,
)

TRIALS: tuple[Trial, ...] = (
    exchange.TRIAL,
    lookups.TRIAL,
    looks.TRIAL,
    generations.TRIAL,
    lines.TRIAL,
    fills.TRIAL,
    typed.TRIAL,
    files.TRIAL,
)
ALL_HELD, FAILED, NOT_ALL = 0, 1, 3


def trying(scratch: Scratch) -> Generator[str | int]:
    """The lines to be printed, and at last the exit code: 0 all held, 3 not, 1 could not begin or
    something was left behind."""
    titles = ", ".join(f"«{tab.title}»" for tab in TABS.values())
    claims = sum(len(trial.claims) for trial in TRIALS)
    yield (
        f"Makes {len(TABS)} tabs of its own in the spreadsheet {scratch.file} ({titles}), tries "
        f"{claims} assumptions in at most {CALLS} calls and 5 minutes, and takes away what it "
        "made; no other tab is touched."
    )
    found: list[Finding] = []
    left = ""
    try:
        scratch.open()
        for trial in TRIALS:
            for finding in findings(trial, scratch):
                found.append(finding)
                yield str(finding)
    except OccupiedError as error:
        yield f"Nothing was made: {error}. Rename or delete that tab."
        yield FAILED
        return
    except SheetsSyncError as error:
        yield error.says
    except (SpentError, RefusedBatch) as error:
        yield f"Could not begin: {error}"
    finally:
        left = _cleaned(scratch)
    yield f"Cleaning up: {left or 'the spreadsheet is as it was'}"
    yield counted(found, scratch.allowance.calls)
    if left or len(found) < claims:
        yield FAILED
    else:
        yield ALL_HELD if all(each.outcome == HELD for each in found) else NOT_ALL


def _cleaned(scratch: Scratch) -> str:
    """What is left behind, in words."""
    try:
        return scratch.clean()
    except (SheetsSyncError, SpentError, RefusedBatch, LookupError) as error:
        titles = ", ".join(tab.title for tab in TABS.values())
        return f"failed ({type(error).__name__}); delete the tabs {titles} by hand"
