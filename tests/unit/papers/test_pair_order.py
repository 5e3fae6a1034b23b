"""The order on mentoring pairs, out of the shipped template."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Mm

from sheets_sync.errors import PaperError
from sheets_sync.papers import draft
from sheets_sync.papers.pair_order import context, file_name

OrderData = Callable[..., dict[str, object]]
Templates = dict[str, bytes]
NUMBER = "№\xa0____"
DAY = "«___»\xa0__________\xa020__\xa0г."


def lines(paper: bytes) -> list[str]:
    return [p.text for p in Document(io.BytesIO(paper)).paragraphs if p.text]


def spaced(paper: bytes) -> str:
    return "\n".join(lines(paper)).replace("\xa0", " ")


def tables(paper: bytes) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in Document(io.BytesIO(paper)).tables
    ]


def yellow(paper: bytes) -> list[str]:
    document = Document(io.BytesIO(paper))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    return [
        run.text.replace("\xa0", " ")
        for paragraph in paragraphs
        for run in paragraph.runs
        if run.font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]


def first_pair(data: dict[str, object]) -> dict[str, object]:
    return cast(list[dict[str, object]], data["pairs"])[0]


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
    second = cast(list[dict[str, object]], data["pairs"])[1]
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


def test_the_page_is_a4_with_the_margins_of_the_standard(templates: Templates) -> None:
    section = Document(io.BytesIO(templates["pair_order.docx"])).sections[0]
    sizes = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    assert [round(size.mm) for size in sizes if size] == [210, 297, 30, 10]
    assert section.top_margin == section.bottom_margin
    assert abs((section.top_margin or 0) - Mm(20)) < Mm(1)


def test_every_tag_of_the_template_stands_in_one_run(templates: Templates) -> None:
    with zipfile.ZipFile(io.BytesIO(templates["pair_order.docx"])) as archive:
        xml = archive.read("word/document.xml").decode()
    runs = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml)
    assert any("{{" in run for run in runs)
    assert all(run.count("{") == run.count("}") for run in runs)


def test_the_same_order_is_the_same_bytes(order_data: OrderData, templates: Templates) -> None:
    first = draft("pair_order", order_data(12), templates)
    assert draft("pair_order", order_data(12), templates) == first
    assert len(first) < 200_000


def test_an_order_without_pairs_is_refused(order_data: OrderData, templates: Templates) -> None:
    with pytest.raises(PaperError, match="не взята ни одна пара"):
        draft("pair_order", order_data(0), templates)


def test_an_unknown_kind_and_a_missing_template_are_told_in_russian(
    order_data: OrderData,
) -> None:
    with pytest.raises(PaperError, match="«poem» неизвестна"):
        draft("poem", order_data(1), {})
    with pytest.raises(PaperError, match=r"Нет шаблона «pair_order\.docx»"):
        draft("pair_order", order_data(1), {})


def test_a_file_name_tells_year_draft_and_edition(order_data: OrderData) -> None:
    assert file_name(order_data(2, edition=2), 3) == (
        "Приказ о закреплении пар 2026-2027, проект 3, ред. 2.docx"
    )
    data = order_data(1)
    first_pair(data)["from"] = "2027-01-15"
    assert file_name(data, 1) == "Приказ о закреплении пар 2026-2027, проект 1, ред. 1.docx"
    first_pair(data)["from"] = None
    assert file_name(data, 1) == "Приказ о закреплении пар, проект 1, ред. 1.docx"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not here")
def test_libreoffice_opens_the_order(
    tmp_path: Path, order_data: OrderData, templates: Templates
) -> None:
    (tmp_path / "order.docx").write_bytes(draft("pair_order", order_data(12), templates))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "pdf", "order.docx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert (tmp_path / "order.pdf").read_bytes().startswith(b"%PDF")
