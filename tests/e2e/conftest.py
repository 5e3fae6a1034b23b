"""What the end-to-end tests start from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.e2e.office import Office, steering_python
from tests.e2e.staff import Folder, new_school


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school as ``init`` makes it, drawn once."""
    return new_school(tmp_path_factory.mktemp("drawn") / "школа").path


@pytest.fixture
def empty(drawn: Path, tmp_path: Path) -> Folder:
    """A new school, nothing typed yet."""
    return Folder(Path(shutil.copytree(drawn, tmp_path / "школа")))


@pytest.fixture
def filled(empty: Folder) -> Folder:
    """A school whose banks were typed, before its first run."""
    empty.fill()
    return empty


@pytest.fixture
def settled(filled: Folder) -> Folder:
    """A school after its first run."""
    filled.run()
    return filled


@pytest.fixture(scope="session")
def office(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice, to convert with."""
    return Office(soffice, steering_python(soffice), tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def keyboard(office: Office) -> Office:
    """LibreOffice, to type into."""
    if office.python is None:
        pytest.skip("no Python here can steer LibreOffice (python3-uno is not installed)")
    return office
