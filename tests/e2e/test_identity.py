"""Ids through what people do to a workbook: an id stays with its person, and is given once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from sheets_sync.demo import Typed
from tests.e2e.staff import Folder

TAB = "Наставляемые"
NAMES = (
    "Астахова Вера Львовна",
    "Быков Лев Ильич",
    "Волкова Майя Юрьевна",
    "Гусев Яков Фомич",
    "Дроздова Зоя Павловна",
    "Ежов Марк Олегович",
)


def person(name: str) -> Mapping[str, Typed]:
    """Somebody's row."""
    return {
        "ФИО": name,
        "Предмет": f"предмет {name.split()[0]}",
        "Запрос 1 (главный)": "МТ1",
        "Год начала работы": 2010 + sum(map(ord, name)) % 14,
    }


@dataclass
class Bank:
    """A bank of mentees, and every id that anybody in it was ever seen with."""

    school: Folder
    seen: dict[str, str] = field(default_factory=dict)

    def run(self) -> dict[str, str]:
        """One run; nobody's id may have been somebody else's, nor stand twice. Name -> id."""
        self.school.run()
        lines = list(self.school.rows(TAB).values())
        ids = [str(line["№"]) for line in lines if line.get("№")]
        assert len(ids) == len(set(ids)), ids
        for line in lines:
            own, name = str(line.get("№", "")), str(line.get("ФИО"))
            if own:
                assert self.seen.setdefault(own, name) == name
        before = self.school.files
        self.school.run()
        assert self.school.files == before
        return self.school.ids(TAB)

    def row_of(self, name: str) -> int:
        """Where somebody stands."""
        return next(r for r, line in self.school.rows(TAB).items() if line.get("ФИО") == name)

    def copy(self, source: int, target: int, *, move: bool = False) -> None:
        """Copy a whole row over another, as copy and paste do; or cut and paste it."""

        def change(xml: str) -> str:
            rows = dict(_rows(xml))
            moved = re.sub(r'(<row r=")\d+', rf"\g<1>{target}", rows[source])
            moved = re.sub(rf'(<c r="[A-Z]+){source}"', rf'\g<1>{target}"', moved)
            rows[target] = moved
            if move:
                del rows[source]
            return _with_rows(xml, rows)

        self.school.raw(TAB, change)

    def delete(self, row: int) -> None:
        """Delete a row: those below move up."""

        def change(xml: str) -> str:
            rows = {}
            for number, text in _rows(xml):
                if number != row:
                    to = number - (number > row)
                    moved = re.sub(r'(<row r=")\d+', rf"\g<1>{to}", text)
                    rows[to] = re.sub(rf'(<c r="[A-Z]+){number}"', rf'\g<1>{to}"', moved)
            return _with_rows(xml, rows)

        self.school.raw(TAB, change)

    def type(self, row: int, values: Mapping[str, Typed]) -> None:
        """Type into a row."""
        self.school.hand.type_row(TAB, row, values)


def _rows(xml: str) -> Iterator[tuple[int, str]]:
    for found in re.finditer(r'<row r="(\d+)"(?:[^>]*/>|.*?</row>)', xml, re.DOTALL):
        yield int(found[1]), found[0]


def _with_rows(xml: str, rows: Mapping[int, str]) -> str:
    body = "".join(text for _, text in sorted(rows.items()))
    return re.sub(
        r"(<sheetData>).*(</sheetData>)",
        lambda found: found[1] + body + found[2],
        xml,
        flags=re.DOTALL,
    )


@pytest.fixture
def bank(empty: Folder) -> Bank:
    """Six mentees with their ids."""
    empty.type(TAB, tuple(map(person, NAMES)))
    made = Bank(empty)
    assert len(made.run()) == len(NAMES)
    return made


def shifted(ids: Sequence[str], by: int) -> list[str]:
    """What a fill handle makes of ids: the number counts on, the letter stays."""
    first = re.fullmatch(r"(.*?)(\d+)(.*)", ids[0])
    assert first
    return [f"{first[1]}{int(first[2]) + n + by:03d}{first[3]}" for n in range(len(ids))]


