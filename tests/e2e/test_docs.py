"""The words people read beside the program agree with it: README, config.example.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from sheets_sync import config
from sheets_sync.arguments import parser
from sheets_sync.errors import SheetsSyncError
from sheets_sync.rules import RULES
from tests.e2e.staff import REPOSITORY, program

EXAMPLE = REPOSITORY / "config.example.toml"
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


def code() -> str:
    """Everything in README that is set as code."""
    found = re.findall(r"^    (.+)$|`([^`\n]+)`", README, re.MULTILINE)
    return "\n".join(block or inline for block, inline in found)


def keys(data: Mapping[str, object], above: str = "") -> Iterator[str]:
    """Every key of a TOML document, with the sections it stands in."""
    for key, value in data.items():
        if isinstance(value, dict):
            yield from keys(value, f"{above}{key}.")
        else:
            yield f"{above}{key}"


def test_the_example_config_is_what_a_config_without_any_line_means(tmp_path: Path) -> None:
    nothing = tmp_path / "config.toml"
    nothing.write_text("", encoding="utf-8")
    assert config.load(EXAMPLE) == config.load(nothing)


def test_every_key_of_the_config_is_in_the_example() -> None:
    example = set(keys(tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))))
    assert example == set(keys(config.DEFAULTS))


def test_the_config_that_init_writes_is_read_as_the_defaults(drawn: Path) -> None:
    assert config.load(drawn / "config.toml") == config.load(EXAMPLE)


def test_every_command_that_the_readme_names_is_understood() -> None:
    lines = re.findall(r"sheets-sync +([a-z][^\n#|]*)", code())
    assert len(lines) >= 3
    for line in lines:
        words = re.sub(r"[\[\]]", "", line).split()
        try:
            parser().parse_args(words)
        except SheetsSyncError as error:
            pytest.fail(f"sheets-sync {line}: {error.says}")


def test_every_command_of_the_program_is_in_the_readme() -> None:
    commands = re.findall(r"^    (\w+) ", parser().format_help(), re.MULTILINE)
    missing = [name for name in commands if not re.search(rf"sheets-sync {name}\b", README)]
    assert not missing


def test_every_make_target_that_the_readme_names_exists() -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)", code()))
    assert named >= {"demo", "test"}
    assert named <= targets


def test_the_first_commands_of_the_readme_do_what_they_say(tmp_path: Path) -> None:
    for words in (("init", "school"), ("check", "--config", "school/config.toml")):
        assert program(*words, cwd=tmp_path).returncode == 0


def test_the_story_of_a_run_names_every_rule_in_its_order() -> None:
    told = (REPOSITORY / "docs" / "one-run.md").read_text(encoding="utf-8")
    table = told.partition("| Rule | Decides |")[2].partition("\n\n")[0]
    firsts = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    named = re.findall(r"`([\w.]+)`", " ".join(firsts))
    of_identity = "sheets_sync.rules.identity"
    assert named == [
        f"identity.{rule.__name__}" if rule.__module__ == of_identity else rule.__name__
        for rule in RULES
    ]


def test_each_runtime_dependency_has_its_line_in_the_table_of_what_it_weighs() -> None:
    told = (REPOSITORY / "docs" / "dependencies.md").read_text(encoding="utf-8")
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[\[<>=; ]", each)[0] for each in project["dependencies"]}
    lines = {line.split("|")[1].split()[0] for line in told.splitlines() if line.count("|") == 8}
    assert asked - {"tzdata"} == lines - {"Library"} - {each for each in lines if "-" * 3 in each}


def test_the_module_map_names_every_module_and_no_other() -> None:
    table = README.partition("| Module | What lives there |")[2].partition("\n\n")[0]
    named = {
        each.rstrip("/")
        for line in table.splitlines()
        if line.startswith("| `")
        for each in re.findall(r"`([\w/]+)`", line.split("|")[1])
    }
    there = {
        path.stem for path in (REPOSITORY / "sheets_sync").iterdir() if path.suffix != ".typed"
    }
    assert named == {name for name in there if not name.startswith("_")}
