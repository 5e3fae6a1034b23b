"""What the doctor says: one finding, and how much it weighs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["хорошо", "взглянуть", "мешает"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: all right, worth a look, or in the way of a run."""

    weight: Verdict
    says: str
