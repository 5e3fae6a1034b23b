"""The order about pairs: drafted on the tick «В приказ», its set fixed at «Отдано на подпись»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sheets_sync.facts import Context, Facts, Filled, Outcome, Problem, Record
from sheets_sync.rules.consents import Consents
from sheets_sync.rules.drafts import Wanted, drafted, is_fixed, known_as, lines_of
from sheets_sync.rules.identity import entries_of, register_cells
from sheets_sync.rules.pairs import APPROVALS, Pair, Register
from sheets_sync.rules.paper_data import order_data, unanswered
from sheets_sync.rules.refs import label
from sheets_sync.rules.school_year import year_of
from sheets_sync.schema import TableSchema

KIND = "pair_order"


def orders(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """A draft for the pairs that are ticked and complete; a problem for each that is not."""
    if "documents" not in facts.headers:  # the tab is gone: nothing could be registered
        return Outcome()
    now = facts.after(so_far)
    register = Register.of(now, context.today)
    lines = lines_of(now, KIND)
    fixed = {own for line in lines if is_fixed(line) for own in line.text("subject").split()}
    stopped = {
        each.row for each in so_far.problems if each.table == "pairs" and each.weight == "stops"
    }
    ready, problems = [], [*_undone(register, lines)]
    for pair in register.pairs:
        if (
            not pair.row.tick("in_order")
            or pair.closed
            or pair.from_papers
            or pair.row.text("id") in fixed
        ):
            continue
        lacking = _lacking(pair, register, now, context)
        if not lacking and pair.row.key not in stopped and pair.row.key not in _unclear(facts):
            ready.append(pair)
        problems += lacking
    draft = next((line for line in lines if not is_fixed(line)), None)
    out = _drafted(
        sorted(ready, key=lambda pair: pair.row.text("id")), draft, register, now, context
    )
    return out.joined(Outcome(problems=tuple(problems)))


def _undone(register: Register, lines: Sequence[Record]) -> Iterator[Problem]:
    """Pairs of an order that is fixed, whose decision somebody has taken back since."""
    fixed = {own: line for line in lines if is_fixed(line) for own in line.text("subject").split()}
    for pair in register.pairs:
        line = fixed.get(pair.row.text("id"))
        if line is None or pair.ended or pair.row.unclear.keys() & {"decision", "mentor"}:
            continue
        order = f"Пара уже в приказе {line.text('id')}"
        if pair.refused:
            says = f"{order}: отказ теперь – это «Закончена» и причина. Верните прежнее «Решение»."
            yield Problem("pairs", pair.row.key, "decision", "stops", says)
        elif not pair.approved:
            says = f"{order}, а решения нет. Верните прежнее «Решение»."
            yield Problem("pairs", pair.row.key, "decision", "stops", says)


def _unclear(facts: Facts) -> set[str]:
    return {each.row for each in facts.problems if each.table == "pairs" and each.weight == "stops"}


def _lacking(pair: Pair, register: Register, facts: Facts, context: Context) -> list[Problem]:
    """What keeps a ticked pair out of the order, each on the cell that is to be filled."""
    key = pair.row.key
    mentor = register.mentors.by_id.get(pair.approved)
    mentee = register.mentees.by_id.get(pair.mentee)
    if mentee is None:  # who is meant is asked about already
        return [Problem("pairs", key, "mentee", "stops", "")]
    if mentor is None and pair.approved:
        says = (
            f"Наставника {pair.approved} в банке больше нет. Верните его строку или решите заново."
        )
        return [Problem("pairs", key, "decision", "stops", says)]
    if mentor is None and pair.row.text("decision") in APPROVALS:  # asked about already
        return [Problem("pairs", key, "mentor", "stops", "")]
    if mentor is None:
        says = "Пара отмечена в приказ, а решения нет. Выберите «утвердить» в столбце «Решение»."
        return [Problem("pairs", key, "decision", "stops", says)]
    problems = _empty(pair.row, context.schemas["pairs"])
    if school := unanswered(facts, context):
        empty = ", ".join(f"«{header}»" for header in school)
        says = f"На вкладке «Школа» не заполнено: {empty}. Без этого приказ не составить."
        problems.append(Problem("pairs", key, "in_order", "stops", says))
    consents = Consents.of(facts, context.today)
    for person in (mentor, mentee):
        its = _empty(person, context.schemas[person.table])
        if "name" in person.unclear:  # a slip, or no patronymic: what is wrong is said already
            its.append(Problem(person.table, person.key, "name", "stops", ""))
        if consents.given(person):
            its = [each for each in its if each.column != "consent_from"]
            its += _lapsed(person, consents)
        if its:
            tab = context.schemas[person.table].tab
            says = f"В приказ пока не войдёт: {label(person)}, красное на вкладке «{tab}»."
            problems += [*its, Problem("pairs", key, "in_order", "stops", says)]
    return problems + _wrong_dates(pair.row)


def _empty(record: Record, schema: TableSchema) -> list[Problem]:
    problems = []
    for name, column in schema.columns.items():
        if column.needed_for == "order" and record.values.get(name) in (None, ""):
            if name not in record.unclear:
                says = f"Не заполнено: «{column.header}». Без этого пара не войдёт в приказ."
                problems.append(Problem(record.table, record.key, name, "stops", says))
            else:
                problems.append(Problem(record.table, record.key, name, "stops", ""))
    return problems


def _lapsed(person: Record, consents: Consents) -> list[Problem]:
    """A consent that does not hold today; what is wrong with it is said elsewhere."""
    if consents.valid(person):
        return []
    return [Problem(person.table, person.key, "consent_from", "stops", "")]


def _wrong_dates(row: Record) -> list[Problem]:
    """A term that ends before it begins; the sentence stands there already."""
    begins, ends = row.date("begins"), row.date("ends")
    if begins and ends and ends <= begins:
        return [Problem("pairs", row.key, "ends", "stops", "")]
    return []


def _drafted(
    pairs: Sequence[Pair],
    draft: Record | None,
    register: Register,
    facts: Facts,
    context: Context,
) -> Outcome:
    """The open draft brought up to date, or a new one; nothing if it says all that already."""
    if not pairs:
        return _emptied(draft, facts)
    year = year_of(facts, min(filter(None, (pair.row.date("begins") for pair in pairs))))
    subject = " ".join(pair.row.text("id") for pair in pairs)
    data = order_data(pairs, register, facts)
    return drafted([Wanted(KIND, subject, year, data, draft)], facts, context)


def _emptied(draft: Record | None, facts: Facts) -> Outcome:
    """An open draft whose last tick was taken back holds no pair; its file stays."""
    if draft is None or not draft.text("subject"):
        return Outcome()
    cells = {draft.at(name): Filled(None, "отметки сняты") for name in ("subject", "data_hash")}
    entry = known_as(draft.text("id"), KIND, "", entries_of(facts, "documents"))
    return Outcome(cells=cells).joined(register_cells(facts, "documents", [entry]))
