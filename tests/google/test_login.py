"""`login`: a person says yes in a browser, and from then on the school runs in her name."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.stores.google import Client, GoogleStore, key_of
from sheets_sync.stores.google.redirect import waiting
from tests import build
from tests.e2e.staff import REPOSITORY, program
from tests.google import prepared
from tests.google.school import School
from tests.google_emulator.calls import Call
from tests.google_emulator.emulator import ALL_SCOPES, PERSON, Emulator

LOGIN = [sys.executable, "-m", "sheets_sync", "login"]
BROWSER = """\
#!{python}
import sys, urllib.request
urllib.request.urlopen(sys.argv[1]).read()
"""
WINDOWS = pytest.mark.skipif(os.name != "posix", reason="a script is no browser on Windows")


def browse(address: str) -> int:
    """A browser: follows where the page sends it; the code of the last answer."""
    try:
        with urllib.request.urlopen(address) as page:
            return int(page.status)
    except urllib.error.HTTPError as error:
        return error.code


class Asked:
    """`sheets-sync login` under way in a process of its own, its address already shown."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.process = subprocess.Popen(
            [*LOGIN, "client.json", "--no-open", *words],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert self.process.stdout is not None
        self.process.stdout.readline()
        self.address = self.process.stdout.readline().strip()

    def end(self) -> tuple[int, str, str]:
        """Exit code, what it went on to say, and what it complained of."""
        said, wrong = self.process.communicate(timeout=60)
        return self.process.returncode, said, wrong

    def query(self) -> dict[str, str]:
        """What the address asks of Google."""
        return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.address).query))


@pytest.fixture
def folder(emulator: Emulator, tmp_path: Path) -> Path:
    """A folder with a client file in it."""
    emulator.client_file(tmp_path / "client.json")
    return tmp_path


def config(folder: Path, key: str, emulator: Emulator, file: str = "abc") -> Path:
    """The config.toml of a school whose key file is ``key``."""
    path = folder / "config.toml"
    path.write_text(
        f'personal_data = "cloud"\n[google]\nkey_file = "{key}"\nspreadsheet = "{file}"\n'
        f'endpoint = "{emulator.base}"\n',
        encoding="utf-8",
    )
    return path


def held(path: Path) -> dict[str, Any]:
    """A JSON file."""
    found: dict[str, Any] = json.loads(path.read_text())
    return found


def test_after_a_yes_the_login_lies_beside_the_config_and_opens_the_spreadsheet(
    folder: Path, emulator: Emulator
) -> None:
    asked = Asked(folder)
    assert browse(asked.address) == 200
    code, said, _ = asked.end()
    assert code == 0
    assert f"Готово. Вход ({PERSON}) сохранён: " in said
    school = School(emulator, folder)
    client = Client(key_of(folder / "вход.json"), emulator.base, sleep=school.waits, chance=float)
    store = GoogleStore(client, school.file, build.SCHEMAS, prepared.marks())
    assert "" not in build.ids(school.run(store)).values()


def test_it_says_what_comes_next_before_there_is_a_school(folder: Path) -> None:
    asked = Asked(folder)
    browse(asked.address)
    assert 'sheets-sync init ПАПКА --google АДРЕС --key "вход.json"' in asked.end()[1]


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights elsewhere")
def test_nobody_else_may_read_the_login(folder: Path) -> None:
    asked = Asked(folder)
    browse(asked.address)
    asked.end()
    assert stat.S_IMODE((folder / "вход.json").stat().st_mode) == 0o600
    assert not list(folder.glob("~*"))


def test_it_asks_as_google_asks_of_an_installed_program(folder: Path) -> None:
    asked = Asked(folder)
    query = asked.query()
    assert query["code_challenge_method"] == "S256"
    assert len(query["code_challenge"]) == 43
    assert len(query["state"]) >= 16
    assert query["access_type"] == "offline"
    assert set(query["scope"].split()) >= ALL_SCOPES
    assert query["redirect_uri"].startswith("http://127.0.0.1:")
    browse(asked.address)
    asked.end()


def test_a_key_file_that_is_still_to_come_gets_the_name_that_the_config_gives(
    folder: Path, emulator: Emulator
) -> None:
    config(folder, "мой вход.json", emulator)
    asked = Asked(folder)
    browse(asked.address)
    code, said, _ = asked.end()
    assert code == 0
    assert held(folder / "мой вход.json")["account"] == PERSON
    assert "Впишите" not in said


def test_a_login_that_ran_out_is_replaced_where_it_lay(folder: Path, emulator: Emulator) -> None:
    emulator.user_file(folder / "старый.json")
    emulator.tokens.consents.clear()
    config(folder, "старый.json", emulator)
    asked = Asked(folder)
    browse(asked.address)
    assert asked.end()[0] == 0
    assert held(folder / "старый.json")["refresh_token"] in emulator.tokens.consents


def test_the_key_of_a_service_account_is_left_alone_and_the_line_to_write_is_said(
    folder: Path, emulator: Emulator
) -> None:
    before = emulator.key_file(folder / "ключ.json").read_bytes()
    config(folder, "ключ.json", emulator)
    asked = Asked(folder)
    browse(asked.address)
    assert 'под [google]: key_file = "вход.json"' in asked.end()[1]
    assert (folder / "ключ.json").read_bytes() == before


def test_a_file_of_another_kind_under_our_name_is_never_written_over(folder: Path) -> None:
    (folder / "вход.json").write_text("{}")
    done = program("login", "client.json", cwd=folder)
    assert done.returncode == 2
    assert "это не вход в Google" in done.stderr.decode()
    assert (folder / "вход.json").read_text() == "{}"


