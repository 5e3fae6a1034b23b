"""The launchers «Обновить» that lie beside a workbook: texts for Windows and Linux."""

from __future__ import annotations

import contextlib
import re
import shlex
from pathlib import Path

from sheets_sync import config

NAME = "Обновить"
MISSING = "Программа на этом компьютере не найдена. Позовите того, кто её ставил."

_BAT = """\
@echo off
chcp 65001 >nul
title {name}
if exist "{python}" (
  "{python}" -m sheets_sync update --config "%~dp0{config}" %*
) else (
  sheets-sync update --config "%~dp0{config}" %*
  if errorlevel 9009 echo {missing}
)
echo.
pause
"""

_SH = """\
#!/bin/sh
here=$(dirname -- "$(readlink -f -- "$0")")
python={python}
if [ -x "$python" ]; then
    "$python" -m sheets_sync update --config "$here/{config}" "$@"
elif command -v sheets-sync >/dev/null 2>&1; then
    sheets-sync update --config "$here/{config}" "$@"
else
    echo '{missing}'
    false
fi
code=$?
if [ -t 0 ]; then
    printf '\\nНажмите Enter, чтобы закрыть окно. '
    read -r _
fi
exit $code
"""

_DESKTOP = """\
[Desktop Entry]
Type=Application
Name={name}
Comment=Сверить таблицу наставничества и открыть её
Exec=/bin/sh {script}
Icon=view-refresh
Terminal=true
"""


def write(folder: Path, python: str) -> None:
    """Lay all launchers into ``folder``; OSError where that cannot be.

    Each for both systems, since a folder may be carried over. ``python`` has this program.
    """
    script = folder / f"{NAME}.sh"
    texts = {
        folder / f"{NAME}.bat": bat(python).replace("\n", "\r\n"),
        script: shell(python),
        folder / f"{NAME}.desktop": desktop(str(script.resolve())),
    }
    for path, text in texts.items():
        path.write_bytes(text.encode())
        if path.suffix != ".bat":
            with contextlib.suppress(PermissionError):  # a memory stick knows no such right
                path.chmod(0o755)


def bat(python: str) -> str:
    """The launcher of Windows. Between quotes only a per cent sign needs care."""
    return _BAT.format(
        name=NAME, python=python.replace("%", "%%"), config=config.NAME, missing=MISSING
    )


def shell(python: str) -> str:
    """The launcher of Linux and macOS."""
    return _SH.format(python=shlex.quote(python), config=config.NAME, missing=MISSING)


def desktop(script: str) -> str:
    """What a Linux desktop shows; ``script`` is quoted twice, as an Exec key and as a string."""
    quoted = re.sub(r'(["`$\\\\])', r"\\\1", script).replace("%", "%%")
    twice = quoted.replace("\\", "\\\\")
    return _DESKTOP.format(name=NAME, script=f'"{twice}"')
