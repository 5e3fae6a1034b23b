"""``explain``: why a pair was suggested, from a nameless archive; what another weight would do."""

from __future__ import annotations

import gzip
import json
import shutil

import pytest

from tests.e2e.staff import Folder


def said(folder: Folder, *words: str) -> list[str]:
    done = folder.program("explain", *words)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout.decode().splitlines()


def test_a_decided_pair_is_retold_from_the_archive(settled: Folder) -> None:
    settled.decide("Рябова")
    settled.run()
    lines = said(settled, "п-1")
    assert lines[0].startswith("Н-001П Рябова И. М. – М-00")
    assert lines[1].startswith("Предложено 03.09.2026 в 08:15 (версия ")
    assert lines[2].startswith("Баллы: запросы 60 из 60")
    assert lines[-1] == "Пересчитано сегодняшней программой по тем же данным: ответ тот же."


def test_the_archive_holds_ids_and_points_and_nobodys_name(settled: Folder) -> None:
    (path,) = (settled.path / ".sheets_sync" / "archive").iterdir()
    text = gzip.decompress(path.read_bytes()).decode()
    assert set(json.loads(text)["scores"]) == {"Н-001П", "Н-002Э"}
    for name in ("Рябова", "Тюрин", "физика", "музыка"):
        assert name.casefold() not in text.casefold()


def test_an_unchanged_pairing_is_archived_once(settled: Folder) -> None:
    settled.hand.type_row("Наставники", 2, {"Телефон": "8 900 000-00-00"})
    settled.run()
    assert len(list((settled.path / ".sheets_sync" / "archive").iterdir())) == 1


def test_without_the_archive_it_says_so(settled: Folder) -> None:
    shutil.rmtree(settled.path / ".sheets_sync" / "archive")
    assert said(settled, "Н-001")[-1].startswith("В архиве подбора этой пары нет")


def test_another_place_or_weight_is_tried_and_nothing_is_written(settled: Folder) -> None:
    before = settled.files
    same = said(settled, "--if", "weight.spare=15")
    assert same == [
        "Ничего бы не изменилось.",
        "С наставником: было бы 2, сейчас 2. Ничего не записано.",
    ]
    gone = said(settled, "--if", "capacity.М-001=0", "--if", "capacity.М-002=0")
    assert gone[-1] == "С наставником: было бы 0, сейчас 2. Ничего не записано."
    assert any("→ никого" in line for line in gone)
    assert settled.files == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "Назовите пару"),
        (("П-001", "--if", "weight.subject=1"), "Назовите пару"),
        (("П-999",), "Пары «П-999» на вкладке «Пары» нет."),
        (("--if", "weight.nothing=1"), "Не понято: «weight.nothing=1»."),
        (("--if", "capacity.М-999=1"), "Не понято: «capacity.М-999=1»."),
        (("--if", "weight.subject=-1"), "Не понято: «weight.subject=-1»."),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(
    settled: Folder, words: tuple[str, ...], says: str
) -> None:
    done = settled.program("explain", *words)
    assert done.returncode == 2
    assert says in done.stderr.decode()
