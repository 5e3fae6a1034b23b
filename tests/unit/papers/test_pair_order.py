"""The order on mentoring pairs, out of the shipped template."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import cast

import pytest
from docx import Document
from docx.shared import Mm

from sheets_sync.errors import PaperError
from sheets_sync.papers.drafts import draft
from sheets_sync.papers.pair_order import context
from tests.unit.papers.seen import lines, spaced, tables, yellow

OrderData = Callable[..., dict[str, object]]
Templates = dict[str, bytes]
NUMBER = "№\xa0____"
DAY = "«___»\xa0__________\xa020__\xa0г."


def pairs_of(data: dict[str, object]) -> list[dict[str, object]]:
    return cast(list[dict[str, object]], data["pairs"])


def first_pair(data: dict[str, object]) -> dict[str, object]:
    return pairs_of(data)[0]


def grouped(data: dict[str, object], size: int) -> dict[str, object]:
    """The first pairs made one group of the first mentor."""
    for pair in pairs_of(data)[:size]:
        pair.update({"group": "Г-1", "mentor": first_pair(data)["mentor"]})
    return data


def test_one_pair_is_appointed_in_the_text_in_the_right_cases(
    order_data: OrderData, templates: Templates
) -> None:
    said = spaced(draft("pair_order", order_data(1), templates))
    assert (
        "Назначить с 2 сентября 2026 г. по 31 мая 2027 г. наставником Сковороду Павла Дмитриевича, "
        "учителя русского языка и литературы; наставляемый – Мельник Анна Ивановна, учитель "
        "начальных классов." in said
    )
    assert (
        "письменных согласий Сковороды П. Д. от 31 августа 2026 г. и Мельник А. И. от "
        "1 сентября 2026 г." in said
    )
    assert "Приложение" not in said


def test_the_order_stands_on_the_labour_code_and_the_schools_rules(
    order_data: OrderData, templates: Templates
) -> None:
    said = spaced(draft("pair_order", order_data(2), templates))
    assert (
        "на основании статьи 351.8 Трудового кодекса Российской Федерации, Положения о системе "
        "наставничества педагогических работников (утв. приказом от 30.08.2026 № 57-од) и "
        "письменных согласий работников" in said
    )


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        ("приказ от 30.08.2026 № 57", "работников (приказ от 30.08.2026 №\xa057)"),
        ("Положение о наставниках, утверждённое приказом № 5", "Положения о наставниках, "),
    ],
)
def test_particulars_of_the_rules_may_be_given_either_way(
    order_data: OrderData, basis: str, expected: str
) -> None:
    rules = str(context(order_data(1, basis=basis))["положение"])
    assert expected in rules
    assert "утверждённое" not in rules


def test_the_curator_answers_for_the_order(order_data: OrderData, templates: Templates) -> None:
    said = spaced(draft("pair_order", order_data(1), templates))
    assert "возложить на Ремель Т. И., заместителя директора по УВР." in said
    assert "Куратору наставничества Ремель Т. И., заместителю директора по УВР, подготовить" in said


def test_a_director_who_is_the_curator_keeps_the_control(
    order_data: OrderData, templates: Templates
) -> None:
    paper = draft("pair_order", order_data(1, curator_name="Кузнецов Игорь Павлович"), templates)
    assert "Контроль за исполнением приказа оставляю за собой." in spaced(paper)
    assert "Кузнецов" not in spaced(paper)
    assert [row[0] for row in tables(paper)[1][1:]] == [
        "Сковорода\xa0П.\xa0Д.",
        "Мельник\xa0А.\xa0И.",
    ]


def test_several_pairs_stand_in_an_appendix_in_the_nominative(
    order_data: OrderData, templates: Templates
) -> None:
    paper = draft("pair_order", order_data(3), templates)
    assert "на сроки, указанные в приложении № 1 к настоящему приказу." in spaced(paper)
    head, *rows = tables(paper)[2]
    assert head == ["№", "Наставник", "Наставляемый", "Срок"]
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert rows[0][1] == (
        "Сковорода Павел Дмитриевич,\nучитель русского языка и литературы\nсогласие от 31.08.2026"
    )
    assert rows[0][3] == "с\xa002.09.2026\nпо\xa031.05.2027"


def test_the_appendix_begins_a_page_and_names_its_order(
    order_data: OrderData, templates: Templates
) -> None:
    document = Document(io.BytesIO(draft("pair_order", order_data(2), templates)))
    place = next(i for i, p in enumerate(document.paragraphs) if p.text == "Приложение №\xa01")
    first, *others = document.paragraphs[place : place + 3]
    assert first.paragraph_format.page_break_before
    assert [p.text for p in others] == [
        "к приказу МКОУ «Школа №\xa05»",
        f"от {DAY} {NUMBER}",
    ]


def test_table_heads_repeat_and_rows_are_not_split(
    order_data: OrderData, templates: Templates
) -> None:
    document = Document(io.BytesIO(draft("pair_order", order_data(2), templates)))
    for table in document.tables[1:]:
        assert table._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader")
    rows = [row for table in document.tables for row in table._tbl.xpath("./w:tr")]
    assert all(row.xpath("./w:trPr/w:cantSplit") for row in rows)


def test_number_and_date_of_the_order_are_left_to_the_school(
    order_data: OrderData, templates: Templates
) -> None:
    assert f"{DAY}\t{NUMBER}" in lines(draft("pair_order", order_data(1), templates))


def test_each_person_acknowledges_once_and_the_curator_last(
    order_data: OrderData, templates: Templates
) -> None:
    data = order_data(2)
    second = pairs_of(data)[1]
    second["mentor"] = first_pair(data)["mentor"]
    people = [
        row[0].replace("\xa0", " ") for row in tables(draft("pair_order", data, templates))[1]
    ]
    assert people == [
        "Фамилия, инициалы",
        "Сковорода П. Д.",
        "Мельник А. И.",
        "Чёрных Л. П.",
        "Ремель Т. И.",
    ]


def test_the_director_signs_with_initials_first(
    order_data: OrderData, templates: Templates
) -> None:
    paper = draft("pair_order", order_data(1), templates)
    assert tables(paper)[0] == [["Директор", "_" * 12, "И.\xa0П.\xa0Кузнецов"]]


def test_only_what_people_must_add_is_yellow(order_data: OrderData, templates: Templates) -> None:
    deadline = DAY.replace("\xa0", " ")
    assert yellow(draft("pair_order", order_data(1), templates)) == [deadline]
    assert yellow(draft("pair_order", order_data(2), templates)) == [deadline]


def test_whatever_is_missing_is_a_yellow_gap(order_data: OrderData, templates: Templates) -> None:
    data = order_data(1, basis="", place=None, director_name="")
    first_pair(data).update({"from": None, "to": "", "mentor_consent": None, "mentee": None})
    paper = draft("pair_order", data, templates)
    said = spaced(paper)
    assert "Назначить с ______ по ______ наставником Сковороду" in said
    assert "наставляемый – ______, ______." in said
    assert "(утв. приказом от ______ № ______)" in said
    assert yellow(paper).count("______") == 8


def test_an_order_of_gaps_alone_is_still_an_order(templates: Templates) -> None:
    paper = draft("pair_order", {"pairs": [{}, {}]}, templates)
    assert "ПРИКАЗЫВАЮ:" in lines(paper)
    assert len(tables(paper)[2]) == 3


def test_names_with_signs_of_markup_survive(order_data: OrderData, templates: Templates) -> None:
    data = order_data(1, full_name='ЧОУ "Рост & <Ко>"', short_name="a & <b>")
    paper = draft("pair_order", data, templates)
    assert lines(paper)[:2] == ['ЧОУ "Рост & <Ко>"', "(a & <b>)"]
    assert Document(io.BytesIO(paper)).core_properties.author == "a & <b>"


def test_the_edition_is_at_the_foot_of_every_page(
    order_data: OrderData, templates: Templates
) -> None:
    section = Document(
        io.BytesIO(draft("pair_order", order_data(2, edition=2), templates))
    ).sections[0]
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text == "ред.\xa02"


def test_the_foot_tells_the_day_of_the_edition_if_it_is_given(order_data: OrderData) -> None:
    data = order_data(1, edition=2) | {"edition_date": "2026-09-10"}
    assert context(data)["редакция"] == "2\xa0от\xa010.09.2026"


def test_a_first_edition_bears_no_mark(order_data: OrderData, templates: Templates) -> None:
    section = Document(io.BytesIO(draft("pair_order", order_data(2), templates))).sections[0]
    assert [f.paragraphs[0].text for f in (section.footer, section.first_page_footer)] == ["", ""]
    assert context(order_data(1, edition=1) | {"edition_date": "2026-09-02"})["редакция"] == ""


def test_an_order_of_former_years_cites_what_was_in_force_then(
    order_data: OrderData, templates: Templates
) -> None:
    said = spaced(draft("pair_order", order_data(2, day="2024-09-02"), templates))
    assert "на основании Положения о системе наставничества" in said
    assert not [word for word in ("351.8", "1264-р", "соглашени") if word in said]
    assert "с учётом методических рекомендаций (письмо" in said


def test_agreements_that_are_given_are_told_in_any_year(
    order_data: OrderData, templates: Templates
) -> None:
    data = order_data(1, day="2024-09-02")
    first_pair(data)["pay"] = "10 % оклада"
    assert "Выплата за наставничество: 10 % оклада." in spaced(draft("pair_order", data, templates))


def test_a_form_given_by_the_staff_stands_in_each_case_of_the_order(
    order_data: OrderData, templates: Templates
) -> None:
    data = order_data(1)
    forms = {case: f"{case.capitalize()} Имя Отчество" for case in ("gen", "dat", "acc", "ins")}
    cast(dict[str, object], first_pair(data)["mentor"])["forms"] = forms
    cast(dict[str, object], data["school"])["curator_forms"] = forms
    said = spaced(draft("pair_order", data, templates))
    assert "согласий Gen И. О. от" in said
    assert "наставником Acc Имя Отчество, учителя" in said
    assert "Куратору наставничества Dat И. О., заместителю" in said
    assert "возложить на Acc И. О., заместителя" in said


def test_the_last_point_stays_with_the_signature(
    order_data: OrderData, templates: Templates
) -> None:
    document = Document(io.BytesIO(draft("pair_order", order_data(1), templates)))
    control = next(p for p in document.paragraphs if p.text.startswith("Контроль"))
    assert control.paragraph_format.keep_with_next


@pytest.mark.parametrize(("pairs", "kept"), [(1, {0, 1}), (3, {0, 1, 2, 3, 4, 5}), (12, {0, 23})])
def test_a_short_list_of_readers_is_in_one_piece_and_a_long_one_leaves_no_single_row(
    pairs: int, kept: set[int], order_data: OrderData, templates: Templates
) -> None:
    data = order_data(pairs)
    for number, pair in enumerate(pairs_of(data)):
        for who in ("mentor", "mentee"):
            pair[who] = {**cast(dict[str, object], pair[who]), "id": f"{who}{number}"}
    document = Document(io.BytesIO(draft("pair_order", data, templates)))
    rows = document.tables[1].rows[1:]
    keeps = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in rows]
    assert {place for place, keep in enumerate(keeps) if keep} == kept


def test_the_page_is_a4_with_the_margins_of_the_standard(templates: Templates) -> None:
    section = Document(io.BytesIO(templates["pair_order.docx"])).sections[0]
    sizes = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    assert [round(size.mm) for size in sizes if size] == [210, 297, 30, 10]
    assert section.top_margin == section.bottom_margin
    assert abs((section.top_margin or 0) - Mm(20)) < Mm(1)


def test_the_same_order_is_the_same_bytes(order_data: OrderData, templates: Templates) -> None:
    first = draft("pair_order", order_data(12), templates)
    assert draft("pair_order", order_data(12), templates) == first
    assert len(first) < 200_000


def test_an_order_without_pairs_is_refused(order_data: OrderData, templates: Templates) -> None:
    with pytest.raises(PaperError, match="не взята ни одна пара"):
        draft("pair_order", order_data(0), templates)


def test_a_group_is_one_row_with_the_mentor_once_and_the_mentees_as_lines(
    order_data: OrderData, templates: Templates
) -> None:
    paper = draft("pair_order", grouped(order_data(5), 3), templates)
    assert "О закреплении наставнических пар и групп" in lines(paper)
    assert "Наставнические пары и группы" in lines(paper)
    rows = tables(paper)[2][1:]
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert rows[0][1].count("согласие") == 1
    assert [line for line in rows[0][2].split("\n") if line.endswith(",")] == [
        "Мельник Анна Ивановна,",
        "Чёрных Любовь Петровна,",
        "Соколова-Петрова Мария Сергеевна,",
    ]
    assert rows[0][3] == "с\xa002.09.2026\nпо\xa031.05.2027"


def test_the_same_group_with_another_mentor_is_another_row(order_data: OrderData) -> None:
    data = order_data(2)
    for pair in pairs_of(data):
        pair["group"] = "Г-1"
    assert len(cast(list[object], context(data)["записи"])) == 2


def test_terms_that_differ_within_a_group_stand_with_each_mentee(
    order_data: OrderData, templates: Templates
) -> None:
    data = grouped(order_data(3), 2)
    pairs_of(data)[1].update({"from": "2026-10-01", "mentor_consent": "2026-09-30"})
    row = tables(draft("pair_order", data, templates))[2][1]
    assert row[1].endswith("согласие от 31.08.2026, 30.09.2026")
    assert "с\xa001.10.2026 по\xa031.05.2027" in row[2]
    assert row[3] == "указан у каждого"


def test_an_order_of_one_group_lists_its_mentees_in_the_text(
    order_data: OrderData, templates: Templates
) -> None:
    paper = draft("pair_order", grouped(order_data(2), 2), templates)
    said = spaced(paper)
    assert "О закреплении наставнической группы" in said
    assert (
        "Назначить с 2 сентября 2026 г. по 31 мая 2027 г. наставником группы Сковороду Павла "
        "Дмитриевича, учителя русского языка и литературы (согласие от 31.08.2026). Наставляемые:\n"
        "Мельник Анна Ивановна, учитель начальных классов (согласие от 01.09.2026);\n"
        "Чёрных Любовь Петровна, социальный педагог (согласие от 01.09.2026).\n"
    ) in said
    assert "с наставником и наставляемыми персонализированную программу" in said
    assert "Приложение" not in said


def test_an_order_of_one_group_tells_terms_that_differ(
    order_data: OrderData, templates: Templates
) -> None:
    data = grouped(order_data(2), 2)
    pairs_of(data)[1]["to"] = "2026-12-31"
    said = spaced(draft("pair_order", data, templates))
    assert "Наставляемые и сроки:\n" in said
    assert "(согласие от 01.09.2026), с 02.09.2026 по 31.12.2026.\n" in said


def test_several_groups_are_called_groups(order_data: OrderData, templates: Templates) -> None:
    data = grouped(order_data(4), 2)
    for pair in pairs_of(data)[2:]:
        pair.update({"group": "Г-2", "mentor": pairs_of(data)[2]["mentor"]})
    assert "О закреплении наставнических групп" in lines(draft("pair_order", data, templates))


@pytest.mark.parametrize("count", [1, 2])
def test_form_and_kind_are_told_once_where_they_are_the_same(
    count: int, order_data: OrderData, templates: Templates
) -> None:
    data = order_data(count)
    for pair in pairs_of(data):
        pair.update({"form": "педагог – педагог", "kind": "традиционное «один на один»"})
    paper = draft("pair_order", data, templates)
    says = (
        ". Форма наставничества: педагог – педагог. Вид наставничества: традиционное «один на "
        "один».\n"
    )
    assert says in spaced(paper)
    assert not any("вид:" in cell for table in tables(paper) for row in table for cell in row)


def test_forms_and_kinds_that_differ_stand_in_the_rows(
    order_data: OrderData, templates: Templates
) -> None:
    data = order_data(2)
    first_pair(data).update({"form": "педагог – педагог", "kind": "реверсивное"})
    paper = draft("pair_order", data, templates)
    head, first, second = tables(paper)[2]
    assert head[3] == "Срок, форма, вид"
    assert first[3].endswith("\nформа: педагог – педагог\nвид: реверсивное")
    assert second[3] == "с\xa002.09.2026\nпо\xa031.05.2027"
    assert "Форма наставничества" not in spaced(paper)


def test_agreement_and_pay_are_told_where_they_are_given(
    order_data: OrderData, templates: Templates
) -> None:
    data = order_data(1)
    first_pair(data).update(
        {"supplement": {"number": "3", "date": "2026-09-01"}, "pay": "10 % оклада."}
    )
    paper = draft("pair_order", data, templates)
    assert (
        "дополнительным соглашением к трудовому договору с наставником (от 01.09.2026 № 3). "
        "Выплата за наставничество: 10 % оклада.\n" in spaced(paper)
    )


def test_agreements_and_pay_of_several_mentors_are_told_by_name(
    order_data: OrderData, templates: Templates
) -> None:
    data = order_data(3)
    first, second, _ = pairs_of(data)
    first.update({"supplement": {"number": "3"}, "pay": "10 %"})
    second.update({"supplement": {"date": "2026-09-01"}})
    said = spaced(draft("pair_order", data, templates))
    assert (
        "договорам с наставниками (Сковорода П. Д. – № 3; Заславский-Орёл В. Л. – от 01.09.2026). "
        "Выплаты за наставничество: Сковорода П. Д. – 10 %.\n" in said
    )


def test_the_same_pay_of_all_is_told_once(order_data: OrderData, templates: Templates) -> None:
    data = order_data(2)
    for pair in pairs_of(data):
        pair["pay"] = "по положению об оплате труда"
    said = spaced(draft("pair_order", data, templates))
    assert "Выплаты за наставничество: по положению об оплате труда.\n" in said


def test_a_missing_agreement_and_pay_leave_no_gap(
    order_data: OrderData, templates: Templates
) -> None:
    for count in (1, 2):
        said = spaced(draft("pair_order", order_data(count), templates))
        assert "Выплат" not in said
        assert "______" not in said.split("Содержание,")[1].split("\n")[0]


@pytest.mark.parametrize("title", ["исполняющий обязанности директора", "и.о. директора"])
def test_an_acting_director_signs_as_such(
    title: str, order_data: OrderData, templates: Templates
) -> None:
    paper = draft("pair_order", order_data(1, director_title=title), templates)
    assert tables(paper)[0][0][0] == "И.\xa0о.\xa0директора"


def test_everyone_of_a_group_acknowledges_and_its_mentor_once(
    order_data: OrderData, templates: Templates
) -> None:
    readers = tables(draft("pair_order", grouped(order_data(2), 2), templates))[1][1:]
    assert [row[0].partition("\xa0")[0] for row in readers] == [
        "Сковорода",
        "Мельник",
        "Чёрных",
        "Ремель",
    ]


def test_a_title_form_given_by_the_staff_wins_over_grammar(
    order_data: OrderData, templates: Templates
) -> None:
    data = order_data(1)
    mentor = cast(dict[str, object], first_pair(data)["mentor"])
    mentor["title_forms"] = {"acc": "тьютора (по совместительству)"}
    said = spaced(draft("pair_order", data, templates))
    assert "Сковороду Павла Дмитриевича, тьютора (по совместительству);" in said
