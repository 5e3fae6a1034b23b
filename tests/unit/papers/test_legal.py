"""Which acts a paper cites, and what is said of a list of acts that cannot be used."""

from __future__ import annotations

import pytest

from sheets_sync.errors import PaperError
from sheets_sync.papers import legal

ACT = '[[act]]\nname = "А"\nrole = "основание"\nfull = "закона № 1"\npapers = ["pair_order"]\n'


def cited(templates: dict[str, bytes], kind: str, day: object) -> list[str]:
    acts = legal.parse(templates[legal.FILE])
    return [act.name for act in legal.chosen(acts, kind, day)]


@pytest.mark.parametrize(
    ("day", "names"),
    [
        ("2021-09-01", []),
        ("2024-09-02", ["АЗ-1128/08"]),
        ("2025-02-28", ["АЗ-1128/08"]),
        ("2025-03-01", ["ТК 351.8", "АЗ-1128/08"]),
        ("2025-05-20", ["ТК 351.8", "АЗ-1128/08"]),
        ("2025-05-21", ["ТК 351.8", "АЗ-1128/08", "1264-р"]),
        ("2026-09-02", ["ТК 351.8", "АЗ-1128/08", "1264-р"]),
        ("", ["ТК 351.8", "АЗ-1128/08", "1264-р"]),
        ("осенью", ["ТК 351.8", "АЗ-1128/08", "1264-р"]),
    ],
)
def test_an_order_cites_what_was_in_force_on_its_own_day(
    day: str, names: list[str], templates: dict[str, bytes]
) -> None:
    assert cited(templates, "pair_order", day) == names


def test_each_paper_has_its_own_acts(templates: dict[str, bytes]) -> None:
    assert cited(templates, "data_consent", None) == ["152-ФЗ"]
    assert cited(templates, "mentoring_consent", None) == ["ТК 351.8"]


@pytest.mark.parametrize(
    ("day", "cites"), [("2024-12-31", 1), ("2025-01-01", 0), ("2023-12-31", 0), (None, 0)]
)
def test_both_ends_of_force_count_and_without_a_day_an_ended_act_is_left_out(
    day: str | None, cites: int
) -> None:
    acts = legal.parse(f"{ACT}from = 2024-01-01\nto = 2024-12-31\n".encode())
    assert len(legal.chosen(acts, "pair_order", day)) == cites


def test_a_school_adds_an_act_and_its_own_order_of_acts_is_kept() -> None:
    second = ACT.replace('"А"', '"Б"').replace("№ 1", "№ 2")
    words = legal.words(legal.parse(f"{second}{ACT}".encode()))
    assert words["основания"] == "закона №\xa02, закона №\xa01"
    assert words["основания_кратко"] == words["основания"]
    assert not words["по_статье_о_наставничестве"]


def test_what_is_only_taken_into_account_is_told_apart() -> None:
    text = ACT.replace("основание", "рекомендация") + 'short = "письма № 1"\n'
    words = legal.words(legal.parse(f"{text}{ACT}{text}".encode()))
    assert words["рекомендации"] == "закона №\xa01 и закона №\xa01"
    assert words["рекомендации_кратко"] == "письма №\xa01 и письма №\xa01"
    assert words["основания"] == "закона №\xa01"


def test_an_empty_list_of_acts_is_a_paper_without_acts() -> None:
    assert legal.parse(b"# nothing yet\n") == ()
    assert legal.words(())["основания"] == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[act]]\nname = А", "Файл «legal_basis.toml» не понят: ошибка в строке 2, знак 8."),
        ("acts = 1", "каждый акт начинается строкой [[act]]"),
        ("act = 1", "каждый акт начинается строкой [[act]]"),
        (f'{ACT}until = "x"', "акт 1 («А»): неизвестно слово «until». Уберите его."),
        (ACT.replace("закона № 1", " "), "акт 1 («А»): не заполнено «full»."),
        (f'{ACT}[[act]]\nrole = "основание"', "акт 2 («без названия»): не заполнено «name»."),
        (ACT.replace("основание", "закон"), "в «role» бывает «основание» или «рекомендация»."),
        (f'{ACT}from = "01.03.2025"', "«from» – это день без кавычек, например 2025-03-01."),
        (f"{ACT}to = 2025-03-01T10:00:00", "«to» – это день без кавычек"),
        (ACT.replace("pair_order", "order"), "бумага «order» неизвестна. Есть такие: pair_order,"),
        (ACT.replace('["pair_order"]', "7"), "бумага «7» неизвестна."),
    ],
)
def test_a_list_that_cannot_be_used_says_where_in_russian(text: str, says: str) -> None:
    with pytest.raises(PaperError) as caught:
        legal.parse(text.encode())
    assert caught.value.says.startswith("Файл «legal_basis.toml»")
    assert says in caught.value.says


def test_notepads_mark_is_read_and_another_encoding_is_refused() -> None:
    assert len(legal.parse(f"\ufeff{ACT}".encode())) == 1
    with pytest.raises(PaperError, match="не в кодировке UTF-8"):
        legal.parse(ACT.encode("cp1251"))
