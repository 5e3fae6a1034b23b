"""An assumption, whether it held, and what was seen; and the lines that say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sheets_sync.errors import SheetsSyncError
from tests.live.allowance import SpentError
from tests.live.scratch import Scratch

HELD, NOT_HELD, NOT_TRIED = "held", "not held", "not tried"


class Told(NamedTuple):
    """What a trial says of the claim ``name``; ``held`` None: it could not be tried."""

    name: str
    held: bool | None
    seen: object


@dataclass(frozen=True, slots=True)
class Trial:
    """Claims by name, and how they are tried; ``russian`` ones only where commas are decimal."""

    claims: Mapping[str, str]
    tried: Callable[[Scratch], Iterator[Told]]
    russian: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One line."""

    claim: str
    outcome: str
    seen: str

    def __str__(self) -> str:
        return f"{self.outcome:9}  {self.claim}: {self.seen}"


def findings(trial: Trial, scratch: Scratch) -> Iterator[Finding]:
    """Every claim of the trial, in their order; one that nothing was said of was not tried."""
    told: dict[str, Told] = {}
    why = "the trial ended before it"
    if trial.russian and not scratch.russian:
        why = f"the spreadsheet counts in {scratch.locale}, not in Russian"
    else:
        try:
            for each in trial.tried(scratch):
                told[each.name] = each
        except SheetsSyncError as error:
            why = error.says
        except SpentError as error:
            why = str(error)
        except (LookupError, ValueError) as error:  # an answer of another form than ever seen
            why = f"the answer was not understood: {type(error).__name__} {error}"
    for name, claim in trial.claims.items():
        yield _finding(claim, told.get(name, Told(name, None, why)))


def _finding(claim: str, told: Told) -> Finding:
    outcome = NOT_TRIED if told.held is None else HELD if told.held else NOT_HELD
    return Finding(claim, outcome, str(told.seen))


def counted(found: Iterable[Finding], calls: int) -> str:
    """The last line."""
    outcomes = [each.outcome for each in found]
    parts = (f"{outcomes.count(each)} {each}" for each in (HELD, NOT_HELD, NOT_TRIED))
    return f"{', '.join(parts)}; {calls} calls"
