"""Schemas: what ships compiles, a school's overlay wins, and a slip is named by file and column."""

from __future__ import annotations

import pytest

from sheets_sync import resources
from sheets_sync.errors import SettingsError
from sheets_sync.schema import compile_schemas, compile_vocabulary, locate

BANK = """
tab = "Банк"
[columns.name]
header = "ФИО"
"""


def refusal(text: str, name: str = "bank", **others: str) -> str:
    """The sentence that says what is wrong in ``text``."""
    with pytest.raises(SettingsError) as caught:
        compile_schemas({name: text, **others}, {})
    assert caught.value.exit_code == 2
    return caught.value.says


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('heading = "Ф"', "слово «heading»"),
        ('type = "number"', "значение «number» у слова «type»"),
        ('type = ["int"]', "значение «['int']» у слова «type»"),
        ('filled_by = "робот"', "значение «робот» у слова «filled_by»"),
        ('needed_for = "life"', "значение «life» у слова «needed_for»"),
        ('cloud = "maybe"', "значение «maybe» у слова «cloud»"),
        ("checks = { between = 3 }", "проверка «between»"),
        ("checks = 3", "значение «3» у слова «checks»"),
        ('aliases = "Имя"', "значение «Имя» у слова «aliases»"),
        ('width = "широко"', "значение «широко» у слова «width»"),
        ("note = 5", "значение «5» у слова «note»"),
        ('refers = "nobody"', "значение «nobody» у «refers»"),
        ('type = "choice"\nchoices = "nothing"', "значение «nothing» у «choices»"),
        ('type = "choice"', "значение «» у «choices»"),
    ],
)
def test_an_unknown_word_is_named_with_its_file_and_column(line: str, what: str) -> None:
    says = refusal(f"{BANK}{line}\n")
    assert says == f"schemas/bank.toml, столбец name: неизвестно {what}. Исправьте его."


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('tab = "Банк"\nlayot = "form"', "неизвестно слово «layot»"),
        ('tab = "Банк"\nlayout = "grid"', "неизвестно значение «grid» у слова «layout»"),
        ('tab = "Банк"\nplace = "три"', "неизвестно значение «три» у слова «place»"),
        ('tab = "Банк"\ncolumns = 3', "неизвестно значение слова «columns»"),
        ('tab = "Банк"\n[columns]\nname = "ФИО"', "столбец name: неизвестно значение «ФИО»"),
        ('prefix = "М"', "не указано, какая это вкладка (tab = …)"),
        ('tab = "Банк"\n[columns.name]\ntype = "name"', "столбец name: нет заголовка"),
        (f'{BANK}filled_by = "sync"', "столбец name: нужна роль (role = …)"),
        (f'{BANK}[columns.two]\nheader = "фио"', "столбец two: заголовок «фио» уже есть"),
        ("tab = Банк", "Файл schemas/bank.toml не читается"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(text: str, what: str) -> None:
    says = refusal(text)
    assert what in says
    assert "schemas/bank.toml" in says


def test_a_list_that_is_no_list_is_named() -> None:
    with pytest.raises(SettingsError, match=r"vocabulary\.toml: «sexes» должно быть списком"):
        compile_vocabulary({"vocabulary": 'sexes = "м"'}, {})
    with pytest.raises(SettingsError, match="«headers» – это названия списков"):
        compile_schemas(resources.schemas(), {"vocabulary": 'headers = ["Пол"]'})


def test_everything_shipped_compiles() -> None:
    schemas = compile_schemas(resources.schemas(), {})
    assert {"school", "mentors", "mentees", "pairs", "documents", "_sync"} <= set(schemas)
    assert schemas["school"].layout == "form"
    assert "id" in schemas["mentors"].filled("memory")
    assert all(
        column.role
        for s in schemas.values()
        for column in s.columns.values()
        if column.filled_by == "sync"
    )


def test_an_overlay_renames_a_header_and_leaves_the_rest() -> None:
    shipped = resources.schemas()
    overlay = {"mentors": '[columns.subject]\nheader = "Что ведёт"\n'}
    usual, own = compile_schemas(shipped, {}), compile_schemas(shipped, overlay)
    assert own["mentors"].columns["subject"].header == "Что ведёт"
    assert own["mentors"].columns["subject"].choices == "subjects"
    assert own["mentees"] == usual["mentees"]


def test_an_overlay_adds_an_alias_to_the_shipped_ones() -> None:
    overlay = {"mentors": '[columns.subject]\naliases = ["Дисциплина"]\n'}
    subject = compile_schemas(resources.schemas(), overlay)["mentors"].columns["subject"]
    assert subject.aliases == ("Преподаваемый предмет", "Предмет(ы)", "Дисциплина")


def test_an_overlay_adds_a_column() -> None:
    overlay = {"mentors": '[columns.phone]\nheader = "Телефон"\n'}
    assert "phone" in compile_schemas(resources.schemas(), overlay)["mentors"].columns


def test_a_school_adds_words_to_the_shipped_lists() -> None:
    own = 'subjects = ["робототехника", "физика"]\n[competences]\n"ШК1" = "наш музей"\n'
    usual = compile_vocabulary(resources.schemas(), {})
    words = compile_vocabulary(resources.schemas(), {"vocabulary": own})
    assert [*words["subjects"]] == [*usual["subjects"], "робототехника"]
    assert words["competences"] == {**usual["competences"], "ШК1": "наш музей"}


LOCATED = """
tab = "Банк"
[columns.since]
header = "Работает с"
aliases = ["Год"]
[columns.year]
header = "Год"
"""


def test_columns_are_found_by_header_or_alias_wherever_they_stand() -> None:
    schema = compile_schemas({"bank": LOCATED}, {})["bank"]
    assert locate(schema, ["Примечание", "ГОД ", "работает  с"]) == {"year": 1, "since": 2}


def test_an_alias_does_not_take_the_header_of_another_column() -> None:
    schema = compile_schemas({"bank": LOCATED}, {})["bank"]
    assert locate(schema, ["Год"]) == {"year": 0}


def test_the_first_of_two_equal_headers_counts() -> None:
    schema = compile_schemas({"bank": LOCATED}, {})["bank"]
    assert locate(schema, ["Год", "Год"]) == {"year": 0}


def test_an_unknown_word_of_a_check_is_named_with_its_column() -> None:
    overlay = {"mentors": "[columns.capacity.checks]\nge = { min = 1 }"}
    with pytest.raises(SettingsError, match=r"mentors\.toml, столбец capacity.*«min».*«ge»"):
        compile_schemas(resources.schemas(), overlay)


def test_a_renamed_column_is_found_under_its_shipped_header_too() -> None:
    own = {"mentors": '[columns.subject]\nheader = "Что ведёт"\n'}
    schema = compile_schemas(resources.schemas(), own)["mentors"]
    assert locate(schema, ["ФИО", "Предмет"])["subject"] == 1
    assert locate(schema, ["ФИО", "Предмет", "Что ведёт"])["subject"] == 2
