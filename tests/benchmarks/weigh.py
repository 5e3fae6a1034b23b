"""``make weigh``: what each runtime dependency weighs: its files with those it brings, its import.

Sizes are those of the files that pip has laid down, those of what a library brings along added to
it (a library that two bring counts in both). Import times are the fastest of five new processes,
that of an empty one taken off; a machine under load shows more.
"""

from __future__ import annotations

import importlib.metadata as metadata
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
MODULES = {
    "google-auth": "google.oauth2.service_account",
    "google-auth-oauthlib": "google_auth_oauthlib.flow",
    "ortools": "ortools.graph.python.min_cost_flow",
    "python-calamine": "python_calamine",
    "lxml": "lxml.etree",
}
"""What is imported of a distribution where that is not its own name."""
TIMES = 5


def main() -> None:
    """Print the table."""
    bare = _seconds("pass")
    out = sys.stdout
    out.write("| Library | Licence | Files, MB | With all it brings, MB | Import, s |\n")
    out.write("|---|---|---|---|---|\n")
    for name in _names():
        own, whole = _size(name), sum(map(_size, _brought(name)))
        took = _seconds(f"import {MODULES.get(name, name)}") - bare
        licence = _licence(name)
        out.write(f"| {name} | {licence} | {own:.1f} | {whole:.1f} | {took:.2f} |\n")


def _names() -> list[str]:
    """The distributions that pyproject.toml asks for on every system."""
    asked = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    return [_name(text) for text in asked if ";" not in text]


def _name(text: str) -> str:
    found = re.match(r"[\w.-]+", text)
    assert found is not None
    return found[0].lower().replace("_", "-")


def _brought(name: str) -> set[str]:
    """The distribution and, again and again, what it asks for and what is there."""
    found: set[str] = set()
    heap = [name]
    while heap:
        each = heap.pop()
        if each in found:
            continue
        found.add(each)
        for text in metadata.distribution(each).requires or ():
            if "extra ==" not in text or (
                each == "pandera" and re.search(r"extra == .pandas.$", text)
            ):
                heap += [_name(text)] if _is_there(_name(text)) else []
    return found


def _is_there(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _size(name: str) -> float:
    """Megabytes of the files of one distribution, compiled ones left out."""
    files = metadata.distribution(name).files or ()
    paths = [Path(str(each.locate())) for each in files if each.suffix != ".pyc"]
    return sum(path.stat().st_size for path in paths if path.is_file()) / 1e6


def _licence(name: str) -> str:
    about = metadata.metadata(name).json
    classes = [str(each) for each in about.get("classifier", ())]
    listed = [each.split("::")[-1].strip() for each in classes if each.startswith("License ::")]
    said = about.get("license_expression") or ", ".join(listed) or about.get("license") or "?"
    return str(said).split("\n")[0][:40]


def _seconds(code: str) -> float:
    """The fastest of some new processes."""
    took = []
    for _ in range(TIMES):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        took.append(time.perf_counter() - start)
    return min(took)


if __name__ == "__main__":
    main()