def test_a_copied_row_gets_an_id_of_its_own_once_it_is_somebody_else(bank: Bank) -> None:
    ids = bank.run()
    bank.copy(3, 8)
    bank.type(8, {"ФИО": "Жаров Ян Ильич"})
    after = bank.run()
    assert {name: after[name] for name in NAMES} == ids
    assert after["Жаров Ян Ильич"] not in ids.values()


def test_a_copy_of_a_row_does_not_take_its_id(bank: Bank) -> None:
    ids = bank.run()
    bank.copy(2, 8)
    bank.school.run()
    lines = bank.school.rows(TAB)
    both = [str(lines[row]["№"]) for row in (2, 8)]
    assert ids[NAMES[0]] in both
    assert len(set(both)) == 2


def test_the_original_overtyped_after_its_row_was_copied_leaves_the_id_with_the_person(
    bank: Bank,
) -> None:
    ids = bank.run()
    bank.copy(2, 8)
    bank.type(2, {"ФИО": "Жаров Ян Ильич"})
    after = bank.run()
    assert {name: after[name] for name in NAMES} == ids


def test_a_row_pasted_over_another_keeps_its_id_and_the_other_id_is_never_used_again(
    bank: Bank,
) -> None:
    ids = bank.run()
    bank.copy(2, 5, move=True)
    after = bank.run()
    assert after[NAMES[0]] == ids[NAMES[0]]
    bank.type(9, person("Зимина Ада Львовна"))
    assert bank.run()["Зимина Ада Львовна"] not in ids.values()


def test_a_cleared_id_comes_back(bank: Bank) -> None:
    ids = bank.run()
    for row in (3, 4):
        bank.type(row, {"№": ""})
    assert bank.run() == ids


def test_ids_dragged_down_by_the_fill_handle_go_back_to_their_people(bank: Bank) -> None:
    ids = bank.run()
    for row, text in enumerate(shifted(list(ids.values()), 0), 2):
        bank.type(row, {"№": text})
    assert bank.run() == ids


def test_one_id_copied_down_over_all_goes_back_to_its_person(bank: Bank) -> None:
    ids = bank.run()
    for row in (3, 4):
        bank.type(row, {"№": ids[NAMES[0]]})
    assert bank.run() == ids


def test_an_id_dragged_onto_a_new_row_is_not_believed(bank: Bank) -> None:
    ids = bank.run()
    bank.type(8, {**person("Жаров Ян Ильич"), "№": shifted([ids[NAMES[5]]], 1)[0]})
    bank.type(9, {**person("Зимина Ада Львовна"), "№": ids[NAMES[5]]})
    after = bank.run()
    assert {name: after[name] for name in NAMES} == ids
    assert len(set(after.values())) == 8


def test_the_last_row_deleted_and_another_typed_gives_a_new_id(bank: Bank) -> None:
    ids = bank.run()
    bank.delete(bank.row_of(NAMES[-1]))
    bank.type(7, person("Жаров Ян Ильич"))
    after = bank.run()
    assert after["Жаров Ян Ильич"] not in ids.values()
    bank.delete(7)
    bank.run()
    bank.type(7, person("Зимина Ада Львовна"))
    last = bank.run()["Зимина Ада Львовна"]
    assert last not in {*ids.values(), *after.values()}


def test_somebody_who_was_deleted_and_comes_back_has_the_old_id(bank: Bank) -> None:
    ids = bank.run()
    bank.delete(4)
    bank.run()
    bank.type(7, person(NAMES[2]))
    assert bank.run() == ids


def test_another_name_typed_over_a_row_is_another_person(bank: Bank) -> None:
    ids = bank.run()
    bank.type(3, person("Жаров Ян Ильич"))
    assert bank.run()["Жаров Ян Ильич"] not in ids.values()


def test_names_sorted_without_their_ids_get_them_back_after_a_refusal(bank: Bank) -> None:
    ids = bank.run()
    for row, name in enumerate(reversed(NAMES), 2):
        bank.type(row, person(name))
    before = bank.school.parts()
    done = bank.school.program("run")
    assert done.returncode == 3
    changed = {tab for tab, data in bank.school.parts().items() if before[tab] != data}
    assert changed == {"Школа"}  # where the refusal is told
    code = done.stderr.decode().split()[-1]
    assert bank.school.program("run", "--accept", code).returncode == 0
    assert bank.run() == ids
