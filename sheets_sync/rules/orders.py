"""The order about pairs: drafted on the tick «В приказ», its set fixed at «Отдано на подпись»."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sheets_sync.cells import Value
from sheets_sync.facts import At, Context, Facts, Filled, Outcome, PaperRequest, Problem, Record
from sheets_sync.ids import Id, read_id
from sheets_sync.rules import consents
from sheets_sync.rules.identity import document_key, entries_of, highest, register_cells
from sheets_sync.rules.pairs import APPROVALS, Pair, Register
from sheets_sync.rules.refs import label
from sheets_sync.rules.register import Entry
from sheets_sync.schema import TableSchema

KIND = "pair_order"
TITLE = "Приказ о закреплении наставнических пар"


def orders(facts: Facts, so_far: Outcome, context: Context) -> Outcome:
    """A draft for the pairs that are ticked and complete; a problem for each that is not."""
    now = facts.after(so_far)
    register = Register.of(now)
    fixed = {own for line in _lines(now) if is_fixed(line) for own in line.text("subject").split()}
    stopped = {
        each.row for each in so_far.problems if each.table == "pairs" and each.weight == "stops"
    }
    ready, problems = [], list[Problem]()
    for pair in register.pairs:
        if not pair.row.tick("in_order") or pair.refused or pair.row.text("id") in fixed:
            continue
        lacking = _lacking(pair, register, now, context)
        if not lacking and pair.row.key not in stopped and pair.row.key not in _unclear(facts):
            ready.append(pair)
        problems += lacking
    draft = next((line for line in _lines(now) if not is_fixed(line)), None)
    out = _drafted(
        sorted(ready, key=lambda pair: pair.row.text("id")), draft, register, now, context
    )
    return out.joined(Outcome(cells=_mirrors(now, out), problems=tuple(problems)))


def is_fixed(line: Record) -> bool:
    """Whether the paper has been given to be signed: its set of pairs changes no more."""
    return bool(line.date("handed") or line.date("date") or line.text("number"))


def is_signed(line: Record) -> bool:
    """Number and date typed = signed."""
    return bool(line.date("date") and line.text("number"))


def _lines(facts: Facts) -> list[Record]:
    found = [row for row in facts.rows("documents") if row.text("kind") == KIND and row.text("id")]
    return sorted(found, key=lambda row: row.text("id"))


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
    school = _empty(facts.form("school"), context.schemas["school"])
    if school:
        empty = ", ".join(f"«{context.schemas['school'].columns[e.column].header}»" for e in school)
        says = f"На вкладке «Школа» не заполнено: {empty}. Без этого приказ не составить."
        problems.append(Problem("pairs", key, "in_order", "stops", says))
    years = consents.term(facts)
    for person in (mentor, mentee):
        its = _empty(person, context.schemas[person.table])
        begins = person.date("consent_from")
        if begins and not consents.valid(person, years, context.today):
            its.append(_lapsed(person, years, context.today))
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


def _lapsed(person: Record, years: int, today: dt.date) -> Problem:
    last = consents.ends(person, years)
    begins = person.date("consent_from")
    if begins and begins > today:
        says = f"Согласие на ПДн начнётся только {begins:%d.%m.%Y}. Проверьте дату."
        return Problem(person.table, person.key, "consent_from", "stops", says)
    says = f"Согласие на ПДн закончилось {last:%d.%m.%Y}. Возьмите новое и впишите его дату."
    return Problem(person.table, person.key, "consent_from", "stops", says)


def _wrong_dates(row: Record) -> list[Problem]:
    begins, ends = row.date("begins"), row.date("ends")
    if begins and ends and ends <= begins:
        says = f"«Срок по» ({ends:%d.%m.%Y}) должен быть позже, чем «Срок с» ({begins:%d.%m.%Y})."
        return [Problem("pairs", row.key, "ends", "stops", f"{says} Проверьте даты.")]
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
    year = school_year(min(filter(None, (pair.row.date("begins") for pair in pairs))))
    data = _data(pairs, register, facts)
    digest = _digest(data)
    if draft is not None and draft.text("data_hash") == digest:
        return Outcome()
    known = entries_of(facts, "documents")
    schema = context.schemas["documents"]
    numbers = [read.number for text in known if (read := read_id(text))]
    last = max([highest(facts, schema), *numbers])
    own = draft.text("id") if draft else str(Id(schema.prefix, last + 1))
    key = draft.key if draft else f"+{own}"
    edition = (draft.number("edition") or 0) + 1 if draft else 1
    while file_name(year, own, edition) in context.occupied:
        edition += 1
    subject = " ".join(pair.row.text("id") for pair in pairs)
    values: dict[str, Value] = {
        "id": own,
        "kind": KIND,
        "subject": subject,
        "year": year,
        "edition": edition,
        "data_hash": digest,
        "file_hash": None,
    }
    cells = {
        At("documents", key, name): Filled(v, "черновик приказа") for name, v in values.items()
    }
    entry = known.get(own) or Entry(own, "")
    kept = Entry(own, document_key(KIND, subject), entry.seen, True, entry.origin, "")
    paper = PaperRequest(KIND, key, file_name(year, own, edition), {**data, "edition": edition})
    out = Outcome(cells=cells, new_rows=() if draft else (("documents", key),), papers=(paper,))
    return out.joined(register_cells(facts, "documents", [kept]))


def _emptied(draft: Record | None, facts: Facts) -> Outcome:
    """An open draft whose last tick was taken back holds no pair; its file stays."""
    if draft is None or not draft.text("subject"):
        return Outcome()
    cells = {draft.at(name): Filled(None, "отметки сняты") for name in ("subject", "data_hash")}
    entry = entries_of(facts, "documents").get(draft.text("id")) or Entry(draft.text("id"), "")
    kept = replace(entry, key=document_key(KIND, ""))
    return Outcome(cells=cells).joined(register_cells(facts, "documents", [kept]))


def _data(pairs: Sequence[Pair], register: Register, facts: Facts) -> dict[str, Any]:
    school = facts.form("school")
    names = "full_name short_name place director_name director_title director_sex".split()
    names += "curator_name curator_title curator_sex".split()
    return {
        "school": {name: school.text(name) for name in names},
        "basis": school.text("basis"),
        "pairs": [_pair_data(pair, register) for pair in pairs],
    }


def _pair_data(pair: Pair, register: Register) -> dict[str, Any]:
    def day(column: str) -> str:
        value = pair.row.date(column)
        return value.isoformat() if value else ""

    return {
        "pair_id": pair.row.text("id"),
        "mentor": _person(register.mentors.by_id[pair.approved]),
        "mentee": _person(register.mentees.by_id[pair.mentee]),
        "mentor_consent": day("mentor_consent"),
        "mentee_consent": day("mentee_consent"),
        "from": day("begins"),
        "to": day("ends"),
    }


def _person(record: Record) -> dict[str, str]:
    return {
        "id": record.text("id"),
        "full_name": record.text("name"),
        "title": record.text("position"),
        "sex": record.text("sex"),
    }


def _digest(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def school_year(day: dt.date) -> str:
    """«2026-2027»; a year that begins in August or later."""
    first = day.year if day.month >= 8 else day.year - 1
    return f"{first}-{first + 1}"


def _mirrors(facts: Facts, out: Outcome) -> dict[At, Filled]:
    """The grey cells: in «Пары» which order a pair is in, in «Документы» what a line is about."""
    after = facts.after(out)
    lines = {line.text("id"): line for line in _lines(after)}
    in_line = {pair: own for own, line in lines.items() for pair in line.text("subject").split()}
    register = Register.of(after)
    cells: dict[At, Filled] = {}
    for pair in register.pairs:
        own = in_line.get(pair.row.text("id"), "")
        cells[pair.row.at("order_id")] = Filled(own or None, "приказ пары")
        cells[pair.row.at("order")] = Filled(_shown(lines.get(own)), "приказ пары")
    names = {pair.row.text("id"): pair for pair in register.pairs}
    for line in lines.values():
        its = [names[own] for own in line.text("subject").split() if own in names]
        people = [register.mentees.by_id[pair.mentee] for pair in its if pair.mentee]
        cells[line.at("paper")] = Filled(TITLE, "строка бумаги")
        cells[line.at("about")] = Filled("; ".join(map(label, people)) or None, "строка бумаги")
        name = file_name(line.text("year"), line.text("id"), line.number("edition") or 1)
        cells[line.at("file")] = Filled(name, "строка бумаги")
    return cells


def _shown(line: Record | None) -> str | None:
    if line is None:
        return None
    day = line.date("date")
    return (
        f"№ {line.text('number')} от {day:%d.%m.%Y}"
        if day and line.text("number")
        else line.text("id")
    )


def file_name(year: str, own: str, edition: int) -> str:
    """The key of a draft, readable: kind, school year, number of the line, edition."""
    return f"{TITLE} {year}, {own}, ред. {edition}.docx"
