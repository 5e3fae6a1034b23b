"""What papers, the plan, the form «Школа» and red cells wait for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sheets_sync.facts import Context, Outcome, Problem, Record
from sheets_sync.rules.drafts import is_signed
from sheets_sync.rules.kinds import KINDS
from sheets_sync.rules.orders import KIND
from sheets_sync.rules.paper_data import unanswered
from sheets_sync.rules.urgent.scene import (
    CARRY_OUT,
    CURATOR,
    PATIENCE,
    RESPONSIBLE,
    SECRETARY,
    Item,
    Scene,
)
from sheets_sync.words import count, quoted


def cells(problems: Iterable[Problem], so_far: Outcome, context: Context) -> Iterator[Item]:
    """Red cells, tab by tab."""
    red: dict[str, set[tuple[str, str]]] = {}
    for each in problems:
        if each.weight == "stops" and each.row and (each.table, each.row) not in so_far.quieted:
            red.setdefault(each.table, set()).add((each.row, each.column))
    for table, cells in red.items():
        tab = context.schemas[table].tab
        number = count(len(cells), "красную ячейку", "красные ячейки", "красных ячеек")
        why = "Они мешают следующему шагу. Что вписать, сказано рядом, в «Замечаниях»."
        yield Item(f"Поправить {number}", f"вкладка «{tab}»", why, tab, rank=1)


def school(scene: Scene) -> Iterator[Item]:
    if empty := unanswered(scene.facts, scene.context):
        number = count(len(empty), "вопрос", "вопроса", "вопросов")
        why = f"Без ответов не составить бланки и приказ. Первый: {quoted(empty[0])}."
        tab = scene.tab("school")
        yield Item(f"Ответить на {number}", f"вкладка «{tab}»", why, tab, empty[0], rank=2)


def order(line: Record, scene: Scene) -> Iterator[Item]:
    own, handed = line.text("id"), line.date("handed")
    if not line.text("subject") or is_signed(line):
        return
    about, tab = f"{own}, {KINDS[KIND].title.lower()}", scene.tab("documents")
    if handed is None:
        why = "Черновик готов. Отдан – впишите дату в «Отдано на подпись»."
        yield Item("Отдать приказ на подпись", about, why, tab, own)
    elif (days := (scene.today - handed).days) >= PATIENCE:
        told = count(days, "день", "дня", "дней")
        why = f"На подписи {told}. Подписан – впишите номер и дату."
        yield Item("Узнать, подписан ли приказ", about, why, tab, own, handed, SECRETARY)


def activity(row: Record, scene: Scene) -> Iterator[Item]:
    ends = row.date("planned_to")
    if ends and ends < scene.today and not row.date("done"):
        who = row.text("responsible") or CURATOR
        about = f"{row.key} {row.text('activity')}"
        if scene.where == "cloud":  # nothing of what staff typed is sent on in a sentence of ours
            who, about = RESPONSIBLE, row.key
        why = f"Срок был {ends:%d.%m.%Y}. Сделано – впишите дату в «Выполнено»."
        yield Item(CARRY_OUT, about, why, scene.tab("roadmap"), row.key, ends, who, 7)
