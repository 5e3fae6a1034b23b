"""The grey cells of papers: in «Пары» which order a pair is in, in «Документы» what a line is."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.facts import At, Context, Facts, Filled, Outcome, Problem, Record
from sheets_sync.rules.drafts import is_fixed, is_signed, lines_of
from sheets_sync.rules.kinds import KINDS
from sheets_sync.rules.orders import KIND
from sheets_sync.rules.pairs import Register
from sheets_sync.rules.refs import name, where


def documents(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """Title and people of every line, and the order of every pair that is in one."""
    now = facts.after(so_far)
    register = Register.of(now, context.today)
    lines = {line.text("id"): line for line in lines_of(now, KIND)}
    in_line = {pair: own for own, line in lines.items() for pair in line.text("subject").split()}
    cells: dict[At, Filled] = {}
    for pair in register.pairs:
        own = in_line.get(pair.row.text("id"), "")
        cells[pair.row.at("order_id")] = Filled(own or None, "приказ пары")
        cells[pair.row.at("order")] = Filled(_shown(lines.get(own)), "приказ пары")
    for line in now.rows("documents"):
        if not line.text("kind"):  # a line of staff's own: nothing in its grey cells is ours
            cells |= {line.at(n): Filled(None, "строка бумаги") for n in ("file", *_link(context))}
        kind = KINDS.get(line.text("kind"))
        if kind and line.text("id"):
            cells[line.at("paper")] = Filled(kind.title, "строка бумаги")
            people = "; ".join(_people(line, register, context))
            cells[line.at("about")] = Filled(people or None, "строка бумаги")
    return Outcome(cells=cells, problems=(*_renewed(now), *_on_tabs(now, context)))


def _link(context: Context) -> tuple[str, ...]:
    return ("link",) if "link" in context.schemas["documents"].columns else ()


def _on_tabs(facts: Facts, context: Context) -> Iterator[Problem]:
    """How to open a draft that is a tab of the spreadsheet: said once, on the first open line."""
    for line in facts.rows("documents"):
        if "#gid=" in line.text("link") and not is_fixed(line) and not is_signed(line):
            papers = context.settings.papers_folder
            says = (
                "Черновик – на отдельной вкладке этой таблицы: откройте её по ссылке и "
                f"распечатайте. Файл Word лежит в папке «{papers}» на школьном компьютере."
            )
            yield Problem("documents", line.key, "link", "asks", says)
            return


def _renewed(facts: Facts) -> Iterator[Problem]:
    """A later edition says what it says otherwise, until the paper is given to be signed."""
    for line in facts.rows("documents"):
        said, edition = line.text("differs"), line.number("edition") or 1
        if said and edition > 1 and not is_fixed(line) and not is_signed(line):
            says = f"Это редакция {edition}, прежняя лежит рядом. {said[0].upper()}{said[1:]}."
            yield Problem("documents", line.key, "file", "asks", says)


def _people(line: Record, register: Register, context: Context) -> list[str]:
    """Who the paper is about: the mentees of an order, the one who consents or seeks a mentor."""
    ids = line.text("subject").split()
    mentees = {pair.row.text("id"): pair.mentee for pair in register.pairs if pair.mentee}
    people = {**register.mentors.by_id, **register.mentees.by_id}
    kind = KINDS.get(line.text("kind"))
    found = ids[-1:] if kind and kind.of_one else [mentees.get(own, "") for own in ids]
    place = where(context, "documents", "about")
    return [name(people[own], place) for own in found if own in people]


def _shown(line: Record | None) -> str | None:
    if line is None:
        return None
    day, number = line.date("date"), line.text("number")
    return f"№ {number} от {day:%d.%m.%Y}" if day and number else line.text("id")
