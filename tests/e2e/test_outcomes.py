"""Every way in which an unattended run can end, as docs/install.md lists them: real processes."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from sheets_sync.turn import turn
from tests.e2e.staff import MENTEES, MENTORS, REPOSITORY, Folder
from tests.google import prepared
from tests.google.school import people
from tests.google_emulator.emulator import Emulator

DOCS = (REPOSITORY / "docs" / "install.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (?P<what>[^|]+) \| (?P<code>\d) \| (?P<outcome>\w+) \| (?P<words>[^|]+) \|$")
FIELDS = ["time", "command", "outcome", "code", "changes", "drafts", "problems", "seconds"]
CLOSED = "http://127.0.0.1:9"
"""Nobody listens there."""

Outcome = tuple[int, str, str]
Arrange = Callable[[Folder, Emulator], AbstractContextManager[object] | None]
"""What has happened before the run, or goes on while it is tried."""


def listed() -> dict[str, Outcome]:
    """What may happen -> exit code, outcome, words, from the table in the docs."""
    rows = [found for line in DOCS.splitlines() if (found := ROW.match(line))]
    return {
        row["what"]: (int(row["code"]), row["outcome"], row["words"].strip("… :")) for row in rows
    }


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


def clouded(school: Folder, emulator: Emulator, endpoint: str = "") -> str:
    """The school moves into a spreadsheet; its id."""
    file = prepared.spreadsheet(emulator, people())
    emulator.key_file(school.path / "ключ.json")
    school.config.write_text(
        f'personal_data = "cloud"\n[google]\nkey_file = "ключ.json"\nspreadsheet = "{file}"\n'
        f'endpoint = "{endpoint or emulator.base}"\n',
        encoding="utf-8",
    )
    return file


def decided(school: Folder, emulator: Emulator) -> None:
    school.run()
    school.decide("Рябова")


def settled(school: Folder, emulator: Emulator) -> None:
    school.run()


def paused(school: Folder, emulator: Emulator) -> None:
    school.hand.answer("Школа", {"Приостановить сверку": "да"})


def emptied(school: Folder, emulator: Emulator) -> None:
    school.run()
    school.raw("Наставники", lambda xml: re.sub(r'<row r="[23]".*?</row>', "", xml))


def opened(school: Folder, emulator: Emulator) -> None:
    (school.path / "~$Наставничество.xlsx").write_bytes(b"\x03KIM")


def held(school: Folder, emulator: Emulator) -> AbstractContextManager[None]:
    return turn(school.path / ".sheets_sync" / "lock")


def offline(school: Folder, emulator: Emulator) -> None:
    clouded(school, emulator, CLOSED)
    key = school.path / "ключ.json"
    key.write_text(key.read_text().replace(emulator.base, CLOSED))


def unshared(school: Folder, emulator: Emulator) -> None:
    emulator.unshare(clouded(school, emulator))


def revoked(school: Folder, emulator: Emulator) -> None:
    clouded(school, emulator)
    emulator.tokens.revoked.add(emulator.account.email)


def keyless(school: Folder, emulator: Emulator) -> None:
    clouded(school, emulator)
    (school.path / "ключ.json").unlink()


def lost(school: Folder, emulator: Emulator) -> None:
    school.book.unlink()


def spoiled(school: Folder, emulator: Emulator) -> None:
    school.book.write_bytes(b"no workbook")


def misspelt(school: Folder, emulator: Emulator) -> None:
    school.config.write_text("=")


WAYS: dict[str, Arrange] = {
    "записано": lambda school, emulator: None,
    "подготовлены бумаги": decided,
    "нечего делать": settled,
    "приостановлено на вкладке «Школа»": paused,
    "нужно решение человека": emptied,
    "таблица открыта": opened,
    "идёт другая сверка": held,
    "Google не отвечает": offline,
    "нет доступа к таблице Google": unshared,
    "ключ или вход отозван": revoked,
    "файла таблицы нет": lost,
    "файл таблицы испорчен": spoiled,
    "ошибка в `config.toml`": misspelt,
    "нет файла ключа": keyless,
    "ошибка в команде": lambda school, emulator: None,
}


def test_the_docs_list_each_outcome_that_is_tried_here() -> None:
    assert set(listed()) == set(WAYS)


@pytest.mark.parametrize("what", WAYS)
def test_a_run_ends_as_the_docs_say(what: str, filled: Folder, emulator: Emulator) -> None:
    code, outcome, words = listed()[what]
    more = ["--bogus"] if what == "ошибка в команде" else []
    with WAYS[what](filled, emulator) or contextlib.nullcontext():
        check(filled, more, (code, outcome, words))


def check(school: Folder, more: list[str], expected: Outcome) -> None:
    """Words without --json on one side of it, its line on the other."""
    code, outcome, words = expected
    before = {path: path.read_bytes() for path in school.path.rglob("*") if path.is_file()}
    done = school.program("run", *more)
    said = (done.stdout + done.stderr).decode()
    assert (done.returncode, words in said) == (code, True), said
    back(school, before)
    done = school.program("run", "--json", *more)
    (line,) = done.stdout.decode().splitlines()
    told = json.loads(line)
    assert done.returncode == code
    assert list(told) == FIELDS
    assert (told["outcome"], told["code"], told["command"]) == (outcome, code, "run")
    assert (words in done.stderr.decode()) is (code != 0)


def back(school: Folder, before: dict[Path, bytes]) -> None:
    """The folder as it was."""
    for path in school.path.rglob("*"):
        if path.is_file() and path not in before:
            path.unlink()
    for path, content in before.items():
        path.write_bytes(content)


def test_the_json_of_a_run_tells_its_numbers_and_no_name(filled: Folder) -> None:
    filled.run()
    filled.decide("Рябова")
    line = filled.program("run", "--json").stdout.decode()
    told = json.loads(line)
    assert told["drafts"] == len(filled.drafts) > 0
    assert told["changes"] > 0
    text = json.dumps(told, ensure_ascii=False)
    typed = [str(value) for row in (*MENTORS, *MENTEES) for value in row.values()]
    assert not [word for word in typed if word in text]
    assert str(filled.path) not in text
    log = (filled.path / ".sheets_sync" / "log.txt").read_text(encoding="utf-8")
    assert f"code=0 changes={told['changes']} " in log.splitlines()[-1]


def test_a_mistake_of_ours_is_a_json_line_too(filled: Folder) -> None:
    broken = "import sheets_sync.commands.run as it; it.run = None; "
    started = f"{broken}from sheets_sync.cli import main; raise SystemExit(main(['run', '--json']))"
    done = subprocess.run(
        [sys.executable, "-c", started], cwd=filled.path, capture_output=True, check=False
    )
    told = json.loads(done.stdout)
    assert (done.returncode, told["outcome"], told["code"]) == (1, "TypeError", 1)


def test_a_folder_without_a_config_gets_no_log(tmp_path: Path) -> None:
    done = Folder(tmp_path).program("run", "--json")
    assert json.loads(done.stdout)["code"] == done.returncode == 2
    assert not list(tmp_path.iterdir())
