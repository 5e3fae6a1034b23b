"""An order's data and the shipped template, for every test of papers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[3] / "templates"
PEOPLE = (
    ("Сковорода Павел Дмитриевич", "Учитель русского языка и литературы", "м"),
    ("Мельник Анна Ивановна", "учитель начальных классов", "ж"),
    ("Заславский-Орёл Виктор Леопольдович", "преподаватель-организатор", "м"),
    ("Чёрных Любовь Петровна", "социальный педагог", "ж"),
    ("Гасанов Али Гасан оглы", "учитель физики", "м"),
    ("Соколова-Петрова Мария Сергеевна", "педагог-психолог", "ж"),
)

OrderData = Callable[..., dict[str, object]]


def _person(number: int) -> dict[str, object]:
    full_name, title, sex = PEOPLE[number % len(PEOPLE)]
    return {"id": f"Ч-{number:03}", "full_name": full_name, "title": title, "sex": sex}


def _pair(number: int) -> dict[str, object]:
    return {
        "pair_id": f"П-{number + 1:03}",
        "mentor": _person(2 * number),
        "mentee": _person(2 * number + 1),
        "mentor_consent": "2026-08-31",
        "mentee_consent": "2026-09-01",
        "from": "2026-09-02",
        "to": "2027-05-31",
    }


@pytest.fixture
def order_data() -> OrderData:
    """Data of an order with so many pairs; keywords replace what the school or the order says."""

    def build(pairs: int = 1, **changes: object) -> dict[str, object]:
        school: dict[str, object] = {
            "full_name": "Муниципальное казённое общеобразовательное учреждение «Школа № 5»",
            "short_name": "МКОУ «Школа № 5»",
            "place": "с. Ясное",
            "address": "641000, с. Ясное, ул. Школьная, д. 1",
            "inn": "0000000000",
            "ogrn": "0000000000000",
            "director_name": "Кузнецов Игорь Павлович",
            "director_title": "директор",
            "director_sex": "м",
            "curator_name": "Ремель Татьяна Игоревна",
            "curator_title": "заместитель директора по УВР",
            "curator_sex": "ж",
        }
        school.update((key, value) for key, value in changes.items() if key in school)
        return {
            "school": school,
            "pairs": [_pair(number) for number in range(pairs)],
            "basis": changes.get("basis", "утв. приказом от 30.08.2026 № 57-од"),
            "edition": changes.get("edition", 1),
            "day": changes.get("day", "2026-09-02"),
        }

    return build


@pytest.fixture
def templates() -> dict[str, bytes]:
    """The shipped templates and the list of acts by file name."""
    return {path.name: path.read_bytes() for path in TEMPLATES.iterdir() if path.is_file()}


@pytest.fixture
def data_consent_data(order_data: OrderData) -> OrderData:
    """Data of the so-manieth person's consent to the processing of personal data."""

    def build(person: int = 0, **changes: object) -> dict[str, object]:
        return {
            "school": order_data(1, **changes)["school"],
            "person": _person(person),
            "until": changes.get("until", "2029-08-31"),
        }

    return build


@pytest.fixture
def mentoring_consent_data(order_data: OrderData) -> OrderData:
    """Data of a consent to mentoring: the so-manieth person's, about the next one."""

    def build(person: int = 0, **changes: object) -> dict[str, object]:
        pair = {"pair_id": "П-001", "from": "2026-09-02", "to": "2027-05-31"}
        return {
            "school": order_data(1, **changes)["school"],
            "pair": {**pair, "form": changes.get("form", "педагог – педагог")},
            "role": changes.get("role", "mentor"),
            "person": _person(person),
            "other": _person(person + 1),
        }

    return build


@pytest.fixture
def selection_data(order_data: OrderData) -> OrderData:
    """Data of a selection sheet with so many candidates; keywords replace what it says."""

    def build(candidates: int = 3, **changes: object) -> dict[str, object]:
        told = ("очень подходит", "Тот же предмет: физика.", "1 из 2", "Выбор равноценный.")
        keys = ("level", "why", "places", "follows")
        people = [
            {"mentor": _person(number + 1), **dict(zip(keys, told, strict=True))}
            for number in range(candidates)
        ]
        return {
            "school": order_data(1)["school"],
            "day": "2026-09-02",
            "year": "2026-2027",
            "person": _person(0),
            "requests": ["дисциплина в классе", "работа с родителями"],
            "candidates": people,
            "suit": candidates,
            "barred": [{"why": "Свободных мест нет", "people": "Ким\xa0Ю.\xa0А., Цой\xa0Н.\xa0Р."}],
            "choice": {},
            "edition": 1,
            **changes,
        }

    return build
