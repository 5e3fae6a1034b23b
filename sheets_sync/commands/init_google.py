"""``init --google``: a school's folder, and the spreadsheet that somebody has shared, prepared."""

from __future__ import annotations

import json
import random
import re
import secrets
import sys
import time
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from sheets_sync import config, look, resources
from sheets_sync.commands import button
from sheets_sync.commands import new_folder as folders
from sheets_sync.commands.new_folder import Shared
from sheets_sync.errors import SettingsError
from sheets_sync.facts import Google, PersonalData, Settings
from sheets_sync.schema import Schemas, compile_schemas, compile_vocabulary
from sheets_sync.stores.google import Client, key_of
from sheets_sync.stores.google.prepare import Prepared, Wanted, prepare
from sheets_sync.stores.google.store import ADDRESS
from sheets_sync.stores.joint.halves import half
from sheets_sync.words import count

CLOUD = (
    "cloud – в таблицу Google уходит всё, вместе с именами, телефонами и датами рождения, и видят "
    "это все, кому она открыта."
)
LOCAL = (
    "local – имена, телефоны и даты рождения остаются в таблице на школьном компьютере, в Google "
    "уходят только номера, коды, даты и решения."
)
UNSAID = (
    "Не сказано, где будут имена людей: обычного ответа нет, решает школа. Добавьте к команде "
    "--personal-data cloud (имена уходят в Google) или --personal-data local (имена остаются в "
    "школе)."
)


@dataclass(frozen=True, slots=True)
class _School:
    """A folder, its spreadsheet, and whether its config.toml is still to be written."""

    folder: Path
    google: Google
    personal_data: PersonalData
    timezone: str
    workbook: Path
    new: bool


def init_google(folder: Path, held: Settings | None, shared: Shared) -> int:
    """Prepare the spreadsheet, then make the folder; one that has a config.toml keeps it.

    SettingsError where the two do not agree, or nobody says where names live. Exit code 0.
    """
    school = _known(folder, held, shared) if held else _new(folder, shared)
    own = resources.overlay_files(folder / "schemas")
    online = school.personal_data == "cloud"
    schemas = compile_schemas(resources.schemas(), own, online=online)
    done = _prepared(school, schemas)
    lacks = school.personal_data == "local" and not school.workbook.exists()
    makes = lacks and not done.used
    folders.write_folder(
        folder,
        _config_text(school) if school.new else "",
        folders.new_workbook(folder, half(schemas, "home")) if makes else b"",
    )
    print("\n".join([*_told(school, done), *_next(school, brought=not lacks or makes)]))
    return 0


def _new(folder: Path, shared: Shared) -> _School:
    folders.check_free(folder)
    spreadsheet = config.spreadsheet_id(shared.google)
    if not re.fullmatch(r"[\w-]+", spreadsheet):
        raise SettingsError(
            f"«{shared.google}» – не адрес таблицы Google. Откройте её в браузере и скопируйте "
            "адрес из строки наверху."
        )
    if not shared.key:
        raise SettingsError("Не сказано, где файл ключа Google. Добавьте к команде --key ФАЙЛ.")
    key = Path(shared.key)
    if not key.is_file():
        raise SettingsError(f"Нет файла ключа «{key}». Исправьте то, что написано после --key.")
    google = Google(spreadsheet, _from(folder, key), shared.endpoint)
    where = _where(shared.personal_data)
    zone = str(config.DEFAULTS["timezone"])
    return _School(folder, google, where, zone, folder / folders.WORKBOOK, True)


def _from(folder: Path, key: Path) -> str:
    """The key as config.toml names it: from the folder if it lies in it."""
    whole, home = key.resolve(), folder.resolve()
    return (whole.relative_to(home) if whole.is_relative_to(home) else whole).as_posix()


def _known(folder: Path, held: Settings, shared: Shared) -> _School:
    """The school of a config.toml; what was typed must not say anything else."""
    path = folder / config.NAME
    if held.google is None:
        raise SettingsError(
            f"Здесь уже есть «{path}», и в нём нет раздела [google]. Ничего не изменено. Допишите "
            "раздел по образцу из config.example.toml и повторите или укажите другую папку."
        )
    typed = {
        "spreadsheet": config.spreadsheet_id(shared.google),
        "key_file": _from(folder, Path(shared.key)) if shared.key else "",
        "personal_data": shared.personal_data,
        "endpoint": shared.endpoint,
    }
    written = {
        "spreadsheet": held.google.spreadsheet,
        "key_file": _from(folder, folder / held.google.key_file),
        "personal_data": held.personal_data,
        "endpoint": held.google.endpoint,
    }
    for word, value in typed.items():
        if value and value != written[word]:
            raise SettingsError(
                f"В файле «{path}» стоит другое значение {word}. Ничего не изменено. Исправьте "
                "его там или уберите из команды."
            )
    workbook = folder / held.workbook
    return _School(folder, held.google, held.personal_data, held.timezone, workbook, False)


