"""The kinds of papers: what each is called, which template it is filled into, when it is due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sheets_sync.rules.pairs import Pair


@dataclass(frozen=True)
class Kind:
    """A kind of paper: its Russian ``title`` and the file it is filled into, "" where none.

    An ``order`` is the director's: one for many people; what is about one person is kept quieter.
    ``of_one``: that person's id is the last of its subject. A kind with ``due`` is plain: drafted
    for the mentor of each pair of which this is true (`plain_papers`), in usual words
    (`papers.plain`); a rule of its own drafts any other.
    """

    name: str
    title: str
    template: str = ""
    order: bool = False
    of_one: bool = False
    due: Callable[[Pair], bool] | None = None


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "pair_order", "Приказ о закреплении наставнических пар", "pair_order.docx", order=True
        ),
        Kind(
            "data_consent",
            "Согласие на обработку персональных данных",
            "data_consent.docx",
            of_one=True,
        ),
        Kind(
            "mentoring_consent",
            "Согласие на наставничество",
            "mentoring_consent.docx",
            of_one=True,
        ),
        Kind("selection_sheet", "Лист подбора", "selection_sheet.docx", of_one=True),
        # An order signed before the workbook was kept: it is entered, never written.
        Kind("old_order", "Прежний приказ о закреплении"),
    )
}
