"""The kinds of papers: what each is called and which template it is filled into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of paper: its Russian ``title`` and the file it is filled into, "" where none.

    An ``order`` is the director's: one for many people; what is about one person is kept quieter.
    """

    name: str
    title: str
    template: str = ""
    order: bool = False


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "pair_order", "Приказ о закреплении наставнических пар", "pair_order.docx", order=True
        ),
        Kind("data_consent", "Согласие на обработку персональных данных", "data_consent.docx"),
        Kind("mentoring_consent", "Согласие на наставничество", "mentoring_consent.docx"),
        Kind("selection_sheet", "Лист подбора", "selection_sheet.docx"),
        # An order signed before the workbook was kept: it is entered, never written.
        Kind("old_order", "Прежний приказ о закреплении"),
    )
}
