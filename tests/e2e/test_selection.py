"""«Лист подбора» from the tick in a real workbook to the Word file in the folder."""

from __future__ import annotations

import datetime as dt
import io

from docx import Document

from tests.e2e.staff import MORNING, Folder

TICK = {"Лист подбора": "да"}
FIRST = "Лист подбора, Рябова И. М. 2026-2027, Д-001Щ, ред. 1.docx"
TOMORROW = MORNING + dt.timedelta(days=1)


def test_a_tick_drafts_the_sheet_once_and_the_suggestion_stays_open(settled: Folder) -> None:
    settled.decide("Рябова", values=TICK)
    settled.run()
    paper = Document(io.BytesIO(settled.drafts[FIRST]))
    assert [row.cells[1].text for row in paper.tables[0].rows[1:]] == [
        "Бондарь Глеб Андреевич,\nучитель"
    ]
    (line,) = settled.rows("Документы").values()
    assert (line["Какая бумага"], line["Состояние"]) == ("Лист подбора", "черновик")
    assert str(line["О ком"]).endswith("Рябова И. М.")
    assert "Рег. №" not in line
    states = [line["Состояние"] for line in settled.rows("Пары").values()]
    assert states == ["подобрана", "подобрана"]
    before = settled.files
    settled.run()
    assert settled.files == before


def test_a_tick_set_anew_lays_a_second_edition_beside_the_first(settled: Folder) -> None:
    for moment, value in ((MORNING, "да"), (MORNING, ""), (TOMORROW, "да")):
        settled.decide("Рябова", values={"Лист подбора": value})
        settled.run(moment)
    assert list(settled.drafts) == [FIRST, FIRST.replace("ред. 1", "ред. 2")]
    assert len(settled.rows("Документы")) == 1
