"""What a tab looks like, as data: its columns, their choices, the colours of everything."""

from __future__ import annotations

from dataclasses import dataclass

from sheets_sync.cells import Value
from sheets_sync.schema import Layout

ROWS = 2000
"""How far down a new tab is prepared."""
READY = 15
"""Lines of a tab whose every line has a formula of ours; such a tab has no more."""

FONT = "Arial"
"""Every Windows has it, and LibreOffice a face of the same widths."""
SIZE = 10
STOPS_COLOUR = "FFC7CE"
STOPS_INK = "9C0006"
ASKS_COLOUR = "FFEB9C"
ASKS_INK = "5F4B00"
SYNC_COLOUR = "F2F2F2"
SYNC_HEADER_COLOUR = "D9D9D9"
HEADER_COLOUR = "DCE6F1"
STALE_COLOUR = "FFC000"
STALE_INK = "5F3A00"
STALE_DAYS = 3
"""After so many days without a run the live line turns orange by itself."""

CHOOSE = "Выберите значение из списка."
"""Said where something that is no choice is typed under a drop-down."""

FOR_ORDER = "Нужно для приказа."
"""Said beside every question of a form whose answer an order needs."""


@dataclass(frozen=True, slots=True)
class DropDown:
    """The choices of a column: a column of a tab. ``strict`` warns about anything else.

    ``open`` says that people add to the column: it ends with its last filled row, wherever that
    is; an empty row at the end would be the first thing that Excel shows.
    """

    tab: str
    letter: str
    rows: int
    strict: bool
    open: bool = False
    first: int = 2

    @property
    def formula(self) -> str:
        """The range as a data validation has it."""
        first, all_ = f"'{self.tab}'!${self.letter}${self.first}", f"${self.letter}${self.rows}"
        if not self.open:
            return f"{first}:{all_}"
        last = f'SUMPRODUCT(MAX(({first}:{all_}<>"")*ROW({first}:{all_})))'
        return f"OFFSET({first},0,0,MAX(1,{last}-{self.first - 1}),1)"


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """One column (of a form: one question) as a new tab shows it.

    ``folded`` columns open with a click on «+»; a form marks an empty answer that is ``needed``.
    ``formula`` stands in every prepared line, with ``{row}`` for its number.
    """

    header: str
    width: int
    number_format: str
    centred: bool
    grey: bool
    hidden: bool
    folded: bool
    note: str
    drop_down: DropDown | None
    default: Value
    needed: bool
    formula: str = ""


@dataclass(frozen=True, slots=True)
class TabLook:
    """One tab. ``stops``, ``asks``: letters of the columns that name red and yellow cells.

    ``lead`` stands over everything, then the questions ``above`` the rows; ``rows`` are what a new
    tab holds, value by value of the columns; the book ``opens`` at this tab.
    """

    tab: str
    layout: Layout
    hidden: bool
    columns: tuple[ColumnLook, ...]
    stops: str = ""
    asks: str = ""
    lead: tuple[str, ...] = ()
    above: tuple[ColumnLook, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    colour: str = ""
    opens: bool = False

    @property
    def head(self) -> int:
        """The row of the headers; of a form too: its questions begin in the next one."""
        return header_row(len(self.lead) + len(self.above))

    @property
    def last(self) -> int:
        """The last row that is prepared."""
        return self.head + READY if any(each.formula for each in self.columns) else ROWS

    def rule(self, letter: str) -> str:
        """The conditional format of the block under the headers: is this one named in my row?"""
        return named_in(letter, self.head)


def named_in(letter: str, head: int, first: str = "A") -> str:
    """Whether column ``letter`` of its own row names the header of a cell under row ``head``.

    ``first`` is the first column of the block that the rule is for.
    """
    return f'ISNUMBER(FIND(";"&{first}${head}&";",${letter}{head + 1}))'


def header_row(above: int) -> int:
    """The row of the headers under so many lines: an empty one stands between."""
    return above + 2 if above else 1


@dataclass(frozen=True, slots=True)
class ListLook:
    """One list on «Справочники»."""

    header: str
    words: tuple[str, ...]
