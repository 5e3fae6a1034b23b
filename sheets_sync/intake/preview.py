"""What an import understood and would write, line by line, for the person who decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from sheets_sync.intake.as_data import name_guess
from sheets_sync.intake.into import Rows
from sheets_sync.intake.read import Read, in_words
from sheets_sync.intake.understood import Column, Person, Tab, Understood
from sheets_sync.names import initials
from sheets_sync.words import count

_WHAT = {
    "mentors": "банк наставников",
    "mentees": "банк наставляемых",
    "pairs": "реестр пар",
    "": "непонятно, чей это список",
}
_FIELDS = {
    "name": "ФИО", "surname": "фамилия", "first": "имя", "patronymic": "отчество",
    "position": "должность", "subject": "предмет", "years": "стаж", "since": "год начала работы",
    "category": "категория", "strengths": "сильные стороны", "requests": "запросы",
    "codes": "компетенции", "capacity": "сколько возьмёт", "consent_from": "согласие ПДн от",
    "consent_to": "согласие ПДн до", "mentor_consent": "согласие наставника",
    "mentee_consent": "согласие наставляемого", "phone": "телефон", "email": "почта",
    "remark": "примечание", "sex": "пол", "born": "дата рождения", "wishes": "пожелания и запреты",
    "kind": "кто это", "mentor": "наставник", "mentee": "наставляемый", "order": "приказ",
    "order_number": "номер приказа", "order_date": "дата приказа", "begins": "срок с",
    "ends": "срок по", "term": "срок", "trained": "обучение", "contract": "договор",
    "away": "перерыв", "administrator": "администратор", "aside": "примечание",
}  # fmt: skip
_LINES = {"total": "итог", "note": "примечание к таблице", "unreadable": "строка без имени"}
MOST = 40
"""So many names stand in one line, the rest are counted."""


def lines(file: str, understood: Understood, rows: Rows) -> list[str]:
    """The whole preview."""
    out = [f"Файл «{file}»."]
    for tab in understood.tabs:
        out += _tab(tab)
    out += _titled("Исправлено написание:", _respelt(understood.people))
    out += _titled("Догадки. В таблицу они не попадут: верные впишите сами.", _guesses(understood))
    out += _titled("Понято не до конца. В таблице будет, как написано:", _doubts(understood))
    out += _titled("Уже есть:", rows.known)
    out += _titled("Расходится с таблицей, ничего не изменено:", rows.differs)
    out += _titled("Решать вам:", (*understood.left, *rows.left))
    return [*out, "", _total(rows)]


def _tab(tab: Tab) -> list[str]:
    if not tab.columns:
        seen = f", вижу {tab.seen}" if tab.seen and tab.seen != "скрыта" else ""
        hidden = " скрыта и не читалась" if tab.seen == "скрыта" else f": таблицы людей нет{seen}"
        return ["", f"Вкладка «{tab.name.strip()}»{hidden}."]
    doubt = "" if tab.confidence >= 0.9 else f" ({in_words(tab.confidence)})"
    out = [
        "",
        f"Вкладка «{tab.name.strip()}»: {_WHAT[tab.holds]}{doubt}, {_header(tab)}.",
        f"  Столбцы: {'; '.join(_column(column) for column in tab.columns)}.",
    ]
    for line in tab.lines:
        out.append(
            f"  {line.place.partition(', ')[2].capitalize()} – {_LINES[line.what]}: {line.text}"
        )
    return out


def _header(tab: Tab) -> str:
    first, last = tab.header_rows
    return f"заголовки в строке {first}" if first == last else f"заголовки в строках {first}–{last}"


def _column(column: Column) -> str:
    if column.field == "number":
        return f"«{column.header}» – номер по порядку"
    if not column.field or column.field in ("email", "aside"):
        return f"«{column.header}» → примечание"
    doubt = f" ({in_words(column.confidence)})" if column.confidence < 0.9 else ""
    return f"«{column.header}» → {_FIELDS[column.field]}{doubt}"


def _titled(title: str, found: Iterable[str]) -> list[str]:
    listed = [f"  {line}" for line in found]
    return ["", title, *listed] if listed else []


def _respelt(people: Iterable[Person]) -> list[str]:
    return [
        f"«{person.read('name').typed}» → {person.name}"
        for person in people
        if person.read("name").typed.replace(".", ". ").split()
        != person.name.replace(".", ". ").split()
    ]


def _guesses(understood: Understood) -> list[str]:
    """Guesses of one kind in one line, the people by surname and initials."""
    groups: dict[str, list[str]] = {}
    for person in understood.people:
        for says, who in _guesses_at(person, understood):
            groups.setdefault(says, []).append(who)
    return [f"{says}: {_people(groups[says])}" for says in sorted(groups)]


def _guesses_at(person: Person, understood: Understood) -> Iterable[tuple[str, str]]:
    """Each guess, and who it is about."""
    who = initials(person.name)
    sex = person.read("sex")
    if sex.value and not sex.said:
        yield f"Пол «{sex.value}» ({in_words(sex.confidence)}, {sex.why})", who
    name = name_guess(person.read("name"))
    if not name.said:
        yield "Может быть, с «ё»", str(name.value)
    category = person.read("category")
    if category.value and not category.said:
        yield f"Категория «{category.value}» ({in_words(category.confidence)})", who
    years = person.read("years")
    if person.bank == "mentees" and isinstance(years.value, int) and not person.read("since").value:
        year = understood.reference.year - years.value
        at = understood.reference.year
        yield f"Год начала работы {year} (стаж на {at} год: {years.value})", who


def _people(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST])
    more = len(names) - MOST
    return f"{shown} и ещё {more}" if more > 0 else shown


def _doubts(understood: Understood) -> list[str]:
    """What was typed, and what it may mean."""
    out = []
    for person in understood.people:
        for name, read in person.reads.items():
            unclear = read.said and read.guessed and (read.typed or read.why)
            if unclear and name not in ("codes", "years"):
                what = _FIELDS.get(name, "столбец без имени")
                out.append(f"{initials(person.name)}, {what}: {_doubt(read)}")
        for item in person.items:
            if not item.sure:
                like = (
                    f" – {in_words(item.confidence)}, {item.code}"
                    if item.code
                    else " – нет в списке"
                )
                out.append(f"{initials(person.name)}, компетенция: «{item.typed}»{like}")
    return out


def _doubt(read: Read) -> str:
    if not read.typed:
        return read.why
    value = f"{read.value:%d.%m.%Y}" if isinstance(read.value, dt.date) else read.value
    meant = f" – {in_words(read.confidence)}, {value}" if value not in (None, read.typed) else ""
    why = f" ({read.why.rstrip('.')})" if read.why else ""
    return f"«{read.typed}»{meant}{why}"


def _total(rows: Rows) -> str:
    found: Mapping[str, int] = {
        table: sum(row.table == table for row in rows.added)
        for table in ("mentors", "mentees", "pairs")
    }
    said = [
        count(found["mentors"], "наставник", "наставника", "наставников"),
        count(found["mentees"], "наставляемый", "наставляемых", "наставляемых"),
        count(found["pairs"], "пара", "пары", "пар"),
    ]
    shown = [text for text, number in zip(said, found.values(), strict=True) if number]
    return f"Новых строк: {', '.join(shown)}." if shown else "Новых строк нет."
