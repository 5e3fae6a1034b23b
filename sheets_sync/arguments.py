"""The command line: every command with its options, its help and an example, in Russian."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import NoReturn

from sheets_sync import __version__
from sheets_sync.errors import SettingsError

ABOUT = """\
Наставничество педагогов в таблицах: проверяет строки, предлагает пары и объясняет почему,
готовит черновики приказов. Решают люди."""

EXIT_CODES = """\
Коды завершения: 0 – сделано или нечего делать; 1 – не получилось; 2 – ошибка в команде или
настройках; 3 – нужно решение человека (у check – есть замечания); 4 – таблица занята, повторите
позже."""


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help with Russian headings."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "Как вызвать: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """A parser that speaks Russian, in its mistakes too."""

    def __init__(self, **given: object) -> None:
        epilog = given.pop("epilog", EXIT_CODES)
        super().__init__(  # type-safe: the names below are argparse's own
            prog=str(given.get("prog", "sheets-sync")),
            description=str(given.get("description", ABOUT)),
            epilog=str(epilog),
            formatter_class=_Help,
            add_help=False,
            allow_abbrev=False,
        )
        self._optionals.title = "Параметры"
        self._positionals.title = "Что указать"
        self.add_argument("-h", "--help", action="help", help="показать эту справку")

    def error(self, message: str) -> NoReturn:
        raise SettingsError(f"Команда не понята. Справка: {self.prog} --help")


def parser() -> argparse.ArgumentParser:
    """The whole command line; every command has help and an example."""
    whole = _Parser()
    whole.add_argument(
        "--version", action="version", version=__version__, help="показать версию программы"
    )
    commands = whole.add_subparsers(
        dest="command", metavar="КОМАНДА", required=True, parser_class=_Parser
    )
    _folder_commands(commands)
    _school_commands(commands)
    _run_command(commands)
    _import_command(commands)
    _explain_command(commands)
    _login_command(commands)
    return whole


def _folder_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    made = _folder_command(
        commands,
        "init",
        "создать папку школы: настройки и пустую таблицу",
        "sheets-sync init Наставничество",
        ".",
    )
    made.add_argument(
        "--google",
        metavar="ТАБЛИЦА",
        default="",
        help="адрес таблицы Google, открытой для учётной записи из ключа: подготовить её",
    )
    made.add_argument("--key", metavar="ФАЙЛ", default="", help="файл ключа Google, .json")
    made.add_argument(
        "--personal-data",
        metavar="ГДЕ",
        choices=("cloud", "local"),
        default="",
        help="где будут имена: cloud – в таблице Google, local – только в таблице школы",
    )
    made.add_argument("--endpoint", default="", help=argparse.SUPPRESS)
    _folder_command(
        commands,
        "demo",
        "показать всё на вымышленной школе в новой папке",
        "sheets-sync demo показ",
        "demo",
    )


def _school_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    _school_command(
        commands, "check", "проверить таблицу и перечислить замечания", "sheets-sync check"
    )
    _school_command(commands, "doctor", "посмотреть, всё ли готово к сверке", "sheets-sync doctor")
    export = _school_command(
        commands,
        "export",
        "сделать копию таблицы: посмотреть, распечатать, взять с собой",
        "sheets-sync export копия.xlsx",
    )
    export.add_argument(
        "file",
        metavar="ФАЙЛ",
        nargs="?",
        help="имя копии (обычно «Наставничество – копия 2026-11-25.xlsx» рядом с таблицей)",
    )
    plan = _school_command(
        commands,
        "plan",
        "показать, что изменила бы сверка, ничего не записывая",
        "sheets-sync plan --json",
    )
    plan.add_argument("--json", action="store_true", help="вывести в JSON, для другой программы")
    update = _school_command(
        commands,
        "update",
        "сверить и открыть таблицу; это делает кнопка «Обновить»",
        "sheets-sync update --config школа/config.toml",
    )
    update.add_argument(
        "--no-open", action="store_true", help="не открывать таблицу, когда всё сделано"
    )


def _run_command(commands: argparse._SubParsersAction[_Parser]) -> None:
    run = _school_command(
        commands,
        "run",
        "сверить: проверить строки, предложить пары, подготовить приказы",
        "sheets-sync run --config школа/config.toml",
    )
    run.add_argument(
        "--accept",
        metavar="КОД",
        default="",
        help="подтвердить именно те изменения, код которых назван в отказе",
    )
    run.add_argument(
        "--wait",
        metavar="МИНУТЫ",
        type=_number,
        default=0,
        help="если таблица открыта, ждать, пока её закроют, но не дольше",
    )
    run.add_argument(
        "--json",
        action="store_true",
        help="вывести итог одной строкой JSON, без имён людей, для программы наблюдения",
    )


def _number(text: str) -> int:
    """A whole number from 0; ValueError for anything else."""
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def _explain_command(commands: argparse._SubParsersAction[_Parser]) -> None:
    made = _school_command(
        commands,
        "explain",
        "рассказать, почему предложена пара, или что изменил бы другой вес",
        "sheets-sync explain П-014",
    )
    made.add_argument("pair", metavar="ПАРА", nargs="?", help="номер пары, например П-014")
    made.add_argument(
        "--if",
        dest="changes",
        metavar="ЧТО=СКОЛЬКО",
        action="append",
        default=[],
        help="какие пары сменились бы: weight.subject=50 или capacity.М-002=3; можно несколько",
    )


def _import_command(commands: argparse._SubParsersAction[_Parser]) -> None:
    made = _school_command(
        commands,
        "import",
        "перенести наставников, наставляемых и пары из прежней таблицы",
        "sheets-sync import банк.xlsx",
    )
    made.add_argument("file", metavar="ТАБЛИЦА", help="файл .xlsx, .xls, .ods или .csv")
    made.add_argument("--dry", action="store_true", help="только показать, ничего не записывать")
    made.add_argument(
        "--json", action="store_true", help="показать в JSON, для другой программы (с --dry)"
    )
    made.add_argument("--yes", action="store_true", help="записать показанное без вопроса")


def _login_command(commands: argparse._SubParsersAction[_Parser]) -> None:
    made = _school_command(
        commands,
        "login",
        "войти в Google от имени человека, если у школы нет сервисного аккаунта",
        "sheets-sync login клиент.json",
    )
    made.add_argument(
        "client", metavar="КЛИЕНТ", help="файл клиента «Desktop app», скачанный в Google Cloud"
    )
    made.add_argument(
        "--port",
        metavar="ПОРТ",
        type=_number,
        default=0,
        help="порт этого компьютера, на который браузер вернёт ответ (обычно любой свободный)",
    )
    made.add_argument(
        "--wait",
        metavar="МИНУТЫ",
        type=_number,
        default=5,
        help="сколько ждать ответа из браузера (обычно 5)",
    )
    made.add_argument(
        "--no-open", action="store_true", help="не открывать браузер, только показать адрес"
    )


def _command(
    commands: argparse._SubParsersAction[_Parser], name: str, what: str, example: str
) -> _Parser:
    about = what[0].upper() + what[1:] + "."
    return commands.add_parser(
        name, help=what, description=about, epilog=f"Пример: {example}\n\n{EXIT_CODES}"
    )


def _folder_command(
    commands: argparse._SubParsersAction[_Parser], name: str, what: str, example: str, usual: str
) -> _Parser:
    made = _command(commands, name, what, example)
    where = "текущая" if usual == "." else usual
    made.add_argument(
        "folder", metavar="ПАПКА", nargs="?", default=usual, help=f"папка (обычно {where})"
    )
    return made


def _school_command(
    commands: argparse._SubParsersAction[_Parser], name: str, what: str, example: str
) -> _Parser:
    made = _command(commands, name, what, example)
    made.add_argument(
        "--config",
        metavar="ФАЙЛ",
        default="config.toml",
        help="файл настроек (обычно config.toml в текущей папке)",
    )
    return made
