"""What holds for every kind of paper and for every template shipped."""

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

from sheets_sync.errors import PaperError
from sheets_sync.papers.drafts import draft
from sheets_sync.rules.kinds import KINDS

Build = Callable[..., dict[str, object]]
Drafts = dict[str, bytes]
Templates = dict[str, bytes]
DRAFTED = [kind.name for kind in KINDS.values() if kind.template]


@pytest.fixture
def drafts(
    order_data: Build,
    data_consent_data: Build,
    mentoring_consent_data: Build,
    selection_data: Build,
    templates: Templates,
) -> Drafts:
    """A draft of every kind; a plain one of an order about one pair."""
    data = {
        "pair_order": order_data(12),
        "data_consent": data_consent_data(2),
        "mentoring_consent": mentoring_consent_data(2),
        "selection_sheet": selection_data(5),
    }
    return {kind: draft(kind, data.get(kind, order_data(1)), templates) for kind in DRAFTED}


def test_every_template_has_its_kind_and_every_kind_its_template(templates: Templates) -> None:
    drafted = [kind for kind in KINDS.values() if kind.template]
    shipped = sorted(name for name in templates if name.endswith(".docx"))
    assert sorted(kind.template for kind in drafted) == shipped


def test_an_order_of_former_years_is_entered_and_never_drafted(templates: Templates) -> None:
    assert KINDS["old_order"].title == "Прежний приказ о закреплении"
    with pytest.raises(PaperError, match="«old_order» неизвестна"):
        draft("old_order", {}, templates)


def test_a_draft_is_titled_as_its_kind_and_signed_by_the_school(drafts: Drafts) -> None:
    for kind, paper in drafts.items():
        core = Document(io.BytesIO(paper)).core_properties
        assert (core.title, core.author) == (KINDS[kind].title, "МКОУ «Школа № 5»")


@pytest.mark.parametrize("kind", DRAFTED)
def test_every_tag_of_a_template_stands_in_one_run(kind: str, templates: Templates) -> None:
    with zipfile.ZipFile(io.BytesIO(templates[KINDS[kind].template])) as archive:
        xml = archive.read("word/document.xml").decode()
    runs = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml)
    assert any("{{" in run for run in runs)
    assert all(run.count("{") == run.count("}") for run in runs)


def test_no_tag_is_left_in_a_draft(drafts: Drafts) -> None:
    for paper in drafts.values():
        with zipfile.ZipFile(io.BytesIO(paper)) as archive:
            text = "".join(archive.read(n).decode() for n in archive.namelist() if "word/" in n)
        assert not re.search(r"\{[{%]|[%}]\}", text)


def test_no_sentence_ends_in_two_stops(drafts: Drafts) -> None:
    for paper in drafts.values():
        assert ".." not in "\n".join(p.text for p in Document(io.BytesIO(paper)).paragraphs)


def test_the_same_data_are_the_same_bytes(
    order_data: Build,
    data_consent_data: Build,
    mentoring_consent_data: Build,
    selection_data: Build,
    templates: Templates,
) -> None:
    def everything() -> list[tuple[str, dict[str, object]]]:
        order = {**order_data(3, edition=2), "edition_date": "2026-09-10"}
        for pair in cast(list[dict[str, object]], order["pairs"]):
            told = {"group": "г1", "form": "педагог – педагог", "kind": "в группе", "pay": "10 %"}
            mentor = {"full_name": "ЗАЯЦ ИННА", "sex": "ж", "forms": {"gen": "Зайца Инны"}}
            pair.update({**told, "mentor": mentor, "supplement": {"number": "3"}})
        return [
            ("pair_order", order),
            ("data_consent", {**data_consent_data(2), "abroad": "Google LLC, США"}),
            ("mentoring_consent", {**mentoring_consent_data(2, role="mentee"), "day": None}),
            ("selection_sheet", {**selection_data(3, edition=2), "edition_date": "2026-09-10"}),
        ]

    first, second = (
        [draft(kind, data, templates) for kind, data in everything()] for _ in range(2)
    )
    assert first == second


def test_another_day_that_changes_the_acts_changes_the_paper(
    order_data: Build, templates: Templates
) -> None:
    days = ("2026-09-01", "2026-09-02", "2025-03-10")
    papers = [draft("pair_order", order_data(1, day=day), templates) for day in days]
    assert papers[0] == papers[1] != papers[2]


def test_a_schools_own_list_of_acts_is_cited(order_data: Build, templates: Templates) -> None:
    own = templates["legal_basis.toml"].decode().replace("Концепции", "Стратегии")
    paper = draft("pair_order", order_data(1), {**templates, "legal_basis.toml": own.encode()})
    assert "Стратегии развития наставничества" in "\n".join(
        p.text for p in Document(io.BytesIO(paper)).paragraphs
    )


def test_an_unknown_kind_and_a_missing_template_are_told_in_russian() -> None:
    with pytest.raises(PaperError, match="«poem» неизвестна"):
        draft("poem", {}, {})
    with pytest.raises(PaperError, match=r"Нет файла «data_consent\.docx»"):
        draft("data_consent", {}, {})
    with pytest.raises(PaperError, match=r"Нет файла «legal_basis\.toml»"):
        draft("data_consent", {}, {"data_consent.docx": b""})


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not here")
def test_libreoffice_opens_each_and_all_but_an_order_of_many_pairs_are_one_page(
    tmp_path: Path, order_data: Build, templates: Templates, drafts: Drafts
) -> None:
    drafts["one_pair"] = draft("pair_order", order_data(1), templates)
    for kind, paper in drafts.items():
        (tmp_path / f"{kind}.docx").write_bytes(paper)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "pdf", *(f"{k}.docx" for k in drafts)],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )
    pages = {
        kind: len(re.findall(rb"/Type\s*/Page\b", (tmp_path / f"{kind}.pdf").read_bytes()))
        for kind in drafts
    }
    assert pages["data_consent"] == pages["mentoring_consent"] == pages["one_pair"] == 1
    assert pages["selection_sheet"] == 1
    assert pages["pair_order"] > 2
