"""The token endpoint, quotas, faults, Drive, people: what stands around the spreadsheets."""

from __future__ import annotations

import base64
import datetime as dt
import http.client
import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gspread
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.google_emulator.auth import AUDIENCE, JWT_BEARER, SCOPE, private_key
from tests.google_emulator.calls import Call
from tests.google_emulator.emulator import SERVICE_ACCOUNT, Emulator

NOW = dt.datetime(2026, 9, 3, 8, 15, tzinfo=dt.UTC)


class Clock:
    """A clock that stands until it is told to go on."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now

    def later(self, seconds: float) -> None:
        self.now += dt.timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timed(clock: Clock) -> Iterator[Emulator]:
    """An emulator on the standing clock, with quotas of three calls a minute."""
    with Emulator(clock=clock, quota=3) as running:
        yield running


def call(
    emulator: Emulator, path: str, token: str, data: Any = None, verb: str = ""
) -> tuple[int, Any]:
    """(status, JSON) of a call."""
    body = None if data is None else json.dumps(data).encode()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    verb = verb or ("GET" if data is None else "POST")
    request = urllib.request.Request(emulator.base + path, body, headers, method=verb)
    try:
        with urllib.request.urlopen(request) as reply:
            text = reply.read()
            return reply.status, json.loads(text) if text else None
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.loads(error.read())


def assertion(key: rsa.RSAPrivateKey, **changed: Any) -> str:
    """A signed word of the service account, valid but for what is changed."""
    issued = int(NOW.timestamp())
    claims = {
        "iss": SERVICE_ACCOUNT,
        "aud": AUDIENCE,
        "iat": issued,
        "exp": issued + 3600,
        "scope": SCOPE + "spreadsheets",
    } | changed
    parts = [{"alg": "RS256", "typ": "JWT"}, claims]
    text = ".".join(encoded(json.dumps(part).encode()) for part in parts)
    signature = key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{text}.{encoded(signature)}"


def encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def ask(emulator: Emulator, word: str) -> tuple[int, Any]:
    """The token endpoint's answer."""
    form = urllib.parse.urlencode({"grant_type": JWT_BEARER, "assertion": word}).encode()
    try:
        with urllib.request.urlopen(emulator.token_uri, form) as reply:
            return reply.status, json.loads(reply.read())
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.loads(error.read())


def test_a_rightly_signed_word_gets_a_token_that_works(timed: Emulator) -> None:
    code, answer = ask(timed, assertion(private_key()))
    assert code == 200
    assert call(timed, f"/v4/spreadsheets/{timed.spreadsheet()}", answer["access_token"])[0] == 200


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"aud": "https://example.com"}, "audience"),
        ({"iat": int(NOW.timestamp()) - 7200, "exp": int(NOW.timestamp()) - 3600}, "timeframe"),
        ({"iat": int(NOW.timestamp()) + 600}, "timeframe"),
        ({"exp": int(NOW.timestamp()) + 9000}, "timeframe"),
        ({"iss": "nobody@example.com"}, "account not found"),
        ({"scope": ""}, "scope"),
    ],
)
def test_a_word_with_wrong_claims_gets_none(
    timed: Emulator, changed: dict[str, Any], says: str
) -> None:
    timed.token()
    code, answer = ask(timed, assertion(private_key(), **changed))
    assert code == 400
    assert says in answer["error_description"]


def test_a_word_signed_with_another_key_gets_none(timed: Emulator) -> None:
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    timed.token()
    code, answer = ask(timed, assertion(other))
    assert (code, answer["error_description"]) == (400, "Invalid JWT Signature.")


def test_a_token_stops_working_after_an_hour(timed: Emulator, clock: Clock) -> None:
    token, key = timed.token(), timed.spreadsheet()
    assert call(timed, f"/v4/spreadsheets/{key}", token)[0] == 200
    clock.later(3600)
    assert call(timed, f"/v4/spreadsheets/{key}", token)[0] == 401


def test_a_token_for_other_scopes_is_refused(timed: Emulator) -> None:
    token = timed.token(frozenset({SCOPE + "calendar"}))
    code, answer = call(timed, f"/v4/spreadsheets/{timed.spreadsheet()}", token)
    assert code == 403
    assert answer["error"]["details"][0]["reason"] == "ACCESS_TOKEN_SCOPE_INSUFFICIENT"


