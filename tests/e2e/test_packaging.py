"""The wheel: it ships the folders byte for byte, and what it installs reads them."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from sheets_sync import resources

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = "sheets_sync/_shipped/"


def run(*words: str, cwd: Path, **environment: str) -> str:
    """What this interpreter prints, given these words; a failure shows what it said."""
    done = subprocess.run(
        [sys.executable, *words],
        cwd=cwd,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout.strip()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without network."""
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT), cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh folder into which the wheel is installed."""
    folder = tmp_path_factory.mktemp("site")
    pip = ("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(folder))
    run(*pip, str(wheel), cwd=folder)
    return folder


def read(wheel: Path) -> Mapping[str, bytes]:
    """Member name -> content."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_ships_the_folders_byte_for_byte(wheel: Path) -> None:
    members = read(wheel)
    shipped = {name: members[name] for name in members if name.startswith(SHIPPED)}
    folders = [path for kind in ("schemas", "templates") for path in (ROOT / kind).rglob("*")]
    assert shipped == {
        SHIPPED + path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in folders
        if path.is_file()
    }


def test_the_wheel_has_the_package_whole_and_nothing_else(wheel: Path) -> None:
    package = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "sheets_sync").rglob("*")
        if path.suffix == ".py" or path.name == "py.typed"
    }
    others = {
        name for name in read(wheel) if not name.startswith(SHIPPED) and ".dist-info/" not in name
    }
    assert others == package


def test_the_wheel_and_the_checkout_have_one_fingerprint(site: Path) -> None:
    code = "from sheets_sync import resources as r; print(r.__file__, r.fingerprint(), sep='|')"
    place, fingerprint = run("-c", code, cwd=site, PYTHONPATH=str(site)).split("|")
    assert Path(place).is_relative_to(site)
    assert fingerprint == resources.fingerprint()


def test_the_editable_install_reads_the_checkout(tmp_path: Path) -> None:
    code = "from sheets_sync import resources as r; print(r.__file__)"
    assert Path(run("-c", code, cwd=tmp_path)) == ROOT / "sheets_sync" / "resources.py"
