"""Headers in the words of many schools, and what they speak of."""

from __future__ import annotations

import pytest

from sheets_sync.intake.headers import fields_of

HEADERS = {
    "number": "№ п/п|№|N|П/п|Порядковый номер",
    "name": "Ф.И.О. педагога|ФИО|Фамилия, имя, отчество|Педагог|Сотрудник|Ф И О",
    "mentor": "Наставник|ФИО наставника|Закреплённый наставник|Наставник (ФИО)",
    "mentee": "Наставляемый|ФИО наставляемого|Кого курирует|Молодой специалист",
    "position": "Должность|Занимаемая должность|кем работает (должность)",
    "subject": "Предмет|Преподаваемый предмет|Преподаёт|Учебный предмет",
    "years": "Стаж (лет)|Пед. стаж|Стаж|Опыт работы|Лет работы|Стаж работы по специальности",
    "since": "Год начала работы|Работает с|С какого года",
    "category": "Кв. категория|Категория|Квалификация|Квалификационная категория|Аттестация",
    "strengths": "В чём могу помочь (компетенции)|Чем может помочь|Сильные стороны|Готов помочь с",
    "requests": (
        "Профессиональные запросы (затруднения)\n|Дефициты/запросы|Нужна помощь|"
        "Какая помощь нужна|Трудности в работе"
    ),
    "codes": "Компетенции|Направление помощи|Тема наставничества",
    "capacity": "Кол-во наставляемых (макс.)|Возьмёт (чел.)|Макс. чел.|Сколько готов взять человек",
    "consent_from": "Дата согласия на обработку ПДн|Согласие на ОПД\n|Соглас. перс. данные|СОПД",
    "consent_to": "Согласие ПДн до|Срок согласия|Согласие действует до",
    "phone": "Контактный телефон|Тел.|Моб.|Контакты",
    "email": "e-mail\n|Эл. почта",
    "remark": "Примечание|прим.|Комментарии",
    "sex": "Пол|Пол (м/ж)",
    "born": "Дата рождения|ДР|Год рождения",
    "wishes": "Кого НЕ назначать наставником|Пожелания",
    "order": "Приказ (№, дата)|№ и дата приказа|Приказ|Номер приказа, дата",
    "order_number": "№ приказа|Номер приказа",
    "order_date": "Дата приказа|Приказ от",
    "aside": "Дата аттестации|Образование",
    "mentor_consent": "Согласие наставника|Согласие наставника от",
}


@pytest.mark.parametrize(
    ("header", "field"),
    [(header, field) for field, headers in HEADERS.items() for header in headers.split("|")],
)
def test_a_header_speaks_of_its_field_before_any_other(header: str, field: str) -> None:
    found = fields_of(header)
    assert max(found, key=lambda each: found[each]) == field


@pytest.mark.parametrize("text", ["", "Кабинет", "x" * 200 + " стаж"])
def test_other_headers_speak_of_nothing(text: str) -> None:
    assert not fields_of(text)


def test_two_columns_of_years_are_told_apart() -> None:
    assert fields_of("Стаж пед.")["years"] > fields_of("Стаж общий")["years"]
