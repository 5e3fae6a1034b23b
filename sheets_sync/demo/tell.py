"""What the story tells of a step, every figure counted in what the program really said."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from sheets_sync.demo.curator import Decided, is_order, offers
from sheets_sync.facts import Problem
from sheets_sync.intake.into import Rows
from sheets_sync.intake.understood import Understood
from sheets_sync.plan import Plan, address
from sheets_sync.snapshot import Row, Snapshot
from sheets_sync.sync import Report
from sheets_sync.values.dates import MONTHS
from sheets_sync.words import count, shortened

PEOPLE = ("человек", "человека", "человек")
PAIRS = ("пара", "пары", "пар")
HOLDS = {
    "mentors": "банк наставников",
    "mentees": "банк наставляемых",
    "pairs": "пары с прежними приказами",
}
EXAMPLES = 3
LONGEST = 170


def day_of(day: dt.date) -> str:
    """«13 ноября»."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def recognised(understood: Understood, rows: Rows) -> Iterator[str]:
    """What was recognised in the old workbook, and what was left out."""
    for tab in understood.tabs:
        if tab.holds:
            number = sum(row.table == tab.holds for row in rows.added)
            forms = PAIRS if tab.holds == "pairs" else PEOPLE
            known = sum(bool(column.field) for column in tab.columns)
            yield (
                f"«{tab.name}» – {HOLDS[tab.holds]}: {count(number, *forms)}; "
                f"узнано столбцов: {known} из {len(tab.columns)}."
            )
    lines = [f"«{line.text}»" for tab in understood.tabs for line in tab.lines]
    empty = [f"«{tab.name}»" for tab in understood.tabs if not tab.columns]
    yield f"Пропущено: строка итогов {', '.join(lines)}, пустая вкладка {', '.join(empty)}."


def guessed(preview: Iterable[str], rows: Rows) -> Iterator[str]:
    """How much of the preview was respelt, guessed or not understood, with an example each."""
    parts = _parts(preview)
    respelt, unclear = parts["Исправлено написание"], parts["Понято не до конца"]
    guesses = sum(line.rpartition(": ")[2].count(", ") + 1 for line in parts["Догадки"])
    yield f"Исправлено написание имён: {len(respelt)}. Например: {respelt[0]}."
    yield f"Догадки: {guesses} (пол, «ё», категория, год). Они только показаны, в таблице их нет."
    yield f"Понято не до конца: {len(unclear)}. Например: {unclear[0]}."
    yield f"Решать людям: {len(rows.left)}. {rows.left[0]}"


def _parts(preview: Iterable[str]) -> dict[str, list[str]]:
    """The indented lines of the preview under the beginning of their title."""
    out: dict[str, list[str]] = {}
    title = ""
    for line in preview:
        if line.startswith("  "):
            out[title].append(line.strip())
        elif line:
            title = line.partition(".")[0].partition(":")[0]
            out[title] = []
    return out


def examples(seen: Snapshot) -> Iterator[tuple[str, str]]:
    """Three offers that differ most in their reasons: who to whom, and why."""
    rows = sorted(offers(seen), key=lambda row: len(row.cell("why").shown))
    for row in (rows[0], rows[len(rows) // 2], rows[-1])[:EXAMPLES]:
        yield f"{row.cell('mentee').shown} – {row.cell('offer').shown}", row.cell("why").shown


def red(seen: Snapshot, plan: Plan) -> list[str]:
    """The cells that stop the next step, and what to do in each."""
    return [
        f"{address(seen, each)}: {shortened(each.says, LONGEST)}"
        for each in _problems(plan, "stops")
    ]


def left_out(seen: Snapshot, plan: Plan) -> list[str]:
    """The ticked pairs that no order takes yet, and what each lacks."""
    says: dict[str, list[str]] = {}
    for each in _problems(plan, "stops"):
        if each.table == "pairs":
            says.setdefault(each.row, []).append(each.says)
    rows = [row for row in seen.tables["pairs"].rows if row.key in says]
    return [
        f"{row.cell('id').shown}, {row.cell('mentee').shown}: {' '.join(says[row.key])}"
        for row in rows
    ]


def asked(plan: Plan) -> int:
    """How many notes only ask."""
    return len(_problems(plan, "asks"))


def _problems(plan: Plan, weight: str) -> list[Problem]:
    return [each for each in plan.problems if each.says and each.weight == weight]


def urgent(seen: Snapshot) -> list[str]:
    """The lines of «Что горит», shortened to what to do about whom."""
    rows = [row for row in seen.tables["attention"].rows if row.cell("what").shown]
    return [_urgent(row) for row in sorted(rows, key=lambda row: int(row.cell("id").shown))]


def _urgent(row: Row) -> str:
    until = row.cell("until").value
    by = f"До {until:%d.%m.%Y} · " if isinstance(until, dt.date) else ""
    return f"{by}{row.cell('what').shown} · {row.cell('about').shown}"


def answers(decided: Decided) -> str:
    """«утвердить» – 12, …: the decisions that were typed."""
    said = {
        "утвердить": decided.approved,
        "другой наставник": decided.other,
        "отказ наставника": decided.refused,
        "беседую": decided.talks,
        "отложить до": decided.put_off,
    }
    return ", ".join(f"«{word}» – {len(rows)}" for word, rows in said.items())


def blanks(report: Report) -> str:
    """How many blanks of each kind were made."""
    kinds = Counter(name.partition(",")[0] for name in report.drafts)
    return ", ".join(f"«{kind}» – {number}" for kind, number in sorted(kinds.items()))


def instead(seen: Snapshot, refused: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Who is offered after a refusal, and why."""
    for old in refused:
        mentee = old.cell("mentee").shown
        for row in offers(seen):
            if row.cell("mentee").shown == mentee:
                was, now = old.cell("offer").shown, row.cell("offer").shown
                yield f"{mentee}: был вариант {was}, теперь – {now}", row.cell("why").shown


def pairs_of(seen: Snapshot, line: Row) -> list[Row]:
    """The pairs that an order names."""
    own = line.cell("subject").shown.split()
    return [row for row in seen.tables["pairs"].rows if row.cell("id").shown in own]


def order_lines(seen: Snapshot) -> list[Row]:
    """The orders about pairs in «Документы», the oldest first."""
    rows = [row for row in seen.tables["documents"].rows if is_order(row)]
    return sorted(rows, key=lambda row: row.cell("id").shown)


def states(pairs: Iterable[Row]) -> str:
    """«работает» – 8, …: pairs by their state."""
    held = Counter(row.cell("state").shown for row in pairs)
    return ", ".join(f"«{state}» – {number}" for state, number in held.most_common())
