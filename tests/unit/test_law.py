"""The law: a plan, once applied, leaves nothing to do; whatever the tables hold, in any order."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sheets_sync.cells import BLANK, Value, cell_of
from sheets_sync.changes import SetCell, apply
from sheets_sync.facts import Settings
from sheets_sync.ids import Id
from sheets_sync.plan import Plan
from sheets_sync.snapshot import Row, Snapshot
from tests import build

NAMES = (
    "Сковорода Павел Дмитриевич",
    "сковорода  павел дмитриевич",
    "Ковалёва Мария Фёдоровна",
    "Ковалева Мария Федоровна",
    "Ковалёва Мария Фёдоровна",
    "Мельник Мария Фёдоровна",
    "Цой Наталья",
    "Ким",
    "Ким 2",
    "«Гоголь» Ольга –",
    " ",
    None,
)
DATES: tuple[Value, ...] = (
    None,
    dt.date(2023, 9, 2),
    dt.date(2026, 9, 1),
    dt.date(2026, 9, 3),
    dt.date(2027, 5, 31),
    dt.date(9999, 12, 31),
    "01.09.2026",
    "2 сент.",
    "31.09.2026",
    "скоро",
)
CODES = (None, "ПП1", "пп-1 дисциплина", "МТ1", "ПР1 содержание предмета", "трудные дети")
IDS = (
    None,
    "М-001Л",
    "М-001",
    "М-002Щ",
    "M-002Щ",
    "Н-001П",
    "Н-002",
    "П-001Ц",
    "Д-001Щ",
    "#run",
    "?",
)
DECISIONS = (
    None,
    None,
    "беседую",
    "утвердить",
    "утвердить",
    "другой наставник",
    "отказ наставника",
)


def values(*choices: Value) -> st.SearchStrategy[Value]:
    return st.sampled_from(choices)


def table(**columns: st.SearchStrategy[Value]) -> st.SearchStrategy[list[dict[str, Value]]]:
    return st.lists(st.fixed_dictionaries(columns), max_size=4)


IDS_IN_CELLS = st.one_of(
    st.none(),
    values(*IDS),
    st.builds(lambda p, n: str(Id(p, n)), values("М", "Н", "П", "Д"), st.integers(1, 9)),
)
CONSENTS = {
    "consent_from": values(*DATES),
    "consent_to": values(None, None, dt.date(2026, 9, 2), "нет"),
}
PERSON = {
    "id": IDS_IN_CELLS,
    "name": values(*NAMES),
    "subject": values(None, "математика", "Физика", "танцы"),
    "position": values(None, "учитель"),
    "sex": values(None, "ж", "?"),
    "state": values(None, "в банке"),
    "answer": values(None, None, "разные", "знаю"),
    "answered": values(None, "знаю", "0123456789 9876543210"),
    **CONSENTS,
}
SNAPSHOTS = st.builds(
    build.snapshot,
    st.sampled_from([build.SCHOOL, {}, {**build.SCHOOL, "consent_years": "десять"}]),
    mentors=table(
        **PERSON,
        strength_1=values(*CODES),
        strength_2=values(*CODES),
        capacity=values(None, None, None, None, 1, "2", 7),
    ),
    mentees=table(**PERSON, request_1=values(*CODES), request_2=values(*CODES)),
    pairs=table(
        id=IDS_IN_CELLS,
        mentee=values(None, "Н-001", "н-001 Кто-то", "Н-002", "Цой Наталья", "Ким", "?", "«»"),
        decision=values(*DECISIONS),
        mentor=values(None, None, "М-001", "Сковорода П. Д.", "Ким", "никто"),
        mentor_consent=values(*DATES),
        mentee_consent=values(*DATES),
        begins=values(*DATES),
        ends=values(None, dt.date(2027, 5, 31)),
        in_order=values(None, "да", "нет", "может"),
        selection=values(None, None, "да", "может"),
        offered=values(None, "М-001Л", "М-002Щ", "М-009"),
        approved=values(None, None, "М-001Л", "М-002Щ"),
        seeded=values(None, "Н-001П", "Н-002Э"),
        order_id=values(None, None, "Д-001Щ", "Д-002"),
    ),
    documents=table(
        id=IDS_IN_CELLS,
        kind=values(None, "pair_order", "pair_order", "selection_sheet", "letter"),
        subject=values(None, "П-001Ц", "П-001Ц П-002Я", "Н-001П", "?"),
        number=values(None, None, "57-од"),
        date=values(*DATES),
        handed=values(None, None, dt.date(2026, 9, 1)),
        edition=values(None, 1, "?"),
        year=values(None, "2026-2027"),
        data_hash=values(None, "0"),
    ),
)
DAYS = st.sampled_from([dt.date(2026, 9, 2), dt.date(2026, 9, 3), dt.date(2028, 2, 29)])
SETTINGS = st.builds(
    lambda floor, stability: replace(build.SETTINGS, floor=floor, stability=stability),
    st.sampled_from([0, 20, 101]),
    st.sampled_from([0, 5]),
)
MANY = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])


def damaged(snap: Snapshot, chance: random.Random) -> Snapshot:
    """The memory of the sync with rows lost, doubled and spoilt, and its memory columns cleared."""
    rows = []
    for row in snap.tables["_sync"].rows:
        rows += [row] * chance.choice([0, 1, 1, 1, 1, 2])
    spoilt = [_spoilt(row, rows, chance) if chance.random() < 0.2 else row for row in rows]
    return build.with_rows(snap, "_sync", spoilt)


def _spoilt(row: Row, rows: Sequence[Row], chance: random.Random) -> Row:
    name = chance.choice(["id", "table", "key", "seen", "present", "origin", "was", "stamp"])
    cell = chance.choice(
        [BLANK, cell_of("?"), cell_of("2026-09-02"), chance.choice(rows).cell(name)]
    )
    return replace(row, cells={**row.cells, name: cell})


def shuffled(snap: Snapshot, chance: random.Random) -> Snapshot:
    return build.arranged(snap, lambda rows: chance.sample(rows, len(rows)))


def as_data(plan: Plan) -> list[dict[str, object]]:
    return [change.as_data() for change in plan.changes]


def settled(snap: Snapshot, day: dt.date, chosen: Settings) -> Snapshot:
    """The state after a run, after which nothing is left to do."""
    after = apply(snap, build.plan(snap, day, chosen).written)
    left = build.plan(after, day, chosen)
    assert as_data(left) == []
    assert left.papers == ()
    assert left.written == ()
    return after


@MANY
@given(SNAPSHOTS, DAYS, SETTINGS)
def test_a_plan_once_applied_leaves_nothing_to_do(
    snap: Snapshot, day: dt.date, chosen: Settings
) -> None:
    settled(snap, day, chosen)


@MANY
@given(SNAPSHOTS, DAYS, SETTINGS, st.randoms(use_true_random=False))
def test_the_law_holds_for_a_memory_that_is_damaged(
    snap: Snapshot, day: dt.date, chosen: Settings, chance: random.Random
) -> None:
    after = build.run(snap, dt.date(2026, 9, 2), chosen)
    settled(damaged(after, chance), day, chosen)


@MANY
@given(SNAPSHOTS, SNAPSHOTS, DAYS, SETTINGS)
def test_the_law_holds_for_tables_under_another_schools_memory(
    snap: Snapshot, other: Snapshot, day: dt.date, chosen: Settings
) -> None:
    memory = build.run(other, dt.date(2026, 9, 2), chosen).tables["_sync"]
    settled(replace(snap, tables={**snap.tables, "_sync": memory}), day, chosen)


@MANY
@given(SNAPSHOTS, DAYS, SETTINGS, st.randoms(use_true_random=False))
def test_the_plan_is_the_same_in_any_order_of_the_rows(
    snap: Snapshot, day: dt.date, chosen: Settings, chance: random.Random
) -> None:
    worn = damaged(build.run(snap, dt.date(2026, 9, 2), chosen), chance)
    for one in (snap, worn):
        first = build.plan(one, day, chosen)
        second = build.plan(shuffled(one, chance), day, chosen)
        assert as_data(first) == as_data(second)
        assert first.hash == second.hash
        assert first.papers == second.papers
        assert set(first.problems) == set(second.problems)


@MANY
@given(SNAPSHOTS, DAYS, SETTINGS)
def test_no_plan_touches_a_cell_of_staffs(snap: Snapshot, day: dt.date, chosen: Settings) -> None:
    for change in build.plan(snap, day, chosen).written:
        if isinstance(change, SetCell):
            owner = build.SCHEMAS[change.table].columns[change.column].filled_by
            assert (owner, change.authority) == ("sync", "sync")


@MANY
@given(SNAPSHOTS, DAYS, SETTINGS)
def test_no_id_stands_on_two_rows_after_a_run(
    snap: Snapshot, day: dt.date, chosen: Settings
) -> None:
    after = build.run(snap, day, chosen)
    for name in ("mentors", "mentees", "pairs", "documents"):
        held = [text for text in build.column(after, name, "id") if text]
        assert len(held) == len(set(held))
        assert all(
            isinstance(text, str) and text.startswith(build.SCHEMAS[name].prefix) for text in held
        )


def test_a_line_of_somebody_that_was_spoilt_into_one_of_a_tab_changes_nothing_twice() -> None:
    mentees = [{"name": "Цой Ян Ли", "request_1": "ПП1"}]
    snap = build.run(build.snapshot(mentees=mentees), dt.date(2026, 9, 2))
    rows = []
    for row in snap.tables["_sync"].rows:
        rows.append(row)
        if row.cell("table").shown == "mentees":
            rows.append(replace(row, cells={**row.cells, "table": cell_of("tab")}))
    settled(build.with_rows(snap, "_sync", rows), dt.date(2026, 9, 3), build.SETTINGS)