def test_the_fourth_read_of_a_minute_is_refused_until_the_minute_is_over(
    timed: Emulator, clock: Clock
) -> None:
    token, path = timed.token(), f"/v4/spreadsheets/{timed.spreadsheet()}"
    codes = [call(timed, path, token)[0] for _ in range(4)]
    assert codes == [200, 200, 200, 429]
    body = {"requests": [{"addSheet": {"properties": {"title": "x"}}}]}
    assert call(timed, path + ":batchUpdate", token, body)[0] == 200
    clock.later(60)
    assert call(timed, path, token)[0] == 200


def test_a_spreadsheet_that_is_not_shared_is_forbidden_in_sheets_and_unseen_on_drive(
    timed: Emulator,
) -> None:
    token, key = timed.token(), timed.spreadsheet(share=False)
    assert call(timed, f"/v4/spreadsheets/{key}", token)[0] == 403
    assert call(timed, f"/drive/v3/files/{key}", token)[0] == 404
    assert call(timed, "/v4/spreadsheets/nothing", token)[0] == 404


def test_the_version_of_a_file_grows_with_every_write(timed: Emulator) -> None:
    token, key = timed.token(), timed.spreadsheet()
    probe = f"/drive/v3/files/{key}?fields=version"
    first = int(call(timed, probe, token)[1]["version"])
    timed.person(key).type("Лист1", 0, 0, "x")
    second = int(call(timed, probe, token)[1]["version"])
    body = {"requests": [{"addSheet": {"properties": {"title": "x"}}}]}
    call(timed, f"/v4/spreadsheets/{key}:batchUpdate", token, body)
    assert first < second < int(call(timed, probe, token)[1]["version"])


def test_a_service_account_has_no_storage_for_uploads_but_in_a_shared_drive(
    timed: Emulator,
) -> None:
    token = timed.token()
    file: dict[str, Any] = {"name": "Приказ.docx", "mimeType": "application/msword"}
    code, answer = call(timed, "/drive/v3/files", token, file)
    assert (code, answer["error"]["errors"][0]["reason"]) == (403, "storageQuotaExceeded")
    file["parents"] = [timed.shared_drive()]
    assert call(timed, "/drive/v3/files?supportsAllDrives=true", token, file)[0] == 200


@pytest.mark.parametrize(
    ("way", "applied"),
    [("503", False), ("500-after", True), ("reset", False), ("reset-after", True), ("half", True)],
)
def test_a_fault_leaves_the_write_undone_or_done_as_it_says(
    emulator: Emulator, way: str, applied: bool
) -> None:
    token, key = emulator.token(), emulator.spreadsheet()
    emulator.fail(way, on="batchUpdate")
    body = {"requests": [{"addSheet": {"properties": {"title": "новый"}}}]}
    try:
        code, _ = call(emulator, f"/v4/spreadsheets/{key}:batchUpdate", token, body)
    except (OSError, http.client.HTTPException):
        code = 0
    assert code in (0, 500, 503)
    assert (emulator.book(key).titled("новый") is not None) is applied
    assert emulator.faults.happened == [way]


def test_a_person_acts_just_before_a_call_is_carried_out(
    emulator: Emulator, client: gspread.Client
) -> None:
    key = emulator.spreadsheet(tabs={"Люди": [["Ким"], ["Цой"]]})
    person = emulator.person(key)

    def act(made: Call) -> None:
        if made.kind.endswith("values.get"):
            person.insert_rows("Люди", 0)

    stop = emulator.before_call(act)
    tab = client.open_by_key(key).worksheet("Люди")
    assert tab.col_values(1) == ["", "Ким", "Цой"]
    stop()
    assert tab.col_values(1) == ["", "Ким", "Цой"]
    assert emulator.calls["sheets.spreadsheets.values.get"] == 2


def test_undo_takes_back_the_own_act_and_leaves_others_alone(emulator: Emulator) -> None:
    key = emulator.spreadsheet(tabs={"Люди": [["б", 1], ["а", 2], ["в", 3]]})
    person, other = emulator.person(key), emulator.person(key)
    person.sort("Люди", "A1:B3", 0)
    other.type("Люди", 5, 0, "другое")
    assert person.see("Люди")[0] == ["а", "2"]
    assert person.undo()
    assert person.see("Люди") == [["б", "1"], ["а", "2"], ["в", "3"], [], [], ["другое"]]
    person.delete_rows("Люди", 0, 2)
    person.undo()
    assert person.see("Люди")[:3] == [["б", "1"], ["а", "2"], ["в", "3"]]


