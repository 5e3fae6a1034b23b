"""When a plan is dangerous: what memory knows is gone, or would be overwritten, at one stroke."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sheets_sync.changes import Change, SetCell
from sheets_sync.facts import BANKS, Context, Facts, Outcome, Record
from sheets_sync.rules.identity import entries_of
from sheets_sync.rules.pairs import APPROVALS
from sheets_sync.rules.stamps import last_run
from sheets_sync.schema import MEMORY
from sheets_sync.words import count

COPY = "откройте копию"
"""Whoever shows a danger and knows of a copy says here which."""

SHARE = 0.30
ROWS = 3
CELLS = 10
"""A table is in danger where over 30 % and over 3 of its rows are concerned, or over 10 cells."""


@dataclass(frozen=True, slots=True)
class Danger:
    """Something that looks like an accident; ``says`` tells what was and what is."""

    table: str
    says: str


def dangers(
    facts: Facts, outcome: Outcome, changes: Iterable[Change], context: Context
) -> tuple[Danger, ...]:
    """Everything that makes the plan unsafe, in the order of the tables."""
    found: list[Danger] = []
    memory = {row.text("id"): row for row in facts.rows(MEMORY)}
    found += _clock(facts, context)
    found += _register_gone(facts, memory, context)
    for table, schema in context.schemas.items():
        known = memory.get(f"#{table}")
        if known is not None:
            found += _headers(table, known, facts, context)
        if schema.prefix:
            found += _rows(table, facts, outcome, context)
    found += _undecided(facts, context)
    found += _memory_cells(list(changes), facts, context)
    return tuple({each.says: each for each in found}.values())  # two tables may share a tab


def _undecided(facts: Facts, context: Context) -> list[Danger]:
    """Approved pairs that lost «Решение» at one stroke: the column was sorted alone, or cleared."""
    approved = [row for row in facts.rows("pairs") if row.text("approved") and _decided(row)]
    lost = [row for row in approved if row.text("decision") not in APPROVALS]
    if not _many(len(lost), len(approved), ROWS):
        return []
    pairs = count(len(lost), "утверждённой пары", "утверждённых пар", "утверждённых пар")
    says = (
        f"На вкладке «{context.schemas['pairs'].tab}» разом сменилось «Решение» у {pairs}: похоже, "
        "отсортирован один столбец. Нажмите Ctrl+Z."
    )
    return [Danger("pairs", says)]


def _decided(row: Record) -> bool:
    """Whether the mentor of a row hangs on its decision: a pair from papers needs none."""
    return not (row.text("old_order_number") and row.date("old_order_date"))


def _clock(facts: Facts, context: Context) -> list[Danger]:
    last = last_run(facts)
    if last and context.today < last:
        says = (
            f"Часы компьютера отстали: сегодня {context.today:%d.%m.%Y}, а прошлая сверка была "
            f"{last:%d.%m.%Y}. Проверьте дату на компьютере."
        )
        return [Danger("", says)]
    return []


def _register_gone(facts: Facts, memory: object, context: Context) -> list[Danger]:
    if memory:
        return []
    for table, schema in context.schemas.items():
        if schema.prefix and any(row.text("id") for row in facts.rows(table)):
            what = "Очищена" if MEMORY in facts.headers else "Пропала"
            says = (
                f"{what} скрытая вкладка «_sync», память программы, а номера в таблице уже есть. "
                "Нажмите Ctrl+Z или верните вкладку из копии."
            )
            return [Danger(MEMORY, says)]
    return []


def _headers(table: str, known: Record, facts: Facts, context: Context) -> list[Danger]:
    schema = context.schemas[table]
    if table not in facts.headers:
        if not known.text("seen"):  # a person has let it go
            return []
        return [
            Danger(
                table, f"Пропала вкладка «{schema.tab}». Нажмите Ctrl+Z или верните её из копии."
            )
        ]
    gone = [name for name in known.text("seen").split() if name not in facts.headers[table]]
    named = ", ".join(f"«{schema.columns[name].header}»" for name in gone if name in schema.columns)
    if not named:
        return []
    return [
        Danger(table, f"На вкладке «{schema.tab}» пропали столбцы: {named}. Верните заголовки.")
    ]


def _rows(table: str, facts: Facts, outcome: Outcome, context: Context) -> list[Danger]:
    tab = context.schemas[table].tab
    entries = {own: entry for own, entry in entries_of(facts, table).items() if entry.present}
    if not entries:
        return []
    now = {
        str(filled.value): at.row
        for at, filled in outcome.cells.items()
        if at.table == table and at.column == "id" and filled.value
    }
    held = {row.text("id"): row.key for row in facts.rows(table)}
    gone = [own for own in entries if own not in now]
    if found := _gone(table, gone, len(entries), now, facts, context):
        return found
    moved = [own for own in entries if own in now and own in held and held[own] != now[own]]
    swapped = [own for own in moved if table == "pairs" and own in _on_paper(facts, table)]
    if swapped:
        says = (
            f"На вкладке «{tab}» в строках, по которым есть бумаги ({', '.join(swapped)}), теперь "
            "другие люди. Нажмите Ctrl+Z: в приказе они стоят иначе."
        )
        return [Danger(table, says)]
    if _many(len(moved), len(entries), ROWS):
        people = count(len(moved), "номер стоит", "номера стоят", "номеров стоят")
        says = (
            f"На вкладке «{tab}» {people} не у своих людей: похоже, отсортированы не все столбцы. "
            "Нажмите Ctrl+Z. Если сортировали нарочно, программа вернёт номера на место."
        )
        return [Danger(table, says)]
    return []


def _gone(
    table: str,
    gone: list[str],
    known: int,
    now: Mapping[str, str],
    facts: Facts,
    context: Context,
) -> list[Danger]:
    """Known rows that are no longer in the tab: all, many, or one that a paper hangs on."""
    schema = context.schemas[table]
    if not now or _many(len(gone), known, ROWS):
        left = known - len(gone)
        return [
            Danger(
                table,
                f"На вкладке «{schema.tab}» {_when(facts, context)} {_rows_were(table, known)}, "
                f"сейчас {f'из них {left}' if now else '0'}. "
                f"Случайно – нажмите Ctrl+Z или {COPY}.",
            )
        ]
    if papered := [own for own in gone if own in _on_paper(facts, table)]:
        named = ", ".join(papered)
        says = f"На вкладке «{schema.tab}» нет строк, по которым есть бумаги: {named}."
        return [Danger(table, f"{says} Нажмите Ctrl+Z или верните их из копии.")]
    return []


def _when(facts: Facts, context: Context) -> str:
    """The day of the last run as people call it."""
    last = last_run(facts)
    if last is None:
        return "в прошлый раз"
    near = {0: "сегодня", 1: "вчера"}
    return near.get((context.today - last).days, f"{last:%d.%m}")


def _rows_were(table: str, number: int) -> str:
    """«было 8 человек», «была 1 строка»."""
    one = number % 10 == 1 and number % 100 != 11
    if table in BANKS:
        return f"{'был' if one else 'было'} {count(number, 'человек', 'человека', 'человек')}"
    return f"{'была' if one else 'было'} {count(number, 'строка', 'строки', 'строк')}"


def _on_paper(facts: Facts, table: str) -> set[str]:
    """The ids of ``table`` that an order hangs on: its own line, and the pairs that are in it.

    Blanks of consents do not count: one that is thrown away is made again.
    """
    if table == "documents":
        entries = entries_of(facts, table)
        return {own for own, entry in entries.items() if _is_order(entry.key.split(" ")[0])}
    lines = facts.rows("documents") if table == "pairs" else ()
    ordered = [line for line in lines if _is_order(line.text("kind"))]
    return {own for line in ordered for own in line.text("subject").split()}


def _is_order(kind: str) -> bool:
    return kind.endswith("_order")


MADE_AGAIN = ("edition", "data_hash", "file_hash", "file", "marks", "differs", "alone_since")
"""What changes at once and rightly: editions after an answer on «Школа», many pairs approved."""


def _memory_cells(changes: list[Change], facts: Facts, context: Context) -> list[Danger]:
    found = []
    for table, schema in context.schemas.items():
        memory = set(schema.filled("memory")) - {"id", *MADE_AGAIN}
        if schema.hidden or not memory:
            continue
        over = sum(
            1
            for change in changes
            if isinstance(change, SetCell)
            and change.table == table
            and change.column in memory
            and change.old not in (None, "")
        )
        filled = sum(bool(row.values.get(name)) for row in facts.rows(table) for name in memory)
        if _many(over, filled, CELLS):
            cells = count(filled, "ячейки", "ячеек", "ячеек")
            says = f"На вкладке «{schema.tab}» разом сменилось бы многое: {over} из {cells}."
            found.append(Danger(table, f"{says} Проверьте последние правки."))
    return found


def _many(some: int, all_: int, least: int) -> bool:
    return some > least and some > SHARE * all_
