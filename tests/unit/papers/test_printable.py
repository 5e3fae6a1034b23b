"""A draft as lines that a spreadsheet prints: what Word shows, from top to bottom."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Mapping

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from sheets_sync.pages import Line, Page
from sheets_sync.papers import printed
from sheets_sync.papers.drafts import draft
from tests.unit.papers.seen import tables

OrderData = Callable[..., dict[str, object]]
Templates = Mapping[str, bytes]


def texts(page: Page) -> list[str]:
    """The lines, with common spaces for no-break ones."""
    return [line.text.replace("\xa0", " ") for line in page]


def line_of(page: Page, beginning: str) -> Line:
    """The first line that begins so."""
    return next(line for line in page if line.text.strip().startswith(beginning))


@pytest.fixture
def order(order_data: OrderData, templates: Templates) -> bytes:
    """An order of two pairs, drafted a second time."""
    return draft("pair_order", order_data(2, edition=2), templates)


def test_every_word_of_the_paper_is_there_in_its_order(order: bytes) -> None:
    document = Document(io.BytesIO(order))
    shown = "".join("".join(texts(printed(order))).split())
    for paragraph in document.paragraphs:
        for part in paragraph.text.split("\t"):
            assert "".join(part.split()) in shown
    for row in (row for table in tables(order) for row in table):
        for cell in row:
            assert "".join(cell.split()) in shown


def test_points_bear_the_numbers_that_word_gives_them(order: bytes) -> None:
    begins = [text[:2] for text in texts(printed(order)) if text[:1].isdigit() and text[1] == "."]
    assert begins == ["1.", "2.", "3.", "4."]


def test_what_stands_at_both_edges_of_a_line_are_two_pieces(order: bytes) -> None:
    line = line_of(printed(order), "«___»")
    assert [piece.align for piece in line.pieces] == ["left", "right"]
    assert line.pieces[1].text.replace("\xa0", " ") == "№ ____"


def test_the_title_is_bold_and_in_the_middle(order: bytes) -> None:
    [piece] = line_of(printed(order), "ПРИКАЗ").pieces
    assert (piece.bold, piece.align) == (True, "center")


def test_rows_of_tables_are_lines_with_a_piece_a_cell(order: bytes) -> None:
    page = printed(order)
    head = line_of(page, "№   Наставник")
    assert [piece.text for piece in head.pieces] == ["№", "Наставник", "Наставляемый", "Срок"]
    assert head.framed
    assert head.pieces[0].share < head.pieces[1].share
    assert not line_of(page, "Директор").framed


def test_the_edition_at_the_foot_of_the_page_is_the_last_line(order: bytes) -> None:
    assert texts(printed(order))[-1].startswith("ред. 2")


def test_to_whom_a_consent_is_written_stands_at_the_right(
    mentoring_consent_data: OrderData, templates: Templates
) -> None:
    page = printed(draft("mentoring_consent", mentoring_consent_data(), templates))
    margin, piece = line_of(page, "Директору").pieces
    assert (margin.text, piece.text) == ("", "Директору")
    assert margin.share > 0.3


def test_a_line_to_write_on_stays_one(data_consent_data: OrderData, templates: Templates) -> None:
    page = printed(draft("data_consent", data_consent_data(), templates))
    assert "____" in line_of(page, "зарегистрированн").text
    assert len(line_of(page, "зарегистрированн").pieces) == 1


def test_no_two_empty_lines_stand_together_and_none_at_an_end(order: bytes) -> None:
    shown = texts(printed(order))
    assert shown[0]
    assert shown[-1]
    assert "" in shown
    assert all(one or other for one, other in itertools.pairwise(shown))


def test_a_school_s_own_template_without_lists_and_styles_reads_too() -> None:
    document = Document()
    document.add_paragraph("Приказ").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph().add_run("Жирный").bold = True
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].merge(table.rows[0].cells[1]).text = "Вместе"
    document.add_paragraph("пункт", style="List Number")
    out = io.BytesIO()
    document.save(out)
    page = printed(out.getvalue())
    assert [line.text for line in page] == ["Приказ", "Жирный", "Вместе", "1. пункт"]
    assert page[0].pieces[0].align == "center"
    assert page[1].pieces[0].bold
