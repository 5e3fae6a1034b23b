"""A template and data make a draft."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX

from sheets_sync.errors import PaperError
from sheets_sync.papers.normal import Properties
from sheets_sync.papers.render import render
from sheets_sync.papers.words import GAP, Name


def template(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def text(paper: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(paper)).paragraphs]


def yellow(paper: bytes) -> list[str]:
    return [
        run.text
        for paragraph in Document(io.BytesIO(paper)).paragraphs
        for run in paragraph.runs
        if run.font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]


def say(paragraph: str, **data: object) -> str:
    return text(render(template(paragraph), data))[0]


def test_signs_of_markup_in_a_value_are_printed_as_they_are() -> None:
    name = "Школа «Рост» & Ко <1> \"a\" 'b' {{ x }} {% y %}"
    assert say("{{ имя }}", имя=name) == name


def test_letters_that_no_document_may_hold_become_spaces() -> None:
    assert say("{{ имя }}", имя="a\x00b\x0bc\x07d") == "a b c d"


@pytest.mark.parametrize("nothing", [None, "", "  ", Name("")])
def test_a_missing_value_is_a_yellow_gap_and_its_neighbours_are_not(nothing: object) -> None:
    paper = render(template("от {{ дата }} г., {{ место }}"), {"дата": nothing, "место": "Ясное"})
    assert text(paper) == [f"от {GAP} г., Ясное"]
    assert yellow(paper) == [GAP]


def test_a_gap_keeps_the_look_of_its_run() -> None:
    document = Document()
    run = document.add_paragraph().add_run("до\t{{ дата }}")
    run.bold, run.underline = True, True
    out = io.BytesIO()
    document.save(out)
    paper = render(out.getvalue(), {"дата": None})
    runs = Document(io.BytesIO(paper)).paragraphs[0].runs
    assert "".join(run.text for run in runs) == f"до\t{GAP}"
    assert all(run.bold and run.underline for run in runs if run.text)
    look = runs[-1]._r.rPr
    assert look is not None
    tags = [child.tag.rpartition("}")[2] for child in look]
    assert tags == ["b", "highlight", "u"]


def test_a_gap_in_the_footer_is_yellow_too() -> None:
    document = Document()
    document.sections[0].footer.paragraphs[0].text = "ред. {{ редакция }}"
    out = io.BytesIO()
    document.save(out)
    paper = render(out.getvalue(), {"редакция": None})
    runs = Document(io.BytesIO(paper)).sections[0].footer.paragraphs[0].runs
    assert [run.text for run in runs if run.font.highlight_color] == [GAP]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("{{ кто|вин }}", "Сковороду Павла Дмитриевича"),
        ("{{ кто|кратко|дат }}", "Сковороде\xa0П.\xa0Д."),
        ("{{ кто|кратко }}", "Сковорода\xa0П.\xa0Д."),
        ("{{ кто|подпись }}", "П.\xa0Д.\xa0Сковорода"),
        ("{{ должность|твор }}", "старшим вожатым"),
        ("{{ должность|с_большой }}", "Старший вожатый"),
        ("{{ день|словами }}", "2\xa0сентября\xa02026\xa0г."),
        ("{{ день|цифрами }}", "02.09.2026"),
        ("{{ строка|словами }}", "2\xa0сентября\xa02026\xa0г."),
    ],
)
def test_filters_speak_russian(tag: str, expected: str) -> None:
    data = {
        "кто": Name("Сковорода Павел Дмитриевич"),
        "должность": "старший вожатый",
        "день": dt.date(2026, 9, 2),
        "строка": "2026-09-02",
    }
    assert say(tag, **data) == expected


@pytest.mark.parametrize("name", ["род", "дат", "вин", "твор", "предл", "кратко", "подпись"])
def test_a_filter_leaves_a_gap_a_gap(name: str) -> None:
    assert say(f"{{{{ имя|{name} }}}}", имя=Name("")) == GAP
    assert say(f"{{{{ имя|{name} }}}}", имя=None) == GAP


def test_a_name_of_unknown_sex_stays_in_the_nominative_on_yellow() -> None:
    paper = render(template("с {{ кто|твор }}"), {"кто": Name("Ким Саша")})
    assert text(paper) == ["с Ким Саша"]
    assert yellow(paper) == ["Ким Саша"]


def test_a_form_given_by_the_staff_wins_over_grammar() -> None:
    kim = Name("Заяц Пётр Ильич", "м", {"acc": "Заяца Петра Ильича"})
    assert say("{{ кто|вин }}, {{ кто|кратко|вин }}", кто=kim) == (
        "Заяца Петра Ильича, Заяца\xa0П.\xa0И."
    )


def test_a_form_of_the_surname_alone_leaves_the_rest_to_grammar() -> None:
    zayats = Name("Заяц Пётр Ильич", "м", {"dat": "Заяцу"})
    assert say("{{ кто|дат }}, {{ кто|кратко|дат }}", кто=zayats) == (
        "Заяцу Петру Ильичу, Заяцу\xa0П.\xa0И."
    )


def test_a_date_that_is_none_is_printed_as_it_is_on_yellow() -> None:
    paper = render(template("{{ день|словами }}"), {"день": "осенью"})
    assert text(paper) == ["осенью"]
    assert yellow(paper) == ["осенью"]


def test_the_same_data_give_the_same_bytes() -> None:
    source = template("{{ имя }}", "{%p if имя %}", "да", "{%p endif %}")
    first, second = (render(source, {"имя": name}) for name in ("Анна", "Анна"))
    assert first == second
    assert first != render(source, {"имя": "Инна"})


def test_a_draft_holds_no_clock_and_begins_with_the_content_types() -> None:
    paper = render(template("{{ имя }}"), {"имя": "Анна"})
    members = zipfile.ZipFile(io.BytesIO(paper)).infolist()
    assert members[0].filename == "[Content_Types].xml"
    assert [m.filename for m in members[1:]] == sorted(m.filename for m in members[1:])
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}


def test_properties_tell_title_and_school() -> None:
    paper = render(template("a"), {}, properties=Properties("О парах", "МКОУ «Рост & Ко»"))
    core = Document(io.BytesIO(paper)).core_properties
    assert (core.title, core.author) == ("О парах", "МКОУ «Рост & Ко»")
    assert core.created == core.modified == dt.datetime(1980, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("paragraph", "says"),
    [
        ("{{ фио }}", "неизвестное слово «фио». Есть такие: имя, школа"),
        ("{{ школа.горд }}", "неизвестное слово «горд»"),
        (
            "{{ имя|вен }}",
            "неизвестный фильтр «вен» в абзаце «{{ имя|вен }}». Есть такие: род, дат",
        ),
        ("{% esli имя %}да{% endif %}", "неизвестная метка «esli» в абзаце «{% esli имя %}да"),
        ("{% if имя %}да{% endfor %}", "метка не читается"),
        ("{{ имя ", "метка не читается"),
        ("{% if имя %}да", "метка не читается"),
        ("{{ имя + 1 }}", "вычисление в метке не удалось"),
        ("{{ имя.__class__.__mro__ }}", "метка не читается"),
    ],
)
def test_a_fault_of_the_template_names_the_file_and_the_fault(paragraph: str, says: str) -> None:
    data = {"имя": "Анна", "школа": {"город": "Ясный"}}
    with pytest.raises(PaperError) as caught:
        render(template("Начало", paragraph, "Конец"), data, file="order.docx")
    assert caught.value.says.startswith("Шаблон «order.docx»")
    assert says in caught.value.says
    ours = caught.value.says.replace(paragraph, "").replace("order.docx", "")
    english = set(re.findall("[A-Za-z]+", ours))
    assert english <= {"esli", "if", "elif", "else", "endif", "for", "endfor"}


def test_a_template_that_falls_apart_is_refused_and_not_mended_in_silence() -> None:
    document = Document()
    table = document.add_table(rows=1, cols=1)
    table.cell(0, 0).text = "{%p if имя %}"
    document.add_paragraph("{%p endif %}")
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(PaperError, match="не складывается"):
        render(out.getvalue(), {"имя": ""})


@pytest.mark.parametrize("data", [b"", b"not a document", template("a")[:900]])
def test_a_file_that_is_no_document_is_refused(data: bytes) -> None:
    with pytest.raises(PaperError, match="не открывается как документ Word"):
        render(data, {}, file="order.docx")
