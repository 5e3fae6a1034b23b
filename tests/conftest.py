"""What all tests share: hypothesis that repeats itself, the shared samples, LibreOffice."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

# The same examples on every machine; look for new ones with --hypothesis-profile=default.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.load_profile("ci")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of workbooks, forms and names beside the checkout; not part of the project."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no samples: there is no folder ../shared beside the checkout")
    return folder


@pytest.fixture(scope="session")
def soffice() -> Path:
    """The LibreOffice program."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    return Path(program)