def test_undo_finds_its_cells_after_somebody_inserted_rows(emulator: Emulator) -> None:
    key = emulator.spreadsheet(tabs={"Люди": [["а"], ["б"], ["в"]]})
    person, other = emulator.person(key), emulator.person(key)
    person.move_rows("Люди", 0, 1, 3)
    person.type("Люди", 1, 0, "другой")
    person.delete_rows("Люди", 2)
    assert person.see("Люди") == [["б"], ["другой"]]
    other.insert_rows("Люди", 0, 2)
    assert [person.undo(), person.undo(), person.undo(), person.undo()] == [True, True, True, False]
    assert person.see("Люди") == [[], [], ["а"], ["б"], ["в"]]


def test_undo_of_an_insertion_takes_only_the_inserted_rows(emulator: Emulator) -> None:
    key = emulator.spreadsheet(tabs={"Люди": [["а"], ["б"]]})
    person, other = emulator.person(key), emulator.person(key)
    person.insert_rows("Люди", 1)
    other.insert_rows("Люди", 0)
    person.undo()
    assert person.see("Люди") == [[], ["а"], ["б"]]
    assert emulator.book(key).sheets[0].row_count == 1001


def test_dragging_an_id_that_ends_in_digits_forges_the_next_one(emulator: Emulator) -> None:
    key = emulator.spreadsheet(tabs={"Люди": [["М-014", "М-014Ж"]]})
    emulator.person(key).drag("Люди", "A1:B1", 1)
    assert emulator.values(key, "Люди")[1] == ["М-015", "М-014Ж"]


def test_a_copied_row_carries_its_values_and_no_row_metadata(
    emulator: Emulator, client: gspread.Client
) -> None:
    key = emulator.spreadsheet(tabs={"Люди": [["М-1А", "Ким"]]})
    place = {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}
    item = {"metadataKey": "k", "visibility": "DOCUMENT", "location": {"dimensionRange": place}}
    request = {"createDeveloperMetadata": {"developerMetadata": item}}
    client.open_by_key(key).batch_update({"requests": [request]})
    emulator.person(key).copy("Люди", "A1:B1", 3, 0)
    assert emulator.values(key, "Люди")[3] == ["М-1А", "Ким"]
    assert len(emulator.book(key).metadata) == 1


def test_files_are_found_by_the_search_language(client: gspread.Client) -> None:
    client.create("Ведомость «А»")
    client.create("Другое")
    names = [file["name"] for file in client.list_spreadsheet_files("Ведомость «А»")]
    assert names == ["Ведомость «А»"]


def test_sharing_is_listed_and_taken_back(client: gspread.Client) -> None:
    sheet = client.create("Ведомость")
    sheet.share("kim@example.com", "user", "reader")
    roles = {p["emailAddress"]: p["role"] for p in sheet.list_permissions()}
    assert roles == {SERVICE_ACCOUNT: "owner", "kim@example.com": "reader"}
    sheet.remove_permissions("kim@example.com")
    assert len(sheet.list_permissions()) == 1


def test_a_person_who_said_yes_gets_in_by_a_refresh_token(
    emulator: Emulator, tmp_path: Path
) -> None:
    info = json.loads(emulator.user_file(tmp_path / "user.json").read_text())
    form = {"grant_type": "refresh_token"} | {
        k: info[k] for k in ("client_id", "client_secret", "refresh_token")
    }
    data = urllib.parse.urlencode(form).encode()
    with urllib.request.urlopen(info["token_uri"], data) as reply:
        token = json.loads(reply.read())["access_token"]
    key = emulator.spreadsheet(share=False)
    assert call(emulator, f"/v4/spreadsheets/{key}", token)[0] == 200


def test_an_answer_that_never_comes_leaves_the_write_done(emulator: Emulator) -> None:
    key = emulator.spreadsheet()
    emulator.fail("stall-after", on="batchUpdate")
    body = json.dumps({"requests": [{"addSheet": {"properties": {"title": "новый"}}}]}).encode()
    headers = {
        "Authorization": f"Bearer {emulator.token()}",
        "Content-Type": "application/json",
    }
    url = f"{emulator.base}/v4/spreadsheets/{key}:batchUpdate"
    with pytest.raises(TimeoutError):
        urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=0.5)
    assert emulator.book(key).titled("новый") is not None
