"""What a person does in «Пары»: she decides on what she sees there, and asks for orders."""

from __future__ import annotations

from tests.google.chaos.desk import Act, Desk, tab_of

PAIRS = "pairs"


def decides(desk: Desk, table: str, pick: int) -> None:
    """«утвердить» beside a suggestion."""
    _types(desk, pick, "decision", "утвердить")


def talks(desk: Desk, table: str, pick: int) -> None:
    """«беседую», or a refusal."""
    _types(desk, pick, "decision", ("беседую", "отказ наставляемого")[pick % 2])


def takes_back(desk: Desk, table: str, pick: int) -> None:
    """A decision is emptied."""
    _types(desk, pick, "decision", "")


def names_another(desk: Desk, table: str, pick: int) -> None:
    """Somebody of the bank into «Наставник (если другой)», and the decision beside it."""
    row = desk.row("mentors", pick // 3)
    own, name = desk.cell("mentors", row, "id"), desk.cell("mentors", row, "name")
    if own.startswith("М-") and name:
        _types(desk, pick, "mentor", f"{own} {name}")
        _types(desk, pick, "decision", ("другой наставник", "утвердить")[pick % 2])


def orders(desk: Desk, table: str, pick: int) -> None:
    """A block over a row, from the decision to «В приказ»."""
    at, row = desk.columns(PAIRS), desk.row(PAIRS, pick)
    if "decision" in at and desk.rows(PAIRS):
        line = ["утвердить", "", *["01.09.2026"] * 2, "03.09.2026", "31.05.2027", "да"]
        desk.hands.paste(tab_of(PAIRS), row, at["decision"], [line])


def ticks(desk: Desk, table: str, pick: int) -> None:
    """«В приказ», or not."""
    _types(desk, pick, "in_order", ("да", "")[pick % 2])


def _types(desk: Desk, pick: int, name: str, text: str) -> None:
    at = desk.columns(PAIRS)
    if name in at and desk.rows(PAIRS):
        desk.hands.type(tab_of(PAIRS), desk.row(PAIRS, pick), at[name], text)


DECIDING: dict[str, Act] = {
    act.__name__: act for act in (decides, talks, takes_back, names_another, orders, ticks)
}
