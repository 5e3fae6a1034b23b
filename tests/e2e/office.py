"""LibreOffice in a test: a curator at the keyboard, and conversions, each with its own profile."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

Typing = Sequence[tuple[str, int, Mapping[str, str]]]
"""Tab, row (0 in a form), header or question → what is typed there."""

CURATOR = Path(__file__).with_name("curator.py")


@dataclass(frozen=True)
class Office:
    """LibreOffice, with a profile of its own. ``python`` is the one that can steer it, or None."""

    program: Path
    python: Path | None
    profile: Path

    def sit(self, book: Path, typing: Typing) -> None:
        """Open a workbook, type, save, close."""
        with self.sitting(book, typing):
            pass

    @contextmanager
    def sitting(self, book: Path, typing: Typing) -> Iterator[None]:
        """The same, with something going on while the workbook is open, before the typing."""
        assert self.python is not None
        words = [self.python, CURATOR, self.program, self.profile, book]
        with subprocess.Popen(
            list(map(str, words)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as sitting:
            assert sitting.stdin is not None
            assert sitting.stdout is not None
            try:
                assert sitting.stdout.readline() == "open\n"
                yield
                said, _ = sitting.communicate(json.dumps(typing) + "\n", timeout=120)
            finally:
                sitting.kill()
        assert (said, sitting.returncode) == ("saved\n", 0)

    def convert(self, file: Path, kind: str, folder: Path) -> Path:
        """The file in another format, in a folder."""
        words = [
            str(self.program),
            "--headless",
            f"-env:UserInstallation={self.profile.as_uri()}",
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
            str(file),
        ]
        done = subprocess.run(words, capture_output=True, check=True, timeout=120)
        made = folder / f"{file.stem}.{kind}"
        assert made.is_file(), done.stderr
        return made


def steering_python(program: Path) -> Path | None:
    """A Python that has LibreOffice's module: its own, or one of the system's."""
    folders = [program.resolve().parent, *map(Path, os.get_exec_path())]
    for python in dict.fromkeys(
        folder / name for folder in folders for name in ("python3", "python")
    ):
        if python.is_file():
            tried = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
            if tried.returncode == 0:
                return python
    return None