def test_a_no_in_the_browser_keeps_nothing(folder: Path, emulator: Emulator) -> None:
    emulator.tokens.decision = "no"
    asked = Asked(folder)
    browse(asked.address)
    code, _, wrong = asked.end()
    assert (code, wrong.count("\n")) == (1, 1)
    assert "В браузере отказано в доступе" in wrong
    assert not (folder / "вход.json").exists()


def test_a_yes_to_the_half_of_it_is_not_enough(folder: Path, emulator: Emulator) -> None:
    emulator.tokens.unticked = {next(each for each in ALL_SCOPES if each.endswith("/drive"))}
    asked = Asked(folder)
    browse(asked.address)
    code, _, wrong = asked.end()
    assert code == 1
    assert "оставьте обе галочки" in wrong


def test_an_address_that_hides_the_e_mail_is_no_obstacle(folder: Path, emulator: Emulator) -> None:
    emulator.tokens.unticked = {"openid"}
    asked = Asked(folder)
    browse(asked.address)
    assert asked.end()[0] == 0
    assert held(folder / "вход.json")["account"] == ""
    assert key_of(folder / "вход.json").account == "своей учётной записи"


def test_a_browser_that_is_closed_ends_in_a_sentence(folder: Path) -> None:
    done = program("login", "client.json", "--no-open", "--wait", "0", cwd=folder)
    assert done.returncode == 1
    assert "Ответа из браузера не было" in done.stderr.decode()


def test_an_icon_another_state_or_an_empty_connection_is_no_answer(folder: Path) -> None:
    asked = Asked(folder)
    target = asked.query()["redirect_uri"]
    assert browse(f"{target}favicon.ico") == 404
    assert browse(f"{target}?state=somebody&code=else") == 200
    browse(asked.address)
    assert asked.end()[0] == 0


def before_the_exchange(emulator: Emulator, act: Callable[[], object]) -> None:
    """``act`` is done when the program has its code and asks for tokens."""

    def hook(call: Call) -> None:
        if call.kind == "oauth.token":
            act()

    emulator.before_call(hook)


def intercepted(asked: Asked, emulator: Emulator) -> None:
    """Somebody's code, got without the program's own challenge."""
    wrong = asked.address.replace(asked.query()["code_challenge"], "A" * 43)
    browse(wrong)


def taken_twice(asked: Asked, emulator: Emulator) -> None:
    """The code was used by somebody else on the way."""
    before_the_exchange(emulator, emulator.tokens.codes.clear)
    browse(asked.address)


@pytest.mark.parametrize("way", [intercepted, taken_twice])
def test_a_code_that_google_does_not_take_keeps_nothing(
    folder: Path, emulator: Emulator, way: Callable[[Asked, Emulator], None]
) -> None:
    asked = Asked(folder)
    way(asked, emulator)
    code, _, wrong = asked.end()
    assert code == 1
    assert "Google не закончил вход" in wrong
    assert not (folder / "вход.json").exists()


def test_a_client_that_was_deleted_is_named(folder: Path, emulator: Emulator) -> None:
    asked = Asked(folder)
    before_the_exchange(emulator, lambda: setattr(emulator.tokens, "client_secret", "new"))
    browse(asked.address)
    assert "Google не знает клиента" in asked.end()[2]


def test_google_that_does_not_answer_is_a_reason_to_try_later(
    folder: Path, emulator: Emulator
) -> None:
    asked = Asked(folder)
    emulator.fail("reset", "oauth.token", 9)
    browse(asked.address)
    code, _, wrong = asked.end()
    assert code == 4
    assert "есть ли на этом компьютере интернет" in wrong


OPEN = {
    "client_id": "x",
    "client_secret": "x",
    "auth_uri": "http://example.com/auth",
    "token_uri": "https://example.com/token",
}


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"web": {}}', '{"installed": {}}', json.dumps({"installed": OPEN})],
    ids=["blank", "list", "nothing", "web", "empty", "over an open line"],
)
def test_a_file_that_is_no_client_of_a_program_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "client.json").write_text(text)
    done = program("login", "client.json", cwd=tmp_path)
    assert done.returncode == 2
    assert "не клиент Google" in done.stderr.decode()


def test_a_client_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = program("login", "client.json", cwd=tmp_path)
    assert done.returncode == 2
    assert "Нет файла «client.json»" in done.stderr.decode()


def test_a_port_can_be_given_and_one_that_is_taken_is_named(folder: Path) -> None:
    with waiting(0) as other:
        port = other.uri.rstrip("/").rpartition(":")[2]
        done = program("login", "client.json", "--no-open", "--port", port, cwd=folder)
    assert done.returncode == 1
    assert f"Порт {port} на этом компьютере не занять" in done.stderr.decode()
    asked = Asked(folder, "--port", port)
    assert asked.query()["redirect_uri"] == f"http://127.0.0.1:{port}/"
    browse(asked.address)
    assert asked.end()[0] == 0


@WINDOWS
def test_the_browser_is_opened_where_there_is_one(folder: Path) -> None:
    browser = folder / "browser"
    browser.write_text(BROWSER.format(python=sys.executable))
    browser.chmod(0o755)
    done = program("login", "client.json", cwd=folder, BROWSER=str(browser))
    assert done.returncode == 0, done.stderr.decode()
    assert held(folder / "вход.json")["account"] == PERSON


@WINDOWS
def test_a_browser_that_cannot_be_opened_leaves_the_address(folder: Path) -> None:
    done = program("login", "client.json", "--wait", "0", cwd=folder, BROWSER="/no/such/browser")
    assert done.returncode == 1
    assert "accounts" in done.stdout.decode() or "/auth?" in done.stdout.decode()
