"""What a new edition of a draft says otherwise than the one before: one line for people."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

_PARTS: Mapping[str, str] = {
    "school": "ответы на вкладке «Школа»",
    "basis": "ответы на вкладке «Школа»",
    "person": "данные человека",
    "other": "данные второго в паре",
    "pair": "срок или форма пары",
    "requests": "запросы",
    "candidates": "кандидаты",
    "barred": "кто не вошёл",
    "choice": "выбор",
}
"""The parts of a paper's data, as people know them; an order has its pairs besides."""


def marks(data: Mapping[str, Any]) -> str:
    """Every part of the data with a short mark of what it says: «П-001Ц:3f2a9c school:91be04»."""
    parts = {name: data[name] for name in _PARTS if name in data}
    parts |= {pair["pair_id"]: pair for pair in data.get("pairs", ())}
    return " ".join(f"{name}:{_short(value)}" for name, value in sorted(parts.items()))


def differs(before: str, data: Mapping[str, Any]) -> str:
    """«убрана П-003Л; добавлена П-007Ю; изменилось: данные человека», '' where nothing is known."""
    old, new = _read(before), _read(marks(data))
    if not old:
        return ""
    gone = [name for name in old if name not in new]
    fresh = [name for name in new if name not in old]
    changed = [name for name in new if name in old and old[name] != new[name]]
    named = dict.fromkeys(_PARTS.get(name, f"данные пары {name}") for name in changed)
    said = [
        f"{what}: {', '.join(names)}"
        for what, names in (("убрано", gone), ("добавлено", fresh), ("изменилось", list(named)))
        if names
    ]
    return "; ".join(said)


def _read(text: str) -> dict[str, str]:
    return dict(part.rsplit(":", 1) for part in text.split(" ") if ":" in part)


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:6]
