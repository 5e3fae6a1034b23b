"""One school for all games; between them production is as it is, for other tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.google.chaos.school import School


@pytest.fixture(scope="package")
def made() -> Iterator[School]:
    """The school, with a spreadsheet in each state."""
    with School() as school:
        school.patch.undo()
        yield school


@pytest.fixture
def school(made: School) -> Iterator[School]:
    """The school that is played with."""
    made.hurry()
    yield made
    made.patch.undo()
