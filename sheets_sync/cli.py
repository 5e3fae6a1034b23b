"""The program: arguments in, exit code out; each command lives in its own file."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sheets_sync.arguments import parser
from sheets_sync.errors import SettingsError, SheetsSyncError


def program() -> int:
    """The command line as a process of its own."""
    gc.disable()  # it is short: what it makes is freed with it
    return main()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; errors are printed, never thrown."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        given = _understood(sys.argv[1:] if arguments is None else arguments)
        code = _logged(given)
        if sys.stdout is not None:  # a program without a window (pythonw) has none
            sys.stdout.flush()
        return code
    except SheetsSyncError as error:
        print(error.says, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("Остановлено. Таблица цела.", file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read our lines («| head») has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # a mistake of ours: what it says may name people
        print(_unexpected(error), file=sys.stderr)
        return 1


def _understood(words: Sequence[str]) -> argparse.Namespace:
    """The command line taken apart; whoever watches `run --json` hears of a bad one too."""
    try:
        return parser().parse_args(words)
    except SettingsError as error:
        if words[:1] == ["run"] and "--json" in words:
            from sheets_sync.commands.log import misunderstood

            misunderstood("run", error.exit_code)
        raise


def _unexpected(error: Exception) -> str:
    """What a person reads after a mistake of ours, with the place where it happened."""
    from sheets_sync.commands.log import stack

    at = (stack(error) or ["?"])[-1]
    return (
        f"Не получилось из-за ошибки в программе ({type(error).__name__}, {at}). Таблица цела. "
        "Передайте тому, кто ставил программу, эту строку и файл «.sheets_sync/log.txt»: имён "
        "людей в нём нет."
    )


def _logged(given: argparse.Namespace) -> int:
    """Carry out the command; in a school's folder with a line in its log."""
    config = Path(getattr(given, "config", ""))
    as_json = given.command == "run" and given.json
    if not config.is_file() and not as_json:
        return COMMANDS[given.command](given)
    from sheets_sync.commands.log import logged

    return logged(given.command, config, lambda: COMMANDS[given.command](given), as_json=as_json)


def _check(given: argparse.Namespace) -> int:
    from sheets_sync.commands.check import check

    return check(Path(given.config))


def _demo(given: argparse.Namespace) -> int:
    from sheets_sync.commands.demo import demo

    return demo(Path(given.folder))


def _doctor(given: argparse.Namespace) -> int:
    from sheets_sync.commands.doctor import doctor

    return doctor(Path(given.config))


def _explain(given: argparse.Namespace) -> int:
    from sheets_sync.commands.explain import explain

    return explain(Path(given.config), given.pair or "", given.changes)


def _export(given: argparse.Namespace) -> int:
    from sheets_sync.commands.export import export

    return export(Path(given.config), Path(given.file) if given.file else None)


def _import(given: argparse.Namespace) -> int:
    from sheets_sync.commands.import_ import import_

    options = {"dry": given.dry, "as_json": given.json, "yes": given.yes}
    return import_(Path(given.file), Path(given.config), **options)


def _init(given: argparse.Namespace) -> int:
    from sheets_sync.commands.init import init
    from sheets_sync.commands.new_folder import Shared

    shared = Shared(given.google, given.key, given.personal_data, given.endpoint)
    return init(Path(given.folder), shared)


def _login(given: argparse.Namespace) -> int:
    from sheets_sync.commands.login import login

    client, config = Path(given.client), Path(given.config)
    return login(client, config, port=given.port, wait=given.wait, opens=not given.no_open)


def _plan(given: argparse.Namespace) -> int:
    from sheets_sync.commands.plan import plan

    return plan(Path(given.config), as_json=given.json)


def _run(given: argparse.Namespace) -> int:
    from sheets_sync.commands.run import run

    return run(Path(given.config), accept=given.accept, wait=given.wait, tells=not given.json)


def _update(given: argparse.Namespace) -> int:
    from sheets_sync.commands.update import update

    return update(Path(given.config), opens=not given.no_open)


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "check": _check,
    "demo": _demo,
    "doctor": _doctor,
    "explain": _explain,
    "export": _export,
    "import": _import,
    "init": _init,
    "login": _login,
    "plan": _plan,
    "run": _run,
    "update": _update,
}
"""Each imports the command that is asked for, and only that one."""


if __name__ == "__main__":
    sys.exit(program())