def _where(said: str) -> PersonalData:
    """Where names live: nobody but the school can say it."""
    while said not in ("cloud", "local"):
        if not sys.stdin.isatty():
            raise SettingsError(UNSAID)
        print(f"Где будут имена людей? Обычного ответа нет, решает школа.\n{CLOUD}\n{LOCAL}")
        try:
            said = input("Впишите cloud или local: ").strip().strip("«»\"'.").casefold()
        except EOFError:
            raise SettingsError(UNSAID) from None
    return "cloud" if said == "cloud" else "local"


def _prepared(school: _School, schemas: Schemas) -> Prepared:
    """The spreadsheet with all that it lacked; the cloud's half of it where names stay."""
    vocabulary = compile_vocabulary(
        resources.schemas(), resources.overlay_files(school.folder / "schemas")
    )
    here, apart = schemas, {}
    if school.personal_data == "local":
        here, apart = half(schemas, "cloud"), _names(schemas)
    tabs, lists = look.tabs(here, vocabulary), look.lists(schemas, vocabulary)
    key = key_of(school.folder / school.google.key_file)
    client = Client(key, school.google.endpoint, sleep=time.sleep, chance=random.random)
    wanted = Wanted(here, tabs, lists, school.timezone, apart)
    return prepare(client, school.google.spreadsheet, wanted, lambda: secrets.token_hex(4))


def _names(schemas: Schemas) -> dict[str, str]:
    """The headers of people's names, by tab."""
    return {
        schema.tab: column.header
        for schema in schemas.values()
        for column in schema.columns.values()
        if column.type == "name" and schema.layout == "rows"
    }


def _config_text(school: _School) -> str:
    google = replace(school.google, spreadsheet=ADDRESS.format(file=school.google.spreadsheet))
    words = {"spreadsheet": google.spreadsheet, "key_file": google.key_file}
    if google.endpoint:
        words["endpoint"] = google.endpoint
    lines = [f"{word} = {json.dumps(value, ensure_ascii=False)}" for word, value in words.items()]
    where = f'personal_data = "{school.personal_data}"'
    return "\n".join([f"{folders.CONFIG}{where}", "", "[google]", *lines, ""])


def _told(school: _School, done: Prepared) -> list[str]:
    """What was done to the spreadsheet."""
    said = []
    if done.tabs:
        what = count(len(done.tabs), "вкладка", "вкладки", "вкладок")
        said.append(f"Готово. Подготовлено в таблице Google: {what}.")
    for tab, headers in groupby(done.lacked, key=itemgetter(0)):
        names = ", ".join(f"«{header}»" for _, header in headers)
        said.append(f"На вкладку «{tab}» добавлено: {names}.")
    if not said:
        said.append("В таблице Google всё уже есть, ничего не изменено.")
    if not done.locale.startswith("ru"):
        said.append(
            "Язык таблицы Google – не русский, даты вида 02.09.2026 она не поймёт. Выберите в ней "
            "«Файл», «Настройки», «Россия»."
        )
    return [*said, f"Её адрес: {ADDRESS.format(file=school.google.spreadsheet)}"]


def _next(school: _School, *, brought: bool) -> list[str]:
    """What people do now: who shares, who types, who presses."""
    if not brought:
        return [
            f"Таблицы с именами «{school.workbook}» здесь нет. Скопируйте её сюда с того "
            "компьютера, на котором шла сверка."
        ]
    share = "Откройте её всем, кто будет в ней работать: «Настройки доступа», право «Редактор»."
    begin = "Куратор начинает с вкладки «Школа»: там сказано, что делать."
    if school.personal_data == "local":
        begin = (
            f"Имена живут в таблице школы: {school.workbook}. Куратор начинает с её вкладки "
            "«Школа»; в таблице Google – решения, сроки и даты."
        )
    return [
        share,
        begin,
        f"Сверить сейчас: «{button.NAME}» в папке {school.folder}",
        f"По расписанию: sheets-sync run --config {school.folder / config.NAME}",
    ]
